"""What a person agrees to in a block, and whom a block is about."""

from __future__ import annotations

from ..placeholders import PLACEHOLDER, kind_of
from ..records import Block, Document, as_json, digest_of

_NOT_IN_DIGEST = ("id", "sources", "style", "level")
BUREAU = ("interviewer",)
"""Roles that are the bureau's own: what a text says of them needs no approval."""


def block_digest(block: Block) -> str:
    """Digest of what a person agrees to: the words of a block and whom they are about; not its place or its sources."""
    plain = {key: value for key, value in as_json(block).items() if key not in _NOT_IN_DIGEST}
    plain["about"] = sorted(plain.get("about", ()))
    return digest_of(plain)


def block_texts(block: Block) -> tuple[str, ...]:
    """Everything in a block that somebody reads."""
    return (block.text, block.alt, *(cell for row in block.rows for cell in row))


def persons_of(block: Block, case: str) -> tuple[str, ...]:
    """Everybody a block is about: who is in ``over``, whose words they are, and whose placeholder stands in it."""
    marked = {one for one in (*block.about, block.by) if one}
    for text in block_texts(block):
        for match in PLACEHOLDER.finditer(text):
            name, of = match["name"], match["case"] or case
            if kind_of(name)[1] and (of or not any(one.endswith(f"/{name}") for one in marked)):
                marked.add(f"{of}/{name}")
    return tuple(sorted(one for one in marked if kind_of(one.rpartition("/")[2])[0] not in BUREAU))


def asked(document: Document) -> tuple[str, ...]:
    """Everybody who has to agree to something in a text, by id; also who is only spoken of."""
    return tuple(sorted({person for block in document.blocks for person in persons_of(block, document.case)}))
