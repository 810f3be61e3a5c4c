"""Pages of released case descriptions: accessible HTML, Markdown with front matter for a content system, and an index."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path

from ..errors import InputError
from ..files import write_bytes, write_text
from ..numbers import date_in_words, x_of_y
from ..records import Block, Document, Released
from ..rendering import Look, body_of, lay_out, page, parse, plain, to_markdown
from ..rendering.look import INVENTED
from ..study import Study
from .naming import shown

CHANNEL = "website"
FIGURES = "figuren"


def write_case(study: Study, released: Released, folder: Path) -> list[Path]:
    """One case as ``<case>.html`` and ``<case>.md``, its figures beside them."""
    document, look = to_show(study, released)
    layout = lay_out(document, study=study, look=look)
    body = f'{body_of(layout, study=study)}\n<p><a href="index.html">Alle beschrijvingen</a></p>'
    made = page(
        layout.title, body, study=study, look=look, lead=(study.settings.title,), foot=_imprint(study, released)
    )
    html = folder / f"{document.id}.html"
    write_bytes(html, made.encode("utf-8"))
    figures = _figures(study, document, folder)
    text = to_markdown(_with_figures(document), study=study, options=look)
    markdown = folder / f"{document.id}.md"
    write_text(markdown, front_matter(study, released, document) + text)
    return [html, markdown, *figures]


def write_index(study: Study, given: Sequence[Released], total: int, folder: Path) -> Path:
    """The page that leads to every released case."""
    rows = []
    for released in given:
        document, _ = to_show(study, released)
        words = _first_words(document)
        rows.append(
            f'<li><a href="{escape(document.id)}.html">{escape(_title(document))}</a>{f"<br>{escape(words)}" if words else ""}</li>'
        )
    if rows:
        body = f"<h2>De beschrijvingen</h2>\n<ul>{''.join(rows)}</ul>"
    else:
        body = "<p>Er is nog geen beschrijving vrijgegeven.</p>"
    if study.settings.rules.mention_withdrawn and total > len(given):
        verb = "staat" if len(given) == 1 else "staan"
        body += f"\n<p>Hier {verb} {x_of_y(len(given), total)} beschrijvingen. De andere zijn niet of nog niet vrijgegeven.</p>"
    body += "\n<p>Wie in een tekst voorkomt, heeft de eigen stukken nagelezen en vindt goed dat ze hier staan.</p>"
    settings = study.settings
    made = page(
        settings.title, body, study=study, look=Look(concept=False), lead=tuple(line for line in (settings.subtitle,) if line),
        foot=f"<p>{escape(settings.bureau)}, {date_in_words(settings.date)}</p>",
    )  # fmt: skip
    path = folder / "index.html"
    write_bytes(path, made.encode("utf-8"))
    return path


def to_show(study: Study, released: Released) -> tuple[Document, Look]:
    """The document in words, and a look in which speakers are called as they chose."""
    document = shown(released)
    names = dict(released.names)
    speakers = {block.by: names.get(block.by.rpartition("/")[2], "") for block in document.blocks if block.by}
    look = Look(
        concept=False, colophon=False, speakers=tuple(sorted((by, name) for by, name in speakers.items() if name))
    )
    return replace(document, blocks=leveled(document.blocks)), look


def front_matter(study: Study, released: Released, document: Document) -> str:
    """The head of a Markdown file, as content systems read it (YAML)."""
    settings = study.settings
    fields = {
        "title": _title(document),
        "description": _first_words(document),
        "lang": "nl-NL",
        "date": settings.date.isoformat(),
        "slug": document.id,
        "version": document.version,
        "channel": released.channel,
        "source": " – ".join(part for part in (settings.bureau, settings.title) if part),
        "approvals": [line[:16] for line in released.approvals],
    }
    if settings.invented:
        fields["notice"] = INVENTED
    lines = [f"{name}: {_yaml(value)}" for name, value in fields.items()]
    return "---\n" + "\n".join(lines) + "\n---\n\n"


def _yaml(value: object) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_yaml(one) for one in value)}]"
    if isinstance(value, int):
        return str(value)
    text = str(value).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{text}"'


def _title(document: Document) -> str:
    first = document.blocks[0] if document.blocks else None
    text = first.text if first and first.kind == "heading" and first.level == 1 else document.title
    return plain(parse(text))


def _first_words(document: Document) -> str:
    """The first paragraph, to lure a reader; at most two sentences."""
    text = next((plain(parse(block.text)) for block in document.blocks if block.kind == "paragraph"), "")
    return " ".join(re.split(r"(?<=[.!?])\s+", text)[:2])


def leveled(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """Headings that skip no level, also where a higher one was left out."""
    depth, made = 1, []
    for block in blocks:
        if block.kind == "heading" and block.level > 1:
            depth = min(block.level, depth + 1)
            block = replace(block, level=depth)
        made.append(block)
    return tuple(made)


def _imprint(study: Study, released: Released) -> str:
    settings = study.settings
    parts = [f"{settings.bureau}, {date_in_words(settings.date)}" if settings.bureau else date_in_words(settings.date)]
    parts.append(f"Versie {released.document.version}, vrijgegeven door iedereen over wie de tekst gaat")
    return "".join(f"<p>{escape(part)}.</p>" for part in parts)


def _figures(study: Study, document: Document, folder: Path) -> list[Path]:
    made = []
    for block in document.blocks:
        if block.kind != "figure":
            continue
        for suffix in (".svg", ".png"):
            source = study.root / f"{block.image}{suffix}"
            if not source.is_file():
                message = f"de figuur {block.image}{suffix} is er niet."
                raise InputError(
                    message, place=f"{document.id}, blok {block.id}", fix="maak de figuren met 'nota analyse'."
                )
            made.append(folder / FIGURES / source.name)
            write_bytes(made[-1], source.read_bytes())
    return made


def _with_figures(document: Document) -> Document:
    blocks = (
        replace(block, image=f"{FIGURES}/{Path(block.image).name}") if block.kind == "figure" else block
        for block in document.blocks
    )
    return replace(document, blocks=tuple(blocks))
