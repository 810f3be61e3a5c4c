"""Tables as files: the same bytes each time, and no cell that a spreadsheet would run."""

from __future__ import annotations

import pandas as pd


def csv_bytes(frame: pd.DataFrame) -> bytes:
    """A table as CSV: UTF-8 with a mark for Excel, comma, line feeds; cells that begin a formula are quoted.

    OWASP, CSV injection: a cell that begins with = + - @ is run by spreadsheets.
    """
    safe = frame.map(_safe)
    return str(safe.to_csv(index=False, lineterminator="\n")).encode("utf-8-sig")


def _safe(cell: object) -> object:
    """A bare carriage return is not quoted by CSV writers and would begin a row of its own: it becomes a line feed."""
    if not isinstance(cell, str):
        return cell
    cell = cell.replace("\r\n", "\n").replace("\r", "\n")
    return f"'{cell}" if cell[:1] in "=+-@\t\n" and len(cell) > 1 else cell
