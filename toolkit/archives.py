"""Zip files and XML from others, read within limits: hostile until read."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from lxml import etree

from .errors import InputError

MEMBER_LIMIT = 200 * 2**20
TOTAL_LIMIT = 600 * 2**20
RATIO_LIMIT = 200
COUNT_LIMIT = 20_000


@contextmanager
def open_archive(source: Path | bytes, *, path: Path, limit: int = TOTAL_LIMIT) -> Iterator[zipfile.ZipFile]:
    """A zip whose members' declared sizes are within limits. Raises InputError on damage, double names or a zip bomb."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(source) if isinstance(source, bytes) else source)
    except FileNotFoundError as error:
        raise InputError("dit bestand is er niet.", path=path) from error
    except (zipfile.BadZipFile, OSError, ValueError) as error:
        raise damaged(path) from error
    with archive:
        members = archive.infolist()
        total = sum(member.file_size for member in members)
        packed = sum(member.compress_size for member in members) or 1
        if len(members) > COUNT_LIMIT or total > limit or (total > 50 * 2**20 and total / packed > RATIO_LIMIT):
            message = "dit bestand pakt uit tot iets veel te groots en is niet geopend."
            raise InputError(message, path=path, fix="vraag de afzender om een gewoon bestand.")
        names = [member.filename for member in members]
        if len(set(names)) != len(names):
            raise damaged(path)
        yield archive


def read_member(archive: zipfile.ZipFile, name: str, *, path: Path, limit: int = MEMBER_LIMIT) -> bytes | None:
    """Bytes of one member, or None when it is not there. Raises InputError when it is damaged or over the limit."""
    try:
        with archive.open(name) as file:
            data = file.read(limit + 1)
    except KeyError:
        return None
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, NotImplementedError, ValueError) as error:
        raise damaged(path) from error
    except Exception as error:
        if type(error).__module__ in ("zlib", "lzma", "bz2", "_bz2"):
            raise damaged(path) from error
        raise
    if len(data) > limit:
        raise InputError("dit bestand bevat een onderdeel dat te groot is.", path=path)
    return data


def parse_xml(data: bytes, *, path: Path) -> etree._Element:
    """Root of an XML text: no entities, no network, never a recovered parse. Raises InputError."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, recover=False, huge_tree=False)
    try:
        root = etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise damaged(path) from error
    tree: Any = root.getroottree()
    if tree.docinfo.doctype:
        message = "dit bestand bevat een DOCTYPE en is voor de zekerheid niet gelezen."
        raise InputError(message, path=path, fix="open het in Word of LibreOffice en bewaar het opnieuw.")
    return root


def damaged(path: Path) -> InputError:
    """The error for a file that cannot be trusted to be whole."""
    fix = "open het in het programma waarmee het gemaakt is, bewaar het opnieuw, of vraag het bestand nog eens op."
    return InputError("dit bestand is beschadigd en is niet gelezen.", path=path, fix=fix)
