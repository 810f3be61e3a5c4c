"""Letters, mails and terms as a bureau may edit them: ``interviews/templates/``; the package's own where a study has none."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from pydantic import Field, field_validator

from ..errors import InputError
from ..study import Strict, Study
from ..yamlfile import load_model, read_text

_PACKAGE = Path(__file__).parent.parent
_FIELD = re.compile(r"\{\{\s*([a-z_]+)\s*\}\}")
_REMARK = re.compile(r"<!--.*?-->\s*", re.DOTALL)


class Words(Strict):
    """``words.yaml``: general terms for who is not named."""

    persons: dict[str, tuple[str, str]] = Field(default_factory=dict)
    bodies: dict[str, tuple[str, str]] = Field(default_factory=dict)
    cases: dict[str, dict[str, str]] = Field(default_factory=dict)

    @property
    def terms(self) -> dict[str, tuple[str, str]]:
        """As :func:`toolkit.placeholders.general_terms` wants them."""
        return {**self.persons, **{f"{kind}-": words for kind, words in self.bodies.items()}}


class Terms(Strict):
    """``terms.yaml``: reply terms and what letters say of keeping, changing and complaining."""

    reminder_days: int = 5
    consent_months: int = 0
    """How long an approval holds; 0: as long as the study."""
    kept_until: str = ""
    last_change: str = ""
    complaint: str = ""
    kept_until_easy: str = ""
    """The same in plain words, for the plain letter; else the other is used."""
    complaint_easy: str = ""
    minimum_share: float = 0.5
    hold_case_for: tuple[str, ...] = ("medewerker",)
    """Roles whose no, or withdrawal, keeps the whole text from being used."""

    @field_validator("minimum_share")
    @classmethod
    def _share(cls, value: float) -> float:
        if not 0 <= value <= 1:
            raise ValueError("schrijf een getal van 0 tot 1")
        return value


def template_path(study: Study, name: str) -> Path:
    """The study's own template, or the one that comes with the software."""
    own = study.interviews / "templates" / name
    if own.is_file():
        return own
    shared = _PACKAGE / "template" / "shared"
    base = shared if shared.is_dir() else _PACKAGE.parent
    return base / "interviews" / "templates" / name


def words(study: Study) -> Words:
    """The general terms. Raises InputError."""
    path = template_path(study, "words.yaml")
    return _words(path, _stamp(path))


def terms(study: Study) -> Terms:
    """The reply terms. Raises InputError."""
    path = template_path(study, "terms.yaml")
    return _terms(path, _stamp(path))


def _stamp(path: Path) -> tuple[int, int]:
    """Changes when the file does."""
    if not path.is_file():
        return 0, 0
    status = path.stat()
    return status.st_mtime_ns, status.st_size


@lru_cache(maxsize=8)
def _words(path: Path, stamp: tuple[int, int]) -> Words:
    del stamp
    return load_model(Words, path)


@lru_cache(maxsize=8)
def _terms(path: Path, stamp: tuple[int, int]) -> Terms:
    del stamp
    return load_model(Terms, path)


def fill(study: Study, name: str, values: Mapping[str, Any], *, needed: tuple[str, ...] = ()) -> str:
    """A template with its fields ``{{ naam }}`` filled in; remarks ``<!-- -->`` are left out.

    Raises InputError with the line of a field that is not known, and for a field that has to be in it and is not.
    """
    path = template_path(study, name)
    text = _REMARK.sub(lambda match: "\n" * match.group().count("\n") if match.start() else "", read_text(path))
    found = set(_FIELD.findall(text))
    for field in sorted(found - set(values)):
        line = next(n for n, row in enumerate(read_text(path).split("\n"), 1) if re.search(rf"\{{\{{\s*{field}\b", row))
        known = ", ".join(sorted(values))
        raise InputError(f"het veld '{field}' kennen we niet.", path=path, line=line, fix=f"kies uit: {known}.")
    missing = next((field for field in needed if field not in found), None)
    if missing:
        fix = f"zet {{{{ {missing} }}}} terug; wie antwoordt moet dit weten."
        raise InputError(f"in deze tekst ontbreekt het veld '{missing}'.", path=path, fix=fix)
    filled = _FIELD.sub(lambda match: str(values[match[1]]), text)
    return re.sub(r"\n{3,}", "\n\n", filled).strip() + "\n"
