"""Lines and paragraphs of a document as people write it: what was glued is parted, what was wrapped is joined.

Nothing here knows a document by name. A line that a page layout broke off is joined to the next; a line to which
the next heading or sentence was glued is parted; marks of lists are read in every usual style.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError
from ..intake.plain import decode, read_raw, without_emphasis
from ..intake.word import Paragraph as WordParagraph
from ..intake.word import read_docx, read_odt

SUFFIXES = (".docx", ".md", ".odt", ".txt")
_URL = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
_GLUED_WORD = re.compile(r"(?<![\w@/.:#-])([a-zà-ÿ]{3,})(?=[A-ZÀ-Þ][a-zà-ÿ]+|[A-Z]{4,})")
_GLUED_SENTENCE = re.compile(
    r"(?<=[a-zà-ÿ0-9)\]][.!?])(?=[“‘\"]?[A-ZÀ-Þ][a-zà-ÿ]+)|(?<=[.!?][’”\"'])(?=[A-ZÀ-Þ][a-zà-ÿ]+)|(?<=[a-zà-ÿ][’”]\.)(?=[A-ZÀ-Þ][a-zà-ÿ]+)"
)
_GLUED_HEADING = re.compile(
    r"(?<=[a-zà-ÿ0-9.)!?])(?=(?:Plan\b|Actieplan\b|Deelplan\b|Volgende\s(?:bijeenkomst|keer|afspraak)|Aanwezig\b|Agenda\b|Afspraken\b|Hoofdstuk\s+[IVX\d]|(?:Enkele\s|Belangrijkste\s)?[Rr]esultaten\s+(?:in\s)?\d{4}))"
)
_MARK = re.compile(
    r"^(?:(?P<pair>[A-Za-z]{0,2}\d{1,2}\.\d{1,2})[.):]?|\((?P<round>\d{1,2}|[A-Za-z])\)|(?P<number>\d{1,2})\s?[.):](?!\d)"
    r"|(?P<letter>[A-Za-z])\s?[.)](?![A-Za-z]\.)|(?P<bare>\d{1,2})(?=\s+[^\W\d])|(?P<bullet>[•●▪◦‣⁃➢➤►■□✓✔*·–—→-]|//|>>|o(?=\s)))\s*(?P<text>\S.*)$"
)
_BULLETS = "•●▪◦‣⁃➢➤►■□✓✔"
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)\s*#*$")
_END = re.compile(r"[.!?…][’”\"')\]]*$")
_VERB = re.compile(
    r"\b(?:is|zijn|was|waren|wordt|worden|werd|werden|heeft|hebben|had|hadden|kan|kunnen|gaat|gaan|komt|komen|krijgt|krijgen|doet|doen|maakt|maken)\b",
    re.IGNORECASE,
)
_SMALL = frozenset(
    [
        "de",
        "het",
        "een",
        "en",
        "of",
        "van",
        "in",
        "op",
        "met",
        "voor",
        "aan",
        "bij",
        "tot",
        "te",
        "om",
        "uit",
        "over",
        "door",
        "naar",
        "als",
        "dat",
        "die",
        "is",
        "zijn",
        "wordt",
        "worden",
        "kan",
        "dan",
        "per",
        "o.a.",
    ]
)


@dataclass(frozen=True, slots=True)
class Line:
    """One line with words on it."""

    number: int
    """From 1, as the reader's editor shows it; of a Word file the paragraph."""
    text: str
    gap: int = 0
    """Empty lines before it."""
    indented: bool = False
    """It begins with a space where others do not: a page break or a bullet was lost there."""
    level: int = 0
    """Of a Markdown heading."""
    parted: bool = False
    """It was glued to the line before."""


