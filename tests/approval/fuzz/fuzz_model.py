"""A Word form as lines of spans that know whose words they are: what is written and what is true come from one list.

A span's owner is the name of the unit (``001``, from the bookmark ``_nota_u001``) that its words belong to, ``+3`` for
words that belong to no unit (a new paragraph), and empty for words of the form itself.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import etree

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
UNIT = "_nota_u"
SEEN = ("plain", "ins", "to")
"""States of words that are there when every change is accepted."""


@dataclass(slots=True, eq=False)
class Span:
    """A stretch of words of one owner and state; with ``xml`` it is something that is not to be typed in."""

    text: str
    owner: str
    state: str = "plain"
    look: str = ""
    author: str = ""
    xml: str = ""

    @property
    def seen(self) -> bool:
        """Whether a reader of the final text sees these words."""
        return bool(self.text) and self.state in SEEN


@dataclass(slots=True, eq=False)
class Line:
    """A paragraph. ``mark`` is the state of its paragraph mark."""

    props: str
    style: str
    spans: list[Span]
    mark: str = "plain"
    author: str = ""
    cell: Any = None
    """The paragraph in a table that it stands for."""
    fixed: bool = False
    """One of the form's own lines."""

    @property
    def text(self) -> str:
        """The words as a reader of the final text sees them."""
        return "".join(span.text for span in self.spans if span.seen)

    @property
    def owners(self) -> set[str]:
        """Whose words are seen in it."""
        return {span.owner for span in self.spans if span.seen}


@dataclass
class Reply:
    """A form while it is being changed."""

    parts: dict[str, bytes]
    root: Any
    lines: list[Line]
    """The paragraphs of the text, in order; those in tables too (a table itself is a line with ``xml``)."""
    rng: random.Random
    moved: set[str] = field(default_factory=set)
    loose: set[str] = field(default_factory=set)
    """Units that were rewritten so thoroughly that 'deleted, and something new' is as true as 'changed'."""
    comments: list[tuple[str, str, str]] = field(default_factory=list)
    """(unit or '', author, text)."""
    done: list[str] = field(default_factory=list)
    outside: list[tuple[bool, Line]] = field(default_factory=list)
    """Lines typed before the text (True) or after the questions."""
    copies: dict[str, str] = field(default_factory=dict)
    """Unit -> the owner of its copy."""
    bare: bool = False
    """Whether the program that saves it will lose the controls themselves."""
    added: int = 0
    count: int = 900

    def number(self) -> int:
        """A number no other mark in the file has."""
        self.count += 1
        return self.count

    def new_owner(self) -> str:
        """The owner of words that belong to no unit."""
        self.added += 1
        return f"+{self.added}"


def open_form(data: bytes, rng: random.Random) -> Reply:
    """Read a form as it was sent."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {name: file.read(name) for name in file.namelist()}
    root = etree.fromstring(parts["word/document.xml"])
    lines: list[Line] = []
    for node in _region(root):
        if node.tag == f"{{{W}}}p":
            lines.append(read_line(node))
        else:
            lines.append(Line("", "table", [Span("", "", xml="table")], cell=node, fixed=True))
            lines.extend(read_line(p, cell=p) for p in node.iter(f"{{{W}}}p"))
    return Reply(parts, root, lines, rng)


def _region(root: Any) -> list[Any]:
    """What stands between the heading of the text and that of the answers."""
    body = list(root.find(f"{{{W}}}body"))
    marked = [n for n, node in enumerate(body) if any(is_unit(m) for m in node.iter(f"{{{W}}}bookmarkStart"))]
    last = marked[-1] + 1
    # a quote's speaker line, or the empty line after a table, ends the text
    while body[last].tag == f"{{{W}}}p" and "Heading1" not in etree.tostring(body[last], encoding="unicode"):
        last += 1
    return body[marked[0] : last]


def is_unit(mark: Any) -> bool:
    """Whether a bookmark is that of a unit."""
    return str(mark.get(f"{{{W}}}name")).startswith(UNIT)


def read_line(node: Any, cell: Any = None) -> Line:
    """A paragraph of the form as it was sent."""
    properties = node.find(f"{{{W}}}pPr")
    style = properties.find(f"{{{W}}}pStyle").get(f"{{{W}}}val") if properties is not None else "Normal"
    owner = next((m.get(f"{{{W}}}name")[len(UNIT) :] for m in node.iter(f"{{{W}}}bookmarkStart") if is_unit(m)), "")
    spans = [_span(child, owner) for child in node if child.tag != f"{{{W}}}pPr"]
    if any("fldChar" in span.xml or "fldSimple" in span.xml for span in spans):
        _lock_label(spans)
    return Line(inner(properties), style, spans, cell=cell, fixed=not owner)


def _lock_label(spans: list[Span]) -> None:
    """The label of a table or figure (``Tabel 1. ``) is not a unit's own words."""
    last = max(n for n, span in enumerate(spans) if "fldChar" in span.xml or "fldSimple" in span.xml) + 1
    for n, span in enumerate(spans[: last + 1]):
        if span.text:
            spans[n] = replace(span, text="", owner="", xml=span.xml or run_xml(span))


