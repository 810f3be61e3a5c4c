"""HTML, SVG and XML: text by paragraph, attributes, comments, scripts and pictures that are written into the page."""

from __future__ import annotations

import base64
import binascii
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, unquote_to_bytes

from lxml import etree, html

from . import plain
from .files import Piece, kept_pieces

_INLINE = frozenset(
    (
        "a",
        "span",
        "em",
        "strong",
        "b",
        "i",
        "u",
        "small",
        "sup",
        "sub",
        "mark",
        "abbr",
        "cite",
        "q",
        "code",
        "wbr",
        "tspan",
    )
)
_QUIET = frozenset(("class", "id", "style", "d", "viewbox", "transform", "points", "x", "y", "width", "height", "rel", "type",
                    "charset", "lang", "xmlns", "role", "for", "scope", "colspan", "rowspan", "target", "fill", "stroke"))  # fmt: skip
_SUFFIXES = {"image/svg+xml": ".svg", "text/html": ".html", "application/json": ".json", "text/csv": ".csv"}
_DATA = re.compile(r"^data:([\w/+.-]*)((?:;[\w=-]+)*),(.*)$", re.DOTALL)


def read(data: bytes, path: Path, depth: int) -> Iterator[Piece]:
    """The pieces of a page or drawing. What can't be parsed is read as plain text."""
    root = _parsed(data)
    if root is None:
        yield from plain.read(data, path, depth)
        return
    yield from _texts(root)
    for node in root.iter():
        if isinstance(node.tag, str):
            yield from _attributes(node, path, depth)
            if _local(node.tag) in ("script", "style") and node.text and node.text.strip():
                yield Piece(_local(node.tag), _unescaped(node.text))
        elif node.text:
            yield Piece("commentaar in de code", str(node.text))


def _parsed(data: bytes) -> etree._Element | None:
    text = plain.decoded(data)
    if text is None or not text.strip():
        return None
    head = text.lstrip()[:300].lower()
    try:
        if head.startswith("<?xml") or "<svg" in head or "xmlns" in head:
            parser = etree.XMLParser(
                resolve_entities=False, no_network=True, load_dtd=False, recover=True, huge_tree=True
            )
            found = etree.fromstring(text.encode("utf-8"), parser)
        else:
            found = html.document_fromstring(text)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        return None
    return found if found is not None else None


def _texts(root: etree._Element) -> Iterator[Piece]:
    """Text per block: what stands on one line for the reader is one piece, whatever marks are inside."""
    line: list[str] = []
    number = 0

    def closed() -> Iterator[Piece]:
        nonlocal number
        text = re.sub(r"\s+", " ", "".join(line)).strip()
        line.clear()
        if text:
            number += 1
            yield Piece(f"tekst, alinea {number}", text)

    for event, node in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        tag = _local(node.tag) if isinstance(node.tag, str) else ""
        if event == "start":
            if tag not in _INLINE:
                yield from closed()
            if tag not in ("script", "style") and node.text:
                line.append(node.text)
        elif event == "end" and tag not in _INLINE:
            yield from closed()
        if event in ("end", "comment", "pi") and node.tail:
            line.append(node.tail)
    yield from closed()


def _attributes(node: etree._Element, path: Path, depth: int) -> Iterator[Piece]:
    for key, value in node.attrib.items():
        name, text = _local(str(key)).lower(), str(value)
        if name in _QUIET or len(text) < 2:
            continue
        embedded = _DATA.match(text) if text.startswith("data:") else None
        if embedded:
            content = _content(embedded[2], embedded[3])
            inner = kept_pieces(content, Path(f"onderdeel{_SUFFIXES.get(embedded[1], '.bin')}"), depth + 1)
            yield from (Piece(f"ingevoegd bestand, {one.place}", one.text, one.solid) for one in inner)
        else:
            words = unquote(text) if "%" in text else text
            yield Piece(f"kenmerk {name}", words, solid=name not in ("href", "src", "name", "data-id"))


def _content(options: str, body: str) -> bytes:
    if ";base64" in options:
        try:
            return base64.b64decode(unquote(body), validate=False)
        except (binascii.Error, ValueError):
            return b""
    return unquote_to_bytes(body)


def _unescaped(script: str) -> str:
    """Escapes of JavaScript and JSON as letters: ``\\u00eb`` is ë."""
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda match: chr(int(match[1], 16)), script)


def _local(tag: str) -> str:
    return tag.rpartition("}")[2]
