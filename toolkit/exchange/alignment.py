"""Follow positions from one text to another that says nearly the same: labels gone, names masked, spaces other.

Where both have as many lines, these are paired. Words are walked side by side. Where they differ, the nearest place is sought where some words in a row are the same
again, first near and then further off, so that the work stays in proportion to the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

_TOKEN = re.compile(r"\[[^\W\d_][\w'’-]*\]|\w+|[^\w\s]")
_CUT = re.compile(rf"\n|{_TOKEN.pattern}")
"""Line ends count too: they keep a label apart from what was said before it."""
_ROW = 3
"""So many words in a row make a place the same."""
_SHARED = 0.3
"""Lines are the same ones when they share at least this part of their words."""
_REACH = (12, 60, 400, 4000)


@dataclass(frozen=True, slots=True)
class Alignment:
    """The words that two texts share: where each starts and ends in both, ascending in both."""

    old: str
    new: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    new_starts: tuple[int, ...]
    new_ends: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """Where a stretch of the old text stands in the new one; None when nothing of it is left.

        An edge inside a word that both texts have keeps its place in it. An edge inside words that were replaced takes
        in all of what came in their place.
        """
        first = bisect_right(self.ends, start)
        last = bisect_left(self.starts, end) - 1
        new_start = self._start(first, start)
        new_end = self._end(last, end)
        return (new_start, new_end) if new_start < new_end else None

    def _start(self, number: int, start: int) -> int:
        begin = self.new_ends[number - 1] if number else 0
        stop = self.new_starts[number] if number < len(self.starts) else len(self.new)
        if number < len(self.starts) and self.starts[number] <= start:
            return stop + self._inside(number, start)
        if not _TOKEN.search(self.old, start, self.starts[number] if number < len(self.starts) else len(self.old)):
            return stop
        came = _TOKEN.search(self.new, begin, stop)
        return came.start() if came else stop

    def _end(self, number: int, end: int) -> int:
        begin = self.new_ends[number] if number >= 0 else 0
        if number >= 0 and self.ends[number] >= end:
            return self.new_starts[number] + self._inside(number, end)
        if not _TOKEN.search(self.old, self.ends[number] if number >= 0 else 0, end):
            return begin
        stop = self.new_starts[number + 1] if number + 1 < len(self.starts) else len(self.new)
        came = [match.end() for match in _TOKEN.finditer(self.new, begin, stop)]
        return came[-1] if came else begin

    def _inside(self, number: int, at: int) -> int:
        """How far into the new word an edge inside the old one falls."""
        part = len(unicodedata.normalize("NFC", self.old[self.starts[number] : at]))
        return min(part, self.new_ends[number] - self.new_starts[number])


def align(old: str, new: str) -> Alignment:
    """Align two texts word by word; line by line where they have as many lines that say the same."""
    before, after = _tokens(old), _tokens(new)
    words, others = [token for _, _, token in before], [token for _, _, token in after]
    pairs = _by_line(words, others) or _pairs(words, others)
    return Alignment(
        old, new, tuple(before[a][0] for a, _ in pairs), tuple(before[a][1] for a, _ in pairs),
        tuple(after[b][0] for _, b in pairs), tuple(after[b][1] for _, b in pairs),
    )  # fmt: skip


def _by_line(old: list[str], new: list[str]) -> list[tuple[int, int]]:
    """The pairs within each line; empty when the lines are not the same ones."""
    lines, others = ([span for span in _lines(tokens) if span[0] < span[1]] for tokens in (old, new))
    if len(lines) != len(others):
        return []
    found: list[tuple[int, int]] = []
    for (start, end), (other_start, other_end) in zip(lines, others):
        inside = _pairs(old[start:end], new[other_start:other_end])
        found += [(start + a, other_start + b) for a, b in inside]
    return found if len(found) >= _SHARED * sum(end - start for start, end in others) else []


def _tokens(text: str) -> list[tuple[int, int, str]]:
    composed = text if unicodedata.is_normalized("NFC", text) else ""
    found = [(match.start(), match.end(), match.group()) for match in _CUT.finditer(text)]
    if composed:
        return found
    return _joined([(start, end, unicodedata.normalize("NFC", token)) for start, end, token in found], text)


def _joined(tokens: list[tuple[int, int, str]], text: str) -> list[tuple[int, int, str]]:
    """A combining mark belongs to the word before it, and so does the rest of that word."""
    found: list[tuple[int, int, str]] = []
    for start, end, token in tokens:
        goes_on = unicodedata.combining(text[start]) or (
            start and unicodedata.combining(text[start - 1]) and token[0].isalnum()
        )
        if found and found[-1][1] == start and goes_on:
            start = found.pop()[0]
            token = unicodedata.normalize("NFC", text[start:end])
        found.append((start, end, token))
    return found


def _pairs(before: list[str], after: list[str]) -> list[tuple[int, int]]:
    found: list[tuple[int, int]] = []
    a = b = 0
    while a < len(before) and b < len(after):
        if before[a] == after[b]:
            found.append((a, b))
            a, b = a + 1, b + 1
            continue
        step = _resume(before, after, a, b) or (len(before) - a, len(after) - b)
        found += _within(before[a : a + step[0]], after[b : b + step[1]], a, b)
        a, b = a + step[0], b + step[1]
    return found


def _within(old: list[str], new: list[str], a: int, b: int) -> list[tuple[int, int]]:
    """What is the same in two stretches that differ: their line ends when there are as many, and the edges of each line."""
    lines, others = _lines(old), _lines(new)
    if len(lines) != len(others):
        lines, others = [(0, len(old))], [(0, len(new))]
    found: list[tuple[int, int]] = []
    for number, ((start, end), (other_start, other_end)) in enumerate(zip(lines, others)):
        size = min(end - start, other_end - other_start)
        head = next((n for n in range(size) if old[start + n] != new[other_start + n]), size)
        tail = next((n for n in range(size - head) if old[end - 1 - n] != new[other_end - 1 - n]), size - head)
        found += [(a + start + n, b + other_start + n) for n in range(head)]
        found += [(a + end - n, b + other_end - n) for n in range(tail, 0, -1)]
        if number + 1 < len(lines):
            found.append((a + end, b + other_end))
    return found


def _lines(tokens: list[str]) -> list[tuple[int, int]]:
    ends = [number for number, token in enumerate(tokens) if token == "\n"]
    return list(zip([0, *(number + 1 for number in ends)], [*ends, len(tokens)]))


def _resume(before: list[str], after: list[str], a: int, b: int) -> tuple[int, int] | None:
    """How far to skip in both for the words to be the same again, as little as possible."""
    for reach in _REACH:
        rows: dict[tuple[str, ...], int] = {}
        for number in range(min(reach, len(after) - b)):
            rows.setdefault(tuple(after[b + number : b + number + _ROW]), number)
        best: tuple[int, int] | None = None
        for number in range(min(reach, len(before) - a)):
            if best is not None and number >= sum(best):
                break
            other = rows.get(tuple(before[a + number : a + number + _ROW]))
            if other is not None and (best is None or number + other < sum(best)):
                best = (number, other)
        if best is not None:
            return best
    return None
