"""Seals of the files of a pack: whether a file is, byte for byte, what was sent.

The register holds no names, and a plain digest of a letter would give its addressee away to whoever tries first names. So
a seal is an HMAC (RFC 2104, SHA-256) with a key that is made at the first sending and lies with who is who, in
``interviews/keys/``. Without that key the files cannot be checked; what is frozen in words does not depend on it.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from ..errors import InputError
from ..files import write_bytes
from ..study import Study
from .register import Entry

_WHICH, _LENGTH = 8, 32
"""Hexadecimal digits of a seal: which key made it, and 128 bits of the HMAC."""


def key_path(study: Study) -> Path:
    """``interviews/keys/packs.key``."""
    return study.keys / "packs.key"


def new_seals(study: Study, files: Mapping[str, bytes]) -> dict[str, str]:
    """Seals of files that go out now. Makes the key when there is none; the caller holds the register."""
    if not files:
        return {}
    path = key_path(study)
    if not path.is_file():
        write_bytes(path, f"{secrets.token_hex(32)}\n".encode())
    key = _key(study)
    return {name: _seal(key, data) for name, data in sorted(files.items())}


def fits(study: Study, entry: Entry, name: str, data: bytes) -> bool | None:
    """Whether this is the file that went out; None when that cannot be told."""
    seal, key = entry.files.get(name, ""), _key(study)
    if not seal or not key or seal[:_WHICH] != _which(key):
        return None
    return hmac.compare_digest(_seal(key, data), seal)


def _key(study: Study) -> bytes:
    """The key; empty when it is not here. Raises InputError when it is no key."""
    path = key_path(study)
    if not path.is_file():
        return b""
    try:
        return bytes.fromhex(path.read_text(encoding="ascii").strip())
    except ValueError as error:
        fix = (
            "zet interviews/keys/packs.key terug uit een reservekopie, of haal het weg: dan wordt er niets vergeleken."
        )
        raise InputError("dit is niet de sleutel waarmee pakketten zijn verzegeld.", path=path, fix=fix) from error


def _seal(key: bytes, data: bytes) -> str:
    return _which(key) + hmac.new(key, data, "sha256").hexdigest()[:_LENGTH]


def _which(key: bytes) -> str:
    """Says which key made a seal: one that was lost is followed by another."""
    return sha256(key).hexdigest()[:_WHICH]
