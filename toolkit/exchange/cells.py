"""Cells of tables: no cell that a spreadsheet would run, and every text back as it was.

OWASP, CSV injection: a cell that begins with = + - @ (also full width), a tab or a line end is run. Such a cell gets an apostrophe
before it; so does a cell that has apostrophes before such a sign, so that taking one off is always right.
"""

from __future__ import annotations

import re
from typing import Any

import pandas as pd

_RISKY = re.compile(r"'*[=+\-@\t\r\n＝＋－＠]")


def guard(cell: Any) -> Any:
    """A cell that is safe to open in a spreadsheet."""
    return f"'{cell}" if isinstance(cell, str) and _RISKY.match(cell) else cell


def unguard(cell: str) -> str:
    """The text of a cell of :func:`guard`."""
    return cell[1:] if cell.startswith("'") and _RISKY.match(cell) else cell


def guarded(table: pd.DataFrame) -> pd.DataFrame:
    """A table with every text cell, and every heading, safe."""
    return table.map(guard).rename(columns=guard)
