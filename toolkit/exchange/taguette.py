"""Taguette's database: a project of its own, as it exports it.

Taguette 1.5 counts UTF-8 bytes of the text without tags (``taguette.extract``); its tags are paths with dots.
"""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError
from .guids import guid_of
from .html_text import HtmlText, html_text
from .project import CodeNode, Kept, Project, Selection, Source, Use, User
from .refi.elements import utc

ORIGIN = "Taguette"
_SIZE_LIMIT = 500 * 2**20
_ROW_LIMIT = 500_000
_STEPS, _EVERY = 200_000_000, 10_000
"""Instructions of the database engine before a query is stopped, and how often that is looked at."""
_HIGHLIGHTS = (
    "SELECT h.id, h.document_id, h.start_offset, h.end_offset FROM highlights h JOIN documents d ON d.id = h.document_id "
    "WHERE d.project_id = ?"
)
_DOCUMENTS = "SELECT id, name, description, contents FROM documents WHERE project_id = ? ORDER BY id"
_TABLES = {"projects", "documents", "tags", "highlights", "highlight_tags"}


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
        left[0] -= _EVERY
        return int(left[0] < 0)

    connection.set_progress_handler(stop, _EVERY)
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
    except (sqlite3.Error, TypeError, ValueError) as error:  # SQLite keeps any type in any column
        raise _damaged(path) from error
    finally:
        connection.close()


def _project(connection: sqlite3.Connection, path: Path, wanted: str) -> Project:
    number, name, description = _chosen(connection, path, wanted)
    rows = _rows(connection, "SELECT id, path, description FROM tags WHERE project_id = ?", path, number)
    tags = {int(one): str(tag) for one, tag, _ in rows}
    makers = _makers(connection, path, number)
    marks: dict[int, list[tuple[int, int, int]]] = defaultdict(list)
    for one, document, start, end in _rows(connection, _HIGHLIGHTS, path, number):
        marks[int(document)].append((int(one), int(start), int(end)))
    on: dict[int, list[str]] = defaultdict(list)
    for one, tag in _rows(connection, "SELECT highlight_id, tag_id FROM highlight_tags", path):
        if tag in tags:
            on[int(one)].append(tags[int(tag)])
    kept: list[Kept] = []
    sources = []
    for document, title, text, contents in _rows(connection, _DOCUMENTS, path, number):
        body = html_text(str(contents))
        found = sorted(marks[int(document)], key=lambda mark: mark[1:])
        selections = [_selection(one, body, on, makers, str(title), kept) for one in found]
        guid = guid_of("taguette document", f"{path.name} {document}")
        sources.append(
            Source(guid, str(title), body.text, str(text), selections=tuple(one for one in selections if one))
        )
    logins = sorted({login for login, _ in makers.values()})
    return Project(
        name, ORIGIN, users=tuple(User(guid_of("taguette user", login), login) for login in logins),
        codes=codes_of({str(tag): str(text) for _, tag, text in rows}), sources=tuple(sources), description=description, kept=tuple(kept),
    )  # fmt: skip


def _chosen(connection: sqlite3.Connection, path: Path, wanted: str) -> tuple[int, str, str]:
    """Number, name and description of the one project that is meant. Raises InputError."""
    rows = _rows(connection, "SELECT id, name, description FROM projects", path)
    chosen = [(int(number), str(name), str(text)) for number, name, text in rows if not wanted or name == wanted]
    if len(chosen) != 1:
        fix = f"kies er een met --project: {', '.join(repr(str(name)) for _, name, _ in rows)}."
        raise InputError("in deze database is niet één project aan te wijzen.", path=path, fix=fix)
    return chosen[0]


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
    uses = tuple(Use(guid_of("taguette use", f"{number} {tag}"), tag_guid(tag), user, at) for tag in on[number])
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


def codes_of(tags: Mapping[str, str]) -> tuple[CodeNode, ...]:
    """Tags with their descriptions as codes; their names are still paths."""
    return tuple(CodeNode(tag_guid(tag), tag, description=text) for tag, text in sorted(tags.items()))


def tag_guid(path: str) -> str:
    """The GUID of a tag."""
    return guid_of("taguette tag", path)


def _damaged(path: Path) -> InputError:
    return InputError(
        "deze database is beschadigd of niet van Taguette.", path=path, fix="exporteer het project opnieuw."
    )
