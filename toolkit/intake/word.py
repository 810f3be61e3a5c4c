"""Word (.docx) and OpenDocument (.odt): paragraphs and table rows in reading order, comments apart.

Tracked changes are read as accepted: insertions stand, deletions are gone (python-docx drops insertions,
its issue 340, so the XML is read here). Formats: ECMA-376 Part 1 §17; OpenDocument 1.3 Part 3.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from lxml import etree

from ..archives import damaged, open_archive, parse_xml, read_member
from .word_lists import Front, fronts

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_GONE = {f"{_W}del", f"{_W}moveFrom", f"{_W}delText", f"{_W}instrText", f"{_MC}Fallback", f"{_W}pPr", f"{_W}rPr"}
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph or table row as read, and its place in words for messages."""

    text: str
    place: str
    cells: tuple[str, ...] = ()
    """The cells, when it is a row of a table."""
    mark: str = ""
    """The number, letter or bullet that Word puts before it by itself."""
    level: int = 0
    """Of a heading, from 1."""


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment in the margin: not part of the talk, kept beside it."""

    author: str
    text: str


def read_docx(data: bytes, *, path: Path) -> tuple[list[Paragraph], list[Comment], list[str]]:
    """Paragraphs, comments and warnings of a Word file. Raises InputError when it is damaged."""
    with open_archive(data, path=path) as archive:
        main = read_member(archive, "word/document.xml", path=path)
        notes = read_member(archive, "word/comments.xml", path=path)
        beside = [read_member(archive, f"word/{name}.xml", path=path) for name in ("numbering", "styles")]
    if main is None:
        raise damaged(path)
    body = parse_xml(main, path=path).find(f"{_W}body")
    if body is None:
        raise damaged(path)
    warnings = []
    if any(True for _ in body.iter(f"{_W}ins", f"{_W}del", f"{_W}moveFrom")):
        warnings.append("er staan bijgehouden wijzigingen in; gelezen is de tekst zoals die er na aanvaarden staat.")
    paragraphs: list[Paragraph] = []
    before = fronts(body, *(None if data is None else parse_xml(data, path=path) for data in beside))
    _docx_children(body, paragraphs, before)
    return paragraphs, _docx_comments(notes, path), warnings


def _docx_children(parent: etree._Element, found: list[Paragraph], before: Mapping[etree._Element, Front]) -> None:
    joined = ""  # a paragraph whose mark was deleted runs on into the next
    front = Front()
    for node in parent:
        if node.tag == f"{_W}p":
            front = front if joined else before.get(node, Front())
            joined += _docx_text(node)
            if node.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:
                continue
            if joined.strip():
                found.append(Paragraph(joined.strip(), f"alinea {len(found) + 1}", (), front.mark, front.level))
            joined = ""
        elif node.tag == f"{_W}tbl":
            for row in node.iter(f"{_W}tr"):
                cells = tuple(_docx_cell(cell) for cell in row.findall(f".//{_W}tc"))
                if any(cells):
                    found.append(Paragraph(" | ".join(cells), f"tabelrij {len(found) + 1}", cells))
        elif node.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"):
            _docx_children(node, found, before)
    if joined.strip():
        found.append(Paragraph(joined.strip(), f"alinea {len(found) + 1}", (), front.mark, front.level))


def _docx_cell(cell: etree._Element) -> str:
    return "\n".join(text for text in (_docx_text(p).strip() for p in cell.iter(f"{_W}p")) if text)


def _docx_text(node: etree._Element) -> str:
    parts = []
    for child in node:
        if child.tag in _GONE:
            continue
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in (f"{_W}tab", f"{_W}ptab"):
            parts.append(" ")
        elif child.tag in (f"{_W}br", f"{_W}cr"):
            parts.append("\n")
        elif child.tag == f"{_W}noBreakHyphen":
            parts.append("-")
        elif len(child):
            parts.append(_docx_text(child))
    return "".join(parts)


def _docx_comments(data: bytes | None, path: Path) -> list[Comment]:
    if data is None:
        return []
    found = parse_xml(data, path=path).iter(f"{_W}comment")
    return [
        Comment(node.get(f"{_W}author", ""), "\n".join(_docx_text(p) for p in node.iter(f"{_W}p"))) for node in found
    ]


def read_odt(data: bytes, *, path: Path) -> tuple[list[Paragraph], list[Comment], list[str]]:
    """Paragraphs, comments and warnings of an OpenDocument text. Raises InputError when it is damaged."""
    with open_archive(data, path=path) as archive:
        main = read_member(archive, "content.xml", path=path)
    if main is None:
        raise damaged(path)
    root = parse_xml(main, path=path)
    body = root.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise damaged(path)
    paragraphs: list[Paragraph] = []
    _odt_children(body, paragraphs)
    comments = [
        Comment(note.findtext(f"{_DC}creator") or "", "\n".join(_odt_text(p) for p in note.findall(f"{_TEXT}p")))
        for note in body.iter(f"{_OFFICE}annotation")
    ]
    return paragraphs, comments, []


def _odt_children(parent: etree._Element, found: list[Paragraph]) -> None:
    for node in parent:
        if node.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            text = _odt_text(node).strip()
            if text:
                found.append(Paragraph(text, f"alinea {len(found) + 1}"))
        elif node.tag == f"{_TABLE}table":
            for row in node.iter(f"{_TABLE}table-row"):
                cells = tuple(
                    "\n".join(filter(None, (_odt_text(p).strip() for p in cell.iter(f"{_TEXT}p"))))
                    for cell in row.findall(f"{_TABLE}table-cell")
                )
                if any(cells):
                    found.append(Paragraph(" | ".join(cells), f"tabelrij {len(found) + 1}", cells))
        elif node.tag not in (f"{_TEXT}tracked-changes", f"{_TEXT}sequence-decls", f"{_OFFICE}forms"):
            _odt_children(node, found)


def _odt_text(node: etree._Element) -> str:
    parts = [node.text or ""]
    for child in node:
        if child.tag == f"{_TEXT}s":
            parts.append(" " * int(child.get(f"{_TEXT}c", "1")))
        elif child.tag == f"{_TEXT}tab":
            parts.append(" ")
        elif child.tag == f"{_TEXT}line-break":
            parts.append("\n")
        elif child.tag not in (f"{_OFFICE}annotation", f"{_TEXT}note", f"{_OFFICE}annotation-end"):
            parts.append(_odt_text(child))
        parts.append(child.tail or "")
    return "".join(parts)
