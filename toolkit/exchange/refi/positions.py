"""Positions as other programs count them, and what they point at in the text.

The standard (REFI-QDA 1.5, §10.2) counts code points from 0. Programs also count UTF-16 units or UTF-8 bytes, count a line
break of two characters as one, or count the byte order mark.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from heapq import merge
from typing import Literal

Unit = Literal["code points", "utf-16", "bytes"]
Newline = Literal["written", "one", "two"]

MARK = "\ufeff"
_ASTRAL = re.compile("[\U00010000-\U0010ffff]")
_WIDE = re.compile("[^\x00-\x7f]")
_UNITS = {"code points": "tekens (code points)", "utf-16": "UTF-16-eenheden", "bytes": "UTF-8-bytes"}
_NEWLINES = {
    "written": "een regeleinde telt zoals het er staat", "one": "een regeleinde telt als één", "two": "een regeleinde telt als twee",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Counting:
    """A way to count."""

    unit: Unit = "code points"
    newline: Newline = "written"
    marks: int = 0
    """How many byte order marks at the start of the file are counted."""
    last: bool = False
    """Whether the end names the last character instead of the place after it."""

    @property
    def dutch(self) -> str:
        parts = [_UNITS[self.unit], _NEWLINES[self.newline]]
        parts.append("het byte-ordeteken telt mee" if self.marks else "zonder byte-ordeteken")
        if self.last:
            parts.append("het einde is het laatste teken zelf")
        return ", ".join(parts)


@dataclass(frozen=True)
class RawText:
    """A text with line feeds only, and what stood in the file: byte order marks, and which line ends were two characters."""

    text: str
    marks: int = 0
    pairs: tuple[int, ...] = ()
    """Indices in ``text`` of the line feeds that were written as CR LF."""

    @cached_property
    def breaks(self) -> list[int]:
        return [match.start() for match in re.finditer("\n", self.text)]

    @cached_property
    def astral(self) -> list[tuple[int, int]]:
        return [(match.start(), 1) for match in _ASTRAL.finditer(self.text)]

    @cached_property
    def wide(self) -> list[tuple[int, int]]:
        return [
            (match.start(), len(match.group().encode("utf-8", "surrogatepass")) - 1)
            for match in _WIDE.finditer(self.text)
        ]


def raw_text(decoded: str) -> RawText:
    """Take the byte order marks off and make every line end a line feed."""
    marks = len(decoded) - len(decoded.lstrip(MARK))
    text = decoded[marks:]
    if "\r" not in text:
        return RawText(text, marks)
    pairs = tuple(match.start() - number for number, match in enumerate(re.finditer("\r\n", text)))
    return RawText(text.replace("\r\n", "\n").replace("\r", "\n"), marks, pairs)


class Ruler:
    """Turns positions of one way of counting into indices of one text, and back. Immutable."""

    __slots__ = ("_at", "_grown", "_indices", "_length", "_widths", "counting", "size", "start")

    def __init__(self, raw: RawText, counting: Counting) -> None:
        special = _special(raw, counting)
        self.counting = counting
        self.start = counting.marks * (3 if counting.unit == "bytes" else 1)
        self._indices: list[int] = []
        """Of the characters that count for more than one."""
        self._widths: list[int] = []
        self._at: list[int] = []
        """Where each begins, as counted."""
        self._grown: list[int] = []
        """How much more was counted than there are characters, up to and with each."""
        grown = self.start
        for index, extra in special:
            self._indices.append(index)
            self._widths.append(extra)
            self._at.append(index + grown)
            grown += extra
            self._grown.append(grown)
        self._length = len(raw.text)
        self.size = self._length + grown

    def index(self, position: int) -> int | None:
        """The index that a position names; None when it lies outside the text or inside a character."""
        if not self.start <= position <= self.size:
            return None
        number = bisect_right(self._at, position) - 1
        if number < 0:
            return position - self.start
        inside = position - self._at[number]
        if 0 < inside <= self._widths[number]:
            return None
        return self._indices[number] if inside == 0 else position - self._grown[number]

    def position(self, index: int) -> int:
        """How an index is counted."""
        number = bisect_right(self._indices, index - 1) - 1
        return index + (self._grown[number] if number >= 0 else self.start)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The half-open stretch that two positions name; None when it is none."""
        first = self.index(start)
        last = self.index(end)
        if last is not None and self.counting.last:
            last += 1
        if first is None or last is None or not first < last <= self._length:
            return None
        return first, last


def _special(raw: RawText, counting: Counting) -> Sequence[tuple[int, int]]:
    broken = {"written": raw.pairs, "one": (), "two": raw.breaks}[counting.newline]
    wide = {"code points": [], "utf-16": raw.astral, "bytes": raw.wide}[counting.unit]
    if not broken:
        return wide
    ends = [(index, 1) for index in broken]
    return ends if not wide else list(merge(ends, wide))
