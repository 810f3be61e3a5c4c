"""Fields filled in: the researchers' text with ``{{ ... }}`` becomes blocks, and every sentence knows what it rests on."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from ..errors import InputError, UsageError
from ..placeholders import capital, starts_sentence
from ..records import Block
from ..rendering.inline import escape
from .expressions import parse
from .prose import sentence_spans, shown
from .texts import Numbered
from .values import Function, Value, evaluate

_FIELD = re.compile(r"\{\{(.*?)\}\}", re.DOTALL)
_FOOTNOTE = re.compile(r"\[\^([^\]]+)\]")
_ALONE = re.compile(r"^\{\{(.*?)\}\}$", re.DOTALL)
_DIRECTIVE = re.compile(r"^\{\{\s*(als|anders|einde)\b\s*(.*?)\s*\}\}$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Used:
    """A field that was filled in: what it says, and where its value stands in the text."""

    expression: str
    value: str
    sources: tuple[str, ...]
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Statement:
    """One sentence (or table, figure, quote) of the note, with the fields in it and what it rests on."""

    block: str
    number: int
    text: str
    fields: tuple[tuple[str, str], ...]
    """(expression, value)."""
    sources: tuple[str, ...]
    path: str = ""
    """The text it comes from; empty for what the software wrote."""
    line: int = 0


@dataclass(frozen=True, slots=True)
class Filled:
    """Blocks made of one text, and what their sentences rest on."""

    blocks: tuple[Block, ...]
    statements: tuple[Statement, ...]
    left_out: tuple[tuple[str, str, int], ...] = ()
    """(field, path, line) of tables, figures and quotes that have nothing to show."""
    made_by: tuple[tuple[str, str, int], ...] = ()
    """(block, field, which of its blocks) of blocks that a field made as a whole."""


@dataclass(slots=True)
class _Branch:
    """An ``als`` that is open: whether its present part is shown, and whether one was."""

    shown: bool
    done: bool
    line: int


def fill(text: Numbered, path: Path, data: Any, functions: Mapping[str, Function], *, name: str = "") -> Filled:
    """Fill in a text. Raises InputError, with file and line, on an unknown field or an ``als`` that is not closed."""
    blocks: list[Block] = []
    statements: list[Statement] = []
    left_out: list[tuple[str, str, int]] = []
    made_by: list[tuple[str, str, int]] = []
    open_: list[_Branch] = []
    level = 1
    work = _Work(data, functions)
    for block in text.document.blocks:
        line = text.lines[block.id]
        try:
            directive = _DIRECTIVE.match(block.text) if block.kind == "paragraph" else None
            if directive:
                _branch(open_, directive[1], directive[2], line, work)
            elif all(one.shown for one in open_):
                level = block.level if block.kind == "heading" else level
                made, said = _filled(block, work)
                made = _named(made, block, text.given)
                made = [
                    replace(one, level=level + 1) if one.kind == "heading" and not one.level else one for one in made
                ]
                if not said and (alone := _ALONE.match(block.text)) and block.kind == "paragraph":
                    made_by += [(one.id, alone[1].strip(), n) for n, one in enumerate(made)]
                if not made:
                    left_out.append((block.text.strip("{} "), name, line))
                for one in made:
                    own = said.get(one.id, {})
                    rests_on = _once((*one.sources, *_of(own)))
                    statements += [replace(each, path=name, line=line) for each in _statements(one, own, rests_on)]
                    blocks.append(replace(one, sources=rests_on))
        except (InputError, UsageError) as error:
            raise InputError(error.message, path=path, line=line, fix=error.fix) from error
    if open_:
        raise InputError(
            "deze 'als' wordt niet afgesloten.",
            path=path,
            line=open_[-1].line,
            fix="zet eronder een regel {{ einde }}.",
        )
    return Filled(tuple(blocks), tuple(statements), tuple(left_out), tuple(made_by))


@dataclass(frozen=True, slots=True)
class _Work:
    """Expressions are worked out once: the same field says the same everywhere."""

    data: Any
    functions: Mapping[str, Function]
    known: dict[str, Value] = field(default_factory=dict)

    def value(self, expression: str) -> Value:
        if expression not in self.known:
            self.known[expression] = evaluate(parse(expression), self.data, self.functions)
        return self.known[expression]


def _branch(open_: list[_Branch], word: str, condition: str, line: int, work: _Work) -> None:
    """Open, turn or close a condition. What stands in a part that is not shown is not worked out."""
    outer = all(one.shown for one in (open_ if word == "als" else open_[:-1]))
    if word == "als":
        true = outer and work.value(condition).true
        open_.append(_Branch(true, true, line))
        return
    if not open_:
        raise InputError(
            f"hier staat '{word}' zonder een 'als' ervoor.", fix="zet er een {{ als ... }} boven, of haal het weg."
        )
    if word == "einde":
        open_.pop()
        return
    here = open_[-1]
    wanted = condition.removeprefix("als").strip() if condition else ""
    true = outer and not here.done and (not wanted or work.value(wanted).true)
    open_[-1] = _Branch(true, here.done or true, here.line)


def _filled(block: Block, work: _Work) -> tuple[list[Block], dict[str, dict[str, list[Used]]]]:
    """The blocks that one block becomes, and per block and piece of text the fields used in it."""
    alone = _ALONE.match(block.text) if block.kind == "paragraph" else None
    if alone and "{{" not in alone[1]:
        value = work.value(alone[1].strip())
        if value.blocks or not value.text:
            return [_styled(one, block) for one in value.blocks], {}
    used: dict[str, list[Used]] = {}

    def put(text: str) -> str:
        filled, found = _put_in(text, work)
        if found:
            used[filled] = found
        return filled

    if block.kind == "list":
        lines = [put(line) for line in block.text.split("\n")]
        made = replace(block, text="\n".join(line for line in lines if line.strip()))
    else:
        rows = tuple(tuple(put(cell) for cell in row) for row in block.rows)
        made = replace(block, text=put(block.text), alt=put(block.alt), rows=rows)
    if made.kind in ("paragraph", "quote", "list") and not made.text.strip():
        return [], {}
    return [made], {made.id: used}


def _put_in(text: str, work: _Work) -> tuple[str, list[Used]]:
    out, at = "", 0
    used: list[Used] = []
    for match in _FIELD.finditer(text):
        expression = match[1].strip()
        value = work.value(expression)
        if value.blocks:
            raise InputError(
                f"'{expression}' is een tabel, figuur, citaat of lijst.",
                fix="zet het veld alleen op een eigen regel, met een witregel ervoor en erna.",
            )
        out += text[at : match.start()]
        words = escape(value.text)
        if not words and out.endswith(" ") and text[match.end() : match.end() + 1] in ("", " ", ".", ",", ";"):
            out = out[:-1]  # nothing to say: no double space, none before a full stop
        words = capital(words) if starts_sentence(out) else words
        used.append(Used(expression, value.text, value.sources, len(out), len(out) + len(words)))
        out, at = out + words, match.end()
    return out + text[at:], used


def _styled(made: Block, asked: Block) -> Block:
    """A block that a field made, with the looks that the writer asked for."""
    return replace(made, style=asked.style or made.style)


def _named(made: list[Block], asked: Block, given: frozenset[str]) -> list[Block]:
    """Ids: the writer's own for a single block, else the field's, else numbered after the writer's."""
    if len(made) == 1 and (asked.id in given or not made[0].id):
        return [replace(made[0], id=asked.id)]
    return [replace(one, id=one.id or f"{asked.id}-{n}") for n, one in enumerate(made, 1)]


