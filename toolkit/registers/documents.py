"""Documents about registers: ``interviews/texts/documents/*.md``, filled in, and through the gate where they are for others.

The head says for whom and about what::

    ---
    titel: Tips uit de arenagesprekken
    kanaal: website        # weg: alleen voor het bureau
    per: scholen           # weg: één document; anders een per rij
    waar: {fase: actief}   # alleen die rijen
    ---
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from pydantic import Field

from ..errors import InputError
from ..numbers import date_in_words
from ..records import Block, Document
from ..rendering import Look, parse, plain
from ..study import Strict, Study
from ..writing.filling import fill
from ..writing.headings import without_empty_headings
from ..writing.texts import Numbered, read_numbered
from ..yamlfile import load_yaml, read_text
from ..yamlfile import parse as parse_model
from .field_list import BY_NAME
from .material import Material
from .rows import Row
from .schema import matches

FOLDER = "documents"


class Head(Strict):
    """The head of a document's text."""

    titel: str
    ondertitel: str = ""
    versie: int = 1
    kanaal: str = ""
    per: str = ""
    waar: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    inhoud: bool = False
    """With a cover and contents."""
    groot: bool = False
    """In large print, for easy reading."""
    genummerd: bool = False
    concept: bool | None = None
    """Marked as a draft; left out: as the study's version says."""


@dataclass(frozen=True, slots=True)
class Made:
    """One document as it stands, before the gate."""

    stem: str
    document: Document
    channel: str
    head: Head


def texts(study: Study) -> list[Path]:
    """The texts of documents about registers."""
    return sorted((study.texts / FOLDER).glob("*.md"))


def all_documents(data: Material) -> Iterator[Made]:
    """Every document, filled in. Raises InputError with file and line."""
    for path in texts(data.study):
        head = read_head(path)
        _check_channel(data.study, head, path)
        text = read_numbered(path)
        if not head.per:
            yield _made(path, head, text, data.about(None, head.kanaal), "")
            continue
        for row in _rows(data.about(None, head.kanaal), head, path):
            yield _made(path, head, text, data.about(row, head.kanaal), f"-{row.id}")


def read_head(path: Path) -> Head:
    """The head of a text. Raises InputError with the line."""
    lines = read_text(path).split("\n")
    stop = next((n for n in range(1, len(lines)) if lines[n].strip() == "---"), 0) if lines[0].strip() == "---" else 0
    if not stop:
        raise InputError(
            "deze tekst heeft geen hoofd.", path=path, line=1, fix="zet bovenaan tussen twee regels --- : titel: ..."
        )
    value, places = load_yaml("\n".join(lines[1:stop]), path=path, first_line=2)
    return parse_model(Head, value, path=path, lines=places)


def _rows(data: Material, head: Head, path: Path) -> list[Row]:
    try:
        form = data.form(head.per)
    except InputError as error:
        if error.line is not None:
            raise
        raise InputError(error.message, path=path, line=1, fix=error.fix) from error
    unknown = next((name for name in head.waar if name not in form.fields), None)
    if unknown:
        raise InputError(
            f"het register '{head.per}' heeft geen veld '{unknown}'.",
            path=path,
            line=1,
            fix=f"kies uit: {', '.join(form.fields)}.",
        )
    return [row for row in data.rows(head.per) if matches(row.values, head.waar)]


def _made(path: Path, head: Head, text: Numbered, data: Material, suffix: str) -> Made:
    filled = fill(text, path, data, BY_NAME, name=data.study.shown(path))
    blocks = _named_once(without_empty_headings(list(filled.blocks)))
    if not blocks or blocks[0].level != 1:
        blocks = [Block("titel", "heading", head.titel, level=1), *blocks]
    title = plain(parse(blocks[0].text))
    settings = data.study.settings
    lines = (
        ("Opdrachtgever", settings.client),
        ("Uitvoering", settings.bureau),
        ("Datum", date_in_words(settings.date)),
        ("Versie", settings.version),
    )
    colophon = tuple((label, value) for label, value in lines if value)
    document = Document(f"{path.stem}{suffix}", title, tuple(blocks), head.versie, meta=colophon)
    return Made(f"{path.stem}{suffix}", document, head.kanaal, head)


def look(made: Made) -> Look:
    """How a document looks."""
    subtitle = made.head.ondertitel or ("" if made.channel else "Alleen voor intern gebruik")
    return Look(cover=made.head.inhoud, toc=made.head.inhoud, numbered=made.head.genummerd, large_print=made.head.groot, subtitle=subtitle,
                concept=made.head.concept, colophon=made.head.inhoud or not made.head.groot)  # fmt: skip


def _named_once(blocks: list[Block]) -> list[Block]:
    """Ids that hold only what an address may hold, each once: fields used twice make the same ids."""
    seen: set[str] = set()
    made = []
    for block in blocks:
        base = re.sub(r"[^A-Za-z0-9_.-]+", "-", block.id) or "blok"
        name = base if base not in seen else next(f"{base}-{n}" for n in range(2, 100_000) if f"{base}-{n}" not in seen)
        seen.add(name)
        made.append(replace(block, id=name))
    return made


def _check_channel(study: Study, head: Head, path: Path) -> None:
    known = [channel.id for channel in study.settings.channels]
    if head.kanaal and head.kanaal not in known:
        fix = f"kies uit: {', '.join(known) or 'geen; zet ze in study.yaml'}, of laat 'kanaal' weg."
        raise InputError(f"er is geen kanaal '{head.kanaal}'.", path=path, line=1, fix=fix)
