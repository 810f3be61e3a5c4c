"""Facts that change over time: amounts of instruments, targets, terms. Each with a period and a source, never in code.

They stand in ``interviews/parameters/``: ``instrumenten.yaml``, ``doelstellingen.yaml``, ``begrippen.yaml`` and
``spanningen.yaml``. What is asked for a date on which nothing held is an error, and so are parts that do not add up.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import Field, model_validator

from ..errors import InputError, UsageError
from ..study import Strict, Study
from ..yamlfile import Lines, load_yaml, parse, read_text


class Dated(Strict):
    """Something that held from a day, until a day or until now, by a source."""

    valid_from: dt.date
    valid_to: dt.date | None = None
    source: str = Field(min_length=1)
    checked: bool = True
    """False: general knowledge that has to be checked before it goes into a published text."""

    @model_validator(mode="after")
    def _forward(self) -> Dated:
        if self.valid_to is not None and self.valid_to < self.valid_from:
            raise ValueError(f"valid_to ({self.valid_to}) ligt voor valid_from ({self.valid_from})")
        return self

    def holds(self, day: dt.date) -> bool:
        """Whether it held on this day; the first and the last day count."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


class Value(Dated):
    """One number of an instrument."""

    name: str
    value: float
    unit: str


class Instrument(Strict):
    """A way of funding: who pays whom, what people call it, its numbers by period."""

    id: str
    label: str
    payer: str
    receiver: str
    spoken: tuple[str, ...] = ()
    about: str = ""
    values: tuple[Value, ...] = ()

    def on(self, name: str, day: dt.date) -> Value:
        """The number of this name that held on a day. Raises UsageError that says when there is one."""
        return value_on(self.values, name, day, of=self.label.lower())


class Milestone(Strict):
    """A number on a day: what should be there by then, or what was counted."""

    date: dt.date
    amount: int
    source: str = Field(min_length=1)


class Target(Dated):
    """A number of jobs agreed on, counted from ``valid_from``, to be there on ``valid_to``.

    It is the sum of its parts, or a number a year for some years. ``steps`` is the agreed path towards it;
    ``results`` what was counted.
    """

    id: str
    label: str
    amount: int
    unit: str = "banen"
    parts: tuple[str, ...] = ()
    per_year: int | None = None
    years: int | None = None
    steps: tuple[Milestone, ...] = ()
    results: tuple[Milestone, ...] = ()


class Term(Dated):
    """A term or an abbreviation, in plain words."""

    term: str
    abbreviation: str = ""
    plain: str = Field(min_length=1)


class Tension(Strict):
    """Two sides of one matter, as codes: what speaks for it and what speaks against it."""

    id: str
    label: str
    question: str = ""
    plus: tuple[str, ...] = Field(min_length=1)
    minus: tuple[str, ...] = Field(min_length=1)


class _Instruments(Strict):
    instruments: tuple[Instrument, ...] = ()


class _Targets(Strict):
    hours_per_job: tuple[Value, ...] = ()
    targets: tuple[Target, ...] = ()


class _Terms(Strict):
    terms: tuple[Term, ...] = ()


class _Tensions(Strict):
    tensions: tuple[Tension, ...] = ()


class Targets(Strict):
    """Targets, and how many hours a week count as one job."""

    targets: tuple[Target, ...] = ()
    hours_per_job: tuple[Value, ...] = ()

    def target(self, target_id: str) -> Target:
        """The target with this id. Raises UsageError."""
        return _by_id(self.targets, target_id, "doelstelling")


Found = TypeVar("Found", Instrument, Target, Tension)
Model = TypeVar("Model", bound=Strict)


def instruments(study: Study) -> tuple[Instrument, ...]:
    """``instrumenten.yaml``; nothing when it is not there. Raises InputError, also when two periods of one number overlap."""
    path, file, lines = _load(study, "instrumenten.yaml", _Instruments)
    _unique(file.instruments, "instruments", path, lines)
    for number, one in enumerate(file.instruments):
        _no_overlap(one.values, path, lines, ("instruments", number, "values"))
    return file.instruments


