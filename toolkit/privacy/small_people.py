"""Schools that are called after somebody, in turns without capitals: "de titus brandsma", "op sint jozef", "prins maurits"."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from .lexicon import dutch_words, listed
from .small_lists import ALWAYS_NAMED, ENDS, FEASTS, OF_SCHOOL, SAINTS, SMALL_QUALITIES, WHERE_ONE_IS
from .small_words import ARTICLES
from .tokens import WORD, Words

_SHORTEST, _NEAR = 4, 10
BEGINS_A_NAME = SMALL_QUALITIES | SAINTS | {name.split()[0] for name in listed("honoured")}
"""Words of ordinary talk with which the name of a school begins: "de kleine beer", "prins maurits"."""


def after_somebody(words: Words, number: int) -> int | None:
    """ "de titus brandsma", "bij willem van oranje", "op de willibrord": the number after the last word; None when none begins here."""
    word = words.words[number]
    if word not in _honoured() and word not in SAINTS:
        return None
    if word in SAINTS and (stop := _saint(words, number)):
        return stop
    for parts in _honoured().get(word, ()):
        stop = number + len(parts)
        if tuple(words.words[number:stop]) != parts or not all(words.adjacent(n) for n in range(number + 1, stop)):
            continue
        before = words.words[number - 1] if number and words.adjacent(number) else ""
        at = words.words[number - 2] if before in ARTICLES and number > 1 else ""
        if len(parts) > 1 or at in WHERE_ONE_IS or before in ALWAYS_NAMED:
            while stop < len(words.words) and words.adjacent(stop) and words.words[stop] in ENDS:
                stop += 1
            return stop
    return None


def _saint(words: Words, number: int) -> int | None:
    """ "sint jozef", "de sint maarten"; with "sint maarten" alone the feast is meant."""
    after = number + 1
    if after >= len(words.words) or not words.adjacent(after):
        return None
    name = words.words[after]
    before = words.words[number - 1] if number else ""
    known = (name,) in _honoured().get(name, ()) or name.capitalize() in listed("first_names")
    if name in FEASTS and before not in ARTICLES and not schoolish(words, number):
        return None
    return after + 1 if known or (len(name) >= _SHORTEST and name not in dutch_words()) else None


@cache
def _honoured() -> dict[str, list[tuple[str, ...]]]:
    """Names of people after whom schools are called, by their first word, the longest first."""
    names: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for name in sorted(listed("honoured"), key=lambda name: (-len(name), name)):
        parts = tuple(WORD.findall(name))
        names[parts[0]].append(parts)
    return names


def schoolish(words: Words, number: int) -> bool:
    """Whether the talk around is of a school."""
    near = words.words[max(0, number - _NEAR) : number - 1] + words.words[number + 1 : number + _NEAR]
    return not OF_SCHOOL.isdisjoint(near)
