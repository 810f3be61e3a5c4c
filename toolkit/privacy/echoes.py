"""A name that was found somewhere is known elsewhere in the case: in small letters, as a whole, or where little tells it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from .found import NAME_KINDS, Found, FoundKind
from .lexicon import dutch_words, is_word, listed
from .small_persons import known_again
from .tokens import WORD, Words, fold

Heard = dict[str, list[tuple[tuple[str, ...], FoundKind]]]
"""The first word of a name, folded -> the names that begin with it, the longest first."""
_AT = frozenset(("op", "van", "bij", "naar", "vanuit", "voor", "met", "tot"))
_ARTICLES = frozenset(("de", "het", "t", "e"))
_SHORTEST, _LONG = 3, 6
_BEFORE = [["de"], ["het"], ["t"], ["op"], ["obs"], ["cbs"], ["rkbs"], ["kbs"]]
_PEOPLE = ("kinderen", "ouders", "leerlingen", "school", "team", "juf", "mensen", "gebouw", "kind")
_DOMAIN = re.compile(
    r"(?:@|www\.|https?://(?:www\.)?|\b)(?P<name>[A-Za-z][\w-]*)\.(?:nl|com|org|eu|net|school|example)\b"
)


def heard_names(cut: Sequence[Words], rows: Sequence[Iterable[Found]]) -> Heard:
    """The names found by their capitals: of several words, and of one when some text has turns without capitals."""
    small = any(words.small for words in cut)
    names: dict[tuple[str, ...], FoundKind] = {}
    for words, row in zip(cut, rows):
        for one in row:
            if one.kind in NAME_KINDS and one.end - one.start > 1:
                told = words.text[one.start : one.end - len(one.suffix)]
                if told != told.lower() or one.kind == "school":
                    _add(names, told, one.kind, small=small)
        for label in _of_addresses(words.text):
            names.setdefault((label,), "school")
    heard: Heard = defaultdict(list)
    for parts, kind in sorted(names.items(), key=lambda item: (-len(item[0]), item[0])):
        heard[parts[0]].append((parts, kind))
    return heard


def _add(names: dict[tuple[str, ...], FoundKind], told: str, kind: FoundKind, *, small: bool) -> None:
    words = WORD.findall(told)
    parts = [fold(word) for word in words]
    while parts and (parts[0] in _ARTICLES or parts[0] in listed("school_words")):
        parts.pop(0)
        words.pop(0)
    joined = len(parts) > 1 and any(word == "en" for word in words)
    alone = kind == "school" and len(parts) == 1 and _unmistakable(parts[0])
    if joined or alone or (parts and (small or kind == "person")):
        names.setdefault(tuple(parts), kind)
        for part, word in zip(parts, words):
            first = len(part) == _SHORTEST and word in listed("first_names")
            if kind == "person" and word[0].isupper() and small and (len(part) > _SHORTEST or first):
                names.setdefault((part,), kind)  # "Nourdin El Khattabi" is "nourdin" elsewhere


def _compounds(words: Words, heard: Heard) -> Iterator[Found]:
    """ "De zilverplaskinderen": a school's name with its people joined on."""
    for number, word in enumerate(words.lowers):
        if word.endswith(_PEOPLE):
            name = word[: -next(len(ending) for ending in _PEOPLE if word.endswith(ending))]
            if len(name) >= _LONG and ((name,), "school") in heard.get(name, ()):
                yield Found(words.starts[number], words.ends[number], "school", "list")


def _unmistakable(word: str) -> bool:
    """A word that is in no dictionary as such: "zilverplas"."""
    return len(word) >= _LONG and word not in dutch_words()


def _of_addresses(text: str) -> Iterator[str]:
    """What the addresses in a text are called after: "zilverplas" of www.zilverplas-meppel.nl."""
    if "@" in text or "www." in text or ".nl" in text:
        for match in _DOMAIN.finditer(text):
            yield from (part for part in match["name"].lower().split("-") if _unmistakable(part))


def echoes(words: Words, heard: Heard) -> Iterator[Found]:
    """Places where one of these names stands again: in a turn without capitals, or a name with "en" in its midst as a whole."""
    if not heard:
        return
    yield from _compounds(words, heard)
    folded = [fold(word) for word in words.words] if words.small else words.lowers
    last = 0
    for number in [n for n, word in enumerate(folded) if word in heard]:
        end, kind = _end(words, folded, number, heard) if number >= last else (0, "person")
        if end:
            last = end
            yield Found(words.starts[number], words.ends[end - 1], kind, "list")


def _end(words: Words, folded: list[str], number: int, heard: Heard) -> tuple[int, FoundKind]:
    """The number after the last word of a name that begins here, with its kind; 0 when none does."""
    for parts, kind in heard[folded[number]]:
        end = number + len(parts)
        if tuple(folded[number:end]) != parts or not all(words.adjacent(n) for n in range(number + 1, end)):
            continue
        nick = len(parts[0]) == 2 and words.words[number][0].isupper() and not words.opens(number)
        if len(parts) == 1 and kind == "school" and number not in words.small:
            if words.lowers[number - 1 : number] in _BEFORE and words.adjacent(number) and _unmistakable(parts[0]):
                return end, kind  # "de zilverplas", where its address was told or it had its capital
            continue
        if "en" in parts or nick or (number in words.small and _stands(words, number, parts, kind)):
            return end, kind
    return 0, "person"


def _stands(words: Words, number: int, parts: tuple[str, ...], kind: FoundKind) -> bool:
    """Whether small words are the name: no Dutch word among them, or an ordinary word where only a school fits."""
    if any(len(part) >= _SHORTEST and not is_word(part) and not is_word(words.words[number + place])
           for place, part in enumerate(parts)):  # fmt: skip
        return True
    if kind == "person" and len(parts) == 1 and words.words[number].capitalize() in listed("first_names"):
        return known_again(words, number)
    if kind not in ("school", "organisation") or number < 2:
        return False
    article = words.lowers[number - 1] in _ARTICLES and words.adjacent(number)
    return article and (words.lowers[number - 2] in _AT or parts[0] in listed("schools"))
