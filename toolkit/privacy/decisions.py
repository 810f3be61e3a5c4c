"""What people decided about candidates: an append-only journal that holds for the whole study and names nobody."""

from __future__ import annotations

import datetime as dt
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import UsageError
from ..files import append_line, locked, read_lines
from ..records import Transcript
from ..study import Study
from .found import FoundKind
from .raw import Place, first_place, place_from_json, read_raw, words_at

NO_NAME = "none"
KINDS: dict[str, str] = {
    "persoon": "person", "school": "school", "plaats": "place", "organisatie": "organisation", "geen": NO_NAME,
}  # fmt: skip
"""What people may decide, in Dutch, and what it is called inside."""
ENGLISH = frozenset(KINDS.values())


@dataclass(frozen=True, slots=True)
class Decision:
    """A candidate's words, recovered from the raw transcript, and what was decided about them."""

    words: str
    kind: FoundKind | str
    """A kind of name, or ``none``."""
    case: str = ""
    id: str = ""
    """The person or entity of that case whose name this is, when that was decided."""
    by: str = ""


def journal_path(study: Study) -> Path:
    """``interviews/privacy/decisions.jsonl``."""
    return study.interviews / "privacy" / "decisions.jsonl"


def load_decisions(study: Study, transcripts: Iterable[Transcript]) -> tuple[list[Decision], list[str]]:
    """The decisions in force (the last about the same words counts), and Dutch remarks about lines that no longer hold."""
    rows, remarks = read_lines(journal_path(study))
    by_id = {transcript.id: transcript for transcript in transcripts}
    found: dict[tuple[str, str], Decision] = {}
    for number, row in enumerate(rows, 1):
        try:
            place = place_from_json(row["place"])
            kind = str(row["kind"])
        except (KeyError, TypeError, ValueError):
            remarks.append(
                f"{journal_path(study)}, regel {number}: deze beslissing is niet te lezen en is overgeslagen."
            )
            continue
        words = words_at(place, by_id)
        if words is None:
            remarks.append(
                f"regel {number}: de plek van deze beslissing ({place.conversation}#{place.turn}) is veranderd."
            )
            continue
        decision = Decision(words, kind, str(row.get("case", "")), str(row.get("id", "")), str(row.get("by", "")))
        found[decision.words.casefold(), decision.case] = decision
    return list(found.values()), remarks


def decide(study: Study, text: str, kind: str, by: str = "") -> Decision:
    """Record what a word or name is, for the whole study: persoon, school, plaats, organisatie or geen (no name).

    ``kind`` may also be the id of somebody of a case (``c01/medewerker-1``): then this is one more of their names. The
    words must stand in a raw transcript; they may also be words that the machine did not find. Raises UsageError.
    """
    text = re.sub(r"\s+", " ", text).strip()
    case, who, plain = _meaning(study, kind)
    transcripts = [one for one in read_raw(study) if not case or one.case == case]
    place = first_place(text, transcripts)
    if place is None:
        fix = "schrijf het precies zoals het in het transcript staat, met dezelfde hoofdletters."
        raise UsageError("deze woorden staan in geen transcript.", fix=fix)
    decision = Decision(text, plain, case, who, by)
    _append(journal_path(study), place, decision)
    return decision


def _meaning(study: Study, kind: str) -> tuple[str, str, str]:
    """(case, id, kind) that a kind as typed stands for."""
    plain = KINDS.get(kind, kind)
    if plain in ENGLISH:
        return "", "", plain
    case_id, slash, who = kind.strip("[]").partition("/")
    if slash:
        case = study.case(case_id)
        if case.person(who):
            return case_id, who, "person"
        entity = next((one for one in case.entities if one.id == who), None)
        if entity:
            from .roster import ENTITY_KINDS

            return case_id, who, ENTITY_KINDS[entity.kind]
    known = ", ".join(KINDS)
    fix = f"kies uit {known}, of geef case/persoon, bijvoorbeeld c01/medewerker-1."
    raise UsageError(f"de soort '{kind}' kennen we niet.", fix=fix)


def _append(path: Path, place: Place, decision: Decision) -> None:
    row: dict[str, Any] = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"),
        "by": decision.by,
        "kind": decision.kind,
        "place": place.as_json(),
    }
    if decision.id:
        row |= {"case": decision.case, "id": decision.id}
    with locked(path):
        append_line(path, json.dumps(row, ensure_ascii=False, sort_keys=True))
