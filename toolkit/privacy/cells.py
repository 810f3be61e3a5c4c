"""Small cells: counts below three are left out of tables for others, and so is what would give them away.

Method: cell suppression with secondary suppression until no left-out count can be worked out from the totals
(Hundepool e.a., Statistical Disclosure Control, 2012, ch. 4). What can be worked out is computed exactly, by linear programming.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    import pandas as pd
    from numpy.typing import NDArray

MARK = "*"
NOTE = "* Aantallen kleiner dan {least} zijn weggelaten, en ook wat nodig is om ze niet te kunnen uitrekenen."


def suppress(
    frame: pd.DataFrame,
    *,
    least: int = 3,
    total_row: str | None = None,
    total_column: str | None = None,
    mark: str = MARK,
) -> pd.DataFrame:
    """A table of counts with small cells (1 to ``least`` - 1) replaced by a mark, and others where a total would tell.

    ``total_row`` and ``total_column`` are the labels of the margins that are shown. Columns that hold no numbers stay as
    they are. Raises KeyError when there is no such margin.
    """
    counts, columns = _numbers(frame)
    row = list(frame.index).index(total_row) if total_row is not None and total_row in frame.index else None
    if total_row is not None and row is None:
        raise KeyError(total_row)
    column = columns.index(total_column) if total_column is not None else None
    hidden = hidden_cells(counts, least=least, total_row=row, total_column=column)
    shown = frame.astype(object).copy()
    for r, c in zip(*np.nonzero(hidden)):
        shown.at[frame.index[r], columns[c]] = mark
    return shown


def hidden_parts(counts: Iterable[int], *, least: int = 3) -> list[bool]:
    """Which parts of a whole that is known may not be shown: small ones, and what would give one away."""
    parts = list(counts)
    column = np.array([*parts, sum(parts)], dtype=float).reshape(-1, 1)
    return [bool(one) for one in hidden_cells(column, least=least, total_row=len(parts))[:-1, 0]]


def hidden_cells(
    counts: NDArray[np.float64], *, least: int = 3, total_row: int | None = None, total_column: int | None = None
) -> NDArray[np.bool_]:
    """Which cells of a table of counts (totals included) may not be shown."""
    small = (counts > 0) & (counts < least)
    hidden = small.copy()
    lines = _lines(counts.shape, total_row, total_column)
    while True:
        if _told(counts, hidden, small, lines, least) is None:
            return hidden
        extra = _cheapest(counts, hidden, lines)
        if extra is None:
            return hidden
        hidden[extra] = True


Cell = tuple[int, int]
Line = tuple[tuple[Cell, ...], Cell]
"""The cells that add up, and the cell that holds their sum."""


def _lines(shape: tuple[int, ...], total_row: int | None, total_column: int | None) -> list[Line]:
    rows, columns = shape
    lines: list[Line] = []
    if total_column is not None:
        lines += [(tuple((r, c) for c in range(columns) if c != total_column), (r, total_column)) for r in range(rows)]
    if total_row is not None:
        lines += [(tuple((r, c) for r in range(rows) if r != total_row), (total_row, c)) for c in range(columns)]
    return lines


def _told(
    counts: NDArray[np.float64], hidden: NDArray[np.bool_], small: NDArray[np.bool_], lines: list[Line], least: int
) -> Cell | None:
    """A small cell whose value, or whose being small, follows from what is shown; None when all are safe."""
    from scipy.optimize import linprog

    cells = [(int(r), int(c)) for r, c in zip(*np.nonzero(hidden))]
    if not cells or not lines:
        return None
    place = {cell: n for n, cell in enumerate(cells)}
    rows, sums = [], []
    for parts, total in lines:
        row = np.zeros(len(cells))
        known = 0.0
        for cell, sign in (*((part, 1.0) for part in parts), (total, -1.0)):
            if cell in place:
                row[place[cell]] += sign
            else:
                known += sign * counts[cell]
        if row.any():
            rows.append(row)
            sums.append(-known)
    for cell in cells:
        if not small[cell]:
            continue
        aim = np.zeros(len(cells))
        aim[place[cell]] = 1.0
        bounds = [(1.0, None)] * len(cells)
        constraints = {"A_eq": np.array(rows), "b_eq": np.array(sums)} if rows else {}
        low = linprog(aim, bounds=bounds, **constraints)
        high = linprog(-aim, bounds=bounds, **constraints)
        highest = np.inf if high.status == 3 else -high.fun
        if highest - low.fun < 1 - 1e-6 or highest < least - 1e-6:
            return cell
    return None


def _cheapest(counts: NDArray[np.float64], hidden: NDArray[np.bool_], lines: Iterable[Line]) -> Cell | None:
    """The smallest shown count on a line with a hidden one; totals only when nothing else is left."""
    near: set[Cell] = set()
    totals: set[Cell] = set()
    for parts, total in lines:
        totals.add(total)
        if any(hidden[cell] for cell in (*parts, total)):
            near.update((*parts, total))
    free = [cell for cell in near if not hidden[cell] and counts[cell] > 0]
    return min(free, key=lambda cell: (cell in totals, counts[cell], cell), default=None)


def _numbers(frame: pd.DataFrame) -> tuple[NDArray[np.float64], list[str]]:
    import pandas as pd

    columns = [name for name in frame.columns if pd.api.types.is_numeric_dtype(frame[name])]
    return frame[columns].to_numpy(dtype=float, na_value=0.0), columns