@dataclass(frozen=True, slots=True)
class Mark:
    """The mark of a list item."""

    kind: str
    """``number``, ``letter``, ``bare`` (a number without a sign), ``bullet``."""
    ordinal: int
    text: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Lines that belong together."""

    number: int
    text: str
    title: bool = False
    """It stands as a heading."""
    level: int = 0
    gap: int = 0
    indented: bool = False
    parted: tuple[int, ...] = ()
    """Places in the text where something was glued."""
    glued: bool = False
    """It was glued to the paragraph before it."""


def read_lines(path: Path) -> list[Line]:
    """The lines of a .txt, .md, .docx or .odt file. Raises InputError for what cannot be read."""
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(
            f"dit bestand kan hier niet worden gelezen ({suffix or 'zonder soort'}).",
            path=path,
            fix=f"gebruik {', '.join(SUFFIXES)}.",
        )
    data = read_raw(path)
    if suffix in (".docx", ".odt"):
        found = (read_docx if suffix == ".docx" else read_odt)(data, path=path)[0]
        return lines_of("\n".join(_as_written(one) for one in found))
    return lines_of(decode(data, path=path)[0])


def _as_written(paragraph: WordParagraph) -> str:
    """A paragraph of Word as it would stand in a text: with its heading's level and what Word numbers by itself."""
    words = paragraph.text.replace("\n", " ")
    return " ".join(part for part in ("#" * paragraph.level, paragraph.mark, words) if part)


def lines_of(text: str) -> list[Line]:
    """The lines of a text, without empty ones, with what was glued in lines of their own."""
    found: list[Line] = []
    gap = 0
    for number, raw in enumerate(text.split("\n"), 1):
        words = re.sub(r"\s+", " ", without_emphasis(raw)).strip()
        if not words:
            gap += 1
            continue
        heading = _HEADING.match(words)
        words, level = (heading[2], len(heading[1])) if heading else (words, 0)
        for place, piece in enumerate(unglued(words)):
            found.append(Line(number, piece, gap if not place else 0, not place and raw[:1] == " ", level, place > 0))
        gap = 0
    return found


def unglued(text: str) -> list[str]:
    """The pieces of a line to which a heading or sentence was glued: ``plaatsenVolgende keer:`` -> two."""
    addresses = [match.span() for match in _URL.finditer(text)]
    cuts = {match.end() for match in _GLUED_WORD.finditer(text)}
    cuts |= {match.start() for pattern in (_GLUED_SENTENCE, _GLUED_HEADING) for match in pattern.finditer(text)}
    bullet = text[:1] if text[:1] in _BULLETS else ""
    if bullet:
        cuts |= {match.start() for match in re.finditer(rf"(?<=\S){bullet}\s+(?=[A-ZÀ-Þ])", text)}
    kept = [
        cut
        for cut in sorted(cuts)
        if 0 < cut < len(text) and not any(a <= cut <= b for a, b in addresses) and not _in_address(text, cut)
    ]
    edges = [0, *kept, len(text)]
    return [piece for piece in (text[a:b].strip() for a, b in zip(edges, edges[1:])) if piece]


def mark_of(text: str) -> Mark | None:
    """The mark that a line begins with: ``1 ``, ``1.``, ``(1)``, ``P1.3``, ``a.``, ``a)``, ``-``, ``•``."""
    match = _MARK.match(text)
    if match is None:
        return None
    if match["pair"]:
        return Mark("number", int(match["pair"].rpartition(".")[2]), match["text"])
    if match["bullet"]:
        return Mark("bullet", 0, match["text"])
    sign = match["round"] or match["number"] or match["letter"] or match["bare"]
    if sign.isdigit():
        return Mark("bare" if match["bare"] else "number", int(sign), match["text"])
    return Mark("letter", ord(sign.lower()) - ord("a") + 1, match["text"])


def is_title(text: str, *, level: int = 0) -> bool:
    """Whether words stand as a heading: short, a capital or sign in front, no end of a sentence, no address."""
    if level:
        return True
    mark = mark_of(text)
    bare = (mark.text if mark and mark.kind in ("bullet", "number", "letter") else text).strip()
    if not bare or len(bare) > 95 or len(bare.split()) > 13 or _URL.search(bare) or bare[-1] in ",;":
        return False
    if _END.search(bare) and not bare.endswith(("?", "’.", "”")):
        return False
    if re.search(r"[a-zà-ÿ]{3,}[.!?]\s+[A-Z]", bare):
        return False
    return bool(re.match(r"[\"'“‘(]*[A-ZÀ-Þ0-9(]", bare)) and any(sign.isalpha() for sign in bare)


def is_sentence(text: str) -> bool:
    """Whether words that were glued to others are a sentence rather than a heading: a verb in it, or many words."""
    return bool(_VERB.search(text)) or len(text.split()) > 9 or bool(_END.search(text))


