"""The language of fields, and what the fields say of a small study."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.study import Study
from toolkit.writing import Consent, collect, compose
from toolkit.writing.expressions import parse
from toolkit.writing.fields import BY_NAME, FIELDS
from toolkit.writing.fields_blocks import FIGURES, LISTS
from toolkit.writing.tables import TABLES
from toolkit.writing.values import Value, evaluate, number

Part = Callable[..., Path]
NAMES = {"drie": lambda data: number(3, ("a",)), "tekst": lambda data: Value("woord"), "leeg": lambda data: Value(),
         "dubbel": lambda data, n: number(2 * n, ("b",))}  # fmt: skip


def said(expression: str) -> str:
    return evaluate(parse(expression), None, NAMES).text


@pytest.mark.parametrize(
    ("expression", "text"),
    [
        ("drie", "3"), ("dubbel(drie)", "6"), ("dubbel(n=drie + 1)", "8"), ("drie - 1", "2"), ("1,5 + 1", "2,5"), ('"a" + tekst', "aword"[:1] + "woord"),
        ("drie > 2", "ja"), ("drie = 3", "ja"), ("drie == 4", "nee"), ("drie != 4", "ja"), ('tekst == "woord"', "ja"),
        ("niet leeg", "ja"), ("drie > 2 en leeg", "nee"), ("leeg of tekst", "ja"), ("niet (leeg of leeg) en drie <= 3", "ja"),
    ],
)  # fmt: skip
def test_expressions(expression: str, text: str) -> None:
    assert said(expression) == text


def test_a_value_rests_on_all_that_went_into_it() -> None:
    assert evaluate(parse("dubbel(drie) > 2"), None, NAMES).sources == ("b", "a")


@pytest.mark.parametrize(
    ("expression", "words"),
    [
        ("onbekend", "kennen we niet"), ("dubbel()", "niet wat het nodig heeft"), ("dubbel(1, 2)", "niet wat het nodig heeft"),
        ("drie(", "past hier niet"), ("drie drie", "past hier niet"), ("tekst > 2", "alleen met getallen"), ("", "past hier niet"),
        ("import os; drie", "hoort niet in een veld"), ("__import__('os')", "kennen we niet"), ("((((((((((((((((((((((1))))))))))))))))))))))", "te veel haakjes"),
        ("drie" * 200, "te lang"),
    ],
)  # fmt: skip
def test_wrong_expressions(expression: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        said(expression)


@given(st.text(max_size=80))
def test_any_text_is_an_expression_or_an_input_error(text: str) -> None:
    try:
        evaluate(parse(text), None, NAMES)
    except InputError as error:
        assert error.message


def test_an_unknown_field_is_named_with_file_and_line(coded_study: Study, write_part: Part) -> None:
    path = write_part("# Kop\n\nEen alinea.\n\nEr zijn {{ n_casus }} cases.")
    with pytest.raises(InputError, match="n_casus") as caught:
        compose(collect(coded_study))
    assert (caught.value.path, caught.value.line) == (path, 5)
    assert "n_cases" in (caught.value.fix or "")


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("{{ als n_cases > 1 }}\n\nTekst.", 1),
        ("Tekst.\n\n{{ einde }}", 3),
        ("Tekst met {{ tabel(\"codes\") }} erin.", 1),
        ("{{ x_van_y(\"functie.onzin\") }}", 1),
        ("Tekst.\n\n{{ tabel(\"onzin\") }}", 3),
        ("{{ citaat(\"c01\", \"onzin\") }}", 1),
        ("{{ x_van_y(\"functie.taken\", rol=\"baas\") }}", 1),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_text_is_said_with_its_line(
    coded_study: Study, write_part: Part, text: str, line: int
) -> None:
    write_part(text)
    with pytest.raises(InputError) as caught:
        compose(collect(coded_study))
    assert caught.value.line == line


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Er zijn {{ n_cases }} cases.", "Er zijn 3 cases."),
        ("{{ voluit(n_cases) }} cases.", "Drie cases."),
        ('{{ meervoud(n_mensen("medewerker"), "medewerker", "medewerkers") }}', "2 medewerkers"),
        ('In {{ x_van_y("functie.taken") }}.', "In 3 van de 3 cases."),
        ('In {{ x_of_y("financiering") }}.', "In 2 van de 3 cases."),
        ('In {{ x_van_y("financiering.gemeente", kant="ontkend") }}.', "In 1 van de 3 cases."),
        ('In {{ x_van_y("functie.taken", zekerheid="wens") }}.', "In 1 van de 3 cases."),
        ('In {{ x_van_y("functie.taken", rol="medewerker") }}.', "In 2 van de 2 gesprekken."),
        ('In {{ x_van_y("functie.taken", bij="functie.begeleiding") }}.', "In 2 van de 3 cases."),
        ('{{ hoeveel("functie.taken") }} noemen het.', "Alle cases (3 van de 3) noemen het."),
        ("{{ plaatsingen(contract=\"vast\") }}", "3 van de 3 plaatsingen"),
        ('{{ geldstromen(betaler="gemeente") }}', "3 van de 3 geldstromen"),
        ('{{ cases_met_geld(bron="loonkostensubsidie") }}', "Alle cases (3 van de 3)"),
        ('{{ bedragen(bron="loonkostensubsidie") }} per maand', "€ 670 per maand"),
        ("{{ opdrachtgever }}, {{ datum }}, {{ datum_na(10) }}", "Ministerie van Proeven, 15 mei 2024, 25 mei 2024"),
        ('{{ kies(n_cases == 1, "is", "zijn") }}', "Zijn"),
        ("Er {{ kies(n_documenten > 0, \"zijn documenten\") }} is meer.", "Er is meer."),
        ('{{ n_voorgelegd("akkoord") }} van de {{ n_voorgelegd }}', "4 van de 5"),
        ('{{ tegenvoorbeeld("financiering.gemeente") }}', None),
        ('{{ rollen("functie.taken") }}', "Schoolleiders (3 van de 3 gesprekken)"),
        ('{{ meest("functie", 1) }}', "Taken (3 van de 3 cases)"),
    ],
)  # fmt: skip
def test_what_fields_say(coded_study: Study, write_part: Part, all_free: Consent, text: str, shown: str | None) -> None:
    write_part(f"# Kop\n\n{text}")
    blocks = compose(collect(coded_study, consent=all_free)).document.blocks
    paragraphs = [block.text for block in blocks if block.kind == "paragraph"]
    assert paragraphs == ([shown] if shown else [])


def test_conditions_nest_and_turn(coded_study: Study, write_part: Part) -> None:
    write_part(
        "# Kop\n\n{{ als n_cases > 1 }}\n\nMeer.\n\n{{ als n_documenten }}\n\nPapier.\n\n{{ anders als n_cases = 3 }}\n\nDrie.\n\n{{ anders }}\n\nNiets.\n\n{{ einde }}\n\n{{ anders }}\n\n{{ onzin }}\n\n{{ einde }}"
    )
    blocks = compose(collect(coded_study)).document.blocks
    assert [block.text for block in blocks if block.kind == "paragraph"] == ["Meer.", "Drie."]


def test_words_from_the_data_are_never_markup(coded_study: Study, write_part: Part) -> None:
    path = coded_study.interviews / "study.yaml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("Ministerie van Proeven", '"*Klem* [x](https://x.nl)"'),
        encoding="utf-8",
    )
    write_part("# Kop\n\nVoor {{ opdrachtgever }}.")
    blocks = compose(collect(Study(coded_study.root))).document.blocks
    assert blocks[-1].text == r"Voor \*Klem\* \[x\](https://x.nl)."


def test_the_list_of_fields_for_writers_is_complete() -> None:
    text = (Path(__file__).parents[2] / "docs" / "note-fields.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `[a-z_]+` \| (?:getal|tekst|blok) \|.*\|$", text, re.MULTILINE)
    assert rows == [f"| `{field.name}` | {field.kind} | {field.help} | `{field.example}` |" for field in FIELDS]
    for names, word in ((TABLES, "tabel"), (FIGURES, "figuur"), (LISTS, "bijlage")):
        line = re.search(rf"for `{word}\(\.\.\.\)`: ([^.]*)\.", text)
        assert line and set(re.findall(r"`([a-z_]+)`", line[1])) == set(names)


def test_every_example_in_the_list_of_fields_can_be_read() -> None:
    for field in FIELDS:
        for expression in re.findall(r"\{\{(.*?)\}\}", field.example):
            assert parse(expression.strip().removeprefix("als "))
            assert re.split(r"\W", expression.strip().removeprefix("als "))[0] in BY_NAME
