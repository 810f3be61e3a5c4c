"""A document as a Word file: real headings, lists, captions, footnotes, fields and hidden bookmarks.

The pieces are public, so that the approval form can put its own controls between the same blocks:

    layout = lay_out(document, study=study, look=Look())
    word = new_document(layout)
    add_title(word, layout)
    for item in layout.items:
        add_block(word, item, layout, study=study)
    data = save(word, layout)
"""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from docx.document import Document as WordDocument
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn

from ..records import Document
from ..study import Study
from .layout import Item, Layout, lay_out
from .look import CALLOUTS, COLORS, Look
from .word_blocks import add_figure, add_list, add_table, paragraph
from .word_package import empty, save
from .word_styles import APPENDICES, INDENT, PARAGRAPHS, TEXT_WIDTH, TEXT_WIDTH_TURNED, callout_style
from .word_xml import PLAIN, Tone, add_spans, bookmark, bookmark_name, element, field, run


def to_docx(document: Document, *, study: Study | None = None, options: Look | None = None) -> bytes:
    """The document as a Word file. Raises InputError, naming the block (see :mod:`.checks`)."""
    layout = lay_out(document, study=study, look=options)
    word = new_document(layout)
    if layout.look.cover:
        _add_cover(word, layout)
    else:
        add_title(word, layout)
    if layout.look.toc and layout.contents:
        add_contents(word, layout, page_break=layout.look.cover)
    turned = False
    for number, item in enumerate(layout.items):
        if item.landscape != turned:
            _turn(word, layout, item.landscape)
        fresh = (layout.look.cover and not number) or (
            item.appendix and item.landscape == turned and not item.landscape
        )
        turned = item.landscape
        before = len(word.element.body)
        add_block(word, item, layout, study=study)
        if fresh:
            _break_before(word.element.body[before - 1 :])
    if turned:
        _turn(word, layout, False)
    if not layout.look.cover:
        add_colophon(word, layout)
    return save(word, layout)


def new_document(layout: Layout) -> WordDocument:
    """A Word document with the styles, page, header and footer of this layout, and nothing in its body."""
    word = empty(layout.look)
    section = word.sections[0]
    section.different_first_page_header_footer = True
    for header, running in ((section.header, layout.title), (section.first_page_header, "")):
        _fill_header(header.paragraphs[0]._p, layout, running, TEXT_WIDTH)
    for footer in (section.footer, section.first_page_footer):
        _fill_footer(footer.paragraphs[0]._p, layout, TEXT_WIDTH)
    return word


def _fill_header(line: Any, layout: Layout, running: str, width: int) -> None:
    _tab_right(line, width)
    if running:
        line.append(run(running))
    if layout.concept:
        line.append(run("", PLAIN, element("tab")))
        line.append(run(layout.concept, Tone(style="Merkteken")))


def _fill_footer(line: Any, layout: Layout, width: int) -> None:
    edge = element("top", val="single", sz="4", space="4", color=COLORS["rule"])
    line.get_or_add_pPr().append(element("pBdr", edge))
    _tab_right(line, width)
    if layout.invented:
        line.append(run(layout.invented, Tone(style="Merkteken")))
    for piece in (
        run("", PLAIN, element("tab")),
        run("Pagina "),
        *field("PAGE", "1"),
        run(" van "),
        *field("NUMPAGES", "1"),
    ):
        line.append(piece)
    if layout.look.reference:
        line.append(run("", PLAIN, element("br")))
        line.append(run(f"Kenmerk {layout.look.reference}"))


def _tab_right(line: Any, width: int) -> None:
    line.get_or_add_pPr().append(element("tabs", element("tab", val="right", pos=str(width))))


def add_title(word: WordDocument, layout: Layout) -> None:
    """The title and subtitle at the head of the text."""
    title = paragraph(word, "Title")
    title.append(run(layout.title))
    if layout.title_block:
        bookmark(word, bookmark_name(layout.title_block.id), title)
    if layout.subtitle:
        paragraph(word, "Subtitle").append(run(layout.subtitle))


