"""A transcript as other programs show it: every turn after its speaker, as in ``[00:01:02] schoolleider-1: Ja.``

Speakers have no place in REFI-QDA, ROCK or Taguette; without them nobody could read the talk. Only labels are put in, so
that every position can be followed there and back.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from ..records import Transcript


@dataclass(frozen=True, slots=True)
class Layout:
    """The text with labels, and where each label was put in."""

    text: str
    places: tuple[int, ...]
    """Indices in the transcript's text, ascending."""
    grown: tuple[int, ...]
    """How much longer the text has become up to and with the label at each place."""
    sizes: tuple[int, ...]

    def outward(self, start: int, end: int) -> tuple[int, int]:
        """A stretch of the transcript in the text with labels; a label at its very start stays out of it."""
        return start + self._before(start), end + self._before(end - 1)

    def inward(self, start: int, end: int) -> tuple[int, int] | None:
        """A stretch of the text with labels in the transcript; None when it holds nothing but labels."""
        first, last = self._bare(start), self._bare(end)
        return (first, last) if first < last else None

    def _before(self, index: int) -> int:
        number = bisect_right(self.places, index) - 1
        return self.grown[number] if number >= 0 else 0

    def _bare(self, index: int) -> int:
        """The index without labels; inside a label it is the place of that label."""
        begins = [place + grown - size for place, grown, size in zip(self.places, self.grown, self.sizes)]
        number = bisect_right(begins, index) - 1
        if number < 0:
            return index
        return max(index - self.grown[number], self.places[number])


def laid_out(transcript: Transcript) -> Layout:
    """Put a label before every turn that has a speaker."""
    parts: list[str] = []
    places, grown, sizes = [], [], []
    at = growth = 0
    for turn in transcript.turns:
        label = label_of(turn.speaker, turn.time)
        if not label:
            continue
        parts += [transcript.text[at : turn.start], label]
        growth += len(label)
        places.append(turn.start)
        grown.append(growth)
        sizes.append(len(label))
        at = turn.start
    parts.append(transcript.text[at:])
    return Layout("".join(parts), tuple(places), tuple(grown), tuple(sizes))


def label_of(speaker: str, time: str | None) -> str:
    """What stands before a turn; nothing in documents."""
    if not speaker:
        return ""
    return f"[{time}] {speaker}: " if time else f"{speaker}: "


def speakers_of(transcript: Transcript) -> Sequence[str]:
    """Who speaks, in the order of the talk."""
    return tuple(dict.fromkeys(turn.speaker for turn in transcript.turns if turn.speaker))
