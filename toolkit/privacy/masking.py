"""Put placeholders in the place of names, and move the turns along."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..records import Transcript
from .found import Found

Naming = Callable[[Found], str]
"""Gives the placeholder (without brackets) for a stretch; an empty string leaves it as it is."""


def masked(text: str, found: Sequence[Found], naming: Naming) -> tuple[str, list[tuple[int, int]]]:
    """The text with placeholders, and for each replaced stretch (end in the old text, growth so far)."""
    parts: list[str] = []
    shifts: list[tuple[int, int]] = []
    place = growth = 0
    for one in found:
        name = naming(one)
        if not name:
            continue
        end = one.end - len(one.suffix)
        parts += [text[place : one.start], f"[{name}]"]
        growth += len(name) + 2 - (end - one.start)
        shifts.append((end, growth))
        place = end
    parts.append(text[place:])
    return "".join(parts), shifts


def masked_transcript(transcript: Transcript, found: Sequence[Found], naming: Naming) -> Transcript:
    """The transcript with placeholders for names; every turn keeps its own words. No stretch may cross a turn's end."""
    text, shifts = masked(transcript.text, found, naming)
    turns, number, growth = [], 0, 0
    for turn in transcript.turns:
        start = turn.start + growth
        while number < len(shifts) and shifts[number][0] <= turn.end:
            growth = shifts[number][1]
            number += 1
        turns.append(replace(turn, start=start, end=turn.end + growth))
    return replace(transcript, text=text, turns=tuple(turns))
