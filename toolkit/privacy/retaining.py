"""How long what is kept: what is due to be destroyed, and a log of what was."""

from __future__ import annotations

import calendar
import datetime as dt
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from pydantic import Field

from ..files import append_line, locked
from ..records import digest_of
from ..study import Strict, Study
from ..yamlfile import load_model


class Term(Strict):
    """One rule: which files, and how many months after the study's date they go."""

    what: str
    files: tuple[str, ...]
    months: int = Field(ge=0)
    why: str = ""


class Terms(Strict):
    """``interviews/privacy/retention.yaml``."""

    terms: tuple[Term, ...]


PROPOSED = Terms(terms=(
    Term(what="geluid en beeld", files=tuple(f"interviews/**/*.{kind}" for kind in ("mp3", "m4a", "wav", "mp4", "mov", "webm", "ogg")),
         months=0, why="zodra het transcript is nagekeken, is de opname niet meer nodig"),
    Term(what="de sleutel: wie is wie", files=("interviews/keys/*",), months=12,
         why="namen niet langer bewaren dan nodig is om akkoord te vragen en terug te melden"),
    Term(what="ruwe transcripten, met namen",
         files=tuple(f"interviews/cases/**/*.{kind}" for kind in ("docx", "odt", "txt", "md", "vtt", "srt")), months=24,
         why="om na te kunnen gaan hoe is gecodeerd; daarna blijven de transcripten met aanduidingen"),
    Term(what="antwoorden van geïnterviewden", files=("interviews/approvals/replies/*",), months=60,
         why="bewijs van toestemming zolang de teksten openbaar zijn"),
))  # fmt: skip
"""What we propose when a study has no terms of its own. A bureau or university has its own rules: those go first."""


@dataclass(frozen=True, slots=True)
class Due:
    """A file with the day from which it may not be kept any longer."""

    path: Path
    what: str
    due: dt.date
    why: str


def terms_path(study: Study) -> Path:
    """``interviews/privacy/retention.yaml``."""
    return study.interviews / "privacy" / "retention.yaml"


def load_terms(study: Study) -> Terms:
    """The study's terms, or the proposed ones. Raises InputError."""
    path = terms_path(study)
    return load_model(Terms, path) if path.exists() else PROPOSED


def retention(study: Study) -> list[Due]:
    """Every file under a term, with its last day, the first due first."""
    found: dict[Path, Due] = {}
    for term in load_terms(study).terms:
        day = months_after(study.settings.date, term.months)
        for pattern in term.files:
            for path in sorted(study.root.glob(pattern)):
                if (
                    path.is_file()
                    and path.suffix != ".lock"
                    and not path.name.startswith(".")
                    and (path not in found or day < found[path].due)
                ):
                    found[path] = Due(path, term.what, day, term.why)
    return sorted(found.values(), key=lambda one: (one.due, str(one.path)))


def destroy(study: Study, due: Iterable[Due], *, by: str) -> list[Path]:
    """Destroy files, and log each before it goes: what, which bytes (digest), by whom and why."""
    log = study.interviews / "privacy" / "destroyed.jsonl"
    gone = []
    for one in due:
        row = {
            "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), "by": by, "file": study.shown(one.path),
            "digest": digest_of(one.path.read_bytes()), "what": one.what, "due": one.due.isoformat(),
        }  # fmt: skip
        with locked(log):
            append_line(log, json.dumps(row, ensure_ascii=False, sort_keys=True))
        one.path.unlink()
        gone.append(one.path)
    return gone


def months_after(day: dt.date, months: int) -> dt.date:
    """The same day some months later; the last of the month when there is no such day."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))
