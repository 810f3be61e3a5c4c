from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from local_models import Model, address_of, local_model

from toolkit import steps
from toolkit.cli import main
from toolkit.coding import load_suggestions
from toolkit.errors import InputError
from toolkit.records import Coding, Transcript, Turn
from toolkit.review import accepted, added, changed, human_coding, next_to_review, open_journal, rejected, relearned
from toolkit.review.suggesting import accepted_examples, run
from toolkit.study import Study
from toolkit.transcripts import save_transcript

server = local_model
CODEBOOK = """\
version: "1"
rules: [Een zin kan meer codes krijgen.]
themes:
  - {id: functie, label: Functie}
  - {id: werk, label: Werk}
codes:
  - id: functie.taken
    label: Taken
    definition: Wat iemand doet.
    include: Taken.
    exclude: Opbrengst.
    examples: [Hij veegt het plein.]
    vocabulary: [koffie zetten]
  - id: werk.taken
    label: Gereedschap
    definition: Waarmee iemand het doet.
    include: Gereedschap.
    exclude: Geld.
    examples: [Met een schop.]
    vocabulary: [schop]
"""
TALKS = {
    "c01-a": ("Zij pakt de bezem.", "Het regent.", "De bezem staat buiten."),
    "c01-b": ("Er ligt een bezem in de kast.", "Iedereen was er.", "Met de schop gaat het beter."),
    "c01-c": ("De fiets is stuk.", "Een bezem is van hout.", "Tot morgen."),
}


@pytest.fixture
def study(empty_study: Study) -> Study:
    """Three conversations of one colleague each, and a codebook with a code that the shipped model knows and one that it does not."""
    empty_study.codebook_path.write_text(CODEBOOK, encoding="utf-8")
    for name, lines in TALKS.items():
        text = " ".join(lines)
        one = Transcript(name, "c01", "interview", None, text, (Turn("collega-1", 0, len(text)),))
        save_transcript(empty_study.outputs / "transcripts" / f"{name}.json", one)
    return empty_study


def _asks(study: Study, server: Model | None, address: str = "") -> Study:
    """The same study with a language model."""
    path = study.interviews / "study.yaml"
    where = address_of(server) if server else address
    line = f'suggesters: [{{name: hier, address: "{where}", model: klein}}]\n'
    path.write_text(path.read_text(encoding="utf-8") + line, encoding="utf-8")
    return Study(study.root)


def _code(study: Study, conversation: str, words: str, code: str, at: str) -> Coding:
    text = next(
        one for one in (Transcript(name, "c01", "interview", None, " ".join(said), (Turn("collega-1", 0, len(" ".join(said))),))
                        for name, said in TALKS.items()) if one.id == conversation
    )  # fmt: skip
    start = text.text.index(words)
    coding = human_coding(text, start, start + len(words), code, "k1")
    open_journal(study, "k1", conversation).append(added(coding, "k1", at=at))
    return coding


def test_a_language_model_is_one_more_part_with_its_own_share(study: Study, server: Model) -> None:
    run(study, list)
    assert not server.asked and not (study.outputs / "suggestions" / "parts").exists()
    plain = {one.id: one for one in load_suggestions(study)}
    told = _asks(study, server)
    run(told, list)
    found = {one.id: one for one in load_suggestions(told)}
    new = [one for name, one in found.items() if name not in plain]
    assert {(one.transcript, one.code) for one in new} == {
        ("c01-a", "werk.taken"),
        ("c01-b", "werk.taken"),
        ("c01-c", "werk.taken"),
    }
    assert all(one.source.endswith("/hier") and one.evidence == ("bezem",) for one in new)
    assert all(one.confidence is not None and 0.3 < one.confidence < 0.9 for one in new)
    assert {name for name, one in plain.items() if one != found[name]} == set()  # what it does not see stays as it was
    kept = json.loads((study.outputs / "suggestions" / "parts" / "c01-a.json").read_text(encoding="utf-8"))
    assert kept["parts"]["hier"]["words"] == {"0 werk.taken": [3], "2 werk.taken": [1]}


def test_what_people_accepted_is_an_example_elsewhere(study: Study, server: Model) -> None:
    told = _asks(study, server)
    _code(study, "c01-c", "Een bezem is van hout.", "werk.taken", "2024-03-02T10:00:00+00:00")
    _code(study, "c01-b", "Met de schop gaat het beter.", "werk.taken", "2024-03-01T10:00:00+00:00")
    no = _code(study, "c01-a", "Het regent.", "werk.taken", "2024-03-01T09:00:00+00:00")
    open_journal(study, "k1", "c01-a").append(changed(no, rejected(no, "k1"), "k1"))
    examples = accepted_examples(told)
    assert examples == {"werk.taken": [("c01-b", "Met de schop gaat het beter."), ("c01-c", "Een bezem is van hout.")]}
    run(told, list)
    by_talk = {}
    for request in server.asked:
        system, user = (message["content"] for message in request["messages"])
        by_talk[next(name for name, lines in TALKS.items() if lines[1] in user)] = system
    assert [("schop gaat" in by_talk[name], "van hout" in by_talk[name]) for name in TALKS] == [
        (True, True),
        (False, True),
        (True, False),
    ]
    assert "Het regent" not in by_talk["c01-b"]


