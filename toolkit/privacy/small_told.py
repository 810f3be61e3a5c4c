"""Schools and boards in turns without capitals, by what is told of them: "de kreek was dat de school waar"."""

from __future__ import annotations

from .found import FoundKind
from .lexicon import listed
from .numbers import VALUES
from .small_lists import BODIES, ENDS, KINDS
from .small_words import ARTICLES, common, unknown
from .tokens import Words

_OURS = frozenset(
    ("ons", "onze", "het", "de", "mijn", "hun", "een", "jullie", "dat", "die", "haar", "zijn", "m'n", "z'n", "dezelfde")
)
_HEADS = (KINDS | BODIES | {"basisschool", "schooltje", "scholengroep"}) - {
    "locatie",
    "vestiging",
    "so",
    "pro",
    "campus",
}
_TELLING = (
    ("dat", "is"),
    ("dat", "was"),
    ("was", "dat"),
    ("is", "dat"),
    ("die", "is"),
    ("was",),
    ("is",),
    ("zo", "heet"),
    ("zo", "heette"),
)
_HAS = frozenset(("heeft", "had", "telt", "telde", "bestaat", "hebben", "bestuurt"))
_MANY = frozenset(("scholen", "basisscholen", "locaties", "schooltjes"))
_ARABIC = frozenset(("al", "el", "an", "as", "ar", "at", "ash", "es", "ibn", "abou", "aboe", "abu"))
_AT = frozenset(
    (
        "op",
        "van",
        "naar",
        "bij",
        "vanuit",
        "via",
        "onder",
        "stichting",
        "basisschool",
        "door",
        "namens",
        "is",
        "zijn",
        "heet",
        "met",
    )
)
_EDUCATION = frozenset(("onderwijs", "scholen", "scholengroep", "onderwijsgroep", "kindcentra"))
_LONGEST = 3


def told_school(words: Words, number: int) -> tuple[int, FoundKind] | None:
    """The number after the last word of a school or board that begins here, by what is told of it; None when none does."""
    word = words.words[number]
    if len(word) < 2 or number + 1 >= len(words.words) or (word in listed("very_common") and word not in _ARABIC):
        return None
    before = words.words[number - 1] if number and words.gap(number) in (" ", " '", " ’") else ""
    if word in _ARABIC and before in _AT and words.adjacent(number + 1) and unknown(words.words[number + 1]):
        return number + 2, "school"
    if len(word) < 3 or _hard(word):
        return None
    if before in _AT and words.words[number + 1] in _EDUCATION and words.adjacent(number + 1):
        plain = word in listed("common") or word.endswith(("e", "end"))
        return None if plain else (_to_the_sea(words, number + 2), "organisation")
    if stop := _has_schools(words, number):
        return stop, "organisation"
    if before in ARTICLES and (stop := _told_what(words, number)):
        return stop, "school"
    return None


def next_in_list(words: Words, end: int) -> tuple[int, int] | None:
    """ "(de linde) en de kreek", "(de linde), 't zand": the next school of an enumeration, from its first word to after its last."""
    start = end + (words.words[end : end + 1] in (["en"], ["of"]))
    if start == end and words.text[words.ends[end - 1] : words.ends[end - 1] + 1] != ",":
        return None
    article, name = words.words[start : start + 1], start + 1
    if not article or article[0] not in ARTICLES or name >= len(words.words) or name not in words.small:
        return None
    word = words.words[name]
    school = word in listed("schools") or word in listed("ordinary_schools") or word not in listed("common")
    if not school or _hard(word) or word.endswith(("en", "s")) or not words.adjacent(name):
        return None
    return name, name + 1


def _told_what(words: Words, number: int) -> int | None:
    """ "de waarden west dat is ons bestuur", "de kreek was dat de school waar": after an article."""
    stop = number + 1
    while stop < len(words.words) and stop - number <= _LONGEST and words.adjacent(stop):
        for telling in _TELLING:
            told = stop + len(telling)
            if tuple(words.words[stop:told]) == telling and _a_body(words, told, sure=len(telling) > 1):
                return stop
        if _hard(words.words[stop]) and words.words[stop] not in ENDS:
            return None
        stop += 1
    return None


def _a_body(words: Words, number: int, *, sure: bool) -> bool:
    """Whether "ons bestuur", "de school waar", "een kleine school" stands here."""
    after = words.words[number : number + 3]
    if len(after) < 2 or after[0] not in _OURS:
        return False
    if after[0] in ("een", "de", "het", "dat", "die") and not sure:
        return False
    return after[1] in _HEADS or (len(after) > 2 and after[2] in _HEADS and after[1].endswith("e"))


def _has_schools(words: Words, number: int) -> int | None:
    """ "polderrijk heeft drieëntwintig scholen"."""
    after = words.words[number + 1 : number + 5]
    if not after or after[0] not in _HAS or not words.adjacent(number + 1) or words.words[number] in listed("common"):
        return None
    for place, word in enumerate(after[1:], 1):
        if word in _MANY:
            return number + 1 if after[place - 1] in VALUES or after[place - 1].isdigit() else None
    return None


def _to_the_sea(words: Words, stop: int) -> int:
    """Take along "aan zee" of "duinwaarts onderwijs aan zee"."""
    link = words.words[stop : stop + 2]
    named = len(link) == 2 and link[0] in ("aan", "op") and not common(link[1]) and words.adjacent(stop + 1)
    return stop + 2 if named and link[1] not in listed("very_common") - {"zee"} and len(link[1]) > 2 else stop


def _hard(word: str) -> bool:
    """A word with which no name begins or goes on."""
    return word in listed("very_common") or word in listed("function") or word in VALUES or common(word)
