"""What Word puts before a paragraph by itself: numbers, letters and bullets of lists; and the level of its headings.

ECMA-376 Part 1 §17.9 (numbering) and §17.7 (styles). What is not known is left out rather than guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"^(?:heading|kop)\s*(\d)$", re.IGNORECASE)
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
          (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))  # fmt: skip
_LEVELS = 9


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before a paragraph, and its level when it is a heading."""

    mark: str = ""
    level: int = 0


@dataclass(frozen=True, slots=True)
class _Level:
    start: int = 1
    kind: str = "decimal"
    text: str = ""
    legal: bool = False


@dataclass(frozen=True, slots=True)
class _List:
    """A list as a paragraph names it: lists of one kind count on together, unless one starts anew."""

    kind: str
    levels: dict[int, _Level]
    anew: dict[int, int]


@dataclass(frozen=True, slots=True)
class _Style:
    number: str = ""
    depth: int = 0
    level: int = 0


def fronts(
    body: etree._Element, numbering: etree._Element | None, styles: etree._Element | None
) -> dict[etree._Element, Front]:
    """Per paragraph of a Word document what stands before it; paragraphs with nothing before them are left out."""
    lists, known = _lists(numbering), _styles(styles)
    counts: dict[str, list[int]] = {}
    begun: set[tuple[str, int]] = set()
    found: dict[etree._Element, Front] = {}
    for paragraph in body.iter(f"{_W}p"):
        style = known.get(_value(paragraph, "pPr", "pStyle"), _Style())
        number = _value(paragraph, "pPr", "numPr", "numId") or style.number
        depth = _whole(_value(paragraph, "pPr", "numPr", "ilvl"), style.depth)
        mark = ""
        if number in lists and depth < _LEVELS:
            mark = _counted(lists[number], number, depth, counts, begun)
        level = _heading_level(paragraph, style)
        if mark or level:
            found[paragraph] = Front(mark, level)
    return found


def _counted(one: _List, number: str, depth: int, counts: dict[str, list[int]], begun: set[tuple[str, int]]) -> str:
    """The mark of the next paragraph of a list at this depth; deeper levels start anew after it."""
    first = [one.levels.get(n, _Level()).start for n in range(_LEVELS)]
    places = counts.setdefault(one.kind, [start - 1 for start in first])
    if depth in one.anew and (number, depth) not in begun:
        places[depth] = one.anew[depth] - 1
    begun.add((number, depth))
    places[depth] += 1
    places[depth + 1 :] = [start - 1 for start in first[depth + 1 :]]
    here = one.levels.get(depth)
    if here is None or here.kind == "none":
        return ""
    if here.kind == "bullet":
        return "•"

    def shown(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        kind = "decimal" if here.legal else one.levels.get(place, _Level()).kind
        return _written(max(places[place], first[place]), kind)

    return re.sub(r"%([1-9])", shown, here.text).strip()


def _written(count: int, kind: str) -> str:
    """A number as its list writes it."""
    if kind in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1)
        return letters.upper() if kind == "upperLetter" else letters
    if kind in ("lowerRoman", "upperRoman") and 0 < count < 4000:
        made, left = "", count
        for value, sign in _ROMAN:
            made, left = made + sign * (left // value), left % value
        return made.upper() if kind == "upperRoman" else made
    return f"{count:02d}" if kind == "decimalZero" else str(count)


def _lists(numbering: etree._Element | None) -> dict[str, _List]:
    if numbering is None:
        return {}
    kinds = {
        _of(one, "abstractNumId"): _levels(one.findall(f"{_W}lvl")) for one in numbering.findall(f"{_W}abstractNum")
    }
    found = {}
    for one in numbering.findall(f"{_W}num"):
        kind = _value(one, "abstractNumId")
        own = one.findall(f"{_W}lvlOverride")
        changed = _levels([level for part in own for level in part.findall(f"{_W}lvl")])
        anew = {_whole(_of(part, "ilvl"), 0): _whole(_value(part, "startOverride"), -1) for part in own}
        found[_of(one, "numId")] = _List(
            kind, {**kinds.get(kind, {}), **changed}, {depth: start for depth, start in anew.items() if start >= 0}
        )
    return found


def _levels(found: Iterable[etree._Element]) -> dict[int, _Level]:
    return {
        _whole(_of(one, "ilvl"), 0): _Level(
            _whole(_value(one, "start"), 1), _value(one, "numFmt") or "decimal", _value(one, "lvlText"),
            one.find(f"{_W}isLgl") is not None,
        )
        for one in found
    }  # fmt: skip


def _styles(styles: etree._Element | None) -> dict[str, _Style]:
    """Numbers and levels that come with a style, also from the style that it is based on."""
    nodes = {_of(one, "styleId"): one for one in styles.findall(f"{_W}style")} if styles is not None else {}
    found: dict[str, _Style] = {}
    for name in nodes:
        number, depth, level, at, seen = "", 0, 0, name, set[str]()
        while at in nodes and at not in seen:
            seen.add(at)
            node = nodes[at]
            if not number and (own := _value(node, "pPr", "numPr", "numId")):
                number, depth = own, _whole(_value(node, "pPr", "numPr", "ilvl"), 0)
            heading = _HEADING.match(_value(node, "name"))
            title = _value(node, "name").lower() == "title"
            level = level or (int(heading[1]) if heading else 1 if title else 0)
            at = _value(node, "basedOn")
        found[name] = _Style(number, depth, level)
    return found


def _heading_level(paragraph: etree._Element, style: _Style) -> int:
    """Word's outline level counts from 0; 9 is the text itself."""
    outline = _whole(_value(paragraph, "pPr", "outlineLvl"), -1)
    return min(outline + 1 if 0 <= outline < 9 else style.level, 6)


def _value(node: etree._Element, *path: str) -> str:
    """The value of an element below another; empty when it is not there."""
    found = node.find("/".join(f"{_W}{name}" for name in path))
    return "" if found is None else str(found.get(f"{_W}val", ""))


def _of(node: etree._Element, name: str) -> str:
    return str(node.get(f"{_W}{name}", ""))


def _whole(text: str, other: int) -> int:
    return int(text) if text.lstrip("-").isdigit() else other
