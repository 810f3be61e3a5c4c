"""The texts of the package: the note and the case descriptions as the gate gives them out, without anybody's name."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ..study import Study

if TYPE_CHECKING:
    from ..records import Document
    from ..writing import Note

NOTE, CASES = "nota", "teksten"


def note_files(study: Study, document: Document) -> dict[str, bytes]:
    """The released note as PDF and as Markdown."""
    from ..publishing.note import STEM, look
    from ..rendering import to_markdown, to_pdf

    seen = look(study, document)
    return {
        f"{NOTE}/{STEM}.pdf": to_pdf(document, study=study, options=seen),
        f"{NOTE}/{STEM}.md": to_markdown(_with_figures(document), study=study, options=seen).encode("utf-8"),
    }


def released_documents(study: Study, note: Note) -> Document:
    """The note as the gate gives it out, with general terms for everybody."""
    from ..publishing.note import released_note

    return released_note(study, note, named=False)


def case_files(study: Study) -> dict[str, bytes]:
    """Every case description that was released for the website, as Markdown, with general terms for everybody."""
    from ..approval.names import general_words, show_block
    from ..approval.people import case_of, text_ids
    from ..publishing import examine
    from ..publishing.website import CHANNEL, leveled
    from ..rendering import Look, to_markdown

    found: dict[str, bytes] = {}
    if CHANNEL not in {channel.id for channel in study.settings.channels}:
        return found
    for name in text_ids(study):
        released = examine(study, name, CHANNEL).released if name == case_of(name) else None
        if released is None:
            continue
        words = general_words(study, released.document)
        blocks = tuple(show_block(block, words) for block in released.document.blocks if block.kind != "figure")
        document = replace(released.document, blocks=leveled(blocks))
        look = Look(concept=False, colophon=False)
        found[f"{CASES}/{name}.md"] = to_markdown(document, study=study, options=look).encode("utf-8")
    return found


def _with_figures(document: Document) -> Document:
    """Figures as they are called in the package."""
    blocks = (
        replace(block, image=f"../figuren/{block.image.rpartition('/')[2].partition('_')[2]}") if block.image else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))