def targets(study: Study) -> Targets:
    """``doelstellingen.yaml``. Raises InputError when the parts of a target do not add up to it."""
    path, file, lines = _load(study, "doelstellingen.yaml", _Targets)
    _unique(file.targets, "targets", path, lines)
    _no_overlap(file.hours_per_job, path, lines, ("hours_per_job",))
    amounts = {one.id: one.amount for one in file.targets}
    for number, one in enumerate(file.targets):
        wrong = _sum_error(one, amounts)
        if wrong:
            fix = "verbeter het getal; let ook op waar het al in een tekst staat."
            raise InputError(wrong, path=path, line=lines.get(("targets", number)), fix=fix)
    return Targets(targets=file.targets, hours_per_job=file.hours_per_job)


def terms(study: Study) -> tuple[Term, ...]:
    """``begrippen.yaml``: terms and abbreviations in plain words, in the order of the alphabet. Raises InputError."""
    _, file, _ = _load(study, "begrippen.yaml", _Terms)
    return tuple(sorted(file.terms, key=lambda one: (one.term.lower(), one.valid_from)))


def tension_pairs(study: Study) -> tuple[Tension, ...]:
    """``spanningen.yaml``: which codes are two sides of one matter. Raises InputError."""
    path, file, lines = _load(study, "spanningen.yaml", _Tensions)
    _unique(file.tensions, "tensions", path, lines)
    return file.tensions


def instrument(found: Sequence[Instrument], instrument_id: str) -> Instrument:
    """The instrument with this id. Raises UsageError."""
    return _by_id(found, instrument_id, "instrument")


def value_on(values: Iterable[Value], name: str, day: dt.date, *, of: str = "") -> Value:
    """The value of this name that held on a day. Raises UsageError that says when there is one."""
    named = sorted((one for one in values if one.name == name), key=lambda one: one.valid_from)
    for one in named:
        if one.holds(day):
            return one
    periods = "; ".join(f"{one.valid_from} tot en met {one.valid_to or 'nu'}" for one in named) or "geen enkele periode"
    message = f"voor {of + ', ' if of else ''}'{name}' is op {day} geen waarde bekend (wel voor: {periods})."
    raise UsageError(message, fix="kies een andere datum of vul interviews/parameters aan, met een bron.")


def _load(study: Study, name: str, model: type[Model]) -> tuple[Path, Model, Lines]:
    path = study.interviews / "parameters" / name
    if not path.exists():
        return path, model(), {}
    value, lines = load_yaml(read_text(path), path=path)
    return path, parse(model, value, path=path, lines=lines), lines


def _by_id(found: Sequence[Found], wanted: str, noun: str) -> Found:
    for one in found:
        if one.id == wanted:
            return one
    known = ", ".join(one.id for one in found) or "geen"
    raise UsageError(f"er is geen {noun} '{wanted}' in interviews/parameters.", fix=f"kies uit: {known}.")


def _unique(found: Sequence[Found], field: str, path: Path, lines: Lines) -> None:
    ids = [one.id for one in found]
    for number, name in enumerate(ids):
        if name in ids[:number]:
            message = f"het id '{name}' komt twee keer voor."
            raise InputError(message, path=path, line=lines.get((field, number)), fix="geef elk een eigen id.")


def _no_overlap(values: Sequence[Value], path: Path, lines: Lines, field: tuple[str | int, ...]) -> None:
    for number, one in enumerate(values):
        for other in values[:number]:
            if other.name == one.name and (one.holds(other.valid_from) or other.holds(one.valid_from)):
                message = f"de perioden van twee waarden van '{one.name}' overlappen ({other.valid_from} en {one.valid_from})."
                fix = "sluit de oude waarde af met valid_to, op de dag voor de nieuwe begint."
                raise InputError(message, path=path, line=lines.get((*field, number)), fix=fix)


def _sum_error(one: Target, amounts: dict[str, int]) -> str:
    unknown = [part for part in one.parts if part not in amounts]
    if unknown:
        return f"'{one.id}' noemt een deel dat er niet is: {', '.join(unknown)}."
    if one.parts and sum(amounts[part] for part in one.parts) != one.amount:
        shown = " + ".join(f"{amounts[part]}" for part in one.parts)
        total = sum(amounts[part] for part in one.parts)
        return f"de delen van '{one.id}' tellen niet op: {shown} = {total}, en er staat {one.amount}."
    if (one.per_year is None) != (one.years is None):
        return f"bij '{one.id}' horen per_year en years allebei of geen van beide."
    if one.per_year is not None and one.years is not None and one.per_year * one.years != one.amount:
        return f"'{one.id}' telt niet op: {one.per_year} x {one.years} = {one.per_year * one.years}, en er staat {one.amount}."
    return ""
