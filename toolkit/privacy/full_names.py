"""A first name and a family name together: what tells a name from the word that it also is."""

from __future__ import annotations

from functools import cache

from .lexicon import listed
from .runs import family_name
from .tokens import Words
from .wordclass import WordClass, surname_like, word_class

_JOINERS = frozenset(["van", "de", "der", "den", "ten", "ter", "te", "t", "het", "el", "al", "in", "op", "aan", "uit"])
_STRONG = frozenset(("der", "den", "ten", "ter", "t"))
_FAMILIES = ("surname", "ordinary surname", "unknown", "first")
_MOST = 3


@cache
def two_sided() -> frozenset[str]:
    """First names that are also the name of something that identifies nobody: the month of Mei, the state."""
    return (listed("first_names") | {"Rijk", "Prins", "Zeeman"}) & listed("no_names")


def before_family_name(words: Words, number: int) -> bool:
    """ "Mei Slagter", "Mei Ling", "Rijk van den Berg": a capital follows that is a name and nothing else."""
    after = number + 1
    if after >= len(words.words) or not words.adjacent(after):
        return False
    if words.words[after][0].isupper():
        return len(words.words[after]) > 1 and word_class(words.words[after]) in _FAMILIES
    return _particled(words, after) is not None


def full_name_opens(words: Words, number: int, kind: WordClass) -> bool:
    """ "Peer de Kok is een schat": a name at the head of a sentence that is a word too, by its family name."""
    word = words.words[number].lower()
    if len(word) < 2 or word in listed("generic") or word in listed("pronouns") or word in listed("particles"):
        return False
    found = _particled(words, number + 1)
    if found is None:
        return False
    chain, last = found
    if not _STRONG.isdisjoint(chain) and surname_like(last):
        return word not in listed("function") or kind == "ordinary first"
    if kind != "ordinary first":
        return False
    return surname_like(last) if word in listed("function") else family_name(chain, last)


def _particled(words: Words, number: int) -> tuple[tuple[str, ...], str] | None:
    """The small words of a family name that begins here, and its last word."""
    stop = number
    while (
        stop < len(words.words) and stop - number < _MOST and words.words[stop] in _JOINERS
        and words.gap(stop) in (" ", " '", " ’")
    ):  # fmt: skip
        stop += 1
    if stop == number or stop >= len(words.words) or words.gap(stop) != " " or not words.words[stop][0].isupper():
        return None
    chain = tuple(words.words[number:stop])
    last = words.words[stop]
    return (chain, last) if family_name(chain, last) else None
