"""Intake: raw transcripts in every format that bureaus have, read as one record, with a report of what was read."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from .adding import add_conversations
from .file_names import require_nameless
from .heads import KIND_LABELS, KINDS, Head
from .layout import new_study
from .reading import SUFFIXES, Reading, read_transcript

if TYPE_CHECKING:
    from ..steps import Progress
    from ..study import Study

__all__ = [
    "KINDS",
    "KIND_LABELS",
    "SUFFIXES",
    "Head",
    "Reading",
    "add_conversations",
    "conversations",
    "new_study",
    "read_all",
    "read_transcript",
    "run",
]


_ALL_WITHDRAWN = (
    "elk gesprek van deze studie is ingetrokken en verwijderd; er is niets over om te coderen. Wat gemaakt wordt, telt 0 gesprekken "
    "en houdt alleen over wat u zelf in interviews/texts schreef."
)


class EmptiedWarning(UserWarning):
    """No conversation is left, because everybody who was spoken to withdrew; its message is Dutch."""


def conversations(study: Study) -> list[Path]:
    """The transcripts of all cases, in order; none when all were withdrawn.

    Raises InputError on two with one name, a case without any, a file called after somebody.
    """
    found: dict[str, Path] = {}
    emptied = _withdrawn_cases(study)
    for case in study.cases:
        folder = study.cases_folder / case.id
        paths = sorted(
            p for p in folder.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~"))
        )
        if not paths and case.id not in emptied:
            fix = "zet er een transcript in met 'nota add', of haal de map weg."
            raise InputError(f"case {case.id} heeft geen gesprekken.", path=folder, fix=fix)
        for path in paths:
            if path.stem in found:
                message = (
                    f"'{path.stem}' bestaat al ({study.shown(found[path.stem])}); elk gesprek heeft een eigen naam."
                )
                raise InputError(message, path=path, fix="geef een van de twee een andere naam.")
            require_nameless(path, case)
            found[path.stem] = path
    if not found and not emptied:
        fix = "voeg gesprekken toe met 'nota add BESTAND...'."
        raise InputError("deze studie heeft nog geen gesprekken.", path=study.cases_folder, fix=fix)
    return list(found.values())


def _withdrawn_cases(study: Study) -> frozenset[str]:
    """Cases in which somebody withdrew: their last conversation may have gone with them (``nota withdraw``)."""
    from ..files import read_lines

    rows = read_lines(study.interviews / "privacy" / "withdrawals.jsonl")[0]
    return frozenset(str(row.get("case", "")) for row in rows if row.get("conversations"))


def read_all(study: Study) -> list[Reading]:
    """Every conversation of the study, read. Raises InputError at the first that can't be read."""
    return [read_transcript(path, case=study.case(path.parent.name)) for path in conversations(study)]


def run(study: Study, progress: Progress) -> list[Path]:
    """Step ``read``: read everything, check it, and write the tables of what was read and which topics were asked."""
    from ..files import write_bytes
    from ..tables import csv_bytes
    from .report import coverage_table, intake_table, topic_lists, warnings_table

    paths = conversations(study)
    if not paths:
        warnings.warn(_ALL_WITHDRAWN, EmptiedWarning, stacklevel=2)
    readings = [read_transcript(path, case=study.case(path.parent.name)) for path in progress(paths)]
    tables = {
        "intake": intake_table(readings),
        "intake_warnings": warnings_table(readings),
        "coverage": coverage_table(readings, topic_lists(study)),
    }
    written = []
    for name, frame in tables.items():
        written.append(study.outputs / "tables" / f"{name}.csv")
        write_bytes(written[-1], csv_bytes(frame))
    return written
