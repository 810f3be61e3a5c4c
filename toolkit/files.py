"""Files are written whole or not at all; journals only grow; two processes cannot write one journal."""

from __future__ import annotations

import errno
import json
import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from json.encoder import encode_basestring
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout

from .errors import InputError, NotaError


def write_bytes(path: Path, data: bytes) -> None:
    """Write a file whole: temporary file beside it, fsync, rename. Unchanged files are left alone.

    Raises NotaError (Dutch) when the disk is full or the folder may not be written; nothing is left half.
    """
    try:
        if path.is_file() and path.stat().st_size == len(data) and path.read_bytes() == data:
            return
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=".nota-", suffix=".tmp")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(data)
                file.flush()
                os.fsync(file.fileno())
            os.chmod(name, 0o644)
            os.replace(name, path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise _cannot_write(path, error) from error


def write_text(path: Path, text: str) -> None:
    """Write text as UTF-8 with line feeds; see :func:`write_bytes`."""
    write_bytes(path, text.encode("utf-8"))


def write_json(path: Path, value: Any) -> None:
    """Write JSON with sorted keys, one space of indent and a final line feed."""
    write_bytes(path, json_bytes(value))


def json_bytes(value: Any) -> bytes:
    """The bytes that :func:`write_json` writes."""
    return ("".join(_written(value, "\n")) + "\n").encode("utf-8")


def _written(value: Any, edge: str) -> Iterator[str]:
    """What ``json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1)`` writes, long rows of words at once."""
    inner = f"{edge} "
    if isinstance(value, (list, tuple)) and value:
        if all(type(one) is str for one in value):
            yield f"[{inner}{f',{inner}'.join(map(encode_basestring, value))}{edge}]"
            return
        for n, one in enumerate(value):
            yield f",{inner}" if n else f"[{inner}"
            yield from _written(one, inner)
        yield f"{edge}]"
    elif isinstance(value, dict) and value and all(type(key) is str for key in value):
        for n, key in enumerate(sorted(value)):
            yield f"{f',{inner}' if n else f'{{{inner}'}{encode_basestring(key)}: "
            yield from _written(value[key], inner)
        yield f"{edge}}}"
    else:
        yield json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).replace("\n", edge)


def read_json(path: Path) -> Any:
    """Read JSON. Raises InputError that names the line where it breaks."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise InputError("dit bestand is er niet.", path=path) from error
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        line = error.lineno if isinstance(error, json.JSONDecodeError) else None
        message = "dit bestand is geen geldige JSON."
        raise InputError(message, path=path, line=line, fix="zet een reservekopie terug.") from error


def append_line(path: Path, line: str) -> None:
    """Append one line durably (fsync). The caller holds the lock. A torn last line is closed first."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("ab+") as file:
            size = file.seek(0, os.SEEK_END)
            if size:
                file.seek(size - 1)
                if file.read(1) != b"\n":
                    file.write(b"\n")
            file.write(line.encode("utf-8") + b"\n")
            file.flush()
            os.fsync(file.fileno())
    except OSError as error:
        raise _cannot_write(path, error) from error


def read_lines(path: Path) -> tuple[list[dict[str, Any]], list[str]]:
    """The JSON objects of a journal and, in Dutch, which lines could not be read (a torn last line, say).

    A journal that is not there yet is an empty one.
    """
    if not path.exists():
        return [], []
    rows: list[dict[str, Any]] = []
    broken: list[str] = []
    for number, raw in enumerate(path.read_bytes().split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            row = json.loads(raw.decode("utf-8"))
            if not isinstance(row, dict):
                raise ValueError
        except ValueError:
            broken.append(f"{path}, regel {number}: deze regel is niet af en is overgeslagen.")
            continue
        rows.append(row)
    return rows, broken


@contextmanager
def locked(path: Path, *, seconds: float = 10.0) -> Iterator[None]:
    """Hold the lock of a file that grows. Raises InputError when another process keeps it."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(f"{path}.lock", timeout=seconds)
        with lock:
            yield
    except Timeout as error:
        message = "een ander programma is met dit bestand bezig."
        raise InputError(message, path=path, fix="sluit het andere venster en probeer het opnieuw.") from error


def _cannot_write(path: Path, error: OSError) -> NotaError:
    reasons = {
        errno.ENOSPC: ("de schijf is vol; er is niets half geschreven.", "maak ruimte vrij en start opnieuw."),
        errno.EDQUOT: ("uw schijfruimte is op; er is niets half geschreven.", "maak ruimte vrij en start opnieuw."),
        errno.EACCES: ("hier mag niet worden geschreven.", "vraag schrijfrechten of kies een andere map."),
        errno.EPERM: ("hier mag niet worden geschreven.", "vraag schrijfrechten of kies een andere map."),
        errno.EROFS: ("deze schijf kan alleen worden gelezen.", "kies een andere map."),
        errno.ENOTDIR: ("een deel van dit pad is een bestand en geen map.", "kies een andere map."),
        errno.EISDIR: ("dit is een map en geen bestand.", "geef de map een andere naam."),
        errno.ENAMETOOLONG: ("deze bestandsnaam is te lang.", "kies een kortere naam."),
    }
    message, fix = reasons.get(error.errno or 0, (f"schrijven lukt niet ({error.strerror}).", "probeer het opnieuw."))
    return InputError(message, path=path, fix=fix)
