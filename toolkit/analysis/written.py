"""What people wrote for the analysis: summaries of the framework matrix, and lessons. The machine only checks and places it.

``interviews/texts/matrix.yaml`` (or ``matrix.csv`` with the same fields as columns):

    cells:
      - {row: c01, column: financiering, summary: "...", quote: c01-schoolleider#24, by: k1, date: 2024-03-01}

``interviews/texts/lessons.yaml``:

    lessons:
      - {lesson: "...", audience: [schoolleider], sources: [c01-schoolleider#44], counter: [c05-gemeente#12], by: k1}
"""

from __future__ import annotations

import csv
import datetime as dt
import io
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from ..errors import InputError
from ..study import Strict, Study
from ..yamlfile import Lines, load_yaml, parse, read_text

_CELL_FIELDS = ("row", "column", "summary", "quote", "by", "date")


@dataclass(frozen=True, slots=True)
class Summary:
    """What a person wrote in one cell of the framework matrix, with at most one quote."""

    row: str
    column: str
    summary: str
    quote: str = ""
    """A coding's id, or a turn (``c01-schoolleider#24``)."""
    by: str = ""
    date: str = ""
    line: int | None = None


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson that a person drew: for whom, what it rests on, and what speaks against it."""

    lesson: str
    audience: tuple[str, ...]
    sources: tuple[str, ...]
    counter: tuple[str, ...] = ()
    by: str = ""
    line: int | None = None


class _Cell(Strict):
    row: str = Field(min_length=1)
    column: str = Field(min_length=1)
    summary: str = Field(min_length=1)
    quote: str = ""
    by: str = ""
    date: dt.date | None = None

    @field_validator("date", mode="before")
    @classmethod
    def _no_date(cls, value: Any) -> Any:
        return None if value == "" else value


class _Matrix(Strict):
    cells: tuple[_Cell, ...] = ()


class _Lesson(Strict):
    lesson: str = Field(min_length=1)
    audience: tuple[str, ...] = ()
    sources: tuple[str, ...] = Field(min_length=1)
    counter: tuple[str, ...] = ()
    by: str = ""


class _Lessons(Strict):
    lessons: tuple[_Lesson, ...] = ()


def matrix_summaries(study: Study) -> list[Summary]:
    """The cells that people wrote; none when there is no file. Raises InputError, also when one cell is there twice."""
    paths = [path for path in (study.texts / "matrix.yaml", study.texts / "matrix.csv") if path.exists()]
    if not paths:
        return []
    if len(paths) > 1:
        message = "de samenvattingen staan in twee bestanden: matrix.yaml en matrix.csv."
        raise InputError(message, path=paths[1], fix="voeg ze samen in een van de twee en haal de andere weg.")
    path = paths[0]
    value, lines = _csv(path) if path.suffix == ".csv" else load_yaml(read_text(path), path=path)
    found: list[Summary] = []
    seen: dict[tuple[str, str], int | None] = {}
    for number, cell in enumerate(parse(_Matrix, value, path=path, lines=lines).cells):
        line = lines.get(("cells", number))
        if (cell.row, cell.column) in seen:
            message = f"de cel '{cell.row}' bij '{cell.column}' staat er twee keer (ook op regel {seen[cell.row, cell.column]})."
            raise InputError(message, path=path, line=line, fix="maak er één samenvatting van.")
        seen[cell.row, cell.column] = line
        day = cell.date.isoformat() if cell.date else ""
        found.append(Summary(cell.row, cell.column, cell.summary, cell.quote, cell.by, day, line))
    return found


def written_lessons(study: Study) -> list[Lesson]:
    """The lessons that people wrote; none when there is no file. Raises InputError."""
    path = study.texts / "lessons.yaml"
    if not path.exists():
        return []
    value, lines = load_yaml(read_text(path), path=path)
    entries = parse(_Lessons, value, path=path, lines=lines).lessons
    return [
        Lesson(one.lesson, one.audience, one.sources, one.counter, one.by, lines.get(("lessons", number)))
        for number, one in enumerate(entries)
    ]


def check_summaries(
    summaries: Iterable[Summary], rows: Collection[str], columns: Collection[str], sources: Collection[str], path: Path
) -> None:
    """Every summary stands at a cell that exists, and its quote points at something. Raises InputError."""
    for one in summaries:
        if one.row not in rows:
            message = f"'{one.row}' is geen case, gesprek of rol van deze studie."
            raise InputError(message, path=path, line=one.line, fix=f"kies uit: {_some(rows)}.")
        if one.column not in columns:
            message = f"'{one.column}' is geen thema of code van het codeboek."
            raise InputError(message, path=path, line=one.line, fix=f"kies uit: {_some(columns)}.")
        if one.quote and one.quote not in sources:
            raise _no_source(one.quote, path, one.line)


def check_lessons(lessons: Iterable[Lesson], sources: Collection[str], path: Path) -> None:
    """Every lesson, and what speaks against it, rests on turns or codings that exist. Raises InputError."""
    for one in lessons:
        for source in (*one.sources, *one.counter):
            if source not in sources:
                raise _no_source(source, path, one.line)


def _no_source(source: str, path: Path, line: int | None) -> InputError:
    message = f"de bron '{source}' is geen beurt of codering van deze studie."
    return InputError(message, path=path, line=line, fix="schrijf gesprek#beurt, bijvoorbeeld c01-schoolleider#24.")


def _csv(path: Path) -> tuple[dict[str, Any], Lines]:
    text = read_text(path)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text))
    header = [name.strip().lower() for name in next(reader, [])]
    strange = [name for name in header if name not in _CELL_FIELDS]
    if strange or "row" not in header or "column" not in header:
        message = f"de eerste regel is '{', '.join(header)}'."
        raise InputError(message, path=path, line=1, fix=f"gebruik de kolommen {', '.join(_CELL_FIELDS)}.")
    cells: list[dict[str, str]] = []
    lines = Lines()
    begin = reader.line_num + 1
    for row in reader:
        if any(cell.strip() for cell in row):
            lines["cells", len(cells)] = begin
            cells.append({name: cell.strip() for name, cell in zip(header, row)})
        begin = reader.line_num + 1
    return {"cells": cells}, lines


def _delimiter(text: str) -> str:
    first = text.partition("\n")[0]
    return max(",;\t", key=first.count)


def _some(names: Collection[str]) -> str:
    shown = sorted(names)
    return ", ".join(shown[:12]) + (", ..." if len(shown) > 12 else "")
