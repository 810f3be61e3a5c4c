"""Targets: how many of what, in how long or by when."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .amounts import Amount, amounts, dates
from .figures import unit_after
from .text import Line, paragraphs, read_lines, sentences_of

_SPAN = re.compile(
    r"^\s*(?P<k>school|kalender|studie)?(?P<u>jaar|jaren|maanden|maand|weken|week|kwartalen|kwartaal|collegeperiode)\b",
    re.IGNORECASE,
)
_PERIOD = re.compile(
    r"\b(?:in|binnen|gedurende|over|tijdens|voor|na|komende|periode\s+van|looptijd\s+van|tijd\s+van|duurt|duur\s+is|duur\s+van|looptijd(?:\s+is)?|termijn\s+van)\s+(?:(?:de|een|totaal|in|totale|komende|eerste|periode|van|ruim|ongeveer|circa|ca\.|bijna|maximaal)\s+)*$",
    re.IGNORECASE,
)
_UNTIL = re.compile(
    r"\b(?:eind|uiterlijk|per|vóór|voor|tegen|tot(?: en met)?|in)\s+(?:(?:eind|begin|medio|het\s+jaar)\s+)?(?P<y>20\d{2})\b",
    re.IGNORECASE,
)
_AIM = re.compile(
    r"\b(?:doel(?:en|stelling)?|streef\w*|streven|ambitie|opgave|opdracht|afspraak|afgesproken|beoog\w*|moeten|moet|willen|wil|kunnen|kan|gaan|zullen|zal|verwacht\w*|plek|plaats|ruimte|meedoen|deelnemen|deel|aansluiten|realiseren|bereik\w*|begeleid\w*|geholpen|ondersteun\w*|start\w*)\b",
    re.IGNORECASE,
)
_STRONG = re.compile(
    r"\b(?:doel(?:en|stelling)?|streef\w*|streven|ambitie|opgave|opdracht|afspraak|afgesproken|beoog\w*|moeten|moet|realiseren)\b",
    re.IGNORECASE,
)
HALF_YEAR = re.compile(r"\b(?:een\s+)?half\s?jaar\b", re.IGNORECASE)
_LASTS = re.compile(r"\b(?:loopt|duurt|looptijd|duur|termijn|periode|trekt\s+er|krijgt)\b", re.IGNORECASE)
_THEN = re.compile(r"\b(?:die\s+(?:tijd|periode|jaren|maanden)|daarin|in\s+totaal)\b", re.IGNORECASE)
_TIME_UNITS = (
    "jaar",
    "jaren",
    "maand",
    "maanden",
    "week",
    "weken",
    "dag",
    "dagen",
    "uur",
    "uren",
    "keer",
    "maal",
    "procent",
    "%",
    "euro",
    "bijeenkomsten",
    "sessies",
    "kwartaal",
    "kwartalen",
    "schooljaar",
    "schooljaren",
    "minuten",
)
_MONTHS = {
    "jaar": 12,
    "jaren": 12,
    "maand": 1,
    "maanden": 1,
    "kwartaal": 3,
    "kwartalen": 3,
    "collegeperiode": 48,
    "schooljaar": 12,
}


@dataclass(frozen=True, slots=True)
class Target:
    """A number to reach."""

    amount: float
    unit: str
    months: float | None
    """How long it may take; None when the text does not say."""
    until: str
    """Year or day by which it must be there; empty when the text does not say."""
    high: float | None
    line: int
    sentence: str

    @property
    def per_month(self) -> float | None:
        """The pace that is needed."""
        return self.amount / self.months if self.months else None


def read_targets(path: Path) -> list[Target]:
    """The targets in a document, those with a term first. Raises InputError for a file that cannot be read."""
    return targets_in(read_lines(path))


def targets_in(lines: Sequence[Line]) -> list[Target]:
    """The targets in lines: a sentence that speaks of an aim, with a number of things and mostly a term."""
    found: list[Target] = []
    for paragraph in paragraphs(lines):
        lasts: float | None = None
        for _, sentence in sentences_of(paragraph.text):
            if _AIM.search(sentence):
                found += _targets(sentence, paragraph.number, lasts if _THEN.search(sentence) else None)
            lasts = _term(sentence) if _LASTS.search(sentence) else lasts
    return sorted(found, key=lambda one: (one.months is None and not one.until, one.line))


def _term(sentence: str) -> float | None:
    """How many months a sentence speaks of."""
    found = [months for one in amounts(sentence) if (months := months_of(one, sentence[one.end :]))]
    return found[0] if found else None


def _targets(sentence: str, line: int, before: float | None = None) -> list[Target]:
    numbers = list(amounts(sentence))
    span = next((one for one in numbers if _is_span(sentence, one)), None)
    months = months_of(span, sentence[span.end :]) if span else None
    if months is None:
        months = 6 if HALF_YEAR.search(sentence) else before
    until = _until(sentence)
    made = []
    for one in numbers:
        unit = unit_after(sentence[one.end :])
        if (
            one is span
            or not unit
            or unit.split()[0].lower() in _TIME_UNITS
            or unit.split(" per ")[0].split()[-1].lower() in _TIME_UNITS
            or _is_year(one, sentence)
        ):
            continue
        if not re.search(r"(?:en|s|ers|ën)$", unit.split(" per ")[0].split()[-1].lower()):
            continue  # things that are counted stand in the plural
        per = re.search(r"\bper\s+(jaar|maand|kwartaal)$", unit) or re.match(
            r"[^.,;]{0,40}?\bper\s+(jaar|maand|kwartaal)\b", sentence[one.end :]
        )
        own = float(_MONTHS[per[1].lower()]) if per and months is None else months
        if own is None and not until and (one.value < 5 or not _STRONG.search(sentence)):
            continue
        made.append(Target(one.value, unit, own, until, one.high, line, sentence))
    return made


def _is_span(sentence: str, one: Amount) -> bool:
    if not _SPAN.match(sentence[one.end :]):
        return False
    return bool(_PERIOD.search(sentence[: one.start])) or bool(
        re.search(r"(?:^|[,;(]\s*|\bde\s+)$", sentence[: one.start])
    )


def months_of(one: Amount, after: str) -> float | None:
    """How many months a number with the word behind it is: "anderhalf jaar" is 18."""
    match = _SPAN.match(after)
    if not match:
        return None
    word = match["u"].lower()
    months = one.value * _MONTHS.get(word, 12 / 52)
    return int(months) if months == int(months) else round(months, 1)


def _until(sentence: str) -> str:
    days = dates(sentence)
    for start, _, day in days:
        if re.search(
            r"\b(?:uiterlijk|per|vóór|voor|tegen|tot|eind)\s+(?:en met\s+)?$", sentence[:start], re.IGNORECASE
        ):
            return day.isoformat()
    match = _UNTIL.search(sentence)
    return match["y"] if match else ""


def _is_year(one: Amount, sentence: str) -> bool:
    return (
        one.digits
        and bool(re.fullmatch(r"(?:19|20)\d{2}", one.text))
        and bool(
            re.search(r"\b(?:in|eind|per|voor|vóór|tot|sinds|vanaf|van|jaar)\s*$", sentence[: one.start], re.IGNORECASE)
        )
    )
