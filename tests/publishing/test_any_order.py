"""Edit, check, send, answer, change, decide, withdraw and publish in any order: nothing gets out without a valid yes.

The model beside the study keeps what each person last said about which words; it shares no code with the gate.
"""

from __future__ import annotations

import os
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from unittest import mock

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule
from rounds import DAY, TEAM, agree, changed, edit_text, lay_out, replace_words, text_path

from toolkit.approval import Decision, check_text, decide, load_register, receive, record, send, verify, withdraw
from toolkit.approval.form import word_form
from toolkit.approval.receiving import form_for, words_of
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
PEOPLE = ("medewerker-1", "collega-1", "schoolleider-1")
CHANNELS = ("nota", "website")
ABOUT = {"een": {"medewerker-1"}, "twee": {"medewerker-1", "collega-1"}, "drie": {"schoolleider-1"}}
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


class AnyOrder(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.study = lay_out(Path(self.folder.name) / "s", text=TEXT)
        templates = self.study.interviews / "templates"
        templates.mkdir()
        (templates / "terms.yaml").write_text("minimum_share: 0.0\nhold_case_for: []\n", encoding="utf-8")
        self.said: dict[str, Said] = {}
        self.shown: dict[str, dict[str, str]] = {}
        self.checked = ""
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
        self.checked = text_path(self.study).read_text(encoding="utf-8")

    @rule(person=st.sampled_from(PEOPLE))
    def ask(self, person: str) -> None:
        try:
            outcome = send(self.study, "c01", person, by=TEAM, on=DAY)[0].outcome
        except NotaError:
            return
        if outcome == "verzonden":
            entry = last_sent(load_register(self.study), "c01", f"c01/{person}")
            assert entry is not None
            now = self.now()
            self.shown[person] = {b.id: now[b.id] for b in load_sent(self.study, entry.pack).blocks}
            assert self.checked == text_path(self.study).read_text(encoding="utf-8")

    @rule(
        person=st.sampled_from(PEOPLE),
        channels=st.sets(st.sampled_from(CHANNELS)),
        answer=st.sampled_from(["akkoord", "akkoord_met_wijziging", "niet_akkoord", "onduidelijk"]),
    )
    def tell(self, person: str, channels: set[str], answer: str) -> None:
        chosen = {name: "ja" if name in channels else "nee" for name in CHANNELS}
        wish = "iets" if answer == "akkoord_met_wijziging" else ""
        if self.attempt(
            lambda: record(self.study, "c01", person, answer, by=TEAM, channels=chosen, reason=wish, on=DAY)
        ):
            yes = answer.startswith("akkoord")
            self.said[person] = Said(dict(self.shown[person]), channels, yes, waits=answer == "akkoord_met_wijziging")

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

        if self.attempt(lambda: receive(self.study, changed(form, folder / f"{new}.docx", fill), by=TEAM, on=DAY)):
            words = dict(self.shown[person])
            if there:
                words[block] = words[block].replace(WORDS[block], f"{WORDS[block]} {new}")
            self.said[person] = Said(words, channels, True)

    @rule(what=st.sampled_from(["accept", "settle", "keep", "discuss"]), which=st.integers(0, 5))
    def decide_one(self, what: str, which: int) -> None:
        wishes = wishes_of(self.study, load_register(self.study), "c01")
        if not wishes:
            return
        wish = wishes[which % len(wishes)]
        before = text_path(self.study).read_text(encoding="utf-8")
        if self.attempt(lambda: decide(self.study, "c01", [Decision(wish.id, what)], by=TEAM, on=DAY)):
            if what in ("settle", "keep") and wish.kind == "opmerking":
                self.said[wish.entry.person.split("/")[1]].waits = False
            after = text_path(self.study).read_text(encoding="utf-8")
            if after != before:
                self.checked = after

    @rule(person=st.sampled_from(PEOPLE))
    def leave(self, person: str) -> None:
        if self.attempt(lambda: withdraw(self.study, "c01", person, by=TEAM, on=DAY)):
            self.said[person] = Said()

    @rule(person=st.sampled_from(PEOPLE), channel=st.sampled_from(CHANNELS))
    def leave_channel(self, person: str, channel: str) -> None:
        done = self.attempt(lambda: withdraw(self.study, "c01", person, by=TEAM, channel=channel, on=DAY))
        if done and person in self.said:
            self.said[person].channels.discard(channel)

    def may_go(self, person: str, block: str, text: str, channel: str) -> bool:
        said = self.said.get(person)
        return bool(said and said.yes and not said.waits and channel in said.channels and said.words.get(block) == text)

    @precondition(lambda self: self.said)
    @invariant()
    def nothing_gets_out_without_a_yes(self) -> None:
        text = self.now()
        for channel in CHANNELS:
            released = examine(Study(self.study.root), "c01", channel).released
            for block in released.document.blocks if released else ():
                people = ABOUT.get(block.id, set())
                if people:
                    assert all(self.may_go(person, block.id, text[block.id], channel) for person in people), block.id
                else:
                    assert any(self.may_go(person, block.id, text[block.id], channel) for person in PEOPLE), block.id
                assert block.text == text[block.id]
            if released:
                assert self.checked == text_path(self.study).read_text(encoding="utf-8")

    @invariant()
    def the_register_verifies(self) -> None:
        verify(self.study)


TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(
    max_examples=int(os.environ.get("SEQUENCES", "8")), stateful_step_count=25, deadline=None
)


def test_the_model_lets_something_out(tmp_path: Path) -> None:
    """The property would hold for a gate that never opens; this one does."""
    study = lay_out(tmp_path / "s", text=TEXT)
    for person in PEOPLE:
        check_text(study, "c01", by=TEAM)
        with mock.patch("toolkit.approval.sending.write_pack", return_value=[]):
            send(study, "c01", person, by=TEAM, on=DAY)
        record(study, "c01", person, "akkoord", by=TEAM, channels={"nota": "ja"}, on=DAY)
    released = examine(study, "c01", "nota").released
    assert released is not None and len(released.document.blocks) == 5
