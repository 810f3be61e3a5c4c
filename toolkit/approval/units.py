"""The text of a block in the pieces in which a word processor has it: one paragraph, list entry or cell each."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from ..placeholders import PLACEHOLDER, resolve, unresolve
from ..records import Block
from ..rendering.inline import escape, parse, plain
from .sent import Sent

_SPACES = re.compile(r"\s+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "‚": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "‟": '"', "–": "-", "—": "-",
                         "‑": "-", "\u00ad": None, "\u200b": None, "\ufeff": None})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Unit:
    """One piece of a block, as the reader sees it."""

    name: str
    """Its number in the form: ``007``; bookmarks are named after it."""
    block: str
    kind: str
    """The kind of its block."""
    source: str
    """With placeholders and light Markdown."""
    text: str
    """As shown: words in the place of placeholders, no Markdown."""
    row: int = 0
    column: int = 0


def units_of(sent: Sent, words: Mapping[str, str]) -> tuple[Unit, ...]:
    """The pieces of everything that was sent, in order; empty ones left out."""
    found = [
        (block, source, row, column)
        for block in sent.blocks
        for source, row, column in _pieces(block)
        if source.strip()
    ]
    return tuple(
        Unit(f"{number:03d}", block.id, block.kind, source, shown(source, words), row, column)
        for number, (block, source, row, column) in enumerate(found, 1)
    )


def shown(source: str, words: Mapping[str, str]) -> str:
    """A piece as it stands on paper."""
    return tidy(plain(parse(resolve(source, words).text)))


def tidy(text: str) -> str:
    """A text with single spaces, and none at its ends."""
    return _SPACES.sub(" ", text.replace("\u00a0", " ")).strip()


def same(text: str) -> str:
    """A text as it is compared: what a word processor changes by itself (quotes, dashes, spaces) makes no difference."""
    return tidy(text.translate(_QUOTES))


def rewritten(block: Block, texts: Sequence[str], units: Sequence[Unit], words: Mapping[str, str]) -> Block:
    """The block as somebody rewrote it, with placeholders where they left the words alone.

    ``texts`` are the pieces as they are now: in a list there may be more or fewer, elsewhere as many as ``units``.
    """
    by_text = {same(unit.text): unit for unit in units}
    made = []
    for number, text in enumerate(texts):
        unit = by_text.get(same(text)) or (units[number] if number < len(units) else units[-1])
        made.append(unit.source if same(unit.text) == same(text) else _with_placeholders(text, unit, words))
    if block.kind == "list":
        return replace(block, text="\n".join(text for text in made if text.strip()))
    if block.kind == "table":
        rows = [list(row) for row in block.rows]
        caption = block.text
        for unit, text in zip(units, made):
            if unit.row < 0:
                caption = text
            else:
                rows[unit.row][unit.column] = text
        return replace(block, text=caption, rows=tuple(tuple(row) for row in rows))
    return replace(block, text=" ".join(text for text in made if text.strip()))


def _with_placeholders(text: str, unit: Unit, words: Mapping[str, str]) -> str:
    old = resolve(unit.source, words)
    kept = unresolve(tidy(text), old, words)
    parts = []
    at = 0
    for match in PLACEHOLDER.finditer(kept):
        parts += [escape(kept[at : match.start()]), match.group()]
        at = match.end()
    return "".join((*parts, escape(kept[at:])))


def _pieces(block: Block) -> list[tuple[str, int, int]]:
    if block.kind == "list":
        return [(line, number, 0) for number, line in enumerate(block.text.split("\n"))]
    if block.kind == "table":
        cells = [(cell, y, x) for y, row in enumerate(block.rows) for x, cell in enumerate(row)]
        return [(block.text, -1, 0), *cells]
    return [(block.text, 0, 0)]
