"""Targets and where they stand: expected on a day, counted, the gap, and the pace that is left. Jobs, not heads."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping

import pandas as pd

from ..errors import UsageError
from ..numbers import date_in_words, dutch
from .parameters import Milestone, Target, Targets, value_on

COLUMNS = (
    "id", "label", "amount", "sum", "valid_from", "valid_to", "on", "expected", "realised", "realised_on",
    "expected_then", "gap", "years_left", "needed_per_year", "in_words", "source", "checked",
)  # fmt: skip
HOURS_PER_JOB = "uren per baan"
_YEAR = 365.25


def jobs(hours: Iterable[float], targets: Targets, day: dt.date) -> float:
    """Hours a week as jobs: 12 + 20 + 36 hours is 2.67 jobs of 25.5 hours. Raises UsageError."""
    return sum(hours) / value_on(targets.hours_per_job, HOURS_PER_JOB, day).value


def expected_on(target: Target, day: dt.date) -> float:
    """What should be there by the end of a day: along the agreed steps, evenly by the day between them."""
    if target.valid_to is None:
        message = f"de doelstelling '{target.id}' heeft geen einddatum."
        raise UsageError(message, fix="vul valid_to in, in interviews/parameters/doelstellingen.yaml.")
    path = _path(target, target.valid_to)
    for (before, low), (after, high) in zip(path, path[1:]):
        if day <= after:
            part = max((day - before).days, 0) / (after - before).days
            return low + (high - low) * part
    return float(target.amount)


def target_table(targets: Targets, day: dt.date, *, realised: Mapping[str, float] | None = None) -> pd.DataFrame:
    """One row per target: expected, counted (the last count by that day, or what is given), gap and pace."""
    rows = []
    for one in targets.targets:
        count, when, source = _counted(one, day, realised or {})
        expected = expected_on(one, day)
        then = expected_on(one, when) if when is not None else None
        gap = None if count is None or then is None else then - count
        left = max((one.valid_to - (when or day)).days / _YEAR, 0.0) if one.valid_to else None
        pace = (one.amount - count) / left if count is not None and left and count < one.amount else None
        parts = sum(targets.target(part).amount for part in one.parts) if one.parts else one.amount
        words = _in_words(one, day, expected, count, when, gap)
        rows.append((
            one.id, one.label, one.amount, parts, one.valid_from.isoformat(), _iso(one.valid_to), day.isoformat(),
            round(expected), count, _iso(when), None if then is None else round(then),
            None if gap is None else round(gap), None if left is None else round(left, 2), pace, words,
            "; ".join(dict.fromkeys([one.source, source] if source else [one.source])), one.checked,
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS))


def _path(target: Target, end: dt.date) -> list[tuple[dt.date, float]]:
    begin = target.valid_from - dt.timedelta(days=1)
    points = {begin: 0.0, end: float(target.amount)}
    if target.per_year is not None and target.years is not None:
        for year in range(1, target.years):
            points[_years_on(target.valid_from, year) - dt.timedelta(days=1)] = float(year * target.per_year)
    points |= {step.date: float(step.amount) for step in target.steps}
    return sorted(points.items())


def _years_on(day: dt.date, years: int) -> dt.date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)


def _counted(target: Target, day: dt.date, given: Mapping[str, float]) -> tuple[float | None, dt.date | None, str]:
    if target.id in given:
        return given[target.id], day, "opgegeven"
    known: list[Milestone] = sorted((r for r in target.results if r.date <= day), key=lambda r: r.date)
    return (known[-1].amount, known[-1].date, known[-1].source) if known else (None, None, "")


def _in_words(
    target: Target, day: dt.date, expected: float, count: float | None, when: dt.date | None, gap: float | None
) -> str:
    rate = f" ({dutch(target.per_year)} per jaar)" if target.per_year else ""
    text = f"Afgesproken: {dutch(target.amount)} {target.unit}{rate}."
    if target.valid_to is not None and target.valid_to < day:
        text += f" De termijn liep af op {date_in_words(target.valid_to)}."
    else:
        text += f" Bij een gelijkmatige opbouw zijn dat er op {date_in_words(day)} {dutch(round(expected))}."
    if count is None or when is None or gap is None:
        return f"{text} Hoeveel er zijn, is niet bekend."
    difference = round(gap)
    side = f"{dutch(abs(difference))} {'minder' if gap > 0 else 'meer'} dan" if difference else "precies wat"
    return f"{text} Geteld op {date_in_words(when)}: {dutch(round(count))}, {side} bij de afspraak hoort."


def _iso(day: dt.date | None) -> str:
    return day.isoformat() if day else ""
