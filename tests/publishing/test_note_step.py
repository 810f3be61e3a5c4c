"""The note goes through the gate: only released quotes stand in it, in words that name no one."""

from __future__ import annotations

import datetime as dt
import sys
from pathlib import Path

import pandas as pd
import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "writing"))

from note_studies import lay_out_coded, lay_out_documents, put

from toolkit.approval import check_text, record, send, withdraw
from toolkit.errors import Refusal
from toolkit.files import read_json
from toolkit.publishing.note import consent, run
from toolkit.study import Study

TEAM, DAY = "interviewer-1", dt.date(2024, 5, 1)


@pytest.fixture
def noted(tmp_path: Path) -> Study:
    """The coded study with one quote asked for in its note."""
    study = lay_out_coded(tmp_path / "studie")
    path = study.texts / "cases" / "c01.md"
    text = path.read_text(encoding="utf-8")
    put(
        path,
        text
        + "\n> [medewerker-1] veegt het plein en doet het hek open.\n{#veegt over=medewerker-1 door=schoolleider-1 bron=c01-schoolleider#2}\n",
    )
    put(
        study.texts / "note" / "01-deel.md",
        '# Kop\n\nTekst.\n\n{{ citaat("c01", "tip") }}\n\n{{ citaat("c01", "veegt") }}\n',
    )
    return study


def agree(study: Study, person: str, channels: dict[str, str] | None = None) -> None:
    send(study, "c01", person, by=TEAM, on=DAY)
    record(study, "c01", person, "akkoord", by=TEAM, channels=channels or {"nota": "ja"}, on=DAY)


def made(study: Study) -> str:
    run(study, lambda items: items)
    return (study.outputs / "note" / "discussienota.md").read_text(encoding="utf-8")


def test_without_any_answer_there_are_no_quotes(noted: Study) -> None:
    assert "tegelijk" not in made(noted)
    kinds = pd.read_csv(noted.outputs / "note" / "controle.csv")["kind"]
    assert list(kinds).count("citaat weggelaten") == 2


def test_a_released_quote_comes_in_with_role_and_case_and_general_words(noted: Study) -> None:
    check_text(noted, "c01", by=TEAM)
    agree(noted, "medewerker-1")
    assert [name for _, name in consent(noted).released] == ["tip", "werk"]
    text = made(noted)
    assert "Eén ding tegelijk zeggen, dat is mijn tip." in text and "medewerker uit de doelgroep, case 1" in text
    assert "veegt het plein" not in text
    agree(noted, "schoolleider-1")
    text = made(noted)
    assert "De medewerker veegt het plein en doet het hek open." in text and "schoolleider, case 1" in text
    assert "medewerker-1" not in text and "Sjors" not in text


def test_another_channel_is_not_the_note(noted: Study) -> None:
    check_text(noted, "c01", by=TEAM)
    agree(noted, "medewerker-1", {"nota": "nee"})
    assert consent(noted).released == ()
    assert {name: why for _, name, why in consent(noted).reasons}[
        "tip"
    ] == "medewerker-1 gaf voor dit gebruik geen toestemming (nee)"
    assert "tegelijk" not in made(noted)


def test_who_withdraws_is_out_of_the_note(noted: Study) -> None:
    check_text(noted, "c01", by=TEAM)
    agree(noted, "medewerker-1")
    assert "tegelijk" in made(noted)
    withdraw(noted, "c01", "medewerker-1", by=TEAM)
    assert "tegelijk" not in made(noted)
    assert consent(noted).count("ingetrokken") == 1


def test_an_edit_after_approval_takes_the_quote_out(noted: Study) -> None:
    check_text(noted, "c01", by=TEAM)
    agree(noted, "medewerker-1")
    path = noted.texts / "cases" / "c01.md"
    put(path, path.read_text(encoding="utf-8").replace("dat is mijn tip.", "mijn tip."))
    assert "tegelijk" not in made(noted)


def test_a_register_that_was_tampered_with_stops_the_note(noted: Study) -> None:
    check_text(noted, "c01", by=TEAM)
    agree(noted, "medewerker-1")
    log = noted.approvals / "log.jsonl"
    put(log, log.read_text(encoding="utf-8").replace('"ja"', '"nee"', 1))
    with pytest.raises(Refusal, match="register"):
        made(noted)


def test_the_step_writes_every_form_the_trace_and_the_checks_and_the_same_bytes_again(noted: Study) -> None:
    paths = run(noted, lambda items: items)
    names = {path.name for path in paths}
    assert names == {
        "discussienota.docx", "discussienota.pdf", "discussienota.html", "discussienota.md",
        "trace.json", "trace.csv", "controle.csv", "gewone_taal.csv", "leesbaarheid.csv",
    }  # fmt: skip
    first = {path: path.read_bytes() for path in paths}
    assert {path: path.read_bytes() for path in run(Study(noted.root), lambda items: items)} == first
    assert read_json(noted.outputs / "note" / "trace.json")["document"] == "nota"


def test_documents_alone_give_a_note(tmp_path: Path) -> None:
    text = made(lay_out_documents(tmp_path / "papier"))
    assert "Deze nota ordent wat er in 2 documenten staat." in text
