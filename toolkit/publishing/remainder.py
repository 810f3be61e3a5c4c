"""What is left of a text when blocks may not go, and still reads: nothing that leans on what is gone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ..records import Block
from ..writing.headings import without_empty_headings

_LEANS = re.compile(
    r"(?:hij|zij|ze|hem|haar|hun|hen|zijn|dat|dit|deze|die|daar|daarom|daardoor|daarna|daarmee|daarvoor|dan|toen|zo|ook|maar|"
    r"want|dus|toch|wel|beide[n]?|allebei|de ander(?:e)?|eerst|verder|volgens (?:hem|haar|hen)|samen|het)\b",
    re.IGNORECASE,
)
_PRONOUN = re.compile(r"(?:hij|zij|ze|hem|haar|hun|hen|volgens (?:hem|haar|hen))\b", re.IGNORECASE)
_NUMBER = r"(?:twee|drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|\d{1,2})"
_COUNTED = (
    r"(?:mensen|personen|betrokkenen|collega[’']s|medewerkers|schoolleiders|begeleiders|jobcoaches|ouders|leerlingen|"
    r"verhalen|gesprekken|citaten|tips|redenen|manieren|punten|dingen|voorbeelden|plekken|scholen|kanten|lezingen|vragen)"
)
_COUNTS = re.compile(
    rf"\b{_NUMBER}\s+(?:\w+e\s+)?{_COUNTED}\b|\b(?:alle|de)\s+{_NUMBER}\b(?!\s+(?:uur|dagen|weken|maanden|jaar|euro))|"
    r"\b(?:beiden|allebei)\b",
    re.IGNORECASE,
)
_ANNOUNCES = re.compile(
    r":\s*$|\b(?:tip|raad|advies|boodschap|wens)\.?\s*$|\b(?:zegt|vertelt|vindt|noemt|omschrijft|verwoordt|ziet|voelt) "
    r"(?:het|dat) (?:zo|als volgt)\.?\s*$|\bin (?:zijn|haar|hun) eigen woorden\.?\s*$",
    re.IGNORECASE,
)

LEANS = "begint met een woord dat verwijst naar wat is weggelaten"
ANNOUNCES = "kondigt een citaat aan dat is weggelaten"
COUNTS = "noemt een aantal waarin meetelt wat is weggelaten"
EMPTY = "kop zonder tekst eronder"


def remainder(blocks: Sequence[Block], against: Mapping[str, str]) -> tuple[list[Block], dict[str, str]]:
    """The blocks that go, and for each block that stays behind the reason why.

    ``against`` holds what the gate refused. What leans on it goes too: a paragraph that begins with "Zij" after a
    refused one, an announcement of a refused quote, a number that counts it, a heading with nothing under it.
    """
    gone = dict(against)
    while True:
        more = _more(blocks, gone)
        if not more:
            break
        gone.update(more)
    kept = without_empty_headings([block for block in blocks if block.id not in gone])
    left = {block.id for block in kept}
    for block in blocks:
        if block.id not in left:
            gone.setdefault(block.id, EMPTY)
    return kept, {block.id: gone[block.id] for block in blocks if block.id in gone}


def share(kept: Sequence[Block], blocks: Sequence[Block]) -> float:
    """How much of the words is left, headings apart."""
    return _words(kept) / max(_words(blocks), 1)


def _more(blocks: Sequence[Block], gone: Mapping[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for section in _sections(blocks):
        missing = [block for block in section if block.id in gone and block.kind != "heading"]
        for before, block, after in zip([None, *section], section, [*section[1:], None]):
            if block.id in gone or block.kind in ("heading", "figure"):
                continue
            if before is not None and before.id in gone and _leans(block):
                found[block.id] = LEANS
            elif after is not None and after.id in gone and after.kind in ("quote", "list") and _announces(block):
                found[block.id] = ANNOUNCES
            elif missing and _COUNTS.search(block.text):
                found[block.id] = COUNTS
    return found


def _sections(blocks: Sequence[Block]) -> list[list[Block]]:
    sections: list[list[Block]] = [[]]
    for block in blocks:
        if block.kind == "heading":
            sections.append([])
        sections[-1].append(block)
    return sections


def _leans(block: Block) -> bool:
    """Quotes and lists stand on their own unless they begin with a pronoun; a paragraph leans on less."""
    text = block.text.lstrip("‘“'\"*_ ")
    if block.kind == "quote":
        return False
    return bool((_LEANS if block.kind == "paragraph" else _PRONOUN).match(text))


def _announces(block: Block) -> bool:
    return block.kind == "paragraph" and bool(_ANNOUNCES.search(block.text))


def _words(blocks: Sequence[Block]) -> int:
    return sum(
        len(text.split())
        for block in blocks
        if block.kind != "heading"
        for text in (block.text, *(cell for row in block.rows for cell in row))
    )
