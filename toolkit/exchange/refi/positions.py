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
from itertools import accumulate
from operator import add
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

    def table(self, unit: Unit, newline: Newline) -> _Table:
        """What counts for more than one; worked out once, for several readings share it."""
        if (unit, newline) not in self._tables:
            broken = {"written": self.pairs, "one": (), "two": self.breaks}[newline]
            wide = {"code points": [], "utf-16": self.astral, "bytes": self.wide}[unit]
            self._tables[unit, newline] = _Table(sorted([*((index, 1) for index in broken), *wide]) if broken else wide)
        return self._tables[unit, newline]

    @cached_property
    def _tables(self) -> dict[tuple[Unit, Newline], _Table]:
        return {}


def raw_text(decoded: str) -> RawText:
    """Take the byte order marks off and make every line end a line feed."""
    marks = len(decoded) - len(decoded.lstrip(MARK))
    text = decoded[marks:]
    if "\r" not in text:
        return RawText(text, marks)
    pairs = tuple(match.start() - number for number, match in enumerate(re.finditer("\r\n", text)))
    return RawText(text.replace("\r\n", "\n").replace("\r", "\n"), marks, pairs)


class _Table:
    """The characters of a text that count for more than one, for one unit and one way to count line ends. Immutable."""

    __slots__ = ("at", "grown", "indices", "widths")

    def __init__(self, special: Sequence[tuple[int, int]]) -> None:
        self.indices = [index for index, _ in special]
        self.widths = [extra for _, extra in special]
        """How much more than one each counts."""
        grown = list(accumulate(self.widths, initial=0))
        self.at = list(map(add, self.indices, grown))
        """Where each begins, as counted."""
        self.grown = grown[1:]
        """How much more was counted than there are characters, up to and with each."""


class Ruler:
    """Turns positions of one way of counting into indices of one text, and back. Immutable."""

    __slots__ = ("_length", "_table", "counting", "size", "start")

    def __init__(self, raw: RawText, counting: Counting) -> None:
        self.counting = counting
        self.start = counting.marks * (3 if counting.unit == "bytes" else 1)
        self._table = raw.table(counting.unit, counting.newline)
        self._length = len(raw.text)
        self.size = self.start + self._length + (self._table.grown[-1] if self._table.grown else 0)

    def index(self, position: int) -> int | None:
        """The index that a position names; None when it lies outside the text or inside a character."""
        if not self.start <= position <= self.size:
            return None
        position -= self.start
        table = self._table
        number = bisect_right(table.at, position) - 1
        if number < 0:
            return position
        inside = position - table.at[number]
        if 0 < inside <= table.widths[number]:
            return None
        return table.indices[number] if inside == 0 else position - table.grown[number]

    def position(self, index: int) -> int:
        """How an index is counted."""
        number = bisect_right(self._table.indices, index - 1) - 1
        return self.start + index + (self._table.grown[number] if number >= 0 else 0)

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The half-open stretch that two positions name; None when it is none."""
        first = self.index(start)
        last = self.index(end)
        if last is not None and self.counting.last:
            last += 1
        if first is None or last is None or not first < last <= self._length:
            return None
        return first, last
