"""E-mail: headers, bodies in every encoding, and attachments."""

from __future__ import annotations

from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from .files import Piece, kept_pieces, named

_DULL = frozenset(
    ("mime-version", "content-type", "content-transfer-encoding", "content-disposition", "content-id", "date")
)


def read(data: bytes, path: Path, depth: int) -> Iterator[Piece]:
    """The pieces of a message: decoded headers, every body, every attachment by what it is."""
    message = message_from_bytes(data, policy=policy.default)
    for part in message.walk():
        for name, value in part.items():
            if name.lower() not in _DULL:
                yield Piece(f"kop {name}", str(value))
        assert isinstance(part, EmailMessage)
        file = part.get_filename()
        if file:
            yield named(file)
        if part.is_multipart():
            continue
        content = part.get_payload(decode=True)
        if not isinstance(content, bytes):
            continue
        kind = {"text/html": "bericht.html", "text/plain": "bericht.txt"}.get(part.get_content_type(), "bijlage.bin")
        charset = part.get_content_charset() or "utf-8"
        if part.get_content_maintype() == "text":
            content = _utf8(content, charset)
        inner = kept_pieces(content, Path(file or kind), depth + 1)
        label = f"bijlage {part.get_content_type()}" if file else "bericht"
        yield from (Piece(f"{label}, {one.place}", one.text, one.solid) for one in inner)


def _utf8(content: bytes, charset: str) -> bytes:
    try:
        return content.decode(charset, errors="replace").encode("utf-8")
    except LookupError:
        return content
