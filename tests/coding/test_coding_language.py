from __future__ import annotations

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.coding import sentences
from toolkit.coding.abbreviations import ABBREVIATIONS
from toolkit.coding.boundaries import ENDING_ABBREVIATIONS
from toolkit.coding.language import pipeline, words_of
from toolkit.errors import InputError
from toolkit.records import Transcript, Turn

MakeTranscript = Callable[..., Transcript]


def shown(transcript: Transcript) -> list[str]:
    return [transcript.text[one.start : one.end] for one in sentences(transcript)]


@pytest.mark.parametrize(
    ("turn", "expected"),
    [
        ("Hij komt. Dan gaat hij.", ["Hij komt.", "Dan gaat hij."]),
        ("Dat kost bijv. 300 euro p.m. aan loon.", ["Dat kost bijv. 300 euro p.m. aan loon."]),
        ("Dat weten we al. Ja!", ["Dat weten we al.", "Ja!"]),
        ("Hij doet de post enz. Zij niet.", ["Hij doet de post enz.", "Zij niet."]),
        ("'Nee!' zei hij. Klaar.", ["'Nee!' zei hij.", "Klaar."]),
        ("Nou... en toen? Ja, hoor... Maar goed.", ["Nou... en toen?", "Ja, hoor...", "Maar goed."]),
        ("Hij begon op 1 jan. 2021. Toen wel.", ["Hij begon op 1 jan. 2021.", "Toen wel."]),
        ("1. De gemeente. 2. Het UWV.", ["1. De gemeente.", "2. Het UWV."]),
        ("In 2018. Daarna niet.", ["In 2018.", "Daarna niet."]),
        ("Wat? Echt?! Ja.", ["Wat?", "Echt?!", "Ja."]),
        ("Ik sprak [medewerker-1]. [school-A] is klein.", ["Ik sprak [medewerker-1].", "[school-A] is klein."]),
        ("Kop zonder punt\nDaarna een zin.", ["Kop zonder punt", "Daarna een zin."]),
        ("Goed. ...  ", ["Goed. ..."]),
        ("  ", []),
    ],
)
def test_sentence_ends(talk: MakeTranscript, turn: str, expected: list[str]) -> None:
    assert shown(talk(("schoolleider-1", turn))) == expected


def test_a_sentence_never_crosses_a_turn(talk: MakeTranscript) -> None:
    transcript = talk(
        ("interviewer-1", "En het UWV"), ("schoolleider-1", "dat betaalt de rest"), ("interviewer-1", "Oké.")
    )
    assert [(one.number, one.turn) for one in sentences(transcript)] == [(0, 0), (1, 1), (2, 2)]


def test_speech_without_marks_is_cut_before_linking_words(talk: MakeTranscript) -> None:
    stretch = "hij doet bij ons de koffie en de post en het plein en dat doet hij eigenlijk al jaren heel erg goed "
    parts = shown(talk(("collega-1", (stretch * 5).strip())))
    assert len(parts) > 2
    assert all(len(part.split()) <= 60 for part in parts)
    assert " ".join(parts) == (stretch * 5).strip()


def test_a_placeholder_is_one_word() -> None:
    assert words_of("Vraag [medewerker-1], van [school-A2]!").lower == (
        "vraag",
        "[medewerker-1]",
        ",",
        "van",
        "[school-a2]",
        "!",
    )


def test_words_carry_their_place_in_the_text() -> None:
    words = words_of("’t Is goed.", start=10)
    assert words.start == (10, 13, 16, 20)
    assert words.end[-1] == 21


def test_a_pipeline_that_is_not_there_is_named() -> None:
    with pytest.raises(InputError, match="nl_core_nergens"):
        pipeline("nl_core_nergens")


def test_abbreviations_that_may_end_a_sentence_are_abbreviations() -> None:
    assert ENDING_ABBREVIATIONS <= ABBREVIATIONS


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text("abc A.!?…\n\"'’)(,1 [x-]", max_size=60), min_size=1, max_size=4))
def test_sentences_hold_every_word_once(turns: list[str]) -> None:
    text, placed, offset = "\n".join(turns), [], 0
    for words in turns:
        placed.append(Turn("x-1", offset, offset + len(words)))
        offset += len(words) + 1
    transcript = Transcript("t", "c", "interview", None, text, tuple(placed))
    found = sentences(transcript)
    assert [one.number for one in found] == list(range(len(found)))
    assert all(a.end <= b.start for a, b in zip(found, found[1:]))
    for one in found:
        turn = transcript.turns[one.turn]
        assert turn.start <= one.start < one.end <= turn.end
        assert text[one.start : one.end] == text[one.start : one.end].strip()
    kept = "".join(text[one.start : one.end] for one in found)
    assert "".join(kept.split()) == "".join(text.split())
