"""Small cells: hidden, and not to be worked out."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.privacy import suppress
from toolkit.privacy.cells import hidden_cells


def test_a_small_count_and_one_that_would_give_it_away_are_left_out() -> None:
    frame = pd.DataFrame({"ja": [1, 8, 9], "nee": [6, 5, 11], "totaal": [7, 13, 20]}, index=["po", "so", "totaal"])
    shown = suppress(frame, total_row="totaal", total_column="totaal")
    assert shown.to_numpy().tolist() == [["*", "*", 7], ["*", "*", 13], [9, 11, 20]]


def test_without_totals_only_the_small_count_is_left_out() -> None:
    frame = pd.DataFrame({"code": ["a", "b", "c"], "aantal": [2, 0, 14]})
    assert suppress(frame)["aantal"].tolist() == ["*", 0, 14]
    assert suppress(frame, least=15)["aantal"].tolist() == ["*", 0, "*"]


def test_a_table_without_small_counts_stays_as_it_is() -> None:
    frame = pd.DataFrame({"a": [3, 0], "totaal": [3, 0]})
    assert suppress(frame, total_column="totaal").to_numpy().tolist() == [[3, 3], [0, 0]]


def test_a_small_total_goes_too() -> None:
    frame = pd.DataFrame({"a": [1, 7], "b": [1, 9], "totaal": [2, 16]})
    assert suppress(frame, total_column="totaal").iloc[0].tolist() == ["*", "*", "*"]


def test_a_margin_that_is_not_there_is_an_error() -> None:
    with pytest.raises(KeyError):
        suppress(pd.DataFrame({"a": [1]}), total_row="totaal")


TABLES = st.integers(2, 3).flatmap(
    lambda rows: st.integers(2, 3).flatmap(
        lambda columns: st.lists(
            st.lists(st.integers(0, 6), min_size=columns, max_size=columns), min_size=rows, max_size=rows
        )
    )
)


@settings(max_examples=15, deadline=None)
@given(TABLES)
def test_nobody_can_work_out_a_small_count(table: list[list[int]]) -> None:
    """Every table that agrees with what is shown is made; each hidden small count has more than one possible value."""
    inner = np.array(table, dtype=float)
    counts = np.block([[inner, inner.sum(1, keepdims=True)], [inner.sum(0, keepdims=True), inner.sum(keepdims=True)]])
    hidden = hidden_cells(counts, total_row=counts.shape[0] - 1, total_column=counts.shape[1] - 1)
    small = (counts > 0) & (counts < 3)
    assert hidden[small].all()
    cells = [tuple(map(int, cell)) for cell in np.argwhere(hidden[:-1, :-1])]
    if not cells or len(cells) > 4:
        return
    possible: dict[tuple[int, int], set[int]] = {cell: set() for cell in cells}
    for values in itertools.product(range(1, 9), repeat=len(cells)):
        guess = inner.copy()
        for cell, value in zip(cells, values):
            guess[cell] = value
        full = np.block([[guess, guess.sum(1, keepdims=True)], [guess.sum(0, keepdims=True), guess.sum(keepdims=True)]])
        if np.array_equal(full[~hidden], counts[~hidden]):
            for cell, value in zip(cells, values):
                possible[cell].add(value)
    assert all(len(possible[cell]) > 1 for cell in cells if small[cell])
