"""Runs of words that only one person said: what must be gone from all that is made when they withdraw."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from ..records import Transcript
from ..study import Study
from ..yamlfile import read_text

LENGTH = 5
Run = tuple[str, ...]
_WORD = re.compile(r"\w+")
_BESIDE = ("cases", "codings", "approvals", "keys", "privacy")
"""Folders of ``interviews/`` that a withdrawal deals with otherwise, or that hold what was sent and answered."""


def runs_of(text: str) -> Iterator[Run]:
    """Every five words in a row, in small letters and without signs."""
    words = _WORD.findall(text.lower())
    return zip(*(words[start:] for start in range(LENGTH)))


def only_theirs(transcripts: Iterable[Transcript], case: str, who: str) -> frozenset[Run]:
    """Five words in a row that this person said and nobody else in these conversations."""
    own: set[Run] = set()
    others: set[Run] = set()
    for talk in transcripts:
        for turn in talk.turns:
            (own if talk.case == case and turn.speaker == who else others).update(runs_of(talk.words_of(turn)))
    return frozenset(own - others)


def holding(study: Study, own: frozenset[Run]) -> list[Path]:
    """Other files that people write (tables, lists, the codebook) with words of this person in them: for a person to change."""
    found = []
    for path in sorted(study.interviews.rglob("*")):
        inside = path.relative_to(study.interviews).parts
        plain = path.suffix.lower() in (".yaml", ".yml", ".csv", ".txt", ".json", ".jsonl") or (
            path.suffix.lower() == ".md" and inside[0] != "texts"
        )
        if plain and inside[0] not in _BESIDE and path.is_file() and not own.isdisjoint(runs_of(read_text(path))):
            found.append(path)
    return found
