"""What Taguette exports of documents: one with its highlights as HTML, and a list of highlights as CSV or Excel."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

from ..errors import InputError
from .guids import guid_of
from .html_text import Marked, pieces_of
from .project import Kept, Project, Selection, Source, Use
from .refi.files import decode
from .taguette import ORIGIN, codes_of, tag_guid
from .workbook import Row

_TAGS = re.compile(r"^ \[(.*)\]$", re.DOTALL)
_SIZE_LIMIT = 100 * 2**20


def read_document(path: Path) -> Project:
    """A document with its highlights, as Taguette exports it in HTML: each highlight is followed by its tags.

    Where highlights overlap, that form does not say where the second begins: what is certain of it is read, and said.
    """
    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError("dit bestand is niet te lezen.", path=path) from error
    pieces = pieces_of(decode(data[:_SIZE_LIMIT])[0].text)
    if not any(piece and piece.style == "taglist" for piece in pieces):
        fix = "exporteer het document in Taguette als HTML ('Export this document')."
        raise InputError("in deze pagina staan geen markeringen van Taguette.", path=path, fix=fix)
    title = "".join(piece.text for piece in pieces if piece and piece.tag == "h1").strip() or path.stem
    text, marks, unsure = _marks(pieces)
    tags = {tag: "" for _, _, names in marks for tag in names}
    selections = tuple(
        Selection(guid_of("taguette mark", f"{title} {number}"), start, end,
                  uses=tuple(Use(guid_of("taguette use", f"{title} {number} {tag}"), tag_guid(tag)) for tag in names))
        for number, (start, end, names) in enumerate(marks)
        if start < end
    )  # fmt: skip
    remarks = (
        (f"bij {unsure} markeringen in '{title}' is niet zeker waar zij beginnen; wat er zeker bij hoort, is gelezen.",)
        if unsure
        else ()
    )
    source = Source(guid_of("taguette document", title), title, text, selections=selections)
    return Project(title, ORIGIN, codes=codes_of(tags), sources=(source,), remarks=remarks)


def _marks(pieces: Sequence[Marked | None]) -> tuple[str, list[tuple[int, int, list[str]]], int]:
    """The text, the highlights (start, end, tags), and of how many the start is not certain."""
    heading = max((number for number, piece in enumerate(pieces) if piece and piece.tag == "h1"), default=-1)
    text = ""
    marks: list[tuple[int, int, list[str]]] = []
    begin: int | None = None
    ended_here, unsure, wanted = -1, 0, False
    for piece in pieces[heading + 1 :]:
        if piece is None:
            wanted = bool(text) and not text.endswith("\n")
            continue
        if wanted and piece.text and not piece.text.startswith("\n") and piece.style != "taglist":
            text += "\n"
        wanted = wanted and not piece.text
        if piece.style == "taglist":
            match = _TAGS.match(piece.text)
            start = begin if begin is not None else len(text)
            unsure += ended_here == start
            marks.append(
                (start, len(text.rstrip("\n")), [tag for tag in (match[1].split(", ") if match else ()) if tag])
            )
            begin = ended_here = len(text)
        elif piece.style == "highlight":
            begin = len(text) if begin is None else begin
            text += piece.text
        elif piece.text:
            begin = None
            text += piece.text
    lead = len(text) - len(text.lstrip())
    return text.strip(), [(max(start - lead, 0), end - lead, tags) for start, end, tags in marks], unsure


def highlights_project(rows: Sequence[Row], texts: Mapping[str, str], path: Path) -> Project:
    """A list of highlights (id, document, tag, content), placed in the texts of a study by what they say.

    ``texts`` gives the text of each document by the name that Taguette has for it.
    """
    kept: list[Kept] = []
    by_document: dict[str, dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for row in rows:
        mark = (row.cells.get("id", ""), row.cells.get("content", ""))
        by_document[row.cells.get("document", "").strip()][mark].append(row.cells.get("tag", "").strip())
    sources = []
    for document, marks in by_document.items():
        selections = []
        for (number, content), tags in marks.items():
            span = _only_place(content, texts.get(document, ""))
            if span is None:
                why = (
                    "dit fragment staat niet of vaker dan één keer in het gesprek."
                    if document in texts
                    else f"er is geen gesprek '{document}'."
                )
                kept.append(Kept("codering", content[:80], why))
                continue
            uses = tuple(
                Use(guid_of("taguette use", f"{path.name} {number} {tag}"), tag_guid(tag)) for tag in tags if tag
            )
            selections.append(Selection(guid_of("taguette highlight", f"{path.name} {number}"), *span, uses=uses))
        if document in texts:
            sources.append(
                Source(guid_of("taguette document", document), document, texts[document], selections=tuple(selections))
            )
    tags_used = {row.cells.get("tag", "").strip(): "" for row in rows if row.cells.get("tag", "").strip()}
    return Project(path.stem, ORIGIN, codes=codes_of(tags_used), sources=tuple(sources), kept=tuple(kept))


def _only_place(fragment: str, text: str) -> tuple[int, int] | None:
    """Where a fragment stands, white space apart; None when nowhere or in several places."""
    words = fragment.split()
    if not words or len(fragment) > 100_000:
        return None
    found = [
        match.span() for _, match in zip(range(2), re.finditer(r"\s+".join(re.escape(word) for word in words), text))
    ]
    return found[0] if len(found) == 1 else None
