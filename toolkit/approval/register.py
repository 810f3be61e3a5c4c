"""The register of approvals: a file that only grows, in which every line bears the digest of the line before it.

``interviews/approvals/log.jsonl`` holds who was asked what and when, and what they answered; no names and no words of
theirs. ``log.head.json`` beside it says how far it had come, so that lines cut off its end are noticed too.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from ..errors import InputError, Refusal
from ..files import append_line, locked, read_json, write_json
from ..records import digest_of
from ..study import Study

START = "0" * 64
_FIX = "zet interviews/approvals/ terug uit een reservekopie, of vraag na wie het bestand veranderde."


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the register. Fields that do not apply are empty, and then not written."""

    event: str
    """A state of :mod:`toolkit.approval.states`, or ``besloten``, ``gepubliceerd``, ``kanaal_ingetrokken``."""
    document: str
    """Id of the text: ``c01``, ``c01-campagne``."""
    case: str
    version: int
    digest: str = ""
    """Digest of the whole text of that version."""
    person: str = ""
    """``case/person``; empty when the line is about the text as a whole."""
    at: str = ""
    """ISO 8601, in UTC: when it was recorded."""
    on: str = ""
    """Date on which it happened, when that is another day than the recording."""
    by: str = ""
    """Who recorded it: a member of the team."""
    pack: str = ""
    """Digest of what was sent: ``interviews/approvals/sent/<digest>.json``."""
    due: str = ""
    """Last day to answer."""
    files: Mapping[str, str] = field(default_factory=dict)
    """Of a sending: file of the pack -> its seal (:mod:`toolkit.approval.sealing`)."""
    via: str = ""
    """``word``, ``pagina``, ``mail``, ``telefoon``, ``gesprek``, ``post``."""
    reply: str = ""
    """The file as it came in, below ``interviews/approvals/replies/``."""
    blocks: Mapping[str, str] = field(default_factory=dict)
    """Block id -> digest of its words as this person left them; whether that is a yes, says the event."""
    wishes: tuple[str, ...] = ()
    """Blocks that the person wants to be otherwise, or gone."""
    remarks: tuple[str, ...] = ()
    """Blocks with a remark that is still to be looked at."""
    unsure: tuple[str, ...] = ()
    """Blocks whose reading a person has to confirm."""
    channels: Mapping[str, str] = field(default_factory=dict)
    """Channel -> ``ja``, ``nee``, ``onduidelijk``."""
    naming: Mapping[str, str] = field(default_factory=dict)
    """Channel, or ``*`` for all others -> ``eigen_naam``, ``pseudoniem``, ``functie``."""
    pseudonym: str = ""
    school: str = ""
    """Whether the school may be named: ``ja``, ``nee``, ``onduidelijk``."""
    until: str = ""
    """Last day on which this approval holds."""
    change: str = ""
    """Of a decision: the wish or remark it is about."""
    decision: str = ""
    agreed: Mapping[str, str] = field(default_factory=dict)
    """Of a decision: block -> digest of the text that is confirmed to be what the person wrote."""
    channel: str = ""
    reason: str = ""
    """In words of the team; without names."""
    previous: str = ""
    """Digest of the line before this one."""
    line: str = ""
    """Digest of this line; not written in it."""


@dataclass(frozen=True)
class Register:
    """The register as it stood when it was read."""

    entries: tuple[Entry, ...]
    problems: tuple[str, ...] = ()
    """Why it cannot be trusted, in Dutch; empty when its chain is whole."""
    notes: tuple[str, ...] = ()
    """What is odd but harmless: a line that was never finished."""

    @property
    def head(self) -> str:
        """Digest of the last line: who keeps it elsewhere can prove later that nothing was changed."""
        return self.entries[-1].line if self.entries else START

    def of(self, document: str, person: str | None = None) -> tuple[Entry, ...]:
        """The lines about one text, of one person when given (``""``: about the text as a whole)."""
        return self._index.get((document, person), ())

    @cached_property
    def _index(self) -> dict[tuple[str, str | None], tuple[Entry, ...]]:
        found: dict[tuple[str, str | None], list[Entry]] = {}
        for entry in self.entries:
            for key in ((entry.document, None), (entry.document, entry.person)):
                found.setdefault(key, []).append(entry)
        return {key: tuple(entries) for key, entries in found.items()}


def log_path(study: Study) -> Path:
    """Where the register is."""
    return study.approvals / "log.jsonl"


def load_register(study: Study) -> Register:
    """Read the register and check its chain. Problems are in it, not raised: the gate and the verbs judge them."""
    path = log_path(study)
    head = _head(study)  # first: who adds a line writes the line before the head
    data = path.read_bytes() if path.is_file() else b""
    entries, problems, notes = _entries(data, study.shown(path))
    problems += _head_problems(head, entries)
    return Register(tuple(entries), tuple(problems), tuple(notes))