def _span(node: Any, owner: str) -> Span:
    plain = {f"{{{W}}}rPr", f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab"}
    words = {"t": None, "br": "\n", "tab": "\t"}
    text = "".join(
        words[etree.QName(t).localname] or t.text or ""
        for t in node.iter(f"{{{W}}}t", f"{{{W}}}br", f"{{{W}}}tab")
        if t.getparent().tag == f"{{{W}}}r"
    )
    if node.tag == f"{{{W}}}r" and {child.tag for child in node} <= plain:
        return Span(text, owner, look=inner(node.find(f"{{{W}}}rPr")))
    return Span(text, owner, xml=bare(node))


def inner(node: Any) -> str:
    """The XML within an element."""
    return "" if node is None else "".join(bare(child) for child in node)


def bare(node: Any) -> str:
    """An element as XML without declarations that the document has already."""
    text = etree.tostring(node, encoding="unicode", with_tail=False)
    return re.sub(r' xmlns:(w|r|w14)="[^"]*"', "", text)


def seen_places(line: Line) -> Iterator[tuple[int, Span]]:
    """(offset in the line's text, span) of each span with words that are seen."""
    offset = 0
    for span in line.spans:
        if span.seen:
            yield offset, span
            offset += len(span.text)


def cut(line: Line, offset: int, *, before: bool = False) -> int:
    """Split spans so that one begins at this offset of the line's text; its number.

    At an edge there may be marks and deleted words: ``before`` them, or after.
    """
    place, first = 0, -1
    for number, span in enumerate(line.spans):
        if place == offset and first < 0:
            first = number
        if not span.seen:
            continue
        if place == offset:
            return first if before else number
        if place < offset < place + len(span.text):
            at = offset - place
            line.spans[number : number + 1] = [replace(span, text=span.text[:at]), replace(span, text=span.text[at:])]
            return number + 1
        place += len(span.text)
    return first if before and first >= 0 else len(line.spans)


def texts_of(lines: list[Line]) -> dict[str, str]:
    """The words of each owner, in the order of the document; lines joined by line feeds."""
    found: dict[str, str] = {}
    last: dict[str, int] = {}
    number = 0
    for line in lines:
        for span in line.spans:
            if span.seen and span.owner:
                gap = "\n" if span.owner in found and last[span.owner] != number else ""
                found[span.owner] = found.get(span.owner, "") + gap + span.text
                last[span.owner] = number
        number += line.mark not in ("del", "from")
    return {owner: text for owner, text in found.items() if text.strip()}


# Writing ---------------------------------------------------------------------------------------------------------


def save_reply(reply: Reply) -> bytes:
    """The changed form as a .docx."""
    body = reply.root.find(f"{{{W}}}body")
    old = _region(reply.root)
    place = body.index(old[0])
    for node in old:
        body.remove(node)
    made: list[Any] = []
    for line in reply.lines:
        if line.style == "table":
            made.append(line.cell)
        elif line.cell is not None:
            if line.cell.getparent() is not None:
                line.cell.getparent().replace(line.cell, as_node(reply, line))
        else:
            made.append(as_node(reply, line))
    body[place:place] = made
    for first, line in reply.outside:
        if first:
            body.insert(1, as_node(reply, line))
        else:
            body.find(f"{{{W}}}sectPr").addprevious(as_node(reply, line))
    return zipped(
        reply.parts
        | {"word/document.xml": etree.tostring(reply.root, xml_declaration=True, encoding="UTF-8", standalone=True)}
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    """Parts as a zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as file:
        for name, data in parts.items():
            file.writestr(zipfile.ZipInfo(name), data)  # without the time of day: the same seed, the same bytes
    return made.getvalue()


def as_node(reply: Reply, line: Line) -> Any:
    """A line as a paragraph."""
    mark = ""
    if line.mark != "plain":
        tag = {"ins": "ins", "del": "del", "from": "moveFrom", "to": "moveTo"}[line.mark]
        mark = f"<w:rPr><w:{tag} {_by(reply, line.author)}/></w:rPr>"
    spans = "".join(_span_xml(reply, span) for span in line.spans)
    if line.mark in ("from", "to"):
        name = f'w:name="move{reply.number()}"'
        tag, number = ("moveFrom" if line.mark == "from" else "moveTo"), reply.number()
        spans = (
            f'<w:{tag}RangeStart w:id="{number}" {_who(line.author)} {name}/>{spans}<w:{tag}RangeEnd w:id="{number}"/>'
        )
    space = (
        f'xmlns:w="{W}" xmlns:w14="{W14}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    )
    return etree.fromstring(f"<w:p {space}><w:pPr>{line.props}{mark}</w:pPr>{spans}</w:p>")


def _who(author: str) -> str:
    return f'w:author={quoteattr(author)} w:date="2024-05-21T10:00:00Z"'


def _by(reply: Reply, author: str) -> str:
    return f'w:id="{reply.number()}" {_who(author)}'


def _span_xml(reply: Reply, span: Span) -> str:
    made = span.xml or run_xml(span)
    if not span.text and not span.xml:
        return ""
    who = span.author
    if span.state == "ins":
        return f"<w:ins {_by(reply, who)}>{made}</w:ins>"
    if span.state == "del":
        return f"<w:del {_by(reply, who)}>{made}</w:del>"
    if span.state == "ins-del":
        return f"<w:ins {_by(reply, who)}><w:del {_by(reply, 'Ank Proef')}>{made}</w:del></w:ins>"
    if span.state in ("from", "to"):
        tag = "moveFrom" if span.state == "from" else "moveTo"
        return f"<w:{tag} {_by(reply, who)}>{made}</w:{tag}>"
    return made


def run_xml(span: Span) -> str:
    """A run."""
    tag = "delText" if span.state in ("del", "ins-del") else "t"
    look = f"<w:rPr>{span.look}</w:rPr>" if span.look else ""
    parts = re.split("([\n\t])", span.text)
    words = "".join(
        "<w:br/>"
        if part == "\n"
        else "<w:tab/>"
        if part == "\t"
        else f'<w:{tag} xml:space="preserve">{escape(part)}</w:{tag}>'
        for part in parts
        if part
    )
    return f"<w:r>{look}{words}</w:r>"
