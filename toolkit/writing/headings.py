"""What a text keeps of its headings when blocks are left out."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Block


def without_empty_headings(blocks: Sequence[Block]) -> list[Block]:
    """The blocks without headings that have nothing under them; the document's own title stays."""
    kept: list[Block] = []
    for block in reversed(blocks):
        if block.kind == "heading" and block.level > 1:
            below = kept[-1] if kept else None
            if below is None or (below.kind == "heading" and below.level <= block.level):
                continue
        kept.append(block)
    return kept[::-1]
