"""Paragraphs, lists, tables and figures of a Word file."""

from __future__ import annotations

import io
from typing import Any

from docx.document import Document as WordDocument
from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.oxml.ns import qn
from docx.shared import Cm, Emu

from ..study import Study
from .checks import wrong
from .images import read_image
from .inline import plain
from .layout import Item, Layout
from .look import COLORS
from .word_styles import BULLETS, INDENT, NUMBERS, TEXT_WIDTH, TEXT_WIDTH_TURNED, callout_style
from .word_xml import Tone, add_spans, bookmark_between, bookmark_name, element, field, run

TALLEST = Cm(19)
"""Of a figure, so that its caption fits below it."""


def paragraph(word: WordDocument, style: str, *, before: int | None = None, after: int | None = None) -> Any:
    """Add an empty paragraph of a style (its id) at the end of the body."""
    made = word.element.body.add_p()
    made.style = style
    space = {name: str(value) for name, value in (("before", before), ("after", after)) if value is not None}
    if space:
        made.get_or_add_pPr().append(element("spacing", **space))
    return made


def add_list(word: WordDocument, item: Item) -> list[Any]:
    """A list; a numbered one starts at 1 again. In a callout its entries keep the callout's box."""
    number = _fresh_number(word, letters=item.letters) if item.ordered else BULLETS
    made = []
    for entry in item.entries:
        line = paragraph(
            word, callout_style(item.callout) if item.callout else "ListNumber" if item.ordered else "ListBullet"
        )
        properties = line.get_or_add_pPr()
        properties.append(element("numPr", element("ilvl", val="0"), element("numId", val=str(number))))
        if item.callout:
            properties.append(element("ind", left=str(INDENT + 397), hanging="397", right=str(INDENT)))
        add_spans(word, line, entry)
        made.append(line)
    return made


def _fresh_number(word: WordDocument, *, letters: bool = False) -> int:
    """A new list of the numbered kind that starts at 1, or at a."""
    numbering = word.part.numbering_part.element
    number = max(int(num.get(qn("w:numId"))) for num in numbering.findall(qn("w:num"))) + 1
    restart = element("lvlOverride", element("startOverride", val="1"), ilvl="0")
    if letters:
        indent = element("pPr", element("ind", left="397", hanging="397"))
        form = (element("numFmt", val="lowerLetter"), element("suff", val="tab"), element("lvlText", val="%1."))
        restart.append(element("lvl", element("start", val="1"), *form, element("lvlJc", val="left"), indent, ilvl="0"))
    numbering.append(element("num", element("abstractNumId", val=str(NUMBERS)), restart, numId=str(number)))
    return number


def caption_label(word: WordDocument, line: Any, item: Item) -> None:
    """``Figuur 3. ``: a field that counts, in a bookmark that references take their number from."""
    name, _, number = item.label.partition(" ")
    line.append(run(f"{name}\u00a0", Tone(bold=True)))
    pieces = field(f"SEQ {name} \\* ARABIC", number, Tone(bold=True))
    for piece in pieces:
        line.append(piece)
    bookmark_between(word, bookmark_name(item.block.id, prefix="_Ref_"), pieces[0], pieces[-1])
    line.append(run(". ", Tone(bold=True)))


def add_caption(word: WordDocument, item: Item, *, keep: bool) -> Any | None:
    """The caption's paragraph, or None when there is neither label nor text."""
    if not item.label and not item.spans:
        return None
    line = paragraph(word, "Caption")
    if keep:
        line.get_or_add_pPr().insert(1, element("keepNext"))
    if item.label:
        caption_label(word, line, item)
    add_spans(word, line, item.spans, Tone(bold=not item.label))
    return line


def add_table(word: WordDocument, item: Item, layout: Layout) -> list[Any]:
    """A table with its caption above it, a header row that repeats, and a title for screen readers."""
    caption = add_caption(word, item, keep=True)
    width = TEXT_WIDTH_TURNED if item.landscape else TEXT_WIDTH
    sizes = [width * part // 1000 for part in item.shape.widths]
    table = element(
        "tbl",
        _table_properties(item, sum(sizes)),
        element("tblGrid", *(element("gridCol", w=str(size)) for size in sizes)),
    )
    base = (28 if layout.look.large_print else 21) - 3
    tone = Tone(size=base * item.shape.scale // 100 if item.shape.scale < 100 else 0)
    body = word.element.body
    body.insert_element_before(table, "w:sectPr")
    for number, row in enumerate(item.cells):
        properties = element(
            "trPr",
            *([] if item.shape.tall[number] else [element("cantSplit")]),
            *([element("tblHeader")] if not number else []),
        )
        made = element("tr", *([properties] if len(properties) else []))
        for column, cell in enumerate(row):
            inside = element("p", element("pPr", element("pStyle", val="Tabeltekst")))
            if number == 0:
                inside[0].append(element("keepNext"))
            if item.shape.right[column]:
                inside[0].append(element("jc", val="right"))
            add_spans(word, inside, cell, tone)
            made.append(element("tc", element("tcPr", element("tcW", w=str(sizes[column]), type="dxa")), inside))
        table.append(made)
    paragraph(word, "NaTabel")
    return [table] if caption is None else [caption, table]


def _table_properties(item: Item, width: int) -> Any:
    made = element("tblPr", element("tblStyle", val="NotaTabel"), element("tblW", w=str(width), type="dxa"))
    if item.callout:
        color = COLORS[item.callout]
        edges = (
            element(side, val="single", sz="6", space="0", color=color) for side in ("top", "left", "bottom", "right")
        )
        inner = element("insideH", val="single", sz="4", space="0", color=COLORS["rule"])
        made.append(element("tblBorders", *edges, inner))
    made.append(element("tblLayout", type="fixed"))
    first = "1" if item.shape.row_headers else "0"
    made.append(
        element(
            "tblLook",
            val="04A0" if item.shape.row_headers else "0420",
            firstRow="1",
            lastRow="0",
            firstColumn=first,
            lastColumn="0",
            noHBand="0",
            noVBand="1",
        )
    )
    title = f"{item.label}. {item.plain}".strip(". ") if item.label else item.plain
    made.append(element("tblCaption", val=title or "Tabel"))
    columns = ", ".join(plain(cell) for cell in item.cells[0])
    made.append(element("tblDescription", val=f"Kolommen: {columns}."))
    return made


def add_figure(word: WordDocument, item: Item, layout: Layout, study: Study | None) -> list[Any]:
    """A picture with its alternative text, and its caption below it."""
    data = read_image(layout.document, item.block, ".png", study)
    line = paragraph(word, "Normal")
    line.get_or_add_pPr().append(element("keepNext"))
    try:
        inline: Any = word.part.new_pic_inline(io.BytesIO(data), None, None)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ValueError) as error:
        raise wrong(
            layout.document,
            item.block,
            f"{item.block.image}.png is beschadigd.",
            "maak de figuren opnieuw met 'nota analyse'.",
        ) from error
    widest = Emu((TEXT_WIDTH_TURNED if item.landscape else TEXT_WIDTH) * 635)
    factor = min(1.0, widest / inline.extent.cx, TALLEST / inline.extent.cy)
    for extent in (inline.extent, inline.graphic.graphicData.pic.spPr.xfrm.ext):
        extent.cx, extent.cy = int(extent.cx * factor), int(extent.cy * factor)
    inline.docPr.set("name", item.label)
    inline.docPr.set("descr", item.alt)
    line.append(run("", Tone(), element("drawing", inline)))
    caption = add_caption(word, item, keep=False)
    return [line] if caption is None else [line, caption]
