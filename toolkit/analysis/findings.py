"""Added value by beneficiary, barriers by kind, conditions and lessons: what the study asks, straight from the codings.

The themes are those of the default codebook; a study with another codebook names its own.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

import pandas as pd

from ..numbers import x_of_y
from ..records import Codebook
from .matrix import column_ids
from .table import INTERVIEWER, records_of, role_label, role_order
from .written import Lesson

VALUE, BARRIER, CONDITION, LESSON = "waarde", "belemmering", "voorwaarde", "voorwaarde.les"
TARGET_ROLE = "medewerker"
_COUNTED = ("code", "label", "codings", "conversations", "cases", "of_cases", "in_words", "roles", "ids")
VALUE_COLUMNS = (*_COUNTED[:3], "seen", "hoped", "denied", "by_person", "by_others", *_COUNTED[3:])
BARRIER_COLUMNS = (*_COUNTED[:3], "now", "past", "future", "denied", *_COUNTED[3:])
CONDITION_COLUMNS = (*_COUNTED[:3], "worked", "needed", "missing", *_COUNTED[3:])
LESSON_COLUMNS = (
    "lesson",
    "audience",
    "cases",
    "of_cases",
    "in_words",
    "counter_cases",
    "sources",
    "counter",
    "by",
    "state",
)
_AUDIENCES = {
    "OCW en Rijk": r"ministerie|\bocw\b|den haag|\bszw\b|overheid|po-raad|landelijk",
    "UWV": r"\buwv\b",
    "gemeente": r"gemeente",
    "bestuur": r"bestuur|\bhr\b|personeelszaken",
    "jobcoach": r"jobcoach|\bcoach",
    "collega's": r"\bteam\b|collega",
    "school": r"\bschool|\bscholen|directeur|directie|leerkracht",
    "werkgevers": r"werkgever|bedrijf|bedrijven",
}
CERTAIN, WISHED = "real", ("wish", "condition", "uncertain")


def added_value(frame: pd.DataFrame, codebook: Codebook, cases: Collection[str], *, theme: str = VALUE) -> pd.DataFrame:
    """What it yields, a row per beneficiary: seen, hoped for, or denied; and whether the person says it or others do."""
    said = frame[(frame["theme"] == theme) & (frame["role"] != INTERVIEWER)]
    negated, certain = said["polarity"] == "negated", said["certainty"] == CERTAIN
    own = said["role"] == TARGET_ROLE
    flags = {
        "seen": ~negated & certain,
        "hoped": ~negated & ~certain,
        "denied": negated,
        "by_person": own,
        "by_others": ~own,
    }
    return _table(said, flags, codebook, cases, theme, VALUE_COLUMNS)


def barriers(frame: pd.DataFrame, codebook: Codebook, cases: Collection[str], *, theme: str = BARRIER) -> pd.DataFrame:
    """What stands in the way, a row per kind: now, in the past, in the future; and where it is denied."""
    said = frame[(frame["theme"] == theme) & (frame["role"] != INTERVIEWER)]
    negated = said["polarity"] == "negated"
    flags = {when: ~negated & (said["time"] == when) for when in ("now", "past", "future")} | {"denied": negated}
    return _table(said, flags, codebook, cases, theme, BARRIER_COLUMNS)


def conditions(
    frame: pd.DataFrame, codebook: Codebook, cases: Collection[str], *, theme: str = CONDITION
) -> pd.DataFrame:
    """What makes it succeed, a row per code: what worked, what people say is needed, and what was missing."""
    said = frame[(frame["theme"] == theme) & (frame["role"] != INTERVIEWER)]
    negated, certain = said["polarity"] == "negated", said["certainty"] == CERTAIN
    flags = {"worked": ~negated & certain, "needed": ~negated & ~certain, "missing": negated}
    return _table(said, flags, codebook, cases, theme, CONDITION_COLUMNS)


def lessons(
    frame: pd.DataFrame,
    cases: Collection[str],
    where: Mapping[str, str],
    *,
    written: Iterable[Lesson] = (),
    code: str = LESSON,
) -> pd.DataFrame:
    """Lessons: those that people wrote, with the cases that support and contradict them; then what was said as a tip.

    ``where`` gives the case of every source (a coding's id, or a turn). A tip is a proposal (``state`` "voorstel"):
    its audience comes from the words in it, and a person still has to draw the lesson.
    """
    known = set(cases)
    rows = []
    for one in written:
        support = sorted({where[source] for source in one.sources if source in where} & known)
        against = sorted({where[source] for source in one.counter if source in where} & known)
        words = x_of_y(len(support), len(known)) if known else ""
        rows.append((
            one.lesson, ", ".join(one.audience), " ".join(support), len(known), words, " ".join(against),
            " ".join(one.sources), " ".join(one.counter), one.by, "geschreven",
        ))  # fmt: skip
    tips = frame[(frame["code"] == code) & (frame["polarity"] == "affirmed") & (frame["role"] != INTERVIEWER)]
    used = {source for one in written for source in one.sources}
    for tip in records_of(tips):
        if tip["id"] in used or f"{tip['transcript']}#{tip['turn']}" in used:
            continue
        own = tip["case"] if tip["case"] in known else ""
        words = x_of_y(int(bool(own)), len(known)) if known else ""
        heard = ", ".join(audience_of(tip["fragment"]))
        rows.append(
            (tip["fragment"], heard, own, len(known), words, "", tip["id"], "", role_label(tip["role"]), "voorstel")
        )
    return pd.DataFrame(rows, columns=list(LESSON_COLUMNS))


def audience_of(fragment: str) -> list[str]:
    """Whom a tip seems meant for, by the words in it; empty when it does not say."""
    return [name for name, words in _AUDIENCES.items() if re.search(words, fragment.lower())]


def places_of(frame: pd.DataFrame, turns: Mapping[str, tuple[str, int]]) -> dict[str, str]:
    """The case of every source that a text may name: coding ids, and turns of conversations (id -> case, turns)."""
    found = dict(zip(frame["id"], frame["case"]))
    found |= {f"{name}#{n}": case for name, (case, count) in turns.items() for n in range(1, count + 1)}
    return found


def _table(
    said: pd.DataFrame, flags: Mapping[str, pd.Series[bool]], codebook: Codebook, cases: Collection[str], theme: str,
    columns: tuple[str, ...],
) -> pd.DataFrame:  # fmt: skip
    known = set(cases)
    marked = said.assign(**flags)
    rows = []
    for code in column_ids(codebook, "code", frame=said):
        if code.partition(".")[0] != theme:
            continue
        group = marked[marked["code"] == code]
        found = len(set(group["case"]) & known)
        talks = group["transcript"].nunique()
        roles = ", ".join(role_label(role) for role in sorted(set(group["role"]), key=role_order))
        row = {name: int(group[name].sum()) for name in flags} | {
            "code": code, "label": codebook.label(code), "codings": len(group), "conversations": talks, "cases": found,
            "of_cases": len(known), "in_words": x_of_y(found, len(known)) if known else "", "roles": roles,
            "ids": " ".join(group["id"]),
        }  # fmt: skip
        rows.append([row[name] for name in columns])
    return pd.DataFrame(rows, columns=list(columns))
