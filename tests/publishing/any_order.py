"""Edit, check, send, answer, change, decide, withdraw and publish in any order: nothing gets out without a valid yes.

The model beside the study keeps what each person last said about which words; it shares no code with the gate.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from rounds import DAY, TEAM, agree, changed, edit_text, lay_out, replace_words, text_path

from toolkit.approval import (
    Decision,
    check_text,
    decide,
    load_register,
    no_reply,
    receive,
    record,
    send,
    verify,
    withdraw,
)
from toolkit.approval.form import word_form
from toolkit.approval.receiving import form_for, words_of
from toolkit.approval.register import log_path
from toolkit.approval.sent import load_sent
from toolkit.approval.states import last_sent
from toolkit.approval.wishes import wishes_of
from toolkit.errors import NotaError
from toolkit.publishing import examine
from toolkit.study import Study

TEXT = """\
# Proef
{#titel}

[medewerker-1] maakt een soep.
{#een over=medewerker-1}

[collega-1] helpt [medewerker-1] met een pan.
{#twee over=medewerker-1,collega-1}

[schoolleider-1] betaalt een deel.
{#drie over=schoolleider-1}

Een rooster helpt.
{#vier}
"""
SAYING = ("akkoord", "akkoord_met_wijziging", "niet_akkoord", "onduidelijk", "kanaal_ingetrokken", "ingetrokken")
PEOPLE = ("medewerker-1", "collega-1", "schoolleider-1")
CHANNELS = ("nota", "website")
ABOUT = {"een": {"medewerker-1"}, "twee": {"medewerker-1", "collega-1"}, "drie": {"schoolleider-1"}}
TERMS = "minimum_share: 0.0\nhold_case_for: [schoolleider]\nconsent_months: 6\n"
NAME = "Wubbo"
WORDS = {"een": "soep", "twee": "pan", "drie": "deel", "vier": "rooster"}


@dataclass
class Said:
    """What one person last said, in the test's own words."""

    words: dict[str, str] = field(default_factory=dict)
    """Block -> its text when they said yes."""
    channels: set[str] = field(default_factory=set)
    yes: bool = False
    waits: bool = False
    """A remark may be about anything until it is settled."""
    day: dt.date = DAY

    def holds(self, today: dt.date) -> bool:
        """An approval holds for six months, to the day."""
        months = 12 * (today.year - self.day.year) + today.month - self.day.month
        return months < 6 or (months == 6 and today.day <= self.day.day)


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.study = lay_out(Path(self.folder.name) / "s", text=TEXT)
        templates = self.study.interviews / "templates"
        templates.mkdir()
        (templates / "terms.yaml").write_text(TERMS, encoding="utf-8")
        self.today = DAY
        self.refused: set[str] = set()
        self.said: dict[str, Said] = {}
        self.shown: dict[str, dict[str, str]] = {}
        self.checked: set[str] = set()
        """Every text that somebody read: going back to one of them needs no second reading."""
        self.number = 0
        self.packs = mock.patch("toolkit.approval.sending.write_pack", return_value=[])
        self.packs.start()

    def teardown(self) -> None:
        self.packs.stop()
        self.folder.cleanup()

    def now(self) -> dict[str, str]:
        """The blocks of the text as it stands, read by hand."""
        parts = text_path(self.study).read_text(encoding="utf-8").split("\n\n")
        found = {}
        for part in parts:
            lines = part.strip().split("\n")
            if lines[-1].startswith("{#"):
                found[lines[-1][2:-1].split()[0]] = " ".join(lines[:-1]).lstrip("# ")
        return found

    def attempt(self, action: Any) -> bool:
        try:
            action()
        except NotaError:
            return False
        return True

    def fresh(self) -> str:
        self.number += 1
        return f"woord{self.number}"

    @rule(block=st.sampled_from(list(WORDS)))
    def edit(self, block: str) -> None:
        text = self.now().get(block)
        if text:
            edit_text(self.study, text, f"{text} {self.fresh()}".strip())

    @rule()
    def check(self) -> None:
        check_text(self.study, "c01", by=TEAM)
        self.checked.add(text_path(self.study).read_text(encoding="utf-8"))

    @rule(person=st.sampled_from(PEOPLE))
    def ask(self, person: str) -> None:
        try:
            outcome = send(self.study, "c01", person, by=TEAM, on=self.today)[0].outcome
        except NotaError:
            return
        if outcome == "verzonden":
            entry = last_sent(load_register(self.study), "c01", f"c01/{person}")
            assert entry is not None
            now = self.now()
            self.shown[person] = {b.id: now[b.id] for b in load_sent(self.study, entry.pack).blocks}
            assert text_path(self.study).read_text(encoding="utf-8") in self.checked

    @rule(
        person=st.sampled_from(PEOPLE),
        channels=st.sets(st.sampled_from(CHANNELS)),
        answer=st.sampled_from(["akkoord", "akkoord_met_wijziging", "niet_akkoord", "onduidelijk"]),
    )
    def tell(self, person: str, channels: set[str], answer: str) -> None:
        chosen = {name: "ja" if name in channels else "nee" for name in CHANNELS}
        wish = "iets" if answer == "akkoord_met_wijziging" else ""
        if self.attempt(
            lambda: record(self.study, "c01", person, answer, by=TEAM, channels=chosen, reason=wish, on=self.today)
        ):
            yes = answer.startswith("akkoord")
            waits = answer == "akkoord_met_wijziging"
            self.said[person] = Said(dict(self.shown[person]), channels, yes, waits, self.today)
            self.refused = self.refused | {person} if answer == "niet_akkoord" else self.refused - {person}

    @rule(
        person=st.sampled_from(PEOPLE), channels=st.sets(st.sampled_from(CHANNELS)), block=st.sampled_from(["", *WORDS])
    )
    def reply(self, person: str, channels: set[str], block: str) -> None:
        register = load_register(self.study)
        entry = last_sent(register, "c01", f"c01/{person}")
        if entry is None:
            return
        sent = load_sent(self.study, entry.pack)
        folder = Path(self.folder.name)
        form = folder / "form.docx"
        form.write_bytes(word_form(sent, form_for(self.study, sent), words_of(self.study, sent)))
        new = self.fresh()
        there = block in self.shown[person] and WORDS.get(block, "") in self.shown[person].get(block, "")

        def fill(body: Any) -> None:
            agree(body, *channels)
            if there:
                replace_words(body, WORDS[block], f"{WORDS[block]} {new}")

        path = changed(form, folder / f"{new}.docx", fill)
        try:
            receipt = receive(self.study, path, by=TEAM, on=self.today)
        except NotaError:
            return
        if receipt.already:  # the very same file again: nothing new, unless something else was said in between
            lines = load_register(self.study).of("c01", f"c01/{person}")
            said = [one for one in lines if one.event in SAYING]
            assert bool(receipt.notes) is (said[-1].line != receipt.entry.line)
        else:
            words = dict(self.shown[person])
            if there:
                words[block] = words[block].replace(WORDS[block], f"{WORDS[block]} {new}")
            self.said[person] = Said(words, channels, True, day=self.today)
            self.refused -= {person}

    @rule(channels=st.sampled_from([{"nota"}, {"nota", "website"}]))
    def agree_together(self, channels: set[str]) -> None:
        """Everybody is asked and says yes: from here on there is something that can go wrong."""
        for person in PEOPLE:
            self.check()
            self.ask(person)
            self.tell(person, set(channels), "akkoord")

    @rule(what=st.sampled_from(["accept", "settle", "keep", "discuss"]), which=st.integers(0, 5))
    def decide_one(self, what: str, which: int) -> None:
        wishes = wishes_of(self.study, load_register(self.study), "c01")
        if not wishes:
            return
        wish = wishes[which % len(wishes)]
        before = text_path(self.study).read_text(encoding="utf-8")
        if self.attempt(lambda: decide(self.study, "c01", [Decision(wish.id, what)], by=TEAM, on=self.today)):
            if what in ("settle", "keep") and wish.kind == "opmerking":
                self.said[wish.entry.person.split("/")[1]].waits = False
            after = text_path(self.study).read_text(encoding="utf-8")
            if after != before:
                self.checked.add(after)

    @rule(person=st.sampled_from(PEOPLE))
    def leave(self, person: str) -> None:
        if self.attempt(lambda: withdraw(self.study, "c01", person, by=TEAM, on=self.today)):
            self.said[person] = Said()
            self.refused.add(person)

    @rule(person=st.sampled_from(PEOPLE), channel=st.sampled_from(CHANNELS))
    def leave_channel(self, person: str, channel: str) -> None:
        done = self.attempt(lambda: withdraw(self.study, "c01", person, by=TEAM, channel=channel, on=self.today))
        if done and person in self.said:
            self.said[person].channels.discard(channel)

    @rule(person=st.sampled_from(PEOPLE))
    def stay_silent(self, person: str) -> None:
        """Silence after the last day: it takes nothing back, and it is no yes."""
        later = self.today + dt.timedelta(days=60)
        self.attempt(lambda: no_reply(self.study, "c01", person, by=TEAM, on=later))

    @precondition(lambda self: self.said)
    @rule(days=st.integers(20, 220))
    def let_time_pass(self, days: int) -> None:
        self.today += dt.timedelta(days=days)

    @rule(block=st.sampled_from(list(WORDS)))
    def type_a_name_or_take_it_out(self, block: str) -> None:
        text = self.now().get(block, "")
        if text:
            edit_text(self.study, text, text.replace(f" {NAME}", "") if NAME in text else f"{text} {NAME}")

    @precondition(lambda self: self.said)
    @rule()
    def tamper(self) -> None:
        """Turn a no in the register into a yes; nothing at all may go out then. Put back afterwards."""
        path = log_path(self.study)
        before = path.read_bytes()
        path.write_bytes(before.replace(b'"nee"', b'"ja"', 1).replace(b'"on":"2024', b'"on":"2025', 1))
        released = [examine(Study(self.study.root), "c01", channel, on=self.today).released for channel in CHANNELS]
        path.write_bytes(before)
        assert released == [None, None]

    def may_go(self, person: str, block: str, text: str, channel: str) -> bool:
        said = self.said.get(person)
        if said is None or not said.yes or said.waits or not said.holds(self.today):
            return False
        return channel in said.channels and said.words.get(block) == text

    @precondition(lambda self: self.said)
    @invariant()
    def nothing_gets_out_without_a_yes(self) -> None:
        text = self.now()
        for channel in CHANNELS:
            released = examine(Study(self.study.root), "c01", channel, on=self.today).released
            for block in released.document.blocks if released else ():
                people = ABOUT.get(block.id, set())
                if people:
                    assert all(self.may_go(person, block.id, text[block.id], channel) for person in people), block.id
                else:
                    assert any(self.may_go(person, block.id, text[block.id], channel) for person in PEOPLE), block.id
                assert block.text == text[block.id] and NAME not in block.text
            if released:
                assert "schoolleider-1" not in self.refused
                assert text_path(self.study).read_text(encoding="utf-8") in self.checked

    @invariant()
    def the_register_verifies(self) -> None:
        verify(self.study)
