"""Notes of a meeting read into plans with numbered items, and what the note says of the meeting itself.

A plan is a heading with a list under it. Ids are ``P1``, ``P1.1`` in the order of the note. Lists in every usual style are
read; a heading or an item that was glued to the line before is parted; an item that goes on on the next line is joined.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .amounts import dates
from .spaces import mended
from .text import Line, Mark, is_title, lines_of, mark_of, read_lines

_PLAN = re.compile(
    r"^(?:(?:actie|deel|werk|verbeter)?plan|voorstel|spoor|werkgroep|taskforce|actielijn|project)\b\s*(?:[A-Z]\b|\d{1,2}|[IVX]{1,4}\b)?\s*[:.–-]?\s*(?P<title>.*)$",
    re.IGNORECASE,
)
_EXPLICIT = re.compile(
    r"^(?:\d{1,2}[.)]\s*)?(?:actie|deel|werk|verbeter)?plan\b\s*(?:[A-Z]\b|\d{1,2}|[IVX]{1,4}\b)?\s*[:.–-]?\s*(?P<title>\S.*)$",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"^(?P<n>[A-Za-z]{0,2}\d{1,2})[.):]?\s+(?P<title>\S.*)$")
_NO_PLAN = re.compile(
    r"^(?:aanwezig|afwezig|afgemeld|deelnemers|genodigd|agenda|programma van|bijlage|inhoud|rondvraag|opening|mededelingen|volgende|bronnen|literatuur|contact|welkom|verslag|notulen)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"\b(?:eigenaar|trekker|actiehouder|wie|verantwoordelijk|door)\s*:\s*(?P<v>[^;,()|.]+)", re.IGNORECASE
)
_DUE = re.compile(r"\b(?:deadline|gereed|klaar|uiterlijk|vóór|wanneer|voor)\s*:?\s*(?P<v>[^;()|]+)", re.IGNORECASE)
_STATUS = re.compile(r"\b(?:status|stand)\s*:\s*(?P<v>[^;,()|.]+)", re.IGNORECASE)
_NOTE = re.compile(
    r"\s*[(\[|–-]?\s*(?:eigenaar|trekker|actiehouder|wie|verantwoordelijk|deadline|gereed|status|stand)\s*:.*$",
    re.IGNORECASE,
)
_THEME = re.compile(
    r"\bthema\b(?:\s+van\s+(?:(?:de|het|deze|dit|onze)\s+)?\w+)?(?:\s+(?:is|was))?\s*[:–-]?\s*(?P<v>[^.;]{3,80})",
    re.IGNORECASE,
)
_NEXT = re.compile(r"^volgende\s+(?:bijeenkomst|keer|afspraak|overleg)\s*:?\s*(?P<v>.*)$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Item:
    """One numbered item of a plan."""

    id: str
    text: str
    line: int
    owner: str = ""
    due: dt.date | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Plan:
    """A plan with its items."""

    id: str
    title: str
    line: int
    items: tuple[Item, ...]


@dataclass(frozen=True, slots=True)
class Meeting:
    """What a note says of the meeting, and the plans in it."""

    date: dt.date | None
    theme: str
    next: str
    """The next meeting, as it is written."""
    plans: tuple[Plan, ...]
    warnings: tuple[str, ...] = ()


def read_plan(path: Path) -> Meeting:
    """The plans in a note of a meeting. Raises InputError for a file that cannot be read."""
    return plans_in(read_lines(path))


def plans_of(text: str) -> Meeting:
    """The plans in a text."""
    return plans_in(lines_of(text))


def plans_in(lines: Sequence[Line]) -> Meeting:
    """The plans in lines: headings with a list under them, numbered in order."""
    lines, spaces = mended(lines)
    lines = _parted(lines)
    day = _day(lines)
    heads = _heads(lines)
    plans: list[Plan] = []
    for place, (index, title) in enumerate(heads):
        stop = heads[place + 1][0] if place + 1 < len(heads) else len(lines)
        number = len(plans) + 1
        found = _items(lines[index + 1 : stop])
        items = tuple(_item(f"P{number}.{n}", line, text, day) for n, (line, text) in enumerate(found, 1))
        if items:
            plans.append(Plan(f"P{number}", title, lines[index].number, items))
    warnings = [
        f"regel {line.number}: hier zat een volgend stuk aan de regel vast; het is apart gelezen."
        for line in lines
        if line.parted
    ]
    warnings += spaces
    return Meeting(day, _said(_THEME, lines), _next(lines), tuple(plans), tuple(dict.fromkeys(warnings)))


def _parted(lines: Sequence[Line]) -> list[Line]:
    """Items that were glued behind another: ``… jobcoaches2 Voor ouders`` becomes two lines when 2 is what comes next."""
    found: list[Line] = []
    expected = 1
    for line in lines:
        rest, parted = line.text, line.parted
        while True:
            mark = mark_of(rest)
            counted = mark is not None and mark.kind != "bullet" and mark.ordinal in (1, expected)
            if mark and counted:
                expected = mark.ordinal + 1
            elif is_title(rest) and _EXPLICIT.match(rest):
                expected = 1
            glued = _glued(rest, expected)
            if not glued:
                break
            found.append(replace(line, text=rest[:glued].strip(), parted=parted))
            rest, parted = rest[glued:].strip(), True
        found.append(replace(line, text=rest, parted=parted))
    return [line for line in found if line.text]


def _glued(text: str, expected: int) -> int:
    """Where the next item begins inside a line; 0 when it does not."""
    letter = chr(ord("a") + expected - 1) if expected <= 26 else "a"
    patterns = (
        rf"(?<=[a-zà-ÿA-Z.!?)]){expected}\s?[.)]?\s+(?=[A-ZÀ-Þ][a-zà-ÿ])",
        rf"(?<=[.;!?])\s*{letter}\)\s+(?=[A-ZÀ-Þ])",
    )
    return min(
        (match.start() for pattern in patterns if (match := re.search(pattern, text)) and match.start() > 3), default=0
    )


def _heads(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """(index, title) of the headings of plans: a heading with a list under it."""
    found: list[tuple[int, str, bool]] = []
    for index, line in enumerate(lines):
        following = lines[index + 1] if index + 1 < len(lines) else None
        named = _EXPLICIT.match(line.text)
        if _NO_PLAN.match(line.text) or following is None:
            continue
        mark = mark_of(following.text)
        first = mark is not None and (mark.ordinal == 1 or mark.kind == "bullet")
        own = mark_of(line.text)
        if named and is_title(line.text, level=line.level) and (first or _list_follows(lines, index)):
            found.append((index, _clean(named["title"]), True))
        elif (numbered := _NUMBERED.match(line.text)) and following.text.startswith(f"{numbered['n']}."):
            found.append((index, _clean(numbered["title"]), False))
        elif (
            first and is_title(line.text.rstrip(":"), level=line.level) and not (own and mark and own.kind == mark.kind)
        ):
            found.append((index, _clean(own.text if own and own.kind != "bare" else line.text), False))
    explicit = [one for one in found if one[2]]
    if explicit:
        shouted = all(title.isupper() for _, title, _ in explicit)
        kept = [one for one in found if one[2] or (_PLAN.match(one[1]) or (shouted and one[1].isupper()))]
    else:
        kept = found
    return [(index, title) for index, title, _ in kept]


def _list_follows(lines: Sequence[Line], index: int) -> bool:
    """Whether a list begins within a few lines: between heading and list may stand a sentence."""
    for line in lines[index + 1 : index + 5]:
        mark = mark_of(line.text)
        if mark and (mark.ordinal == 1 or mark.kind == "bullet"):
            return True
        if _EXPLICIT.match(line.text) and is_title(line.text):
            return False
    return False


def _items(lines: Sequence[Line]) -> list[tuple[int, str]]:
    """(line, text) of the items under a heading: one style, numbers that count on; what follows the last is left."""
    kind, expected = "", 1
    items: list[tuple[int, str]] = []
    pending: list[Line] = []
    for line in lines:
        mark = mark_of(line.text)
        if mark and _counts(mark, kind, expected):
            if items and pending:
                items[-1] = (items[-1][0], " ".join([items[-1][1], *(one.text for one in pending)]))
            pending = []
            kind, expected = mark.kind, expected + 1
            items.append((line.number, mark.text))
        elif _NEXT.match(line.text) or _NO_PLAN.match(line.text):
            break
        elif items:
            pending.append(line)
    return _with_tail(items, pending)


def _counts(mark: Mark, kind: str, expected: int) -> bool:
    if not kind:
        return mark.kind == "bullet" or mark.ordinal == 1
    same = mark.kind == kind or {mark.kind, kind} <= {"number", "bare"}
    return same and (mark.kind == "bullet" or mark.ordinal == expected)


def _with_tail(items: list[tuple[int, str]], pending: Sequence[Line]) -> list[tuple[int, str]]:
    """The lines after the last item belong to it as long as they go on with its sentence."""
    for line in pending:
        last = items[-1][1]
        goes_on = line.text[:1].islower() or (
            not line.gap
            and not line.parted
            and not last.endswith((".", "!", "?"))
            and len(last) > 50
            and not is_title(line.text)
        )
        if line.parted or not goes_on:
            break
        items[-1] = (items[-1][0], f"{last} {line.text}")
    return items


def _item(name: str, line: int, text: str, day: dt.date | None) -> Item:
    owner = match["v"].strip() if (match := _OWNER.search(text)) else ""
    status = match["v"].strip().lower() if (match := _STATUS.search(text)) else ""
    due = None
    if match := _DUE.search(text):
        days = dates(match["v"], after=day)
        due = days[0][2] if days and days[0][0] <= 12 else None
    words = _NOTE.sub("", text).strip() or text
    return Item(name, words, line, owner, due, status)


def _clean(title: str) -> str:
    return title.strip(" :–-*").strip()


def _day(lines: Sequence[Line]) -> dt.date | None:
    """The day of the meeting: the first with a year, else the first with a year elsewhere in the note."""
    text = "\n".join(line.text for line in lines)
    whole = dates(text)
    return whole[0][2] if whole else None


def _said(pattern: re.Pattern[str], lines: Sequence[Line]) -> str:
    for line in lines:
        if match := pattern.search(line.text):
            return match["v"].strip(" .:–-")
    return ""


def _next(lines: Sequence[Line]) -> str:
    for index, line in enumerate(lines):
        if match := _NEXT.match(line.text):
            return match["v"].strip() or (lines[index + 1].text if index + 1 < len(lines) else "")
    return ""
