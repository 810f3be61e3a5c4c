"""Pseudonymised transcripts on disk: ``outputs/transcripts/<conversation>.json``, written by privacy, read by all after it.

The form is that of :func:`toolkit.records.as_json`, with the digest of the text beside it.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, cast, get_args

from .errors import InputError
from .files import read_json, write_json
from .records import Kind, Transcript, Turn, as_json
from .study import Study

_AGAIN = "maak het bestand opnieuw met 'nota pseudonymise --force'."


def save_transcript(path: Path, transcript: Transcript) -> None:
    """Write a transcript as JSON, whole or not at all."""
    write_json(path, as_json(transcript) | {"digest": transcript.digest})


def load_transcript(path: Path) -> Transcript:
    """Read what :func:`save_transcript` wrote. Raises InputError when the form or the digest is not right."""
    value = read_json(path)
    try:
        transcript = _transcript(value)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise InputError("dit is geen transcript zoals nota het bewaart.", path=path, fix=_AGAIN) from error
    if value.get("digest") != transcript.digest:
        raise InputError("de tekst is buiten nota om veranderd.", path=path, fix=_AGAIN)
    return transcript


def load_transcripts(study: Study) -> list[Transcript]:
    """All pseudonymised transcripts of a study, by id. Raises InputError."""
    return [load_transcript(path) for path in sorted((study.outputs / "transcripts").glob("*.json"))]


def _transcript(value: dict[str, Any]) -> Transcript:
    kind = value["kind"]
    if kind not in get_args(Kind):
        raise ValueError(kind)
    text = value.get("text", "")
    turns = tuple(_turn(turn, len(text)) for turn in value.get("turns", []))
    if any(turn.end > after.start for turn, after in zip(turns, turns[1:])):
        raise ValueError("turns")
    day = date.fromisoformat(value["date"]) if value.get("date") else None
    return Transcript(value["id"], value.get("case", ""), cast(Kind, kind), day, text, turns)


def _turn(value: dict[str, Any], length: int) -> Turn:
    start, end = int(value["start"]), int(value["end"])
    if not 0 <= start <= end <= length:
        raise ValueError("turn")
    return Turn(value.get("speaker", ""), start, end, value.get("time"))
