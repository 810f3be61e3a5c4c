"""A program that is killed while it codes: everything it acknowledged is on disk, and the journal can be read."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest

from toolkit.review import Journal

WRITER = """
import sys
sys.path.insert(0, {tests!r})
from pathlib import Path
from review_talks import talk
from toolkit.review import Journal, added, human_coding
journal, text = Journal(Path({path!r})), talk()
for number in range(100_000):
    journal.append(added(human_coding(text, 14, 24, "a.b", "k1", taken=journal.state), "k1"))
    print(number + 1, flush=True)
"""


@pytest.mark.parametrize("seconds", [0.02, 0.11, 0.23])
def test_what_was_acknowledged_survives(tmp_path: Path, seconds: float) -> None:
    path = tmp_path / "k1" / "c01.jsonl"
    code = WRITER.format(tests=str(Path(__file__).parent), path=str(path))
    program = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE, text=True)
    assert program.stdout is not None
    program.stdout.readline()
    time.sleep(seconds)
    program.kill()
    acknowledged = 1 + len([line for line in program.stdout.read().splitlines() if line.isdigit()])
    program.wait()
    found = Journal(path)
    assert len(found.changes) in (acknowledged, acknowledged + 1)
    assert len(found.broken) <= 1
