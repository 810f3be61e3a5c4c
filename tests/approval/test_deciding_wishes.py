"""Deciding about wishes: what follows for the text, for who asked and for the others."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rounds import (
    DAY,
    TEAM,
    ask,
    changed,
    choose,
    edit_text,
    form_of,
    line_with,
    replace_words,
    say_yes,
    text_path,
    tick,
)

from toolkit.approval import Decision, board, changes, decide, load_register, membercheck, receive, verify
from toolkit.approval.answers import agrees
from toolkit.approval.blocks import block_digest
from toolkit.approval.people import text_document
from toolkit.errors import Refusal, UsageError
from toolkit.intake import read_transcript
from toolkit.study import Study
from toolkit.views import decide_changes


@pytest.fixture
def wished(round_study: Study, tmp_path: Path) -> Study:
    """The employee wants one thing otherwise, one thing gone, and says one thing more."""
    ask(round_study, "medewerker-1")

    def fill(body: Any) -> None:
        tick(body, "oordeel:akkoord_met_wijziging")
        tick(body, "kanaal:nota:ja")
        replace_words(body, "sinds 2021", "sinds 2020")
        quote = line_with(body, "Snijden kan ik")
        quote.getparent().remove(quote)
        choose(body, "opmerking", "Ik mag nu ook de kassa doen van Marga.")

    receive(round_study, changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", fill), by=TEAM, on=DAY)
    return round_study


def wish(study: Study, kind: str) -> str:
    frame = changes(study, "c01")
    return str(frame[frame["soort"] == kind]["wens"].iloc[0])


def kinds(study: Study) -> dict[str, str]:
    return dict(changes(study, "c01")[["soort", "besluit"]].values.tolist())


def one(study: Study, kind: str, what: str, **more: str) -> Any:
    return decide(study, "c01", [Decision(wish(study, kind), what, **more)], by=TEAM, on=DAY)


def test_every_wish_is_listed_without_a_name(wished: Study) -> None:
    frame = changes(wished, "c01")
    assert frame["soort"].tolist() == ["wijziging", "weglating", "opmerking"]
    assert frame["wordt"].tolist()[2] == "Ik mag nu ook de kassa doen van [schoolleider-1]."
    assert not frame.astype(str).map(lambda cell: "Marga" in cell or "Sjors" in cell).any().any()


def test_all_that_was_decided_makes_one_next_version(wished: Study) -> None:
    frame = changes(wished, "c01")
    decisions = [Decision(name, what) for name, what in zip(frame["wens"], ("accept", "accept", "settle"))]
    done = decide(wished, "c01", decisions, by=TEAM, on=DAY)
    assert (done.document.version, done.again) == (2, ())
    text = text_path(wished).read_text(encoding="utf-8")
    assert "sinds 2020" in text and "Snijden kan ik" not in text and "versie: 2" in text
    assert kinds(wished) == {"wijziging": "overgenomen", "weglating": "overgenomen", "opmerking": "afgehandeld"}
    register = verify(wished)
    assert [e.event for e in register.entries][-5:] == ["besloten", "besloten", "besloten", "gewijzigd", "gewijzigd"]
    row = board(wished).set_index("persoon").loc["medewerker-1"]
    assert (row["stand"], row["te doen"]) == ("wijziging verwerkt", "")


def test_what_was_adapted_goes_back_to_who_asked(wished: Study) -> None:
    done = one(wished, "wijziging", "adapt", text="[medewerker-1] werkt al jaren in de keuken van [school-A].")
    assert done.again == ("c01/medewerker-1",)
    block = text_document(wished, "c01").block("intro")
    assert not agrees(load_register(wished), "c01", "c01/medewerker-1", block_digest(block))
    one(wished, "weglating", "keep")
    one(wished, "opmerking", "settle")
    assert board(wished).set_index("persoon")["te doen"]["medewerker-1"] == "opnieuw versturen"


def test_a_wish_that_is_not_followed_holds_its_block(wished: Study) -> None:
    one(wished, "weglating", "keep")
    one(wished, "opmerking", "settle")
    register, text = load_register(wished), text_document(wished, "c01")
    assert not agrees(register, "c01", "c01/medewerker-1", block_digest(text.block("werk-citaat")))
    assert agrees(register, "c01", "c01/medewerker-1", block_digest(text.block("werk-1")))


def test_a_remark_holds_everything_until_it_is_settled(wished: Study) -> None:
    text = text_document(wished, "c01")
    digest = block_digest(text.block("werk-1"))
    assert not agrees(load_register(wished), "c01", "c01/medewerker-1", digest)
    one(wished, "opmerking", "discuss")
    assert not agrees(load_register(wished), "c01", "c01/medewerker-1", digest)
    one(wished, "opmerking", "settle")
    assert agrees(load_register(wished), "c01", "c01/medewerker-1", digest)


@pytest.mark.parametrize(
    ("kind", "what", "more", "message"),
    [
        ("wijziging", "weg", {}, "geen besluit"),
        ("wijziging", "settle", {}, "is een wijziging"),
        ("opmerking", "accept", {}, "is een opmerking"),
        ("wijziging", "adapt", {}, "kan zo niet"),
        ("opmerking", "adapt", {"text": "iets"}, "kan zo niet"),
        ("wijziging", "adapt", {"text": "Sjors werkt hier."}, "staat een naam"),
    ],
)
def test_a_decision_that_makes_no_sense_is_refused(
    wished: Study, kind: str, what: str, more: dict[str, str], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        one(wished, kind, what, **more)


def test_one_wrong_decision_leaves_everything_as_it_was(wished: Study) -> None:
    before = text_path(wished).read_text(encoding="utf-8"), len(load_register(wished).entries)
    with pytest.raises(UsageError):
        decide(
            wished, "c01", [Decision(wish(wished, "wijziging"), "accept"), Decision("c01-x-0000.9", "accept")], by=TEAM
        )
    assert (text_path(wished).read_text(encoding="utf-8"), len(load_register(wished).entries)) == before


def test_a_wish_does_not_fit_a_text_that_changed_meanwhile(wished: Study) -> None:
    edit_text(wished, "en bleef", "en is gebleven")
    with pytest.raises(Refusal, match="intussen veranderd"):
        one(wished, "wijziging", "accept")
    assert one(wished, "wijziging", "adapt", text="[medewerker-1] werkt hier sinds 2020.").changed


def test_nothing_is_decided_twice(wished: Study) -> None:
    one(wished, "wijziging", "accept")
    with pytest.raises(UsageError, match="al besloten"):
        one(wished, "wijziging", "keep")


def test_two_people_who_want_one_block_otherwise(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")
    say_yes(round_study, "medewerker-1")
    ask(round_study, "collega-1")
    ask(round_study, "medewerker-1")
    for person, new in (("medewerker-1", "bij de pannen"), ("collega-1", "bij het fornuis")):

        def fill(body: Any, new: str = new) -> None:
            tick(body, "oordeel:akkoord_met_wijziging")
            replace_words(body, "bij de oven", new)

        receive(round_study, changed(form_of(round_study, person), tmp_path / f"{person}.docx", fill), by=TEAM, on=DAY)
    frame = changes(round_study, "c01").set_index("door")
    with pytest.raises(Refusal, match="intussen veranderd"):
        decide(round_study, "c01", [Decision(name, "accept") for name in frame["wens"]], by=TEAM, on=DAY)
    done = decide(round_study, "c01", [Decision(frame["wens"]["c01/collega-1"], "accept")], by=TEAM, on=DAY)
    assert done.again == ("c01/medewerker-1",)
    with pytest.raises(Refusal, match="intussen veranderd"):
        decide(round_study, "c01", [Decision(frame["wens"]["c01/medewerker-1"], "accept")], by=TEAM, on=DAY)


def test_a_reading_that_was_a_guess_counts_once_a_person_confirmed_it(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")

    def fill(body: Any) -> None:
        tick(body, "oordeel:akkoord_met_wijziging")
        replace_words(body, "De collega helpt hem", "Wubbo helpt hem")

    receive(round_study, changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", fill), by=TEAM, on=DAY)
    assert changes(round_study, "c01")["zeker"].tolist() == ["nee"]
    decide(round_study, "c01", [Decision(wish(round_study, "wijziging"), "accept")], by=TEAM, on=DAY)
    block = text_document(round_study, "c01").block("werk-1")
    assert agrees(load_register(round_study), "c01", "c01/medewerker-1", block_digest(block))


def test_a_remark_with_new_facts_becomes_a_source(wished: Study) -> None:
    path = membercheck(wished, "c01", [wish(wished, "opmerking")])
    assert path.name == "c01-membercheck-1.txt"
    reading = read_transcript(path, case=wished.case("c01"))
    assert (reading.transcript.kind, reading.unknown) == ("membercheck", ())
    assert reading.transcript.text == "Ik mag nu ook de kassa doen van [schoolleider-1]."
    assert membercheck(wished, "c01", [wish(wished, "opmerking")]) == path
    with pytest.raises(UsageError, match="geen opmerking"):
        membercheck(wished, "c01", [wish(wished, "wijziging")])


def test_a_notebook_takes_decisions_and_says_what_follows(wished: Study) -> None:
    assert "Er is niets besloten" in decide_changes(wished, {}, "").text
    chosen = {wish(wished, "wijziging"): "adapt: [medewerker-1] werkt sinds het voorjaar van 2020 in de keuken."}
    shown = decide_changes(wished, chosen, TEAM).text
    assert all(words in shown for words in ("c01", "versie 2", "medewerker-1"))
    assert "sinds het voorjaar van 2020" in text_path(wished).read_text(encoding="utf-8")
    with pytest.raises(UsageError, match="geen wijziging met nummer"):
        decide_changes(wished, {"c01-niemand.1": "accept"}, TEAM)
