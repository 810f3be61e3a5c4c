"""The note of a large study, after its analysis: 200 conversations, 60,000 codings. Asked: under 5 s after the analysis.

    python benchmarks/note.py [--conversations 200] [--words 8000] [--codings 60000]

The study is that of ``benchmarks/analysis.py``. The analysis and the note run in one process, as ``nota run`` does;
the time is that of the step ``note``, per part and as a whole, on the clock and of the processor.
"""

from __future__ import annotations

import argparse
import json
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from analysis import make_study

import toolkit.analysis
from toolkit.cli import collect_seldom
from toolkit.publishing import note as step
from toolkit.writing import collect, compose


def main() -> None:
    """Make the study, run the analysis, time the note."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--conversations", type=int, default=200)
    parser.add_argument("--words", type=int, default=8000)
    parser.add_argument("--codings", type=int, default=60_000)
    given = parser.parse_args()
    collect_seldom()
    with tempfile.TemporaryDirectory() as folder:
        study = make_study(Path(folder) / "study", given.conversations, given.words, given.codings)
        times = {"analysis": timed(lambda: toolkit.analysis.run(study, lambda items: items))}
        times["note"] = timed(lambda: step.run(study, lambda items: items))
        data = collect(study)
        times["of which gathering"] = timed(lambda: collect(study))
        times["of which composing"] = timed(lambda: compose(data))
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        shown = {name: [round(seconds, 1) for seconds in both] for name, both in times.items()}
        print(json.dumps({"clock and processor, in s": shown, "peak_mb": round(peak)}))


def timed(work: Callable[[], object]) -> tuple[float, float]:
    """Seconds that something takes: on the clock, and of the processor."""
    start, busy = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - start, time.process_time() - busy


if __name__ == "__main__":
    main()
