"""Write a project as .qdpx or a codebook as .qdc, valid against the schemas, in the form that other programs read best.

UTF-8 without a byte order mark, line feeds, code points, half-open; no container that is empty; one selection per
coding, for some programs know a coder per selection only; the file of a text bears the GUID of its source. The same
project gives the same bytes.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from lxml import etree

from ..guids import guid_of
from ..project import CaseEntry, CodeNode, Group, Note, Project, Selection, Source, Use, Value
from .elements import Element
from .positions import Counting, Ruler, raw_text

PROJECT, CODEBOOK = "urn:QDA-XML:project:1.0", "urn:QDA-XML:codebook:1.0"
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_SCHEMA = {
    PROJECT: "http://schema.qdasoftware.org/versions/Project/v1.0/Project.xsd",
    CODEBOOK: "http://schema.qdasoftware.org/versions/Codebook/v1.0/Codebook.xsd",
}
_ILLEGAL = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LONGEST_NAME = 100
_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
"""The earliest moment that a zip can hold: members bear no clock."""


def legal(text: str) -> str:
    """A text without the characters that XML 1.0 (§2.2) cannot hold; each becomes U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def write_project(project: Project) -> bytes:
    """The bytes of a .qdpx."""
    project = replace(project, sources=tuple(_with_line_feeds(source) for source in project.sources))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        _add(archive, "project.qde", project_xml(project))
        texts = {source.guid: source.text for source in project.sources if source.text is not None}
        texts |= {note.guid: note.text for note in project.notes if note.in_file}
        for guid in sorted(texts):
            _add(archive, f"sources/{guid}.txt", texts[guid].encode("utf-8"))
    return buffer.getvalue()


def _with_line_feeds(source: Source) -> Source:
    """A source with line feeds only; its selections still hold the same words."""
    if source.text is None or "\r" not in source.text:
        return source
    raw = raw_text(source.text)
    ruler = Ruler(raw, Counting())
    spans = [(one, ruler.span(one.start, one.end)) for one in source.selections]
    selections = tuple(replace(one, start=span[0], end=span[1]) for one, span in spans if span is not None)
    return replace(source, text=raw.text, selections=selections)


def write_codebook(codes: Sequence[CodeNode], groups: Sequence[Group] = (), *, origin: str = "") -> bytes:
    """The bytes of a .qdc."""
    root = _root("CodeBook", CODEBOOK, origin=origin)
    parent = _sub(root, "Codes")
    for code in codes:
        _code(parent, code, notes=False)
    with_codes = [group for group in groups if group.codes]
    if with_codes:
        sets = _sub(root, "Sets")
        for group in with_codes:
            one = _sub(sets, "Set", guid=group.guid, name=legal(group.name))
            _words(one, "Description", group.description)
            for code_guid in group.codes:
                _sub(one, "MemberCode", guid=code_guid)
    return _bytes(root)


def project_xml(project: Project) -> bytes:
    """The bytes of project.qde. Containers come in the order of the schema and only when they hold something."""
    first = project.users[0].guid if project.users else ""
    root = _root(
        "Project",
        PROJECT,
        name=legal(project.name),
        origin=project.origin,
        creatingUserGUID=first,
        creationDateTime=project.at,
    )
    _fill(root, "Users", (_new("User", guid=user.guid, name=legal(user.name)) for user in project.users))
    if project.codes:
        codes = _sub(_sub(root, "CodeBook"), "Codes")
        for code in project.codes:
            _code(codes, code, notes=True)
    _variables(root, project)
    types = {variable.guid: variable.type for variable in project.variables}
    _fill(root, "Cases", (_case(case, types) for case in project.cases))
    _fill(root, "Sources", (_source(source, types) for source in project.sources if source.text is not None))
    _fill(root, "Notes", (_note(note) for note in project.notes))
    _fill(root, "Sets", (_group(group) for group in project.groups))
    _words(root, "Description", project.description)
    _references(root, "NoteRef", project.project_notes)
    return _bytes(root)


def _root(tag: str, space: str, /, **attributes: str) -> Element:
    root = etree.Element(f"{{{space}}}{tag}", _attributes(**attributes), nsmap={None: space, "xsi": _XSI})  # type: ignore[dict-item]
    root.set(f"{{{_XSI}}}schemaLocation", f"{space} {_SCHEMA[space]}")
    return root


def _new(tag: str, /, **values: str) -> Element:
    """An element of a project; attributes without a value are left out."""
    return etree.Element(f"{{{PROJECT}}}{tag}", _attributes(**values))


def _sub(parent: Element, tag: str, /, **values: str) -> Element:
    """A new last child, in the namespace of its parent."""
    space = parent.tag[: parent.tag.index("}") + 1]
    return etree.SubElement(parent, f"{space}{tag}", _attributes(**values))


def _attributes(**values: str) -> dict[str, str]:
    return {key: value for key, value in values.items() if value}