def paragraphs(lines: Sequence[Line]) -> list[Paragraph]:
    """Lines joined where only the page's width broke them off."""
    page = _page(lines)
    found: list[Paragraph] = []
    for index, line in enumerate(lines):
        before = lines[index - 1] if index else None
        if before and found and joins(before, line, page):
            last = found[-1]
            joint = "" if last.text.endswith("-") and line.text[:1].islower() and not last.text.endswith(" -") else " "
            text = f"{last.text}{joint}{line.text}"
            parted = (*last.parted, len(last.text) + len(joint)) if line.parted else last.parted
            found[-1] = replace(last, text=text, title=False, parted=parted)
        else:
            found.append(
                Paragraph(
                    line.number,
                    line.text,
                    is_title(line.text, level=line.level),
                    line.level,
                    line.gap,
                    line.indented,
                    (),
                    line.parted,
                )
            )
    return found


@dataclass(frozen=True, slots=True)
class Page:
    """How a document was laid out."""

    width: int
    """Characters of a full line; 0 when lines were not broken off by a page."""
    gap: int
    """Empty lines between two lines of one paragraph."""


def _page(lines: Sequence[Line]) -> Page:
    lengths = sorted(len(line.text) for line in lines)
    if len(lengths) < 8:
        return Page(0, 0)
    width = lengths[min(len(lengths) - 1, int(len(lengths) * 0.97))]
    full = [n for n, line in enumerate(lines) if len(line.text) > 0.8 * width]
    if not 55 <= width <= 140 or len(full) < 0.2 * len(lines):
        return Page(0, 0)
    gaps = Counter(lines[n + 1].gap for n in full if n + 1 < len(lines) and lines[n + 1].text[:1].islower())
    return Page(width, gaps.most_common(1)[0][0] if gaps else 0)


def joins(before: Line, line: Line, page: Page) -> bool:
    """Whether a line goes on where the one before it was broken off."""
    if _URL.fullmatch(line.text) and (_END.search(before.text) or _URL.search(before.text)):
        return False
    if line.level or before.level or (before.parted != line.parted and line.parted and is_title(line.text)):
        return False
    if line.parted:
        return before.number == line.number and not is_title(line.text)
    mark = mark_of(line.text)
    if mark and mark.kind != "bare" and not line.text[:2].strip().isalpha():
        return False
    small = line.text[:1].islower() and not (mark and mark.kind == "letter")
    ended = bool(_END.search(before.text))
    if small:
        return line.gap <= max(page.gap, 1) and (not ended or page.width > 0)
    if mark and mark.kind == "letter":
        return False
    if line.indented or line.gap != page.gap or not page.width or before.text.endswith(":"):
        return False
    if ended and is_title(line.text) and len(line.text) < 0.6 * page.width:
        return False
    if before.text.split()[-1].lower() in _SMALL:
        return True
    return len(before.text) + 1 + len(line.text.split()[0]) > 0.9 * page.width


def sentences_of(text: str) -> Iterator[tuple[int, str]]:
    """(start, words) of the sentences of a paragraph; abbreviations do not end one."""
    start = 0
    for match in re.finditer(r"[.!?…][’”\"')\]]*\s+(?=[“‘\"'(]?[A-ZÀ-Þ0-9])", text):
        word = text[start : match.start() + 1].split()[-1].lower() if text[start : match.start() + 1].split() else ""
        if word in _ABBREVIATIONS or re.fullmatch(r"(?:[a-z]\.)+", word):
            continue
        yield start, text[start : match.end()].strip()
        start = match.end()
    if text[start:].strip():
        yield start, text[start:].strip()


_ABBREVIATIONS = frozenset(
    [
        "ca.",
        "bijv.",
        "bv.",
        "o.a.",
        "d.w.z.",
        "dhr.",
        "mevr.",
        "mw.",
        "nr.",
        "nrs.",
        "blz.",
        "p.",
        "resp.",
        "max.",
        "min.",
        "jl.",
        "tbv.",
        "t.b.v.",
        "evt.",
        "incl.",
        "art.",
        "st.",
        "dr.",
        "prof.",
        "drs.",
        "e.d.",
        "e.a.",
        "a.o.",
    ]
)


def _in_address(text: str, cut: int) -> bool:
    """Whether a place lies inside a word that is an address of mail or web."""
    word = re.split(r"\s", text[:cut])[-1] + re.split(r"\s", text[cut:])[0]
    return "@" in word or ("/" in word and "." in word) or word.lower().startswith("www.")
