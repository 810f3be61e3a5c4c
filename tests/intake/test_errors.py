"""Every kind of wrong input has a Dutch message that names the file and place and says what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.cli import main
from toolkit.errors import InputError
from toolkit.intake import conversations, read_all, read_transcript
from toolkit.study import Study


def case_file(study: Study) -> Path:
    return study.cases_folder / "c01" / "case.yaml"


def talk_file(study: Study) -> Path:
    return study.cases_folder / "c01" / "c01-schoolleider.txt"


def replace(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def message(study: Study) -> str:
    with pytest.raises(InputError) as caught:
        read_all(Study(study.root))
    return str(caught.value)


def test_unknown_speaker_in_the_talk_is_reported_and_kept(small_study: Study) -> None:
    with talk_file(small_study).open("a", encoding="utf-8") as file:
        file.write("Onbekende: Ik loop even binnen.\n")
    (reading,) = read_all(small_study)
    assert reading.transcript.turns[-1].speaker == "onbekend-1"
    assert "onbekende spreker: 'Onbekende'" in reading.warnings[0]


def test_speaker_in_the_head_who_is_not_in_the_case(small_study: Study) -> None:
    replace(talk_file(small_study), "Marga: schoolleider-1", "Marga: schoolleider-7")
    text = message(small_study)
    assert "c01-schoolleider.txt" in text
    assert "'schoolleider-7' staat niet bij de personen van case c01" in text
    assert "Wat te doen:" in text


def test_unknown_role_in_the_head(small_study: Study) -> None:
    replace(talk_file(small_study), "Marga: schoolleider-1", "Marga: juf-1")
    assert "geen bekende rol" in message(small_study)


def test_missing_head_is_reported_with_what_was_assumed(small_study: Study) -> None:
    talk_file(small_study).write_text(
        "Interviewer: Hoe gaat het?\nMarga: Goed.\nInterviewer: En nu?\nMarga: Ook.\n", encoding="utf-8"
    )
    (reading,) = read_all(small_study)
    assert reading.transcript.kind == "interview"
    assert reading.transcript.date is None
    assert any("geen hoofd" in warning for warning in reading.warnings)
    assert any("datum" in warning for warning in reading.warnings)


def test_head_that_is_not_closed(small_study: Study) -> None:
    talk_file(small_study).write_text("---\nsoort: interview\nMarga: Goed.\n", encoding="utf-8")
    assert "regel 1: het hoofd begint met --- maar wordt niet afgesloten" in message(small_study)


@pytest.mark.parametrize("content", ["", "\n \n", "---\nsoort: interview\n---\n"])
def test_empty_file(small_study: Study, content: str) -> None:
    talk_file(small_study).write_text(content, encoding="utf-8")
    assert "c01-schoolleider.txt" in message(small_study)


def test_kind_that_is_none(small_study: Study) -> None:
    replace(talk_file(small_study), "soort: interview", "soort: praatje")
    text = message(small_study)
    assert "regel 2" in text
    assert "'praatje' kennen we niet" in text


@pytest.mark.parametrize(
    ("date", "words"), [("2023-13-40", "bestaat"), ("gisteren", "geen datum"), ("12-13-2023", "geen datum")]
)
def test_a_date_that_is_none(small_study: Study, date: str, words: str) -> None:
    replace(talk_file(small_study), "2023-10-12", date)
    text = message(small_study)
    assert "regel 3" in text
    assert words in text


def test_yaml_that_does_not_parse(small_study: Study) -> None:
    replace(case_file(small_study), "title: Hulp", "title: [Hulp")
    text = message(small_study)
    assert "case.yaml, regel" in text
    assert "YAML" in text


def test_a_field_that_we_do_not_know(small_study: Study) -> None:
    replace(case_file(small_study), "title:", "titel:")
    assert "het veld 'titel' kennen we niet" in message(small_study)


def test_a_double_field(small_study: Study) -> None:
    replace(case_file(small_study), "id: c01\n", "id: c01\nid: c02\n")
    assert "regel 2: het veld 'id' staat hier twee keer" in message(small_study)


def test_a_double_person(small_study: Study) -> None:
    replace(case_file(small_study), "id: medewerker-1", "id: schoolleider-1")
    assert "het id 'schoolleider-1' komt twee keer voor" in message(small_study)


def test_a_case_id_that_is_not_its_folder(small_study: Study) -> None:
    replace(case_file(small_study), "id: c01\n", "id: c07\n")
    assert "'c07' is niet de naam van de map ('c01')" in message(small_study)


def test_two_conversations_with_one_name(small_study: Study) -> None:
    other = small_study.cases_folder / "c02"
    other.mkdir()
    (other / "c01-schoolleider.md").write_text("tekst", encoding="utf-8")
    with pytest.raises(InputError, match="'c01-schoolleider' bestaat al"):
        conversations(small_study)


def test_a_case_without_conversations(small_study: Study) -> None:
    (small_study.cases_folder / "c02").mkdir()
    assert "case c02 heeft geen gesprekken" in message(small_study)


def test_a_study_without_conversations(empty_study: Study) -> None:
    with pytest.raises(InputError, match="nog geen gesprekken"):
        conversations(empty_study)


@pytest.mark.parametrize("name", ["oud.doc", "geluid.mp3", "scan.pdf", "zonder"])
def test_a_format_that_we_do_not_read(tmp_path: Path, name: str) -> None:
    (tmp_path / name).write_bytes(b"iets")
    with pytest.raises(InputError) as caught:
        read_transcript(tmp_path / name)
    assert ".docx" in str(caught.value)


def test_binary_as_text(tmp_path: Path) -> None:
    (tmp_path / "gesprek.txt").write_bytes(bytes(range(256)) * 20)
    with pytest.raises(InputError, match="geen leesbare tekst"):
        read_transcript(tmp_path / "gesprek.txt")


def test_captions_without_a_time(tmp_path: Path) -> None:
    (tmp_path / "gesprek.vtt").write_text("WEBVTT\n\nzomaar tekst\n", encoding="utf-8")
    with pytest.raises(InputError, match="geen ondertitels"):
        read_transcript(tmp_path / "gesprek.vtt")


def test_the_command_line_ends_in_1_without_a_traceback(small_study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    talk_file(small_study).write_bytes(b"")
    assert main(["read", "--study", str(small_study.root)]) == 1
    shown = capsys.readouterr().err
    assert "dit bestand is leeg" in shown
    assert "Traceback" not in shown
