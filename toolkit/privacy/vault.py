"""The key: who is who, encrypted. ``interviews/keys/names.key``, never in git, never in an output.

Form: a line of JSON (how the key was derived), a line feed, AES-256-GCM ciphertext bound to that line, and a sha256 over
all before it. scrypt: RFC 7914; AES-GCM: NIST SP 800-38D.
"""

from __future__ import annotations

import base64
import getpass
import hashlib
import importlib
import json
import os
import sys
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.scrypt import Scrypt

from ..errors import InputError
from ..files import write_bytes
from ..study import Study

VARIABLE = "NOTA_PASSPHRASE"
PUBLIC_PASSPHRASE = "verzonnen"
"""Of a study that says it is invented: its names are nobody's, and it must run for everybody."""
_SERVICE = "nota"
_COST = 2**15
_COSTS = tuple(2**n for n in range(14, 21))
_SUM = 32

Key = dict[str, dict[str, list[str]]]
"""Case -> placeholder (without brackets) -> names, as they were said."""


def key_path(study: Study) -> Path:
    """``interviews/keys/names.key``."""
    return study.keys / "names.key"


def passphrase(study: Study, *, ask: bool = False) -> str | None:
    """The passphrase: from the variable NOTA_PASSPHRASE, the system's keyring or, when ``ask``, a prompt. None without one.

    It is never read from a file in the study. An invented study has a public one.
    """
    given = os.environ.get(VARIABLE) or _from_keyring(study)
    if given:
        return given
    if study.settings.invented:
        return PUBLIC_PASSPHRASE
    if ask and sys.stdin.isatty():
        return getpass.getpass("Wachtwoord van de sleutel: ") or None
    return None


def save_passphrase(study: Study, words: str) -> bool:
    """Keep a passphrase in the system's keyring. False when there is no keyring on this machine."""
    try:
        importlib.import_module("keyring").set_password(_SERVICE, str(study.root.resolve()), words)
    except Exception:  # noqa: BLE001 - every keyring backend fails in its own way; without one we go on
        return False
    return True


def read_key(study: Study, words: str) -> Key:
    """Names by case and placeholder; empty when there is no key yet.

    Raises InputError when the passphrase is wrong or the file was damaged: the message says which.
    """
    path = key_path(study)
    if not path.is_file():
        return {}
    return decrypt(path.read_bytes(), words, path=path)


def write_key(study: Study, key: Key, words: str) -> None:
    """Write the key whole or not at all; names in it stay in it. Untouched when nothing is new. Raises InputError."""
    old = read_key(study, words)
    merged = merge(old, key)
    if merged == old and key_path(study).is_file():
        return
    replace_key(study, merged, words)


def replace_key(study: Study, key: Key, words: str) -> None:
    """Write exactly this key: after a withdrawal, or with another passphrase. Only ciphertext touches the disk."""
    write_bytes(key_path(study), encrypt(key, words))
    key_path(study).chmod(0o600)


def merge(old: Key, new: Key) -> Key:
    """All names of both."""
    merged = {case: {who: list(names) for who, names in people.items()} for case, people in old.items()}
    for case, people in new.items():
        for who, names in people.items():
            known = merged.setdefault(case, {}).setdefault(who, [])
            known[:] = sorted({*known, *names})
    return merged


def encrypt(key: Key, words: str) -> bytes:
    """The key as bytes for a file."""
    salt, nonce = os.urandom(16), os.urandom(12)
    head = {"form": "nota-key-1", "n": _COST, "nonce": _text(nonce), "p": 1, "r": 8, "salt": _text(salt)}
    line = json.dumps(head, sort_keys=True).encode()
    plain = json.dumps(key, ensure_ascii=False, sort_keys=True).encode()
    sealed = line + b"\n" + AESGCM(_derive(words, salt, _COST)).encrypt(nonce, plain, line)
    return sealed + hashlib.sha256(sealed).digest()


def decrypt(data: bytes, words: str, *, path: Path) -> Key:
    """The key from a file's bytes. Raises InputError."""
    sealed, checksum = data[:-_SUM], data[-_SUM:]
    if len(data) <= _SUM or hashlib.sha256(sealed).digest() != checksum:
        raise _damaged(path)
    line, _, secret = sealed.partition(b"\n")
    try:
        head = json.loads(line)
        salt, nonce, cost = base64.b64decode(head["salt"]), base64.b64decode(head["nonce"]), int(head["n"])
    except (ValueError, KeyError, TypeError) as error:
        raise _damaged(path) from error
    if head.get("form") != "nota-key-1" or cost not in _COSTS or (head.get("r"), head.get("p")) != (8, 1):
        raise _damaged(path)
    try:
        plain = AESGCM(_derive(words, salt, cost)).decrypt(nonce, secret, line)
    except InvalidTag as error:
        fix = f"geef het goede wachtwoord (variabele {VARIABLE}, sleutelbos of op het scherm). Zonder wachtwoord loopt alles ook, maar worden namen niet teruggezet."
        raise InputError("het wachtwoord van de sleutel klopt niet.", path=path, fix=fix) from error
    key: Key = json.loads(plain)
    return key


def change_passphrase(study: Study, old: str, new: str) -> None:
    """Lock the key with another passphrase. Raises InputError when the old one is wrong; then nothing changes."""
    replace_key(study, read_key(study, old), new)


def _derive(words: str, salt: bytes, cost: int) -> bytes:
    return Scrypt(salt=salt, length=32, n=cost, r=8, p=1).derive(words.encode("utf-8"))


def _text(data: bytes) -> str:
    return base64.b64encode(data).decode()


def _damaged(path: Path) -> InputError:
    fix = "zet een reservekopie van de sleutel terug, of haal hem weg: dan loopt de studie verder zonder namen terug te zetten."
    return InputError("de sleutel is beschadigd en is niet gelezen.", path=path, fix=fix)


def _from_keyring(study: Study) -> str | None:
    try:
        found: str | None = importlib.import_module("keyring").get_password(_SERVICE, str(study.root.resolve()))
    except Exception:  # noqa: BLE001 - no keyring, a locked one, a broken backend: all mean there is none
        return None
    return found
