"""What stood in a form, where each of it came back, and the order it came back in."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from .align import Pair
from .form_parts import Field
from .questions import CHOOSE, TYPE_HERE
from .units import Unit, same, tidy
from .word_fields import EMPTY_BOX, TICKED
from .word_parts import Piece


@dataclass(frozen=True, slots=True)
class Item:
    """Something that stood in the form: a piece of the text, fixed words, or the line of a field."""

    text: str
    unit: Unit | None = None
    field: Field | None = None
    mark: str = ""
    """The bookmark of the field."""


@dataclass(slots=True)
class Found:
    """Where an item came back, and how we know."""

    fragments: list[tuple[int, list[Piece]]] = field(default_factory=list)
    """(paragraph, pieces) in the order of the file."""
    cuts: list[tuple[int, str]] = field(default_factory=list)
    """(paragraph, words) where a paragraph had to be cut."""
    sure: bool = True
    doubtful: bool = False
    """Where this ends and its neighbour begins is a guess: even an unchanged text has to be confirmed."""
    missing: bool = False
    """It came back nowhere, not even as an empty place."""
    notes: list[str] = field(default_factory=list)


def rising(placed: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest run of (paragraph, item) in which both rise: what was not moved."""
    tails: list[int] = []
    ends: list[int] = []
    back: list[int] = []
    for n, (_, item) in enumerate(placed):
        at = bisect_left(tails, item)
        back.append(ends[at - 1] if at else -1)
        tails[at : at + 1] = [item]
        ends[at : at + 1] = [n]
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(placed[at])
        at = back[at]
    return chain[::-1]


def slots_between(
    paragraphs: Sequence[int], items: Sequence[int], pairs: Sequence[Pair]
) -> Iterator[tuple[list[int], list[int]]]:
    """What is left between pairs that follow each other."""
    p = i = 0
    for pair in pairs:
        mine, theirs = pair.paragraphs, pair.pieces
        yield list(paragraphs[p : mine[0]]), list(items[i : theirs[0]])
        p, i = mine[-1] + 1, theirs[-1] + 1
    yield list(paragraphs[p:]), list(items[i:])


def key_of(text: str) -> str:
    return same(bare(text)).lower()


def bare(text: str) -> str:
    """Words without boxes and without the hints of empty fields."""
    for sign in EMPTY_BOX + TICKED:
        text = text.replace(sign, " ")
    return tidy(text.replace(CHOOSE, " ").replace(TYPE_HERE, " "))
