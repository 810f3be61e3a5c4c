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


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where the sentences of a stretch of prose stand. A full stop after an abbreviation or within a number ends nothing."""
    ends = []
    for match in _END.finditer(text):
        last = _LAST_WORD.search(text[: match.start() + 1])
        short = last is not None and last[0].lower().lstrip("(\"'") in ABBREVIATIONS
        if not (match[0] == "." and short and match.end() < len(text.rstrip())):
            ends.append(match.end())
    spans, start = [], 0
    for end in (*ends, len(text)):
        piece = text[start:end]
        if piece.strip():
            spans.append((start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())))
        start = end
    return spans


def sentences_in(text: str) -> list[str]:
    """The sentences of a stretch of prose."""
    return [text[start:end] for start, end in sentence_spans(text)]


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
