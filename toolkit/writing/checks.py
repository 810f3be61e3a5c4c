"""What the software finds wrong or doubtful in a text that people wrote. It says so; it changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from ..records import Document
from .counting import Number, numbers_in
from .plain import readability, signals
from .prose import FIELD, PLACEHOLDER, shown
from .wording import Wording

Level = Literal["fout", "let op"]
COLUMNS = ("text", "place", "level", "kind", "found", "advice")


@dataclass(frozen=True, slots=True)
class Check:
    """One thing to look at. An error (``fout``) contradicts the data or the approvals; the rest is for the writer to weigh."""

    text: str
    """``c01``, or the file of the note."""
    place: str
    """A block, with the line in the file where it is known."""
    level: Level
    kind: str
    found: str
    advice: str


def checks_table(checks: Iterable[Check]) -> pd.DataFrame:
    """Checks as a table, errors first within each text."""
    rows = sorted(
        ((c.text, c.place, c.level, c.kind, c.found, c.advice) for c in checks),
        key=lambda row: (row[0], row[2] != "fout"),
    )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def language_table(documents: Iterable[Document], wording: Wording) -> pd.DataFrame:
    """Signals of plain language: per sentence what may be hard."""
    rows = [
        (document.id, one.block, one.sentence, one.kind, one.found, one.advice)
        for document in documents
        for one in signals(document, wording)
    ]
    return pd.DataFrame(rows, columns=["text", "block", "sentence", "kind", "found", "advice"])


def readability_table(documents: Iterable[Document]) -> pd.DataFrame:
    """Length and the two readability figures per text. No figure says which level a text has."""
    rows = []
    for document in documents:
        found = readability(document)
        per_sentence = round(found.words_per_sentence, 1) if found.words_per_sentence else None
        rows.append((document.id, found.words, found.sentences, per_sentence, found.flesch_douma, found.leesindex_a))
    return pd.DataFrame(
        rows, columns=["text", "words", "sentences", "words_per_sentence", "flesch_douma", "leesindex_a"]
    )


def written_numbers(text: str) -> list[Number]:
    """Numbers that somebody typed: not those of fields, nor of placeholders."""
    return numbers_in(FIELD.sub(" ", PLACEHOLDER.sub(" ", shown(text))))
