"""A report over sectors read into pages: chapter, name, introduction, blocks of activities, lettered results, notes.

A page ends with its list of results, under a heading that says so and mostly bears a year. The first heading after
such a list is the next page, unless it is a chapter; a page without results is known by its heading (:mod:`.pages`). Letters are read as ``a.``, ``a)``, ``(a)``, numbers or bullets.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from .pages import Page, Result, is_page, with_pages_apart, without_preamble
from .result_lists import RESULTS, with_parted_items
from .spaces import mended
from .text import Line, Mark, Paragraph, is_sentence, is_title, lines_of, mark_of, paragraphs, read_lines

_CHAPTER = re.compile(
    r"^(?:hoofdstuk|deel|afdeling)\s+(?P<n>[IVXLC]{1,5}|\d{1,2}|[A-Z])\b\s*[:.–-]?\s*(?P<title>.*)$", re.IGNORECASE
)
_ROMAN = re.compile(r"^(?P<n>I|II|III|IV|V|VI|VII|VIII|IX|X)\s*[.:)–-]?\s+(?P<title>[A-ZÀ-Þ].*)$")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b(?:\s*[-–/]\s*(?:20)?\d{2}\b)?")
_PLAIN = re.compile(
    r"^(?:(?:enkele|de|belangrijkste|voornaamste|behaalde|bereikte)\s+){0,3}\w+\b(?:\s+(?:in|over|van))?\s+\d{4}",
    re.IGNORECASE,
)
_LINK = re.compile(r"https?://[^\s<>\"”’)\]]+")
_NOTE = re.compile(r"^(?P<n>\d{1,2})\s+(?P<text>(?:https?://|www\.|Kamerst|Zie\b|Bron\b|[A-ZÀ-Þ]).*)$")
_FIRST_PERSON = re.compile(r"\b(?:ik|mijn|me|mij)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Activity:
    """A block of activities with its heading."""

    title: str
    text: str
    line: int
    story: bool = False
    """Told in the first person: somebody's own story, which needs that person's yes."""
    links: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Sector:
    """One page."""

    id: str
    name: str
    chapter: str
    line: int
    intro: str
    activities: tuple[Activity, ...]
    year: str
    results: tuple[Result, ...]
    notes: tuple[str, ...] = ()
    last: int = 0
    """The last line of the page."""


@dataclass(frozen=True, slots=True)
class Report:
    """All pages, what stands before them, and what a person should look at."""

    title: str
    preamble: str
    chapters: tuple[str, ...]
    sectors: tuple[Sector, ...]
    warnings: tuple[str, ...] = ()


def read_sectors(path: Path) -> Report:
    """The pages of a report over sectors. Raises InputError for a file that cannot be read."""
    return sectors_in(read_lines(path))


def sectors_of(text: str) -> Report:
    """The pages of a text."""
    return sectors_in(lines_of(text))


def sectors_in(lines: Sequence[Line]) -> Report:
    """The pages in lines."""
    lines, spaces = mended(lines)
    found = paragraphs(with_parted_items(lines))
    starts = [n for n in range(len(found)) if _is_results(found, n)]
    numbered = any(_chapter(paragraph) for paragraph in found)
    pages: list[Page] = []
    chapters: list[str] = []
    before: list[Paragraph] = []
    index, here, chapter = 0, Page("", 1), ""
    open_ = not numbered
    while index < len(found):
        paragraph = found[index]
        named = _chapter(paragraph) if not here.paragraphs or not open_ or _is_chapter_line(paragraph) else None
        if named is not None:
            number, title = named
            if not title and index + 2 < len(found) and found[index + 1].title and found[index + 2].title:
                index, title = index + 1, found[index + 1].text
            if is_page(here.paragraphs) and chapters:
                here.last = here.paragraphs[-1].number
                pages.append(here)
            else:
                before += here.paragraphs
            chapter = f"{number}: {title}".rstrip(": ")
            chapters.append(chapter)
            here, open_ = Page(chapter, paragraph.number), True
        elif index in starts and here.paragraphs:
            here.heading = paragraph.text
            index = _results(found, index + 1, here)
            pages.append(here)
            here = Page(chapter, found[index].number if index < len(found) else 0)
            continue
        else:
            here.paragraphs.append(replace(paragraph))
        index += 1
    if pages and is_page(here.paragraphs):
        here.last = here.paragraphs[-1].number
        pages.append(here)
    pages, first = without_preamble(pages, numbered, before)
    pages = with_pages_apart(pages)
    warnings: list[str] = []
    sectors = tuple(_sector(n, page, warnings) for n, page in enumerate(pages, 1))
    preamble = [one.text for one in first if not one.title]
    return Report(
        next((one.text.rstrip(":") for one in first if one.title), ""),
        " ".join(preamble),
        tuple(chapters),
        sectors,
        (*warnings, *spaces),
    )


def _is_results(found: Sequence[Paragraph], index: int) -> bool:
    """A heading of results is one that a list follows; "activiteiten en resultaten" over a text is not."""
    match = RESULTS.match(found[index].text.rstrip(":"))
    if not match or found[index].text.rstrip().endswith(".") or index + 1 >= len(found):
        return False
    mark = mark_of(found[index + 1].text)
    if mark and mark.kind != "bare" and mark.ordinal in (0, 1):
        return not is_sentence(found[index].text.rstrip(":"))
    return bool(_YEAR.search(match["rest"]) and _PLAIN.match(found[index].text))


def _is_chapter_line(paragraph: Paragraph) -> bool:
    return bool(_CHAPTER.match(paragraph.text)) and is_title(paragraph.text)


def _chapter(paragraph: Paragraph) -> tuple[str, str] | None:
    """(number, title) of a heading of a chapter."""
    if not is_title(paragraph.text, level=paragraph.level):
        return None
    match = _CHAPTER.match(paragraph.text) or _ROMAN.match(paragraph.text)
    return (match["n"].upper(), match["title"].strip(" :–-")) if match else None


def _results(found: Sequence[Paragraph], index: int, page: Page) -> int:
    """Read the list of results; returns the index of the first paragraph that is not of this page."""
    kind, expected = "", 1
    while index < len(found):
        paragraph = found[index]
        mark = mark_of(paragraph.text)
        page_ends = False
        if mark and _counts(mark, kind, expected):
            kind, expected = kind or mark.kind, expected + 1
            page.results.append(_result(mark, expected - 1, paragraph))
        elif note := _NOTE.match(paragraph.text):
            page.notes.append(f"{note['n']} {note['text']}")
        elif _LINK.fullmatch(paragraph.text):
            page.notes.append(paragraph.text)
        elif page.results and paragraph.glued and is_sentence(paragraph.text) and not _chapter(paragraph):
            page.results[-1] = _with_part(page.results[-1], paragraph.text)
        elif page.results and not paragraph.title and not _chapter(paragraph) and paragraph.text[:1].islower():
            last = page.results[-1]
            page.results[-1] = replace(last, text=f"{last.text} {paragraph.text}")
        else:
            page_ends = True
        if page_ends:
            break
        page.last = paragraph.number
        index += 1
    return index


def _with_part(result: Result, text: str) -> Result:
    """A result with a sentence that was glued behind it: both are kept, apart."""
    closed = result.text if result.text[-1:] in ".!?" else f"{result.text}."
    links = tuple(dict.fromkeys((*result.links, *links_in(text))))
    return replace(result, text=f"{closed} {text}", parts=(*(result.parts or (result.text,)), text), links=links)


def _counts(mark: Mark, kind: str, expected: int) -> bool:
    if mark.kind == "bare" or (kind and mark.kind != kind):
        return False
    return mark.kind == "bullet" or mark.ordinal == expected


def _result(mark: Mark, ordinal: int, paragraph: Paragraph) -> Result:
    """One result; where two sentences were glued together it holds both, apart."""
    offset = len(paragraph.text) - len(mark.text)
    cuts = [place - offset for place in paragraph.parted if place > offset]
    edges = [0, *cuts, len(mark.text)]
    pieces = tuple(mark.text[a:b].strip() for a, b in zip(edges, edges[1:])) if cuts else ()
    text = (
        " ".join(
            piece if piece[-1:] in ".!?" or n == len(pieces) - 1 else f"{piece}." for n, piece in enumerate(pieces)
        )
        if pieces
        else mark.text
    )
    return Result(
        chr(ord("a") + ordinal - 1) if ordinal <= 26 else str(ordinal),
        text,
        paragraph.number,
        pieces,
        links_in(mark.text),
    )


def links_in(text: str) -> tuple[str, ...]:
    """The addresses in a text, each once, without the sign that closes the sentence."""
    return tuple(dict.fromkeys(match.rstrip(".,;:!?") for match in _LINK.findall(text)))


def _sector(number: int, page: Page, warnings: list[str]) -> Sector:
    head = page.paragraphs[0] if page.paragraphs else Paragraph(page.line, "")
    mark = mark_of(head.text)
    name = mark.text if mark and mark.kind == "number" else head.text
    if not head.title:
        warnings.append(f"regel {head.number}: deze bladzijde heeft geen duidelijke kop.")
    intro, activities = _activities(page.paragraphs[1:])
    year = match.group() if (match := _YEAR.search(page.heading)) else ""
    if not page.heading:
        warnings.append(f"regel {head.number}: '{name}' heeft geen lijst van resultaten; kijk of dit een bladzijde is.")
    elif not year:
        warnings.append(f"{name}: in de kop van de resultaten staat geen jaar.")
    for one in page.results:
        if one.parts:
            warnings.append(
                f"regel {one.line}: in resultaat {one.letter} van {name} zaten twee zinnen aan elkaar; ze staan nu los."
            )
    last = page.last or (page.paragraphs[-1].number if page.paragraphs else page.line)
    return Sector(
        f"S{number}",
        name.strip(" :"),
        page.chapter,
        head.number,
        intro,
        activities,
        year,
        tuple(page.results),
        tuple(page.notes),
        last,
    )


def _activities(found: Sequence[Paragraph]) -> tuple[str, tuple[Activity, ...]]:
    intro: list[str] = []
    blocks: list[tuple[Paragraph, list[str]]] = []
    for paragraph in found:
        if _opens_block(paragraph):
            blocks.append((paragraph, []))
        elif blocks:
            blocks[-1][1].append(paragraph.text)
        else:
            intro.append(paragraph.text)
    return " ".join(intro), tuple(_activity(head, texts) for head, texts in blocks)


def _opens_block(paragraph: Paragraph) -> bool:
    if paragraph.title and not paragraph.text.endswith(":"):
        return True
    mark = mark_of(paragraph.text)
    marked = paragraph.indented or (mark is not None and mark.kind == "bullet")
    return marked and len(paragraph.text) < 95 and is_title(paragraph.text.rstrip(":"))


def _activity(head: Paragraph, texts: Sequence[str]) -> Activity:
    mark = mark_of(head.text)
    title = mark.text if mark and mark.kind == "bullet" else head.text
    text = " ".join(texts)
    told = text.lstrip()[:1] in "“\"‘'«" and len(_FIRST_PERSON.findall(text)) >= 3
    return Activity(title.strip(" :"), text, head.number, told, links_in(text))
