"""A small study with one register."""

from __future__ import annotations

from pathlib import Path

import pytest
from market_study import REGISTERS, SETTINGS

from toolkit.study import Study


@pytest.fixture
def market(tmp_path: Path) -> Study:
    """A study about market stalls, with a register in CSV that is still empty."""
    root = tmp_path / "markt"
    (root / "interviews" / "registers").mkdir(parents=True)
    (root / "interviews" / "texts" / "documents").mkdir(parents=True)
    (root / "interviews" / "cases").mkdir()
    (root / "interviews" / "study.yaml").write_text(SETTINGS, encoding="utf-8")
    (root / "interviews" / "registers" / "registers.yaml").write_text(
        REGISTERS.format(file="kramen.csv"), encoding="utf-8"
    )
    return Study(root)
