"""Fields that say something of the study, of a day or of a number, rather than of a register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from ..errors import InputError
from ..numbers import date_in_words, dutch
from ..records import Block
from ..writing.values import Value, number
from .material import Material, in_words


def days_until(data: Material, datum: str) -> Value:
    """How many days from the study's date to a day; below zero when it is over."""
    return number((day_of(datum) - data.day).days)


def day_in_words(data: Material, datum: str) -> Value:
    """A day in words."""
    del data
    return Value(date_in_words(day_of(datum)))


def plural(data: Material, getal: float, een: str, meer: str) -> Value:
    """A number with its word: "1 bestuur is", "3 besturen zijn"."""
    del data
    return Value(f"{dutch(getal)} {een if getal == 1 else meer}", float(getal))


def choose(data: Material, getal: float, een: str, meer: str) -> Value:
    """One word or the other: "is" with one, "zijn" with more."""
    del data
    return Value(een if getal == 1 else meer)


def literature(data: Material) -> Value:
    """The list of literature."""
    from .references import load_references

    found = sorted(load_references(data.study).values(), key=lambda one: (one.short.casefold(), one.title))
    lines = "\n".join(one.full for one in found)
    return Value(blocks=(Block("", "list", lines),)) if lines else Value()


def setting(name: str) -> Callable[[Material], Value]:
    """A line of study.yaml."""

    def read(data: Material) -> Value:
        return Value(in_words(getattr(data.study.settings, name)))

    return read


def contact(data: Material) -> Value:
    """Name, mail and telephone for who wants to react."""
    found = data.study.settings.contact
    return Value(", ".join(part for part in (found.name, found.email, found.phone) if part))


def day_of(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        raise InputError(f"'{text}' is geen datum.", fix="schrijf jjjj-mm-dd, tussen aanhalingstekens.") from None
