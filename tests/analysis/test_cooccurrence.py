"""Codes that stand together, against counting by hand."""

from __future__ import annotations

import pandas as pd
import pytest
from analysis_talks import BOOK, rows
from hypothesis import given
from hypothesis import strategies as st

from toolkit.analysis import cooccurrence

CODES = ("geld.gemeente", "geld.kosten", "waarde.team", "last.tijd")


def placed(*found: tuple[str, str, int, int]) -> pd.DataFrame:
    """Codings by (conversation, code, first sentence, last sentence)."""
    frame = rows(*[("c01", name, "schoolleider", code) for name, code, _, _ in found])
    return frame.assign(
        sentence=[f[2] for f in found], last_sentence=[f[3] for f in found], turn=[f[2] // 3 + 1 for f in found]
    )


def test_a_coding_counts_for_every_sentence_it_touches() -> None:
    frame = placed(
        ("a", "geld.gemeente", 0, 2), ("a", "geld.kosten", 1, 1), ("a", "geld.kosten", 2, 3), ("b", "geld.kosten", 0, 0)
    )
    row = cooccurrence(frame, BOOK).iloc[0]
    assert (row["label_a"], row["label_b"]) == ("Gemeente", "Kosten")
    assert (row["both"], row["a"], row["b"]) == (2, 3, 4)
    assert row["jaccard"] == 2 / 5
    assert row["expected"] == 3 * 4 / 5
    assert row["lift"] == pytest.approx(2 / (12 / 5))


def test_the_same_code_twice_in_a_sentence_is_one() -> None:
    frame = placed(("a", "geld.gemeente", 0, 0), ("a", "geld.gemeente", 0, 0), ("a", "last.tijd", 0, 0))
    assert list(cooccurrence(frame, BOOK)["both"]) == [1]


def test_turns_and_conversations_are_wider() -> None:
    frame = placed(("a", "geld.gemeente", 0, 0), ("a", "last.tijd", 2, 2), ("a", "waarde.team", 7, 7))
    assert cooccurrence(frame, BOOK).empty
    assert list(cooccurrence(frame, BOOK, within="turn")["code_b"]) == ["last.tijd"]
    assert len(cooccurrence(frame, BOOK, within="conversation")) == 3


def test_no_codings_no_pairs() -> None:
    assert cooccurrence(rows(), BOOK).empty


@given(
    st.lists(
        st.tuples(st.sampled_from("ab"), st.sampled_from(CODES), st.integers(0, 5), st.integers(0, 2)), max_size=25
    )
)
def test_counted_by_hand(found: list[tuple[str, str, int, int]]) -> None:
    frame = placed(*[(name, code, first, first + more) for name, code, first, more in found])
    units: dict[tuple[str, int], set[str]] = {}
    for name, code, first, more in found:
        for sentence in range(first, first + more + 1):
            units.setdefault((name, sentence), set()).add(code)
    expected = {
        (a, b): n
        for a in CODES
        for b in CODES
        if CODES.index(a) < CODES.index(b) and (n := sum({a, b} <= codes for codes in units.values()))
    }
    table = cooccurrence(frame, BOOK)
    assert {(row.code_a, row.code_b): row.both for row in table.itertuples()} == expected
