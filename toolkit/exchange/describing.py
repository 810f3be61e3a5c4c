"""The parts of a code (MacQueen e.a., 1998) in one description, as other programs have it; and back."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ..records import Code

_WITH, _WITHOUT, _EXAMPLES, _LAPSED, _ID = "Wel: ", "Niet: ", "Voorbeelden:", "Vervallen: ", "Code in nota: "
_BULLET = "- "


@dataclass(frozen=True, slots=True)
class Described:
    """What a description holds."""

    definition: str
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    reason: str = ""
    id: str = ""


def description_of(code: Code) -> str:
    """One text with all that a coder has to know, in paragraphs, with the code's id at the end."""
    parts = [code.definition.strip()]
    if code.include.strip():
        parts.append(f"{_WITH}{code.include.strip()}")
    if code.exclude.strip():
        parts.append(f"{_WITHOUT}{code.exclude.strip()}")
    if code.examples:
        parts.append("\n".join([_EXAMPLES, *(f"{_BULLET}{one_line(example)}" for example in code.examples)]))
    if code.retired:
        parts.append(f"{_LAPSED}{code.reason.strip()}")
    parts.append(f"{_ID}{code.id}")
    return "\n\n".join(part for part in parts if part)


def read_description(text: str) -> Described:
    """The parts of a description of :func:`description_of`; of any other text, the text as its definition."""
    found = Described("")
    loose: list[str] = []
    for part in re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").strip()):
        part = part.strip()
        if part.startswith(_WITH):
            found = replace(found, include=part.removeprefix(_WITH))
        elif part.startswith(_WITHOUT):
            found = replace(found, exclude=part.removeprefix(_WITHOUT))
        elif part.startswith(_EXAMPLES):
            lines = [line.strip() for line in part.splitlines()[1:]]
            found = replace(found, examples=tuple(line.removeprefix(_BULLET).strip() for line in lines if line))
        elif part.startswith(_LAPSED):
            found = replace(found, reason=part.removeprefix(_LAPSED))
        elif part.startswith(_ID):
            found = replace(found, id=part.removeprefix(_ID).strip())
        else:
            loose.append(part)
    return replace(found, definition="\n\n".join(loose))


def one_line(text: str) -> str:
    """A text with its line ends as spaces."""
    return " ".join(text.split())
