"""A text as the suggesting parts see it: sentences with their words, who speaks, and the question before them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from ..records import Transcript, role_of
from ..study import ROLES
from .language import BLANK, Words, parsed
from .roles import role_of_label

INTERVIEWER = "interviewer"
NO_SPEAKER = ""
"""Role in documents: nobody speaks."""


@dataclass(frozen=True, slots=True)
class Unit:
    """One sentence with its context."""

    start: int
    end: int
    words: Words
    role: str
    """Of who says it; empty in documents."""
    turn: int
    place: int = 0
    """How many sentences of the same turn stand before it."""
    question: tuple[str, ...] = ()
    """Words of the interviewer's last turn before it."""
    answered: int = 0
    """How many sentences were said since that turn."""
    text: str = ""
    """As it stands in the text."""


@dataclass(frozen=True, slots=True, eq=False)
class Decided:
    """What people decided in a text: a row per sentence, a column per code of the codebook."""

    known: NDArray[np.bool_]
    """Where they decided."""
    given: NDArray[np.bool_]
    """Where they gave the code."""


@dataclass(frozen=True, slots=True)
class Conversation:
    """Consecutive sentences of one text. Neighbours in ``units`` stood next to each other."""

    id: str
    kind: str
    units: tuple[Unit, ...]
    decided: Decided | None = None
    """What people decided so far: it says something of the sentences around."""

    @property
    def spoken(self) -> bool:
        return self.kind != "document"


def conversation_of(transcript: Transcript, language: str = BLANK) -> Conversation:
    """The conversation in a transcript."""
    roles = [_role(turn.speaker) for turn in transcript.turns]
    units = [
        Unit(one.start, one.end, words, roles[one.turn], one.turn, text=transcript.text[one.start : one.end])
        for one, words in parsed(transcript, language)
    ]
    return Conversation(transcript.id, transcript.kind, with_context(units))


def _role(speaker: str) -> str:
    """The role of a speaker; of one whom the study doesn't know, the role that the label names ("Interviewer 2")."""
    role = role_of(speaker)
    return role if not role or role in ROLES else role_of_label(speaker)


def with_context(units: Sequence[Unit]) -> tuple[Unit, ...]:
    """Fill in place, question and answered from the order of the units."""
    found: list[Unit] = []
    question: tuple[str, ...] = ()
    answered = place = 0
    turn: int | None = None
    for unit in units:
        new = unit.turn != turn
        place = 0 if new else place + 1
        turn = unit.turn
        if unit.role == INTERVIEWER:
            question = unit.words.lower if new else question + unit.words.lower
            answered = 0
            found.append(replace(unit, place=place))
        else:
            found.append(replace(unit, place=place, question=question, answered=answered))
            answered += 1
    return tuple(found)


def shown(words: Words, positions: Iterable[int]) -> str:
    """Words at these positions as evidence: joined, with dots where some are left out."""
    chosen = sorted(set(positions))
    parts = [words.lower[chosen[0]]]
    for before, position in zip(chosen, chosen[1:]):
        parts.append(("" if position == before + 1 else "... ") + words.lower[position])
    return " ".join(parts)
