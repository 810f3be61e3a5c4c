"""JSON in all its forms: notebooks with outputs, metadata and widget state; lists of records."""

from __future__ import annotations

import base64
import binascii
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from . import markup, plain
from .files import Piece, pieces_of_bytes

_BASE64 = re.compile(r"^(?:[A-Za-z0-9+/]{4}\s?){40,}[A-Za-z0-9+/=\s]*$")
_MARKUP = re.compile(r"</?[a-zA-Z][^>]*>")


def read(data: bytes, path: Path, depth: int) -> Iterator[Piece]:
    """Every string and every key, with where it stands; markup and pictures inside strings are read as such."""
    text = plain.decoded(data) or ""
    try:
        yield from walk(json.loads(text), "", path, depth)
        return
    except ValueError:
        pass
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                value = json.loads(line)
            except ValueError:
                yield Piece(f"regel {number}", line)
            else:
                yield from (Piece(f"regel {number}", one.text, one.solid) for one in walk(value, "", path, depth))


def walk(value: Any, place: str, path: Path, depth: int) -> Iterator[Piece]:
    """The strings in a JSON value."""
    if isinstance(value, dict):
        for key, item in value.items():
            here = f"{place}.{key}" if place else str(key)
            yield Piece(place or "sleutel", str(key), solid=False)
            yield from walk(item, here, path, depth)
    elif isinstance(value, list):
        if value and all(isinstance(item, str) for item in value) and any(item.endswith("\n") for item in value):
            yield from _string("".join(value), place, path, depth)  # lines of a notebook's cell
            return
        for number, item in enumerate(value, 1):
            yield from walk(item, f"{place}[{number}]", path, depth)
    elif isinstance(value, str):
        yield from _string(value, place, path, depth)


def _string(text: str, place: str, path: Path, depth: int) -> Iterator[Piece]:
    if len(text) > 160 and _BASE64.match(text):
        try:
            data = base64.b64decode(text, validate=False)
        except (binascii.Error, ValueError):
            data = b""
        yield from (
            Piece(f"{place}, {one.place}", one.text, one.solid) for one in pieces_of_bytes(data, path, depth + 1)
        )
    elif _MARKUP.search(text):
        yield Piece(place, _MARKUP.sub(" ", text))
        inner = markup.read(text.encode("utf-8"), path, depth + 1)
        yield from (Piece(f"{place}, {one.place}", one.text, one.solid) for one in inner)
    elif text.strip():
        yield Piece(place, text)
