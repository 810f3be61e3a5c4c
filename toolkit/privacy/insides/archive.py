"""Word, Excel, OpenDocument, REFI-QDA and zip files: every part, with the text of its paragraphs, cells and attributes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path, PurePosixPath

from lxml import etree

from ...archives import open_archive, parse_xml, read_member
from ...errors import InputError
from .files import Piece, named, pieces_of_bytes

_PARTS = (
    ("word/document", "hoofdtekst"), ("word/header", "koptekst"), ("word/footer", "voettekst"),
    ("word/footnotes", "voetnoten"), ("word/endnotes", "eindnoten"), ("word/comments", "opmerkingen"),
    ("word/people", "auteurs van wijzigingen"), ("word/settings", "instellingen"), ("docprops/", "eigenschappen"),
    ("customxml/", "eigen XML"), ("xl/sharedstrings", "cellen"), ("xl/worksheets", "werkblad"), ("xl/comments", "opmerkingen"),
    ("xl/workbook", "namen van werkbladen"), ("content.xml", "hoofdtekst"), ("styles.xml", "opmaak"), ("meta.xml", "eigenschappen"),
    ("word/glossary", "bouwstenen"), ("word/styles", "opmaak"),
)  # fmt: skip
_PARAGRAPHS = frozenset(("p", "h", "si", "c", "is", "comment", "row", "property", "creator", "lastModifiedBy", "title",
                         "subject", "description", "keywords", "initial-creator", "user-defined", "tr", "tc"))  # fmt: skip
_BREAKS = frozenset(("tab", "br", "cr", "line-break", "s"))
_OWN_NAMES = re.compile(
    r"^(?:word|xl|ppt|docprops|_rels|customxml|meta-inf|thumbnails|configurations2|theme)/|^\[content_types\]|^(?:content|styles|meta|settings)\.xml$|^mimetype$"
)
_DULL = re.compile(
    r"^(?:[\w.:/#{}%+-]{0,3}|[\d.\-,:%]+|https?://(?:schemas|purl|www\.w3)\S*|\{?[0-9A-Fa-f-]{8,}\}?|[a-z]+:[\w/.-]+)$"
)
_STYLE_ATTRIBUTES = frozenset(("val", "type", "id", "rsid", "rsidR", "rsidRDefault", "rsidP", "rsidRPr", "rsidTr", "space",
                               "fill", "color", "themeColor", "ascii", "hAnsi", "cs", "eastAsia", "typeface", "lang", "Target",
                               "Type", "Id", "PartName", "ContentType", "Extension", "style-name", "font-name", "uri"))  # fmt: skip
_VAL_OF = frozenset(
    (
        "alias",
        "tag",
        "docVar",
        "lsdException",
        "title",
        "placeholder",
        "listItem",
        "result",
        "default",
        "statusText",
        "helpText",
    )
)


def read(data: bytes, path: Path, depth: int) -> Iterator[Piece]:
    """The parts of an archive, each read as what it is. Raises InputError on damage or a zip bomb."""
    with open_archive(data, path=path) as archive:
        if archive.comment:
            yield Piece("opmerking bij het archief", archive.comment.decode("utf-8", errors="replace"))
        for member in sorted(archive.namelist()):
            if member.endswith("/"):
                continue
            if not _OWN_NAMES.match(member.lower()):
                yield named(member)
            content = read_member(archive, member, path=path) or b""
            yield from _member(content, member, path, depth)


def _member(content: bytes, member: str, path: Path, depth: int) -> Iterator[Piece]:
    place = next((label for start, label in _PARTS if member.lower().startswith(start)), member)
    suffix = PurePosixPath(member).suffix.lower()
    if suffix in (".xml", ".rels") and not content.startswith(b"PK"):
        yield from _part(content, place)
        return
    for one in pieces_of_bytes(content, Path(member), depth + 1):
        yield Piece(f"{place}, {one.place}" if one.place else place, one.text, one.solid)


@lru_cache(maxsize=512)
def _part(content: bytes, place: str) -> tuple[Piece, ...]:
    """The pieces of an XML part; most Word files of one maker have the same styles and settings."""
    path = Path("onderdeel.txt")
    try:
        inner = _xml(parse_xml(content, path=path))
    except InputError:
        inner = pieces_of_bytes(content, path, 1)
    return tuple(Piece(f"{place}, {one.place}" if one.place else place, one.text, one.solid) for one in inner)


def _xml(root: etree._Element) -> Iterator[Piece]:
    """Text per paragraph or cell (also deleted text and field codes), and what attributes say."""
    line: list[str] = []
    number = 0
    for event, node in etree.iterwalk(root, events=("start", "end")):
        if not isinstance(node.tag, str):
            continue
        tag = etree.QName(node).localname
        if event == "start":
            if tag in _PARAGRAPHS and line:
                number += 1
                yield from _line(line, number)
            line.append(" " if tag in _BREAKS else "")
            line.append(node.text or "")
            yield from _attributes(node, tag)
        else:
            if tag in _PARAGRAPHS:
                number += 1
                yield from _line(line, number)
            line.append(node.tail or "")
    yield from _line(line, number + 1)


def _line(line: list[str], number: int) -> Iterator[Piece]:
    text = "".join(line).strip()
    line.clear()
    if text:
        yield Piece(f"alinea {number}", text)


def _attributes(node: etree._Element, tag: str) -> Iterator[Piece]:
    for key, value in node.attrib.items():
        name, text = etree.QName(key).localname, str(value)
        if (name in _STYLE_ATTRIBUTES and not (name == "val" and tag in _VAL_OF)) or _DULL.match(text):
            continue
        yield Piece(f"kenmerk {name}", text)
