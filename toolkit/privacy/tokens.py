"""Words of a text with their places, and what the gap before each says."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache

WORD = re.compile(r"[^\W\d_]+(?:['’\-](?=[^\W\d_])[^\W\d_]+)*")
_ENDS = re.compile(r"[.!?…:\n\"“”„«»\]]|--|–|—")
_LETTERS = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ß": "ss", "æ": "ae", "œ": "oe", "’": "'", "`": "'"})
ABBREVIATIONS = frozenset(
    "dhr mevr mw mej mr drs dr ir ing prof ds fam st sint nr tel o.a bijv evt incl excl resp ca vd v.d jr sr".split()
)


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one text, column by column: a list of objects per word would cost most of the time."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]

    def gap(self, number: int) -> str:
        """What stands between the word before and this one."""
        return self.text[self.ends[number - 1] if number else 0 : self.starts[number]]

    def opens(self, number: int) -> bool:
        """True when the word begins a sentence, a quotation or a turn: a capital means nothing there."""
        if number == 0:
            return True
        gap = self.gap(number)
        if gap == " ":
            return False
        if not _ENDS.search(gap):
            return False
        before = self.words[number - 1]
        if gap.startswith(".") and "\n" not in gap and (len(before) == 1 or before.lower() in ABBREVIATIONS):
            return gap.strip() != "."  # "J. de Vries", "mevr. Jansen": the point ends no sentence
        return True

    def adjacent(self, number: int) -> bool:
        """True when only blanks stand between the word before and this one."""
        return number > 0 and self.gap(number).isspace() and "\n" not in self.gap(number)


def words_of(text: str) -> Words:
    """Cut a text into words: letters, with inner hyphens and apostrophes."""
    words: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for match in WORD.finditer(text):
        words.append(match.group())
        starts.append(match.start())
        ends.append(match.end())
    return Words(text, words, starts, ends)


@lru_cache(maxsize=200_000)
def fold(word: str) -> str:
    """A word without case and accents: what two spellings of one name have in common."""
    lowered = word.casefold().translate(_LETTERS)
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFKD", lowered) if not unicodedata.combining(c))
