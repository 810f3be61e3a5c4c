"""Rows counted against a target on a day: how many, how many were to be there by now, the pace, the gap, who waits."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ..numbers import date_in_words, dutch, x_of_y
from .rows import Row
from .schema import BoundsDef, RegisterDef, TargetDef, matches

_MONTH = 30.436875
"""Days: the mean of the Gregorian calendar, 365.2425 / 12."""


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a register stands against its target."""

    label: str
    unit: str
    day: dt.date
    count: int
    target: int
    waiting: int | None
    expected: float | None
    """How many at an even pace; None without a term."""
    pace: float | None
    """Per month so far; None before the first month is over."""
    needed: float | None
    """Per month from now on to get there in time; None after the last day."""
    ends: dt.date | None

    @property
    def gap(self) -> float | None:
        """Realised less expected: below zero it lags."""
        return None if self.expected is None else self.count - self.expected

    @property
    def in_words(self) -> str:
        """A sentence or three for a report."""
        many = (
            x_of_y(self.count, self.target)
            if self.count <= self.target
            else f"{dutch(self.count)}, boven de {dutch(self.target)}"
        )
        said = [f"Op {date_in_words(self.day)} zijn het er {many} {self.unit}."]
        if self.expected is not None and self.gap is not None:
            many = dutch(abs(self.gap), 0)
            more = f"het zijn er {many} meer" if self.gap > 0 else f"er ontbreken er {many}"
            ahead = "dat klopt" if abs(self.gap) < 0.5 else more
            said.append(f"Bij een gelijk tempo zouden het er {dutch(self.expected, 0)} zijn: {ahead}.")
        if self.needed is not None and self.count < self.target and self.ends:
            said.append(
                f"Om het doel op {date_in_words(self.ends)} te halen, zijn er {dutch(self.needed, 1)} per maand nodig."
            )
        if self.waiting:
            said.append(f"Er {'wacht' if self.waiting == 1 else 'wachten'} nog {dutch(self.waiting)}.")
        return " ".join(said)


def progress(rows: Sequence[Row], target: TargetDef, day: dt.date) -> Progress:
    """Count the rows of a register against one of its targets."""
    counted = [row for row in rows if matches(row.values, target.where) and _there(row, target.by, day)]
    waiting = sum(matches(row.values, target.waiting) for row in rows) if target.waiting else None
    ends = target.until or (_later(target.start, target.months) if target.start and target.months else None)
    expected = pace = needed = None
    if target.start and ends and ends > target.start:
        whole, passed = (ends - target.start).days, (day - target.start).days
        expected = target.amount * min(max(passed / whole, 0.0), 1.0)
        pace = len(counted) / (passed / _MONTH) if passed > _MONTH / 2 else None
        left = (ends - day).days
        needed = max(target.amount - len(counted), 0) / (left / _MONTH) if left > 0 else None
    return Progress(
        target.label or target.id, target.unit, day, len(counted), target.amount, waiting, expected, pace, needed, ends
    )


def outside(rows: Sequence[Row], bounds: BoundsDef) -> str:
    """What is wrong with the number of rows, in Dutch; empty when it is within its bounds."""
    count = sum(matches(row.values, bounds.where) for row in rows)
    if bounds.least is not None and count < bounds.least:
        return f"er zijn {count} {bounds.unit}; dat zijn er minder dan {bounds.least}"
    if bounds.most is not None and count > bounds.most:
        return f"er zijn {count} {bounds.unit}; dat zijn er meer dan {bounds.most}"
    return ""


def all_progress(form: RegisterDef, rows: Sequence[Row], day: dt.date) -> list[Progress]:
    """Every target of a register."""
    return [progress(rows, target, day) for target in form.targets]


def _there(row: Row, field: str, day: dt.date) -> bool:
    if not field:
        return True
    since = row[field]
    return isinstance(since, dt.date) and since <= day


def _later(day: dt.date, months: float) -> dt.date:
    """A day so many months later; the last of the month where there is no such day."""
    whole = int(months)
    year, month = divmod(day.year * 12 + day.month - 1 + whole, 12)
    last = (dt.date(year + (month == 11), (month + 1) % 12 + 1, 1) - dt.timedelta(days=1)).day
    start = dt.date(year, month + 1, min(day.day, last))
    return start + dt.timedelta(days=round((months - whole) * _MONTH))