def _add_cover(word: WordDocument, layout: Layout) -> None:
    band = paragraph(word, "Omslagregel", before=0, after=3000)
    edge = element("top", val="single", sz="96", space="1", color=COLORS["accent"])
    band.get_or_add_pPr().insert_element_before(element("pBdr", edge), "w:shd", "w:tabs", "w:spacing", "w:ind")
    if layout.kicker:
        paragraph(word, "Omslagregel", after=160).append(run(layout.kicker))
    title = paragraph(word, "Omslagtitel")
    title.append(run(layout.title))
    if layout.title_block:
        bookmark(word, bookmark_name(layout.title_block.id), title)
    if layout.subtitle:
        paragraph(word, "Subtitle").append(run(layout.subtitle))
    if layout.concept:
        paragraph(word, "Omslagregel", before=3600).append(run(layout.concept, Tone(style="Merkteken")))
    for number, line in enumerate(layout.imprint):
        paragraph(word, "Omslagregel", before=3600 if not number and not layout.concept else None).append(run(line))
    add_colophon(word, layout, page_break=True)


def add_colophon(word: WordDocument, layout: Layout, *, page_break: bool = False) -> None:
    """The lines of ``Document.meta``."""
    if not layout.colophon:
        return
    head = paragraph(word, "TOCHeading")
    head.append(run("Colofon"))
    if page_break:
        _break_before([head])
    for label, value in layout.colophon:
        line = paragraph(word, "Colofon")
        for piece in (run(label, Tone(bold=True)), run("", PLAIN, element("tab")), run(value)):
            line.append(piece)


def add_contents(word: WordDocument, layout: Layout, *, page_break: bool = False) -> None:
    """A table of contents that works as it stands, by links, and that Word and LibreOffice can bring up to date.

    Page numbers are fields without a value until the table is updated (F9): only the program that lays out the
    pages knows them. A wrong number would be worse, and asking Word to update on opening brings up a dialogue.
    """
    head = paragraph(word, "TOCHeading")
    head.append(run("Inhoud"))
    if page_break:
        _break_before([head])
    lines = []
    for item in layout.contents:
        name = bookmark_name(item.block.id, prefix="_Toc_")
        label = f"{item.label}  " if item.label else ""
        link = element("hyperlink", anchor=name, history="1")
        for piece in (run(label + item.plain), run("", PLAIN, element("tab")), *field(f"PAGEREF {name} \\h", "")):
            link.append(piece)
        lines.append(paragraph(word, f"TOC{min(item.level, 3)}"))
        lines[-1].append(link)
    start = field(f'TOC \\o "1-{layout.look.toc_depth}" \\h \\z \\u', "")
    for piece in reversed(start[:3]):
        lines[0].insert(1, piece)
    lines[-1].append(start[-1])
    gallery = element("docPartObj", element("docPartGallery", val="Table of Contents"), element("docPartUnique"))
    control = element("sdt", element("sdtPr", gallery), element("sdtContent"))
    head.addprevious(control)
    control[-1].extend([head, *lines])


def add_block(word: WordDocument, item: Item, layout: Layout, *, study: Study | None = None) -> list[Any]:
    """Add one block, with a hidden bookmark around it; returns its elements (``w:p``, ``w:tbl``), the label left out."""
    if item.opens and CALLOUTS[item.callout]:
        paragraph(word, f"{callout_style(item.callout)}Kop").append(run(CALLOUTS[item.callout]))
    match item.block.kind:
        case "heading":
            made = [_add_heading(word, item)]
        case "quote":
            made = _add_quote(word, item)
        case "list":
            made = add_list(word, item)
        case "table":
            made = add_table(word, item, layout)
        case "figure":
            made = add_figure(word, item, layout, study)
        case _:
            made = [_add_paragraph(word, item)]
    bookmark(word, bookmark_name(item.block.id), made[0], made[-1] if len(made) > 1 else None)
    return made


