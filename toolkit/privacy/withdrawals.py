"""Who withdrew: a journal without names, which every later run obeys."""

from __future__ import annotations

import datetime as dt
import json
from collections import defaultdict
from pathlib import Path

from ..files import append_line, locked, read_lines
from ..records import Transcript, role_of
from ..study import Study

EMPTIED = "[ingetrokken]"
"""Stands in the place of a withdrawn person's turn, so that the turns keep their numbers."""


def journal_path(study: Study) -> Path:
    """``interviews/privacy/withdrawals.jsonl``."""
    return study.interviews / "privacy" / "withdrawals.jsonl"


def withdrawn(study: Study) -> dict[str, frozenset[str]]:
    """Per case the persons (``medewerker-1``) who withdrew."""
    found: dict[str, set[str]] = defaultdict(set)
    for row in read_lines(journal_path(study))[0]:
        found[str(row.get("case", ""))].add(str(row.get("person", "")))
    return {case: frozenset(people) for case, people in found.items()}


def withdrawn_conversations(study: Study) -> int:
    """How many conversations were taken out because somebody withdrew: for the note, when ``study.yaml`` says so."""
    return len(withdrawn_ids(study))


def withdrawn_ids(study: Study) -> frozenset[str]:
    """The conversations that were taken out."""
    return frozenset(str(talk) for row in read_lines(journal_path(study))[0] for talk in row.get("conversations", ()))


def only_of(transcript: Transcript, people: frozenset[str]) -> bool:
    """True when nobody but these people, and interviewers, speaks in a conversation."""
    speakers = {turn.speaker for turn in transcript.turns if role_of(turn.speaker) != "interviewer"}
    return bool(speakers) and speakers <= people


def record(study: Study, case: str, person: str, conversations: list[str], by: str) -> None:
    """Write down that somebody withdrew, and which conversations went with them."""
    row = {
        "at": dt.datetime.now(dt.UTC).isoformat(timespec="seconds"), "by": by, "case": case,
        "conversations": sorted(conversations), "person": person,
    }  # fmt: skip
    path = journal_path(study)
    with locked(path):
        append_line(path, json.dumps(row, ensure_ascii=False, sort_keys=True))
