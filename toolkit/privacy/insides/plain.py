"""Plain text, and bytes of which nobody knows what they are."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from .files import Piece

_READABLE = re.compile(rb"[\x20-\x7e\xc0-\xff\x80-\xbf]{6,}")
_MANY_NULLS = 50


def read(data: bytes, path: Path, depth: int) -> Iterator[Piece]:
    """Lines of text; of other bytes the stretches that can be read."""
    del path, depth
    text = decoded(data)
    if text is not None:
        for number, line in enumerate(text.split("\n"), 1):
            if line.strip():
                yield Piece(f"regel {number}", line)
    else:
        yield from readable(data)


def decoded(data: bytes) -> str | None:
    """Text of UTF-8, UTF-16 (by its mark) or Windows-1252; None for what is no text."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        nulls = data[:4000].count(0)
        return None if nulls * _MANY_NULLS > len(data[:4000]) else data.decode("cp1252", errors="replace")


def readable(data: bytes) -> Iterator[Piece]:
    """Stretches of six signs or more in any bytes."""
    found = b"\n".join(match.group() for match in _READABLE.finditer(data))
    if found:
        yield Piece("binaire inhoud", found.decode("utf-8", errors="replace"))
