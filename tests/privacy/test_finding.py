"""What the finder takes for a name, and what it does not: regression cases are data."""

from __future__ import annotations

import json
import string
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.privacy import Entry, Roster, find_all, find_names
from toolkit.privacy.tokens import words_of

CASES = json.loads((Path(__file__).parent / "finding.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_each_case_finds_these_and_no_others(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [text[one.start : one.end] for one in find_names(text) if one.kind != "rarity"] == case["names"]


ROSTER = Roster((
    Entry("medewerker-1", "person", ("Marjolein Tuinhof", "Marjolein")),
    Entry("collega-1", "person", ("meester Wil",)),
    Entry("school-A", "school", ("CBS De Duikplank", "de Duikplank")),
))  # fmt: skip


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Marjolein Tuinhof werkt hier.", ["Marjolein Tuinhof"]),
        ("Marjoleins rooster en het hondje van Marjoleintje.", ["Marjoleins", "Marjoleintje"]),
        ("De Tuinhofs wonen daar.", ["Tuinhofs"]),
        ("Marjolien is er niet.", ["Marjolien"]),
        ("marjolein tuin hof zegt men", ["marjolein", "tuin hof"]),
        ("Op de Duikplank gaat het goed.", ["de Duikplank"]),
        ("De Duikplank-ouders en de Duikplankers.", ["Duikplank", "de Duikplankers"]),
        ("Wil je dat vragen aan Wil?", ["Wil"]),
    ],
)
def test_a_roster_is_found_in_every_spelling(text: str, masked: list[str]) -> None:
    found = [one for one in find_names(text, ROSTER) if one.how == "roster"]
    assert [text[one.start : one.end] for one in found] == masked


def test_a_name_that_two_people_share_belongs_to_neither() -> None:
    roster = Roster((Entry("collega-1", "person", ("Anneke Ris",)), Entry("collega-2", "person", ("Anneke Sluiter",))))
    found = {text: [one.id for one in find_names(text, roster)] for text in ("Anneke Ris.", "Dag Anneke.")}
    assert found == {"Anneke Ris.": ["collega-1"], "Dag Anneke.": [""]}


def test_rosters_with_the_same_names_share_their_tables() -> None:
    names = (Entry("collega-1", "person", ("Anneke Ris",)), Entry("collega-2", "person", ("Sietse Valk",)))
    assert Roster(names).forms is Roster(tuple(names)).forms
    assert Roster(names[:1]).forms.keys() < Roster(names).forms.keys()


def test_a_label_that_names_nobody_is_no_name() -> None:
    roster = Roster((Entry("overig-1", "person", ("Moeder",)), Entry("leerling-1", "person", ("Kind",))))
    assert find_names("Zijn moeder zei: elk kind telt. Moeder was blij.", roster) == []


def test_one_conversation_helps_another() -> None:
    alone = find_names("Bloesem lacht altijd.")
    together = find_all(["Ik werk graag met Bloesem samen.", "Bloesem lacht altijd."])
    assert (alone, len(together[0]), len(together[1])) == ([], 1, 1)


@given(
    st.lists(
        st.sampled_from(
            ["Marjolein", "de", "Duikplank", "kwam", "binnen", ".", "\n", "Pim", "06 11 22 33 44", "'t", "(lacht)"]
        )
    )
)
def test_what_is_found_lies_in_order_within_one_turn_and_on_words(parts: list[str]) -> None:
    text = " ".join(parts)
    found = find_names(text, ROSTER)
    for one, after in zip(found, found[1:]):
        assert one.end <= after.start
    for one in found:
        piece = text[one.start : one.end]
        assert piece and piece == piece.strip() and "\n" not in piece


@given(st.text(alphabet=string.printable + "éïüİßﬃ'’\u00a0", max_size=200))
def test_any_text_is_looked_through(text: str) -> None:
    for one in find_names(text, ROSTER):
        assert 0 <= one.start < one.end <= len(text)
    words = words_of(text)
    assert [text[a:b] for a, b in zip(words.starts, words.ends)] == words.words
