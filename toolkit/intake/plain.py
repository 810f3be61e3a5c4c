"""Plain text and Markdown: decoding, and the lines of a file."""

from __future__ import annotations

import re
import unicodedata
from pathlib import Path

from ..errors import InputError

_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1")
SIZE_LIMIT = 50 * 2**20


def read_raw(path: Path) -> bytes:
    """All bytes of a transcript. Raises InputError when it is not there, is empty, or is no reasonable size."""
    try:
        size = path.stat().st_size
        if size > SIZE_LIMIT:
            raise InputError("dit bestand is te groot voor een transcript (meer dan 50 MB).", path=path)
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("dit bestand is er niet.", path=path) from error
    except IsADirectoryError as error:
        raise InputError("dit is een map en geen bestand.", path=path) from error
    except OSError as error:
        raise InputError(f"dit bestand is niet te lezen ({error.strerror}).", path=path) from error
    if not data.strip():
        raise InputError("dit bestand is leeg.", path=path, fix="haal het weg of zet het transcript erin.")
    return data


def decode(data: bytes, *, path: Path) -> tuple[str, list[str]]:
    """Text of UTF-8 (with or without byte order mark), UTF-16 with a mark, or Windows-1252; with warnings in Dutch.

    Raises InputError for what is no text at all.
    """
    for mark, name in _MARKS:
        if data.startswith(mark):
            try:
                return _clean(data.decode(name)), []
            except UnicodeDecodeError as error:
                raise _no_text(path) from error
    if b"\x00" in data:
        raise _no_text(path)
    try:
        return _clean(data.decode("utf-8")), []
    except UnicodeDecodeError:
        pass
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError as error:
        raise _no_text(path) from error
    controls = sum(1 for character in text if ord(character) < 32 and character not in "\t\n\r\x0c")
    if controls > len(text) / 200:
        raise _no_text(path)
    return _clean(text), ["gelezen als Windows-1252 (oude Windows-tekst); controleer letters als é en ë."]


def without_emphasis(line: str) -> str:
    """A Markdown line without its bold marks: labels are often bold."""
    return _EMPHASIS.sub(r"\2", line)


def _clean(text: str) -> str:
    """One newline, composed characters, no odd spaces: offsets must mean the same for every tool."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x0c", "\n").replace("\u2028", "\n")
    text = unicodedata.normalize("NFC", text)
    return re.sub(r"[\u00a0\u2007\u202f\t]", " ", re.sub("[\u200b\ufeff\u00ad\u0000]", "", text))


def _no_text(path: Path) -> InputError:
    fix = "bewaar het als .txt in UTF-8, of geef het oorspronkelijke .docx-bestand."
    return InputError("dit is geen leesbare tekst (verkeerde codering of geen tekstbestand).", path=path, fix=fix)
