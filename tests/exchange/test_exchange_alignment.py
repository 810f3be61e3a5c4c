"""Positions followed from a text of another program into the transcript: labels gone, names masked, letters composed."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.exchange.alignment import align

WORDS = ("de", "brug", "is", "open", "café", "één", "🙂", "jaar", "en", "geld", "nu", "ja")
NAMES = {"Sjors Kamp": "[medewerker-1]", "Marga": "[schoolleider-1]", "De Zandkorrel": "[school-A]"}
LABELS = ("Interviewer: ", "[00:01:02] Respondent 1: ", "")
PART = st.sampled_from([*WORDS, *NAMES])
SENTENCES = st.tuples(st.sampled_from(LABELS), st.lists(PART, min_size=1, max_size=8), st.booleans())


@given(
    turns=st.lists(SENTENCES, min_size=1, max_size=12),
    decomposed=st.booleans(),
    gap=st.sampled_from([" ", "  ", "\u00a0"]),
)
@settings(deadline=None, max_examples=150)
def test_every_turn_finds_its_own_words(turns: list[tuple[str, list[str], bool]], decomposed: bool, gap: str) -> None:
    """The same talk as a program exported it, and as the transcript has it, with where each turn stands in both."""
    old = new = ""
    places = []
    for label, parts, asked in turns:
        end = "?" if asked else "."
        said = gap.join(parts) + end
        said = unicodedata.normalize("NFD", said) if decomposed else said
        kept = " ".join(NAMES.get(part, part) for part in parts) + end
        start = len(old) + len(label)
        places.append(((start, start + len(said)), (len(new), len(new) + len(kept))))
        old, new = f"{old}{label}{said}\n", f"{new}{kept}\n"
    found = align(old, new)
    for there, here in places:
        assert found.span(*there) == here


@given(text=st.text(max_size=80), data=st.data())
@settings(deadline=None, max_examples=100)
def test_in_the_same_text_nothing_moves(text: str, data: st.DataObject) -> None:
    found = align(text, text)
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    place = found.span(start, end)
    assert place is None or text[place[0] : place[1]].split() == text[start:end].split()


@pytest.mark.parametrize(
    ("old", "new", "stretch", "words"),
    [
        ("Wij wachten op Marga Bloem.", "Wij wachten op [schoolleider-1].", "Marga", "[schoolleider-1]"),
        ("Marga: Ja.", "Ja.", "Marga", None),
        ("Marga: Ja.", "Ja.", "Marga: Ja", "Ja"),
        ("een lang-\nzame brug", "een lang- zame brug", "lang-\nzame", "lang- zame"),
        ("een twee drie vier", "een drie vier", "twee drie", "drie"),
        ("nai\u0308ef", "naïef", "nai\u0308", "naï"),
        ("heel anders dan dat", "iets wat er niet op lijkt", "anders", "iets wat er niet op lijkt"),
    ],
)
def test_by_hand(old: str, new: str, stretch: str, words: str | None) -> None:
    start = old.index(stretch)
    place = align(old, new).span(start, start + len(stretch))
    assert (place and new[place[0] : place[1]]) == words
