"""Read a REFI-QDA project (.qdpx) or codebook (.qdc) as others write them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from ...archives import open_archive, parse_xml, read_member
from ...errors import InputError
from ..project import CaseEntry, Kept, Note, Project, Source
from .elements import Element, child, children, guid, local, moment, targets, words
from .files import XML_LIMIT, Members, members_of
from .mending import mended
from .parsing import cases_of, codes_of, groups_of, users_of, variables_of
from .texts import find_texts, notes_of, place

_SPACES = "urn:QDA-XML:"


def read_refi(path: Path) -> Project:
    """A .qdpx or .qdc, told apart by what is in it. Raises InputError for what is neither, damaged, or hostile."""
    data = _read(path)
    if data.startswith(b"PK"):
        return read_project(path)
    root = _root(data, path)
    if local(root) == "Project":  # a bare project.qde: everything but texts in files
        return _project(root, None)
    remarks: list[str] = []
    codes = codes_of(root, remarks)
    if not codes:
        raise InputError("in dit codeboek staan geen codes.", path=path, fix="exporteer het codeboek opnieuw.")
    return Project(path.stem, root.get("origin") or "", codes=codes, groups=groups_of(root), remarks=tuple(remarks))


def read_project(path: Path) -> Project:
    """A .qdpx. Raises InputError for what is none, damaged, or hostile."""
    with open_archive(path, path=path) as archive:
        name, members = members_of(archive, path)
        data = read_member(archive, name, path=path, limit=XML_LIMIT)
        root = _root(data or b"", path)
        if local(root) != "Project":
            raise _no_refi(path)
        return _project(root, members)


def _project(root: Element, members: Members | None) -> Project:
    kept: list[Kept] = []
    remarks: list[str] = []
    origin = root.get("origin") or ""
    notes = notes_of(root, members, kept, remarks)
    annotations = _annotations(root, notes, origin)
    found = find_texts(root, members, kept, remarks)
    sources = place(found, annotations, origin=origin, folder=members.folder if members else "", kept=kept)
    placed = {note for entries in annotations.values() for note, _, _ in entries}
    sources = [replace(source, notes=tuple(note for note in source.notes if note not in placed)) for source in sources]
    cases = _cases_by_file(cases_of(root), sources, members, remarks)
    project = Project(
        (root.get("name") or "").strip() or "project", origin, moment(root), users_of(root), codes_of(child(root, "CodeBook"), remarks),
        variables_of(root), cases, tuple(sources), tuple(notes), groups_of(root), words(root, "Description").strip(),
        targets(root, "NoteRef"), tuple(kept), tuple(remarks),
    )  # fmt: skip
    return mended(project, root)


def _cases_by_file(
    cases: tuple[CaseEntry, ...], sources: Sequence[Source], members: Members | None, remarks: list[str]
) -> tuple[CaseEntry, ...]:
    """QualCoder 4.0 names a file of its own for the sources of a case: the source is the one with that text."""
    known = {source.guid for source in sources}
    lost = {guid for case in cases for guid in case.sources if guid not in known}
    if not lost or members is None:
        return cases
    by_text = {source.text: source.guid for source in sources if source.text}
    texts = {guid: members.text_of(f"internal://{guid}.txt") for guid in sorted(lost)}
    found = {guid: by_text[read[0].text] for guid, read in texts.items() if read and read[0].text in by_text}
    if found:
        remarks.append(
            f"{len(found)} keer noemt een case een bestand in plaats van een bron; de bron is gevonden aan haar tekst."
        )
    return tuple(replace(case, sources=tuple(found.get(guid, guid) for guid in case.sources)) for case in cases)


def _annotations(root: Element, notes: Sequence[Note], origin: str) -> dict[str, list[tuple[str, int, int]]]:
    """QualCoder writes a note on a stretch of a source as a note of the source that holds the stretch."""
    found: dict[str, list[tuple[str, int, int]]] = defaultdict(list)
    if "qualcoder" not in origin.casefold():
        return found
    spans = {note.guid: note.selections for note in notes}
    for source in children(child(root, "Sources"), "TextSource"):
        for note in targets(source, "NoteRef"):
            found[guid(source)] += [(note, start, end) for start, end in spans.get(note, ())]
    return found


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            data = file.read(XML_LIMIT + 1)
    except FileNotFoundError as error:
        raise InputError("dit bestand is er niet.", path=path) from error
    except IsADirectoryError as error:
        raise InputError("dit is een map en geen bestand.", path=path) from error
    except OSError as error:
        raise InputError(f"dit bestand is niet te lezen ({error.strerror}).", path=path) from error
    if len(data) > XML_LIMIT and not data.startswith(b"PK"):
        raise InputError("dit bestand is te groot voor een codeboek.", path=path)
    if not data.strip():
        raise InputError("dit bestand is leeg.", path=path, fix="exporteer het opnieuw.")
    return data


def _root(data: bytes, path: Path) -> Element:
    root = parse_xml(data, path=path)
    space = root.tag[1:].partition("}")[0] if isinstance(root.tag, str) and root.tag.startswith("{") else ""
    if local(root) not in ("Project", "CodeBook") or not space.startswith(_SPACES):
        raise _no_refi(path)
    return root


def _no_refi(path: Path) -> InputError:
    fix = "exporteer in uw programma als REFI-QDA-project (.qdpx) of REFI-QDA-codeboek (.qdc)."
    return InputError("dit is geen REFI-QDA-bestand.", path=path, fix=fix)
