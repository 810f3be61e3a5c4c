"""Heads of transcripts: what kind of conversation, when, and who speaks. In the file, or in a .yaml beside it."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from ..errors import InputError
from ..records import Kind
from ..study import Strict
from ..yamlfile import Lines, load_yaml, parse, read_text

KINDS: dict[str, Kind] = {
    "interview": "interview", "gesprek": "interview",
    "focus_group": "focus_group", "focusgroep": "focus_group",
    "arena": "arena", "arenagesprek": "arena",
    "expert": "expert", "expertgesprek": "expert", "deskundige": "expert",
    "meeting": "meeting", "overleg": "meeting", "verslag": "meeting",
    "document": "document", "membercheck": "membercheck",
}  # fmt: skip
KIND_LABELS: dict[Kind, str] = {
    "interview": "interview", "focus_group": "focusgroep", "arena": "arenagesprek", "expert": "gesprek met een deskundige",
    "meeting": "overleg", "document": "document", "membercheck": "reactie op de tekst",
}  # fmt: skip
_ALIASES = {
    "soort": "kind", "datum": "date", "sprekers": "speakers", "opname": "recording", "plaats": "place",
    "aanwezig": "present", "toelichting": "note", "oorspronkelijk": "original", "topiclijst": "topics", "titel": "title",
}  # fmt: skip
_PERSON = r"[a-z]+-\d+"
_FIELD = re.compile(r"^\s*(soort|kind|datum|date|sprekers|speakers)\s*:", re.IGNORECASE)


class Head(Strict):
    """What a head may hold; Dutch and English names of the fields are the same to us."""

    kind: Kind | None = None
    date: dt.date | None = None
    speakers: dict[str, str] = Field(default_factory=dict)
    """Label in the transcript -> person id of the case."""
    title: str = ""
    recording: str = ""
    place: str = ""
    present: str = ""
    """Who sat in without speaking (COREQ item 15)."""
    topics: str = ""
    """Which topic list was used, if not that of the speakers' roles."""
    original: str = ""
    note: str = ""

    @field_validator("kind", mode="before")
    @classmethod
    def _kind(cls, value: Any) -> Any:
        if value is None:
            return None
        known = KINDS.get(str(value).strip().lower())
        if known is None:
            kinds = "interview, focusgroep, arena, expert, overleg, document, membercheck"
            raise ValueError(f"de soort '{value}' kennen we niet; kies uit {kinds}")
        return known

    @field_validator("speakers", mode="before")
    @classmethod
    def _speakers(cls, value: Any) -> Any:
        """Also as Word users write it: ``Marijke = schoolleider-1, Interviewer = interviewer-1``."""
        if isinstance(value, str):
            pairs = [
                re.split(r"\s*[=:]\s*", part.strip(), maxsplit=1) for part in re.split(r"[,;\n]", value) if part.strip()
            ]
            if any(len(pair) != 2 for pair in pairs):
                raise ValueError("schrijf achter elke naam wie het is, bijvoorbeeld 'Marijke = schoolleider-1'")
            return dict(pairs)
        return {} if value is None else value

    @field_validator("recording", "place", "present", "title", "topics", "original", "note", mode="before")
    @classmethod
    def _words(cls, value: Any) -> Any:
        return "" if value is None else str(value)


@dataclass(frozen=True, slots=True)
class Headed:
    """The lines of a file after its head, the number of the first of them, and the head if there was one."""

    head: Head | None
    lines: tuple[str, ...]
    first_line: int = 1


def split_head(lines: list[str], *, path: Path) -> Headed:
    """Take the head off: between ``---`` lines at the top, or ``soort: ...`` lines up to the first ``---`` or blank line.

    Raises InputError when it is there and wrong, or is opened and never closed.
    """
    start = next((n for n, line in enumerate(lines) if line.strip()), None)
    if start is None:
        return Headed(None, tuple(lines))
    fenced = lines[start].strip() == "---"
    if not fenced and not _FIELD.match(lines[start]):
        return Headed(None, tuple(lines))
    begin = start + 1 if fenced else start
    stop = next((n for n in range(begin, len(lines)) if lines[n].strip() == "---"), None)
    if stop is None and fenced:
        message = "het hoofd begint met --- maar wordt niet afgesloten."
        raise InputError(message, path=path, line=start + 1, fix="zet onder het hoofd een regel met alleen ---.")
    if stop is None:
        stop = next((n for n in range(begin, len(lines)) if not lines[n].strip()), len(lines))
    value, where = load_yaml("\n".join(_indented(lines[begin:stop])), path=path, first_line=begin + 1)
    after = stop + 1 if stop < len(lines) and lines[stop].strip() == "---" else stop
    return Headed(_head(value, where, path), tuple(lines[after:]), after + 1)


def _indented(lines: list[str]) -> list[str]:
    """The lines under ``sprekers:`` set in: Word paragraphs lose the spaces that YAML asks for."""
    known = {*_ALIASES, *Head.model_fields}
    under = False
    found = []
    for line in lines:
        key, _, value = (part.strip() for part in line.partition(":"))
        key = key.lower()
        person = under and re.fullmatch(_PERSON, value)  # a child's label is "Kind", which is also a field
        if line[:1].strip() and key in known and not person:
            under = key in ("sprekers", "speakers") and not value
            found.append(line)
        else:
            found.append(f"  {line}" if under and line[:1].strip() else line)
    return found


def is_head_line(line: str) -> bool:
    """True for ``soort: ...`` and the like, and for ``Marga: schoolleider-1`` as it stands under ``sprekers:``."""
    key, colon, value = (part.strip() for part in line.partition(":"))
    return bool(colon) and (key.lower() in {*_ALIASES, *Head.model_fields} or re.fullmatch(_PERSON, value) is not None)


def head_beside(path: Path) -> Head | None:
    """The head in the .yaml beside a transcript (``gesprek.vtt`` -> ``gesprek.yaml``), if there is one."""
    beside = path.with_suffix(".yaml")
    if not beside.exists() or beside == path:
        return None
    value, lines = load_yaml(read_text(beside), path=beside)
    return _head(value, lines, beside)


def _head(value: Any, lines: Lines, path: Path) -> Head:
    if not isinstance(value, dict):
        return parse(Head, value if value is not None else {}, path=path)
    renamed = {_ALIASES.get(str(key).lower(), str(key)): item for key, item in value.items()}
    moved = {(_ALIASES.get(str(key[0]).lower(), key[0]), *key[1:]): line for key, line in lines.items()}
    return parse(Head, renamed, path=path, lines=moved)
