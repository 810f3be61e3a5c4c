"""Bootstrap intervals at full size: 10,000 units, 5 coders, 24 binary codes, 1,000 draws each.

Run from the repository's root: ``python benchmarks/agreement_bootstrap.py``. Target: under 10 seconds.
"""

from __future__ import annotations

import time

import numpy as np

from toolkit.agreement import bootstrap_interval, krippendorff_alpha

UNITS, CODERS, CODES = 10_000, 5, 24


def main() -> None:
    generator = np.random.default_rng(1)
    truth = generator.random((CODES, UNITS)) < np.linspace(0.01, 0.3, CODES)[:, None]
    noise = generator.random((CODES, CODERS, UNITS)) < 0.03
    missing = generator.random((CODERS, UNITS)) < 0.2
    data = [
        [[None if gone else int(value) for value, gone in zip(row, missing[coder])] for coder, row in enumerate(rows)]
        for rows in truth[:, None, :] ^ noise
    ]
    for groups in (None, [unit // 100 for unit in range(UNITS)]):
        start = time.perf_counter()
        for ratings in data:
            krippendorff_alpha(ratings)
            bootstrap_interval(ratings, groups=groups)
        kind = "units" if groups is None else "conversations of 100 units"
        seconds = time.perf_counter() - start
        print(f"{CODES} codes, {UNITS} units x {CODERS} coders, 1000 draws of {kind}: {seconds:.1f} s")


if __name__ == "__main__":
    main()
