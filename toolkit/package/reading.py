"""A package read again: from its tables to what analysis and note start from, without a word of the conversations."""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, cast

import pandas as pd

from ..errors import InputError
from ..records import Codebook, Coding, Kind, Transcript, Turn
from ..study import Study
from . import tidy

if TYPE_CHECKING:
    from ..agreement import DoubleCoded
    from ..coding import Sentence
    from ..writing import NoteData

Row = dict[str, str]
_INSIDE = "x"
_FIX = "pak het pakket opnieuw uit, of herstel de regel die hier wordt genoemd."


def note_data(root: Path) -> NoteData:
    """What the note is worked out from, as far as the package holds it. Raises InputError on a table that is not right."""
    from .. import analysis
    from ..analysis import parameters
    from ..coding import load_codebook
    from ..intake.report import topic_lists
    from ..writing import Consent, NoteData

    study = Study(root)
    talks, turns = read_rows(root, tidy.TALKS, tidy.TALK_COLUMNS), read_rows(root, tidy.TURNS, tidy.TURN_COLUMNS)
    split = _sentences(read_rows(root, tidy.SENTENCES, tidy.SENTENCE_COLUMNS), root)
    transcripts = _transcripts(talks, turns, split, root)
    codebook = load_codebook(study.codebook_path)
    asked = pd.DataFrame(
        read_rows(root, tidy.ASKED, analysis.table.ASKED_COLUMNS[1:]), columns=analysis.table.ASKED_COLUMNS
    )
    material = analysis.Material(
        study, tuple(transcripts.values()), _frame(root, transcripts), _voices(talks, turns), _asked(asked, talks), codebook,
        topic_lists(study), parameters.targets(study), parameters.tension_pairs(study),
        minutes={row["transcript"]: int(row["minutes"]) if row["minutes"] else None for row in talks},
    )  # fmt: skip
    return NoteData(material, Consent(), {}, _double(root, talks, transcripts, split, codebook, study))


def read_rows(root: Path, name: str, columns: Iterable[str]) -> list[Row]:
    """The rows of one of the package's tables. Raises InputError when it is not there or has other columns."""
    path = root / name
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise InputError("dit bestand is er niet of is niet te lezen.", path=path, fix=_FIX) from error
    reader = csv.DictReader(io.StringIO(text, newline=""))
    missing = [column for column in columns if column not in (reader.fieldnames or ())]
    if missing:
        raise InputError(f"in de eerste regel ontbreekt: {', '.join(missing)}.", path=path, line=1, fix=_FIX)
    rows = []
    for row in reader:
        if None in row or None in row.values():
            raise InputError(
                "deze regel heeft niet evenveel kolommen als de eerste.", path=path, line=reader.line_num, fix=_FIX
            )
        rows.append(
            {key: value[1:] if value[:1] == "'" and value[1:2] in "=+-@" else value for key, value in row.items()}
        )
    return rows


def codings_frame(root: Path) -> pd.DataFrame:
    """The table of codings as it stands in the package."""
    rows = read_rows(root, tidy.CODINGS, tidy.CODING_COLUMNS)
    frame = pd.DataFrame(rows, columns=list(tidy.CODING_COLUMNS))
    for name in ("turn", "sentence", "last_sentence", "start", "end"):
        frame[name] = [_whole(value, root / tidy.CODINGS, n) for n, value in enumerate(frame[name], 2)]
    frame["confidence"] = [_real(value, root / tidy.CODINGS, n) for n, value in enumerate(frame["confidence"], 2)]
    return frame


def _frame(root: Path, transcripts: Mapping[str, Transcript]) -> pd.DataFrame:
    from ..analysis.table import COLUMNS

    frame = codings_frame(root)
    for number, name in enumerate(frame["transcript"], 2):
        if name not in transcripts:
            raise InputError(f"het gesprek '{name}' staat niet in {tidy.TALKS}.", path=root / tidy.CODINGS, line=number)
    talks = [transcripts[name] for name in frame["transcript"]]
    frame["case"] = [one.case for one in talks]
    frame["kind"] = [one.kind for one in talks]
    frame["date"] = [one.date.isoformat() if one.date else "" for one in talks]
    frame["theme"] = [code.partition(".")[0] for code in frame["code"]]
    frame["fragment"] = ""
    return frame[list(COLUMNS)]


