"""One door for every kind of file: the pieces of text in it, each with a place that a person can find."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path, PurePosixPath

from ...errors import InputError

_LARGEST = 8 * 2**20
DEEPEST = 5
"""How many archives may lie inside each other."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text in a file."""

    place: str
    """In Dutch: ``koptekst``, ``bladzijde 3``, ``eigenschappen``."""
    text: str
    solid: bool = True
    """False for names of files and labels: words hang together with hyphens there, and capitals mean nothing."""


_FONTS = (b"wOFF", b"wOF2", b"OTTO", b"\0\1\0\0", b"true\0")
Reader = Callable[[bytes, Path, int], Iterator[Piece]]
"""Gets a file's bytes, its path (for messages) and its depth in archives; gives its pieces of text."""

READERS: dict[str, str] = {
    ".docx": "archive", ".docm": "archive", ".dotx": "archive", ".xlsx": "archive", ".pptx": "archive", ".odt": "archive",
    ".ods": "archive", ".zip": "archive", ".qdpx": "archive", ".qdc": "markup",
    ".pdf": "pdf",
    ".html": "markup", ".htm": "markup", ".xhtml": "markup", ".svg": "markup", ".xml": "markup", ".rels": "markup",
    ".ipynb": "structured", ".json": "structured", ".jsonl": "structured",
    ".png": "image", ".jpg": "image", ".jpeg": "image", ".gif": "image", ".webp": "image", ".tiff": "image",
    ".eml": "mail", ".mbox": "mail",
    ".csv": "plain", ".tsv": "plain", ".txt": "plain", ".md": "plain", ".yaml": "plain", ".yml": "plain", ".ics": "plain",
    ".vtt": "plain", ".srt": "plain", ".typ": "plain", ".tex": "plain", ".py": "plain", ".css": "plain", ".js": "plain",
    ".toml": "plain", ".log": "plain", ".bib": "plain",
}  # fmt: skip
"""Which module of this folder reads a kind of file. What is not here is known by its first bytes."""


def pieces_of(path: Path) -> Iterator[Piece]:
    """Every piece of text in a file, and its name. Raises InputError when the file is damaged or cannot be read."""
    yield named(path.name)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError("dit bestand is niet te lezen.", path=path) from error
    try:
        found = kept_pieces(data, path, 1)  # the depth of what lies in a message: there the same file is known again
    except InputError:
        found = tuple(pieces_of_bytes(data, path))  # its message names this file
    yield from found


def pieces_of_bytes(data: bytes, path: Path, depth: int = 0) -> Iterator[Piece]:
    """The same for bytes in hand; ``path`` says what they are called. Raises InputError."""
    if depth > DEEPEST:
        raise InputError("dit bestand bevat archieven in archieven in archieven en is niet gelezen.", path=path)
    yield from reader_of(data, path)(data, path, depth)


def kept_pieces(data: bytes, path: Path, depth: int) -> tuple[Piece, ...]:
    """The same, remembered: a message holds the files that lie beside it, and every Word file the same styles."""
    if len(data) > _LARGEST:
        return tuple(pieces_of_bytes(data, path, depth))
    return _remembered(data, path.suffix.lower(), depth)


def forget() -> None:
    """Forget what was read: nothing of a study stays in memory, and readers are asked anew."""
    _remembered.cache_clear()


@lru_cache(maxsize=256)
def _remembered(data: bytes, suffix: str, depth: int) -> tuple[Piece, ...]:
    return tuple(pieces_of_bytes(data, Path(f"onderdeel{suffix}"), depth))


def reader_of(data: bytes, path: Path) -> Reader:
    """The reader for a file: by its first bytes where these tell, else by its suffix."""
    name = by_first_bytes(data) or READERS.get(path.suffix.lower(), "plain")
    if data.startswith(_FONTS):  # letters of our own pages; compressed, and nobody's words
        return lambda *_: iter(())
    reader: Reader = importlib.import_module(f"{__package__}.{name}").read
    return reader


def by_first_bytes(data: bytes) -> str | None:
    """Archives, PDF, pages and pictures are known by how they begin, whatever they are called."""
    if data.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return "archive"
    if data.startswith(b"%PDF"):
        return "pdf"
    if data[:200].lstrip().lower().startswith((b"<?xml", b"<svg", b"<!doctype html", b"<html")):
        return "markup"
    if data.startswith((b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"RIFF", b"II*\x00", b"MM\x00*")):
        return "image"
    return None


FILE_NAME = "bestandsnaam"


def named(name: str) -> Piece:
    """A file's name as a piece of text."""
    return Piece(FILE_NAME, PurePosixPath(name).name, solid=False)
