"""A document made ready to show, once for all formats: numbers, references, footnotes, marks, contents."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time

from ..numbers import date_in_words
from ..records import Block, Document, digest_of
from ..study import Study
from .checks import check, holds_something, numbered_as
from .inline import Span, clean, parse, plain
from .look import CALLOUTS, Look, marks, speaker_line
from .tables import ROOM, ROOM_LARGE, Shape, shape_of

NO_DATE = date(1980, 1, 1)
"""Stands in file dates when there is no study: the first day a zip archive can hold."""


@dataclass(frozen=True, slots=True)
class Item:
    """One block, ready to show."""

    block: Block
    anchor: str
    spans: tuple[Span, ...] = ()
    """Of a heading, paragraph or quote; the caption of a figure or table."""
    entries: tuple[tuple[Span, ...], ...] = ()
    """Of a list."""
    cells: tuple[tuple[tuple[Span, ...], ...], ...] = ()
    shape: Shape = field(default_factory=Shape)
    """How wide the columns of a table are and how they are set."""
    label: str = ""
    """``Figuur 3``, ``Tabel 2``; ``1.2`` or ``Bijlage A`` of a heading."""
    level: int = 0
    """Of a heading below the title, from 1."""
    number: int = 0
    """Of a paragraph, when paragraphs are numbered."""
    speaker: str = ""
    callout: str = ""
    opens: bool = False
    """The first block of its callout: bears the label."""
    ordered: bool = False
    letters: bool = False
    """Of an ordered list: a, b, c in the place of 1, 2, 3."""
    landscape: bool = False
    """Stands on a page on its side: a wide table, and the headings right above it."""

    @property
    def plain(self) -> str:
        return plain(self.spans)

    @property
    def alt(self) -> str:
        """The alternative text of a figure, on one line."""
        return " ".join(clean(self.block.alt).split())

    @property
    def appendix(self) -> bool:
        """The heading of an appendix: starts a page."""
        return self.level == 1 and "bijlage" in self.block.style.split()


@dataclass(frozen=True, slots=True)
class Layout:
    """What every format needs to know."""

    document: Document
    look: Look
    title: str
    title_block: Block | None
    subtitle: str
    kicker: str
    imprint: tuple[str, ...]
    """Lines at the foot of the cover."""
    author: str
    date: date
    invented: str
    concept: str
    items: tuple[Item, ...]
    notes: tuple[tuple[Span, ...], ...]
    """Footnotes, in order of number."""

    @property
    def contents(self) -> tuple[Item, ...]:
        """The headings that the table of contents shows."""
        return tuple(item for item in self.items if 0 < item.level <= self.look.toc_depth)

    @property
    def groups(self) -> tuple[tuple[Item, ...], ...]:
        """Items by callout: neighbours of one callout share a box, all others stand alone."""
        groups: list[list[Item]] = []
        for item in self.items:
            if item.callout and not item.opens:
                groups[-1].append(item)
            else:
                groups.append([item])
        return tuple(tuple(group) for group in groups)

    @property
    def colophon(self) -> tuple[tuple[str, str], ...]:
        lines = self.document.meta if self.look.colophon else ()
        return tuple((clean(label), clean(value).replace("\n", " ")) for label, value in lines)

    @property
    def moment(self) -> datetime:
        """The date that the file itself bears: noon of the study's day, UTC."""
        return datetime.combine(self.date, time(12), tzinfo=UTC)

    def item(self, block_id: str) -> Item:
        """The item of this block. Raises KeyError."""
        for item in self.items:
            if item.block.id == block_id:
                return item
        raise KeyError(block_id)


def anchor_of(block_id: str) -> str:
    """The block's id as a name that HTML and Typst accept; another id never gives the same one."""
    if re.fullmatch(r"[A-Za-z][\w-]*", block_id, re.ASCII):
        return block_id
    return "b-" + re.sub(r"[^A-Za-z0-9]+", "-", block_id).strip("-") + "-" + digest_of(block_id)[:6]


def lay_out(document: Document, *, study: Study | None = None, look: Look | None = None) -> Layout:
    """Check a document and make it ready to show. Raises InputError, naming the block; see :func:`checks.check`."""
    look = look or Look()
    look = replace(look, subtitle=clean(look.subtitle), reference=clean(look.reference))
    check(document)
    first = document.blocks[0] if document.blocks else None
    title_block = first if first is not None and first.kind == "heading" and first.level == 1 else None
    body = document.blocks[1:] if title_block else document.blocks
    items, notes = _noted(_items(document, [block for block in body if holds_something(block)], look))
    invented, concept = marks(study, look)
    settings = study.settings if study else None
    imprint = [settings.bureau, date_in_words(settings.date)] if settings else []
    version = f"versie {document.version}"
    if settings and look.cover and not document.case:
        version = f"versie {settings.version}" if settings.version[:1].isdigit() else settings.version
    version += f", {concept.lower()}" if concept and concept.lower() not in version.lower() else ""
    return Layout(
        document=document,
        look=look,
        title=plain(parse(title_block.text if title_block else document.title)).strip(),
        title_block=title_block,
        subtitle=look.subtitle,
        kicker=clean(settings.client) if settings else "",
        imprint=tuple(clean(line) for line in (*imprint, version) if line),
        author=clean(settings.bureau) if settings else "",
        date=settings.date if settings else NO_DATE,
        invented=invented,
        concept=concept,
        items=items,
        notes=notes,
    )


