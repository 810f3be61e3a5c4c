"""Where the material pulls two ways: sub-topics with both signs, actors of one case against each other, cases that go
against the rest."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

import pandas as pd

from ..numbers import x_of_y
from ..records import Codebook
from .matrix import MENTIONED, column_ids
from .parameters import Tension
from .table import INTERVIEWER, records_of, role_label, role_order

TENSION_COLUMNS = (
    "id", "label", "question", "plus", "minus", "plus_conversations", "minus_conversations", "plus_cases", "minus_cases",
    "both_cases", "of_cases", "in_words", "plus_ids", "minus_ids",
)  # fmt: skip
ACTOR_COLUMNS = (
    "case", "id", "label", "contrast", "plus_roles", "minus_roles", "both_roles", "silent_roles", "plus", "minus", "ids",
)  # fmt: skip
NEGATIVE_COLUMNS = ("code", "label", "pattern", "case", "state", "ids")
AGAINST, MIXED, ONE_SIDE, ONE_VOICE = "tegenover elkaar", "gemengd", "eenstemmig", "één stem"
DENIED = "ontkend"
OWN_SIGNS = "beide tekens"


def sided(frame: pd.DataFrame, pairs: Iterable[Tension]) -> pd.DataFrame:
    """The codings that bear on a tension, with the ``tension`` and the ``side`` they are on ("plus" or "minus").

    A coding that negates its code counts for the other side: "geen subsidie" is no sign that money is arranged.
    """
    said = frame[frame["role"] != INTERVIEWER]
    parts = []
    for one in pairs:
        for codes, side, other in ((one.plus, "plus", "minus"), (one.minus, "minus", "plus")):
            found = said[said["code"].isin(codes)]
            negated = found["polarity"] == "negated"
            parts.append(found.assign(tension=one.id, side=negated.map({True: other, False: side})))
    kept = [part for part in parts if len(part)]
    return pd.concat(kept, ignore_index=True) if kept else said.iloc[:0].assign(tension="", side="")


def tensions(frame: pd.DataFrame, pairs: Sequence[Tension], codebook: Codebook, cases: Collection[str]) -> pd.DataFrame:
    """One row per tension, those with most cases on both sides first; then the codes that are said and denied.

    ``both_cases`` counts the cases in which both sides are heard: there the tension is within the case.
    """
    own = [  # a code against itself: what denies it is on the other side
        Tension(id=code, label=codebook.label(code), question=OWN_SIGNS, plus=(code,), minus=("-",))
        for code in column_ids(codebook, "code", frame)
    ]
    rows = [*_rows(frame, pairs, cases), *(row for row in _rows(frame, own, cases) if row[3] and row[4])]
    table = pd.DataFrame(rows, columns=list(TENSION_COLUMNS))
    given = table["question"] != OWN_SIGNS
    weakest = table[["plus", "minus"]].min(axis=1)
    order = table.assign(_given=~given, _weakest=-weakest, _both=-table["both_cases"])
    return order.sort_values(["_given", "_both", "_weakest", "id"])[list(TENSION_COLUMNS)].reset_index(drop=True)


def actors_on_tensions(frame: pd.DataFrame, voices: pd.DataFrame, pairs: Sequence[Tension]) -> pd.DataFrame:
    """Actors of one case against each other: per case and tension who is on which side, and who says nothing."""
    marked = sided(frame, pairs)
    labels = {one.id: one.label for one in pairs}
    people = voices[voices["role"] != INTERVIEWER].groupby("case")["role"].agg(set).to_dict()
    rows = []
    for key, group in marked.groupby(["case", "tension"]):
        case, tension = (str(part) for part in key)
        plus = set(group.loc[group["side"] == "plus", "role"])
        minus = set(group.loc[group["side"] == "minus", "role"])
        silent = people.get(case, set()) - plus - minus
        rows.append((
            case, tension, labels[tension], contrast(plus, minus), _roles(plus - minus), _roles(minus - plus),
            _roles(plus & minus), _roles(silent), int((group["side"] == "plus").sum()), int((group["side"] == "minus").sum()),
            " ".join(group["id"]),
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(ACTOR_COLUMNS))


def contrast(plus: Collection[str], minus: Collection[str]) -> str:
    """How roles stand to each other: one only for and another only against is "tegenover elkaar"."""
    first, second = set(plus), set(minus)
    if first - second and second - first:
        return AGAINST
    if first and second:
        return MIXED
    return ONE_VOICE if len(first | second) == 1 else ONE_SIDE


def negative_cases(matrix: pd.DataFrame, *, least: float = 0.5, smallest: int = 3) -> pd.DataFrame:
    """Cases that go against what most say: the code is denied there, or asked about and not mentioned.

    ``matrix`` is the framework matrix of cases by codes. A pattern is a code that is affirmed in more than ``least`` of
    the cases, and in at least ``smallest``. Cases where it was not asked or not coded yet are shown too: nothing follows
    from them.
    """
    rows = []
    for code, group in matrix.groupby("column", sort=False):
        affirmed = int((group["affirmed"] > 0).sum())
        if affirmed < smallest or affirmed <= least * len(group):
            continue
        pattern = x_of_y(affirmed, len(group))
        for cell in records_of(group[group["affirmed"] == 0]):
            state = DENIED if cell["state"] == MENTIONED else cell["state"]
            rows.append((code, cell["column_label"], pattern, cell["row"], state, cell["ids"]))
    return pd.DataFrame(rows, columns=list(NEGATIVE_COLUMNS))


def _rows(frame: pd.DataFrame, pairs: Iterable[Tension], cases: Collection[str]) -> list[tuple[object, ...]]:
    known, listed = set(cases), list(pairs)
    marked = sided(frame, listed)
    groups = {(str(key[0]), str(key[1])): group for key, group in marked.groupby(["tension", "side"])}
    nothing = marked.iloc[:0]
    rows: list[tuple[object, ...]] = []
    for one in listed:
        plus, minus = (groups.get((one.id, side), nothing) for side in ("plus", "minus"))
        here, there = set(plus["case"]) & known, set(minus["case"]) & known
        words = x_of_y(len(here & there), len(known)) if known else ""
        rows.append((
            one.id, one.label, one.question, len(plus), len(minus), plus["transcript"].nunique(),
            minus["transcript"].nunique(), len(here), len(there), len(here & there), len(known), words,
            " ".join(plus["id"]), " ".join(minus["id"]),
        ))  # fmt: skip
    return rows


def _roles(roles: Collection[str]) -> str:
    return ", ".join(role_label(role) for role in sorted(roles, key=role_order))
