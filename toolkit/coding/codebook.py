"""The codebook: read, checked and turned into records.

The parts of a code are those of MacQueen, McLellan, Kay & Milstein (1998), Codebook development for team-based
qualitative analysis, CAM Journal 10(2): label, definition, when to use, when not to use, examples.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import Literal

from pydantic import Field, field_validator, model_validator

from ..errors import InputError
from ..records import Code, Codebook, Theme
from ..study import Strict
from ..yamlfile import Lines, load_yaml, parse, read_text

CODE_ID = re.compile(r"[a-z][a-z0-9_-]*\.[a-z][a-z0-9_-]*")
THEME_ID = re.compile(r"[a-z][a-z0-9_-]*")
COLOR = re.compile(r"#[0-9A-Fa-f]{6}")
LONGEST_ID = 40


class ThemeEntry(Strict):
    """A theme as it stands in codebook.yaml."""

    id: str
    label: str = Field(min_length=1)
    definition: str = ""
    color: str = "#555555"

    @field_validator("id")
    @classmethod
    def _id(cls, value: str) -> str:
        if not THEME_ID.fullmatch(value):
            raise ValueError(f"'{value}' is geen id van een thema; gebruik kleine letters, cijfers, - en _")
        return value

    @field_validator("color")
    @classmethod
    def _color(cls, value: str) -> str:
        if not COLOR.fullmatch(value):
            raise ValueError(
                f"'{value}' is geen kleur; schrijf zes cijfers of letters achter een hekje, zoals \"#1F5FA8\""
            )
        return value


class CodeEntry(Strict):
    """A code as it stands in codebook.yaml."""

    id: str
    label: str = Field(min_length=1)
    definition: str = ""
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    origin: Literal["a-priori", "inductief"] = "a-priori"
    since: str = "1"
    retired: bool = False
    succeeded_by: tuple[str, ...] = ()
    reason: str = ""

    @field_validator("id")
    @classmethod
    def _id(cls, value: str) -> str:
        if not CODE_ID.fullmatch(value):
            raise ValueError(f"'{value}' is geen code; schrijf 'thema.naam' in kleine letters, zonder spaties")
        if len(value) > LONGEST_ID:
            raise ValueError(f"'{value}' is langer dan {LONGEST_ID} tekens; kies een kortere naam")
        return value

    @model_validator(mode="after")
    def _complete(self) -> CodeEntry:
        if self.retired:
            if not self.reason.strip():
                raise ValueError(f"de code '{self.id}' is vervallen; schrijf bij 'reason' waarom")
            return self
        for field, meaning in (
            ("definition", "wat de code inhoudt"),
            ("include", "wanneer de code wel hoort"),
            ("exclude", "wanneer de code niet hoort"),
        ):
            if not getattr(self, field).strip():
                raise ValueError(f"bij de code '{self.id}' ontbreekt '{field}': {meaning}")
        if not any(example.strip() for example in self.examples):
            raise ValueError(f"bij de code '{self.id}' ontbreekt een voorbeeldzin onder 'examples'")
        return self


class CodebookFile(Strict):
    """``codebook.yaml``."""

    version: str
    rules: tuple[str, ...] = ()
    themes: tuple[ThemeEntry, ...] = Field(min_length=1)
    codes: tuple[CodeEntry, ...] = Field(min_length=1)


def load_codebook(path: Path) -> Codebook:
    """Read and check a codebook. Raises InputError (Dutch, with the line) on whatever is not in order."""
    value, lines = load_yaml(read_text(path), path=path)
    file = parse(CodebookFile, value, path=path, lines=lines)
    _check_whole(file, path, lines)
    return Codebook(
        version=file.version,
        themes=tuple(Theme(**theme.model_dump()) for theme in file.themes),
        codes=tuple(Code(**code.model_dump()) for code in file.codes),
        rules=file.rules,
    )


def _check_whole(file: CodebookFile, path: Path, lines: Lines) -> None:
    """What can only be seen over the whole file: double ids, codes without a theme, successors that are none."""
    themes = [theme.id for theme in file.themes]
    codes = [code.id for code in file.codes]
    for field, ids in (("themes", themes), ("codes", codes)):
        for number in _doubles(ids):
            message = f"het id '{ids[number]}' komt twee keer voor."
            raise InputError(message, path=path, line=lines.get((field, number)), fix="geef elk een eigen id.")
    for number, code in enumerate(file.codes):
        line = lines.get(("codes", number, "id"), lines.get(("codes", number)))
        theme = code.id.partition(".")[0]
        if theme not in themes:
            message = f"de code '{code.id}' hoort bij het thema '{theme}', en dat staat niet onder 'themes'."
            raise InputError(
                message, path=path, line=line, fix=f"kies uit: {', '.join(themes)}; of voeg het thema toe."
            )
        for successor in code.succeeded_by:
            if successor not in codes or successor == code.id:
                line = lines.get(("codes", number, "succeeded_by"), line)
                message = f"de opvolger '{successor}' van '{code.id}' is geen andere code van dit codeboek."
                raise InputError(message, path=path, line=line, fix="noem een code die hieronder staat.")
    if all(code.retired for code in file.codes):
        message = "alle codes zijn vervallen; zo valt er niets te coderen."
        raise InputError(message, path=path, line=lines.get(("codes",)), fix="laat ten minste één code gelden.")


def _doubles(ids: Iterable[str]) -> list[int]:
    seen: set[str] = set()
    found = []
    for number, one in enumerate(ids):
        if one in seen:
            found.append(number)
        seen.add(one)
    return found
