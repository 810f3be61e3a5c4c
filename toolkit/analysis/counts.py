"""How often, and in how many cases: per code, theme and actor. Always "x van de y", for a count of codings says little."""

from __future__ import annotations

from collections.abc import Collection

import pandas as pd

from ..numbers import x_of_y
from ..records import Codebook
from .matrix import Columns, column_ids
from .table import INTERVIEWER, records_of, role_label, role_order

COUNT_COLUMNS = (
    "theme", "id", "label", "origin", "codings", "affirmed", "negated", "not_real", "suggested",
    "conversations", "of_conversations", "cases", "of_cases", "cases_affirmed", "cases_negated", "in_words",
)  # fmt: skip
ACTOR_COLUMNS = (
    "role",
    "role_label",
    "id",
    "label",
    "codings",
    "negated",
    "conversations",
    "of_conversations",
    "in_words",
)


def counts(
    frame: pd.DataFrame, voices: pd.DataFrame, codebook: Codebook, *, cases: Collection[str], columns: Columns = "code"
) -> pd.DataFrame:
    """One row per code (or theme), also those that never occur.

    ``cases`` are the study's own cases: talks over the cases count as conversations, not as a case. In a study
    without cases ``in_words`` counts conversations.
    """
    coded = set(voices[voices["processed"].astype(bool)]["transcript"])
    counted = set(cases) & set(voices[voices["transcript"].isin(coded)]["case"])
    found = {row["id"]: row for row in records_of(_summed(frame, columns, counted))}
    origins = {code.id: code.origin for code in codebook.codes}
    rows = []
    for one in column_ids(codebook, columns, frame):
        row = found.get(one, {})
        n_cases, n_talks = row.get("cases", 0), row.get("conversations", 0)
        words = x_of_y(n_cases, len(counted)) if counted else x_of_y(n_talks, len(coded))
        rows.append((
            one.partition(".")[0], one, codebook.label(one), origins.get(one, ""), row.get("codings", 0),
            row.get("affirmed", 0), row.get("negated", 0), row.get("not_real", 0), row.get("suggested", 0),
            n_talks, len(coded), n_cases, len(counted), row.get("cases_affirmed", 0), row.get("cases_negated", 0), words,
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(COUNT_COLUMNS))


def counts_by_actor(
    frame: pd.DataFrame, voices: pd.DataFrame, codebook: Codebook, *, columns: Columns = "code"
) -> pd.DataFrame:
    """One row per role and code (or theme): in how many of the conversations in which that role speaks."""
    people = voices[(voices["role"] != INTERVIEWER) & voices["processed"].astype(bool)]
    totals = {str(role): int(n) for role, n in people.groupby("role")["transcript"].nunique().items()}
    groups = frame.assign(negated=frame["polarity"] == "negated").groupby(["role", columns], sort=False)
    summed = groups.agg(codings=("id", "size"), negated=("negated", "sum"), conversations=("transcript", "nunique"))
    found = {(row["role"], row[columns]): row for row in records_of(summed.reset_index())}
    rows = []
    for role in sorted(totals, key=role_order):
        for one in column_ids(codebook, columns, frame):
            row = found.get((role, one), {"codings": 0, "negated": 0, "conversations": 0})
            rows.append((
                role, role_label(role), one, codebook.label(one), row["codings"], row["negated"],
                row["conversations"], totals[role], x_of_y(row["conversations"], totals[role]),
            ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(ACTOR_COLUMNS))


def _summed(frame: pd.DataFrame, columns: Columns, cases: Collection[str]) -> pd.DataFrame:
    negated = frame["polarity"] == "negated"
    own = frame["case"].where(frame["case"].isin(set(cases)))
    flags = pd.DataFrame({
        "id": frame[columns], "transcript": frame["transcript"], "negated": negated, "affirmed": ~negated,
        "not_real": frame["certainty"] != "real", "suggested": frame["status"] == "suggested",
        "case": own, "case_affirmed": own.where(~negated), "case_negated": own.where(negated),
    })  # fmt: skip
    groups = flags.groupby("id", sort=False)
    return groups.agg(
        codings=("transcript", "size"), affirmed=("affirmed", "sum"), negated=("negated", "sum"),
        not_real=("not_real", "sum"), suggested=("suggested", "sum"), conversations=("transcript", "nunique"),
        cases=("case", "nunique"), cases_affirmed=("case_affirmed", "nunique"), cases_negated=("case_negated", "nunique"),
    ).reset_index()  # fmt: skip
