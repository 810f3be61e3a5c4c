"""Sentences and words of written text: blocks in light Markdown, with placeholders and fields in them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..coding.abbreviations import ABBREVIATIONS
from ..records import Block

_END = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s+(?:\[|\{\{|[\"'“‘«(]*[^\W_a-zà-ÿ])|\s*$)")
_LAST_WORD = re.compile(r"(\S+)$")
_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*|\d[\d.,]*")
_LINK = re.compile(r"\[([^\]^]+)\]\((?:https?:|mailto:|tel:|#)[^)]*\)")
_FOOTNOTE = re.compile(r"\[\^[^\]]*\]")
_MARKS = re.compile(r"(?<!\\)\*+")
PLACEHOLDER = re.compile(r"\[[^\W\d_][\w'’-]*\]")
FIELD = re.compile(r"\{\{.*?\}\}", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence of a block: number from 1, within the block."""

    block: str
    number: int
    text: str


def shown(text: str) -> str:
    """Words as a reader sees them: without emphasis, footnotes, addresses of links and backslashes."""
    text = _LINK.sub(r"\1", _FOOTNOTE.sub("", text))
    return re.sub(r"\\([^\w\s])", r"\1", _MARKS.sub("", text))


def sentences_in(text: str) -> list[str]:
    """The sentences of a stretch of prose. A full stop after an abbreviation or within a number ends nothing."""
    found, start = [], 0
    for match in _END.finditer(text):
        last = _LAST_WORD.search(text[: match.start() + 1])
        if (
            match[0] == "."
            and last
            and last[0].lower().lstrip("(\"'") in ABBREVIATIONS
            and match.end() < len(text.rstrip())
        ):
            continue
        found.append(text[start : match.end()].strip())
        start = match.end()
    found.append(text[start:].strip())
    return [sentence for sentence in found if sentence]


def words_in(text: str) -> list[str]:
    """The words of a text, figures included; a placeholder is one word and a field one figure."""
    text = FIELD.sub("9", PLACEHOLDER.sub(lambda match: match[0][1:-1].partition("-")[0], text))
    return _WORD.findall(text)


def sentences_of(block: Block) -> list[Sentence]:
    """The sentences of a block's words: list items apart, cells of tables not."""
    if block.kind in ("table", "figure"):
        return []
    lines = block.text.split("\n") if block.kind == "list" else [block.text]
    texts = [sentence for line in lines for sentence in sentences_in(shown(line))]
    return [Sentence(block.id, number, text) for number, text in enumerate(texts, 1)]
