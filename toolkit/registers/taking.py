"""What a reader found in a document, put into a register: rows that are there keep their number and what people filled in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from pathlib import Path
from typing import Any

import yaml

from ..coding import load_codebook
from ..errors import InputError, UsageError
from ..files import write_text
from ..readers import read_figures, read_plan, read_quotes, read_sectors
from ..study import Study
from ..yamlfile import read_text
from .proposing import proposal, proposing
from .rows import Registers, Row
from .schema import RegisterDef, definitions, folder

SAME = 0.85
"""How alike two texts are (Ratcliff/Obershelp, difflib) to be the same row."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it, per register."""

    register: str
    path: Path
    new: tuple[str, ...]
    same: tuple[str, ...]


def take(study: Study, kind: str, file: Path) -> list[Taken]:
    """Read a document and add what is new to the registers that say ``reader: <kind>...``. Nothing is changed or removed.

    A plan's item keeps its number when a later note words it a little otherwise. Raises InputError and UsageError.
    """
    found = _found(kind, file)
    forms = {name: one for name, one in definitions(study).items() if one.reader in found}
    if not forms:
        raise UsageError(
            f"geen register van deze studie wordt gevuld met '{kind}'.",
            fix="zet 'reader: ...' bij het register in registers.yaml.",
        )
    registers = Registers(study)
    done = []
    for name, form in forms.items():
        done.append(_add(study, name, form, registers.rows(name), found[form.reader]))
    return done


def _found(kind: str, file: Path) -> dict[str, list[dict[str, Any]]]:
    """Rows per reader, with every field a reader can give."""
    if kind == "plan":
        plans = read_plan(file).plans
        items = [
            {"id": item.id, "plan": plan.title, "tekst": item.text, "eigenaar": item.owner, "gereed": item.due, "status": item.status or "open", "bron": f"{file.name}, regel {item.line}"}
            for plan in plans for item in plan.items
        ]  # fmt: skip
        return {"plan": items}
    if kind == "sectors":
        report = read_sectors(file)
        sectors = [
            {"id": one.id, "naam": one.name, "hoofdstuk": one.chapter, "inleiding": one.intro, "jaar": one.year}
            for one in report.sectors
        ]
        results = [
            {"id": f"{one.id}{result.letter}", "sector": one.id, "letter": result.letter, "tekst": result.text, "jaar": one.year, "links": list(result.links)}
            for one in report.sectors for result in one.results
        ]  # fmt: skip
        activities = [
            {"id": f"{one.id}-{n}", "sector": one.id, "titel": activity.title, "tekst": activity.text, "verhaal": activity.story, "links": list(activity.links)}
            for one in report.sectors for n, activity in enumerate(one.activities, 1)
        ]  # fmt: skip
        return {"sectors": sectors, "sectors.results": results, "sectors.activities": activities}
    if kind == "figures":
        return {"figures": [
            {"id": one.id, "getal": one.value, "tot": one.high, "geschreven": one.written, "voorbehoud": one.qualifier, "eenheid": one.unit,
             "plaats": one.place, "bron": f"{file.name}, regel {one.line}"} for one in read_figures(file)
        ]}  # fmt: skip
    if kind == "quotes":
        return {"quotes": [
            {"id": one.id, "tekst": one.text, "spreker": one.speaker, "functie": one.function, "bron": f"{file.name}, regel {one.line}"} for one in read_quotes(file)
        ]}  # fmt: skip
    raise UsageError(f"'{kind}' kan niet in een register.", fix="kies uit: plan, sectors, figures, quotes.")


def _add(study: Study, name: str, form: RegisterDef, rows: Sequence[Row], found: Sequence[dict[str, Any]]) -> Taken:
    path = folder(study) / form.file
    if path.suffix != ".yaml":
        raise InputError(
            "alleen een register in YAML wordt aangevuld.",
            path=path,
            fix="kies in registers.yaml een bestand op .yaml.",
        )
    taken = {row.id for row in rows}
    new: list[dict[str, Any]] = []
    same: list[str] = []
    left = list(rows)
    for values in found:
        match = _same_row(values, left)
        if match:
            left.remove(match)
            same.append(match.id)
            continue
        number = _number(values, rows, new, taken)
        values = {**values, "id": number}
        taken.add(number)
        for field, one in proposing(form).items():
            texts = [str(values[key]) for key in ("titel", "tekst", "naam") if values.get(key)]
            codes, because = proposal(load_codebook(study.codebook_path), one.propose, texts)
            values |= {field: codes, **({one.because: because} if one.because else {})}
        new.append(
            {field: value for field, value in values.items() if field in form.fields and value not in (None, "", [])}
        )
    if new:
        old = read_text(path) if path.is_file() else ""
        text = yaml.safe_dump(new, allow_unicode=True, sort_keys=False, width=110)
        write_text(path, f"{old.rstrip()}\n{text}".lstrip("\n") if old.strip() not in ("", "[]") else text)
    return Taken(name, path, tuple(str(one["id"]) for one in new), tuple(same))


def _same_row(values: dict[str, Any], rows: Sequence[Row]) -> Row | None:
    """The row that says the same: the most alike text in the same plan, sector or place."""
    text = _words(values)
    group = [str(values[name]) for name in ("plan", "sector", "plaats") if name in values]
    best, score = None, SAME
    for row in rows:
        if group and [str(row[name]) for name in ("plan", "sector", "plaats") if name in values] != group:
            continue
        other = _words(row.values)
        if text == other:
            return row
        if abs(len(text) - len(other)) < 0.4 * max(len(text), len(other), 1):
            alike = SequenceMatcher(None, text, other, autojunk=False).ratio()
            if alike >= score:
                best, score = row, alike
    return best


def _words(values: dict[str, Any]) -> str:
    field = next((name for name in ("tekst", "geschreven", "titel", "naam") if values.get(name)), "")
    return " ".join(str(values.get(field, "")).lower().split()) + (
        "|" + str(values.get("eenheid", "")) if "geschreven" in values else ""
    )


def _number(values: dict[str, Any], rows: Sequence[Row], new: Sequence[dict[str, Any]], taken: set[str]) -> str:
    """A number for a new row. An item goes on in the series of its plan, also when the plans stand in another order now."""
    wanted = str(values["id"])
    if "plan" in values:
        known = {str(row["plan"]): row.id for row in rows} | {
            str(one["plan"]): str(one["id"]) for one in new if "plan" in one
        }
        series = {one.partition(".")[0] for one in taken}
        own = known.get(str(values["plan"]), "").partition(".")[0]
        prefix = own or (wanted.partition(".")[0] if wanted.partition(".")[0] not in series else "")
        prefix = prefix or next(f"P{n}" for n in range(1, 10_000) if f"P{n}" not in series)
        wanted = f"{prefix}.{wanted.partition('.')[2]}"
    return wanted if wanted not in taken else _next_id(wanted, taken)


def _next_id(wanted: str, taken: set[str]) -> str:
    """The first free number in the same series: P1.4 after P1.3; S2c after S2b."""
    stem = wanted.rstrip("0123456789") if wanted[-1:].isdigit() else wanted + "-"
    return next(f"{stem}{n}" for n in range(1, 100_000) if f"{stem}{n}" not in taken)