def _add_heading(word: WordDocument, item: Item) -> Any:
    made = paragraph(word, f"Heading{item.level}")
    appendix = item.label.startswith("Bijlage ") or item.label[:1].isalpha()
    if appendix or not item.label:
        number = element(
            "numPr",
            element("ilvl", val=str(item.level - 1)),
            element("numId", val=str(APPENDICES) if appendix else "0"),
        )
        made.get_or_add_pPr().insert_element_before(
            number, "w:pBdr", "w:shd", "w:tabs", "w:spacing", "w:ind", "w:outlineLvl"
        )
    add_spans(word, made, item.spans)
    bookmark(word, bookmark_name(item.block.id, prefix="_Toc_"), made)
    return made


def _add_paragraph(word: WordDocument, item: Item) -> Any:
    made = paragraph(word, callout_style(item.callout) if item.callout else "Normal")
    _number(made, item)
    add_spans(word, made, item.spans)
    return made


def _add_quote(word: WordDocument, item: Item) -> list[Any]:
    """A quote and its speaker; inside a callout they keep the callout's box."""
    style = callout_style(item.callout) if item.callout else ""
    made = [paragraph(word, style or "Quote")]
    _number(made[0], item)
    add_spans(word, made[0], item.spans, Tone(italic=True) if style else PLAIN)
    if item.speaker:
        made[0].get_or_add_pPr().insert_element_before(element("keepNext"), *_AFTER_KEEP)
        made.append(paragraph(word, style or "Spreker"))
        made[1].append(run(f"— {item.speaker}", Tone(color=COLORS["muted"])))
    return made


_AFTER_KEEP = (
    "w:keepLines",
    "w:pageBreakBefore",
    "w:numPr",
    "w:pBdr",
    "w:shd",
    "w:tabs",
    "w:spacing",
    "w:ind",
    "w:jc",
    "w:outlineLvl",
)


def _number(made: Any, item: Item) -> None:
    """The number of a paragraph: a list number, so that it is no part of its words. In a box it stands inside."""
    if not item.number:
        return
    properties = made.get_or_add_pPr()
    properties.append(element("numPr", element("ilvl", val="0"), element("numId", val=str(PARAGRAPHS))))
    if item.callout or item.block.kind == "quote":
        left = INDENT if item.callout else 340
        properties.append(element("tabs", element("tab", val="left", pos=str(left + 430))))
        properties.append(element("ind", left=str(left), firstLine="0"))


def _break_before(elements: Any) -> None:
    """Start a page at the first paragraph of these."""
    first = next(one for one in elements if one.tag == qn("w:p"))
    first.get_or_add_pPr().insert_element_before(element("pageBreakBefore"), *_AFTER_KEEP[2:])


def _turn(word: WordDocument, layout: Layout, landscape: bool) -> None:
    """End the section at the last paragraph; what follows stands on pages of the other orientation."""
    body = word.element.body
    current = body.find(qn("w:sectPr"))
    last = body[-2] if body[-2].tag == qn("w:p") else paragraph(word, "NaTabel")
    last.get_or_add_pPr().append(deepcopy(current))
    section = word.sections[-1]
    section.page_width, section.page_height = section.page_height, section.page_width
    section.orientation = WD_ORIENT.LANDSCAPE if landscape else WD_ORIENT.PORTRAIT
    section.different_first_page_header_footer = False
    for reference in current.findall(qn("w:headerReference")) + current.findall(qn("w:footerReference")):
        current.remove(reference)
    if not landscape:  # the header and footer of the first, upright section
        upright = next(word.element.body.iter(qn("w:sectPr")))
        for reference in reversed(upright.findall(qn("w:headerReference")) + upright.findall(qn("w:footerReference"))):
            current.insert(0, deepcopy(reference))
        return
    section.header.is_linked_to_previous = section.footer.is_linked_to_previous = False
    _fill_header(section.header.paragraphs[0]._p, layout, layout.title, TEXT_WIDTH_TURNED)
    _fill_footer(section.footer.paragraphs[0]._p, layout, TEXT_WIDTH_TURNED)
