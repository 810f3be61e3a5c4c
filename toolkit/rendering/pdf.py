"""A document as PDF/UA-1 and PDF/A-2a, by Typst.

The design is in ``template.typ``; everything of the document reaches it as JSON data, and pictures as bytes, so
that no text is ever read as markup and no file or network is read while the page is set. Fonts: Libertinus Serif,
which Typst carries, and DejaVu Sans, which matplotlib carries; never those of the machine.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from importlib.util import find_spec
from itertools import groupby
from pathlib import Path
from typing import Any

import typst

from ..errors import NotaError
from ..records import Document
from ..study import Study
from .images import read_image
from .inline import Span
from .layout import Item, Layout, anchor_of, lay_out
from .look import CALLOUTS, COLORS, Look
from .tables import unbroken

STANDARDS = ["ua-1", "a-2a"]
SERIF = (
    "Libertinus Serif",
    "DejaVu Sans",
    "New Computer Modern Math",
    "STIXGeneral",
    "DejaVu Sans Mono",
    "Last Resort High-Efficiency",
)
SANS = ("DejaVu Sans", *(font for font in SERIF if font != "DejaVu Sans"))
"""In order of preference; the last shows a box for a character that no font has, so that nothing is lost unseen."""

TOGETHER = 900
"""A callout of fewer characters is not broken over two pages."""


def to_pdf(document: Document, *, study: Study | None = None, options: Look | None = None) -> bytes:
    """The document as an accessible, archivable PDF. Same document, same bytes.

    Raises InputError, naming the block, on what would make it inaccessible (see :mod:`.checks`).
    """
    layout = lay_out(document, study=study, look=options)
    pictures: dict[str, bytes] = {}
    for item in layout.items:
        if item.block.kind == "figure":
            pictures[f"{item.anchor}.svg"] = read_image(document, item.block, ".svg", study)
    compiler: Any = typst.compile  # its stubs do not know yet that files may be given by name
    source = files(__package__).joinpath("template.typ").read_bytes()
    try:
        made = compiler(
            {"main.typ": source, **pictures},
            font_paths=_fonts(),
            ignore_system_fonts=True,
            format="pdf",
            sys_inputs={"data": json.dumps(_data(layout), ensure_ascii=False)},
            pdf_standards=STANDARDS,
            timestamp=int(layout.moment.timestamp()),
        )
    except typst.TypstError as error:
        message = f"de PDF van '{document.id}' kan niet worden gemaakt: {error.message}"
        raise NotaError(message, fix="kijk welk blok afwijkt; meld het anders aan de makers.") from error
    return bytes(made)


@cache
def _fonts() -> typst.Fonts:
    """Typst's own fonts and those of matplotlib, found without loading matplotlib."""
    spec = find_spec("matplotlib")
    if spec is None or spec.origin is None:
        raise NotaError("de lettertypen ontbreken.", fix="installeer de software opnieuw (matplotlib hoort erbij).")
    return typst.Fonts(
        include_system_fonts=False, font_paths=[str(Path(spec.origin).parent / "mpl-data" / "fonts" / "ttf")]
    )


def _data(layout: Layout) -> dict[str, Any]:
    look = layout.look
    return {
        "title": layout.title,
        "anchor": anchor_of(layout.title_block.id) if layout.title_block else "",
        "subtitle": layout.subtitle,
        "kicker": layout.kicker,
        "imprint": layout.imprint,
        "author": layout.author or [],
        "keywords": [layout.invented] if layout.invented else [],
        "date": {"year": layout.date.year, "month": layout.date.month, "day": layout.date.day},
        "invented": layout.invented,
        "concept": layout.concept,
        "reference": look.reference,
        "colophon": layout.colophon,
        "colors": {name: f"#{value}" for name, value in COLORS.items()},
        "fonts": SANS if look.large_print else SERIF,
        "look": {
            "cover": look.cover,
            "toc": look.toc and bool(layout.contents),
            "depth": look.toc_depth,
            "large": look.large_print,
        },
        "pages": [
            {"landscape": landscape, "groups": [_group(group) for group in groups]}
            for landscape, groups in groupby(layout.groups, key=lambda group: group[0].landscape)
        ],
    }


def _group(items: tuple[Item, ...]) -> dict[str, Any]:
    callout = items[0].callout
    words = sum(len(item.block.text) + sum(len(cell) for row in item.block.rows for cell in row) for item in items)
    return {
        "callout": callout,
        "cue": CALLOUTS.get(callout, ""),
        "together": words < TOGETHER,
        "items": [_item(item) for item in items],
    }


def _item(item: Item) -> dict[str, Any]:
    shape = item.shape
    return {
        "kind": item.block.kind,
        "anchor": item.anchor,
        "label": item.label,
        "level": item.level,
        "number": item.number,
        "speaker": item.speaker,
        "short": len(item.block.text) < TOGETHER,
        "callout": item.callout,
        "ordered": item.ordered,
        "letters": item.letters,
        "spans": _spans(item.spans),
        "entries": [_spans(entry) for entry in item.entries],
        "cells": [[_spans(cell) for cell in row] for row in item.cells],
        "widths": shape.widths,
        "right": shape.right,
        "scale": shape.scale,
        "tall": shape.tall,
        "appendix": item.appendix and not item.landscape,
        "image": f"{item.anchor}.svg",
        "alt": item.alt,
    }


def _spans(spans: tuple[Span, ...]) -> list[dict[str, Any]]:
    return [
        {
            "k": span.kind,
            "t": unbroken(span.text),
            "s": span.strong,
            "e": span.em,
            "to": span.target,
            "i": _spans(span.inner),
        }
        for span in spans
    ]
