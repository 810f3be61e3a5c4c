"""``nota add``: put transcripts into a study. What is not known is asked for or reported, never guessed silently."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import yaml

from ..errors import InputError
from ..files import write_bytes, write_text
from ..records import Kind
from ..study import Study
from .heads import head_beside
from .reading import SUFFIXES, Reading, read_transcript

DOCUMENTS = "documenten"


@dataclass(frozen=True, slots=True)
class Added:
    """One transcript put into the study, and what to look at."""

    source: Path
    path: Path
    reading: Reading


def add_conversations(
    study: Study, sources: Sequence[Path], *, case: str = "", kind: Kind | None = None, date: dt.date | None = None
) -> list[Added]:
    """Copy transcripts into a case, each with a .yaml beside it that holds its head as far as it is known.

    Files get neutral names (``c01-gesprek-1``): what people call their files may hold names. Without ``case``,
    documents go to the case ``documenten`` and talk to a new case. All files are read before the first is
    copied: one that can't be read stops all. Raises InputError.
    """
    files = _files(sources)
    readings = [read_transcript(path, kind=kind) for path in files]
    kinds = [reading.head.kind or kind or reading.transcript.kind for reading in readings]
    known = _already_there(study)
    for path in files:
        if path.read_bytes() in known:
            message = f"dit gesprek staat al in de studie, als {study.shown(known[path.read_bytes()])}."
            raise InputError(message, path=path, fix="haal het uit de opdracht.")
    next_case = _next_case(study)
    added = []
    for path, reading, its_kind in zip(files, readings, kinds, strict=True):
        target = case or (DOCUMENTS if its_kind in ("document", "meeting") else next_case)
        added.append(_add_one(study, path, reading, its_kind, date, _slug(target)))
    return added


def _add_one(study: Study, source: Path, reading: Reading, kind: Kind, date: dt.date | None, case: str) -> Added:
    folder = study.cases_folder / case
    if not (folder / "case.yaml").exists():
        write_text(folder / "case.yaml", _case_yaml(case))
    stem = _free_name(folder, case, "document" if kind in ("document", "meeting") else "gesprek")
    target = folder / f"{stem}{source.suffix.lower()}"
    write_bytes(target, source.read_bytes())
    write_text(folder / f"{stem}.yaml", _head_yaml(reading, kind, date, source.name))
    return Added(source, target, replace(read_transcript(target), warnings=reading.warnings))


def _files(sources: Sequence[Path]) -> list[Path]:
    found: list[Path] = []
    for source in sources:
        if source.is_dir():
            inside = sorted(
                p for p in source.iterdir() if p.suffix.lower() in SUFFIXES and not p.name.startswith((".", "~"))
            )
            if not inside:
                raise InputError(f"in deze map staan geen transcripten ({', '.join(SUFFIXES)}).", path=source)
            found.extend(inside)
        else:
            found.append(source)
    return found


def _already_there(study: Study) -> dict[bytes, Path]:
    if not study.cases_folder.is_dir():
        return {}
    return {p.read_bytes(): p for p in sorted(study.cases_folder.glob("*/*")) if p.suffix.lower() in SUFFIXES}


def _next_case(study: Study) -> str:
    taken = {p.name for p in study.cases_folder.iterdir()} if study.cases_folder.is_dir() else set()
    return next(f"c{n:02d}" for n in range(1, 10_000) if f"c{n:02d}" not in taken)


def _free_name(folder: Path, case: str, word: str) -> str:
    taken = {p.stem for p in folder.iterdir()} if folder.is_dir() else set()
    return next(f"{case}-{word}-{n}" for n in range(1, 100_000) if f"{case}-{word}-{n}" not in taken)


def _slug(text: str) -> str:
    slug = re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
    if not slug:
        raise InputError(
            f"'{text}' kan geen naam van een case zijn.", fix="gebruik letters en cijfers, bijvoorbeeld c01."
        )
    return slug


def _case_yaml(case: str) -> str:
    if case == DOCUMENTS:
        head = f"id: {case}\ntitle: Documenten\nkind: overstijgend      # hoort bij de studie als geheel\n"
    else:
        head = f'id: {case}\ntitle: ""               # waar gaat deze case over, zonder namen\nkind: case\n'
    return (
        head
        + "persons: []            # - {id: schoolleider-1, role: schoolleider, names: [Voornaam Achternaam, Voornaam]}\n"
        + "entities: []           # - {id: school-A, kind: school, names: [de naam van de school, zoals men die zegt]}\n"
    )


def _head_yaml(reading: Reading, kind: Kind, date: dt.date | None, original: str) -> str:
    """The head beside a transcript: what its own head lacks. What we don't know stands there as a question."""
    own = head_beside(reading.path) or reading.head
    lines = [f"soort: {own.kind or kind}"]
    when = own.date or date
    lines.append(f"datum: {when.isoformat()}" if when else "datum:                 # jjjj-mm-dd")
    labels = dict(own.speakers)
    guessed = dict(reading.guessed)
    if labels or guessed:
        lines.append("sprekers:")
        lines.extend(f"  {_quoted(label)}: {person}" for label, person in labels.items())
        lines.extend(
            f"  {_quoted(label)}: {person}   # afgeleid uit het label; klopt dit?" for label, person in guessed.items()
        )
    if reading.unknown:
        lines.append("# wie zijn dit? Haal het # weg en zet erachter: schoolleider-1, medewerker-1, collega-1 ...")
        lines.extend(["# sprekers:"] if not (labels or guessed) else [])
        lines.extend(f"#   {_quoted(label)}: " for label in reading.unknown)
    lines.append(f"oorspronkelijk: {_quoted(original)}")
    return "\n".join(lines) + "\n"


def _quoted(text: str) -> str:
    return str(yaml.safe_dump(text, allow_unicode=True, default_style='"', width=1000)).strip()
