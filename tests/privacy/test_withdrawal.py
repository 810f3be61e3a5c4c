"""Withdrawal: everything of one person goes, what others said is listed, and the register stays whole."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from conftest import write_talk

from toolkit import privacy
from toolkit.approval import verify
from toolkit.cli import main
from toolkit.privacy import vault
from toolkit.privacy.insides import pieces_of
from toolkit.privacy.withdrawal import plan_withdrawal
from toolkit.privacy.withdrawals import withdrawn, withdrawn_conversations
from toolkit.study import Study
from toolkit.transcripts import load_transcripts

TEXT = """\
---
titel: Hulp op het plein
versie: 1
---

# Hulp op het plein
{#titel}

[medewerker-1] veegt het plein met [persoon-1].
{#werk-1 over=medewerker-1 bron=c01-medewerker#2}

> Ik veeg het plein met een ander samen.
{#citaat-1 over=medewerker-1 door=medewerker-1 bron=c01-medewerker#2}

[schoolleider-1] is blij met [medewerker-1].
{#baat-1 over=schoolleider-1,medewerker-1 bron=c01-schoolleider#2}
"""


def everything(items: object) -> object:
    return items


@pytest.fixture
def whole(study: Study) -> Study:
    """A study with a text, a journal of a coder and what was made."""
    write_talk(
        study,
        "c01-samen",
        "collega-1",
        ["Hoe gaat het?", "Goed hoor, met Roos en mij, al is het hier soms druk op het plein."],
    )
    shared = study.cases_folder / "c01" / "c01-samen.txt"
    talk = shared.read_text().replace("  P: collega-1\n", "  P: collega-1\n  R: medewerker-1\n")
    shared.write_text(talk + "R: Ja dat vind ik zelf ook wel heel leuk.\n")
    (study.texts / "cases").mkdir(parents=True)
    (study.texts / "cases" / "c01.md").write_text(TEXT)
    privacy.run(study, everything)
    for name in ("c01-medewerker", "c01-samen"):
        transcript = next(one for one in load_transcripts(study) if one.id == name)
        lines = []
        for number, turn in enumerate(transcript.turns):
            coding = {"id": f"{name}-{number}", "transcript": name, "start": turn.start, "end": turn.end, "code": "waarde.team",
                      "digest": transcript.digest, "anchor": {"quote": transcript.words_of(turn)}}  # fmt: skip
            row = {"action": "add", "after": coding, "at": "2024-03-01T10:00:00Z", "by": "k1"}
            lines.append(json.dumps(row))
        path = study.codings_folder / "k1" / f"{name}.jsonl"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines) + "\n")
    return study


def test_the_plan_shows_all_that_holds_or_derives_from_a_person(whole: Study) -> None:
    plan = plan_withdrawal(whole, "c01/medewerker-1")
    assert [path.name for path in plan.talks] == ["c01-medewerker.txt"]
    assert plan.turns == (("c01-samen", 1),)
    assert [(path.name, count) for path, count in plan.codings] == [("c01-medewerker.jsonl", 2), ("c01-samen.jsonl", 1)]
    assert [block.id for block in plan.blocks] == ["werk-1", "citaat-1"]
    assert [block.id for block in plan.about] == ["baat-1"]
    assert plan.mentions == ("c01-samen#2", "c01-schoolleider#1", "c01-schoolleider#2")


def test_after_withdrawal_no_words_of_that_person_are_left(whole: Study, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["withdraw", "c01/medewerker-1", "--yes", "--by", "interviewer-1", "--study", str(whole.root)]) == 0
    assert "'nota run' maakt alles opnieuw" in capsys.readouterr().out
    privacy.run(whole, everything)
    said = {talk.id: [talk.words_of(turn) for turn in talk.turns] for talk in load_transcripts(whole)}
    assert sorted(said) == ["c01-samen", "c01-schoolleider"]
    assert said["c01-samen"][2] == "[ingetrokken]"
    left = " ".join(piece.text for path in _kept(whole) for piece in pieces_of(path))
    words = re.findall(r"\w+", left)
    fives = {tuple(words[n : n + 5]) for n in range(len(words))}
    for sentence in ("Ik veeg het plein met", "daarom heb ik een petje", "vind ik zelf ook wel"):
        assert tuple(sentence.split()) not in fives
    text = (whole.texts / "cases" / "c01.md").read_text()
    assert "baat-1" in text and "citaat-1" not in text and "werk-1" not in text
    assert "medewerker-1" not in vault.read_key(whole, "verzonnen")["c01"]
    assert (withdrawn(whole), withdrawn_conversations(whole)) == ({"c01": frozenset({"medewerker-1"})}, 1)


def _kept(study: Study) -> list[Path]:
    """Everything that was made, and what people wrote or coded; a raw transcript shared with others stays whole."""
    folders = (study.outputs, study.texts, study.codings_folder)
    return [path for folder in folders for path in folder.rglob("*") if path.is_file()]


def test_the_register_has_a_line_without_a_name_and_its_chain_verifies(whole: Study) -> None:
    main(["withdraw", "c01/medewerker-1", "--yes", "--study", str(whole.root)])
    register = verify(whole)
    assert [(entry.event, entry.person) for entry in register.entries] == [("ingetrokken", "c01/medewerker-1")]
    assert "Roos" not in (whole.approvals / "log.jsonl").read_text()


def test_a_text_that_calls_up_a_quote_that_goes_reads_on(whole: Study) -> None:
    note = whole.texts / "note" / "01-wat.md"
    note.parent.mkdir()
    call, other = '{{ citaat("c01", "citaat-1") }}', '{{ citaat("c02", "citaat-1") }}'
    note.write_text(
        f'Eerst.\n{{#a}}\n\n{call}\n{{#b}}\n\n{other}\n\n{{{{ als heeft_citaat("c01", "citaat-1") > 0 }}}}\nJa.\n{{{{ einde }}}}\n'
    )
    main(["withdraw", "c01/medewerker-1", "--yes", "--study", str(whole.root)])
    assert note.read_text() == f"Eerst.\n{{#a}}\n\n{other}\n\n{{{{ als 0 > 0 }}}}\nJa.\n{{{{ einde }}}}\n"


def test_words_around_the_codings_of_others_go_too(whole: Study) -> None:
    """The anchor of a coding on somebody else's turn holds the start of the next turn."""
    talk = next(one for one in load_transcripts(whole) if one.id == "c01-samen")
    turn = talk.turns[1]
    anchor = {
        "quote": "Goed hoor",
        "before": "Hoe gaat het?\n",
        "after": ", met [medewerker-1] en mij.\nJa dat vind ik zelf ook",
    }
    coding = {"id": "x", "transcript": talk.id, "start": turn.start, "end": turn.start + 9, "code": "waarde.team",
              "digest": talk.digest, "anchor": anchor}  # fmt: skip
    journal = whole.codings_folder / "k2" / "c01-samen.jsonl"
    journal.parent.mkdir()
    journal.write_text(json.dumps({"action": "add", "after": coding, "at": "2024-03-01T10:00:00Z", "by": "k2"}) + "\n")
    first = (whole.codings_folder / "k1" / "c01-samen.jsonl").read_text().splitlines()
    main(["withdraw", "c01/medewerker-1", "--yes", "--study", str(whole.root)])
    kept = (whole.codings_folder / "k1" / "c01-samen.jsonl").read_text().splitlines()
    assert len(kept) == len(first) - 1
    text = journal.read_text()
    assert "vind ik zelf" not in text and "[ingetrokken]" in text
    assert json.loads(text)["after"]["anchor"]["quote"] == "Goed hoor"


def test_a_conversation_at_which_somebody_else_sat_goes_as_a_whole(whole: Study) -> None:
    shared = whole.cases_folder / "c01" / "c01-samen.txt"
    shared.write_text(shared.read_text() + "R: " + "Ik vertel hier zelf het meeste. " * 5 + "\n")
    privacy.run(whole, everything)
    plan = plan_withdrawal(whole, "c01/medewerker-1")
    assert (plan.turns, plan.others) == ((), (("c01-samen", 1),))
    main(["withdraw", "c01/medewerker-1", "--yes", "--keep", "--study", str(whole.root)])
    privacy.run(whole, everything)
    assert [talk.id for talk in load_transcripts(whole)] == ["c01-schoolleider"]
    assert withdrawn_conversations(whole) == 2


def test_with_keep_the_raw_material_stays_and_is_passed_over(whole: Study) -> None:
    main(["withdraw", "c01/medewerker-1", "--yes", "--keep", "--study", str(whole.root)])
    assert (whole.cases_folder / "c01" / "c01-medewerker.txt").exists()
    assert (whole.codings_folder / "k1" / "c01-medewerker.jsonl").exists()
    privacy.run(whole, everything)
    assert sorted(talk.id for talk in load_transcripts(whole)) == ["c01-samen", "c01-schoolleider"]


def test_somebody_of_another_case_with_the_same_number_is_left_alone(whole: Study) -> None:
    folder = whole.cases_folder / "c02"
    folder.mkdir()
    (folder / "case.yaml").write_text("id: c02\npersons:\n  - {id: medewerker-1, role: medewerker, names: [Tjitske]}\n")
    other = write_talk(whole, "c02-medewerker", "medewerker-1", ["Wat doe je?", "Ik doe de was en ik strijk."])
    whole = Study(whole.root)  # its cases were read before
    privacy.run(whole, everything)
    talk = next(one for one in load_transcripts(whole) if one.id == "c02-medewerker")
    coding = {
        "id": "x",
        "transcript": talk.id,
        "start": talk.turns[1].start,
        "end": talk.turns[1].end,
        "code": "functie.taken",
    }
    journal = whole.codings_folder / "k1" / "c02-medewerker.jsonl"
    journal.write_text(json.dumps({"action": "add", "after": coding}) + "\n")
    plan = plan_withdrawal(whole, "c01/medewerker-1")
    assert journal not in [path for path, _ in plan.codings]
    main(["withdraw", "c01/medewerker-1", "--yes", "--study", str(whole.root)])
    assert journal.read_text() and other.exists()
    privacy.run(whole, everything)
    talk = next(one for one in load_transcripts(whole) if one.id == "c02-medewerker")
    assert talk.words_of(talk.turns[1]) == "Ik doe de was en ik strijk."


def test_nothing_changes_without_a_yes(whole: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("builtins.input", lambda _: "nee")
    before = {path: path.read_bytes() for path in _kept(whole)}
    assert main(["withdraw", "c01/medewerker-1", "--study", str(whole.root)]) == 0
    assert {path: path.read_bytes() for path in _kept(whole)} == before


@pytest.mark.parametrize("person", ["medewerker-1", "c01/medewerker-9", "c77/medewerker-1"])
def test_a_person_who_is_not_there_is_an_error(whole: Study, person: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["withdraw", person, "--yes", "--study", str(whole.root)]) in (1, 2)
    assert "Wat te doen" in capsys.readouterr().err or person == "medewerker-1"


def test_retention_lists_what_is_due_and_logs_what_goes(whole: Study, capsys: pytest.CaptureFixture[str]) -> None:
    recording = whole.cases_folder / "c01" / "c01-medewerker.m4a"
    recording.write_bytes(b"geluid")
    (whole.interviews / "privacy").mkdir(exist_ok=True)
    terms = "terms:\n  - {what: geluid, files: ['interviews/**/*.m4a'], months: 0, why: nagekeken}\n"
    (whole.interviews / "privacy" / "retention.yaml").write_text(terms)
    assert main(["retention", "--study", str(whole.root)]) == 0
    assert recording.exists() and "nu vernietigen" in capsys.readouterr().out
    assert main(["retention", "--destroy", "--yes", "--by", "k1", "--study", str(whole.root)]) == 0
    assert not recording.exists()
    log = json.loads((whole.interviews / "privacy" / "destroyed.jsonl").read_text())
    assert (log["file"], log["by"]) == ("interviews/cases/c01/c01-medewerker.m4a", "k1")
