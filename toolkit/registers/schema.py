"""What a register is: ``interviews/registers/registers.yaml`` names its file, its typed fields, targets and rules of release."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, field_validator, model_validator

from ..errors import InputError
from ..study import Strict, Study
from ..yamlfile import load_model

FieldType = Literal[
    "id", "text", "choice", "date", "whole", "number", "yesno", "list", "row", "rows", "case", "codes", "block"
]
SUFFIXES = (".csv", ".xlsx", ".yaml")
FOLDER = "registers"


class FieldDef(Strict):
    """One column."""

    type: FieldType = "text"
    label: str = ""
    required: bool = False
    choices: tuple[str, ...] = ()
    points_to: str = ""
    """Of ``row`` and ``rows``: the register that they point to."""
    private: bool = False
    """Never in a document: a name, a telephone number."""
    shown_if: str = ""
    """A field that must say ja before this one is shown to others; with it a name or a logo needs its own yes."""
    otherwise: str = ""
    """What is shown as long as it does not."""
    least: float | None = None
    most: float | None = None
    sentences: int | None = None
    """More than so many sentences is remarked on."""
    propose: str = ""
    """Of ``codes``: the theme of which codes are proposed for a new row, by the vocabulary. Somebody else's field decides."""
    because: str = ""
    """With ``propose``: the field that holds the words that led to the proposal."""
    links: bool = False
    """A list of addresses: each is looked at, no address stands there twice."""

    @model_validator(mode="after")
    def _whole(self) -> FieldDef:
        if self.type == "choice" and not self.choices:
            raise ValueError("bij 'choice' horen keuzes: choices: [een, twee]")
        if self.type in ("row", "rows") and not self.points_to:
            raise ValueError("zeg bij 'points_to' naar welk register dit wijst")
        return self


class TargetDef(Strict):
    """How many rows there have to be, in how many months or by a day."""

    id: str
    label: str = ""
    amount: int
    unit: str = "rijen"
    start: dt.date | None = None
    months: float | None = None
    until: dt.date | None = None
    where: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    """Only rows with these values count."""
    by: str = ""
    """The date field that says since when a row counts; rows after the day of counting do not."""
    waiting: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    """Rows that wait."""
    source: str = ""


class BoundsDef(Strict):
    """How many rows there may be: a cohort of 16 to 18."""

    least: int | None = None
    most: int | None = None
    unit: str = "rijen"
    where: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)


class ReleaseRule(Strict):
    """What a row needs before it goes into a text for others."""

    field: str
    is_: str = Field(default="", alias="is")
    """The value it must have."""
    passed: bool = False
    """It is a date, and that day has passed (or there is none): an embargo."""
    channel: bool = False
    """It is a list of channels, and the channel of the text is in it."""
    when: dict[str, str | tuple[str, ...]] = Field(default_factory=dict)
    """The rule holds for rows with these values only."""
    reason: str = ""


class RegisterDef(Strict):
    """One register."""

    title: str
    file: str
    fields: dict[str, FieldDef]
    targets: tuple[TargetDef, ...] = ()
    bounds: BoundsDef | None = None
    release: tuple[ReleaseRule, ...] = ()
    reader: str = ""
    """The reader that fills it: ``plan``, ``sectors``, ``figures``, ``quotes``."""

    @field_validator("file")
    @classmethod
    def _file(cls, value: str) -> str:
        if Path(value).suffix not in SUFFIXES or Path(value).name != value:
            raise ValueError(f"een register staat in een bestand op {', '.join(SUFFIXES)}, in dezelfde map")
        return value

    @model_validator(mode="after")
    def _known(self) -> RegisterDef:
        if [one.type for one in self.fields.values()].count("id") != 1:
            raise ValueError("een register heeft één veld van het type id")
        named: list[str] = [one.shown_if for one in self.fields.values() if one.shown_if]
        named += [one.field for one in self.release] + [name for one in self.release for name in one.when]
        for target in self.targets:
            named += [*target.where, *target.waiting, *([target.by] if target.by else [])]
        named += [one.because for one in self.fields.values() if one.because]
        named += list(self.bounds.where) if self.bounds else []
        unknown = next((name for name in named if name not in self.fields), None)
        if unknown:
            raise ValueError(f"het veld '{unknown}' wordt genoemd, maar is er niet")
        return self

    @property
    def key(self) -> str:
        """The field that holds the id."""
        return next(name for name, one in self.fields.items() if one.type == "id")

    def label(self, field: str) -> str:
        """What a field is called."""
        return self.fields[field].label or field.replace("_", " ")


class RegistersFile(Strict):
    """``registers.yaml``."""

    registers: dict[str, RegisterDef]


def folder(study: Study) -> Path:
    """Where a study keeps its registers."""
    return study.interviews / FOLDER


def definitions(study: Study) -> dict[str, RegisterDef]:
    """The registers of a study by name; none when it has none. Raises InputError with the line.

    Every ``*.registers.yaml`` and ``registers.yaml`` counts, so that profiles can be mixed.
    """
    found: dict[str, RegisterDef] = {}
    for path in definition_files(study):
        for name, one in load_model(RegistersFile, path).registers.items():
            if name in found:
                raise InputError(
                    f"het register '{name}' staat in twee bestanden.",
                    path=path,
                    fix="geef een van de twee een andere naam.",
                )
            found[name] = one
    for name, one in found.items():
        for field, form in one.fields.items():
            if form.points_to and form.points_to not in found:
                message = f"{name}.{field} wijst naar het register '{form.points_to}', en dat is er niet."
                raise InputError(message, path=folder(study), fix=f"kies uit: {', '.join(found)}.")
    return found


def definition_files(study: Study) -> list[Path]:
    """The files that say which registers there are."""
    return sorted([*folder(study).glob("registers.yaml"), *folder(study).glob("*.registers.yaml")])


def definition(study: Study, name: str) -> RegisterDef:
    """One register. Raises InputError when there is none of that name."""
    known = definitions(study)
    if name not in known:
        fix = f"kies uit: {', '.join(known)}." if known else "maak een studie met 'nota new MAP --profile ...'."
        raise InputError(f"er is geen register '{name}'.", path=folder(study), fix=fix)
    return known[name]


def matches(values: dict[str, Any], where: dict[str, str | tuple[str, ...]] | dict[str, Any]) -> bool:
    """Whether a row has the values that are asked; of a list one is enough."""
    return all(_has(values.get(name), wanted) for name, wanted in where.items())


def _has(value: Any, wanted: Any) -> bool:
    options = {str(one) for one in wanted} if isinstance(wanted, (tuple, list)) else {str(wanted)}
    if isinstance(value, bool):
        return ("ja" if value else "nee") in options
    if isinstance(value, tuple):
        return bool({str(one) for one in value} & options)
    return ("" if value is None else str(value)) in options
