"""All formats of one document, side by side in a folder."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from ..files import write_bytes
from ..records import Document
from ..study import Study
from .html import to_html
from .look import Look
from .markdown import to_markdown
from .pdf import to_pdf
from .word import to_docx

FORMATS = ("docx", "pdf", "html", "md")
_MAKERS = {"docx": to_docx, "pdf": to_pdf, "html": to_html}


def write_all(
    document: Document,
    folder: Path,
    stem: str,
    *,
    study: Study | None = None,
    options: Look | None = None,
    formats: Sequence[str] = FORMATS,
) -> list[Path]:
    """Write ``<stem>.docx``, ``.pdf``, ``.html`` and ``.md``; returns the paths. All are made before one is written.

    Raises InputError, naming the block (see :mod:`.checks`), and KeyError on an unknown format.
    """
    made: dict[Path, bytes] = {}
    for name in formats:
        path = folder / f"{stem}.{name}"
        if name == "md":
            away = f"{os.path.relpath(study.root, folder)}/".replace(os.sep, "/") if study else ""
            made[path] = to_markdown(document, study=study, options=options, images=away).encode("utf-8")
        else:
            made[path] = _MAKERS[name](document, study=study, options=options)
    for path, data in made.items():
        write_bytes(path, data)
    return list(made)
