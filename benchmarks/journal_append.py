"""How long one decision takes to be on disk, in a journal that holds 1,500 codings.

Run from the repository's root: ``python benchmarks/journal_append.py``.
"""

from __future__ import annotations

import statistics
import tempfile
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from toolkit.records import Transcript, Turn
from toolkit.review import Journal, added, changed, human_coding

CODINGS, EDITS = 1_500, 200


def timed(action: Callable[[], object]) -> float:
    """Milliseconds that an action takes."""
    start = time.perf_counter()
    action()
    return 1000 * (time.perf_counter() - start)


def main() -> None:
    text = "woord " * 20_000
    talk = Transcript("c01-x", "c01", "interview", None, text, (Turn("medewerker-1", 0, len(text)),))
    codings = [human_coding(talk, 60 * n, 60 * n + 40, "functie.taken", "k1") for n in range(CODINGS)]
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder) / "k1.jsonl")
        at_once = timed(lambda: journal.append(*(added(one, "k1", at="2024-03-01T10:00:00+00:00") for one in codings)))
        opening = timed(lambda: Journal(journal.path))
        edits = []
        for number in range(EDITS):
            old = journal.state[codings[number].id]
            new = replace(old, memo=str(number))
            edits.append(timed(lambda old=old, new=new: journal.append(changed(old, new, "k1"))))  # type: ignore[misc]
        print(f"{CODINGS} codings at once: {at_once:.0f} ms; opening the journal: {opening:.0f} ms")
        print(
            f"one change: {statistics.median(edits):.1f} ms in the median, {sorted(edits)[int(0.95 * EDITS)]:.1f} ms at p95"
        )


if __name__ == "__main__":
    main()
