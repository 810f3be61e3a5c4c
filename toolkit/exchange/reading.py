"""One door for every file that holds a project: what is it, and read it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import InputError
from ..study import Study
from ..transcripts import load_transcripts
from .layout import laid_out
from .merging import originals
from .project import Project
from .workbook import Row, read_table

KINDS = {
    ".qdpx": "een REFI-QDA-project", ".qdc": "een REFI-QDA-codeboek", ".qde": "een REFI-QDA-project zonder bronnen",
    ".sqlite3": "een database van Taguette", ".html": "een document van Taguette", ".rock": "een bestand van ROCK",
}  # fmt: skip
_DATABASES = (".sqlite3", ".sqlite", ".db")


def read_any(path: Path, *, project: str = "") -> Project:
    """The project in a file or folder. Raises InputError for a kind that we don't know."""
    if not path.exists():
        raise InputError("dit bestand is er niet.", path=path)
    suffix = path.suffix.lower()
    if path.is_dir() or suffix == ".rock":
        from .rock import read_rock

        return read_rock(path)
    if suffix in (".qdpx", ".qdc", ".qde"):
        from .refi.reading import read_refi

        return read_refi(path)
    if suffix in _DATABASES:
        from .taguette import read_database

        return read_database(path, project=project)
    if suffix in (".html", ".htm"):
        from .taguette_marks import read_document

        return read_document(path)
    known = ", ".join(f"{name} ({what})" for name, what in KINDS.items())
    raise InputError("dit soort bestand kennen we niet.", path=path, fix=f"dit kan: {known}, .csv en .xlsx.")


def table_kind(rows: Sequence[Row]) -> str:
    """What a table holds: ``highlights`` (Taguette's), ``codings`` or ``codebook``."""
    heads = set(rows[0].cells) if rows else set()
    if {"document", "tag", "content"} <= heads:
        return "highlights"
    if heads & {"transcript", "gesprek", "conversation"} and "code" in heads:
        return "codings"
    return "codebook"


def highlights(study: Study, path: Path) -> Project:
    """Taguette's list of highlights, placed in the conversations of a study. Raises InputError."""
    from .taguette_marks import highlights_project

    transcripts = {one.id: one for one in load_transcripts(study)}
    names: Mapping[str, str] = originals(study, set(transcripts))
    texts = {one: laid_out(transcript).text for one, transcript in transcripts.items()}
    texts |= {name.rpartition(".")[0] or name: texts[one] for name, one in names.items() if name} | {
        name: texts[one] for name, one in names.items() if name
    }
    return highlights_project(read_table(path), texts, path)
