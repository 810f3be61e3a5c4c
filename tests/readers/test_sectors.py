"""Pages of a report over sectors, in other words, other lists and other layouts."""

from __future__ import annotations

import textwrap

import pytest

from toolkit.readers import lines_of, sectors_in
from toolkit.readers.sectors import Report

FLAT = """\
Stand van zaken bij onze sectoren

Dit overzicht laat zien wat er in een jaar is gedaan.

Bibliotheken

In de bibliotheken zijn vorig jaar nieuwe banen gemaakt.

Boeken terugzetten
Iedere ochtend zetten twee medewerkers de boeken terug.

Resultaten 2021
{a} Er werken nu acht mensen.
{b} Er is een vaste begeleider.

Zwembaden

De zwembaden doen voor het eerst mee.

Handdoeken
De handdoeken worden nu in het zwembad zelf gewassen.

Resultaten 2021
{a} Drie baden doen mee
{b} Een vierde bad denkt na
{c} Het rooster is aangepast
"""
MARKS = (
    ("a.", "b.", "c."),
    ("a)", "b)", "c)"),
    ("(a)", "(b)", "(c)"),
    ("1.", "2.", "3."),
    ("-", "-", "-"),
    ("•", "•", "•"),
    ("A.", "B.", "C."),
)


def read(text: str) -> Report:
    return sectors_in(lines_of(text))


def shape(text: str) -> list[tuple[str, int, int]]:
    return [(one.name, len(one.activities), len(one.results)) for one in read(text).sectors]


@pytest.mark.parametrize("marks", MARKS, ids=lambda marks: marks[0])
@pytest.mark.parametrize(
    "heading", ["Resultaten 2021", "Enkele resultaten in 2021:", "Belangrijkste opbrengsten 2021", "RESULTATEN 2021"]
)
def test_every_list_and_heading_of_results_is_read(marks: tuple[str, str, str], heading: str) -> None:
    text = FLAT.format(a=marks[0], b=marks[1], c=marks[2]).replace("Resultaten 2021", heading)
    assert shape(text) == [("Bibliotheken", 1, 2), ("Zwembaden", 1, 3)]
    found = read(text)
    assert [result.letter for result in found.sectors[1].results] == ["a", "b", "c"]
    assert found.sectors[1].results[1].text == "Een vierde bad denkt na"
    assert found.title == "Stand van zaken bij onze sectoren"
    assert found.sectors[0].year == "2021"


def test_chapters_are_kept_and_no_page() -> None:
    text = (
        FLAT.format(a="a.", b="b.", c="c.")
        .replace("\nBibliotheken\n", "\nDeel 1: Binnen\n\nBibliotheken\n")
        .replace("\nZwembaden\n", "\nDeel 2 – Nat\n\nZwembaden\n")
    )
    found = read(text)
    assert found.chapters == ("1: Binnen", "2: Nat")
    assert [(one.name, one.chapter) for one in found.sectors] == [
        ("Bibliotheken", "1: Binnen"),
        ("Zwembaden", "2: Nat"),
    ]


def test_a_chapter_may_have_its_name_on_the_next_line_and_roman_numbers_without_a_word() -> None:
    base = FLAT.format(a="a.", b="b.", c="c.")
    below = base.replace("\nBibliotheken\n", "\nHoofdstuk I\n\nBinnen\n\nBibliotheken\n").replace(
        "\nZwembaden\n", "\nHoofdstuk II\n\nNat\n\nZwembaden\n"
    )
    assert read(below).chapters == ("I: Binnen", "II: Nat")
    bare = base.replace("\nBibliotheken\n", "\nI. Binnen\n\nBibliotheken\n").replace(
        "\nZwembaden\n", "\nII. Nat\n\nZwembaden\n"
    )
    assert read(bare).chapters == ("I: Binnen", "II: Nat")
    assert [one.name for one in read(bare).sectors] == ["Bibliotheken", "Zwembaden"]


def test_markdown_headings_say_what_they_are() -> None:
    text = "# Overzicht\n\nInleiding.\n\n## Bibliotheken\n\nWat er gebeurt.\n\n### Boeken terugzetten\n\nIedere ochtend.\n\n### Resultaten 2021\n\na. Acht mensen.\n\n## Zwembaden\n\nOok.\n\n### Handdoeken\n\nWassen.\n\n### Resultaten 2021\n\na. Drie baden.\nb. Meer volgt.\n"
    assert shape(text) == [("Bibliotheken", 1, 1), ("Zwembaden", 1, 2)]


