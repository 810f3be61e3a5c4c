"""Exchange: a study in the forms of other programs, and their projects as studies. Tables, REFI-QDA, Taguette, ROCK, corpora."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .choosing import EVERYTHING, Part
    from .codebook_rows import (
        NewCodebook,
        bring_in_codebook,
        codebook_table,
        export_codebook,
        import_codebook,
        read_codebook_table,
    )
    from .coding_rows import codings_table, export_codings
    from .coding_rows_in import Tabled, import_codings
    from .corpora import annotations_text, docbin_bytes, jsonl_lines
    from .from_study import Outgoing, study_project
    from .into_study import import_as_study
    from .merging import merge_project
    from .project import Project
    from .reading import highlights, read_any, table_kind
    from .refi.reading import read_refi
    from .refi.writing import write_codebook, write_project
    from .reporting import Imported
    from .rock import read_rock, rock_files
    from .taguette import read_database
    from .taguette_marks import read_document

_PLACES = {
    "EVERYTHING": "choosing", "Part": "choosing",
    "NewCodebook": "codebook_rows", "bring_in_codebook": "codebook_rows", "codebook_table": "codebook_rows",
    "export_codebook": "codebook_rows", "import_codebook": "codebook_rows", "read_codebook_table": "codebook_rows",
    "Tabled": "coding_rows_in", "codings_table": "coding_rows", "export_codings": "coding_rows", "import_codings": "coding_rows_in",
    "annotations_text": "corpora", "docbin_bytes": "corpora", "jsonl_lines": "corpora",
    "Outgoing": "from_study", "study_project": "from_study",
    "highlights": "reading", "read_any": "reading", "table_kind": "reading",
    "import_as_study": "into_study", "merge_project": "merging", "Project": "project", "Imported": "reporting",
    "read_refi": "refi.reading", "write_codebook": "refi.writing", "write_project": "refi.writing",
    "read_rock": "rock", "rock_files": "rock", "read_database": "taguette", "read_document": "taguette_marks",
}  # fmt: skip
__all__ = [
    "EVERYTHING", "Imported", "NewCodebook", "Outgoing", "Part", "Project", "Tabled", "annotations_text", "bring_in_codebook",
    "codebook_table", "codings_table", "docbin_bytes", "export_codebook", "export_codings", "highlights", "import_as_study",
    "import_codebook", "import_codings", "jsonl_lines", "merge_project", "read_any", "read_codebook_table", "read_database", "read_document", "read_refi",
    "read_rock", "rock_files", "study_project", "table_kind", "write_codebook", "write_project",
]  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a name when it is first used: pandas, lxml and spaCy are only for those who need them."""
    if name not in _PLACES:
        message = f"module 'toolkit.exchange' has no attribute '{name}'"
        raise AttributeError(message)
    return getattr(import_module(f".{_PLACES[name]}", __name__), name)
