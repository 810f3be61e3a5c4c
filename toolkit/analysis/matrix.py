"""The framework matrix (Gale e.a. 2013): what each case, actor or conversation says on each theme or code.

An empty cell says why it is empty: it was not asked, it was asked and not mentioned, or nobody has coded it yet.
Summaries are people's work; the machine only places them.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

import pandas as pd

from ..numbers import dutch
from ..records import Codebook
from .table import INTERVIEWER, records_of, role_label, role_order
from .written import Summary

Rows = Literal["case", "actor", "conversation", "case_actor"]
Columns = Literal["theme", "code"]
MENTIONED, NOT_ASKED, NOT_MENTIONED, NOT_PROCESSED = "genoemd", "niet gevraagd", "niet genoemd", "nog niet verwerkt"
MATRIX_COLUMNS = (
    "row", "row_label", "column", "column_label", "state", "cell", "codings", "affirmed", "negated", "suggested",
    "conversations", "cases", "ids", "summary", "quote", "by", "date",
)  # fmt: skip


def framework_matrix(
    frame: pd.DataFrame,
    voices: pd.DataFrame,
    codebook: Codebook,
    *,
    rows: Rows = "case",
    columns: Columns = "theme",
    asked: pd.DataFrame | None = None,
    summaries: Sequence[Summary] = (),
) -> pd.DataFrame:
    """One row per cell. ``state`` is one of "genoemd", "niet gevraagd", "niet genoemd" and "nog niet verwerkt".

    ``voices`` says who speaks where (:func:`toolkit.analysis.table.voices_table`), ``asked`` which topics came up
    (:func:`toolkit.analysis.table.asked_table`). Where no topic list holds (documents), nothing is "niet gevraagd".
    """
    people = voices[voices["role"] != INTERVIEWER] if rows in ("actor", "case_actor") else voices
    keys = row_keys(people, rows)
    names = sorted(set(keys), key=lambda name: _order(name, rows))
    waiting = set(keys[~people["processed"].astype(bool)])
    listed, put = _asked(asked, rows, columns)
    found = _cells(frame, rows, columns)
    written = {(one.row, one.column): one for one in summaries}
    shown_columns = column_ids(codebook, columns, frame)
    table = []
    for name in names:
        for column in shown_columns:
            cell = found.get((name, column))
            if cell is None:
                state = _empty(name in waiting, name in listed, (name, column) in put)
                cell = (0, 0, 0, 0, 0, 0, "")
            else:
                state = MENTIONED
            shown = codings_in_words(cell[0]) if state == MENTIONED else state
            note = written.get((name, column))
            people_wrote = (note.summary, note.quote, note.by, note.date) if note else ("", "", "", "")
            labels = (name, _label(name, rows), column, codebook.label(column))
            table.append((*labels, state, shown, *cell, *people_wrote))
    return pd.DataFrame(table, columns=list(MATRIX_COLUMNS))


def wide(matrix: pd.DataFrame, *, value: str = "cell") -> pd.DataFrame:
    """The matrix as one reads it: a row per case or actor, a column per theme or code."""
    columns = list(dict.fromkeys(matrix["column_label"]))
    names = list(dict.fromkeys(matrix["row_label"]))
    found = matrix.set_index(["row_label", "column_label"])[value].to_dict()
    rows = [[name, *(found[(name, column)] for column in columns)] for name in names]
    return pd.DataFrame(rows, columns=["", *columns])


def row_keys(frame: pd.DataFrame, rows: Rows) -> pd.Series[str]:
    """Which row of the matrix each row of a table belongs to."""
    if rows == "case_actor":
        return frame["case"] + "/" + frame["role"]
    return frame[{"case": "case", "actor": "role", "conversation": "transcript"}[rows]]


def column_ids(codebook: Codebook, columns: Columns, frame: pd.DataFrame | None = None) -> tuple[str, ...]:
    """Themes, or codes in use, in the codebook's order; what only the codings still bear comes after them."""
    if columns == "theme":
        known = [theme.id for theme in codebook.themes]
    else:
        known = [code.id for code in codebook.codes if not code.retired]
    extra = set() if frame is None else set(frame[columns].unique()) - set(known)
    return (*known, *sorted(extra))


def codings_in_words(number: int) -> str:
    """``1 codering``, ``7 coderingen``."""
    return "1 codering" if number == 1 else f"{dutch(number)} coderingen"


def _cells(
    frame: pd.DataFrame, rows: Rows, columns: Columns
) -> dict[tuple[str, str], tuple[int, int, int, int, int, int, str]]:
    """Per cell: codings, affirmed, negated, suggested, conversations, cases, ids."""
    said = frame[frame["role"] != INTERVIEWER] if rows in ("actor", "case_actor") else frame
    flags = pd.DataFrame({
        "row": row_keys(said, rows), "column": said[columns], "transcript": said["transcript"], "case": said["case"],
        "id": said["id"], "negated": said["polarity"] == "negated", "suggested": said["status"] == "suggested",
    })  # fmt: skip
    groups = flags.groupby(["row", "column"], sort=False)
    summed = groups.agg(
        codings=("id", "size"), negated=("negated", "sum"), suggested=("suggested", "sum"),
        conversations=("transcript", "nunique"), cases=("case", "nunique"), ids=("id", " ".join),
    )  # fmt: skip
    return {
        (row["row"], row["column"]): (
            row["codings"], row["codings"] - row["negated"], row["negated"], row["suggested"],
            row["conversations"], row["cases"], row["ids"],
        )
        for row in records_of(summed.reset_index())
    }  # fmt: skip


def _asked(asked: pd.DataFrame | None, rows: Rows, columns: Columns) -> tuple[set[str], set[tuple[str, str]]]:
    """The rows that a topic list holds for, and the cells whose topic was asked."""
    if asked is None or asked.empty:
        return set(), set()
    keys = row_keys(asked, rows)
    put = set()
    for name, codes, was in zip(keys, asked["codes"], asked["asked"]):
        if was:
            put |= {(name, code if columns == "code" else code.partition(".")[0]) for code in codes.split()}
    return set(keys), put


def _empty(waiting: bool, listed: bool, put: bool) -> str:
    if waiting:
        return NOT_PROCESSED
    return NOT_ASKED if listed and not put else NOT_MENTIONED


def _order(name: str, rows: Rows) -> tuple[object, ...]:
    if rows == "actor":
        return role_order(name)
    case, _, role = name.partition("/")
    return (case, *role_order(role)) if rows == "case_actor" else (name,)


def _label(name: str, rows: Rows) -> str:
    if rows == "actor":
        return role_label(name)
    case, _, role = name.partition("/")
    return f"{case}, {role_label(role)}" if rows == "case_actor" else name


def rows_known(matrices: Iterable[pd.DataFrame]) -> tuple[set[str], set[str]]:
    """All rows and columns of some matrices: what a written summary may stand at."""
    together = list(matrices)
    return {r for one in together for r in one["row"]}, {c for one in together for c in one["column"]}
