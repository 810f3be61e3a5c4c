"""Cases and variables: the facts of a case, and what a conversation is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal

from ..records import Transcript
from ..study import Case, Study
from .guids import guid_of
from .layout import speakers_of
from .project import CaseEntry, Value, Variable, VariableType

Fact = str | int | float | bool | dt.date | None
KIND, DATE, SPEAKERS, CASE_KIND = "soort gesprek", "datum gesprek", "sprekers", "soort case"
_OF_SOURCES: tuple[tuple[str, VariableType], ...] = ((KIND, "Text"), (DATE, "Date"), (SPEAKERS, "Text"))


def variables_of(study: Study, transcripts: Sequence[Transcript]) -> tuple[Variable, ...]:
    """The variables of the cases and conversations that go out."""
    cases = _cases(study, transcripts)
    found = [Variable(_of_case(name), name, _type(fact for case in cases for key, fact in case.facts.items() if key == name))
             for name in dict.fromkeys(key for case in cases for key, fact in case.facts.items() if fact is not None)]  # fmt: skip
    if any(case.kind != "case" for case in cases):
        found.append(Variable(_of_case(CASE_KIND), CASE_KIND))
    return (*found, *(Variable(_of_source(name), name, kind) for name, kind in _OF_SOURCES))


def case_entries(study: Study, transcripts: Sequence[Transcript]) -> tuple[CaseEntry, ...]:
    """The cases with their facts and conversations. Persons stay behind: their names are nobody's business elsewhere."""
    found = []
    for case in _cases(study, transcripts):
        values = [Value(_of_case(name), written(fact)) for name, fact in case.facts.items() if fact is not None]
        if case.kind != "case":
            values.append(Value(_of_case(CASE_KIND), case.kind))
        sources = tuple(guid_of("conversation", one.id) for one in transcripts if one.case == case.id)
        found.append(CaseEntry(guid_of("case", case.id), case.id, case.title, (), tuple(values), sources))
    return tuple(found)


def source_values(transcript: Transcript) -> tuple[Value, ...]:
    """What a conversation is, when it was, who speaks."""
    texts = (
        transcript.kind,
        transcript.date.isoformat() if transcript.date else "",
        ", ".join(speakers_of(transcript)),
    )
    return tuple(Value(_of_source(name), text) for (name, _), text in zip(_OF_SOURCES, texts) if text)


def written(fact: Fact) -> str:
    """A fact in the form that XML Schema gives its type."""
    if isinstance(fact, bool):
        return "true" if fact else "false"
    if isinstance(fact, float):
        return format(Decimal(repr(fact)), "f")
    return fact.isoformat() if isinstance(fact, dt.date) else str(fact)


def read_fact(text: str, kind: VariableType) -> Fact:
    """The fact in a value; the text itself when it is not of its type."""
    try:
        if kind == "Boolean":
            return {"true": True, "1": True, "false": False, "0": False}[text.strip().lower()]
        if kind == "Integer":
            return int(text)
        if kind == "Float":
            number = float(text)
            return int(number) if number.is_integer() and "." not in text else number
        if kind in ("Date", "DateTime"):
            return dt.date.fromisoformat(text.strip()[:10])
    except (ValueError, KeyError, OverflowError):
        pass
    return text


def _type(facts: Iterable[Fact]) -> VariableType:
    kinds = {type(fact) for fact in facts if fact is not None}
    if kinds == {bool}:
        return "Boolean"
    if kinds == {int}:
        return "Integer"
    if kinds and kinds <= {int, float}:
        return "Float"
    return "Date" if kinds == {dt.date} else "Text"


def _cases(study: Study, transcripts: Sequence[Transcript]) -> list[Case]:
    used = {one.case for one in transcripts}
    return [case for case in study.cases if case.id in used]


def _of_case(name: str) -> str:
    return guid_of("variable", f"case {name}")


def _of_source(name: str) -> str:
    return guid_of("variable", f"source {name}")
