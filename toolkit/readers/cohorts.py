"""A programme read: the bounds of its cohort (how many people, how many meetings, how long), its building blocks, its views."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .amounts import Amount, amounts, number_of
from .figures import unit_after
from .targets import HALF_YEAR, months_of
from .text import Line, Paragraph, is_title, mark_of, paragraphs, read_lines

_MEETINGS = re.compile(
    r"^\s*(?:\w+e\s+)?(?:bijeenkomst|sessie|keer\b|maal\b|dagdeel|dagdelen|ontmoeting|trainingsdag|workshop|intervisie|overlegg)",
    re.IGNORECASE,
)
_TIMES = re.compile(r"\b(?P<v>[a-zéëè]+|\d{1,2})[ -]?maal\b", re.IGNORECASE)
_SECTION = re.compile(
    r"^(?:\W*)(?:(?:de|onze|vier|vijf|drie|zes)\s+)*(?:bouwstenen|onderdelen|pijlers|programmalijnen|actielijnen|sporen|elementen|ingrediënten)(?:\s+van\s+.{2,40})?\W*$",
    re.IGNORECASE,
)
_VIEW = re.compile(r"^(?P<who>[^:]{2,60}):\s*(?P<view>(?:de\s+)?blik\s+van\s+.{3,80})$", re.IGNORECASE)
_SUB = ("//", "•", "-", "–", "*", "1", "➢", ">>")
_TIME = (
    "jaar",
    "jaren",
    "maand",
    "maanden",
    "week",
    "weken",
    "schooljaar",
    "schooljaren",
    "keer",
    "maal",
    "uur",
    "uren",
    "dagen",
    "bijeenkomsten",
    "sessies",
)


@dataclass(frozen=True, slots=True)
class BuildingBlock:
    """A part of a programme, with what is said of it."""

    title: str
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Cohort:
    """Who take part, how often they meet, and for how long."""

    least: int | None
    most: int | None
    members: str
    sessions: int | None
    months: float | None
    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Programme:
    """What a description of a programme says."""

    cohort: Cohort | None
    blocks: tuple[BuildingBlock, ...]
    views: tuple[tuple[str, str, int], ...] = ()
    """(who, view, line): the perspectives that are named."""


def read_cohort(path: Path) -> Programme:
    """The cohort, building blocks and views of a programme. Raises InputError for a file that cannot be read."""
    return cohort_in(read_lines(path))


def cohort_in(lines: Sequence[Line]) -> Programme:
    """The same from lines."""
    found = paragraphs(lines)
    cohorts = [one for paragraph in found if (one := _cohort(paragraph))]
    best = max(cohorts, key=lambda one: (_known(one), -one.line), default=None)
    views = []
    for paragraph in found:
        mark = mark_of(paragraph.text)
        if match := _VIEW.match(mark.text if mark else paragraph.text):
            views.append((match["who"].strip(), match["view"].strip(), paragraph.number))
    return Programme(best, tuple(_blocks(found)), tuple(views))


def _known(cohort: Cohort) -> int:
    return sum(value is not None for value in (cohort.least, cohort.most, cohort.sessions, cohort.months))


def _cohort(paragraph: Paragraph) -> Cohort | None:
    """The bounds in one paragraph; None when it does not speak of meetings or a term, with people."""
    text = paragraph.text
    people: list[tuple[Amount, str]] = []
    sessions: int | None = None
    months: float | None = None
    for one in amounts(text):
        after = text[one.end :]
        unit = unit_after(after)
        span = months_of(one, after)
        if _MEETINGS.match(after) or (unit and _MEETINGS.match(f" {unit.split()[-1]}")):
            sessions = sessions or int(one.high or one.value)
        elif span is not None:
            months = months or span
        elif (
            unit
            and unit.split()[0].lower() not in _TIME
            and (one.high or _bounded(text, one) or re.search(r"(?:en|s)$", unit.lower()))
        ):
            people.append((one, unit))
    if sessions is None and (match := next((m for m in _TIMES.finditer(text) if _times(m["v"])), None)):
        sessions = _times(match["v"])
    if months is None and re.search(r"\been\s+(?:school)?jaar\b", text, re.IGNORECASE) and sessions:
        months = 12
    if months is None and HALF_YEAR.search(text):
        months = 6
    least, most, members = _bounds(text, people)
    if (least is None and most is None) or (sessions is None and months is None):
        return None
    return Cohort(least, most, members, sessions, months, paragraph.number, text)


def _times(word: str) -> int | None:
    value = 1.0 if word.lower() == "een" else number_of(word)
    return int(value) if value else None


def _bounded(text: str, one: Amount) -> str:
    """``min`` or ``max`` when a word before the number says so."""
    before = text[: one.start]
    if re.search(
        r"\b(?:minimaal|minstens|ten\s+minste|tenminste|vanaf|niet\s+minder\s+dan|min\.)\s*$", before, re.IGNORECASE
    ):
        return "min"
    if re.search(
        r"\b(?:maximaal|hoogstens|ten\s+hoogste|hooguit|niet\s+meer\s+dan|tot|max\.)\s*$", before, re.IGNORECASE
    ):
        return "max"
    return ""


def _bounds(text: str, people: Sequence[tuple[Amount, str]]) -> tuple[int | None, int | None, str]:
    """(least, most, who): a range, or two numbers that words bound, or one number for both."""
    ranged = next(((one, unit) for one, unit in people if one.high), None)
    if ranged:
        return int(ranged[0].value), int(ranged[0].high or 0), ranged[1]
    everything = list(amounts(text))
    least = next(
        (one for one in everything if _bounded(text, one) == "min" and months_of(one, text[one.end :]) is None), None
    )
    most = next(
        (one for one in everything if _bounded(text, one) == "max" and months_of(one, text[one.end :]) is None), None
    )
    unit = people[-1][1] if people else ""
    if least or most:
        return (int(least.value) if least else None), (int(most.value) if most else None), unit
    if people:
        return int(people[0][0].value), int(people[0][0].value), people[0][1]
    return None, None, ""


def _blocks(found: Sequence[Paragraph]) -> list[BuildingBlock]:
    """The parts under the heading that announces them: headings with a sign or of a level of their own, or a list."""
    starts = [
        n
        for n, paragraph in enumerate(found)
        if _SECTION.match(paragraph.text) and is_title(paragraph.text, level=paragraph.level)
    ]
    for start in starts:
        inside = found[start + 1 :]
        while inside and (_SECTION.match(inside[0].text)):
            inside = inside[1:]
        made = _parts(inside, found[start])
        if made:
            return made
    return []


def _parts(inside: Sequence[Paragraph], head: Paragraph) -> list[BuildingBlock]:
    style = next((_style(paragraph) for paragraph in inside[:3] if _style(paragraph)), "")
    made: list[tuple[str, list[str], int]] = []
    for index, paragraph in enumerate(inside):
        own = _style(paragraph)
        if style and own == style:
            title, text = _split(paragraph)
            made.append((title, [text] if text else [], paragraph.number))
        elif made and _ends(inside, index, style, head):
            break
        elif made:
            made[-1][1].append(paragraph.text)
        elif paragraph.title:
            break
    return [BuildingBlock(title, " ".join(texts), line) for title, texts, line in made]


def _style(paragraph: Paragraph) -> str:
    """The look of a heading of a part: its sign, its depth, or that it stands alone as a heading."""
    if paragraph.level:
        return f"#{paragraph.level}"
    mark = mark_of(paragraph.text)
    if mark and mark.kind in ("bullet", "number", "letter"):
        return paragraph.text[:2].strip() if mark.kind == "bullet" else mark.kind
    return "kop" if paragraph.title and not paragraph.text.isupper() else ""


def _split(paragraph: Paragraph) -> tuple[str, str]:
    """A part that stands in one line: ``- Focusgroepen: gesprekken met ouders`` has a title and a text."""
    mark = mark_of(paragraph.text)
    words = mark.text if mark and not paragraph.level else paragraph.text
    title, sign, rest = words.partition(":")
    if sign and rest.strip() and len(title.split()) <= 6:
        return title.strip(), rest.strip()
    return words.strip(" .:;"), ""


def _ends(inside: Sequence[Paragraph], index: int, style: str, head: Paragraph) -> bool:
    """A heading of another kind closes the section: of the level of its own heading, or without the sign of its parts."""
    paragraph = inside[index]
    if paragraph.level and head.level:
        return paragraph.level <= head.level
    if not paragraph.title:
        return False
    return style != "kop" or paragraph.text.isupper()
