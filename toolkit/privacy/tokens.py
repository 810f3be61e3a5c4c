"""Words of a text with their places, and what the gap before each says."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from .lexicon import listed

WORD = re.compile(r"[^\W\d_]+(?:['’\-](?=[^\W\d_])[^\W\d_]+)*")
_ENDS = re.compile(r"[.!?…:\n\"“”„«»]|--|–|—")
_SHORT_LINE = 8
_CLOSED = ("", *".!?…:\n")
_CLITICS = frozenset("tsknmr")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "`": "'"})


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, column by column: a list of objects per word would cost most of the time."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    lowers: list[str]
    """The words in lower case."""
    capitals: list[int]
    """Numbers of the words that begin with a capital."""
    small: frozenset[int]
    """Numbers of the words in turns without any capital: speech software wrote those."""

    def gap(self, number: int) -> str:
        """What stands between the word before and this one."""
        return self.text[self.ends[number - 1] if number else 0 : self.starts[number]]

    def opens(self, number: int) -> bool:
        """True when the word begins a sentence, a quotation or a turn: a capital means nothing there."""
        if number == 0:
            return True
        gap = self.gap(number)
        if gap == " ":  # "'t Komt": the small word before cannot have the capital
            before = self.words[number - 1]
            return (
                before in _CLITICS
                and self.text[self.starts[number - 1] - 1 : self.starts[number - 1]] in "'’"
                and self.opens(number - 1)
            )
        if gap[0] in ")]":  # "(lacht) Dan": what stood before the remark decides
            opening = self.text.rfind("(" if gap[0] == ")" else "[", 0, self.starts[number])
            return self.text[:opening].rstrip(" ")[-1:] in _CLOSED or bool(_ENDS.search(gap))
        if not _ENDS.search(gap):
            return False
        before = self.words[number - 1]
        if gap.startswith(".") and "\n" not in gap and (len(before) == 1 or before.lower() in listed("abbreviations")):
            return gap.strip() != "."  # "J. de Vries", "mevr. Jansen": the point ends no sentence
        return True

    def adjacent(self, number: int) -> bool:
        """True when only blanks stand between the word before and this one."""
        if number == 0:
            return False
        gap = self.text[self.ends[number - 1] : self.starts[number]]
        return gap == " " or (gap.isspace() and "\n" not in gap)


def words_of(text: str) -> Words:
    """Cut a text into words: letters, with inner hyphens and apostrophes."""
    spans = [match.span() for match in WORD.finditer(text)]
    words = [text[start:end] for start, end in spans]
    starts = [start for start, _ in spans]
    capitals = [number for number, word in enumerate(words) if word[0].isupper()]
    return Words(
        text, words, starts, [end for _, end in spans], [word.lower() for word in words], capitals,
        frozenset(_without_capitals(text, starts, len(capitals))),
    )  # fmt: skip


def lacks_capitals(words: Words) -> bool:
    """True when hardly anything in the text has a capital: names can't be seen by their shape."""
    return len(words.words) >= 20 and len(words.capitals) * 200 < len(words.words)


def _without_capitals(text: str, starts: list[int], capitals: int) -> Iterator[int]:
    """Numbers of words in turns of eight words or more without a capital; of all words when hardly any has one."""
    if len(starts) >= 20 and capitals * 200 < len(starts):
        yield from range(len(starts))
        return
    place = 0
    for line in text.split("\n"):
        if line == line.lower() and line.count(" ") >= _SHORT_LINE - 1:
            yield from range(bisect_left(starts, place), bisect_left(starts, place + len(line)))
        place += len(line) + 1


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without case and accents: what two spellings of one name have in common."""
    lowered = word.casefold().translate(_LETTERS)
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
