"""The discussion note: the researchers' texts in order, fields filled in, with what every sentence rests on."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError
from ..records import Block, Document
from ..study import Study
from .appendices import colophon
from .data import Consent, NoteData, collect
from .fields import BY_NAME
from .fields_blocks import FIGURES, LISTS, QUESTIONS
from .filling import Filled, Statement, fill
from .headings import without_empty_headings
from .tables import TABLES
from .texts import read_numbered

SKELETON = Path(__file__).parent.parent / "template" / "study" / "interviews" / "texts" / "note"
_REFERENCE = re.compile(r"@(fig|tab):([A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*)")
_IN_BRACKETS = re.compile(r"\s*\((?:zie (?:ook )?)?@(?:fig|tab):[A-Za-z0-9_.-]*[A-Za-z0-9_]\)")


@dataclass(frozen=True, slots=True)
class Note:
    """The note as a document, what each sentence rests on, and what was left out of it."""

    document: Document
    statements: tuple[Statement, ...]
    left_out: tuple[tuple[str, str, int], ...]
    """(field, text, line) of tables, figures and quotes without anything to show."""
    own_texts: bool
    """Whether researchers wrote it; False when the skeleton that comes with the software was used."""
    made_by: tuple[tuple[str, str, int], ...] = ()
    """(block, field, which of its blocks) of tables, figures and findings that a field made."""


def note_document(study: Study, *, consent: Consent | None = None) -> Document:
    """The note of a study as a document. Raises InputError; see :func:`compose`."""
    return compose(collect(study, consent=consent or Consent())).document


def compose(data: NoteData) -> Note:
    """Write the note: every part in the order of its file name.

    A quote that somebody typed stays out unless it was released. Raises InputError, with file and line, on an unknown
    field, an id that is used twice, or a reference to nothing.
    """
    paths, own = note_texts(data.study)
    parts = [_part(path, data) for path in paths]
    free = {(quote.text, quote.by) for quote in data.free_quotes}
    shown = [
        [block for block in part.blocks if block.kind != "quote" or (block.text, block.by) in free] for part in parts
    ]
    blocks = _joined(shown, paths)
    blocks = _with_questions(blocks)
    blocks = _referring(blocks, paths)
    blocks = without_empty_headings(blocks)
    blocks = [_resting(block, data) for block in blocks]
    settings = data.study.settings
    if not blocks or blocks[0].level != 1:
        blocks = [Block("titel", "heading", settings.title, level=1), *blocks]
    kept = {block.id for block in blocks}
    statements = [
        replace(one, sources=_expanded(one.sources, data))
        for part in parts
        for one in part.statements
        if one.block in kept and one.text != QUESTIONS
    ]
    document = Document("nota", settings.title, tuple(blocks), meta=colophon(data))
    left_out = tuple(gone for part in parts for gone in part.left_out)
    made_by = tuple(one for part in parts for one in part.made_by if one[0] in kept)
    return Note(document, tuple(statements), left_out, own, made_by)


def note_texts(study: Study) -> tuple[list[Path], bool]:
    """The texts of the note in order, and whether they are the study's own; else those that come with the software."""
    own = sorted((study.texts / "note").glob("*.md"))
    return (own, True) if own else (sorted(SKELETON.glob("*.md")), False)


def _part(path: Path, data: NoteData) -> Filled:
    """One text, filled in; its highest heading becomes a chapter."""
    filled = fill(read_numbered(path), path, data, BY_NAME, name=path.name)
    levels = [block.level for block in filled.blocks if block.kind == "heading"]
    lower = 1 if 1 in levels else 0
    blocks = [
        replace(block, level=block.level + lower) if block.kind == "heading" else block for block in filled.blocks
    ]
    return replace(filled, blocks=tuple(blocks))


def _joined(parts: Sequence[Sequence[Block]], paths: Sequence[Path]) -> list[Block]:
    """All blocks in one row. Raises InputError when two texts give a block the same id."""
    seen: dict[str, str] = {}
    joined: list[Block] = []
    for path, blocks in zip(paths, parts, strict=True):
        for block in blocks:
            if block.id in seen and block.kind == "quote":
                continue  # the same quote a second time is shown once, and reported
            if block.id in seen:
                message = f"het kenmerk '{block.id}' staat ook in {seen[block.id]}."
                raise InputError(
                    message, path=path, place=f"blok {block.id}", fix="geef een van de twee een ander kenmerk: {#naam}."
                )
            seen[block.id] = path.name
            joined.append(block)
    return joined


def _with_questions(blocks: list[Block]) -> list[Block]:
    """Put the list of questions in its place: every question for discussion that stands in the note, once, in order."""
    place = next((n for n, block in enumerate(blocks) if block.text == QUESTIONS), None)
    if place is None:
        return blocks
    asked = [block.text for block in blocks if block.style == "discussie" and block.kind in ("paragraph", "list")]
    lines = [line for text in asked for line in text.split("\n")]
    questions = [part.strip() for line in lines for part in re.findall(r"[^.?!]*\?", line)]
    listed = list(dict.fromkeys(question for question in questions if question))
    made = [replace(blocks[place], kind="list", text="\n".join(listed), style="genummerd")] if listed else []
    return [*blocks[:place], *made, *blocks[place + 1 :]]


def _referring(blocks: list[Block], paths: Sequence[Path]) -> list[Block]:
    """Take out references to tables and figures that this study does not have. Raises InputError for unknown ones."""
    there = {
        f"{'fig' if block.kind == 'figure' else 'tab'}:{block.id}"
        for block in blocks
        if block.kind in ("table", "figure")
    }
    known = {
        *(f"tab:tabel-{name}" for name in (*TABLES, "tips")),
        *(f"fig:figuur-{name}" for name in FIGURES),
        *(f"tab:{name}" for name in LISTS),
    }

    def mended(text: str) -> str:
        wrong = [
            f"{match[1]}:{match[2]}" for match in _REFERENCE.finditer(text) if f"{match[1]}:{match[2]}" not in there
        ]
        for one in wrong:
            if one not in known:
                message = f"'@{one}' verwijst naar een tabel of figuur die er niet is."
                raise InputError(message, path=paths[0].parent, fix=f"kies uit: {', '.join(sorted(there))}.")
        if not wrong:
            return text
        text = _IN_BRACKETS.sub(lambda match: match[0] if _target(match[0]) in there else "", text)
        return _REFERENCE.sub(
            lambda match: match[0] if f"{match[1]}:{match[2]}" in there else "een overzicht dat in deze studie leeg is",
            text,
        )

    return [replace(block, text=mended(block.text)) if "@" in block.text else block for block in blocks]


def _target(text: str) -> str:
    match = _REFERENCE.search(text)
    return f"{match[1]}:{match[2]}" if match else ""


def _resting(block: Block, data: NoteData) -> Block:
    return replace(block, sources=_expanded(block.sources, data)) if block.sources else block


def _expanded(sources: tuple[str, ...], data: NoteData) -> tuple[str, ...]:
    """Sources with every code or theme (``bron=financiering.gemeente``) replaced by its codings."""
    if data.code_names.isdisjoint(sources):
        return sources
    found: list[str] = []
    for source in sources:
        found += [one.id for one in data.by_code.get(source, ())] if source in data.code_names else [source]
    return tuple(dict.fromkeys(found))
