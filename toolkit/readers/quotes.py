"""Quotes with who says them and in what function: ``Naam, functie: "…"``, ``"…", aldus functie Naam``, and the like."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from .text import Line, paragraphs, read_lines

_OPEN, _CLOSE = '“„«"', '”"»'
_SINGLE_OPEN, _SINGLE_CLOSE = "‘", "’"
_PARTICLE = r"(?:van|de|den|der|ten|ter|te|'t|’t|el|al|la|von|du|bin|ben|op|in)"
_NAME = rf"(?:[A-ZÀ-Þ][\wà-ÿ.'’-]*\s+)(?:(?:{_PARTICLE})\s+){{0,3}}[A-ZÀ-Þ][\wà-ÿ'’-]+(?:\s+[A-ZÀ-Þ][\wà-ÿ'’-]+)?"
_SAYS = r"(?:zegt|aldus|vertelt|stelt|vindt|volgens|verklaart|benadrukt|reageert|schrijft|meent|legt\s+uit|licht\s+toe|besluit|lacht)"
_BEFORE = (
    re.compile(rf"(?P<name>{_NAME})\s*,\s*(?P<function>[^:.“\"]{{3,90}}?)\s*(?:,\s*)?(?:{_SAYS}(?:\s+\w+)?)?\s*:\s*$"),
    re.compile(rf"(?P<name>{_NAME})\s*\((?P<function>[^)]{{3,90}})\)\s*(?:{_SAYS})?\s*:?\s*$"),
    re.compile(
        rf"(?:^|[.!?]\s+|\b(?:Volgens|aldus)\s+)(?P<function>(?:de\s+)?[A-Za-zà-ÿ][a-zà-ÿ-]+(?:\s+[a-zà-ÿ-]+){{0,2}})\s+(?P<name>{_NAME})(?P<of>\s+(?:van|bij|namens)\s+[^:,“\"]{{2,60}})?\s*(?:{_SAYS}(?:\s+\w+)?)?\s*:\s*$"
    ),
    re.compile(rf"(?P<name>{_NAME})\s*(?:{_SAYS}(?:\s+\w+)?)?\s*:\s*$"),
)
_AFTER = (
    re.compile(
        rf"^\s*[,.]?\s*(?:{_SAYS})\s+(?P<name>{_NAME})\s*(?:,\s*(?P<function>[^.;]{{3,90}}?)\s*[.;,]|\((?P<function2>[^)]{{3,90}})\))"
    ),
    re.compile(
        rf"^\s*[,.]?\s*(?:{_SAYS})\s+(?P<function>(?:de\s+)?[a-zà-ÿ][a-zà-ÿ-]+(?:\s+[a-zà-ÿ-]+){{0,2}})\s+(?P<name>{_NAME})(?P<of>\s+(?:van|bij|namens)\s+[^.,;]{{2,60}})?"
    ),
    re.compile(rf"^\s*[,.]?\s*(?:{_SAYS})\s+(?P<name>{_NAME})"),
    re.compile(rf"^\s*[–—-]\s*(?P<name>{_NAME})\s*,\s*(?P<function>[^.;]{{3,90}})"),
)
_VERB = re.compile(
    r"\b(?:is|ben|bent|zijn|was|waren|wordt|worden|heb|hebt|heeft|hebben|had|kan|kun|kunnen|wil|willen|moet|moeten|gaat|gaan|zie|zien|doe|doet|doen|ga|vind|vindt|krijg|krijgt|krijgen|maak|maakt|hoor|horen)\b",
    re.IGNORECASE,
)
_FEWEST = 5
"""Words: below this it is a term between quotation marks, not what somebody said."""


_GOES_ON = re.compile(r"[^.!?]{0,120}[.,:]\s*$")
"""Between two pieces of one person's words stands who said the first, and no sentence of the writer's own."""


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody said."""

    id: str
    text: str
    speaker: str
    """Empty when the text does not name anybody."""
    function: str
    line: int
    closed: bool = True
    """Whether the quotation mark is closed; else the quote is taken to the end of its paragraph."""


def read_quotes(path: Path) -> list[Quote]:
    """The quotes in a document, in order. Raises InputError for a file that cannot be read."""
    return quotes_in(read_lines(path))


def quotes_in(lines: Sequence[Line]) -> list[Quote]:
    """The quotes in lines, those of fewer than five words left out."""
    found: list[Quote] = []
    every = paragraphs(lines)
    for index, paragraph in enumerate(every):
        before = every[index - 1] if index else None
        last, ended = None, 0
        after = every[index + 1].text if index + 1 < len(every) else ""
        for start, stop, closed in _spans(paragraph.text):
            words = paragraph.text[start:stop].strip()
            if len(words.split()) < _FEWEST:
                continue
            lead = paragraph.text[: start - 1] or (before.text if before and before.text.endswith(":") else "")
            tail = paragraph.text[stop + 1 :] or (after if re.match(r"[–—-]\s*[A-Z]", after) else "")
            speaker, function = _who(lead, tail)
            if not speaker and last and _GOES_ON.fullmatch(paragraph.text[ended + 1 : start - 1]):
                speaker, function = last.speaker, last.function
            if not speaker and not _VERB.search(words):
                continue  # a title or a term
            found.append(
                Quote(f"Q{len(found) + 1}", words.rstrip(",").strip(), speaker, function, paragraph.number, closed)
            )
            last, ended = found[-1], stop
    return found


def _spans(text: str) -> list[tuple[int, int, bool]]:
    """(start, end, closed) of what stands between quotation marks; marks of two kinds may close each other."""
    found: list[tuple[int, int, bool]] = []
    place = 0
    while place < len(text):
        sign = text[place]
        single = sign == _SINGLE_OPEN or (
            sign == "'" and (place == 0 or not text[place - 1].isalnum()) and text[place + 1 : place + 2].isupper()
        )
        if sign not in _OPEN and not single:
            place += 1
            continue
        closers = (_SINGLE_CLOSE + "'") if single else _CLOSE
        stop = next((n for n in range(place + 1, len(text)) if text[n] in closers and _closes(text, n, single)), -1)
        if stop < 0 and not single:
            stop = next(
                (
                    n
                    for n in range(len(text) - 1, place, -1)
                    if text[n] in "’'" and re.match(r"[.!?]?\s*$", text[n + 1 :])
                ),
                -1,
            )
        if stop < 0:
            if not single:
                found.append((place + 1, len(text), False))
            place = len(text) if not single else place + 1
            continue
        found.append((place + 1, stop, True))
        place = stop + 1
    return found


def _closes(text: str, place: int, single: bool) -> bool:
    """A single mark inside a word is an apostrophe."""
    if not single:
        return text[place] != '"' or not text[place + 1 : place + 2].isalnum()
    return not text[place + 1 : place + 2].isalnum()


def _who(lead: str, tail: str) -> tuple[str, str]:
    """(name, function) from the words before or behind a quote."""
    for patterns, words in ((_BEFORE, lead[-220:]), (_AFTER, tail[:220])):
        for pattern in patterns:
            match = pattern.search(words)
            if match:
                groups = match.groupdict()
                function = groups.get("function") or groups.get("function2") or ""
                whole = f"{function.strip()} {(groups.get('of') or '').strip()}".strip(" ,")
                whole = re.sub(r",\s*(?:is|was|zegt|vindt|denkt|ziet|merkt|vertelt)\b.*$", "", whole)
                return match["name"].strip(), re.sub(r"^(?:de|Volgens|volgens|aldus)\s+", "", whole)
    return "", ""
