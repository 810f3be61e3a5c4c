"""``interviews/parameters/gewone_taal.yaml``: hard words with plain ones for them, and abbreviations.

What terms mean, with a period and a source, stands in ``begrippen.yaml`` (:func:`toolkit.analysis.terms`).
"""

from __future__ import annotations

from functools import cached_property

from pydantic import Field

from ..study import Strict, Study
from ..yamlfile import load_model


class Word(Strict):
    """A hard word or term, its other forms, and what plain language says instead."""

    term: str
    forms: tuple[str, ...] = ()
    plain: str


class Abbreviation(Strict):
    """An abbreviation; one that everybody knows needs no explanation in a text."""

    short: str
    full: str
    known: bool = False


class Wording(Strict):
    """The file."""

    words: tuple[Word, ...] = Field(default=())
    abbreviations: tuple[Abbreviation, ...] = Field(default=())

    @cached_property
    def by_form(self) -> dict[str, Word]:
        """Every form, in small letters, with its word."""
        return {form.lower(): word for word in self.words for form in (word.term, *word.forms)}

    @cached_property
    def known(self) -> frozenset[str]:
        """Abbreviations that need no explanation."""
        return frozenset(item.short for item in self.abbreviations if item.known)

    def full(self, short: str) -> str:
        """What an abbreviation stands for; empty when the file does not have it."""
        return next((item.full for item in self.abbreviations if item.short == short), "")


def load_wording(study: Study) -> Wording:
    """The study's list of words; an empty one when it has no such file. Raises InputError."""
    path = study.interviews / "parameters" / "gewone_taal.yaml"
    return load_model(Wording, path) if path.exists() else Wording()
