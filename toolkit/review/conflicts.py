"""Copies that sync programs make when two machines wrote one journal: found, compared, and taken in without loss."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ..errors import Refusal
from ..records import Change
from ..study import Study
from .codings import conversation_ids, copied_from, journal_path
from .journal import Journal

TAKEN_IN = ".verwerkt"


@dataclass(frozen=True, slots=True)
class ConflictCopy:
    """A copy beside a journal, and the changes in it that the journal does not have."""

    path: Path
    coder: str
    conversation: str
    missing: tuple[Change, ...]


def conflict_copies(study: Study) -> list[ConflictCopy]:
    """Every conflict copy of a journal: Dropbox, OneDrive, Nextcloud, Syncthing, Google Drive and iCloud put something

    after the name (``c01-collega (1)``, ``c01-collega-LAPTOP``, ``c01-collega.sync-conflict-…``); what begins with the
    name of a known conversation and is none itself is taken to be a copy.
    """
    known = conversation_ids(study)
    found = []
    for path in sorted(study.codings_folder.glob("*/*.jsonl")):
        original = copied_from(path.name.removesuffix(".jsonl"), known)
        if original is not None:
            coder = path.parent.name
            held = Journal(journal_path(study, coder, original)).changes
            missing = tuple(change for change in Journal(path).changes if change not in held)
            found.append(ConflictCopy(path, coder, original, missing))
    return found


def take_in(study: Study, copy: ConflictCopy) -> tuple[int, list[Change]]:
    """Append what the journal lacks, as far as it fits, and put the copy aside as ``.verwerkt`` (nothing is deleted).

    Returns how many changes were taken in, and those that did not fit: there two machines decided about one coding,
    and a person has to decide again.
    """
    journal = Journal(journal_path(study, copy.coder, copy.conversation))
    refused, taken = [], 0
    for change in copy.missing:
        if change in journal.changes:
            continue
        try:
            journal.append(change)
            taken += 1
        except Refusal:
            refused.append(change)
    aside = copy.path.with_name(copy.path.name + TAKEN_IN)
    number = 1
    while aside.exists():
        number += 1
        aside = copy.path.with_name(f"{copy.path.name}{TAKEN_IN}{number}")
    copy.path.rename(aside)
    return taken, refused
