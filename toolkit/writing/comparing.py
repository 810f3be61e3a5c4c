"""The machine's draft beside the edited text: what the draft offers that the text does not use, and the other way round.

Wording is not compared, for people write in their own words. What is compared is what both rest on: turns of talk, and
the money flows of ``case.yaml``.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..records import Block, Document, Transcript
from ..study import Case
from .drafting import SECTIONS
from .quotes import turn_of


def difference(draft: Document, edited: Document, case: Case, transcripts: Mapping[str, Transcript]) -> Document:
    """A report per section: sources in both, only in the draft (with the words), only in the edited text."""
    new, old = _by_section(draft), _by_section(edited)
    everywhere = {source for found in old.values() for source in found}
    blocks = [
        Block("titel", "heading", f"Verschil tussen concept en tekst: {edited.title}", level=1),
        Block("uitleg", "paragraph", "De tekst zelf is niet veranderd. Hier staat wat een nieuw concept van de software aandraagt en de tekst niet noemt, en andersom."),
    ]  # fmt: skip
    for section in SECTIONS:
        mine, theirs = new.get(section.id, {}), old.get(section.id, {})
        if not (mine or theirs):
            continue
        blocks.append(Block(f"{section.id}-kop", "heading", section.title, level=2))
        both = [source for source in mine if source in theirs]
        unused = [source for source in mine if source not in everywhere]
        moved = [source for source in mine if source not in theirs and source in everywhere]
        own = [source for source in theirs if source not in mine]
        text = f"Bronnen in concept en tekst: {len(both)}. Alleen in de tekst: {len(own)}. Elders in de tekst: {len(moved)}. Niet gebruikt: {len(unused)}."
        blocks.append(Block(f"{section.id}-telling", "paragraph", text))
        if unused:
            lines = [f"{source}: {_words(source, transcripts)}" for source in unused]
            blocks.append(Block(f"{section.id}-ongebruikt", "list", "\n".join(lines)))
    blocks += _money(edited, case)
    return Document(f"{edited.id}-verschil", str(blocks[0].text), tuple(blocks), edited.version, edited.case)


def _by_section(document: Document) -> dict[str, dict[str, Block]]:
    """Per section the turns its blocks rest on."""
    found: dict[str, dict[str, Block]] = {}
    section = "begin"
    for block in document.blocks:
        if block.kind == "heading":
            words = block.text.lower()
            section = next((one.id for one in SECTIONS if any(word in words for word in one.words)), section)
            continue
        for source in block.sources:
            if "#" in source:
                found.setdefault(section, {})[source] = block
    return found


def _money(edited: Document, case: Case) -> list[Block]:
    """Flows of case.yaml of which none of the turns is named in the text."""
    named = {source for block in edited.blocks for source in block.sources}
    missing = [flow for flow in case.money if flow.said_by and not named & set(flow.said_by)]
    if not missing:
        return []
    lines = [f"{flow.id}: {flow.source} ({', '.join(flow.said_by)})" for flow in missing]
    heading = Block("geldstromen-kop", "heading", "Geldstromen die de tekst niet noemt", level=2)
    return [heading, Block("geldstromen", "list", "\n".join(lines))]


def _words(source: str, transcripts: Mapping[str, Transcript]) -> str:
    place = turn_of(source, transcripts)
    if place is None:
        return "deze beurt bestaat niet"
    transcript, number = place
    turn = transcript.turns[number]
    words = transcript.words_of(turn)
    shown = words if len(words) <= 160 else f"{words[:157].rsplit(' ', 1)[0]} ..."
    return f"[{turn.speaker}] {shown}" if turn.speaker else shown
