"""Tables as files: the same bytes each time, and no cell that a spreadsheet would run."""

from __future__ import annotations

import pandas as pd


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as CSV: UTF-8 with a mark for Excel, comma, line feeds; cells that begin a formula are quoted.

    OWASP, CSV injection: a cell that begins with = + - @ is run by spreadsheets.
    """
    safe = frame.map(
        lambda cell: f"'{cell}" if isinstance(cell, str) and cell[:1] in "=+-@\t\r" and len(cell) > 1 else cell
    )
    return str(safe.to_csv(index=False, lineterminator="\n")).encode("utf-8-sig")