def wrapped(text: str, between: str) -> str:
    return between.join(line for part in text.split("\n") for line in (textwrap.wrap(part, 62) or [""]))


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["wrapped", "wrapped with an empty line between"])
def test_lines_that_a_page_broke_off_are_joined(between: str) -> None:
    long = " En dat gaat zo door, week na week, tot iedereen weet wat er moet gebeuren en wie daarbij helpt als het druk is in de hal."
    text = (
        FLAT.format(a="a.", b="b.", c="c.")
        .replace("teruggezet.", "x")
        .replace("boeken terug.", "boeken terug." + long)
        .replace("zelf gewassen.", "zelf gewassen." + long)
    )
    text = text.replace(
        "vaste begeleider.", "vaste begeleider die alle mensen kent en die elke week met hen praat over het werk."
    )
    text = text.replace("nieuwe banen gemaakt.", "nieuwe banen gemaakt." + long).replace(
        "voor het eerst mee.", "voor het eerst mee." + long
    )
    found = read(wrapped(text, between))
    assert [(one.name, len(one.results)) for one in found.sectors] == [("Bibliotheken", 2), ("Zwembaden", 3)]
    assert (
        found.sectors[0].results[1].text
        == "Er is een vaste begeleider die alle mensen kent en die elke week met hen praat over het werk."
    )
    assert [one.title for one in found.sectors[1].activities] == ["Handdoeken"]


@pytest.mark.parametrize(
    ("written", "texts", "parts"),
    [
        ("a. Drie baden doen meeEr is een rooster gemaakt.\nb. Meer volgt.", ["Drie baden doen mee. Er is een rooster gemaakt.", "Meer volgt."], 2),
        ("a. Drie baden doen mee.Er is een rooster gemaakt.\nb. Meer volgt.", ["Drie baden doen mee. Er is een rooster gemaakt.", "Meer volgt."], 2),
        ("a. Drie baden doen mee.b. Meer volgt.", ["Drie baden doen mee.", "Meer volgt."], 0),
        ("a) Drie baden doen mee; b) Meer volgt.", ["Drie baden doen mee;", "Meer volgt."], 0),
        ("a) Drie baden doen meeb) Meer volgt", ["Drie baden doen mee", "Meer volgt"], 0),
    ],
)  # fmt: skip
def test_glued_results_are_parted(written: str, texts: list[str], parts: int) -> None:
    text = f"Zwembaden\n\nDe zwembaden doen mee.\n\nResultaten 2021\n{written}\n\nSporthallen\n\nOok de hallen doen mee.\n\nResultaten 2021\na. Twee hallen.\n"
    first, second = read(text).sectors
    assert [result.text for result in first.results] == texts
    assert len(first.results[0].parts) == parts
    assert (second.name, len(second.results)) == ("Sporthallen", 1)


def test_a_list_glued_to_its_heading_and_a_page_glued_to_a_list() -> None:
    text = "Zwembaden\n\nDe zwembaden doen mee.\n\nEnkele resultaten 2021a. Drie baden.\nb. Het rooster wordt gemaakt.Sporthallen\n\nOok de hallen doen mee.\n\nEnkele resultaten 2021\na. Twee hallen.\n"
    assert shape(text) == [("Zwembaden", 0, 2), ("Sporthallen", 0, 1)]


def test_a_block_about_results_is_no_list_of_results() -> None:
    text = FLAT.format(a="a.", b="b.", c="c.").replace("Handdoeken\n", "Activiteiten en resultaten\n")
    assert shape(text) == [("Bibliotheken", 1, 2), ("Zwembaden", 1, 3)]
    assert read(text).sectors[1].activities[0].title == "Activiteiten en resultaten"


def test_links_are_kept_without_the_sign_behind_them_and_notes_apart() -> None:
    text = (
        FLAT.format(a="a.", b="b.", c="c.")
        .replace("denkt na", "denkt na, zie https://bad.example/vier.")
        .replace("aangepast\n", "aangepast\n\n1 https://bad.example/rooster\n")
    )
    page = read(text).sectors[1]
    assert page.results[1].links == ("https://bad.example/vier",)
    assert page.notes == ("1 https://bad.example/rooster",)


def test_a_year_that_is_not_there_is_said() -> None:
    text = FLAT.format(a="a.", b="b.", c="c.").replace("Resultaten 2021", "Resultaten")
    assert read(text).warnings == (
        "Bibliotheken: in de kop van de resultaten staat geen jaar.",
        "Zwembaden: in de kop van de resultaten staat geen jaar.",
    )


def test_a_story_in_the_first_person_is_marked() -> None:
    text = FLAT.format(a="a.", b="b.", c="c.").replace(
        "De handdoeken worden nu in het zwembad zelf gewassen.",
        "“Ik was eerst bang voor water. Nu vouw ik de handdoeken en mijn collega helpt mij als het druk is.”",
    )
    assert [activity.story for activity in read(text).sectors[1].activities] == [True]
