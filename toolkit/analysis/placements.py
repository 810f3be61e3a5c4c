"""Placements over time: how long each lasted, whether it still does, why it ended, and how many jobs they make."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from typing import Any

import pandas as pd

from ..study import Case, Placement
from .goals import jobs
from .parameters import Targets

COLUMNS = (
    "case", "person", "function", "hours", "jobs", "contract", "since", "ended", "until", "months", "state", "end_reason",
)  # fmt: skip
CASE_COLUMNS = (
    "case", "title", "school_type", "size", "region", "function", "hours", "jobs", "contract", "since", "ended", "months",
    "state", "conversations", "roles",
)  # fmt: skip
RUNNING, ENDED, UNKNOWN = "loopt", "beëindigd", "begin onbekend"
_SIZES = ((0, 99, "minder dan 100 leerlingen"), (100, 199, "100 tot 200 leerlingen"), (200, 349, "200 tot 350 leerlingen"),
          (350, 499, "350 tot 500 leerlingen"), (500, 10**9, "500 leerlingen of meer"))  # fmt: skip


def placements_table(cases: Iterable[Case], day: dt.date, targets: Targets) -> pd.DataFrame:
    """One row per job. A running one is counted until the case's ``state_on``, or until ``day``.

    A case without ``placements`` gives one row from its facts, if these name a function or a beginning.
    """
    rows = []
    for case in cases:
        if case.kind != "case":
            continue
        seen = case.facts.get("state_on")
        last = seen if isinstance(seen, dt.date) else day
        for one in case.placements or _from_facts(case):
            ended = one.ended if one.ended is not None and one.ended <= last else None
            until = ended or last
            months = months_between(one.since, until) if one.since and one.since <= until else None
            state = UNKNOWN if one.since is None else ENDED if ended else RUNNING
            work = (
                round(jobs([one.hours], targets, last), 2) if one.hours is not None and targets.hours_per_job else None
            )
            rows.append((
                case.id, one.person, one.function, one.hours, work, one.contract, _iso(one.since), _iso(ended),
                until.isoformat(), months, state, one.end_reason or "",
            ))  # fmt: skip
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.astype({"hours": "float64", "jobs": "float64", "months": "float64"})


def case_overview(cases: Iterable[Case], placements: pd.DataFrame, voices: pd.DataFrame) -> pd.DataFrame:
    """One row per placement with its case's facts, general enough to print: a size class instead of a number of pupils."""
    facts = {case.id: case for case in cases}
    rows = []
    for one in placements.to_dict("records"):
        case = facts[one["case"]]
        talks = voices[(voices["case"] == case.id) & (voices["role"] != "interviewer")]
        rows.append((
            case.id, case.title, _text(case.facts.get("school_type")), size_class(case.facts.get("pupils")),
            _text(case.facts.get("region")), one["function"], one["hours"], one["jobs"], one["contract"], one["since"],
            one["ended"], one["months"], one["state"], talks["transcript"].nunique(), talks["role"].nunique(),
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(CASE_COLUMNS))


def months_between(begin: dt.date, end: dt.date) -> int:
    """Whole months from one day up to and including another: 1 January to 31 March is three."""
    after = end + dt.timedelta(days=1)
    months = (after.year - begin.year) * 12 + after.month - begin.month
    return max(months - (after.day < begin.day), 0)


def size_class(pupils: object) -> str:
    """The size of a school in words; empty when it is not known."""
    if not isinstance(pupils, int | float):
        return ""
    return next(label for low, high, label in _SIZES if low <= int(pupils) <= high)


def _from_facts(case: Case) -> tuple[Placement, ...]:
    facts: dict[str, Any] = dict(case.facts)
    if not (facts.get("function") or isinstance(facts.get("since"), dt.date)):
        return ()
    hours, since, ended = facts.get("hours"), facts.get("since"), facts.get("ended")
    return (
        Placement(
            person="", function=_text(facts.get("function")), hours=hours if isinstance(hours, int | float) else None,
            contract=_text(facts.get("contract")), since=since if isinstance(since, dt.date) else None,
            ended=ended if isinstance(ended, dt.date) else None, end_reason=_text(facts.get("end_reason")) or None,
        ),
    )  # fmt: skip


def _text(value: object) -> str:
    return "" if value is None else str(value)


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
