"""A document as one self-contained page: no script, nothing fetched, readable on a telephone and on paper."""

from __future__ import annotations

import base64
from html import escape

from ..records import Document
from ..study import Study
from .images import read_image
from .inline import Span, plain
from .layout import Item, Layout, anchor_of, lay_out
from .look import CALLOUTS, Look
from .shell import page


def to_html(document: Document, *, study: Study | None = None, options: Look | None = None) -> bytes:
    """The document as an accessible HTML file. Raises InputError, naming the block (see :mod:`.checks`)."""
    layout = lay_out(document, study=study, look=options)
    look = layout.look
    contents = _contents(layout) if look.toc and layout.contents else ""
    classes = [name for name, on in (("large", look.large_print), ("numbered-doc", look.paragraph_numbers)) if on]
    return page(
        layout.title,
        body_of(layout, study=study),
        study=study,
        look=look,
        title_id=_block_id(layout),
        lead=tuple(line for line in (layout.subtitle, " · ".join(layout.imprint) if look.cover else "") if line),
        nav=contents,
        foot=_colophon(layout),
        classes=tuple(classes),
    ).encode("utf-8")


def body_of(layout: Layout, *, study: Study | None = None) -> str:
    """The blocks of a document as HTML, footnotes at the end: what stands inside ``<main>`` of a page."""
    parts = []
    for group in layout.groups:
        inner = "\n".join(_shown(item, layout, study) for item in group)
        callout = group[0].callout
        if callout:
            cue = CALLOUTS[callout]
            label = f'<p class="cue">{escape(cue)}</p>\n' if cue else ""
            inner = f'<div class="callout {callout}">\n{label}{inner}\n</div>'
        parts.append(inner)
    return "\n".join((*parts, _notes(layout)))


def _block_id(layout: Layout) -> str:
    return anchor_of(layout.title_block.id) if layout.title_block else ""


def _shown(item: Item, layout: Layout, study: Study | None) -> str:
    name = f' id="{escape(item.anchor)}"'
    words = inline(item.spans)
    number = f'<span class="pn">{item.number}</span>' if item.number else ""
    numbered = ' class="numbered"' if item.number else ""
    match item.block.kind:
        case "heading":
            label = f'<span class="no">{escape(item.label)}</span> ' if item.label else ""
            return f"<h{item.level + 1}{name}>{label}{words}</h{item.level + 1}>"
        case "quote":
            speaker = f"<footer>— {escape(item.speaker)}</footer>" if item.speaker else ""
            return f"<blockquote{name}{numbered}><p>{number}{words}</p>{speaker}</blockquote>"
        case "list":
            tag = "ol" if item.ordered else "ul"
            kind = ' type="a"' if item.letters else ""
            return f"<{tag}{kind}{name}>" + "".join(f"<li>{inline(entry)}</li>" for entry in item.entries) + f"</{tag}>"
        case "table":
            return _table(item)
        case "figure":
            data = base64.b64encode(read_image(layout.document, item.block, ".svg", study)).decode("ascii")
            image = f'<img src="data:image/svg+xml;base64,{data}" alt="{escape(item.alt)}">'
            named = f'role="region" tabindex="0" aria-label="{escape(item.label)}"'
            caption = f"<figcaption>{_caption(item)}</figcaption>"
            return f'<figure{name}><div class="scroll picture" {named}>{image}</div>{caption}</figure>'
        case _:
            return f"<p{name}{numbered}>{number}{words}</p>"


def _caption(item: Item) -> str:
    words = inline(item.spans)
    if not item.label:
        return f"<strong>{words}</strong>" if words else ""
    return f"<strong>{escape(item.label)}.</strong> {words}".rstrip()


def _table(item: Item) -> str:
    caption = _caption(item)
    head = "".join(
        f'<th scope="col"{_right(item, column)}>{inline(cell)}</th>' for column, cell in enumerate(item.cells[0])
    )
    rows = []
    for row in item.cells[1:]:
        cells = []
        for column, cell in enumerate(row):
            tag, scope = ("th", ' scope="row"') if column == 0 and item.shape.row_headers else ("td", "")
            cells.append(f"<{tag}{scope}{_right(item, column)}>{inline(cell)}</{tag}>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    named = f' aria-labelledby="{escape(item.anchor)}.titel"' if caption else ' aria-label="Tabel"'
    shown = f'<caption id="{escape(item.anchor)}.titel">{caption}</caption>' if caption else ""
    many = ' class="many"' if item.shape.landscape else ""
    table = f"<table{many}>{shown}<thead><tr>{head}</tr></thead>\n<tbody>" + "\n".join(rows) + "</tbody></table>"
    roomy = " roomy" if item.shape.landscape else ""
    return f'<div class="scroll{roomy}" id="{escape(item.anchor)}" role="region" tabindex="0"{named}>{table}</div>'


def _right(item: Item, column: int) -> str:
    return ' class="num"' if item.shape.right[column] else ""


def inline(spans: tuple[Span, ...]) -> str:
    """Spans as HTML; every word of a text passes through ``html.escape``."""
    return "".join(_span(span) for span in spans)


def _span(span: Span) -> str:
    match span.kind:
        case "break":
            return "<br>"
        case "link":
            away = "" if span.target.startswith("#") else ' rel="noreferrer"'
            shown = f'<a href="{escape(span.target)}"{away}>{inline(span.inner)}</a>'
        case "note":
            return (
                f'<sup class="fn"><a id="nota.noot-{span.number}.terug" href="#nota.noot-{span.number}" role="doc-noteref" '
                f'aria-label="Voetnoot {span.number}">{span.number}</a></sup>'
            )
        case "reference":
            shown = f'<a href="#{escape(span.target)}">{escape(span.text)}</a>'
        case _:
            shown = escape(span.text)
    shown = f"<em>{shown}</em>" if span.em else shown
    return f"<strong>{shown}</strong>" if span.strong else shown


def _notes(layout: Layout) -> str:
    if not layout.notes:
        return ""
    rows = "".join(
        f'<li id="nota.noot-{number}">{inline(spans)} '
        f'<a href="#nota.noot-{number}.terug" role="doc-backlink" aria-label="Terug naar voetnoot {number} in de tekst">terug</a></li>\n'
        for number, spans in enumerate(layout.notes, 1)
    )
    return f'<section class="notes" role="doc-endnotes" aria-labelledby="nota.noten"><h2 id="nota.noten">Voetnoten</h2>\n<ol>{rows}</ol></section>'


def _contents(layout: Layout) -> str:
    """Nested lists of links; a heading deeper than its forerunner opens a list inside it."""
    parts: list[str] = []
    depth = 0
    for item in layout.contents:
        while depth > item.level:
            parts.append("</li></ol>")
            depth -= 1
        if depth == item.level:
            parts.append("</li>")
        while depth < item.level:
            parts.append("<ol>")
            depth += 1
        label = f'<span class="no">{escape(item.label)}</span>' if item.label else ""
        parts.append(f'<li><a href="#{escape(item.anchor)}">{label}{escape(plain(item.spans))}</a>')
    parts.append("</li></ol>" * depth)
    return f'<nav class="toc" aria-labelledby="nota.toc"><h2 id="nota.toc">Inhoud</h2>{"".join(parts)}</nav>'


def _colophon(layout: Layout) -> str:
    if not layout.colophon:
        return ""
    rows = "".join(f"<dt>{escape(label)}</dt><dd>{escape(value)}</dd>" for label, value in layout.colophon)
    return f'<section aria-labelledby="nota.colofon"><h2 id="nota.colofon">Colofon</h2><dl>{rows}</dl></section>'
