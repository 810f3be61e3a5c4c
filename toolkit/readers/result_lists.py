"""Lists of results in a report: an item that was glued to its heading or to the item before it gets a line of its own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from .text import Line, is_title, mark_of

RESULTS = re.compile(
    r"^(?:[\w’'-]+\s+){0,3}(?:resultaten|opbrengsten|uitkomsten|opbrengst|wapenfeiten)\b(?P<rest>.{0,40})$",
    re.IGNORECASE,
)


def with_parted_items(lines: Sequence[Line]) -> list[Line]:
    """A list that was glued to its heading, and an item glued behind another, get lines of their own."""
    found: list[Line] = []
    expected, sign = 0, ""
    for line in lines:
        heading = re.match(
            r"^(.*\b(?:resultaten|opbrengsten|uitkomsten)\b[^a-z]*?(?:\d{4})?)\s*:?\s*((?:\(?a\)|a\.)\s*\S.*)$",
            line.text,
            re.IGNORECASE,
        )
        pieces = [heading[1], heading[2]] if heading and len(heading[1]) < 60 else [line.text]
        for place, piece in enumerate(pieces):
            rest, first = piece, place == 0
            while True:
                mark = mark_of(rest)
                if RESULTS.match(rest) and is_title(rest):
                    expected, sign = 1, ""
                elif expected and mark and mark.kind in ("letter", "number") and mark.ordinal in (expected, 1):
                    expected, sign = mark.ordinal + 1, _sign(rest, mark.kind)
                cut = _next_item(rest, expected, sign) if expected > 1 else 0
                text = rest[:cut].strip() if cut else rest
                found.append(
                    line
                    if first and text == line.text
                    else replace(
                        line, text=text, gap=line.gap if first else 0, indented=False if not first else line.indented
                    )
                )
                first = False
                if not cut:
                    break
                rest = rest[cut:].strip()
    return found


def _sign(text: str, kind: str) -> str:
    """How the items of this list are marked: ``letter``, or for numbers ``(``, ``)`` or ``.``."""
    return kind if kind == "letter" else "(" if text.startswith("(") else ")" if re.match(r"\d+\s?\)", text) else "."


def _next_item(text: str, expected: int, sign: str) -> int:
    """Where the next item of the list stands inside a line; 0 when it does not."""
    if sign == "letter":
        item = chr(ord("a") + expected - 1)
        pattern = (
            rf"(?:(?<=[.;!?])\s*\(?{item}[.)]\s+|(?<=[\wà-ÿ])\s+\(?{item}\)\s+|(?<=[a-zà-ÿ])\(?{item}\)\s+"
            rf"|(?<=[a-zà-ÿ]) {item}\.\s+)(?=[A-ZÀ-Þ])"
        )
    elif sign == ".":  # "in 2. De", but not "in 2020. 3. De" of which the number stands loose
        pattern = rf"(?<=[a-zà-ÿ)][.;!?])\s*{expected}\.\s+(?=[A-ZÀ-Þ])"
    else:
        pattern = rf"(?<=[\wà-ÿ.;!?])\s*{re.escape('(') if sign == '(' else ''}{expected}\)\s+(?=[A-ZÀ-Þ])"
    match = re.search(pattern, text)
    return match.start() if match and match.start() > 3 else 0
