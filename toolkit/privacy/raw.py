"""Places in raw transcripts, and names that are recovered from them.

A decision or placeholder about a name is kept as the place where the name was said, never as the name: what lies about
in ``interviews/privacy/`` and ``interviews/keys/`` tells nothing to who has no raw transcript.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from ..intake import conversations, read_transcript
from ..records import Transcript, digest_of
from ..study import Study


@dataclass(frozen=True, slots=True)
class Place:
    """A stretch of one turn of a raw transcript."""

    conversation: str
    turn: int
    """From 1."""
    start: int
    end: int
    """Half-open, within the turn."""
    digest: str
    """Of the turn's words: finds the turn back when others were added or taken out before it."""

    def as_json(self) -> dict[str, Any]:
        """Plain form, for a journal."""
        return {"conversation": self.conversation, "turn": self.turn, "start": self.start, "end": self.end,
                "digest": self.digest}  # fmt: skip


def place_from_json(row: dict[str, Any]) -> Place:
    """A place from its plain form. Raises KeyError, TypeError or ValueError on a wrong form."""
    return Place(str(row["conversation"]), int(row["turn"]), int(row["start"]), int(row["end"]), str(row["digest"]))


def read_raw(study: Study) -> list[Transcript]:
    """Every raw transcript of a study, with names, in order. Raises InputError."""
    return [read_transcript(path, case=study.case(path.parent.name)).transcript for path in conversations(study)]


def place_of(transcript: Transcript, start: int, end: int) -> Place:
    """The place of a stretch of a raw transcript's text. It may not cross a turn's end."""
    number = transcript.turn_at(start)
    turn = transcript.turns[number]
    words = transcript.words_of(turn)
    return Place(transcript.id, number + 1, start - turn.start, end - turn.start, digest_of(words)[:16])


def words_at(place: Place, transcripts: dict[str, Transcript]) -> str | None:
    """The words at a place; None when the conversation or the turn is no longer there as it was."""
    transcript = transcripts.get(place.conversation)
    if transcript is None:
        return None
    turns = transcript.turns
    likely = [turns[place.turn - 1]] if 0 < place.turn <= len(turns) else []
    for turn in (*likely, *turns):
        words = transcript.words_of(turn)
        if place.end <= len(words) and digest_of(words)[:16] == place.digest:
            return words[place.start : place.end]
    return None


def first_place(text: str, transcripts: Iterable[Transcript]) -> Place | None:
    """Where these words first stand in the raw transcripts, as whole words; None when they stand nowhere."""
    pattern = re.compile(rf"(?<!\w){re.escape(text)}(?!\w)")
    for transcript in transcripts:
        for turn in transcript.turns:
            match = pattern.search(transcript.text, turn.start, turn.end)
            if match:
                return place_of(transcript, match.start(), match.end())
    return None
