"""Lay the sources of a project out as the raw files of a study: cases, transcripts with their heads, facts."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, get_args

import yaml

from ..files import write_text
from ..intake import Reading, read_transcript
from ..records import Kind, role_of
from ..study import ROLES
from .facts import CASE_KIND, DATE, KIND, SPEAKERS, Fact, read_fact
from .guids import guid_of
from .project import CaseEntry, Project, Source, Variable

_NAME = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True)
class Planned:
    """Where a source goes."""

    source: Source
    case: str
    conversation: str


@dataclass(frozen=True, slots=True)
class PlannedCase:
    """A case of the new study and what it is made from."""

    id: str
    entry: CaseEntry | None


def plan(project: Project) -> tuple[list[PlannedCase], list[Planned], list[str]]:
    """Cases and conversations with neutral names (names in another program may be names of people), and Dutch remarks.

    What came from a study of this software keeps its names.
    """
    sources = [source for source in project.sources if source.text and source.text.strip()]
    cases = [PlannedCase(_case_name(entry, number), entry) for number, entry in enumerate(project.cases, 1)]
    owner: dict[str, str] = {}
    twice = 0
    for case in cases:
        for guid in case.entry.sources if case.entry else ():
            twice += guid in owner
            owner.setdefault(guid, case.id)
    remarks = [f"{twice} keer hoort een bron bij meer dan één case; zij staat bij de eerste."] if twice else []
    if any(source.guid not in owner for source in sources):
        taken = {case.id for case in cases}
        rest = next(name for n in range(1, 10_000) if (name := f"c{n:02d}") not in taken)
        cases.append(PlannedCase(rest, None))
        owner |= {source.guid: rest for source in sources if source.guid not in owner}
    counts: Counter[str] = Counter()
    planned: list[Planned] = []
    for source in sources:
        case_id = owner[source.guid]
        counts[case_id] += 1
        name = source.name if _is_ours(source) else f"{case_id}-gesprek-{counts[case_id]}"
        planned.append(Planned(source, case_id, name))
    used = {one.case for one in planned}
    empty = [case for case in cases if case.id not in used]
    if empty:
        remarks.append(f"{len(empty)} cases hebben geen tekst in dit bestand en zijn niet aangemaakt.")
    return [case for case in cases if case.id in used], planned, remarks


def write_raw(
    folder: Path, project: Project, cases: Sequence[PlannedCase], planned: Sequence[Planned]
) -> list[Reading]:
    """Write case.yaml of every case and the transcripts. Returns how intake reads them, in the order of ``planned``."""
    variables = {variable.guid: variable for variable in project.variables}
    for case in cases:
        mine = [one for one in planned if one.case == case.id]
        write_text(folder / case.id / "case.yaml", _case_yaml(case, mine, variables))
    return [_write_source(folder / one.case, one, variables) for one in planned]


def _write_source(folder: Path, one: Planned, variables: Mapping[str, Variable]) -> Reading:
    """The head goes into the file: a text that itself begins with a line of dashes is then no head."""
    path = folder / f"{one.conversation}.txt"
    known = _known(one.source, variables)
    kind, text = known.get(KIND, ""), one.source.text or ""
    speakers = [name for name in known.get(SPEAKERS, "").split(", ") if role_of(name) in ROLES]
    head = [f"soort: {kind}"] if kind in get_args(Kind) else []
    if known.get(DATE):
        head.append(f"datum: {known[DATE]}")
    if speakers:
        head += ["sprekers:", *(f"  {name}: {name}" for name in speakers)]
    write_text(path, _headed(head or ["titel: ''"], text))
    reading = read_transcript(path)
    if _is_ours(one.source):
        return reading
    head = [
        f"soort: {kind if kind in get_args(Kind) else reading.transcript.kind}",
        f"datum: {known.get(DATE, '')}".rstrip(),
    ]
    if reading.guessed:
        head += [
            "sprekers:",
            *(
                f"  {_quoted(label)}: {person}   # afgeleid uit het label; klopt dit?"
                for label, person in reading.guessed
            ),
        ]
    if reading.unknown:
        head.append("# wie zijn dit? Zet onder 'sprekers' bij ieder: schoolleider-1, medewerker-1, collega-1 ...")
        head += [f"#   {_quoted(label)}: " for label in reading.unknown]
    head.append(f"oorspronkelijk: {_quoted(one.source.name)}")
    write_text(path, _headed(head, text))
    return read_transcript(path)


def _headed(head: Sequence[str], text: str) -> str:
    return "\n".join(["---", *head, "---", text])


def _known(source: Source, variables: Mapping[str, Variable]) -> dict[str, str]:
    """What the source's own variables say in our words."""
    found = {variables[value.variable].name: value.text for value in source.values if value.variable in variables}
    if DATE in found:
        try:
            dt.date.fromisoformat(found[DATE])
        except ValueError:
            del found[DATE]
    return found


def _case_yaml(case: PlannedCase, planned: Sequence[Planned], variables: Mapping[str, Variable]) -> str:
    entry = case.entry
    ours = entry is not None and entry.guid == guid_of("case", case.id)
    kind, facts = "case", dict[str, Fact]()
    for value in entry.values if entry else ():
        variable = variables.get(value.variable)
        if variable is None:
            continue
        if variable.name == CASE_KIND:
            kind = value.text
        else:
            facts[variable.name] = read_fact(value.text, variable.type)
    persons = dict.fromkeys(
        name
        for one in planned
        if _is_ours(one.source)
        for name in _known(one.source, variables).get(SPEAKERS, "").split(", ")
    )
    written: dict[str, Any] = {
        "id": case.id, "title": entry.description if entry and ours else "", "kind": kind if kind in ("case", "overstijgend") else "case",
        "facts": facts, "persons": [{"id": name, "role": role_of(name)} for name in persons if name and role_of(name) in ROLES],
        "entities": [],
    }  # fmt: skip
    head = (
        ""
        if ours
        else "# title: waar gaat deze case over, zonder namen. persons: vul aan wie er spreken en hoe zij worden genoemd.\n"
    )
    return head + str(yaml.safe_dump(written, allow_unicode=True, sort_keys=False, width=110))


def _case_name(entry: CaseEntry, number: int) -> str:
    if entry.guid == guid_of("case", entry.name) and _NAME.fullmatch(entry.name):
        return entry.name
    return f"c{number:02d}"


def _is_ours(source: Source) -> bool:
    return source.guid == guid_of("conversation", source.name) and bool(_NAME.fullmatch(source.name))


def _quoted(text: str) -> str:
    return str(yaml.safe_dump(text, allow_unicode=True, default_style='"', width=10_000)).strip()