def verify(study: Study) -> Register:
    """The register, also held against the files it speaks of. Raises Refusal when anything does not fit."""
    register = load_register(study)
    problems = [*register.problems, *_file_problems(study, register)]
    if problems:
        raise Refusal("het register klopt niet: " + "; ".join(problems), path=log_path(study), fix=_FIX)
    return replace(register, notes=(*register.notes, *_not_taken_in(study, register)))


def trusted(study: Study) -> Register:
    """The register; Refusal when its chain is broken: nothing is added to or released on a broken register."""
    register = load_register(study)
    if register.problems:
        raise Refusal("het register klopt niet: " + "; ".join(register.problems), path=log_path(study), fix=_FIX)
    return register


def append(study: Study, entry: Entry) -> Entry:
    """Add one line, on disk before this returns. The caller holds :func:`lock`. Raises Refusal on a broken chain."""
    register = trusted(study)
    if register.entries:
        _write_head(study, len(register.entries), register.head)  # after a crash it may be one behind; never two
    whole = replace(entry, at=entry.at or now(), previous=register.head)
    text = json.dumps(_plain(whole), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    append_line(log_path(study), text)
    line = digest_of(text)
    _write_head(study, len(register.entries) + 1, line)
    return replace(whole, line=line)


def lock(study: Study) -> Any:
    """Hold the register: whoever reads it to decide what to add holds it until that is added."""
    return locked(log_path(study))


def now() -> str:
    """This moment, as the register writes it."""
    return dt.datetime.now(dt.UTC).isoformat(timespec="seconds")


def _head_path(study: Study) -> Path:
    return study.approvals / "log.head.json"


def _entries(data: bytes, shown: str) -> tuple[list[Entry], list[str], list[str]]:
    entries: list[Entry] = []
    problems: list[str] = []
    notes: list[str] = []
    previous = START
    for number, raw in enumerate(data.split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            value = json.loads(raw.decode("utf-8"))
            entry = _entry(value, digest_of(raw))
        except (ValueError, TypeError, KeyError):
            notes.append(f"{shown}, regel {number}: deze regel is niet af en telt niet mee")
            continue
        if entry.previous != previous:
            problems.append(f"regel {number} past niet op de regel ervoor")
        previous = entry.line
        entries.append(entry)
    return entries, problems, notes


def _write_head(study: Study, lines: int, last: str) -> None:
    write_json(_head_path(study), {"lines": lines, "last": last})


def _head(study: Study) -> tuple[int, str] | None:
    """(number of lines, digest of the last); None when there is none yet, (-1, "") when it cannot be read."""
    path = _head_path(study)
    if not path.exists():
        return None
    try:
        head = read_json(path)
        return int(head["lines"]), str(head["last"])
    except (InputError, KeyError, TypeError, ValueError):
        return -1, ""


def _head_problems(head: tuple[int, str] | None, entries: list[Entry]) -> list[str]:
    """The head may be one line behind (a crash between line and head), never ahead."""
    if head is None:
        return ["log.head.json ontbreekt"] if len(entries) > 1 else []
    count, last = head
    if count < 1:
        return ["log.head.json is niet te lezen"]
    if count > len(entries):
        return [f"aan het eind ontbreken regels ({count - len(entries)})"]
    if entries[count - 1].line != last:
        return ["log.head.json hoort niet bij dit register"]
    return []


def _file_problems(study: Study, register: Register) -> list[str]:
    problems = []
    for entry in register.entries:
        places = (("sent", f"{entry.pack}.json" if entry.pack else ""), ("replies", entry.reply))
        for folder, name in places:
            path = study.approvals / folder / name
            if name and not path.is_file():
                problems.append(f"{folder}/{name} ontbreekt")
            elif name and digest_of(path.read_bytes()) != Path(name).stem:
                problems.append(f"{folder}/{name} is veranderd")
    return sorted(set(problems))


def _not_taken_in(study: Study, register: Register) -> list[str]:
    """Replies that were kept but are in no line: a crash between the two. Taking them in again is enough."""
    known = {entry.reply for entry in register.entries}
    kept = sorted(p.name for p in (study.approvals / "replies").glob("*") if not p.name.startswith("."))
    return [
        f"replies/{name} is bewaard maar nog niet verwerkt; lees het nog eens in" for name in kept if name not in known
    ]


def _plain(entry: Entry) -> dict[str, Any]:
    values = {one.name: getattr(entry, one.name) for one in fields(entry) if one.name != "line"}
    return {name: dict(v) if isinstance(v, Mapping) else v for name, v in values.items() if v or name == "version"}


def _entry(value: dict[str, Any], line: str) -> Entry:
    known = {one.name: one for one in fields(Entry)}
    if set(value) - set(known) or not isinstance(value["previous"], str):
        raise ValueError
    values: dict[str, Any] = {name: tuple(item) if isinstance(item, list) else item for name, item in value.items()}
    return Entry(**values, line=line)
