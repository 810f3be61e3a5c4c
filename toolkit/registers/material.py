"""What a document about registers draws on: rows, codings linked to them, texts that people agreed to, all read once."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from ..numbers import date_in_words, dutch
from ..records import Block, Codebook, Coding, Transcript
from ..study import Study
from .rows import Registers, Row
from .schema import RegisterDef, ReleaseRule, matches

SOURCE_KINDS = {
    "interview": "interview", "focus_group": "interview", "arena": "interview", "meeting": "interview", "membercheck": "interview",
    "expert": "expert", "document": "literatuur",
}  # fmt: skip
"""Which of the three legs of a triangulation a conversation stands for."""


@dataclass(frozen=True)
class Material:
    """One study as documents see it; ``row`` is the row a document is about, ``channel`` whom it is for ("": the bureau)."""

    study: Study
    registers: Registers
    channel: str = ""
    row: Row | None = None
    base: Material | None = None

    @classmethod
    def of(cls, study: Study) -> Material:
        """The material of a study."""
        return cls(study, Registers(study))

    def about(self, row: Row | None, channel: str) -> Material:
        """The same material for one document: what was read stays read."""
        return replace(self, row=row, channel=channel, base=self.base or self)

    @property
    def day(self) -> dt.date:
        """The day of counting: the study's date."""
        return self.study.settings.date

    def rows(self, name: str, where: Mapping[str, Any] | None = None) -> list[Row]:
        """Rows with these values that may be shown in this channel."""
        form = self.form(name)
        wanted = _plain(where or {})
        found = [row for row in self.registers.rows(name) if matches(row.values, wanted)]
        return [row for row in found if not why_not(form, row, self.channel, self.day)]

    def form(self, name: str) -> RegisterDef:
        """The definition of a register. Raises InputError."""
        self.registers.rows(name)
        return self.registers.definitions[name]

    def shown(self, name: str, row: Row, field: str) -> str:
        """One value as readers see it. A private field and a proposal are never shown; one that needs a yes only with that yes."""
        form = self.form(name)
        one = form.fields[field]
        if one.private or one.propose:
            return ""
        if one.shown_if and row[one.shown_if] is not True:
            return one.otherwise
        if one.type == "row" and row[field]:
            return self.title(one.points_to, str(row[field]))
        if one.type == "rows":
            return ", ".join(self.title(one.points_to, str(other)) for other in row[field])
        if one.type == "codes":
            return ", ".join(self.codebook.label(code) for code in row[field])
        if one.type == "block":
            found = self.blocks.get(row[field])
            return found.text if found else ""
        return in_words(row[field])

    def title(self, register: str, row_id: str) -> str:
        """What a row is called where another points to it: its first text field that may be shown, else its number."""
        row = self.registers.row(register, row_id)
        form = self.form(register)
        if row is None:
            return row_id
        texts = (name for name, one in form.fields.items() if one.type == "text" and not one.private)
        return next((shown for name in texts if (shown := self.shown(register, row, name))), row_id)

    # -------------------------------------------------------------- conversations

    @cached_property
    def transcripts(self) -> dict[str, Transcript]:
        if self.base:
            return self.base.transcripts
        from ..transcripts import load_transcripts

        return {one.id: one for one in load_transcripts(self.study)}

    @cached_property
    def codings(self) -> list[Coding]:
        """The codings that analysis uses; suggestions where nobody coded yet."""
        if self.base:
            return self.base.codings
        from ..review import current_codings

        found = current_codings(self.study, transcripts=list(self.transcripts.values())) if self.transcripts else []
        return [one for one in found if one.status != "rejected"]

    @cached_property
    def codebook(self) -> Codebook:
        if self.base:
            return self.base.codebook
        from ..coding import load_codebook

        return load_codebook(self.study.codebook_path)

    @cached_property
    def blocks(self) -> dict[str, Block]:
        """Blocks of the texts that go round for approval, by ``tekst#blok``."""
        if self.base:
            return self.base.blocks
        from .blocks import all_blocks

        return all_blocks(self.study)

    def case_of(self, coding: Coding) -> str:
        """The case of a coding's conversation."""
        return self.transcripts[coding.transcript].case

    def speaker_of(self, coding: Coding) -> str:
        """Who speaks where a coding begins: a person's id within the case."""
        transcript = self.transcripts[coding.transcript]
        return transcript.turns[transcript.turn_at(coding.start)].speaker if transcript.turns else ""

    @cached_property
    def _evidence(self) -> dict[str, dict[str, list[Coding]]]:
        return {}

    def evidence(self, name: str) -> dict[str, list[Coding]]:
        """Per row of a register the codings that bear on it.

        A coding is linked by its code (a field ``codes``), within the row's case where it has one, or by the row's
        number in its memo: ``#P1.3``.
        """
        if self.base:
            return self.base.evidence(name)
        if name in self._evidence:
            return self._evidence[name]
        form = self.form(name)
        codes = next((field for field, one in form.fields.items() if one.type == "codes" and not one.propose), "")
        case = next((field for field, one in form.fields.items() if one.type == "case"), "")
        by_code: dict[str, list[Coding]] = defaultdict(list)
        by_memo: dict[str, list[Coding]] = defaultdict(list)
        for coding in self.codings:
            by_code[coding.code].append(coding)
            for word in coding.memo.split():
                if word.startswith("#"):
                    by_memo[word[1:].rstrip(".,;:)")].append(coding)
        found: dict[str, list[Coding]] = {}
        for row in self.registers.rows(name):
            own = [coding for code in (row[codes] if codes else ()) for coding in by_code.get(code, ())]
            if case and row[case]:
                own = [coding for coding in own if self.case_of(coding) == row[case]]
            linked = {coding.id: coding for coding in (*own, *by_memo.get(row.id, ()))}
            found[row.id] = sorted(linked.values(), key=lambda one: (one.transcript, one.start, one.code))
        self._evidence[name] = found
        return found


def why_not(form: RegisterDef, row: Row, channel: str, day: dt.date) -> str:
    """Why a row may not be in a text for others; empty when it may. A text for the bureau itself holds everything."""
    if not channel:
        return ""
    for rule in form.release:
        if matches(row.values, rule.when) and not _fits(rule, row, channel, day):
            return rule.reason or _reason(form, rule)
    return ""


def _fits(rule: ReleaseRule, row: Row, channel: str, day: dt.date) -> bool:
    value = row[rule.field]
    if rule.passed:
        return value is None or value == "" or (isinstance(value, dt.date) and value <= day)
    if rule.channel:
        return isinstance(value, tuple) and channel in value
    return matches(row.values, {rule.field: rule.is_})


def _reason(form: RegisterDef, rule: ReleaseRule) -> str:
    label = form.label(rule.field)
    if rule.passed:
        return f"{label}: die dag is nog niet voorbij"
    return f"{label}: dit kanaal staat er niet bij" if rule.channel else f"{label} is niet '{rule.is_}'"


def in_words(value: Any) -> str:
    """A value as Dutch readers expect it."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if isinstance(value, dt.date):
        return date_in_words(value)
    if isinstance(value, (int, float)):
        return dutch(float(value))
    if isinstance(value, tuple):
        return ", ".join(value)
    return str(value)


def _plain(where: Mapping[str, Any]) -> dict[str, Any]:
    """Values as a template writes them: "actief, afgerond" is one of two."""
    made: dict[str, Any] = {}
    for name, value in where.items():
        if isinstance(value, str) and "|" in value:
            made[name] = tuple(part.strip() for part in value.split("|"))
        else:
            made[name] = value
    return made
