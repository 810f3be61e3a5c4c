"""Pictures: the text that programs write beside the pixels."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from .files import Piece

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_LIMIT = 16 * 2**20
_READABLE = re.compile(rb"[\x20-\x7e\xc0-\xff\x80-\xbf]{4,}")


def read(data: bytes, path: Path, depth: int) -> Iterator[Piece]:
    """Text chunks and EXIF of a PNG (W3C PNG, third edition, §11.3.3); the readable head of other pictures."""
    del path, depth
    if not data.startswith(_SIGNATURE):
        yield from _readable("gegevens bij de afbeelding", _heads(data))
        return
    place = len(_SIGNATURE)
    while place + 8 <= len(data):
        length = int.from_bytes(data[place : place + 4], "big")
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + length]
        place += 12 + length
        if kind in (b"tEXt", b"zTXt", b"iTXt"):
            yield Piece("gegevens bij de afbeelding", _text(kind, body))
        elif kind in (b"eXIf", b"iCCP") or kind not in (b"IDAT", b"IHDR", b"PLTE", b"IEND", b"tRNS", b"pHYs"):
            yield from _readable("gegevens bij de afbeelding", body)
    yield from _readable("gegevens na de afbeelding", data[place:])


def _text(kind: bytes, body: bytes) -> str:
    keyword, _, rest = body.partition(b"\0")
    if kind == b"zTXt":
        rest = _inflated(rest[1:])
    elif kind == b"iTXt":
        packed, rest = rest[:1] == b"\1", rest[2:]
        language, _, rest = rest.partition(b"\0")
        translated, _, rest = rest.partition(b"\0")
        rest = translated + b" " + (_inflated(rest) if packed else rest)
        del language
    text = rest.decode("utf-8" if kind == b"iTXt" else "latin-1", errors="replace")
    return f"{keyword.decode('latin-1')}: {text}"


def _inflated(data: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(data, _LIMIT)
    except zlib.error:
        return b""


def _heads(data: bytes) -> bytes:
    """Of a JPEG all before the picture itself; of other pictures everything."""
    scan = data.find(b"\xff\xda")
    return data[:scan] if data.startswith(b"\xff\xd8") and scan > 0 else data


def _readable(place: str, data: bytes) -> Iterator[Piece]:
    for match in _READABLE.finditer(data):
        yield Piece(place, match.group().decode("utf-8", errors="replace"))
