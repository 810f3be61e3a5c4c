"""The light Markdown inside a block."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.rendering import Span, escape, parse, plain
from toolkit.rendering.inline import clean, walk


def look(text: str) -> list[tuple[str, str]]:
    """Spans as (marks and kind, words): short to write down."""
    marks = {"text": "", "break": "/", "link": "link", "note": "noot", "reference": "verwijzing"}
    return [
        ("s" * span.strong + "e" * span.em + marks[span.kind], span.text or plain(span.inner)) for span in parse(text)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("gewoon", [("", "gewoon")]),
        ("*schuin* en **vet**", [("e", "schuin"), ("", " en "), ("s", "vet")]),
        ("***allebei***", [("se", "allebei")]),
        ("**vet met *schuin* erin**", [("s", "vet met "), ("se", "schuin"), ("s", " erin")]),
        ("5*3*2 en a * b", [("", "5*3*2 en a * b")]),
        ("*open zonder einde", [("", "*open zonder einde")]),
        (r"\*geen\* nadruk", [("", "*geen* nadruk")]),
        ("regel een\nregel twee", [("", "regel een regel twee")]),
        ("regel een\\\nregel twee", [("", "regel een"), ("/", ""), ("", "regel twee")]),
        ("[tekst](https://x.example/a)", [("link", "tekst")]),
        ("[tekst](javascript:alert)", [("", "[tekst](javascript:alert)")]),
        ("[tekst](https://)", [("", "[tekst](https://)")]),
        ("[medewerker-1] zei", [("", "[medewerker-1] zei")]),
        ("waar[^bij [school-A]]", [("", "waar"), ("noot", "bij [school-A]")]),
        ("zie @fig:uren-2.", [("", "zie "), ("verwijzing", "figuur"), ("", ".")]),
        ("@tab:uren toont", [("verwijzing", "Tabel"), ("", " toont")]),
        ("mail naar naam@fig:x", [("", "mail naar naam@fig:x")]),
        ("<b>&amp; #let x", [("", "<b>&amp; #let x")]),
    ],
)
def test_light_markdown(text: str, expected: list[tuple[str, str]]) -> None:
    assert look(text) == expected


def test_a_link_keeps_its_address_and_the_look_of_its_words() -> None:
    (link,) = parse("[**hier** lezen](https://voorbeeld.example/?a=1&b=é)")
    assert link.target == "https://voorbeeld.example/?a=1&b=%C3%A9"
    assert link.inner == (Span("text", "hier", strong=True), Span("text", " lezen"))


def test_a_footnote_in_a_footnote_is_words() -> None:
    (note,) = parse("[^buiten [^binnen]]")
    assert plain(note.inner) == "buiten [^binnen]"


@given(st.text(max_size=80))
def test_parsing_never_fails_and_escaped_words_come_back_as_they_were(text: str) -> None:
    parse(text)
    words = " ".join(clean(text).split())
    assert plain(parse(escape(words))) == words
    assert {span.kind for span in parse(escape(words))} <= {"text"}


@given(st.text(alphabet="ab*[]()^\\@fig: \n", max_size=60))
def test_no_letter_is_lost(text: str) -> None:
    """What is shown, addresses and footnotes included, has every letter of the text, in order."""
    shown = "".join(span.text + span.target for span in walk(parse(text)))
    assert sorted(char for char in text if char == "b") == sorted(char for char in shown if char == "b")


def test_signs_that_no_format_may_hold_become_visible_and_hidden_ones_go() -> None:
    assert clean("a\x00b\ue000c\u202ed\u200be\tf\r\ng") == "a\ufffdb\ufffdcde f\ng"


def test_a_hundred_thousand_brackets_are_read_at_once() -> None:
    text = "[" * 50_000 + "]" * 50_000
    assert plain(parse(text)) == text
    assert plain(parse("*a " * 30_000)) == ("*a " * 30_000).strip()
