from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.coding import load_codebook, load_suggestions, run, suggest
from toolkit.errors import InputError, UsageError
from toolkit.records import Transcript, coding_id
from toolkit.study import Study
from toolkit.transcripts import save_transcript

MakeTranscript = Callable[..., Transcript]


@pytest.fixture
def study(empty_study: Study, small_codebook: Path, talk: MakeTranscript) -> Study:
    """A study with one pseudonymised conversation."""
    small_codebook.rename(empty_study.codebook_path)
    transcript = talk(
        ("interviewer-1", "Wie betaalt de jobcoach?"),
        ("schoolleider-1", "De gemeente betaalt dat niet. Hij leegt in [school-A] de prullenbak."),
    )
    save_transcript(empty_study.outputs / "transcripts" / f"{transcript.id}.json", transcript)
    return empty_study


def test_a_suggestion_says_where_why_and_how_sure(small_codebook: Path, talk: MakeTranscript) -> None:
    transcript = talk(("schoolleider-1", "Ja. De gemeente betaalt vroeg of laat alles. Nee."), id="c01-a")
    (found,) = suggest([transcript], load_codebook(small_codebook), parts=("vocabulary",))
    assert transcript.text[found.start : found.end] == "De gemeente betaalt vroeg of laat alles."
    assert (found.code, found.status, found.digest) == ("geld.subsidie", "suggested", transcript.digest)
    assert found.evidence == ("gemeente betaalt",)
    assert found.source.startswith("nota-") and found.source.endswith("/vocabulary")
    assert found.confidence is not None and 0 < found.confidence < 1
    assert found.anchor is not None
    assert (found.anchor.before, found.anchor.quote[:11], found.anchor.after) == ("Ja. ", "De gemeente", " Nee.")
    assert found.id == coding_id("c01-a", found.start, found.end, "geld.subsidie", "nota")


def test_the_interviewer_gets_no_code(small_codebook: Path, talk: MakeTranscript) -> None:
    transcript = talk(("interviewer-1", "Betaalt de gemeente de jobcoach?"), ("schoolleider-1", "Nee hoor."))
    assert suggest([transcript], load_codebook(small_codebook), parts=("vocabulary",)) == []


def test_an_excluding_word_takes_the_code_away(small_codebook: Path, talk: MakeTranscript) -> None:
    codebook = load_codebook(small_codebook)
    one = talk(("collega-1", "De begeleiding is goed."))
    other = talk(("collega-1", "De begeleiding door de intern begeleider is goed."))
    assert [coding.code for coding in suggest([one], codebook, parts=("vocabulary",))] == ["werk.hulp"]
    assert suggest([other], codebook, parts=("vocabulary",)) == []


def test_suggestions_are_written_per_conversation_and_read_back(study: Study) -> None:
    (path,) = run(study, lambda items: items)
    assert study.shown(path) == "outputs/suggestions/c01-gesprek.jsonl"
    first = path.read_bytes()
    assert [(one.code, one.polarity) for one in load_suggestions(study)] == [
        ("geld.subsidie", "negated"),
        ("werk.taken", "affirmed"),
    ]
    run(study, lambda items: items)
    assert path.read_bytes() == first
    row = json.loads(first.splitlines()[0])
    assert row["transcript"] == "c01-gesprek" and row["status"] == "suggested"


def test_damaged_suggestions_are_refused(study: Study) -> None:
    (path,) = run(study, lambda items: items)
    path.write_text('{"id": "x"}\n', encoding="utf-8")
    with pytest.raises(InputError, match="beschadigd"):
        load_suggestions(study)
    path.write_text('{"id": "x', encoding="utf-8")
    with pytest.raises(InputError, match="beschadigd"):
        load_suggestions(study)


def test_an_unknown_part_is_refused(small_codebook: Path) -> None:
    with pytest.raises(UsageError, match="gevoel"):
        suggest([], load_codebook(small_codebook), parts=("gevoel",))


@pytest.mark.parametrize("label", ["interviewer-2", "Interviewer", "Interviewer 2", "onderzoeker", "Gespreksleider"])
def test_who_asks_gets_no_suggestions_under_any_label(small_codebook: Path, talk: MakeTranscript, label: str) -> None:
    transcript = talk((label, "Dus de gemeente betaalt dat."), ("collega-1", "De gemeente betaalt dat."))
    found = suggest([transcript], load_codebook(small_codebook), parts=("vocabulary",))
    assert [transcript.text[: one.start].count("\n") for one in found] == [1]