def _bytes(root: Element) -> bytes:
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return data


def _code(parent: Element, code: CodeNode, *, notes: bool) -> None:
    element = _sub(parent, "Code", guid=code.guid, name=legal(code.name), isCodable="true" if code.codable else "false")
    if code.color:
        element.set("color", code.color)
    _words(element, "Description", code.description)
    if notes:
        _references(element, "NoteRef", code.notes)
    for below in code.children:
        _code(element, below, notes=notes)


def _variables(root: Element, project: Project) -> None:
    found = []
    for variable in project.variables:
        element = _new("Variable", guid=variable.guid, name=legal(variable.name), typeOfVariable=variable.type)
        _words(element, "Description", variable.description)
        found.append(element)
    _fill(root, "Variables", found)


def _values(parent: Element, values: Iterable[Value], types: Mapping[str, str]) -> None:
    for value in values:
        if value.text and value.variable in types:
            element = _sub(parent, "VariableValue")
            _sub(element, "VariableRef", targetGUID=value.variable)
            _sub(element, f"{types[value.variable]}Value").text = legal(value.text)


def _case(case: CaseEntry, types: Mapping[str, str]) -> Element:
    element = _new("Case", guid=case.guid, name=legal(case.name))
    _words(element, "Description", case.description)
    _references(element, "CodeRef", case.codes)
    _values(element, case.values, types)
    _references(element, "SourceRef", case.sources)
    _references(element, "SelectionRef", case.selections)
    return element


def _source(source: Source, types: Mapping[str, str]) -> Element:
    element = _new("TextSource",
        guid=source.guid, name=legal(source.name), plainTextPath=f"internal://{source.guid}.txt", creatingUser=source.user,
        creationDateTime=source.at,
    )  # fmt: skip
    _words(element, "Description", source.description)
    for selection in source.selections:
        element.append(_selection(selection, source.text or ""))
    _uses(element, source.uses)
    _references(element, "NoteRef", source.notes)
    _values(element, source.values, types)
    return element


def _selection(selection: Selection, text: str) -> Element:
    name = selection.name or short(text[selection.start : selection.end])
    element = _new("PlainTextSelection",
        guid=selection.guid, name=legal(name), startPosition=str(selection.start), endPosition=str(selection.end),
        creatingUser=selection.user, creationDateTime=selection.at, modifyingUser=selection.user, modifiedDateTime=selection.at,
    )  # fmt: skip
    _words(element, "Description", selection.description)
    _uses(element, selection.uses)
    _references(element, "NoteRef", selection.notes)
    return element


def _uses(parent: Element, uses: Iterable[Use]) -> None:
    for use in uses:
        element = _sub(parent, "Coding", guid=use.guid, creatingUser=use.user, creationDateTime=use.at)
        _sub(element, "CodeRef", targetGUID=use.code)
        _references(element, "NoteRef", use.notes)


def _note(note: Note) -> Element:
    element = _new("Note",
        guid=note.guid, name=legal(note.name), plainTextPath=f"internal://{note.guid}.txt" if note.in_file else "",
        creatingUser=note.user, creationDateTime=note.at,
    )  # fmt: skip
    _words(element, "Description", note.description)
    if not note.in_file:
        _sub(element, "PlainTextContent").text = legal(note.text)
    for number, (start, end) in enumerate(note.selections):
        guid = guid_of("selection of note", f"{note.guid} {number}")
        _sub(element, "PlainTextSelection", guid=guid, startPosition=str(start), endPosition=str(end))
    return element


def _group(group: Group) -> Element:
    element = _new("Set", guid=group.guid, name=legal(group.name))
    _words(element, "Description", group.description)
    for name, members in (("MemberCode", group.codes), ("MemberSource", group.sources), ("MemberNote", group.notes)):
        _references(element, name, members)
    return element


def short(text: str) -> str:
    """A stretch as a name: on one line, cut at a word with an ellipsis."""
    line = " ".join(text.split())
    if len(line) <= _LONGEST_NAME:
        return line
    return f"{line[:_LONGEST_NAME].rpartition(' ')[0] or line[:_LONGEST_NAME]}…"


def _references(parent: Element, name: str, guids: Iterable[str]) -> None:
    for guid in guids:
        _sub(parent, name, targetGUID=guid)


def _words(parent: Element, name: str, text: str) -> None:
    if text:
        _sub(parent, name).text = legal(text)


def _fill(root: Element, name: str, elements: Iterable[Element]) -> None:
    made = list(elements)
    if made:
        _sub(root, name).extend(made)


def _add(archive: zipfile.ZipFile, name: str, data: bytes) -> None:
    info = zipfile.ZipInfo(name, _FIRST_DAY)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3  # otherwise the bytes differ between Windows and the rest
    info.external_attr = 0o644 << 16
    archive.writestr(info, data)
