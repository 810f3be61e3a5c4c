"""Pages of a report over sectors: where one begins, also one that has no list of results and is not announced.

The heading of a page stands as those of the other pages do: of the same level, with the same sign before it, in the same
capitals, and as far above its text. Where nothing sets it apart from the headings inside a page, it is not looked for.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from .text import Paragraph, mark_of

_BACK = re.compile(
    r"^(?:bijlagen?|colofon|contact|bronnen|literatuur|noten|voetnoten|inhoud|samenvatting|tot slot|conclusies?|meer info\w*|"
    r"begrippen\w*|afkortingen|over deze)\b",
    re.IGNORECASE,
)
"""What may stand behind the last page and is no page."""


@dataclass(frozen=True, slots=True)
class Result:
    """One lettered result."""

    letter: str
    text: str
    line: int
    parts: tuple[str, ...] = ()
    """Its sentences, when two were glued together in the document."""
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class Page:
    """A page that is being read."""

    chapter: str
    line: int
    paragraphs: list[Paragraph] = field(default_factory=list)
    heading: str = ""
    results: list[Result] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    last: int = 0


def is_page(found: Sequence[Paragraph]) -> bool:
    """Whether paragraphs may be a page without results: a heading with text under it."""
    return (
        len(found) > 1 and found[0].title and not _BACK.match(found[0].text) and any(not one.title for one in found[1:])
    )


def with_pages_apart(pages: Sequence[Page]) -> list[Page]:
    """The pages, those without results that stood before another in pages of their own. What is no page is left out."""
    sure = {_stance(page.paragraphs, 0) for page in pages if page.heading and page.paragraphs}
    if len(sure) != 1 or sum(bool(page.heading) for page in pages) < 2:
        return [page for page in pages if page.heading]
    head = sure.pop()
    kept = [page for page in pages if page.heading or _stance(page.paragraphs, 0) == head]
    inner = [[_stance(page.paragraphs, n) for n, one in enumerate(page.paragraphs) if n and one.title] for page in kept]
    apart = bool(head[0]) or (any(inner) and all(found[0] != head for found in inner if found))
    return [part for page in kept for part in (_parts(page, head) if apart else [page])]


def _parts(page: Page, head: tuple[int, str, bool, bool]) -> list[Page]:
    found = page.paragraphs
    starts = [
        n for n in range(1, len(found))
        if found[n].title and not found[n - 1].title and _stance(found, n) == head and is_page(found[n:])
    ]  # fmt: skip
    edges = [0, *starts, len(found)]
    made = [Page(page.chapter, found[a].number, found[a:b], last=found[b - 1].number) for a, b in zip(edges, edges[1:])]
    last = made[-1]
    last.heading, last.results, last.notes, last.last = page.heading, page.results, page.notes, page.last or last.last
    return made


def _stance(found: Sequence[Paragraph], index: int) -> tuple[int, str, bool, bool]:
    """How a heading stands on the page: its look, and whether an empty line follows it."""
    after = found[index + 1].gap if index + 1 < len(found) else 1
    return (*_look(found[index]), after > 0)


def without_preamble(pages: list[Page], numbered: bool, before: list[Paragraph]) -> tuple[list[Page], list[Paragraph]]:
    """What stands before the first page: up to the first chapter, or, without chapters, the document's own heading."""
    if numbered or not pages:
        return pages, before
    first = pages[0].paragraphs
    titles = [n for n, paragraph in enumerate(first) if paragraph.title]
    if len(titles) < 2:
        return pages, before
    cut = _first_page(pages, first, titles)
    pages[0].paragraphs = first[cut:]
    return pages, first[:cut]


def _first_page(pages: Sequence[Page], first: Sequence[Paragraph], titles: Sequence[int]) -> int:
    """The heading of the first page looks as those of the pages after it: same depth, same sign in front, same capitals."""
    looks = {_look(page.paragraphs[0]) for page in pages[1:] if page.paragraphs}
    if titles[0] != 0 or not looks:
        return titles[0]
    documents = re.search(
        r"\b(?:activiteiten|sectoren|overzicht|rapportage|voortgang|resultaten|stand van zaken|samenvatting|jaarverslag)\b",
        first[0].text,
        re.IGNORECASE,
    )
    own = _look(first[0]) in looks
    fitting = [n for n in titles[1:] if _look(first[n]) in looks]
    if fitting and (documents or not own or first[0].text.endswith(":")):
        return fitting[0]
    return 0


def _look(paragraph: Paragraph) -> tuple[int, str, bool]:
    mark = mark_of(paragraph.text)
    return paragraph.level, mark.kind if mark else "", paragraph.text.isupper()
