"""`nota new` and `nota add`: nothing guessed silently, nothing half done."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.cli import main
from toolkit.errors import InputError
from toolkit.intake import add_conversations, new_study, read_all
from toolkit.study import Study

TALK = "Interviewer: Hoe gaat het?\nJan de Boer: Goed.\nInterviewer: Mooi.\nJan de Boer: Zeker.\n"


@pytest.fixture
def study(tmp_path: Path) -> Study:
    return new_study(tmp_path / "onderzoek", title="Proef")


def test_a_new_study_opens_and_keeps_secrets_out_of_git(study: Study) -> None:
    assert Study.open(study.root / "interviews").settings.title == "Proef"
    ignored = (study.root / ".gitignore").read_text(encoding="utf-8")
    assert "interviews/keys/" in ignored
    assert "interviews/cases/**/*" in ignored


def test_a_new_study_never_overwrites(study: Study) -> None:
    with pytest.raises(InputError, match="niet leeg"):
        new_study(study.root)


def test_documents_get_a_neutral_name_and_a_head(study: Study, tmp_path: Path) -> None:
    source = tmp_path / "verslag Jan de Boer.txt"
    source.write_text("Een verslag.\n\nMet twee alinea's.\n", encoding="utf-8")
    (added,) = add_conversations(study, [source], kind="document")
    assert study.shown(added.path) == "interviews/cases/documenten/documenten-document-1.txt"
    head = added.path.with_suffix(".yaml").read_text(encoding="utf-8")
    assert "soort: document" in head
    assert "datum:                 # jjjj-mm-dd" in head
    assert 'oorspronkelijk: "verslag Jan de Boer.txt"' in head


def test_talk_without_a_head_asks_who_speaks(study: Study, tmp_path: Path) -> None:
    (tmp_path / "gesprek.txt").write_text(TALK, encoding="utf-8")
    (added,) = add_conversations(study, [tmp_path / "gesprek.txt"])
    assert study.shown(added.path) == "interviews/cases/c01/c01-gesprek-1.txt"
    head = added.path.with_suffix(".yaml").read_text(encoding="utf-8")
    assert '"Interviewer": interviewer-1   # afgeleid uit het label; klopt dit?' in head
    assert '#   "Jan de Boer": ' in head
    (reading,) = read_all(study)
    assert [turn.speaker for turn in reading.transcript.turns] == ["interviewer-1", "onbekend-1"] * 2


def test_nothing_is_added_when_one_file_cannot_be_read(study: Study, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TALK, encoding="utf-8")
    (tmp_path / "b.docx").write_bytes(b"kapot")
    with pytest.raises(InputError, match="beschadigd"):
        add_conversations(study, [tmp_path / "a.txt", tmp_path / "b.docx"])
    assert list(study.cases_folder.glob("*/*")) == []


def test_the_same_file_is_not_added_twice(study: Study, tmp_path: Path) -> None:
    (tmp_path / "gesprek.txt").write_text(TALK, encoding="utf-8")
    add_conversations(study, [tmp_path / "gesprek.txt"])
    with pytest.raises(InputError, match="staat al in de studie"):
        add_conversations(study, [tmp_path / "gesprek.txt"])


def test_the_command_line_reports_what_was_assumed(
    study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "gesprek.txt").write_text(TALK, encoding="utf-8")
    assert main(["add", str(tmp_path / "gesprek.txt"), "--study", str(study.root), "--case", "C 1"]) == 0
    shown = capsys.readouterr().out
    assert "interviews/cases/c-1/c-1-gesprek-1.txt" in shown
    assert "Let op: er staat geen hoofd bij" in shown
    assert "onbekende spreker: 'Jan de Boer'" in shown
