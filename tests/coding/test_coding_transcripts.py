from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.records import Transcript, Turn
from toolkit.study import Study
from toolkit.transcripts import load_transcript, load_transcripts, save_transcript

TALK = Transcript(
    "c01-medewerker", "c01", "interview", date(2024, 1, 9), "Hoi.\nDag, [school-A].",
    (Turn("interviewer-1", 0, 4, "00:00:01"), Turn("medewerker-1", 5, 21)),
)  # fmt: skip


def test_a_transcript_comes_back_as_it_was(tmp_path: Path) -> None:
    path = tmp_path / "c01-medewerker.json"
    save_transcript(path, TALK)
    assert load_transcript(path) == TALK
    assert json.loads(path.read_text(encoding="utf-8"))["digest"] == TALK.digest


def test_transcripts_of_a_study_come_in_order(tmp_path: Path) -> None:
    for name in ("b", "a"):
        save_transcript(
            tmp_path / "outputs" / "transcripts" / f"{name}.json", Transcript(name, "c", "meeting", None, "", ())
        )
    assert [one.id for one in load_transcripts(Study(tmp_path))] == ["a", "b"]
    assert load_transcripts(Study(tmp_path / "empty")) == []


@pytest.mark.parametrize(
    ("key", "value", "words"),
    [
        ("text", "Hoi!\nDag, [school-A].", "buiten nota om veranderd"),
        ("kind", "praatje", "geen transcript"),
        ("turns", [{"start": 0, "end": 99}], "geen transcript"),
        ("turns", [{"start": 0, "end": 9}, {"start": 5, "end": 12}], "geen transcript"),
        ("date", "gisteren", "geen transcript"),
    ],
)
def test_a_file_that_was_changed_is_refused(tmp_path: Path, key: str, value: object, words: str) -> None:
    path = tmp_path / "c01-medewerker.json"
    save_transcript(path, TALK)
    path.write_text(json.dumps(json.loads(path.read_text(encoding="utf-8")) | {key: value}), encoding="utf-8")
    with pytest.raises(InputError, match=words):
        load_transcript(path)