def _statements(block: Block, used: Mapping[str, list[Used]], rests_on: tuple[str, ...]) -> list[Statement]:
    """The sentences of a block; a table, figure or quote is one, and rests on what the whole block rests on."""
    if block.kind in ("table", "figure", "quote"):
        fields = tuple((one.expression, one.value) for found in used.values() for one in found)
        return [Statement(block.id, 1, shown(block.text), fields, rests_on)]
    made: list[Statement] = []
    own = _once(block.sources)
    for piece in block.text.split("\n") if block.kind == "list" else [block.text]:
        for start, end in sentence_spans(piece):
            inside = [one for one in used.get(piece, ()) if one.start < end and start < one.end]
            notes = [f"voetnoot: {note}" for note in _FOOTNOTE.findall(piece[start:end])]
            given = [one.sources for one in inside]
            sources = (
                _once((*block.sources, *(source for one in given for source in one), *notes)) if given or notes else own
            )
            fields = tuple((one.expression, one.value) for one in inside)
            made.append(Statement(block.id, len(made) + 1, shown(piece[start:end]), fields, sources))
    return made


def _of(used: Mapping[str, list[Used]]) -> tuple[str, ...]:
    return tuple(source for found in used.values() for one in found for source in one.sources)


def _once(sources: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(sources))
