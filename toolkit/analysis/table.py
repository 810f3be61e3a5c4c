"""The one tidy table that flows through analysis: a row per coding. Beside it, who speaks where, and what was asked."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import pandas as pd

from ..records import Coding, Transcript, in_order, role_of
from ..study import ROLE_LABELS, ROLES

if TYPE_CHECKING:
    from ..coding import Sentence
    from ..intake.report import TopicLists
    from ..study import Study

COLUMNS = (
    "case", "transcript", "kind", "date", "speaker", "role", "start", "end", "theme", "code", "polarity", "certainty",
    "time", "status", "coder", "confidence", "fragment", "id", "sentence", "last_sentence", "turn",
)  # fmt: skip
VOICE_COLUMNS = ("case", "transcript", "kind", "date", "role", "speakers", "turns", "words", "processed")
ASKED_COLUMNS = ("case", "transcript", "role", "topic", "codes", "asked", "asked_in")
INTERVIEWER = "interviewer"
DOCUMENT = "document"
_UNKNOWN = "onbekend"


def codings_table(study: Study) -> pd.DataFrame:
    """The codings that count now (see :func:`toolkit.review.current_codings`), with who said them, where and when.

    The columns are :data:`COLUMNS`; ``sentence`` and ``last_sentence`` number the sentences it touches (from 0),
    ``turn`` the turn (from 1, as in ``c01-schoolleider#6``).
    """
    from ..review import current_codings
    from ..transcripts import load_transcripts

    transcripts = load_transcripts(study)
    return coding_frame(current_codings(study, transcripts=transcripts), transcripts)


def coding_frame(codings: Iterable[Coding], transcripts: Sequence[Transcript]) -> pd.DataFrame:
    """The table of given codings; rejected ones, and those of a conversation that is not given, are left out."""
    from ..coding import sentences

    places = {one.id: one for one in transcripts}
    kept = [one for one in in_order(codings) if one.status != "rejected" and one.transcript in places]
    coded = {one.transcript for one in kept}
    spans = {name: _spans(sentences(places[name])) for name in sorted(coded)}
    rows = [_row(one, places[one.transcript], spans[one.transcript]) for one in kept]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def voices_table(transcripts: Iterable[Transcript], processed: Collection[str] | None = None) -> pd.DataFrame:
    """One row per conversation and role that speaks in it: how many speakers, turns and words.

    ``processed`` names the conversations that were coded, by people or by the machine; None means all.
    """
    rows = []
    for one in transcripts:
        done = processed is None or one.id in processed
        voices: dict[str, list[tuple[str, int]]] = {}
        for turn in one.turns:
            voices.setdefault(actor_of(turn.speaker), []).append((turn.speaker, len(one.words_of(turn).split())))
        for role in sorted(voices, key=role_order):
            said = voices[role]
            people, words = len({who for who, _ in said}), sum(n for _, n in said)
            rows.append((one.case, one.id, one.kind, _day(one), role, people, len(said), words, done))
    return pd.DataFrame(rows, columns=list(VOICE_COLUMNS))


def asked_table(transcripts: Iterable[Transcript], topics: TopicLists) -> pd.DataFrame:
    """One row per conversation, role and topic of that role's list: was it asked, and in which turn first."""
    from ..intake.reading import Reading
    from ..intake.report import coverage_table

    parts = [coverage_table([Reading(one, Path(one.id))], _heard(topics, one.text.lower())) for one in transcripts]
    table = pd.concat(parts, ignore_index=True) if parts else coverage_table([], topics)
    return table.rename(columns={"conversation": "transcript"})[list(ASKED_COLUMNS)]


def _heard(topics: TopicLists, text: str) -> TopicLists:
    """The topic lists with only the cues that occur in a text at all: the others need not be looked for in each turn."""
    lists = {
        role: tuple(
            one.model_copy(update={"cues": tuple(cue for cue in one.cues if cue.lower() in text)}) for one in found
        )
        for role, found in topics.lists.items()
    }
    return topics.model_copy(update={"lists": lists})


def actor_of(speaker: str) -> str:
    """The role of a speaker; "document" where nobody speaks, "onbekend" for a label that nobody named."""
    role = role_of(speaker)
    return DOCUMENT if not role else role if role in ROLES else _UNKNOWN


def role_order(role: str) -> tuple[int, str]:
    """Sort key: roles in the order of the study, then documents and unknown speakers."""
    return (ROLES.index(role) if role in ROLES else len(ROLES), role)


def role_label(role: str) -> str:
    """A role in Dutch."""
    return ROLE_LABELS.get(role, role)


def case_label(case: str) -> str:
    """How readers see a case: ``c01`` is "case 1"; another id stays as it is."""
    number = case.removeprefix("c")
    return f"case {int(number)}" if case.startswith("c") and number.isdecimal() else case


def records_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table as dictionaries of plain Python values."""
    return cast(list[dict[str, Any]], frame.to_dict("records"))


def _spans(found: Sequence[Sentence]) -> tuple[list[int], list[int]]:
    return [one.start for one in found], [one.end for one in found]


def _row(one: Coding, transcript: Transcript, spans: tuple[list[int], list[int]]) -> tuple[object, ...]:
    turn = transcript.turn_at(one.start)
    speaker = transcript.turns[turn].speaker if transcript.turns else ""
    starts, ends = spans
    first = min(bisect_right(ends, one.start), max(len(ends) - 1, 0))
    last = max(bisect_left(starts, one.end) - 1, first)
    theme = one.code.partition(".")[0]
    return (
        transcript.case, transcript.id, transcript.kind, _day(transcript), speaker, actor_of(speaker), one.start, one.end,
        theme, one.code, one.polarity, one.certainty, one.time, one.status, one.source,
        one.confidence if one.confidence is not None else float("nan"),
        transcript.text[one.start : one.end], one.id, first, last, turn + 1,
    )  # fmt: skip


def _day(transcript: Transcript) -> str:
    return transcript.date.isoformat() if transcript.date else ""
