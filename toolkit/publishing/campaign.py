"""The campaign pack: short texts with their own approval, whole or not at all."""

from __future__ import annotations

from pathlib import Path

from ..records import Document, Released
from ..rendering import parse, plain
from ..rendering.write import write_all
from ..study import Study
from .website import to_show

CHANNEL = "campagne"
FEWEST, MOST = 300, 400


def write_campaign(study: Study, released: Released, folder: Path) -> list[Path]:
    """One campaign text as Word, PDF, HTML and Markdown."""
    document, look = to_show(study, released)
    return write_all(document, folder, document.case or document.id, study=study, options=look)


def length_note(document: Document) -> str:
    """What to say of a text that is shorter or longer than a campaign text should be; empty when it is right."""
    words = sum(
        len(plain(parse(text)).split())
        for block in document.blocks
        for text in (block.text, *(cell for row in block.rows for cell in row))
    )
    if FEWEST <= words <= MOST:
        return ""
    return f"telt {words} woorden; een campagnetekst telt er {FEWEST} tot {MOST}"
