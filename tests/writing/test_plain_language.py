"""Signals per sentence and readability figures."""

from __future__ import annotations

import pytest

from toolkit.records import Block, Document
from toolkit.writing.plain import Signal, readability, readability_of, signals
from toolkit.writing.prose import sentences_in, words_in
from toolkit.writing.voice import double_negation, passive
from toolkit.writing.wording import Abbreviation, Word, Wording

WORDING = Wording(
    words=(Word(term="loonkostensubsidie", plain="geld van de gemeente voor een deel van het loon"), Word(term="derhalve", plain="daarom")),
    abbreviations=(Abbreviation(short="UWV", full="Uitvoeringsinstituut", known=True), Abbreviation(short="LKS", full="loonkostensubsidie")),
)  # fmt: skip


def found(text: str, kind: str = "paragraph") -> list[tuple[str, str]]:
    block = Block("b", kind, text)  # type: ignore[arg-type]
    return [(signal.kind, signal.found) for signal in signals(Document("d", "T", (block,)), WORDING)]


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("Hij komt. Zij niet.", ["Hij komt.", "Zij niet."]),
        ("In sept. 2023 kwam dhr. Kamp. [medewerker-1] bleef.", ["In sept. 2023 kwam dhr. Kamp.", "[medewerker-1] bleef."]),
        ("Het kost € 1.500. Dat is veel, d.w.z. te veel.", ["Het kost € 1.500.", "Dat is veel, d.w.z. te veel."]),
        ("'Kom je?' vroeg hij. Ja!", ["'Kom je?' vroeg hij.", "Ja!"]),
        ("Zonder punt", ["Zonder punt"]),
    ],
)  # fmt: skip
def test_sentences(text: str, sentences: list[str]) -> None:
    assert sentences_in(text) == sentences


def test_a_placeholder_is_one_word_and_a_field_is_one_number() -> None:
    assert words_in("[medewerker-1] werkt {{ n_cases }} dagen") == ["medewerker", "werkt", "9", "dagen"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Het loon wordt door de gemeente betaald.", "wordt betaald"),
        ("De plek werd na een jaar opgeheven.", "werd opgeheven"),
        ("Daar moet nog over besloten worden.", "besloten worden"),
        ("De brief is door het bestuur verstuurd.", "is verstuurd"),
        ("Het wordt elke dag drukker op de gemeente.", ""),
        ("Zij is bekend in het gebouw.", ""),
        ("De gemeente betaalt de helft van het loon.", ""),
        ("Hij heeft de taken verdeeld, en nu wordt het beter.", ""),
    ],
)
def test_passive(sentence: str, words: str) -> None:
    assert passive(sentence) == words


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Dat is niet onmogelijk.", "niet … onmogelijk"),
        ("Niemand ging zonder koffie weg.", "niemand … zonder"),
        ("Er is niet veel geld, maar geen ramp.", ""),
        ("Dat ligt onder de trap en is niet ver.", ""),
        ("Het is ongeveer klaar, niet helemaal.", ""),
    ],
)
def test_double_negation(sentence: str, words: str) -> None:
    assert double_negation(sentence) == words


def test_a_long_sentence_a_hard_word_and_an_abbreviation() -> None:
    assert found("Derhalve krijgt de school LKS.") == [("moeilijk woord", "derhalve"), ("afkorting", "LKS")]
    assert found(" ".join(["woord"] * 16) + ".") == [("lange zin", "16 woorden")]


def test_what_is_explained_or_known_is_no_signal() -> None:
    assert found("UWV betaalt. De loonkostensubsidie (LKS) komt elke maand. De LKS stopt.") == []
    assert found("Loonkostensubsidie is geld van de gemeente voor een deel van het loon.") == []


def test_a_rare_word_is_a_signal_and_an_everyday_compound_is_none() -> None:
    assert found("De bemiddeling liep vast.") == [("zeldzaam woord", "bemiddeling")]
    assert found("De contingentering is klaar.") == [("lang woord", "contingentering")]
    assert found("De schoolleider veegt het schoolplein.") == []


def test_quotes_are_left_alone() -> None:
    assert found("Derhalve wordt het niet onmogelijk gemaakt.", "quote") == []


def test_formulas() -> None:
    easy = readability_of(["De kat zit op de mat."])
    assert (easy.words, easy.sentences, easy.syllables) == (6, 1, 6)
    assert easy.flesch_douma == round(206.835 - 0.93 * 6 - 77 * 1, 1)
    assert easy.leesindex_a == round(195 - 2 * 6 - 2 / 3 * 100, 1)
    assert readability(Document("d", "T", ())).flesch_douma is None


def test_no_advice_claims_a_language_level() -> None:
    block = Block("b", "paragraph", "Derhalve wordt de contingentering niet zonder LKS door het bestuur gerealiseerd.")
    made: list[Signal] = signals(Document("d", "T", (block,)), WORDING)
    assert made and not any("B1" in signal.advice for signal in made)
