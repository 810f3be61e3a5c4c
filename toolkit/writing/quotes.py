"""Quotes: whose words they are, where they were said, and whether they stand there word for word.

Verbatim means: the same words in the same order in one turn of the speaker. Case, punctuation and white space may differ;
``(...)`` marks words left out; a word between square brackets (``[medewerker-1]``) stands for what was said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from ..records import Document, Transcript, role_of
from .prose import shown

_WORD = re.compile(r"\[[^\]]*\]|[^\W_]+(?:['’-][^\W_]+)*")
_GAP = re.compile(r"\(\s*(?:\.{2,}|…)\s*\)|\[\s*(?:\.{2,}|…)\s*\]")


@dataclass(frozen=True, slots=True)
class Quote:
    """A quote block of a case text, and where it was found in the transcripts."""

    case: str
    block: str
    text: str
    by: str
    """``case/person``."""
    about: tuple[str, ...]
    transcript: str = ""
    start: int = -1
    end: int = -1
    """Place in the transcript's text; -1 when it is not there word for word."""

    @property
    def key(self) -> str:
        """``c01/woord-citaat-1``."""
        return f"{self.case}/{self.block}"

    @property
    def role(self) -> str:
        return role_of(self.by.rpartition("/")[2])

    @property
    def verbatim(self) -> bool:
        return self.start >= 0


def quotes_of(document: Document, transcripts: Mapping[str, Transcript]) -> list[Quote]:
    """The quotes of a case text, each with its place: looked for in the turns it names, else in all turns of the speaker."""
    found = []
    for block in document.blocks:
        if block.kind == "quote":
            case = document.case or document.id
            place = find_quote(block.text, block.sources, block.by.rpartition("/")[2], case, transcripts)
            found.append(Quote(case, block.id, block.text, block.by, block.about, *(place or ("", -1, -1))))
    return found


def find_quote(
    text: str, sources: Iterable[str], speaker: str, case: str, transcripts: Mapping[str, Transcript]
) -> tuple[str, int, int] | None:
    """Where a quote was said: (transcript, start, end); None when these words stand nowhere."""
    pieces = [_words(piece) for piece in _GAP.split(shown(text)) if _words(piece)]
    if not pieces:
        return None
    named = [place for place in (turn_of(source, transcripts) for source in sources) if place]
    for transcript, number in named:
        if place := _in_turn(pieces, transcript, number):
            return place
    for transcript in transcripts.values():
        if transcript.case == case:
            for number, turn in enumerate(transcript.turns):
                if turn.speaker == speaker and (place := _in_turn(pieces, transcript, number)):
                    return place
    return None


def turn_of(source: str, transcripts: Mapping[str, Transcript]) -> tuple[Transcript, int] | None:
    """The transcript and turn (from 0) of ``conversation#n``; None when there is no such turn."""
    name, _, number = source.partition("#")
    transcript = transcripts.get(name)
    if transcript is None or not number.isdecimal() or not 1 <= int(number) <= len(transcript.turns):
        return None
    return transcript, int(number) - 1


def _words(text: str) -> list[str]:
    return [_plain(match[0]) for match in _WORD.finditer(text)]


def _plain(word: str) -> str:
    return word.lower().replace("’", "'")


def _in_turn(pieces: list[list[str]], transcript: Transcript, number: int) -> tuple[str, int, int] | None:
    turn = transcript.turns[number]
    said = list(_WORD.finditer(transcript.text, turn.start, turn.end))
    words = [_plain(match[0]) for match in said]
    first = last = -1
    position = 0
    for piece in pieces:
        begin = _first(words, piece, position)
        if begin < 0:
            return None
        first = begin if first < 0 else first
        last = begin + len(piece) - 1
        position = last + 1
    return transcript.id, said[first].start(), said[last].end()


def _first(words: list[str], piece: list[str], position: int) -> int:
    """Where a row of words begins in a longer one, from a position on; -1 when it is not in it."""
    size = len(piece)
    return next((n for n in range(position, len(words) - size + 1) if words[n : n + size] == piece), -1)
