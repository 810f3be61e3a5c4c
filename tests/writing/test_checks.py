"""What is said about numbers, quotes, sources and persons that do not fit the data."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.records import Document
from toolkit.study import Study
from toolkit.transcripts import load_transcripts
from toolkit.writing import Consent, case_texts, check_case, check_note, collect, compose, note_texts, read_document
from toolkit.writing.checks_note import counting_number

Part = Callable[..., Path]
Write = Callable[[str, str | bytes], Path]


def of_note(study: Study, consent: Consent | None = None) -> list[tuple[str, str, str]]:
    data = collect(study, consent=consent or Consent())
    found = check_note(compose(data), data, note_texts(study)[0])
    return [(c.level, c.kind, c.found) for c in found if c.text != "nota"]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("In 7 van de 9 cases.", "getal klopt niet", "7 van de 9 cases"),
        ("In vier van de drie cases.", "getal klopt niet", "vier van de drie cases"),
        ("Er zijn 12 gesprekken.", "getal klopt niet", "12 gesprekken"),
        ("In 3 van de 3 cases.\n{#a bron=financiering.gemeente}", "getal klopt niet", "3 van de 3 cases"),
        ("Dat is de kern.\n{#a stijl=bevinding}", "uitspraak zonder bron", "Dat is de kern."),
        ("Dat is zo.\n{#a bron=functie.onzin}", "bron bestaat niet", "Dat is zo."),
        (
            "Zij zegt ‘niemand helpt haar, en dat gaat goed’.",
            "citaat niet vrijgegeven",
            "niemand helpt haar, en dat gaat goed",
        ),
    ],
)
def test_errors_in_the_note(coded_study: Study, write_part: Part, text: str, kind: str, found: str) -> None:
    write_part(f"# Kop\n\n{text}")
    assert ("fout", kind, found) in of_note(coded_study)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("In 2 van de 3 cases.", "getal is getypt"),
        ("Dat duurt 14 dagen.", "getal zonder bron"),
        ("Dat is 40% van het geld.\n{#a bron=financiering}", "percentage"),
        ("Scholen moeten eerst bellen.\n{#a stijl=bevinding bron=financiering}", "advies als bevinding"),
        ('{{ citaat("c01", "tip") }}', "citaat weggelaten"),
        ('{{ tabel("tegengesproken") }}', "niets te tonen"),
    ],
)
def test_what_a_writer_has_to_weigh(coded_study: Study, write_part: Part, text: str, kind: str) -> None:
    write_part(f"# Kop\n\nTekst.\n\n{text}")
    assert kind in {one for level, one, _ in of_note(coded_study) if level == "let op"}


@pytest.mark.parametrize(
    "text",
    [
        "In {{ x_van_y(\"financiering.gemeente\") }} betaalt de gemeente.",
        "In 2 van de 3 cases betaalt de gemeente.\n{#a bron=financiering.gemeente}",
        "De wet is van 2015[^Staatsblad 2014, 270].",
        "De maat is van Guest (2020).",
        "Aan de ene kant, en aan de andere twee kanten.",
        "Zij zegt ‘dat weet ik niet zeker hoor’.",
    ],
)  # fmt: skip
def test_what_is_in_order_is_not_mentioned(coded_study: Study, write_part: Part, text: str) -> None:
    write_part(f"# Kop\n\n{text}")
    assert of_note(coded_study) == []


def test_one_speaker_too_often_and_a_quote_twice(coded_study: Study, write_part: Part, all_free: Consent) -> None:
    write_part('# Kop\n\n{{ citaat("c01", "tip") }}\n\n{{ citaat("c01", "tip") }}')
    data = collect(coded_study, consent=all_free)
    note = compose(data)
    assert sum(block.kind == "quote" for block in note.document.blocks) == 1
    assert ("citaat twee keer", "2 keer") in {
        (c.kind, c.found) for c in check_note(note, data, note_texts(coded_study)[0])
    }


@pytest.mark.parametrize(
    ("text", "number"),
    [("Er zijn 3 plekken.", "3"), ("Het zijn er negen.", "negen"), ("Eén keer, of twee.", None), ("Guest (2020) zegt het.", None), ("In 2020 begon het.", "2020")],
)  # fmt: skip
def test_which_numbers_have_to_rest_on_something(text: str, number: str | None) -> None:
    found = counting_number(text)
    assert (found.text if found else None) == number


def of_case(study: Study, document: Document) -> list[tuple[str, str, str]]:
    talks = {one.id: one for one in load_transcripts(study)}
    case = study.case("c01")
    found = check_case(document, case, talks, names=("Sjors",))
    return [(c.level, c.kind, c.found) for c in found if c.kind not in ("lengte", "aantal citaten", "stem ontbreekt")]


def test_a_case_text_in_order_has_nothing_to_look_at(coded_study: Study) -> None:
    assert of_case(coded_study, case_texts(coded_study)["c01"]) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("> Ik veeg alles.\n{#q over=medewerker-1 door=medewerker-1 bron=c01-medewerker#1}", ("fout", "citaat niet woordelijk", "Ik veeg alles.")),
        ("Tekst.\n{#a bron=c01-medewerker#9}", ("fout", "bron bestaat niet", "c01-medewerker#9")),
        ("Tekst.", ("let op", "zonder bron", "Tekst.")),
        ("[jobcoach-1] komt.\n{#a bron=c01-medewerker#1}", ("fout", "persoon is onbekend", "jobcoach-1")),
        ("[medewerker-1] veegt.\n{#a bron=c01-medewerker#1}", ("let op", "persoon niet bij 'over'", "medewerker-1")),
        ("De baan op [school-A].\n{#a bron=c01-medewerker#1}", ("fout", "aanduiding is onbekend", "school-A")),
        ("Hij werkt dertig uur.\n{#a bron=c01-schoolleider#2}", ("let op", "getal niet gevonden", "dertig")),
        ("Sjors veegt.\n{#a bron=c01-medewerker#1}", ("fout", "naam in de tekst", "een naam uit case.yaml")),
        ("Hij werkt, ondanks zijn beperking.\n{#a bron=c01-medewerker#1}", ("let op", "toon", "ondanks zijn beperking")),
        ("Wij spraken hem. De tekst wordt nog ter goedkeuring voorgelegd.\n{#a bron=c01-medewerker#1}",
         ("let op", "stand van de tekst", "De tekst wordt nog ter goedkeuring voorgelegd.")),
        ("De beschrijving wacht nog op akkoord van de school.\n{#a bron=c01-medewerker#1}",
         ("let op", "stand van de tekst", "De beschrijving wacht nog op akkoord van de school.")),
    ],
)  # fmt: skip
def test_what_is_wrong_in_a_case_text(coded_study: Study, write: Write, text: str, found: tuple[str, str, str]) -> None:
    assert of_case(coded_study, read_document(write("c01.md", text), case="c01")) == [found]


@pytest.mark.parametrize(
    "words",
    [
        "670 euro",
        "zeshonderdzeventig euro",
        "24 uur",
        "een half uur",
        "0,9 baan van 25,5 uur",
        "op 12 oktober 2023",
        "sinds 2021",
    ],
)
def test_numbers_that_were_said_or_stand_in_case_yaml_are_known(coded_study: Study, write: Write, words: str) -> None:
    text = f"Het gaat om {words}.\n{{#a bron=c01-schoolleider#2}}"
    assert of_case(coded_study, read_document(write("c01.md", text), case="c01")) == []
