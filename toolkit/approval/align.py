"""Which paragraph of a reply is which piece of what was sent, when bookmarks do not say so.

Two sequences are laid along each other by likeness (dynamic programming, as Needleman and Wunsch 1970), where one piece
may have become up to three paragraphs and up to three pieces one; what is moved is looked for afterwards.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

_FLOOR = 0.34
"""Two texts less alike than this are no version of each other."""
_MOVED = 0.62
_MOST = 3


@dataclass(frozen=True, slots=True)
class Pair:
    """Paragraphs that hold pieces: one to one, one piece split over more, or more pieces run together."""

    paragraphs: tuple[int, ...]
    pieces: tuple[int, ...]
    likeness: float


def align(paragraphs: Sequence[str], pieces: Sequence[str]) -> list[Pair]:
    """Pairs in order. Texts are to be compared as they are: normalise them first. What finds no partner is left out."""
    rows, columns = len(paragraphs), len(pieces)
    best = [[0.0] * (columns + 1) for _ in range(rows + 1)]
    step: list[list[tuple[int, int, float]]] = [[(0, 0, 0.0)] * (columns + 1) for _ in range(rows + 1)]
    for i in range(rows + 1):
        for j in range(columns + 1):
            if not i and not j:
                continue
            score, choice = -1.0, (0, 0, 0.0)
            for di, dj in _STEPS:
                if di > i or dj > j:
                    continue
                likeness = _likeness(paragraphs, pieces, i, j, di, dj)
                gain = best[i - di][j - dj] + (likeness - _FLOOR) * max(di, dj) if di and dj else best[i - di][j - dj]
                if di and dj and likeness <= _FLOOR:
                    continue
                if gain > score + 1e-9:
                    score, choice = gain, (di, dj, likeness)
            best[i][j], step[i][j] = score, choice
    pairs = []
    i, j = rows, columns
    while i or j:
        di, dj, likeness = step[i][j]
        if di and dj:
            pairs.append(Pair(tuple(range(i - di, i)), tuple(range(j - dj, j)), likeness))
        i, j = i - di, j - dj
    return pairs[::-1]


_STEPS = ((1, 1), (1, 0), (0, 1), *((n, 1) for n in range(2, _MOST + 1)), *((1, n) for n in range(2, _MOST + 1)))


def moved(paragraphs: Sequence[str], pieces: Sequence[str]) -> list[tuple[int, int, float]]:
    """(paragraph, piece, likeness) of the most alike first, each used once: what stands elsewhere than it did."""
    found = sorted(
        (
            (likeness(text, piece), -i, -j)
            for i, text in enumerate(paragraphs)
            for j, piece in enumerate(pieces)
            if likeness(text, piece) >= _MOVED
        ),
        reverse=True,
    )
    pairs: list[tuple[int, int, float]] = []
    for score, i, j in found:
        if all(-i != one and -j != other for one, other, _ in pairs):
            pairs.append((-i, -j, score))
    return pairs


@lru_cache(maxsize=20_000)
def likeness(one: str, other: str) -> float:
    """From 0 to 1: shared words (Dice), and for short texts shared letters, whichever is more."""
    if one == other:
        return 1.0
    words, others = counted(one), counted(other)
    total = words.total() + others.total()
    if not total:
        return 0.0
    shared = 2 * sum((words & others).values()) / total
    if total <= 24 and shared < 0.9:
        shared = max(shared, SequenceMatcher(None, one, other, autojunk=False).ratio() - 0.15)
    return min(shared, 0.999)


def cut(text: str, pieces: Sequence[str]) -> tuple[list[str], bool]:
    """A text in which pieces ran together, cut into those pieces again; and whether any cut is a guess."""
    words = _unglued(text.split(" "), pieces)
    marks = [word for piece in pieces for word in piece.split(" ")]
    ends, total = [], 0
    for piece in pieces:
        total += len(piece.split(" "))
        ends.append(total)
    matcher = SequenceMatcher(None, [w.lower() for w in marks], [w.lower() for w in words], autojunk=False)
    matched = [(a + n, b + n) for a, b, size in matcher.get_matching_blocks() for n in range(size)]
    cuts, guessed, low = [0], False, 0
    for end in ends[:-1]:
        before = max((b + 1 for a, b in matched if a < end), default=low)
        after = min((b for a, b in matched if a >= end), default=len(words))
        before = max(before, cuts[-1])
        place = before if before >= after else _sentence_end(words, before, after)
        guessed = guessed or before != after
        cuts.append(max(place, cuts[-1]))
    cuts.append(len(words))
    return [" ".join(words[a:b]) for a, b in zip(cuts, cuts[1:])], guessed


def _unglued(words: list[str], pieces: Sequence[str]) -> list[str]:
    """Words of two pieces that became one because nothing stood between them, apart again."""
    made = []
    for word in words:
        for one, other in zip(pieces, pieces[1:]):
            last, first = one.split(" ")[-1], other.split(" ")[0]
            if word.lower() == (last + first).lower():
                made += [word[: len(last)], word[len(last) :]]
                break
        else:
            made.append(word)
    return made


def _sentence_end(words: Sequence[str], start: int, stop: int) -> int:
    """Where, between two places, a sentence ends; the first place when none does."""
    return next((n for n in range(start, stop + 1) if n and re.search(r"[.!?…]['\"]?$", words[n - 1])), start)


def _likeness(paragraphs: Sequence[str], pieces: Sequence[str], i: int, j: int, di: int, dj: int) -> float:
    if not di or not dj:
        return 0.0
    if di == dj == 1:
        return likeness(paragraphs[i - 1], pieces[j - 1])
    many, few = (paragraphs[i - di : i], pieces[j - 1]) if di > 1 else (pieces[j - dj : j], paragraphs[i - 1])
    if not all(_held(one, few) for one in many):
        return 0.0
    joined = likeness(" ".join(many), few)
    return joined if joined > max(likeness(one, few) for one in many) + 0.02 else 0.0


def _held(part: str, whole: str) -> bool:
    """Whether at least half of the words of a part stand in the whole."""
    words = counted(part)
    return 2 * (words & counted(whole)).total() >= words.total()


@lru_cache(maxsize=4_000)
def counted(text: str) -> Counter[str]:
    """The words of a text, and how often each stands in it. Not to be changed: it is kept."""
    return Counter(re.findall(r"\w+", text.lower()))
