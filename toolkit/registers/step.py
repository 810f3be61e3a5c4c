"""The step ``documents``: registers checked and counted, and every document about them made."""

from __future__ import annotations

import warnings
from pathlib import Path

import pandas as pd

from ..files import write_bytes
from ..rendering import write_all
from ..steps import Progress
from ..study import Study
from ..tables import csv_bytes
from .counting import all_progress, outside
from .documents import all_documents
from .material import Material, why_not
from .releasing import Names, released
from .rows import Registers, check_references

INTERNAL = "intern"
KEPT = ("document", "kanaal", "blok", "waarom niet")
COUNTED = (
    "register",
    "afspraak",
    "peildatum",
    "nu",
    "doel",
    "verwacht",
    "verschil",
    "per maand tot nu",
    "per maand nodig",
    "wacht",
)


class RegisterWarning(UserWarning):
    """Something about a register that a person must look at."""


def run(study: Study, progress: Progress) -> list[Path]:
    """Write ``outputs/documents/<channel>/`` and the tables of registers. Raises InputError with file and line."""
    data = Material.of(study)
    check_references(data.registers)
    paths = [*_tables(study, data.registers)]
    folder = study.outputs / "documents"
    names: dict[str, Names] = {}
    kept: list[tuple[str, str, str, str]] = _rows_kept(data)
    for made in progress(list(all_documents(data))):
        outcome = released(study, made, names.setdefault(made.channel, Names(study, made.channel)))
        kept += [(made.stem, made.channel, block, reason) for block, reason in outcome.kept]
        kept += [(made.stem, made.channel, "", reason) for reason in outcome.problems]
        if outcome.document is not None:
            paths += write_all(
                outcome.document, folder / (made.channel or INTERNAL), made.stem, study=study, options=outcome.look
            )
    paths.append(folder / "niet-uitgegeven.csv")
    write_bytes(paths[-1], csv_bytes(pd.DataFrame(sorted(set(kept)), columns=list(KEPT))))
    return sorted(paths)


def _rows_kept(data: Material) -> list[tuple[str, str, str, str]]:
    """Rows that a rule of their register keeps from a channel, with the reason."""
    found = []
    for name, form in data.registers.definitions.items():
        for channel in data.study.settings.channels if form.release else ():
            for row in data.registers.rows(name):
                reason = why_not(form, row, channel.id, data.day)
                if reason:
                    found.append((f"register {name}", channel.id, row.id, reason))
    return found


def _tables(study: Study, registers: Registers) -> list[Path]:
    rows = []
    for name, form in registers.definitions.items():
        for one in all_progress(form, registers.rows(name), study.settings.date):
            rows.append(
                (
                    name,
                    one.label,
                    one.day.isoformat(),
                    one.count,
                    one.target,
                    _round(one.expected),
                    _round(one.gap),
                    _round(one.pace),
                    _round(one.needed),
                    one.waiting,
                )
            )
        wrong = outside(registers.rows(name), form.bounds) if form.bounds else ""
        if wrong:
            warnings.warn(f"register {name}: {wrong}.", RegisterWarning, stacklevel=2)
    path = study.outputs / "tables" / "register_doelen.csv"
    write_bytes(path, csv_bytes(pd.DataFrame(rows, columns=list(COUNTED))))
    return [path]


def _round(value: float | None) -> float | None:
    return None if value is None else round(value, 2)
