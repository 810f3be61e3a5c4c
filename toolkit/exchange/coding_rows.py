"""Codings as a table, one row each."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd

from ..coding import load_codebook
from ..records import Coding, Transcript, role_of
from ..study import Study
from .choosing import EVERYTHING, Part, chosen_transcripts
from .from_study import coded_in
from .workbook import table_bytes, texts

COLUMNS = (
    "id", "case", "transcript", "kind", "date", "turn", "speaker", "role", "start", "end", "theme", "code", "label", "polarity",
    "certainty", "time", "status", "coder", "confidence", "evidence", "memo", "fragment",
)  # fmt: skip


def codings_table(study: Study, part: Part = EVERYTHING) -> pd.DataFrame:
    """Every coding of every coder (see :data:`COLUMNS`), rejected ones too. Raises InputError and UsageError."""
    codebook = load_codebook(study.codebook_path)
    transcripts = {one.id: one for one in chosen_transcripts(study, part)}
    coded, _, _ = coded_in(study, part, list(transcripts.values()), rejected=True)
    rows = [
        _row(one.coding, one.coder, transcripts[one.coding.transcript], codebook.label(one.coding.code))
        for one in coded
    ]
    return pd.DataFrame(rows, columns=list(COLUMNS))


def export_codings(study: Study, path: Path, part: Part = EVERYTHING) -> bytes:
    """The table as the bytes of ``path``, a .csv or .xlsx."""
    return table_bytes(codings_table(study, part), path.suffix.lower(), day=study.settings.date)


def _row(coding: Coding, coder: str, transcript: Transcript, label: str) -> tuple[Any, ...]:
    turn = transcript.turn_at(coding.start)
    speaker = transcript.turns[turn].speaker if transcript.turns else ""
    return (
        coding.id, transcript.case, transcript.id, transcript.kind, transcript.date.isoformat() if transcript.date else "", turn + 1, speaker,
        role_of(speaker), coding.start, coding.end, coding.code.partition(".")[0], coding.code, label, coding.polarity, coding.certainty,
        coding.time, coding.status, coder, coding.confidence, texts(coding.evidence), coding.memo, transcript.text[coding.start : coding.end],
    )  # fmt: skip
