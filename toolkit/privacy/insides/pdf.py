"""PDF: the text of every page, properties, bookmarks, alternative texts, annotations and attached files."""

from __future__ import annotations

import ctypes
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ...errors import InputError
from .files import Piece, pieces_of_bytes

_BROKEN = re.compile(r"(\w)[-\u00ad\ufffe\u0002]\s*\n(\w)")


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
        yield from _packet(data)
        yield from _attached(document, path, depth)
    finally:
        document.close()


def _page(page: Any, number: int) -> Iterator[Piece]:
    import pypdfium2.raw as raw

    text = page.get_textpage().get_text_range().replace("\r\n", "\n").replace("\r", "\n")
    joined = _BROKEN.sub(r"\1\2", text)  # a word that was broken off at the end of a line
    for words in dict.fromkeys((text, joined)):
        yield Piece(f"bladzijde {number}", re.sub(r"\s+", " ", words))
    tree = raw.FPDF_StructTree_GetForPage(page.raw)
    if tree:
        for place in range(raw.FPDF_StructTree_CountChildren(tree)):
            yield from _element(raw.FPDF_StructTree_GetChildAtIndex(tree, place), number)
        raw.FPDF_StructTree_Close(tree)
    for place in range(raw.FPDFPage_GetAnnotCount(page.raw)):
        annotation = raw.FPDFPage_GetAnnot(page.raw, place)
        for key in (b"Contents", b"T", b"TU", b"V", b"Subj", b"RC"):
            words = _string(raw.FPDFAnnot_GetStringValue, annotation, key)
            if words:
                yield Piece(f"aantekening op bladzijde {number}", words)
        raw.FPDFPage_CloseAnnot(annotation)


def _element(element: Any, number: int) -> Iterator[Piece]:
    import pypdfium2.raw as raw

    if not element:
        return
    for read_it in (
        raw.FPDF_StructElement_GetAltText,
        raw.FPDF_StructElement_GetActualText,
        raw.FPDF_StructElement_GetTitle,
    ):
        words = _string(read_it, element)
        if words:
            yield Piece(f"alternatieve tekst op bladzijde {number}", words)
    for place in range(raw.FPDF_StructElement_CountChildren(element)):
        yield from _element(raw.FPDF_StructElement_GetChildAtIndex(element, place), number)


def _string(function: Any, *arguments: Any) -> str:
    """A UTF-16 string that PDFium gives in two calls: first its length, then its bytes."""
    length = function(*arguments, None, 0)
    if length <= 2:
        return ""
    buffer = ctypes.create_string_buffer(length)
    pointer = buffer
    if function.argtypes and getattr(function.argtypes[-2], "_type_", None) is not None:
        pointer = ctypes.cast(buffer, function.argtypes[-2])
    function(*arguments, pointer, length)
    return buffer.raw[: length - 2].decode("utf-16-le", errors="replace")


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
