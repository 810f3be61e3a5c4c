"""What every exchange format is read into and written from: a project as qualitative programs know it. Frozen.

The names follow REFI-QDA 1.5. Positions are half-open code points in ``Source.text``, which has line feeds only and no
byte order mark, however the file at hand counted.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

VariableType = Literal["Text", "Boolean", "Integer", "Float", "Date", "DateTime"]


@dataclass(frozen=True, slots=True)
class User:
    """Somebody who coded or wrote notes."""

    guid: str
    name: str


@dataclass(frozen=True, slots=True)
class CodeNode:
    """A code, or a folder of codes."""

    guid: str
    name: str
    codable: bool = True
    color: str = ""
    """``#RRGGBB``, or empty."""
    description: str = ""
    notes: tuple[str, ...] = ()
    children: tuple[CodeNode, ...] = ()


@dataclass(frozen=True, slots=True)
class Use:
    """One code on one selection (REFI-QDA calls it a Coding)."""

    guid: str
    code: str
    user: str = ""
    at: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Selection:
    """A marked stretch of a source. Without codes it is an annotation."""

    guid: str
    start: int
    end: int
    name: str = ""
    description: str = ""
    user: str = ""
    at: str = ""
    uses: tuple[Use, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Value:
    """The value of a variable, as text in the form of its type."""

    variable: str
    text: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """How the positions of a source were read, and what speaks for it."""

    counting: str
    """Dutch: what was counted."""
    rival: str = ""
    """The second best reading that gives other stretches, if there is one."""
    margin: float = 0.0
    """Natural logarithm of the odds against the second best."""
    selections: int = 0
    names: int = 0
    """Selections whose own name is what stands there."""
    sentences: int = 0
    """Starts and ends that fall on the edge of a sentence or line, of ``2 * selections``."""
    words: int = 0
    """Starts and ends that fall on the edge of a word or better."""
    rival_words: int = 0
    certain: bool = True


@dataclass(frozen=True, slots=True)
class Source:
    """A text with its selections. ``text`` is None when the file only names it and does not hold it."""

    guid: str
    name: str
    text: str | None
    description: str = ""
    user: str = ""
    at: str = ""
    selections: tuple[Selection, ...] = ()
    uses: tuple[Use, ...] = ()
    """Codes on the source as a whole."""
    notes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    evidence: Evidence | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A memo. ``in_file`` says that its text goes into a file of its own and not into the XML."""

    guid: str
    name: str
    text: str
    description: str = ""
    user: str = ""
    at: str = ""
    selections: tuple[tuple[int, int], ...] = ()
    in_file: bool = False


@dataclass(frozen=True, slots=True)
class Variable:
    guid: str
    name: str
    type: VariableType = "Text"
    description: str = ""


@dataclass(frozen=True, slots=True)
class CaseEntry:
    """A case with the sources and selections that belong to it."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    values: tuple[Value, ...] = ()
    sources: tuple[str, ...] = ()
    selections: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """A set of codes, sources and notes."""

    guid: str
    name: str
    description: str = ""
    codes: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Kept:
    """Something that has no place in a study: named here, and still in the file as it came."""

    kind: str
    """Dutch: ``beeld``, ``geluid``, ``koppeling`` ..."""
    name: str
    why: str
    guid: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """A whole project."""

    name: str
    origin: str = ""
    at: str = ""
    users: tuple[User, ...] = ()
    codes: tuple[CodeNode, ...] = ()
    variables: tuple[Variable, ...] = ()
    cases: tuple[CaseEntry, ...] = ()
    sources: tuple[Source, ...] = ()
    notes: tuple[Note, ...] = ()
    groups: tuple[Group, ...] = ()
    description: str = ""
    project_notes: tuple[str, ...] = ()
    kept: tuple[Kept, ...] = ()
    remarks: tuple[str, ...] = ()
    """Dutch sentences about what was mended while reading."""


def walk(
    codes: tuple[CodeNode, ...], path: tuple[CodeNode, ...] = ()
) -> Iterator[tuple[CodeNode, tuple[CodeNode, ...]]]:
    """Every code with its ancestors, outermost first, in the order of the tree."""
    for code in codes:
        yield code, path
        yield from walk(code.children, (*path, code))


def count_uses(project: Project) -> int:
    """How many codings a project holds, on stretches of text."""
    return sum(len(selection.uses) for source in project.sources for selection in source.selections)
