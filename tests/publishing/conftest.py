"""The small study of the approval room, and its hands."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "approval"))

from rounds import lay_out

from toolkit.study import Study


@pytest.fixture
def round_study(tmp_path: Path) -> Study:
    """One text about three people, of whom one is of the target group and one was never spoken to."""
    return lay_out(tmp_path / "studie")
