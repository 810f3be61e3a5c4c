"""What was read: turns, words, speakers, warnings; and which topics were asked of whom."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pandas as pd
from pydantic import Field

from ..records import role_of
from ..study import ROLES, Strict, Study
from ..yamlfile import load_model
from .heads import KIND_LABELS
from .reading import Reading


class Topic(Strict):
    """One topic of a list: the question, the codes that an answer may bear, and words that tell it was asked."""

    id: str
    question: str
    codes: tuple[str, ...] = ()
    cues: tuple[str, ...] = ()


class TopicLists(Strict):
    """``topics.yaml``: a topic list per role; the list ``iedereen`` holds for every role."""

    lists: dict[str, tuple[Topic, ...]] = Field(default_factory=dict)

    def for_role(self, role: str) -> tuple[Topic, ...]:
        return (*self.lists.get("iedereen", ()), *self.lists.get(role, ()))


def topic_lists(study: Study) -> TopicLists:
    """The study's topic lists; empty ones when it has no ``interviews/topics.yaml``. Raises InputError."""
    path = study.interviews / "topics.yaml"
    return load_model(TopicLists, path) if path.exists() else TopicLists()


def intake_table(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per conversation. No names: labels that nobody knows are only counted."""
    rows = []
    for reading in readings:
        transcript = reading.transcript
        talk = [turn for turn in transcript.turns if turn.speaker]
        people = sorted({turn.speaker for turn in talk if role_of(turn.speaker) != "interviewer"})
        rows.append({
            "case": transcript.case, "conversation": transcript.id, "kind": KIND_LABELS[transcript.kind],
            "date": transcript.date.isoformat() if transcript.date else "",
            "format": reading.path.suffix.lstrip(".").lower(),
            "turns": len(transcript.turns), "words": len(transcript.text.split()),
            "speakers": " ".join(people), "unknown_speakers": len(reading.unknown),
            "comments": len(reading.comments), "warnings": len(reading.warnings),
        })  # fmt: skip
    columns = [
        "case",
        "conversation",
        "kind",
        "date",
        "format",
        "turns",
        "words",
        "speakers",
        "unknown_speakers",
        "comments",
        "warnings",
    ]
    return pd.DataFrame(rows, columns=columns)


def warnings_table(readings: Iterable[Reading]) -> pd.DataFrame:
    """One row per warning, with what stands between quotes taken out where it may be a name; our own words stay."""
    rows = [
        (r.transcript.id, re.sub(r"'([^']*)'", _hidden, _unlabelled(r, text))) for r in readings for text in r.warnings
    ]
    return pd.DataFrame(rows, columns=["conversation", "warning"])


def _unlabelled(reading: Reading, text: str) -> str:
    """A warning without the labels it quotes: a label may have quotes itself (D'Ancona)."""
    for label in sorted({*reading.unknown, *(label for label, _ in reading.guessed)}, key=len, reverse=True):
        text = text.replace(f"'{label}'", "'…'")
    return text


def _hidden(quoted: re.Match[str]) -> str:
    return quoted[0] if quoted[1] in _OWN_WORDS else "'…'"


_OWN_WORDS = ("datum: jjjj-mm-dd", "sprekers", "soort:")
"""What warnings quote from us: fields to fill in."""


def coverage_table(readings: Iterable[Reading], topics: TopicLists) -> pd.DataFrame:
    """One row per conversation, role that speaks in it and topic of that role's list: was it asked, and where first.

    A topic counts as asked when the interviewer, or anyone else, says one of its cues; ``asked_in`` is the
    turn (from 1), 0 when it was not asked.
    """
    rows = []
    for reading in readings:
        transcript = reading.transcript
        said = [transcript.words_of(turn).lower() for turn in transcript.turns]
        roles = {role_of(turn.speaker) for turn in transcript.turns if turn.speaker} - {
            "interviewer",
            "onbekend",
            "overig",
        }
        for role in sorted(roles, key=ROLES.index):
            for topic in topics.for_role(role):
                place = _first(said, topic.cues)
                rows.append((transcript.case, transcript.id, role, topic.id, " ".join(topic.codes), place > 0, place))
    return pd.DataFrame(rows, columns=["case", "conversation", "role", "topic", "codes", "asked", "asked_in"])


def kind_label(kind: str) -> str:
    """A kind in Dutch."""
    return {str(key): label for key, label in KIND_LABELS.items()}.get(kind, kind)


def _first(said: list[str], cues: tuple[str, ...]) -> int:
    patterns = [re.compile(rf"\b{re.escape(cue.lower())}") for cue in cues]
    return next((n for n, words in enumerate(said, 1) if any(pattern.search(words) for pattern in patterns)), 0)
