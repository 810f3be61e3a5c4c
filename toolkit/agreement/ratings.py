"""Reliability data: one row per coder, one column per unit, None where a coder gave no value."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

Ratings = Sequence[Sequence[Hashable | None]]
Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def indexed(data: Ratings) -> tuple[list[Any], Ints]:
    """The values that occur, sorted, and per coder and unit which of them was given (-1: none).

    None and NaN are missing. Raises ValueError when the coders' rows differ in length or fewer than two are given.
    """
    rows = [list(row) for row in data]
    if len(rows) < 2:
        raise ValueError("agreement needs at least two coders")
    if len({len(row) for row in rows}) > 1:
        raise ValueError("every coder needs a value or None for every unit")
    found = {value for row in rows for value in row if not _missing(value)}
    try:
        values = sorted(found)  # type: ignore[type-var]
    except TypeError:  # values of several kinds have no order of their own
        values = sorted(found, key=lambda value: (type(value).__name__, str(value)))
    place: dict[Any, int] = {value: number for number, value in enumerate(values)}
    index = [[-1 if _missing(value) else place[value] for value in row] for row in rows]
    return values, np.array(index, dtype=np.int64).reshape(len(rows), -1)


def counts(index: Ints, size: int) -> Floats:
    """How many coders gave each value to each unit (units x values)."""
    table = np.zeros((index.shape[1], size))
    units = np.arange(index.shape[1])
    for row in index:
        given = row >= 0
        table[units[given], row[given]] += 1
    return table


def pairable(table: Floats) -> Floats:
    """The units that have two values or more: only they say something about agreement."""
    kept: Floats = table[table.sum(axis=1) >= 2]
    return kept


def confusion(index: Ints, size: int) -> Floats:
    """First coder x second coder, over the units that both coded. Raises ValueError unless there are two coders."""
    if len(index) != 2:
        raise ValueError("this coefficient is for two coders; use Fleiss' kappa or Krippendorff's alpha")
    both = (index >= 0).all(axis=0)
    table = np.zeros((size, size))
    np.add.at(table, (index[0, both], index[1, both]), 1)
    return table


def from_table(table: Sequence[Sequence[int]]) -> list[list[int]]:
    """The ratings of two coders from a table of counts (rows: first coder): how textbooks print them."""
    pairs = [(a, b) for a, row in enumerate(table) for b, number in enumerate(row) for _ in range(number)]
    return [[a for a, _ in pairs], [b for _, b in pairs]]


def _missing(value: Any) -> bool:
    return value is None or value != value
