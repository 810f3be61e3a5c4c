"""What Python answers to the coding window: everything is checked, written to the journal, then acknowledged."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from widget_studies import CONVERSATION, TALK, conversation, fill, suggest

from toolkit.errors import InputError
from toolkit.records import Transcript
from toolkit.review import accept, assign, code_span, open_journal
from toolkit.review.widget import CodingWidget, Session, handle, open_session
from toolkit.review.widget.teaching import teach
from toolkit.study import Study
from toolkit.transcripts import save_transcript
from toolkit.views import code


@pytest.fixture
def study(empty_study: Study) -> Study:
    fill(empty_study)
    return empty_study


@pytest.fixture
def session(study: Study) -> Session:
    return open_session(study, CONVERSATION, "k1")


def ask(session: Session, kind: str, **more: Any) -> dict[str, Any]:
    return json.loads(json.dumps(handle(session, {"type": kind, "client": "c", "seq": 1, **more})))


def edit(session: Session, *items: dict[str, Any]) -> dict[str, Any]:
    return ask(session, "change", items=list(items), reason="")


def at(session: Session, words: str) -> dict[str, int]:
    start = session.transcript.text.index(words)
    return {"start": start, "end": start + len(words)}


def new(session: Session, words: str, code: str, **more: Any) -> dict[str, Any]:
    return {"id": "nieuw-1", "before": None, "set": {**at(session, words), "code": code, **more}}


def shown(session: Session, words: str) -> dict[str, Any]:
    """The record that the browser holds for the coding that begins with these words."""
    start = session.transcript.text.index(words)
    return next(one for one in ask(session, "open")["codings"] if one["start"] == start)


def test_opening_gives_the_text_the_codes_and_what_waits(session: Session) -> None:
    opened = ask(session, "open")
    assert opened["text"] == session.transcript.text
    assert [who for _, _, who in opened["turns"]] == ["interviewer", "medewerker uit de doelgroep"] * 2
    assert [(one["code"], one["status"], one["who"], one["parts"]) for one in opened["codings"]] == [
        ("werk.taken", "suggested", "nota", ["de woordenlijst", "het getrainde model"]),
        ("werk.uren", "suggested", "nota", ["de woordenlijst", "het getrainde model"]),
        ("geld.loon", "suggested", "nota", ["de woordenlijst", "het getrainde model"]),
    ]
    assert (opened["canUndo"], opened["canRedo"], opened["done"], opened["version"]) == (False, False, False, 0)


def test_a_new_coding_is_in_the_journal_before_it_is_acknowledged(session: Session, study: Study) -> None:
    answer = edit(session, new(session, " de helft ", "geld.loon"))
    (held,) = open_journal(study, "k1", CONVERSATION).state.values()
    assert (answer["type"], answer["written"], answer["renamed"]) == ("saved", 1, [["nieuw-1", held.id]])
    assert answer["touched"][held.id]["start"] == held.start == session.transcript.text.index("de helft")
    assert held.anchor is not None
    assert held.anchor.quote == "de helft"


@pytest.mark.parametrize(
    ("fields", "reason"),
    [
        ({"start": 0, "end": 10_000}, "buiten de tekst"),
        ({"start": 5, "end": 5}, "buiten de tekst of is leeg"),
        ({"start": 0.0}, "begin en eind"),
        ({"start": True}, "begin en eind"),
        ({"code": "werk.niets"}, "staat niet in het codeboek"),
        ({"code": "geld.oud"}, "is vervallen"),
        ({"polarity": "misschien"}, "kennen we niet"),
        ({"status": "suggested"}, "kennen we niet"),
        ({"source": "k2"}, "het veld 'source' kennen we niet"),
        ({"memo": "x" * 10_001}, "hoogstens 10000 tekens"),
        ({"memo": 5}, "een memo is tekst"),
    ],
)
def test_what_cannot_be_is_refused_and_not_written(
    session: Session, study: Study, fields: dict[str, Any], reason: str
) -> None:
    answer = edit(
        session,
        new(session, "de helft", "geld.loon") | {"set": {**at(session, "de helft"), "code": "geld.loon", **fields}},
    )
    assert answer["type"] == "refused"
    assert reason in answer["reason"]
    assert answer["touched"] == {"nieuw-1": None}
    assert open_journal(study, "k1", CONVERSATION).changes == ()


@pytest.mark.parametrize(
    "message",
    [
        {"type": "change"},
        {"type": "weg"},
        {"type": "change", "items": [{"id": []}]},
        {"type": "change", "items": 3},
        {},
    ],
)
def test_a_message_that_makes_no_sense_is_refused(session: Session, message: dict[str, Any]) -> None:
    answer = handle(session, message)
    assert (answer["type"], answer["reason"]) == ("refused", "dit bericht van het venster is niet te begrijpen.")


def test_whoever_changes_a_suggestion_takes_it_over(session: Session, study: Study) -> None:
    one = shown(session, "Ik werk van acht")
    edit(session, {"id": one["id"], "before": one, "set": {"code": "werk.taken", "memo": "ook taken"}})
    held = open_journal(study, "k1", CONVERSATION).state[one["id"]]
    assert (held.status, held.source, held.code, held.memo, held.confidence) == (
        "accepted",
        "k1",
        "werk.taken",
        "ook taken",
        0.62,
    )


def test_a_suggestion_is_rejected_not_removed(session: Session) -> None:
    one = shown(session, "Ik werk van acht")
    answer = edit(session, {"id": one["id"], "before": one, "set": None})
    assert (answer["type"], answer["touched"][one["id"]]["status"]) == ("refused", "suggested")


def test_many_at_once_are_all_or_none_and_undone_together(session: Session, study: Study) -> None:
    ones = list(ask(session, "open")["codings"])
    items = [{"id": one["id"], "before": one, "set": {"status": "accepted"}} for one in ones]
    wrong = {**items[2], "before": {**ones[2], "code": "werk.uren"}}
    assert edit(session, *items[:2], wrong)["type"] == "refused"
    assert open_journal(study, "k1", CONVERSATION).changes == ()
    assert edit(session, *items)["written"] == 3
    undone = ask(session, "undo")
    assert [one["status"] for one in undone["touched"].values()] == ["suggested"] * 3
    assert (undone["canUndo"], undone["canRedo"]) == (False, True)
    assert {one["status"] for one in ask(session, "redo")["touched"].values()} == {"accepted"}


def test_quick_changes_are_undone_one_by_one(session: Session) -> None:
    for words in ("de zaal", "de keuken", "de helft", "mijn loon"):
        edit(session, new(session, words, "werk.taken"))
    for left in (3, 2, 1, 0):
        ask(session, "undo")
        assert sum(one["status"] == "accepted" for one in ask(session, "open")["codings"]) == left


def test_a_change_of_what_another_program_changed_is_refused(session: Session, study: Study) -> None:
    one = shown(session, "De gemeente")
    accept(study, "k1", [one["id"]])
    answer = edit(session, {"id": one["id"], "before": one, "set": {"status": "rejected"}})
    assert answer["type"] == "refused"
    assert "intussen in een ander venster veranderd" in answer["reason"]
    assert answer["touched"][one["id"]]["status"] == "accepted"


def test_a_window_hears_of_what_another_wrote(session: Session, study: Study) -> None:
    assert ask(session, "sync", version=0)["type"] == "alive"
    code_span(study, "k1", CONVERSATION, **at(session, "de helft"), code="geld.loon")
    told = ask(session, "sync", version=0)
    assert (told["type"], told["version"], len(told["codings"])) == ("codings", 1, 4)


def test_done_and_not_done_after_all(session: Session, study: Study) -> None:
    assert ask(session, "mark", value=True)["done"] is True
    assert open_journal(study, "k1", CONVERSATION).done
    assert ask(session, "mark", value=False)["done"] is False


def test_who_codes_blind_sees_no_suggestions_and_nobody_else(study: Study) -> None:
    assign(study, ["k1", "k2"], share=1.0, suggestions=False)
    code_span(study, "k2", CONVERSATION, 0, 8, "werk.taken")
    opened = ask(open_session(study, CONVERSATION, "k1"), "open")
    assert (opened["codings"], opened["suggested"]) == ([], [])
    assert "blind" in opened["notes"][0]


def test_codings_of_another_can_be_read_but_not_changed(study: Study) -> None:
    theirs = code_span(study, "k2", CONVERSATION, 0, 8, "werk.taken")
    session = open_session(study, CONVERSATION, "k1")
    one = shown(session, "Hoe gaat")
    assert (one["who"], one["own"]) == ("k2", False)
    assert edit(session, {"id": theirs.id, "before": one, "set": {"code": "werk.uren"}})["type"] == "refused"


def test_codings_follow_a_changed_text_and_what_is_lost_is_told(study: Study) -> None:
    session = open_session(study, CONVERSATION, "k1")
    edit(session, new(session, "De gemeente betaalt de helft", "geld.loon"))
    edit(session, {**new(session, "Ik ruim de zaal op 🧹 en daarna", "werk.taken"), "id": "nieuw-2"})
    rows = (("interviewer-1", "Dag! " + TALK[0][1]), TALK[0], ("medewerker-1", "Heel wat anders dan eerst."), TALK[3])
    text: Transcript = conversation(rows)
    save_transcript(study.outputs / "transcripts" / f"{CONVERSATION}.json", text)
    opened = ask(open_session(study, CONVERSATION, "k1"), "open")
    (one,) = opened["codings"]
    assert text.text[one["start"] : one["end"]] == "De gemeente betaalt de helft"
    assert any("1 codering is op de nieuwe plek gezet" in note for note in opened["notes"])
    assert any("1 codering is niet meer terug te vinden" in note for note in opened["notes"])
    assert any("oudere tekst" in note for note in opened["notes"])


def test_a_torn_line_is_told(study: Study, session: Session) -> None:
    edit(session, new(session, "de helft", "geld.loon"))
    with session.journal.path.open("ab") as file:
        file.write(b'{"action": "add", "after": {"co')
    opened = ask(open_session(study, CONVERSATION, "k1"), "open")
    assert "niet af en is overgeslagen" in opened["notes"][0]
    assert len(opened["codings"]) == 4


def test_a_label_that_is_no_role_is_not_shown(empty_study: Study) -> None:
    fill(
        empty_study,
        conversation(
            (
                ("Marga Bloemhof", "Ik ruim de zaal op."),
                ("", "Ik werk van acht tot tien."),
                ("x", "De gemeente betaalt."),
            )
        ),
    )
    opened = ask(open_session(empty_study, CONVERSATION, "k1"), "open")
    assert [who for _, _, who in opened["turns"]] == ["spreker", "alinea", "spreker"]
    assert "Marga" not in json.dumps(opened)


class Kept(CodingWidget):
    """The widget with its answers kept."""

    def send(self, content: Any, buffers: Any = None) -> None:
        self.__dict__.setdefault("answers", []).append(content)


def test_messages_on_two_threads_are_all_written(session: Session, study: Study) -> None:
    widget = Kept(session)
    text = session.transcript.text
    places = [(n, n + 5) for n in range(0, 160, 2) if text[n : n + 5] == text[n : n + 5].strip()]

    def send(number: int) -> None:
        start, end = places[number]
        item = {"id": f"nieuw-{number}", "before": None, "set": {"start": start, "end": end, "code": "werk.taken"}}
        widget._receive(widget, {"type": "change", "client": "c", "seq": number, "items": [item]}, [])

    with ThreadPoolExecutor(2) as threads:
        list(threads.map(send, range(len(places))))
    answers = widget.__dict__["answers"]
    assert [one["type"] for one in answers] == ["saved"] * len(places)
    assert [one["version"] for one in answers] == list(range(1, len(places) + 1))
    assert len(open_journal(study, "k1", CONVERSATION).state) == len(places)


def test_the_state_that_a_notebook_may_keep_holds_no_words_of_the_conversation(session: Session) -> None:
    widget = CodingWidget(session)
    ask(session, "open")
    kept = json.dumps([widget.get_state(), repr(widget), widget._repr_mimebundle_()], default=str)
    assert repr(widget) == "Codeervenster van c01-medewerker (k1)"
    for words in ("nieuwe plek", "ruim de zaal", "gemeente betaalt", "collega-1"):
        assert words not in kept


def test_code_says_what_it_misses_and_picks_what_teaches_most(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    assert "Zet in de cel hierboven bij coder" in code(study).text
    assert repr(code(study, coder="k1")) == "Codeervenster van c01-medewerker (k1)"
    with pytest.raises(InputError, match="er is geen gesprek 'c09'"):
        code(study, "c09", coder="k1")
    suggest(study, conversation())
    assert "Er wacht geen voorstel meer" in code(study, coder="k1").text
    monkeypatch.setenv("NOTA_HEADLESS", "1")
    assert code(study, coder="k1").text == "Hier opent in JupyterLab het venster om te coderen."
    assert list(study.codings_folder.rglob("*.jsonl")) == []


def test_the_order_begins_with_the_greatest_doubt_and_says_why(session: Session) -> None:
    _, reply = teach(session, {"type": "queue", "client": "c"})
    first = session.suggestions[reply["queue"][0]["ids"][0]]
    assert (first.code, first.confidence) == ("geld.loon", 0.48)
    assert reply["queue"][0]["reasons"][0] == "de software twijfelt (kans 0,48)"
    assert len(reply["queue"]) == 3


def test_learning_changes_suggestions_and_no_decision(study: Study) -> None:
    """One conversation is done: sweeping got the code, coffee not. In the next, sweeping is then suggested."""
    for name in ("c02-medewerker", "c03-medewerker"):
        rows = [
            ("medewerker-1", f"Ik veeg het plein achter lokaal {n}. We drinken koffie in gebouw {n}.") for n in range(9)
        ]
        text = conversation(tuple(rows), name)
        save_transcript(study.outputs / "transcripts" / f"{name}.json", text)
    starts = [text.text.index(f"Ik veeg het plein achter lokaal {n}") for n in range(9)]
    for start in starts:
        code_span(study, "k1", "c02-medewerker", start, start + 33, "werk.taken")
    open_journal(study, "k1", "c02-medewerker").mark_done("k1")
    code_span(study, "k1", "c03-medewerker", starts[0], starts[0] + 33, "werk.uren")
    session = open_session(study, "c03-medewerker", "k1")
    decided = dict(session.journal.state)
    fresh, reply = teach(session, {"type": "learn", "client": "c"})
    suggested = {one.start for one in fresh.suggestions.values() if one.code == "werk.taken"}
    assert suggested >= set(starts[1:])
    assert not suggested & {start + 35 for start in starts}
    assert reply["words"].startswith("Geleerd van uw beslissingen: ")
    assert dict(fresh.journal.state) == decided


def test_what_teaches_nothing_is_said_to_have_changed_nothing(session: Session) -> None:
    fresh, reply = teach(session, {"type": "learn", "client": "c"})
    assert fresh.suggestions == session.suggestions
    assert "gelijk gebleven" in reply["words"]


def test_who_codes_blind_is_taught_nothing(study: Study) -> None:
    save_transcript(study.outputs / "transcripts" / "c02-medewerker.json", conversation(name="c02-medewerker"))
    assign(study, ["k1", "k2"], share=1.0, suggestions=False)
    blind = open_session(study, CONVERSATION, "k1")
    for kind in ("queue", "learn"):
        assert "blind" in teach(blind, {"type": kind})[1]["words"]
