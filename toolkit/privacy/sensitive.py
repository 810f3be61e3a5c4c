"""Diagnoses and other traits by which somebody is known without a name."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from .found import Found
from .lexicon import listed
from .tokens import Words


def diagnoses(words: Words) -> Iterator[Found]:
    """Illnesses, disorders and limitations by their medical name: health data in the sense of the AVG, article 9."""
    yield from _listed(words, "diagnoses", "diagnosis", "een beperking")


def diagnosis_pattern() -> tuple[re.Pattern[str], frozenset[str]]:
    """The pattern of all diagnoses, and the words that they begin with."""
    return _pattern("diagnoses")


def rarities(words: Words) -> Iterator[Found]:
    """A rare job, an office that one person holds, a public event: marked, so that a person can make it more general."""
    yield from _listed(words, "rare_jobs", "rarity", "een algemener woord voor dit werk")
    yield from _listed(words, "events", "rarity", "een algemener woord voor deze gebeurtenis")


def _listed(words: Words, name: str, kind: str, label: str) -> Iterator[Found]:
    pattern, firsts = _pattern(name)
    if firsts.isdisjoint(words.lowers):
        return
    for match in pattern.finditer(words.text):
        yield Found(match.start(), match.end(), kind, "list", label=label)  # type: ignore[arg-type]


@cache
def _pattern(name: str) -> tuple[re.Pattern[str], frozenset[str]]:
    terms = sorted(listed(name), key=lambda term: (-len(term), term))
    joined = "|".join(re.escape(term).replace(r"\ ", r"\s+") for term in terms)
    firsts = frozenset(re.match(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", term)[0].lower() for term in terms)  # type: ignore[index]
    return re.compile(rf"(?<![\w-])(?:{joined})(?![\w-])", re.IGNORECASE), firsts