def _transcripts(
    talks: list[Row], turns: list[Row], split: Mapping[str, tuple[Sentence, ...]], root: Path
) -> dict[str, Transcript]:
    """Transcripts of which only the shape is left: where turns and sentences stand."""
    said: dict[str, list[Turn]] = {}
    for number, row in enumerate(turns, 2):
        start, end = (_whole(row[name], root / tidy.TURNS, number) for name in ("start", "end"))
        said.setdefault(row["transcript"], []).append(Turn(row["speaker"], start, end))
    found = {}
    for number, row in enumerate(talks, 2):
        shape = [" "] * _whole(row["characters"], root / tidy.TALKS, number)
        for one in split.get(row["transcript"], ()):
            shape[one.start : one.end] = _INSIDE * (one.end - one.start)
        name, day = row["transcript"], _day(row["date"], root / tidy.TALKS, number)
        found[name] = Transcript(
            name, row["case"], cast(Kind, row["kind"]), day, "".join(shape), tuple(said.get(name, ()))
        )
    return found


def _sentences(rows: list[Row], root: Path) -> dict[str, tuple[Sentence, ...]]:
    from ..coding import Sentence

    found: dict[str, list[Sentence]] = {}
    for line, row in enumerate(rows, 2):
        number, turn, start, end = (
            _whole(row[name], root / tidy.SENTENCES, line) for name in ("sentence", "turn", "start", "end")
        )
        found.setdefault(row["transcript"], []).append(Sentence(number, start, end, turn - 1))
    return {name: tuple(one) for name, one in found.items()}


def _voices(talks: list[Row], turns: list[Row]) -> pd.DataFrame:
    """As :func:`toolkit.analysis.voices_table`, from the counted words."""
    from ..analysis.table import VOICE_COLUMNS, role_order

    said: dict[str, dict[str, list[Row]]] = {}
    for turn in turns:
        said.setdefault(turn["transcript"], {}).setdefault(turn["role"], []).append(turn)
    rows = []
    for one in talks:
        voices = said.get(one["transcript"], {})
        for role in sorted(voices, key=role_order):
            people, words = (
                len({turn["speaker"] for turn in voices[role]}),
                sum(int(turn["words"]) for turn in voices[role]),
            )
            rows.append((
                one["case"], one["transcript"], one["kind"], one["date"], role, people, len(voices[role]), words,
                one["processed"] == "ja",
            ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(VOICE_COLUMNS))


def _asked(asked: pd.DataFrame, talks: list[Row]) -> pd.DataFrame:
    cases = {row["transcript"]: row["case"] for row in talks}
    return asked.assign(
        case=[cases.get(name, "") for name in asked["transcript"]], asked=asked["asked"] == "True",
        asked_in=asked["asked_in"].astype(int),
    )  # fmt: skip


def _double(
    root: Path, talks: list[Row], transcripts: Mapping[str, Transcript], split: Mapping[str, tuple[Sentence, ...]],
    codebook: Codebook, study: Study,
) -> DoubleCoded:  # fmt: skip
    from ..agreement import ratings_of

    work: dict[str, dict[str, list[Coding]]] = {
        row["transcript"]: {coder: [] for coder in row["coded_twice_by"].split()}
        for row in talks
        if row["coded_twice_by"]
    }
    for number, row in enumerate(read_rows(root, tidy.BLIND, tidy.BLIND_COLUMNS), 2):
        if row["coder"] not in work.get(row["transcript"], {}):
            message = f"{row['coder']} codeerde {row['transcript']} volgens {tidy.TALKS} niet."
            raise InputError(message, path=root / tidy.BLIND, line=number, fix=_FIX)
        start, end = (_whole(row[name], root / tidy.BLIND, number) for name in ("start", "end"))
        work[row["transcript"]][row["coder"]].append(Coding(
            row["id"], row["transcript"], "", start, end, row["code"], row["polarity"], row["certainty"], row["time"],  # type: ignore[arg-type]
            source=row["coder"],
        ))  # fmt: skip
    done = {name: {coder: tuple(found) for coder, found in per.items()} for name, per in sorted(work.items())}
    decided = {row["transcript"]: row["decided_together"] for row in talks if row["decided_together"]}
    return ratings_of(
        done, {name: transcripts[name] for name in done}, codebook, study.settings.coders,
        split={name: split.get(name, ()) for name in done}, of_conversations=len(talks),
        closed_names=tuple(name for name in done if decided.get(name) == "ja"), decided=bool(decided),
    )  # fmt: skip


def _whole(value: str, path: Path, line: int) -> int:
    try:
        return int(value)
    except ValueError as error:
        raise InputError(f"'{value}' is geen geheel getal.", path=path, line=line, fix=_FIX) from error


def _real(value: str, path: Path, line: int) -> float:
    try:
        return float(value) if value else float("nan")
    except ValueError as error:
        raise InputError(f"'{value}' is geen getal.", path=path, line=line, fix=_FIX) from error


def _day(value: str, path: Path, line: int) -> dt.date | None:
    try:
        return dt.date.fromisoformat(value) if value else None
    except ValueError as error:
        raise InputError(f"'{value}' is geen datum.", path=path, line=line, fix=_FIX) from error
