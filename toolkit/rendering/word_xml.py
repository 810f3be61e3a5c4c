"""Small pieces of WordprocessingML: elements, fields, bookmarks, runs, footnotes.

All words are set as text of elements, never pasted into XML. ECMA-376-1, part 17.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from docx.document import Document as WordDocument
from docx.opc.constants import CONTENT_TYPE, RELATIONSHIP_TYPE
from docx.opc.packuri import PackURI
from docx.opc.part import XmlPart
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import qn

from ..records import digest_of
from .inline import Span
from .layout import anchor_of
from .word_styles import R, W

LONGEST_NAME = 40
"""Characters that Word allows in a bookmark's name."""


@dataclass(frozen=True, slots=True)
class Tone:
    """How all runs of a paragraph differ from its style."""

    bold: bool = False
    italic: bool = False
    color: str = ""
    style: str = ""
    size: int = 0
    """Half points; 0 leaves it to the style."""


PLAIN = Tone()


def element(tag: str, *children: Any, **attributes: str) -> Any:
    """An element in the ``w`` namespace: ``element("pStyle", val="Quote")``."""
    made = OxmlElement(f"w:{tag}")
    for name, value in attributes.items():
        made.set(qn(f"w:{name}"), value)
    made.extend(children)
    return made


def run(text: str = "", tone: Tone = PLAIN, *content: Any) -> Any:
    """A run of words, or of other content."""
    made = element("r")
    properties = [
        *([element("rStyle", val=tone.style)] if tone.style else []),
        *([element("b"), element("bCs")] if tone.bold else []),
        *([element("i"), element("iCs")] if tone.italic else []),
        *([element("color", val=tone.color)] if tone.color else []),
        *([element("sz", val=str(tone.size)), element("szCs", val=str(tone.size))] if tone.size else []),
    ]
    if properties:
        made.append(element("rPr", *properties))
    if text:
        words = element("t")
        words.text = text
        words.set(qn("xml:space"), "preserve")
        made.append(words)
    made.extend(content)
    return made


def field(instruction: str, shown: str, tone: Tone = PLAIN) -> list[Any]:
    """The runs of a field: its instruction, and what it shows until it is brought up to date."""
    code = element("instrText")
    code.text = f" {instruction} "
    code.set(qn("xml:space"), "preserve")
    result = [run(shown, tone)] if shown else []
    return [
        run("", tone, element("fldChar", fldCharType="begin")),
        run("", tone, code),
        run("", tone, element("fldChar", fldCharType="separate")),
        *result,
        run("", tone, element("fldChar", fldCharType="end")),
    ]


def bookmark_name(block_id: str, *, prefix: str = "_blk_") -> str:
    """The name of a block's bookmark: hidden (underscore first), at most 40 characters, one for each id."""
    anchor = anchor_of(block_id)
    if re.fullmatch(r"\w+", anchor, re.ASCII) and len(prefix + anchor) <= LONGEST_NAME:
        return prefix + anchor
    room = LONGEST_NAME - len(prefix) - 9
    return f"{prefix}{re.sub('[^A-Za-z0-9]', '_', anchor)[:room]}_{digest_of(anchor)[:8]}"


def bookmark(word: WordDocument, name: str, first: Any, last: Any | None = None) -> None:
    """Put a bookmark around the words of a paragraph, or from one element of the body to another."""
    if last is None and first.tag == qn("w:p"):
        start, end = _bookmark_ends(word, name)
        first.insert(1 if len(first) and first[0].tag == qn("w:pPr") else 0, start)
        first.append(end)
    else:
        bookmark_between(word, name, first, first if last is None else last)


def bookmark_between(word: WordDocument, name: str, first: Any, last: Any) -> None:
    """Put a bookmark right before one element and right after another."""
    start, end = _bookmark_ends(word, name)
    first.addprevious(start)
    last.addnext(end)


def _bookmark_ends(word: WordDocument, name: str) -> tuple[Any, Any]:
    number = str(len(word.element.body.findall(f".//{qn('w:bookmarkStart')}")) + 1)
    return element("bookmarkStart", id=number, name=name), element("bookmarkEnd", id=number)


def add_spans(
    word: WordDocument, paragraph: Any, spans: Iterable[Span], tone: Tone = PLAIN, *, part: Any = None
) -> None:
    """Add the runs, links, fields and footnotes of some spans to a paragraph element."""
    for span in spans:
        mine = Tone(tone.bold or span.strong, tone.italic != span.em, tone.color, tone.style, tone.size)
        match span.kind:
            case "break":
                paragraph.append(run("", mine, element("br")))
            case "link":
                paragraph.append(_link(word, span, mine, part or word.part))
            case "note":
                reference = element("footnoteReference", id=str(add_footnote(word, span.inner)))
                paragraph.append(run("", Tone(style="FootnoteReference"), reference))
            case "reference":
                noun, _, number = span.text.partition("\u00a0")
                paragraph.append(run(f"{noun}\u00a0", mine))
                for piece in field(f"REF {bookmark_name(span.target, prefix='_Ref_')} \\h", number, mine):
                    paragraph.append(piece)
            case _:
                paragraph.append(run(span.text, mine))


def _link(word: WordDocument, span: Span, tone: Tone, part: Any) -> Any:
    link = element("hyperlink", history="1")
    if span.target.startswith("#"):
        link.set(qn("w:anchor"), bookmark_name(span.target[1:]))
    else:
        link.set(qn("r:id"), part.relate_to(span.target, RELATIONSHIP_TYPE.HYPERLINK, is_external=True))
    add_spans(word, link, span.inner, Tone(tone.bold, tone.italic, "", "Hyperlink", tone.size), part=part)
    return link


def start_footnotes(word: WordDocument) -> None:
    """Give a document its footnotes part, with the two separators that Word asks for."""
    separators = "".join(
        f'<w:footnote w:type="{kind}" w:id="{number}"><w:p><w:pPr><w:spacing w:after="0" w:line="240" w:lineRule="auto"/></w:pPr>'
        f"<w:r><w:{mark}/></w:r></w:p></w:footnote>"
        for kind, number, mark in (
            ("separator", -1, "separator"),
            ("continuationSeparator", 0, "continuationSeparator"),
        )
    )
    # the prefix r is fixed here: else a link in a note gets whatever prefix other libraries have registered with lxml
    notes = parse_xml(f"<w:footnotes {W} {R}>{separators}</w:footnotes>")
    part = XmlPart(PackURI("/word/footnotes.xml"), CONTENT_TYPE.WML_FOOTNOTES, notes, word.part.package)
    word.part.relate_to(part, RELATIONSHIP_TYPE.FOOTNOTES)


def add_footnote(word: WordDocument, spans: Iterable[Span]) -> int:
    """Add a footnote; returns its number, for the reference in the text."""
    part: Any = word.part.part_related_by(RELATIONSHIP_TYPE.FOOTNOTES)
    number = len(part.element) - 1
    paragraph = element("p", element("pPr", element("pStyle", val="FootnoteText")))
    paragraph.append(run("", Tone(style="FootnoteReference"), element("footnoteRef")))
    paragraph.append(run(" "))
    add_spans(word, paragraph, spans, part=part)
    part.element.append(element("footnote", paragraph, id=str(number)))
    return number