def _items(document: Document, blocks: list[Block], look: Look) -> list[Item]:
    numbers = {"fig": 0, "tab": 0, "paragraph": 0}
    labels: dict[str, str] = {}
    for block in blocks:
        if kind := numbered_as(block):
            numbers[kind] += 1
            labels[f"{kind}:{block.id}"] = f"{numbers[kind]}"
    headings = _heading_labels(blocks, look)
    items: list[Item] = []
    for block in blocks:
        item = _item(block, labels, document, look)
        if block.kind in ("paragraph", "quote") and look.paragraph_numbers:
            numbers["paragraph"] += 1
            item = replace(item, number=numbers["paragraph"])
        same = bool(items) and items[-1].callout == item.callout
        items.append(replace(item, label=headings.get(block.id, item.label), opens=bool(item.callout) and not same))
    return _turned(items)


def _turned(items: list[Item]) -> list[Item]:
    """Wide tables outside a callout lie on their side, with the headings right above them."""
    made: list[Item] = []
    for item in reversed(items):
        wide = item.shape.landscape and not item.callout
        leads = item.block.kind == "heading" and bool(made) and made[-1].landscape
        made.append(replace(item, landscape=wide or leads))
    return made[::-1]


def _item(block: Block, labels: dict[str, str], document: Document, look: Look) -> Item:
    def ready(text: str) -> tuple[Span, ...]:
        return _resolved(parse(text), labels)

    styles = block.style.split()
    callout = next((style for style in styles if style in CALLOUTS), "") if block.kind != "heading" else ""
    item = Item(block, anchor_of(block.id), callout=callout)
    if block.kind == "list":
        lines = tuple(ready(line) for line in clean(block.text).split("\n") if line.strip())
        return replace(
            item, entries=lines, ordered="genummerd" in styles or "letters" in styles, letters="letters" in styles
        )
    number = labels.get(f"{numbered_as(block)}:{block.id}", "")
    label = f"{'Figuur' if block.kind == 'figure' else 'Tabel'} {number}" if number else ""
    item = replace(item, spans=ready(block.text), label=label)
    if block.kind == "table":
        cells = tuple(tuple(ready(cell) for cell in row) for row in block.rows)
        return replace(item, cells=cells, shape=_shape(cells, styles, look))
    if block.kind == "quote":
        return replace(item, speaker=clean(speaker_line(block.by, look, case=document.case)))
    return replace(item, level=block.level - 1) if block.kind == "heading" else item


def _shape(cells: tuple[tuple[tuple[Span, ...], ...], ...], styles: list[str], look: Look) -> Shape:
    return shape_of(
        [[plain(cell) for cell in row] for row in cells], styles, room=ROOM_LARGE if look.large_print else ROOM
    )


def _resolved(spans: Iterable[Span], labels: dict[str, str]) -> tuple[Span, ...]:
    """References get their number and the anchor they lead to."""
    made = []
    for span in spans:
        if span.kind == "reference":
            anchor = anchor_of(span.target.partition(":")[2])
            span = replace(span, text=f"{span.text}\u00a0{labels[span.target]}", target=anchor)
        elif span.kind == "link" and span.target.startswith("#"):
            span = replace(span, target="#" + anchor_of(span.target[1:]))
        made.append(replace(span, inner=_resolved(span.inner, labels)) if span.inner else span)
    return tuple(made)


def _heading_labels(blocks: list[Block], look: Look) -> dict[str, str]:
    """Numbers of the headings: ``1``, ``1.1``; ``Bijlage A``, ``A.1``; none below a bare one."""
    labels: dict[str, str] = {}
    counts = [0] * 7
    kind = "chapter"
    letters = 0
    for block in blocks:
        if block.kind != "heading":
            continue
        level, styles = block.level - 1, block.style.split()
        if level == 1:
            kind = (
                "appendix"
                if "bijlage" in styles
                else "bare"
                if "ongenummerd" in styles or not look.numbered
                else "chapter"
            )
        counts[level + 1 :] = [0] * (6 - level)
        if kind == "bare" or "ongenummerd" in styles:
            continue
        if level == 1 and kind == "appendix":
            letters += 1
            labels[block.id] = f"Bijlage {letter(letters)}"
            continue
        counts[level] += 1
        first = letter(letters) if kind == "appendix" else str(counts[1])
        if look.numbered or kind == "chapter":
            labels[block.id] = ".".join((first, *(str(count) for count in counts[2 : level + 1])))
    return labels


def letter(number: int) -> str:
    """A, B, ... Z, AA: as word processors letter appendices."""
    return chr(ord("A") + (number - 1) % 26) * ((number - 1) // 26 + 1)


def _noted(items: list[Item]) -> tuple[tuple[Item, ...], tuple[tuple[Span, ...], ...]]:
    """Number the footnotes through the document and gather them."""
    notes: list[tuple[Span, ...]] = []

    def number(spans: tuple[Span, ...]) -> tuple[Span, ...]:
        made = []
        for span in spans:
            if span.kind == "note":
                notes.append(span.inner)
                span = replace(span, number=len(notes))
            made.append(span)
        return tuple(made)

    numbered = []
    for item in items:
        rows = tuple(tuple(number(cell) for cell in row) for row in item.cells) if item.block.kind == "table" else ()
        if item.block.kind == "table":  # the caption stands above the table, but is read first either way
            numbered.append(replace(item, spans=number(item.spans), cells=rows))
        else:
            numbered.append(
                replace(item, spans=number(item.spans), entries=tuple(number(entry) for entry in item.entries))
            )
    return tuple(numbered), tuple(notes)