def test_later_decisions_change_no_question_once_there_are_examples_enough(study: Study, server: Model) -> None:
    told = _asks(study, server)
    for number, (name, lines) in enumerate(TALKS.items()):
        _code(study, name, lines[1], "werk.taken", f"2024-03-0{number + 1}T10:00:00+00:00")
    run(told, list)
    asked = len(server.asked)
    _code(study, "c01-a", TALKS["c01-a"][2], "werk.taken", "2024-03-09T10:00:00+00:00")
    run(told, list)
    assert asked == 3 and len(server.asked) == asked


def test_a_silent_model_stops_the_step_and_leaves_what_there_is(study: Study, server: Model) -> None:
    run(study, list)
    before = {path: path.read_bytes() for path in (study.outputs / "suggestions").rglob("*") if path.is_file()}
    told = _asks(study, server)
    server.fails_after = 2
    with pytest.raises(InputError, match="is bewaard") as stopped:
        run(told, list)
    assert "haal het weg bij suggesters" in str(stopped.value)
    assert {path: path.read_bytes() for path in (study.outputs / "suggestions").rglob("*") if path.is_file()} == before
    server.fails_after = None
    run(told, list)
    assert len(server.asked) == 4  # two that were answered, one that was not, and that one again
    server.fails_after = 0
    run(told, list)  # all answers are kept: nobody needs to listen


def test_only_this_machine_is_asked(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    told = _asks(study, None, "http://example.org/v1")
    monkeypatch.setattr(socket, "create_connection", lambda *_, **__: pytest.fail("tried to connect"))
    with pytest.raises(InputError, match="gaat de computer niet af") as refused:
        run(told, list)
    assert "study.yaml" in str(refused.value)


def test_what_a_model_said_stays_when_decisions_are_learned_from(study: Study, server: Model) -> None:
    told = _asks(study, server)
    assert "code" in steps.run(told, ("code",), progress=lambda one: list)
    asked = len(server.asked)
    found = load_suggestions(told)
    first = next(one for one in found if one.transcript == "c01-a" and one.code == "werk.taken")
    open_journal(told, "k1", "c01-a").append(changed(first, accepted(first, "k1"), "k1"))
    again = relearned(told)
    assert len(server.asked) == asked
    assert len({one.id for one in again}) == len(again)
    assert {one.id for one in found if "hier" in one.source} <= {one.id for one in again}
    why = [reason for one in next_to_review(told, 5, "k1") for reason in one.reasons]
    assert any("‘hier’" in reason for reason in why)
    assert steps.run(told, ("code",), progress=lambda one: list) == []


def test_a_study_that_no_longer_asks_is_as_one_that_never_did(study: Study, server: Model, tmp_path: Path) -> None:
    plain = (study.interviews / "study.yaml").read_bytes()
    steps.run(study, ("code",), progress=lambda one: list)
    before = {path.name: path.read_bytes() for path in (study.outputs / "suggestions").rglob("*.json*")}
    steps.run(_asks(study, server), ("code",), progress=lambda one: list)
    (study.interviews / "study.yaml").write_bytes(plain)
    steps.run(Study(study.root), ("code",), progress=lambda one: list)
    assert {path.name: path.read_bytes() for path in (study.outputs / "suggestions").rglob("*.json*")} == before


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("{name: trained, spacy: nl}", "kan geen naam"),
        ("{name: A+b, spacy: nl}", "kan geen naam"),
        ("{name: a}", "precies een van"),
        ('{name: a, spacy: nl, address: "http://127.0.0.1/v1", model: m}', "precies een van"),
        ('{name: a, address: "http://127.0.0.1/v1"}', "welk taalmodel"),
        ("{name: a, spacy: nl}, {name: a, transformer: m}", "twee keer"),
    ],
)
def test_what_study_yaml_says_of_parts_is_checked(
    study: Study, line: str, words: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path = study.interviews / "study.yaml"
    path.write_text(path.read_text(encoding="utf-8") + f"suggesters: [{line}]\n", encoding="utf-8")
    assert main(["code", "--study", str(study.root)]) == 1
    assert words in capsys.readouterr().err
