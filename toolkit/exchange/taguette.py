"""What Taguette exports: its database, a document as HTML, a list of highlights as CSV or Excel.

Taguette 1.5 counts UTF-8 bytes of the text without tags (``taguette.extract``); its tags are paths with dots.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError
from .guids import guid_of
from .html_text import HtmlText, Marked, html_text, pieces_of
from .project import CodeNode, Kept, Project, Selection, Source, Use, User
from .refi.elements import utc
from .workbook import Row

ORIGIN = "Taguette"
_SIZE_LIMIT = 500 * 2**20
_ROW_LIMIT = 500_000
_STEPS = 200_000_000
"""Instructions of the database engine before a query is stopped."""
_TABLES = {"projects", "documents", "tags", "highlights", "highlight_tags"}
_TAGS = re.compile(r"^ \[(.*)\]$", re.DOTALL)


def read_database(path: Path, *, project: str = "") -> Project:
    """A Taguette database with one project, or the named one of several. Raises InputError."""
    try:
        if path.stat().st_size > _SIZE_LIMIT:
            raise InputError("dit bestand is te groot voor een project van Taguette.", path=path)
        connection = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True)
    except FileNotFoundError as error:
        raise InputError("dit bestand is er niet.", path=path) from error
    except (sqlite3.Error, OSError) as error:
        raise _damaged(path) from error
    left = [_STEPS]

    def stop() -> int:
        left[0] -= 10_000
        return int(left[0] < 0)

    connection.set_progress_handler(stop, 10_000)
    try:
        connection.execute("PRAGMA trusted_schema=OFF")
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if not tables >= _TABLES:
            raise InputError(
                "dit is geen database van Taguette.",
                path=path,
                fix="exporteer het project in Taguette als 'SQLite3 database'.",
            )
        return _project(connection, path, project)
    except sqlite3.Error as error:
        raise _damaged(path) from error
    finally:
        connection.close()


def _project(connection: sqlite3.Connection, path: Path, wanted: str) -> Project:
    projects = [
        (int(number), str(name), str(text))
        for number, name, text in _rows(connection, "SELECT id, name, description FROM projects", path)
    ]
    chosen = [one for one in projects if not wanted or one[1] == wanted]
    if len(chosen) != 1:
        names = ", ".join(f"'{name}'" for _, name, _ in projects)
        raise InputError(
            "in deze database is niet één project aan te wijzen.", path=path, fix=f"kies er een met --project: {names}."
        )
    number, name, description = chosen[0]
    tags = {
        int(one): str(tag)
        for one, tag in _rows(connection, "SELECT id, path FROM tags WHERE project_id = ?", path, number)
    }
    texts = {
        str(tag): str(text)
        for tag, text in _rows(connection, "SELECT path, description FROM tags WHERE project_id = ?", path, number)
    }
    makers = _makers(connection, path, number)
    marks: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    query = "SELECT h.id, h.document_id, h.start_offset, h.end_offset FROM highlights h JOIN documents d ON d.id = h.document_id WHERE d.project_id = ?"
    for one, document, start, end in _rows(connection, query, path, number):
        marks[int(document)].append((int(one), int(start), int(end)))
    on: dict[int, list[str]] = defaultdict(list)
    for one, tag in _rows(connection, "SELECT highlight_id, tag_id FROM highlight_tags", path):
        if tag in tags:
            on[int(one)].append(tags[int(tag)])
    kept: list[Kept] = []
    sources = []
    documents = _rows(
        connection,
        "SELECT id, name, description, contents FROM documents WHERE project_id = ? ORDER BY id",
        path,
        number,
    )
    for document, title, text, contents in documents:
        body = html_text(str(contents))
        selections = tuple(
            _selection(one, body, on, makers, str(title), kept)
            for one in sorted(marks[int(document)], key=lambda mark: mark[1:])
        )
        sources.append(Source(guid_of("taguette document", f"{path.name} {document}"), str(title), body.text, str(text),
                              selections=tuple(one for one in selections if one is not None)))  # fmt: skip
    users = tuple(
        User(guid_of("taguette user", login), login) for login in sorted({login for login, _ in makers.values()})
    )
    return Project(
        name,
        ORIGIN,
        users=users,
        codes=_codes(texts),
        sources=tuple(sources),
        description=description,
        kept=tuple(kept),
    )


def _selection(
    mark: tuple[int, int, int], body: HtmlText, on: Mapping[int, Sequence[str]], makers: Mapping[int, tuple[str, str]], title: str,
    kept: list[Kept],
) -> Selection | None:  # fmt: skip
    number, start, end = mark
    span = body.span(start, end)
    if span is None:
        kept.append(Kept("selectie", f"{title} {start}-{end}", "deze plaats ligt buiten de tekst."))
        return None
    login, at = makers.get(number, ("", ""))
    user = guid_of("taguette user", login) if login else ""
    uses = tuple(Use(guid_of("taguette use", f"{number} {tag}"), _tag(tag), user, at) for tag in on[number])
    return Selection(guid_of("taguette highlight", str(number)), *span, user=user, at=at, uses=uses)


def _makers(connection: sqlite3.Connection, path: Path, number: int) -> dict[int, tuple[str, str]]:
    """Who marked each highlight, and when, from the log of commands."""
    found: dict[int, tuple[str, str]] = {}
    try:
        rows = _rows(
            connection, "SELECT user_login, date, payload FROM commands WHERE project_id = ? ORDER BY id", path, number
        )
    except sqlite3.Error:
        return found
    for login, date, payload in rows:
        try:
            said = json.loads(payload)
            if said["type"] == "highlight_add":
                found.setdefault(int(said["highlight_id"]), (str(login), utc(str(date))))
        except (ValueError, KeyError, TypeError):
            continue
    return found


def _rows(connection: sqlite3.Connection, query: str, path: Path, *values: Any) -> list[tuple[Any, ...]]:
    found = connection.execute(query, values).fetchmany(_ROW_LIMIT + 1)
    if len(found) > _ROW_LIMIT:
        raise InputError("deze database is te groot om in te lezen.", path=path)
    return found


def read_document(path: Path) -> Project:
    """A document with its highlights, as Taguette exports it in HTML: each highlight is followed by its tags.

    Where highlights overlap, that form does not say where the second begins: what is certain of it is read, and said.
    """
    from .refi.files import decode

    try:
        data = path.read_bytes()
    except OSError as error:
        raise InputError("dit bestand is niet te lezen.", path=path) from error
    pieces = pieces_of(decode(data[: 100 * 2**20])[0].text)
    if not any(piece and piece.style == "taglist" for piece in pieces):
        fix = "exporteer het document in Taguette als HTML ('Export this document')."
        raise InputError("in deze pagina staan geen markeringen van Taguette.", path=path, fix=fix)
    title = "".join(piece.text for piece in pieces if piece and piece.tag == "h1").strip() or path.stem
    text, marks, unsure = _marks(pieces)
    tags = {tag: "" for _, _, names in marks for tag in names}
    selections = tuple(
        Selection(guid_of("taguette mark", f"{title} {number}"), start, end,
                  uses=tuple(Use(guid_of("taguette use", f"{title} {number} {tag}"), _tag(tag)) for tag in names))
        for number, (start, end, names) in enumerate(marks)
        if start < end
    )  # fmt: skip
    remarks = (
        (f"bij {unsure} markeringen in '{title}' is niet zeker waar zij beginnen; wat er zeker bij hoort, is gelezen.",)
        if unsure
        else ()
    )
    source = Source(guid_of("taguette document", title), title, text, selections=selections)
    return Project(title, ORIGIN, codes=_codes(tags), sources=(source,), remarks=remarks)


def _marks(pieces: Iterable[Marked | None]) -> tuple[str, list[tuple[int, int, list[str]]], int]:
    """The text, the highlights (start, end, tags), and of how many the start is not certain."""
    text = ""
    marks: list[tuple[int, int, list[str]]] = []
    begin: int | None = None
    ended_here, unsure = -1, 0
    for piece in pieces:
        if piece is None:
            if text and not text.endswith("\n"):
                text += "\n"
            continue
        if piece.tag == "h1":
            continue
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
            begin = None if piece.text.strip() or begin is None else begin
            text += piece.text
    lead = len(text) - len(text.lstrip("\n"))
    return text.strip("\n"), [(max(start - lead, 0), end - lead, tags) for start, end, tags in marks], unsure


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
            uses = tuple(Use(guid_of("taguette use", f"{path.name} {number} {tag}"), _tag(tag)) for tag in tags if tag)
            selections.append(Selection(guid_of("taguette highlight", f"{path.name} {number}"), *span, uses=uses))
        if document in texts:
            sources.append(
                Source(guid_of("taguette document", document), document, texts[document], selections=tuple(selections))
            )
    tags_used = {row.cells.get("tag", "").strip(): "" for row in rows if row.cells.get("tag", "").strip()}
    return Project(path.stem, ORIGIN, codes=_codes(tags_used), sources=tuple(sources), kept=tuple(kept))


def _only_place(fragment: str, text: str) -> tuple[int, int] | None:
    """Where a fragment stands, white space apart; None when nowhere or in several places."""
    words = fragment.split()
    if not words or len(fragment) > 100_000:
        return None
    found = [
        match.span() for _, match in zip(range(2), re.finditer(r"\s+".join(re.escape(word) for word in words), text))
    ]
    return found[0] if len(found) == 1 else None


def _codes(tags: Mapping[str, str]) -> tuple[CodeNode, ...]:
    return tuple(CodeNode(_tag(tag), tag, description=text) for tag, text in sorted(tags.items()))


def _tag(path: str) -> str:
    return guid_of("taguette tag", path)


def _damaged(path: Path) -> InputError:
    return InputError(
        "deze database is beschadigd of niet van Taguette.", path=path, fix="exporteer het project opnieuw."
    )
