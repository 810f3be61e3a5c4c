"""Blocks of texts that go round for approval, by ``tekst#blok``: a register names what people agree to; it holds no copy."""

from __future__ import annotations

from ..records import Block
from ..study import Study


def all_blocks(study: Study) -> dict[str, Block]:
    """Every block of the case texts: ``c01#citaat-1`` -> block. Raises InputError for a text that is not in order."""
    from ..writing.texts import read_document

    found: dict[str, Block] = {}
    for path in sorted((study.texts / "cases").glob("*.md")):
        document = read_document(path, case=path.stem)
        found |= {f"{path.stem}#{block.id}": block for block in document.blocks}
    return found
