"""Diagnoses and other traits by which somebody is known without a name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cache

from .found import Found, FoundKind
from .lexicon import listed
from .tokens import WORD, Words


def diagnoses(words: Words) -> Iterator[Found]:
    """Illnesses, disorders and limitations by their medical name: health data in the sense of the AVG, article 9."""
    yield from _listed(words, "diagnoses", "diagnosis", "een beperking")


def begins_diagnosis(words: Iterable[str]) -> bool:
    """True when one of these words can begin a diagnosis: without one there is none to look for."""
    first = _by_first("diagnoses")
    return any(word.lower() in first for word in words)


def rarities(words: Words) -> Iterator[Found]:
    """A rare job, an office that one person holds, a public event: marked, so that a person can make it more general."""
    yield from _listed(words, "rare_jobs", "rarity", "een algemener woord voor dit werk")
    yield from _listed(words, "events", "rarity", "een algemener woord voor deze gebeurtenis")


def _listed(words: Words, name: str, kind: FoundKind, label: str) -> Iterator[Found]:
    patterns = _by_first(name)
    if patterns.keys().isdisjoint(words.lowers):
        return
    for number, word in enumerate(words.lowers):
        if word in patterns:
            match = patterns[word].match(words.text, words.starts[number])
            if match:
                yield Found(match.start(), match.end(), kind, "list", label=label)


@cache
def _by_first(name: str) -> dict[str, re.Pattern[str]]:
    """The terms of a list as one pattern per first word."""
    groups: dict[str, list[str]] = defaultdict(list)
    for term in sorted(listed(name), key=lambda term: (-len(term), term)):
        groups[WORD.findall(term)[0].lower()].append(re.escape(term).replace(r"\ ", r"\s+"))
    return {first: re.compile(rf"(?:{'|'.join(terms)})(?![\w-])", re.IGNORECASE) for first, terms in groups.items()}
