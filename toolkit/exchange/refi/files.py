"""The members of a .qdpx: found by their name without case, read within limits, decoded with their line ends."""

from __future__ import annotations

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from ...archives import read_member
from ...errors import InputError
from .positions import RawText, raw_text

XML_LIMIT = 64 * 2**20
"""A project.qde of 64 MB holds more than a hundred thousand codings."""
TEXT_LIMIT = 32 * 2**20
_OUTSIDE = ("relative:", "absolute:", "file:", "http:", "https:")


@dataclass(frozen=True)
class Members:
    """The members of one archive that texts may stand in, by lower-case base name."""

    archive: zipfile.ZipFile
    path: Path
    names: Mapping[str, str]
    folder: str
    """The name of the folder of sources as this writer spells it."""

    def bytes_of(self, reference: str, *, limit: int = TEXT_LIMIT) -> bytes | None:
        """What ``internal://...`` points at; None when it is outside the file or not there. Raises InputError."""
        if reference.casefold().startswith(_OUTSIDE):
            return None
        base = reference.replace("\\", "/").rpartition("/")[2].casefold()
        name = self.names.get(base)
        return read_member(self.archive, name, path=self.path, limit=limit) if name else None

    def text_of(self, reference: str) -> tuple[RawText, str] | None:
        """A text with, in Dutch, what was odd about it; None when it is not there."""
        data = self.bytes_of(reference)
        return None if data is None else decode(data)


def members_of(archive: zipfile.ZipFile, path: Path) -> tuple[str, Members]:
    """The name of the project's XML, and the other members. Raises InputError when there is no such XML."""
    files = [info.filename for info in archive.infolist() if not info.is_dir()]
    projects = sorted(
        (name for name in files if name.casefold().endswith(".qde")), key=lambda name: (name.count("/"), name)
    )
    if not projects:
        fix = "exporteer het project opnieuw als REFI-QDA-project (.qdpx)."
        raise InputError("in dit bestand zit geen REFI-QDA-project (project.qde).", path=path, fix=fix)
    names: dict[str, str] = {}
    for name in sorted(files):
        if name != projects[0]:
            names.setdefault(name.replace("\\", "/").rpartition("/")[2].casefold(), name)
    folders = {
        name.replace("\\", "/").partition("/")[0] for name in archive.namelist() if "/" in name.replace("\\", "/")
    }
    folder = next((one for one in sorted(folders) if one.casefold() == "sources"), "")
    return projects[0], Members(archive, path, names, folder)


def decode(data: bytes) -> tuple[RawText, str]:
    """The text of a source: UTF-8 as the standard asks, else UTF-16 with a mark, else Windows-1252."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        try:
            return raw_text("\ufeff" + data.decode("utf-16")), "de tekst staat er in UTF-16 in en niet in UTF-8."
        except UnicodeDecodeError:
            pass
    try:
        return raw_text(data.decode("utf-8")), ""
    except UnicodeDecodeError:
        text = data.decode("cp1252", errors="replace")
        return raw_text(text), "de tekst is geen UTF-8 en is gelezen als Windows-1252; controleer letters als é en ë."
