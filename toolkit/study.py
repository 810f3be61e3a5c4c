"""A study: a folder with ``interviews/``, ``notebooks/`` and ``outputs/``, and what its ``study.yaml`` says."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, Literal, TypeVar

from pydantic import BaseModel, ConfigDict, Field, field_validator, model_validator

from .errors import InputError
from .yamlfile import load_model

Kept = TypeVar("Kept")
ROLES = (
    "schoolleider", "medewerker", "collega", "bestuur", "gemeente", "uwv", "jobcoach",
    "ouder", "leerling", "werkgever", "expert", "interviewer", "overig",
)  # fmt: skip
ROLE_LABELS = {
    "schoolleider": "schoolleider", "medewerker": "medewerker uit de doelgroep", "collega": "collega",
    "bestuur": "bestuur of HR", "gemeente": "gemeente", "uwv": "UWV", "jobcoach": "jobcoach of SW-bedrijf",
    "ouder": "ouder", "leerling": "leerling", "werkgever": "werkgever", "expert": "deskundige",
    "interviewer": "interviewer", "overig": "overig",
}  # fmt: skip


class Strict(BaseModel):
    """Base of every model of a file that people write: an unknown field is an error, not a silence."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_absent(cls, value: Any) -> Any:
        """A field that is left empty (``reason:``) is as one that is not there."""
        if isinstance(value, dict):
            return {key: item for key, item in value.items() if item is not None}
        return value


class Person(Strict):
    """Somebody of a case: who speaks, or is spoken of by name."""

    id: str
    role: str
    names: tuple[str, ...] = ()
    speaks: bool = True
    target_group: bool = False
    """True for the employee with a work limitation: gets the plain version, first and alone."""
    note: str = ""

    @field_validator("role")
    @classmethod
    def _known(cls, value: str) -> str:
        if value not in ROLES:
            raise ValueError(f"de rol '{value}' kennen we niet; kies uit {', '.join(ROLES)}")
        return value


class Entity(Strict):
    """A school, board, municipality, place or company that must not be named."""

    id: str
    kind: Literal["school", "bestuur", "gemeente", "plaats", "organisatie"]
    names: tuple[str, ...]


class Placement(Strict):
    """One job of one person."""

    person: str
    function: str = ""
    hours: float | None = None
    contract: str = ""
    since: dt.date | None = None
    ended: dt.date | None = None
    end_reason: str | None = None


class MoneyFlow(Strict):
    """One confirmed flow of money: who pays whom what, for how long, how sure."""

    id: str
    placement: str = ""
    source: str
    payer: str
    receiver: str
    amount: float | None = None
    unit: str = ""
    duration: str = ""
    certainty: Literal["zeker", "onzeker", "tegengesproken", "onbekend"] = "onbekend"
    state: Literal["", "loopt", "gestopt", "geweigerd", "niet ingegaan"] = ""
    """Left empty: told by the words of ``duration``."""
    said_by: tuple[str, ...] = ()
    note: str = ""


class Asked(Strict):
    """One invitation to an interview: held, or not and why (COREQ item 13)."""

    person: str
    asked: dt.date | None = None
    held: dt.date | None = None
    reason: str = ""


class Case(Strict):
    """``case.yaml``: the case's facts and persons. An ``overstijgend`` case holds talks over the cases."""

    id: str
    title: str = ""
    kind: Literal["case", "overstijgend"] = "case"
    facts: dict[str, str | int | float | bool | dt.date | None] = Field(default_factory=dict)
    placements: tuple[Placement, ...] = ()
    persons: tuple[Person, ...] = ()
    entities: tuple[Entity, ...] = ()
    money: tuple[MoneyFlow, ...] = ()
    interview_log: tuple[Asked, ...] = ()

    @field_validator("persons", "entities", "money")
    @classmethod
    def _unique(cls, value: tuple[Person | Entity | MoneyFlow, ...]) -> tuple[Person | Entity | MoneyFlow, ...]:
        ids = [item.id for item in value]
        double = next((name for name in ids if ids.count(name) > 1), None)
        if double:
            raise ValueError(f"het id '{double}' komt twee keer voor; geef elk een eigen id")
        return value

    def person(self, person_id: str) -> Person | None:
        return next((person for person in self.persons if person.id == person_id), None)


class Member(Strict):
    id: str
    name: str
    role: str = ""


class Contact(Strict):
    name: str = ""
    email: str = ""
    phone: str = ""
    privacy_officer: str = ""


class Channel(Strict):
    """One use of a text that a person says yes or no to."""

    id: str
    label: str
    question: str = ""


class Rules(Strict):
    """Rules of release."""

    small_cell: int = 3
    reply_days: int = 14
    mention_withdrawn: bool = True


class Suggester(Strict):
    """A part that suggests codes, for who has it: a language model on this machine, or vectors of sentences (docs/coding.md)."""

    name: str
    """As it stands in the source of a suggestion."""
    address: str = ""
    """Of a language model (``http://127.0.0.1:11434/v1``), and which:"""
    model: str = ""
    spacy: str = ""
    """Name or path of a spaCy pipeline with vectors."""
    transformer: str = ""
    """Name or path of a sentence-transformers model."""

    @model_validator(mode="after")
    def _one_kind(self) -> Suggester:
        if not re.fullmatch(r"[a-z][a-z0-9-]{0,29}", self.name) or self.name in (
            "vocabulary",
            "trained",
            "beslissingen",
        ):
            raise ValueError(
                f"'{self.name}' kan geen naam van een onderdeel zijn; gebruik kleine letters, cijfers en streepjes"
            )
        if sum(map(bool, (self.address, self.spacy, self.transformer))) != 1:
            raise ValueError(f"geef '{self.name}' precies een van address, spacy en transformer")
        if bool(self.address) != bool(self.model):
            raise ValueError(f"zeg bij '{self.name}' met address en model welk taalmodel het is")
        return self


