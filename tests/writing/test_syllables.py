"""Syllables against words counted by hand, and numbers in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.writing.counting import in_words, numbers_in
from toolkit.writing.syllable_rules import syllables

HERE = Path(__file__).parent


def counted(name: str) -> list[tuple[str, int]]:
    """(word, syllables) of a list in which every syllable is parted by a stop."""
    lines = (HERE / name).read_text(encoding="utf-8").splitlines()
    words = [word for line in lines if not line.startswith("#") for word in line.split()]
    return [(word.replace("·", ""), word.count("·") + 1) for word in words]


@pytest.mark.parametrize(("name", "least"), [("syllables_by_hand.txt", 390), ("syllables_held_out.txt", 130)])
def test_at_least_95_percent_of_the_words_counted_by_hand_is_right(name: str, least: int) -> None:
    words = counted(name)
    wrong = [(word, count, syllables(word)) for word, count in words if syllables(word) != count]
    assert len(dict(words)) >= least
    assert len(wrong) <= 0.05 * len(words), wrong


@pytest.mark.parametrize(
    ("word", "count"),
    [("UWV", 3), ("PO-Raad", 3), ("zo'n", 1), ("foto's", 2), ("24", 4), ("402", 4), ("medewerker-1", 5), ("z'n", 1)],
)
def test_letters_figures_and_joints(word: str, count: int) -> None:
    assert syllables(word) == count


@given(st.text(max_size=30))
def test_every_text_has_at_least_one_syllable(text: str) -> None:
    assert syllables(text) >= 1


@pytest.mark.parametrize(
    ("number", "words"),
    [
        (0, "nul"), (1, "één"), (8, "acht"), (13, "dertien"), (21, "eenentwintig"), (22, "tweeëntwintig"),
        (33, "drieëndertig"), (99, "negenennegentig"), (100, "honderd"), (101, "honderdeen"), (670, "zeshonderdzeventig"),
        (1000, "duizend"), (2500, "tweeduizend vijfhonderd"), (125000, "honderdvijfentwintigduizend"),
    ],
)  # fmt: skip
def test_numbers_in_words(number: int, words: str) -> None:
    assert in_words(number) == words


@given(st.integers(2, 999_999))
def test_what_is_written_in_words_is_read_back(number: int) -> None:
    assert [found.value for found in numbers_in(f"Het zijn er {in_words(number)}.")] == [number]


def test_numbers_of_a_sentence_in_digits_and_words() -> None:
    text = "Hij werkte tweeëndertig uur en daar komen er twaalf voor terug, voor € 1.234,50 of 12,5 procent."
    assert [(n.value, n.text) for n in numbers_in(text)] == [
        (32, "tweeëndertig"), (12, "twaalf"), (1234.5, "1.234,50"), (12.5, "12,5"),
    ]  # fmt: skip


def test_articles_and_names_are_no_numbers() -> None:
    text = "Een collega, [medewerker-1] van c01, op A4; één keer"
    assert [number.text for number in numbers_in(text)] == ["één"]
