"""Numbers in Dutch, and the words for "how many"."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.numbers import date_in_words, dutch, euro, listed, quantifier, share, x_of_y

CASES = ("case", "cases")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (1234.5, "1.234,5"), (402, "402"), (4020, "4.020"), (125000, "125.000"), (0.743, "0,74"), (2.0, "2"),
        (-0.001, "0"), (-3.5, "-3,5"), (float("nan"), "niet te berekenen"), (None, "niet te berekenen"),
        (float("inf"), "oneindig"),
    ],
)  # fmt: skip
def test_numbers_have_a_decimal_comma(value: float | None, shown: str) -> None:
    assert dutch(value) == shown


def test_halves_are_rounded_up_as_at_school() -> None:
    assert dutch(0.125, 2) == "0,13"
    assert dutch(1e26) == "100" + 8 * ".000"
    assert dutch(2.5, 0) == "3"
    assert dutch(2, 2) == "2,00"


def test_amounts() -> None:
    assert euro(670) == "€ 670"
    assert euro(11.5) == "€ 11,50"
    assert euro(65000) == "€ 65.000"
    assert euro(None) == "onbekend"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        (0, "geen van de cases (0 van de 9)"),
        (1, "één case (1 van de 9)"),
        (2, "enkele cases (2 van de 9)"),
        (3, "enkele cases (3 van de 9)"),
        (4, "ongeveer de helft van de cases (4 van de 9)"),
        (5, "ongeveer de helft van de cases (5 van de 9)"),
        (6, "meer dan de helft van de cases (6 van de 9)"),
        (7, "de meeste cases (7 van de 9)"),
        (9, "alle cases (9 van de 9)"),
    ],
)
def test_the_word_for_how_many_of_nine_cases(part: int, words: str) -> None:
    assert quantifier(part, 9, CASES) == words


def test_a_small_part_of_many_is_a_part() -> None:
    assert quantifier(5, 30) == "een deel (5 van de 30)"
    assert quantifier(3, 3) == "alle (3 van de 3)"
    assert quantifier(1, 1, CASES) == "één case (1 van de 1)"


def test_three_quarters_is_not_most() -> None:
    assert quantifier(9, 12) == "meer dan de helft (9 van de 12)"
    assert quantifier(10, 12) == "de meeste (10 van de 12)"


def test_no_percentage_below_twenty() -> None:
    assert share(3, 9) == "3 van de 9"
    assert share(19, 19) == "19 van de 19"
    assert share(15, 41) == "15 van de 41 (37%)"


def test_a_part_larger_than_the_whole_is_refused() -> None:
    with pytest.raises(ValueError, match="10 van de 9 kan niet"):
        x_of_y(10, 9)
    with pytest.raises(ValueError, match="kan niet"):
        quantifier(-1, 9)


@given(st.integers(0, 500).flatmap(lambda whole: st.tuples(st.integers(0, whole), st.just(whole))))
def test_the_numbers_always_stand_with_the_word(pair: tuple[int, int]) -> None:
    assert quantifier(*pair).endswith(f"({dutch(pair[0])} van de {dutch(pair[1])})")


def test_dates_and_lists_in_words() -> None:
    assert date_in_words(dt.date(2023, 10, 12)) == "12 oktober 2023"
    assert [listed(words) for words in ([], ["a"], ["a", "b"], ["a", "b", "c"])] == ["", "a", "a en b", "a, b en c"]
