"""The codings as tidy tables: places and codes, not a word of what was said."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import pandas as pd

from ..records import digest_of
from ..tables import csv_bytes
from .facts import shared_speakers

if TYPE_CHECKING:
    from ..agreement import DoubleCoded
    from ..analysis import Material

FOLDER = "gegevens"
CODINGS = f"{FOLDER}/coderingen.csv"
TALKS = f"{FOLDER}/gesprekken.csv"
TURNS = f"{FOLDER}/beurten.csv"
SENTENCES = f"{FOLDER}/zinnen.csv"
ASKED = f"{FOLDER}/gevraagd.csv"
BLIND = f"{FOLDER}/dubbel.csv"
CODING_COLUMNS = (
    "id", "transcript", "turn", "sentence", "last_sentence", "start", "end", "speaker", "role", "theme", "code",
    "polarity", "certainty", "time", "status", "coder", "confidence",
)  # fmt: skip
TALK_COLUMNS = (
    "transcript",
    "case",
    "kind",
    "date",
    "characters",
    "minutes",
    "processed",
    "coded_twice_by",
    "decided_together",
)
TURN_COLUMNS = ("transcript", "turn", "speaker", "role", "start", "end", "words")
SENTENCE_COLUMNS = ("transcript", "sentence", "turn", "start", "end")
BLIND_COLUMNS = ("transcript", "coder", "id", "start", "end", "code", "polarity", "certainty", "time")
Speakers = Mapping[tuple[str, str], str]


def tidy_tables(material: Material, double: DoubleCoded) -> dict[str, pd.DataFrame]:
    """The tables by their path in the package."""
    names = speakers_of(material)
    frame = material.frame.copy()
    frame["speaker"] = [names[pair] for pair in zip(frame["case"], frame["speaker"])]
    return {
        CODINGS: frame[list(CODING_COLUMNS)].reset_index(drop=True),
        TALKS: _talks(material, double),
        TURNS: _turns(material, names),
        SENTENCES: _sentences(material),
        ASKED: material.asked.drop(columns=["case"]),
        BLIND: _blind(double),
    }


def tidy_files(tables: Mapping[str, pd.DataFrame]) -> dict[str, bytes]:
    """The tables as CSV."""
    return {path: csv_bytes(table) for path, table in tables.items()}


def row_digests(codings: pd.DataFrame) -> dict[str, str]:
    """A short digest of every coding, by its id: tells afterwards which ones were changed."""
    rows = codings.astype(object).where(codings.notna(), "").astype(str).to_dict("records")
    return {str(row["id"]): digest_of(row)[:16] for row in rows}


def speakers_of(material: Material) -> Speakers:
    """How the package calls every speaker."""
    labels: dict[str, list[str]] = {}
    for one in material.transcripts:
        labels.setdefault(one.case, []).extend(turn.speaker for turn in one.turns)
    found = shared_speakers(material.cases, labels)
    return found | {(case, ""): "" for case in labels}


def _talks(material: Material, double: DoubleCoded) -> pd.DataFrame:
    done = dict(zip(material.voices["transcript"], material.voices["processed"].astype(bool)))
    closed = set(double.closed_names)
    rows = []
    for one in material.transcripts:
        minutes = material.minutes.get(one.id)
        twice = " ".join(coder for coder in double.coders if coder in double.work.get(one.id, {}))
        decided = "" if not double.decided or not twice else "ja" if one.id in closed else "nee"
        rows.append((
            one.id, one.case, one.kind, one.date.isoformat() if one.date else "", len(one.text),
            "" if minutes is None else str(minutes), "ja" if done.get(one.id) else "nee", twice, decided,
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(TALK_COLUMNS))


def _turns(material: Material, names: Speakers) -> pd.DataFrame:
    from ..analysis.table import actor_of

    rows = [
        (one.id, n, names[one.case, turn.speaker], actor_of(turn.speaker), turn.start, turn.end, len(one.words_of(turn).split()))
        for one in material.transcripts
        for n, turn in enumerate(one.turns, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(TURN_COLUMNS))


def _sentences(material: Material) -> pd.DataFrame:
    from ..coding import sentences

    rows = [
        (one.id, sentence.number, sentence.turn + 1, sentence.start, sentence.end)
        for one in material.transcripts
        for sentence in sentences(one)
    ]
    return pd.DataFrame(rows, columns=list(SENTENCE_COLUMNS))


def _blind(double: DoubleCoded) -> pd.DataFrame:
    rows = [
        (name, coder, one.id, one.start, one.end, one.code, one.polarity, one.certainty, one.time)
        for name, per_coder in double.work.items()
        for coder in double.coders
        for one in sorted(per_coder.get(coder, ()), key=lambda one: (one.start, one.end, one.code, one.id))
    ]
    return pd.DataFrame(rows, columns=list(BLIND_COLUMNS))
