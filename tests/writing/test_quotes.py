"""Quotes are looked for word for word, in the turns they name."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.records import Transcript, Turn
from toolkit.writing import find_quote

WORDS = "Nou, eh, ik veeg het plein en dan doe ik de kopieën. Dat is mooi werk, zegt [collega-1]."
OTHER = "Zij kookt in de keuken."
TALK = Transcript("c01-x", "c01", "interview", None, f"{WORDS}\n{OTHER}", (Turn("medewerker-1", 0, len(WORDS)), Turn("collega-1", len(WORDS) + 1, len(WORDS) + 1 + len(OTHER))))  # fmt: skip
TALKS = {TALK.id: TALK}


def place(quote: str, source: str = "c01-x#1", speaker: str = "medewerker-1") -> str | None:
    found = find_quote(quote, (source,), speaker, "c01", TALKS)
    return TALK.text[found[1] : found[2]] if found else None


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        ("Ik veeg het plein.", "ik veeg het plein"),
        ("ik veeg  het plein, en dan doe ik de kopieën", "ik veeg het plein en dan doe ik de kopieën"),
        ("Ik veeg het plein (...) dat is mooi werk", "ik veeg het plein en dan doe ik de kopieën. Dat is mooi werk"),
        ("*mooi* werk, zegt [collega-1]", "mooi werk, zegt [collega-1]"),
        ("Ik veeg alle pleinen.", None),
        ("Dat is mooi werk (…) ik veeg het plein", None),
        ("ik veeg het plein dat is mooi werk", None),
        ("plei", None),
        ("", None),
        ("(...)", None),
    ],
)
def test_the_same_words_in_the_same_order(quote: str, words: str | None) -> None:
    assert place(quote) == words


def test_words_of_somebody_else_are_not_found_elsewhere() -> None:
    assert place("Zij kookt in de keuken.") is None
    assert place("Zij kookt in de keuken.", "c01-x#2", "collega-1") == "Zij kookt in de keuken"


def test_a_quote_is_found_in_another_turn_of_its_speaker() -> None:
    assert place("Zij kookt in de keuken.", "c01-x#1", "collega-1") == "Zij kookt in de keuken"


@given(st.data())
def test_every_stretch_of_a_turn_is_found_in_it(data: st.DataObject) -> None:
    words = WORDS.split()
    start = data.draw(st.integers(0, len(words) - 1))
    end = data.draw(st.integers(start + 1, len(words)))
    assert place(" ".join(words[start:end])) is not None


@given(st.text(max_size=60))
def test_any_text_is_looked_for_without_failing(text: str) -> None:
    find_quote(text, ("c01-x#1", "weg#9", "c01-x#x"), "medewerker-1", "c01", TALKS)
