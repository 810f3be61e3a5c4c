"""Read 10,000 replies of which the truth is known, and count: exact, shown to a person, wrong and silent.

Run: python benchmarks/replies_fuzz.py [replies] [processes] [first seed]
Fails when anything was wrong and silent, or fewer blocks were exact than FLOORS asks.
"""

from __future__ import annotations

import sys
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

ROOT = Path(__file__).parents[1]
sys.path[:0] = [str(ROOT), str(ROOT / "tests" / "approval" / "fuzz")]

from fuzz_losses import CONDITIONS  # noqa: E402
from fuzz_runs import FLOORS, Run, merged, run  # noqa: E402

STEP = 125


def part(job: tuple[str, int, int]) -> tuple[str, Run]:
    """Some replies of one condition."""
    condition, first, last = job
    return condition, run(condition, range(first, last))


def main() -> int:
    replies, processes, first = (
        int(value) for value in (*sys.argv[1:], *("10000", "2", "100000")[len(sys.argv) - 1 :])
    )
    share = replies // len(CONDITIONS)
    jobs = [(c, first + n, first + min(n + STEP, share)) for n in range(0, share, STEP) for c in CONDITIONS]
    start = time.perf_counter()
    runs: dict[str, list[Run]] = {condition: [] for condition in CONDITIONS}
    with ProcessPoolExecutor(processes) as pool:
        for condition, found in pool.map(part, jobs):
            runs[condition].append(found)
    print(f"{share * len(CONDITIONS)} replies in {time.perf_counter() - start:.0f} s, {processes} processes\n")
    wrong = False
    for condition in CONDITIONS:
        found = merged(runs[condition])
        print(f"{condition}: {found.replies} replies, {1000 * found.seconds / found.replies:.1f} ms each")
        kinds = sorted({kind for kind, _ in found.counts})
        for kind in kinds:
            counts = {how: n for (one, how), n in found.counts.items() if one == kind}
            line = ", ".join(
                f"{how} {counts.get(how, 0)}" for how in ("exact", "shown", "unmarked", "untold", "silent")
            )
            print(f"  {kind:<14} {sum(counts.values()):>6}  {100 * found.rate(kind):7.3f}%  {line}")
        bad = found.how("silent")
        wrong = wrong or bool(bad) or found.rate("block") < FLOORS[condition]
        for one in (*bad, *found.how("unmarked")):
            print(f"  ! {one[:600]}")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
