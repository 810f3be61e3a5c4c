"""What no document may be: refused before anything is made, with the block that is wrong."""

from __future__ import annotations

from typing import get_args

from ..errors import InputError
from ..records import Block, BlockKind, Document
from .inline import Span, clean, parse, plain, walk
from .look import STYLES

DEEPEST = 6
"""Heading levels that HTML has."""


def check(document: Document) -> None:
    """Raises InputError, naming the block, on what would make the document inaccessible or ambiguous.

    Skipped heading level, heading without text, table without header row, figure without alternative text,
    two blocks of one id, an unknown style or kind, a reference to nothing.
    """
    if not plain(parse(document.title)).strip():
        raise InputError("dit document heeft geen titel.", place=document.id, fix="geef het een titel.")
    seen: set[str] = set()
    for block in document.blocks:
        if block.id in seen:
            raise wrong(document, block, f"het id '{block.id}' komt twee keer voor.", "geef elk blok een eigen id.")
        seen.add(block.id)
        if block.kind not in get_args(BlockKind):
            raise wrong(
                document,
                block,
                f"de soort '{block.kind}' kennen we niet.",
                f"kies uit: {', '.join(get_args(BlockKind))}.",
            )
        unknown = [style for style in block.style.split() if style not in STYLES]
        if unknown:
            raise wrong(document, block, f"de stijl '{unknown[0]}' kennen we niet.", f"kies uit: {', '.join(STYLES)}.")
        _CHECKS.get(block.kind, _nothing)(document, block)
    _headings(document)
    _references(document)


def wrong(document: Document, block: Block, message: str, fix: str) -> InputError:
    """An InputError that names the document and the block."""
    return InputError(message, place=f"{document.id}, blok '{block.id}'", fix=fix)


def numbered_as(block: Block) -> str:
    """``fig`` or ``tab`` for what is numbered; empty for all else, a table in a box (``kader``) included."""
    if block.kind == "figure":
        return "fig"
    return "tab" if block.kind == "table" and "kader" not in block.style.split() else ""


def holds_something(block: Block) -> bool:
    """Whether there is anything to show: blocks without words are passed over (headings without are refused)."""
    return block.kind in ("heading", "table", "figure") or bool(clean(block.text).strip())


def spans_of(block: Block) -> list[tuple[Span, ...]]:
    """Every stretch of light Markdown in a block, in reading order."""
    if block.kind == "list":
        return [parse(line) for line in block.text.split("\n")]
    return [parse(block.text), *(parse(cell) for row in block.rows for cell in row)]


def _nothing(document: Document, block: Block) -> None:
    del document, block


def _heading(document: Document, block: Block) -> None:
    if not plain(parse(block.text)).strip():
        raise wrong(document, block, "deze kop heeft geen tekst.", "geef de kop een tekst of haal hem weg.")
    if any(span.kind == "note" for span in parse(block.text)):
        raise wrong(document, block, "een kop kan geen voetnoot hebben.", "zet de voetnoot in de alinea eronder.")
    if not 1 <= block.level <= DEEPEST:
        raise wrong(
            document, block, f"kopniveau {block.level} bestaat niet.", f"gebruik een niveau van 1 tot en met {DEEPEST}."
        )


def _table(document: Document, block: Block) -> None:
    if not block.rows or not all(cell.strip() for cell in block.rows[0]) or not block.rows[0]:
        message = "deze tabel heeft geen koprij, of een lege cel in de koprij."
        raise wrong(document, block, message, "geef iedere kolom in de eerste rij een naam.")
    width = len(block.rows[0])
    for number, row in enumerate(block.rows[1:], 2):
        if len(row) != width:
            message = f"rij {number} van deze tabel heeft {len(row)} cellen; de koprij heeft er {width}."
            raise wrong(document, block, message, "maak de rijen even lang.")


def _figure(document: Document, block: Block) -> None:
    if not block.alt.strip():
        message = "deze figuur heeft geen tekstalternatief."
        raise wrong(document, block, message, "beschrijf in 'alt' wat er te zien is.")
    if not block.image.strip():
        message = "bij deze figuur ontbreekt het pad van de afbeelding."
        raise wrong(document, block, message, "noem het bestand, zonder .svg of .png.")


_CHECKS = {"heading": _heading, "table": _table, "figure": _figure}


def _headings(document: Document) -> None:
    """Levels go one deeper at most; the title, when there is a heading for it, comes first and once."""
    previous = 1
    for index, block in enumerate(document.blocks):
        if block.kind != "heading":
            continue
        if block.level == 1 and index:
            message = "een kop van niveau 1 is de titel; die staat vooraan en komt één keer voor."
            raise wrong(document, block, message, "maak er niveau 2 van.")
        if block.level > previous + 1:
            message = f"deze kop springt van niveau {previous} naar {block.level}."
            raise wrong(document, block, message, f"maak er niveau {previous + 1} van of voeg de kop ertussen toe.")
        previous = block.level


def _references(document: Document) -> None:
    kinds = {f"{numbered_as(block)}:{block.id}" for block in document.blocks if numbered_as(block)}
    targets = {block.id for block in document.blocks if holds_something(block)}
    for block in document.blocks:
        for span in walk(span for spans in spans_of(block) for span in spans):
            if span.kind == "reference" and span.target not in kinds:
                message = f"'@{span.target}' verwijst naar een figuur of tabel die er niet is."
                raise wrong(
                    document, block, message, "gebruik het id van een genummerde figuur of tabel in dit document."
                )
            if span.kind == "link" and span.target.startswith("#") and span.target[1:] not in targets:
                message = f"de verwijzing naar '{span.target}' komt nergens uit."
                raise wrong(document, block, message, "gebruik het id van een blok in dit document.")
