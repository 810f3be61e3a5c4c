"""A package as one file: the same bytes each time, and read within limits."""

from __future__ import annotations

import datetime as dt
import io
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from ..archives import damaged, open_archive, read_member
from ..errors import InputError
from ..files import write_bytes
from ..records import digest_of

CHECKSUMS = "checksums.sha256"
_EARLIEST = 1980


def checksums(files: Mapping[str, bytes]) -> bytes:
    """The list that ``sha256sum --check`` reads."""
    lines = [f"{digest_of(content)}  {name}\n" for name, content in sorted(files.items()) if name != CHECKSUMS]
    return "".join(lines).encode("utf-8")


def listed_checksums(data: bytes, path: Path) -> dict[str, str]:
    """Digest by file, as the list has it. Raises InputError with the line that cannot be read."""
    found = {}
    for number, line in enumerate(data.decode("utf-8", errors="replace").splitlines(), 1):
        digest, gap, name = line.partition("  ")
        if not gap or len(digest) != 64:
            fix = "pak het pakket opnieuw uit."
            raise InputError("deze regel is geen controlegetal met een bestandsnaam.", path=path, line=number, fix=fix)
        found[name] = digest
    return found


def zipped(files: Mapping[str, bytes], day: dt.date) -> bytes:
    """A zip of these files: in the order of their names, all of one day, stored as they are.

    They are not compressed: zlib and its successors compress differently from one machine to the next.
    """
    made = io.BytesIO()
    moment = (max(day.year, _EARLIEST), day.month, day.day, 0, 0, 0)
    with zipfile.ZipFile(made, "w") as archive:
        for name in sorted(files):
            info = zipfile.ZipInfo(name, moment)
            info.create_system = 3  # whatever machine this is
            info.external_attr = 0o644 << 16
            archive.writestr(info, files[name])
    return made.getvalue()


def write_folder(files: Mapping[str, bytes], folder: Path) -> None:
    """Write the files of a package under a folder."""
    for name, content in files.items():
        write_bytes(folder / name, content)


@contextmanager
def unpacked(path: Path) -> Iterator[Path]:
    """The folder of a package: itself, or a zip unpacked for as long as it is needed. Raises InputError."""
    if path.is_dir():
        yield path
        return
    if not path.exists():
        raise InputError(
            "dit pakket is er niet.", path=path, fix="geef het zip-bestand, of de map waarin het is uitgepakt."
        )
    with TemporaryDirectory(prefix="nota-pakket-") as name, open_archive(path, path=path) as archive:
        folder = Path(name)
        for member in archive.infolist():
            if member.is_dir():
                continue
            parts = PurePosixPath(member.filename).parts
            if member.filename.startswith("/") or ".." in parts or "\\" in member.filename or ":" in parts[0]:
                raise InputError("dit pakket bevat een bestand dat buiten zijn map wil staan.", path=path)
            content = read_member(archive, member.filename, path=path)
            if content is None:
                raise damaged(path)
            write_bytes(folder / member.filename, content)
        yield folder
