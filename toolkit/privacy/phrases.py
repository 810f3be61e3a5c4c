"""Expressions of several words: those that hold a name and name nobody, and places of more than one word."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from .lexicon import is_word, listed
from .tokens import WORD, Words
from .widening import HEADS

_BySecond = dict[str, list[tuple[list[str], bool]]]
_ROYAL = ("prins", "prinses", "koning", "koningin")


def phrases_in(words: Words) -> tuple[set[int], dict[int, int]]:
    """Two things: the numbers of words in expressions that name nobody ("Jan en alleman", "Sociale Zaken"), and the
    places of several words ("Ter Apel"), from the number of their first word to that after the last."""
    shut: set[int] = set()
    places: dict[int, int] = {}
    index = _by_first()
    for number, word in enumerate(words.lowers):
        if word in index:
            for phrase, is_place in _options(index[word], words.lowers[number + 1 : number + 2]):
                end = number + len(phrase)
                if _same(words.lowers[number + 1 : end], phrase[1:]) and _together(words, number, end):
                    if not is_place and (name := _of_a_school(words, number, end)):
                        places[name[0]] = name[1]
                    elif not is_place:
                        shut.update(range(number, end))
                    elif words.words[end - 1][0].isupper() or (number in words.small and _surely_a_place(phrase)):
                        places[number] = end
                    break
    return shut, {start: end for start, end in places.items() if start not in shut}


def _of_a_school(words: Words, start: int, end: int) -> tuple[int, int] | None:
    """Where the name of a school begins and ends that is called after somebody: "stichting Anne Frank", "de Anne Frankschool"."""
    if end == start + 1 and start > 1 and words.adjacent(start) and words.words[start - 1] == "het":
        there = words.words[start][0].isupper() and words.lowers[start - 2] in ("op", "van", "bij", "naar")
        return (start, end) if there else None  # "op het Erasmus": an article that no person has
    if not words.words[start][0].isupper() or words.words[start].partition("-")[0] not in listed("first_names"):
        return None
    if end < len(words.words) and words.adjacent(end) and words.words[end] in HEADS:
        return start, end + 1
    before = start - 1
    while before > 0 and words.lowers[before] in _ROYAL and words.adjacent(before + 1):
        before -= 1
    if before < 1 or not words.adjacent(before + 1):
        return None
    school = words.lowers[before] in listed("school_words")
    school = school or (words.words[before] == "De" and not words.opens(before))
    return (before + 1, end) if school or words.lowers[before - 1 : before + 1] == ["op", "de"] else None


def _same(found: list[str], phrase: list[str]) -> bool:
    """Also with something joined to the last word: "Albert Heijn-tas"."""
    return found == phrase or (len(found) == len(phrase) > 0 and [*found[:-1], found[-1].partition("-")[0]] == phrase)


def _surely_a_place(phrase: list[str]) -> bool:
    """Whether small words are a place: "ter apel", "bergen op zoom", "den helder"; "de punt" is anything."""
    return phrase[0] in ("den", "ter", "ten", "sint", "nieuw") or any(
        len(word) > 2 and not is_word(word) for word in phrase
    )


def _together(words: Words, start: int, end: int) -> bool:
    return all(words.gap(number) in (" ", " '", "-", "  ") for number in range(start + 1, end))


def _options(by_second: _BySecond, second: list[str]) -> list[tuple[list[str], bool]]:
    """What may begin here, by the second word: few phrases that begin with "de" go on as this text does."""
    found = by_second.get(second[0]) if second else None
    if not found and second and "-" in second[0]:
        found = by_second.get(second[0].partition("-")[0])
    return [*(found or ()), *by_second.get("", ())]


@cache
def _by_first() -> dict[str, _BySecond]:
    """The phrases by their first word, and those by their second; the longest first."""
    index: dict[str, _BySecond] = defaultdict(lambda: defaultdict(list))
    for name in ("phrases", "places"):
        for phrase in listed(name):
            parts = [word.lower() for word in WORD.findall(phrase)]
            if len(parts) > 1 or name == "phrases":
                index[parts[0]][parts[1] if len(parts) > 1 else ""].append((parts, name == "places"))
    for by_second in index.values():
        for options in by_second.values():
            options.sort(key=lambda option: (-len(option[0]), option))
    return {first: dict(by_second) for first, by_second in index.items()}
