"""Placeholders become words that read as Dutch, and edited words become placeholders again."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.placeholders import general_terms, placeholders, resolve, resolved, unresolve

TERMS = {
    "medewerker": ("de medewerker", "medewerker {n}"),
    "collega": ("de collega", "collega {n}"),
    "school-": ("de school", "school {n}"),
    "bestuur": ("de contactpersoon van het bestuur", "contactpersoon {n} van het bestuur"),
    "bestuur-": ("het bestuur", "bestuur {n}"),
}


def words(text: str, **own: str) -> dict[str, str]:
    return general_terms(placeholders(text), TERMS, {name.replace("_", "-"): word for name, word in own.items()})


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[medewerker-1] werkt op [school-A].", "De medewerker werkt op de school."),
        (
            "Volgens [collega-1] gaat het goed. [collega-1] blijft.",
            "Volgens de collega gaat het goed. De collega blijft.",
        ),
        (
            "Begeleiding: [collega-1], elke dag\n[medewerker-1] zelf",
            "Begeleiding: de collega, elke dag\nDe medewerker zelf",
        ),
        ("Zij zegt: ‘[medewerker-1] is er.’", "Zij zegt: ‘De medewerker is er.’"),
        ("Werk o.a. [medewerker-1] en [collega-1].", "Werk o.a. de medewerker en de collega."),
        ("De [medewerker-1] en het [bestuur-D].", "De medewerker en het bestuur."),
        ("van [school-A] naar [bestuur-D]", "van de school naar het bestuur"),
        ("[medewerker-1]s nieuwe jas", "De nieuwe jas van de medewerker"),
        ("Het is [collega-1]s contract.", "Het is het contract van de collega."),
        ("De fiets is [collega-1]s.", "De fiets is van de collega."),
        ("[medewerker-1] en [medewerker-2]", "Medewerker 1 en medewerker 2"),
        ("[school-D1] en [school-D2]", "School 1 en school 2"),
        ("[bestuur-1] van buiten", "De contactpersoon van het bestuur van buiten"),
        ("[onbekend] blijft staan", "[onbekend] blijft staan"),
    ],
)
def test_general_terms_read_as_dutch(text: str, expected: str) -> None:
    assert resolved(text, words(text)) == expected


@pytest.mark.parametrize(
    ("name", "expected"),
    [("Rick", "Ricks jas"), ("Anna", "Anna's jas"), ("Kees", "Kees' jas"), ("Max", "Max' jas"), ("Harry", "Harry's jas"),
     ("Marie", "Maries jas"), ("René", "Renés jas")],
)  # fmt: skip
def test_the_genitive_of_a_name(name: str, expected: str) -> None:
    assert resolved("[medewerker-1]s jas", words("[medewerker-1]", medewerker_1=name)) == expected


@pytest.mark.parametrize(
    ("new", "expected"),
    [
        (
            "Rick werkt vaak op de school. De collega helpt Rick.",
            "[medewerker-1] werkt vaak op [school-A]. [collega-1] helpt [medewerker-1].",
        ),
        ("Rick werkt op school. Bennie helpt Rick.", "[medewerker-1] werkt op school. Bennie helpt [medewerker-1]."),
        (
            "De collega helpt Rick. Rick werkt op de school.",
            "[collega-1] helpt [medewerker-1]. [medewerker-1] werkt op [school-A].",
        ),
        ("", ""),
    ],
)
def test_what_was_left_alone_is_a_placeholder_again(new: str, expected: str) -> None:
    source = "[medewerker-1] werkt op [school-A]. [collega-1] helpt [medewerker-1]."
    known = words(source, medewerker_1="Rick")
    assert unresolve(new, resolve(source, known), known) == expected


_WORDS = st.sampled_from(
    [
        "[medewerker-1]",
        "[collega-1]",
        "[school-A]",
        "werkt",
        "op",
        "de",
        "het",
        "en",
        "graag",
        "huis",
        "[medewerker-1]s",
    ]
)
_ENDS = st.sampled_from([".", ",", "", ":", "?"])
_TEXTS = st.lists(st.tuples(_WORDS, _ENDS), min_size=1, max_size=14).map(
    lambda pairs: " ".join(a + b for a, b in pairs)
)
_EDITS = st.lists(
    st.tuples(st.integers(0, 30), st.sampled_from(["", "nieuw", "de collega", "Rick", "De", "."])), max_size=5
)


@given(_TEXTS, _EDITS)
def test_putting_the_words_in_again_always_gives_what_was_typed(text: str, edits: list[tuple[int, str]]) -> None:
    known = words("[medewerker-1] [collega-1] [school-A]", medewerker_1="Rick")
    old = resolve(text, known)
    parts = old.text.split(" ")
    for place, new in edits:
        parts[place % len(parts)] = new
    typed = " ".join(part for part in parts if part)
    assert resolved(unresolve(typed, old, known), known) == typed


@given(_TEXTS)
def test_an_untouched_text_gets_all_its_placeholders_back(text: str) -> None:
    known = words("[medewerker-1] [collega-1] [school-A]", medewerker_1="Rick")
    old = resolve(text, known)
    assert unresolve(old.text, old, known) == text