class StudyFile(Strict):
    """``study.yaml``."""

    title: str
    subtitle: str = ""
    client: str = ""
    bureau: str = ""
    invented: bool = False
    """True in the repository's own study: every page says so."""
    date: dt.date
    version: str = "concept"
    data_license: str = ""
    """SPDX name of the licence under which codings and tables may be shared (``CC-BY-4.0``); empty: not decided."""
    doi: str = ""
    """DOI of the package, once an archive gave one."""
    period_from: dt.date | None = None
    period_to: dt.date | None = None
    team: tuple[Member, ...] = ()
    contact: Contact = Contact()
    coders: tuple[str, ...] = ()
    adjudicator: str = "samen"
    """The journal that holds what coders decided together; it goes before theirs."""
    language: str = "blank"
    """``blank`` (always there), or the name or path of a spaCy pipeline."""
    suggesters: tuple[Suggester, ...] = ()
    """Parts beside those that everybody has; none unless somebody asks."""
    channels: tuple[Channel, ...] = ()
    rules: Rules = Rules()
    without: tuple[str, ...] = ()
    """Steps of the main job that this study does not do: a study about plans has no case descriptions."""

    @field_validator("suggesters")
    @classmethod
    def _named_once(cls, value: tuple[Suggester, ...]) -> tuple[Suggester, ...]:
        names = [one.name for one in value]
        double = next((name for name in names if names.count(name) > 1), None)
        if double:
            raise ValueError(f"het onderdeel '{double}' staat er twee keer; geef elk een eigen naam")
        return value


@dataclass(frozen=True)
class Study:
    """Where everything of one study lives. Open it with :meth:`open`."""

    root: Path

    @classmethod
    def open(cls, path: Path | str = ".") -> Study:
        """The study at this folder, or at the nearest one above it. Raises InputError."""
        start = Path(path).resolve()
        for folder in (start, *start.parents):
            if (folder / "interviews" / "study.yaml").is_file():
                return cls(folder)
        message = "hier is geen studie: interviews/study.yaml ontbreekt."
        raise InputError(message, path=path, fix="maak er een met 'nota new MAP' of geef --study MAP.")

    @cached_property
    def settings(self) -> StudyFile:
        return load_model(StudyFile, self.interviews / "study.yaml")

    def with_settings(self, settings: StudyFile) -> Study:
        """The same study with other settings than its file has now: something is shown as it was made at the time."""
        other = Study(self.root)
        vars(other)["settings"] = settings
        return other

    @property
    def interviews(self) -> Path:
        return self.root / "interviews"

    @property
    def outputs(self) -> Path:
        return self.root / "outputs"

    @property
    def codebook_path(self) -> Path:
        return self.interviews / "codebook.yaml"

    @property
    def cases_folder(self) -> Path:
        return self.interviews / "cases"

    @property
    def codings_folder(self) -> Path:
        return self.interviews / "codings"

    @property
    def texts(self) -> Path:
        return self.interviews / "texts"

    @property
    def approvals(self) -> Path:
        return self.interviews / "approvals"

    @property
    def keys(self) -> Path:
        return self.interviews / "keys"

    @cached_property
    def _known(self) -> dict[str, tuple[str, Any]]:
        return {}

    def once(self, name: str, digest: str, make: Callable[[], Kept]) -> Kept:
        """What was worked out before from the same files (``digest``) of this object's study, else what ``make`` gives.

        Kept for as long as this object lives, so that the steps of one run read the journals once.
        """
        known = self._known.get(name)
        if known is None or known[0] != digest:
            known = self._known[name] = (digest, make())
        found: Kept = known[1]
        return found

    @cached_property
    def cases(self) -> tuple[Case, ...]:
        """All cases, by id. Raises InputError when a case.yaml is wrong or carries another id than its folder."""
        found = []
        folders = sorted(p for p in self.cases_folder.iterdir() if p.is_dir()) if self.cases_folder.is_dir() else []
        for folder in folders:
            path = folder / "case.yaml"
            case = load_model(Case, path) if path.exists() else Case(id=folder.name, title=folder.name)
            if case.id != folder.name:
                message = f"het id '{case.id}' is niet de naam van de map ('{folder.name}')."
                raise InputError(message, path=path, fix="maak ze gelijk.")
            found.append(case)
        return tuple(found)

    def case(self, case_id: str) -> Case:
        """One case. Raises InputError when there is none with this id."""
        for case in self.cases:
            if case.id == case_id:
                return case
        known = ", ".join(case.id for case in self.cases) or "geen"
        raise InputError(f"er is geen case '{case_id}'.", path=self.cases_folder, fix=f"kies uit: {known}.")

    def shown(self, path: Path) -> str:
        """A path as users read it: from the study's root, with forward slashes."""
        try:
            return path.resolve().relative_to(self.root.resolve()).as_posix()
        except ValueError:
            return path.as_posix()
