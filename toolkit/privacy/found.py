"""What the finder gives out: a place in a text that may identify somebody."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

FoundKind = Literal["person", "school", "place", "organisation", "contact", "date", "age", "diagnosis", "rarity"]
NAME_KINDS: tuple[FoundKind, ...] = ("person", "school", "place", "organisation")
KIND_LABELS: dict[str, str] = {
    "person": "persoon", "school": "school", "place": "plaats", "organisation": "organisatie", "contact": "contactgegeven",
    "date": "datum", "age": "leeftijd", "diagnosis": "diagnose", "rarity": "herkenbaar kenmerk",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Found:
    """An identifying expression: where, what kind, and how we know."""

    start: int
    end: int
    kind: FoundKind
    how: str
    """``roster`` (also what people decided), ``pattern``, ``list`` or ``capital``."""
    id: str = ""
    """The person or entity of the roster; empty for a name beyond it."""
    suffix: str = ""
    """Possessive ending at the end of the stretch; it stays in the text."""
    label: str = ""
    """For contact data: what it is (``telefoonnummer``); for a quasi-identifier: a suggested general term."""


def without_overlap(found: Iterable[Found]) -> list[Found]:
    """In order of place; where stretches overlap, the one found first in the list of layers wins, then the longer."""
    order = {"roster": 0, "pattern": 1}
    starts: list[int] = []
    kept: list[Found] = []
    for one in sorted(found, key=lambda f: (order.get(f.how, 2) + (f.kind == "rarity"), f.start - f.end, f.start)):
        place = bisect_right(starts, one.start)
        if (place and kept[place - 1].end > one.start) or (place < len(kept) and starts[place] < one.end):
            continue
        starts.insert(place, one.start)
        kept.insert(place, one)
    return kept
