"""Measure the finder on marked utterances: recall per kind, false masks per 1,000 words, words per second."""

from __future__ import annotations

import json
import time
from collections import Counter, defaultdict
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..yamlfile import read_text
from .finding import find_all
from .found import Found
from .roster import Entry, Roster
from .tokens import words_of

_WARM_UP = (
    "Op 3 mei 2021 kwam Iemand van der Anders, 06 12 34 56 78, bij mevrouw De Vries uit Ter Apel. Zij is 34 jaar oud.",
    "toen kwam iemand van de school uit emmen en die zei tegen mevrouw jansen dat het goed ging",
)
"""Loads the lists and patterns, so that the time measured is that of finding."""
_PASSES = 7
"""The fastest counts, as the documentation of timeit advises: others were disturbed by other work."""
KINDS = ("person", "school", "place", "organisation", "contact", "date", "age")


@dataclass(frozen=True, slots=True)
class Utterance:
    """One marked line: its text, the names known beforehand, and the stretches that identify somebody."""

    id: str
    text: str
    roster: tuple[str, ...]
    spans: tuple[tuple[int, int, str], ...]


def read_utterances(path: Path) -> list[Utterance]:
    """Read lines as in ``names.jsonl``: ``id``, ``text``, ``roster``, ``spans`` ([start, end, kind]). Raises InputError."""
    rows = []
    for number, line in enumerate(read_text(path).splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            spans = tuple((int(start), int(end), str(kind)) for start, end, kind in row.get("spans", []))
            rows.append(Utterance(str(row.get("id", number)), row["text"], tuple(row.get("roster", [])), spans))
        except (ValueError, TypeError, KeyError, AttributeError) as error:
            fix = 'verwacht: {"id": ..., "text": ..., "roster": [...], "spans": [[begin, eind, soort], ...]}'
            raise InputError("deze regel is niet te lezen.", path=path, line=number, fix=fix) from error
    if not rows:
        raise InputError("hier staan geen uitingen in.", path=path)
    return rows


def measure(utterances: list[Utterance]) -> dict[str, Any]:
    """Recall per kind (every word of a stretch masked), false masks per 1,000 words, words per second of processor time, misses.

    Utterances of one conversation (the id up to its last hyphen) and one roster are looked at together.
    """
    groups: dict[tuple[str, tuple[str, ...]], list[Utterance]] = defaultdict(list)
    for one in utterances:
        groups[one.id.rpartition("-")[0], one.roster].append(one)
    find_all(_WARM_UP, Roster((Entry("x-1", "person", ("Iemand Anders",)),)))
    seconds = []
    for _ in range(_PASSES):
        started = time.process_time()
        found = _found(groups)
        seconds.append(time.process_time() - started)
    return _scores(utterances, found, min(seconds))


def _found(groups: dict[tuple[str, tuple[str, ...]], list[Utterance]]) -> dict[int, list[Found]]:
    """What is found in each utterance, by the identity of the utterance."""
    found: dict[int, list[Found]] = {}
    for (_, names), group in groups.items():
        roster = Roster(tuple(Entry(f"bekend-{n}", "person", (name,)) for n, name in enumerate(names, 1)))
        result = find_all(["\n".join(one.text for one in group)], roster)[0]
        place, number = 0, 0
        for one in group:
            end = place + len(one.text)
            inside = []
            while number < len(result) and result[number].start < end:
                if result[number].kind in KINDS:
                    inside.append(result[number])
                number += 1
            found[id(one)] = [replace(f, start=f.start - place, end=f.end - place) for f in inside]
            place = end + 1
    return found


def _scores(utterances: list[Utterance], found: dict[int, list[Found]], seconds: float) -> dict[str, Any]:
    total: Counter[str] = Counter()
    hit: Counter[str] = Counter()
    missed, false, words = [], [], 0
    for one in utterances:
        words += len(one.text.split())
        for start, end, kind in one.spans:
            total[kind] += 1
            if _covered(one.text, start, end, found[id(one)]):
                hit[kind] += 1
            else:
                missed.append({"id": one.id, "kind": kind, "start": start, "end": end})
        for f in found[id(one)]:
            if all(f.end <= start or end <= f.start for start, end, _ in one.spans):
                false.append({"id": one.id, "kind": f.kind, "start": f.start, "end": f.end})
    return {
        "recall": {kind: round(hit[kind] / total[kind], 4) for kind in KINDS if total[kind]},
        "marked": {kind: total[kind] for kind in KINDS if total[kind]},
        "false_masks_per_1000_words": round(1000 * len(false) / words, 2) if words else 0.0,
        "words": words,
        "words_per_second": round(words / seconds) if seconds else 0,
        "missed": missed,
        "false": false,
    }


def _covered(text: str, start: int, end: int, found: list[Found]) -> bool:
    """True when every word of the stretch lies in something found."""
    words = words_of(text[start:end])
    spans = [(start + a, start + b) for a, b in zip(words.starts, words.ends)] or [(start, end)]
    return all(any(f.start <= a and b <= f.end for f in found) for a, b in spans)
