"""Find what identifies people in spoken Dutch: the roster first, then patterns, lists and capitals."""

from __future__ import annotations

from .found import Found, without_overlap
from .known import known_names
from .roster import Roster
from .tokens import words_of


def find_names(text: str, roster: Roster | None = None) -> list[Found]:
    """Every identifying expression in a text, in order and without overlap."""
    words = words_of(text)
    return without_overlap(known_names(words, roster or Roster()))
