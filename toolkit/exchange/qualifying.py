"""What REFI-QDA has no field for: polarity, certainty and time of a coding, the machine's confidence and evidence.

They travel as notes. The three qualifiers also stand on a line of the selection's description, for some programs keep
that and lose notes on codings.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from ..records import Coding
from ..review.labels import CERTAINTY_LABELS, POLARITY_LABELS, STATUS_LABELS, TIME_LABELS
from .guids import guid_of, number_in
from .project import Note

MARK = "[nota] "
_FIELDS: dict[str, Mapping[str, str]] = {
    "polarity": POLARITY_LABELS,
    "certainty": CERTAINTY_LABELS,
    "time": TIME_LABELS,
}
_DEFAULTS = {"polarity": "affirmed", "certainty": "real", "time": "now"}
_ORIGIN = "Herkomst van een codering"
_LINE = re.compile(rf"(?:^|\n+){re.escape(MARK)}(?P<words>[^\n]*)\s*$")


def qualifiers(coding: Coding) -> str:
    """What is not plain about a coding, in Dutch: ``ontkend, wens, vroeger``; empty when all is plain."""
    parts = [
        labels[getattr(coding, name)] for name, labels in _FIELDS.items() if getattr(coding, name) != _DEFAULTS[name]
    ]
    return ", ".join(parts)


def description_of(coding: Coding) -> str:
    """The memo, and under it the qualifiers."""
    said = qualifiers(coding)
    return "\n\n".join(part for part in (coding.memo, f"{MARK}{said}" if said else "") if part)


def qualifier_note(said: str, user: str, at: str) -> Note:
    """One note for all codings with these qualifiers."""
    return Note(guid_of("qualifiers", said), said, _note_text(said), user=user, at=at)


def _note_text(said: str) -> str:
    return f"Deze coderingen zijn: {said}. Zonder zo'n notitie is een codering bevestigd, een feit en nu."


def origin_note(coding: Coding, guid: str, user: str, at: str) -> Note | None:
    """What the machine had to do with a coding, and its number where the GUID cannot hold it; None when there is nothing."""
    lines = []
    if coding.status != "accepted":
        lines.append(f"Status: {STATUS_LABELS[coding.status]}")
    if coding.confidence is not None:
        lines.append(f"Kans: {coding.confidence!r}")
    lines += [f"Aanwijzing: {_escaped(one)}" for one in coding.evidence]
    if number_in(f"coding {coding.source}", guid) != coding.id:
        lines.append(f"Nummer: {_escaped(coding.id)}")
    return Note(guid_of("origin", guid), _ORIGIN, "\n".join(lines), user=user, at=at) if lines else None


def read_qualifiers(description: str, notes: Iterable[Note]) -> tuple[str, dict[str, Any]]:
    """The memo and the fields of a coding that its description and notes tell; other notes are added to the memo."""
    fields: dict[str, Any] = {}
    memos = []
    for note in notes:
        if note.text == _note_text(note.name):
            fields |= _qualified(note.name)
        elif note.name == _ORIGIN:
            fields |= _origin(note.text)
        elif note.text.strip() or note.name.strip():
            memos.append(note.text.strip() or note.name.strip())
    match = _LINE.search(description)
    if match:
        description = description[: match.start()]
        fields = {name: value for name, value in fields.items() if name not in _FIELDS} | _qualified(match["words"])
    return "\n\n".join(part for part in (description, *memos) if part), fields


def is_qualifier(note: Note) -> bool:
    """Whether a note is one of ours on codings."""
    return note.name == _ORIGIN or note.text == _note_text(note.name)


def _qualified(words: str) -> dict[str, str]:
    values = {label: (name, value) for name, labels in _FIELDS.items() for value, label in labels.items()}
    return dict(values[part.strip()] for part in words.split(",") if part.strip() in values)


def _origin(text: str) -> dict[str, Any]:
    found: dict[str, Any] = {}
    evidence = []
    for line in text.splitlines():
        key, _, value = line.partition(": ")
        if key == "Kans":
            found["confidence"] = _number(value)
        elif key == "Aanwijzing":
            evidence.append(_plain(value))
        elif key == "Nummer":
            found["id"] = _plain(value)
        elif key == "Status":
            found["status"] = next((name for name, label in STATUS_LABELS.items() if label == value), "accepted")
    if evidence:
        found["evidence"] = tuple(evidence)
    return found


def _number(text: str) -> float | None:
    try:
        value = float(text)
    except ValueError:
        return None
    return value if 0.0 <= value <= 1.0 else None


def _escaped(text: str) -> str:
    """A text on one line; as JSON when it holds more than that."""
    return (
        text if text and text == text.strip() and text.isprintable() and not text.startswith('"') else json.dumps(text)
    )


def _plain(text: str) -> str:
    if not text.startswith('"'):
        return text
    try:
        return str(json.loads(text))
    except ValueError:
        return text
