"""Heads of transcripts: what kind of conversation, when, and who speaks. In the file, or in a .yaml beside it."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from ..errors import InputError
from ..numbers import MONTHS
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
_MONTHS = {name[:3]: number for number, name in enumerate(MONTHS, 1)} | {"mrt": 3}
_DATE = re.compile(
    r"(?:[a-z]{2,9}\.?,?\s+)?(?P<day>\d{1,2})(?:[-/.\s]+)(?P<month>\d{1,2}|[a-z]{3,9}\.?)(?:[-/.\s]+)(?P<year>\d{4})"
    r"(?:\s*,?\s*(?:om\s+)?\d{1,2}[:.]\d{2}.*)?",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"^\s*(?:datum|gespreksdatum|(?:datum\s+(?:van\s+(?:het\s+)?)?)(?:interview|gesprek))\s*:\s*(.+)$", re.IGNORECASE
)
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

    @field_validator("date", mode="before")
    @classmethod
    def _date(cls, value: Any) -> Any:
        """Also as people write it: 12 maart 2024, dinsdag 12-3-2024."""
        return (dutch_date(value) or value) if isinstance(value, str) else value

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


def dutch_date(text: str) -> dt.date | None:
    """A date as Dutch people write it, the day of the week before it or not, or as ISO 8601; None when it is no date."""
    text = text.strip().rstrip(".")
    if re.fullmatch(r"\d{4}-\d\d-\d\d", text):
        text = "-".join(reversed(text.split("-")))
    found = _DATE.fullmatch(text)
    if found is None:
        return None
    day, month, year = found["day"], found["month"], found["year"]
    number = int(month) if month.isdigit() else _MONTHS.get(month.lower().rstrip(".")[:3], 0)
    try:
        return dt.date(int(year), number, int(day))
    except ValueError:
        return None


def said_date(lines: Iterable[str]) -> dt.date | None:
    """The date of the first line that says ``Datum: ...``, as under the title of a report."""
    found = (_SAID.match(line) for line in lines)
    return next((day for one in found if one and (day := dutch_date(one[1]))), None)


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
