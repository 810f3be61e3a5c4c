"""PDF: the text of every page, properties, bookmarks, alternative texts, annotations and attached files."""

from __future__ import annotations

import contextlib
import re
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...errors import InputError
from .files import Piece, pieces_of_bytes

_BROKEN = re.compile(r"(\w)[-\u00ad\ufffe\u0002]\s*\n(\w)")

_KEYS = {
    b"Alt": "alternatieve tekst", b"ActualText": "alternatieve tekst", b"E": "alternatieve tekst", b"Contents": "aantekening",
    b"RC": "aantekening", b"Subj": "aantekening", b"T": "formulierveld", b"TU": "formulierveld", b"V": "formulierveld",
    b"Title": "titel", b"URI": "verwijzing", b"UF": "bestandsnaam", b"F": "bestandsnaam", b"Desc": "omschrijving",
}  # fmt: skip
_KEYED = re.compile(rb"/(Alt|ActualText|E|Contents|RC|Subj|T|TU|V|Title|URI|UF|F|Desc)\s*[(<](?!<)")
_OBJECT_STREAM = re.compile(rb"/ObjStm\b[^>]*>>\s*stream\r?\n")
_OCTAL = re.compile(rb"[0-7]{1,3}")
_ESCAPES = {b"n": b"\n", b"r": b"\r", b"t": b"\t", b"b": b"\b", b"f": b"\f", b"\n": b"", b"\r": b""}
_LIMIT = 64 * 2**20


def read(data: bytes, path: Path, depth: int) -> Iterator[Piece]:
    """The pieces of a PDF. Raises InputError when it is damaged or locked."""
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise InputError("deze pdf is beschadigd of op slot en is niet gelezen.", path=path) from error
    try:
        for key, value in sorted(document.get_metadata_dict(skip_empty=True).items()):
            yield Piece(f"eigenschappen, {key}", value)
        for bookmark in document.get_toc(max_depth=20):
            yield Piece("bladwijzer", bookmark.get_title())
        for number in range(len(document)):
            yield from _page(document[number], number + 1)
        yield from _strings(data)
        yield from _packet(data)
        yield from _attached(document, path, depth)
    finally:
        document.close()


def _page(page: Any, number: int) -> Iterator[Piece]:
    text = page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\r", "\n")
    joined = _BROKEN.sub(r"\1\2", text)  # a word that was broken off at the end of a line
    yield Piece(f"bladzijde {number}", text)
    yield Piece(f"bladzijde {number}", re.sub(r"\s+", " ", joined), solid=False)  # a line's end says nothing here


def _strings(data: bytes) -> Iterator[Piece]:
    """Alternative texts, annotations and form fields, wherever in the file: PDFium shows only those tied to marks on a page.

    Literal and hexadecimal strings: ISO 32000-1, §7.3.4; object streams: §7.5.7.
    """
    for body in (data, *_object_streams(data)):
        for match in _KEYED.finditer(body):
            literal = body[match.end() - 1 : match.end()] == b"("
            text = _decoded(_literal(body, match.end()) if literal else _hexadecimal(body, match.end()))
            if len(text) > 1:
                yield Piece(_KEYS[match[1]], text)


def _object_streams(data: bytes) -> Iterator[bytes]:
    for match in _OBJECT_STREAM.finditer(data):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(data[match.end() :], _LIMIT)


def _literal(body: bytes, place: int) -> bytes:
    found, depth = bytearray(), 1
    while place < len(body):
        byte = body[place : place + 1]
        if byte == b"\\":
            octal = _OCTAL.match(body, place + 1)
            if octal:
                found.append(int(octal.group(), 8) & 255)
                place = octal.end()
            else:
                found += _ESCAPES.get(body[place + 1 : place + 2], body[place + 1 : place + 2])
                place += 2
            continue
        depth += (byte == b"(") - (byte == b")")
        if depth == 0:
            break
        found += byte
        place += 1
    return bytes(found)


def _hexadecimal(body: bytes, place: int) -> bytes:
    figures = re.sub(rb"[^0-9A-Fa-f]", b"", body[place : body.find(b">", place)])
    return bytes.fromhex(figures.decode() + "0" * (len(figures) % 2))


def _decoded(data: bytes) -> str:
    if data.startswith(b"\xfe\xff"):
        return data[2:].decode("utf-16-be", errors="replace")
    if data.startswith(b"\xef\xbb\xbf"):
        return data[3:].decode("utf-8", errors="replace")
    return data.decode("latin-1")


def _packet(data: bytes) -> Iterator[Piece]:
    """The XMP packet, which is kept uncompressed so that anybody can read it (ISO 16684-1)."""
    for match in re.finditer(rb"<x:xmpmeta.*?</x:xmpmeta>", data, re.DOTALL):
        text = re.sub(r"<[^>]+>", "\n", match.group().decode("utf-8", errors="replace"))
        for line in filter(None, map(str.strip, text.split("\n"))):
            yield Piece("eigenschappen (XMP)", line)


def _attached(document: Any, path: Path, depth: int) -> Iterator[Piece]:
    for place in range(document.count_attachments()):
        attachment = document.get_attachment(place)
        yield Piece("bijlage, bestandsnaam", attachment.get_name(), solid=False)
        content = bytes(attachment.get_data())
        inner = pieces_of_bytes(content, path.with_name(attachment.get_name()), depth + 1)
        yield from (Piece(f"bijlage, {one.place}", one.text, one.solid) for one in inner)
