"""The small study of this room."""

from __future__ import annotations

from pathlib import Path

import pytest
from rounds import lay_out

from toolkit.study import Study


@pytest.fixture
def round_study(tmp_path: Path) -> Study:
    """One text about three people, of whom one is of the target group and one was never spoken to."""
    return lay_out(tmp_path / "studie")
