"""What the machine found beyond the roster and nobody decided yet. Shows names: for the screen, never for a file."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..study import Study
from .found import KIND_LABELS, NAME_KINDS
from .survey import Sighting, Survey, survey

if TYPE_CHECKING:
    import pandas as pd

_CONTEXTS = 3
_REACH = 45


@dataclass(frozen=True, slots=True)
class Candidate:
    """One word or name to decide about."""

    words: str
    kind: str
    """What the machine takes it for: ``person``, ``school``, ``place``, ``organisation``."""
    count: int
    cases: tuple[str, ...]
    placeholders: tuple[str, ...]
    """By which it goes until it is decided, with their case: ``c01/persoon-1``."""
    contexts: tuple[str, ...]
    """At most three places, the candidate between « and », other names as placeholders."""


def undecided(seen: Survey) -> list[Candidate]:
    """Each candidate once, the most frequent first."""
    groups: dict[str, list[Sighting]] = defaultdict(list)
    for one in seen.sightings:
        if one.found.kind in NAME_KINDS and not one.found.id and one.found.how != "roster":
            groups[one.name.casefold()].append(one)
    found = [_candidate(group, seen) for group in groups.values()]
    return sorted(found, key=lambda one: (-one.count, one.words.casefold()))


def candidates(study: Study) -> pd.DataFrame:
    """A table of what is still to be decided, with its places in the text. Holds names: don't write it to a file."""
    import pandas as pd

    rows = [
        (one.words, KIND_LABELS[one.kind], one.count, " ".join(one.cases), *[*one.contexts, "", "", ""][:_CONTEXTS])
        for one in undecided(survey(study))
    ]
    return pd.DataFrame(rows, columns=["woorden", "soort", "aantal", "cases", "plaats 1", "plaats 2", "plaats 3"])


def words_behind(study: Study, placeholder: str) -> str:
    """The words that a placeholder stands for (``persoon-3`` or ``c01/persoon-3``), as they were first said; or empty."""
    case, _, name = placeholder.strip("[]").rpartition("/")
    for one in survey(study).sightings:
        if one.placeholder == name and case in ("", one.transcript.case) and not one.found.id:
            return one.name
    return ""


def _candidate(group: list[Sighting], seen: Survey) -> Candidate:
    kinds = [one.found.kind for one in group]
    return Candidate(
        words=group[0].name,
        kind=max(sorted(set(kinds)), key=kinds.count),
        count=len(group),
        cases=tuple(sorted({one.transcript.case for one in group})),
        placeholders=tuple(sorted({f"{one.transcript.case}/{one.placeholder}" for one in group})),
        contexts=tuple(_context(one, seen) for one in group[:_CONTEXTS]),
    )


def _context(one: Sighting, seen: Survey) -> str:
    """The words around a candidate; other names in them stand as placeholders."""
    talk = one.transcript
    turn = talk.turns[talk.turn_at(one.found.start)]
    around = [
        other for other in seen.of(talk.id)
        if other.placeholder and turn.start <= other.found.start and other.found.end <= turn.end
    ]  # fmt: skip
    before = _shown(talk.text, turn.start, one.found.start, around)
    after = _shown(talk.text, one.found.end, turn.end, around)
    left = before if len(before) <= _REACH else "…" + before[-_REACH:].partition(" ")[2]
    right = after if len(after) <= _REACH else after[:_REACH].rpartition(" ")[0] + "…"
    return f"{left}«{one.words}»{right}"


def _shown(text: str, start: int, end: int, around: list[Sighting]) -> str:
    parts, place = [], start
    for other in around:
        if start <= other.found.start and other.found.end <= end:
            stop = other.found.end - len(other.found.suffix)
            parts += [text[place : other.found.start], f"[{other.placeholder}]"]
            place = stop
    parts.append(text[place:end])
    return "".join(parts)
