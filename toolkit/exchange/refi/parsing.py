"""The parts of a project without texts: users, codes, variables, cases, notes, sets."""

from __future__ import annotations

import re
from typing import cast, get_args

from ..guids import guid_of
from ..project import CaseEntry, CodeNode, Group, User, Value, Variable, VariableType
from .elements import Element, child, children, guid, local, target, targets, words

_COLOR = re.compile(r"#?([0-9A-Fa-f]{6}|[0-9A-Fa-f]{3})")
_TYPES: dict[str, VariableType] = {
    name.casefold(): name for name in cast("tuple[VariableType, ...]", get_args(VariableType))
}
NAMELESS = "(naamloos)"


def users_of(root: Element) -> tuple[User, ...]:
    """Everybody named in the file, once."""
    found: dict[str, User] = {}
    for one in children(child(root, "Users"), "User"):
        key = guid(one)
        found.setdefault(key, User(key, (one.get("name") or one.get("id") or "").strip() or NAMELESS))
    return tuple(found.values())


def codes_of(book: Element | None, remarks: list[str]) -> tuple[CodeNode, ...]:
    """The tree of codes. Colours that are none and GUIDs that occur twice are mended and named in ``remarks``."""
    seen: set[str] = set()
    return tuple(_code(one, "", seen, remarks) for one in children(child(book, "Codes"), "Code"))


def _code(element: Element, path: str, seen: set[str], remarks: list[str]) -> CodeNode:
    name = (element.get("name") or "").strip() or NAMELESS
    here = f"{path} > {name}" if path else name
    key = guid(element) or guid_of("nameless code", here)
    if key in seen:
        remarks.append(f"de code '{here}' draagt de GUID van een andere code; zij is als aparte code gelezen.")
        key = guid_of("double code", f"{key} {here} {len(seen)}")
    seen.add(key)
    codable = (element.get("isCodable") or "true").strip().casefold() not in ("false", "0")
    return CodeNode(
        key, name, codable, color_of(element.get("color"), here, remarks), words(element, "Description").strip(),
        targets(element, "NoteRef"), tuple(_code(one, here, seen, remarks) for one in children(element, "Code")),
    )  # fmt: skip


def color_of(text: str | None, name: str, remarks: list[str]) -> str:
    """A colour as ``#RRGGBB``; empty, with a remark, for what is no colour."""
    if not (text or "").strip():
        return ""
    match = _COLOR.fullmatch((text or "").strip())
    if match is None:
        remarks.append(f"de kleur van de code '{name}' is geen kleur ({str(text)[:20]}) en is weggelaten.")
        return ""
    digits = match[1] if len(match[1]) == 6 else "".join(2 * digit for digit in match[1])
    return f"#{digits.upper()}"


def variables_of(root: Element) -> tuple[Variable, ...]:
    """The variables; an unknown type is text."""
    found: dict[str, Variable] = {}
    for one in children(child(root, "Variables"), "Variable"):
        kind = _TYPES.get((one.get("typeOfVariable") or "").strip().casefold(), "Text")
        key = guid(one)
        found.setdefault(
            key, Variable(key, (one.get("name") or "").strip() or NAMELESS, kind, words(one, "Description").strip())
        )
    return tuple(found.values())


def values_of(element: Element) -> tuple[Value, ...]:
    """The values of variables; those without a variable or a value are left out, for they say nothing."""
    found = []
    for one in children(element, "VariableValue"):
        variable = target(child(one, "VariableRef"))
        text = next(((part.text or "").strip() for part in one if local(part).endswith("Value")), "")
        if variable and text:
            found.append(Value(variable, text))
    return tuple(found)


def cases_of(root: Element) -> tuple[CaseEntry, ...]:
    """The cases; MAXQDA and Quirkos write the variables of a document as a case without a name."""
    return tuple(
        CaseEntry(
            guid(one), (one.get("name") or "").strip(), words(one, "Description").strip(), targets(one, "CodeRef"), values_of(one),
            targets(one, "SourceRef"), targets(one, "SelectionRef"),
        )
        for one in children(child(root, "Cases"), "Case")
    )  # fmt: skip


def groups_of(root: Element) -> tuple[Group, ...]:
    """The sets, also those of a codebook."""
    return tuple(
        Group(
            guid(one), (one.get("name") or "").strip() or NAMELESS, words(one, "Description").strip(), targets(one, "MemberCode"),
            targets(one, "MemberSource"), targets(one, "MemberNote"),
        )
        for one in children(child(root, "Sets"), "Set")
    )  # fmt: skip
