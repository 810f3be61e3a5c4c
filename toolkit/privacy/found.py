"""What the finder gives out: a place in a text that may identify somebody."""

from __future__ import annotations

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
    """``roster``, ``decision``, ``pattern``, ``list``, ``capital`` or ``repetition``."""
    id: str = ""
    """The person or entity of the roster; empty for a name beyond it."""
    suffix: str = ""
    """Possessive ending at the end of the stretch; it stays in the text."""
    label: str = ""
    """For contact data: what it is (``telefoonnummer``); for a quasi-identifier: a suggested general term."""


def without_overlap(found: Iterable[Found]) -> list[Found]:
    """In order of place; where stretches overlap, the one found first in the list of layers wins, then the longer."""
    kept: list[Found] = []
    taken: list[tuple[int, int]] = []
    order = {"decision": 0, "roster": 0, "pattern": 1}
    for one in sorted(found, key=lambda f: (order.get(f.how, 2), f.start - f.end, f.start)):
        if all(one.end <= start or end <= one.start for start, end in taken):
            kept.append(one)
            taken.append((one.start, one.end))
    return sorted(kept, key=lambda one: one.start)
