"""Making the package: gathered, checked for names, and only then written as one file."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import mkdtemp
from typing import TYPE_CHECKING, Any

from ..errors import InputError, UsageError
from ..files import json_bytes, write_bytes
from ..study import Study
from . import archive, crate, exercises, facts, metadata, reading, rerun, sentences, texts, tidy, words

if TYPE_CHECKING:
    from ..privacy import Report

Files = dict[str, bytes]
NAME = "studentenpakket.zip"
ROWS = "controle/coderingen.json"
VERSIONS = "versies.json"


@dataclass(frozen=True, slots=True)
class Made:
    """What was made, and what a person should know of it."""

    package: Path
    answers: Path
    files: int
    again: int
    """Sentences and tables of the note that can be made again from the package."""
    not_again: int
    remarks: tuple[str, ...]


def make_package(study: Study, to: Path | None = None, *, told: Callable[[str], None] = lambda _: None) -> Made:
    """Write the package and, beside it, the answers. ``told`` hears what is being done.

    Raises InputError when a step was not run yet, UsageError for a name that is no zip, and Refusal when a name of
    somebody stands in it: then nothing is written.
    """
    target = (study.outputs / "package" / NAME) if to is None else to
    if target.suffix.lower() != ".zip":
        raise UsageError(f"'{target.name}' is geen naam voor een zip-bestand.", fix="kies een naam op .zip.")
    if not any((study.outputs / "transcripts").glob("*.json")):
        message = "er zijn nog geen gepseudonimiseerde gesprekken."
        raise InputError(message, path=study.outputs / "transcripts", fix="draai eerst 'nota run'.")
    work = study.outputs / "package"
    work.mkdir(parents=True, exist_ok=True)
    staged = Path(mkdtemp(prefix=".nota-", dir=work))
    try:
        files, answers, specs = _gathered(study, staged / "pakket", told)
        told("zoeken naar namen")
        archive.write_folder(answers, staged / "antwoorden")
        report = _checked(study, staged)
    finally:
        shutil.rmtree(staged, ignore_errors=True)
    beside = target.with_name(f"{target.stem}-antwoorden.zip")
    write_bytes(target, archive.zipped(files, study.settings.date))
    write_bytes(beside, archive.zipped(answers, study.settings.date))
    again = _again(specs)
    return Made(target, beside, len(files), again, _total(specs) - again, tuple(_remarks(report)))


def _gathered(study: Study, folder: Path, told: Callable[[str], None]) -> tuple[Files, Files, Mapping[str, Any]]:
    """All files of the package (also written in ``folder``), the answers, and the sentences."""
    from ..publishing.note import consent
    from ..writing import collect, compose

    told("coderingen en nota")
    data = collect(study, consent=consent(study))
    note = compose(data)
    tables = tidy.tidy_tables(data.material, data.double)
    files = facts.fact_files(study) | tidy.tidy_files(tables)
    archive.write_folder(files, folder)
    told("tabellen en figuren")
    shared = reading.note_data(folder)
    made = rerun.tables_again(shared)
    agreed = rerun.agreement_again(shared)
    agreement = agreed["agreement"]
    files |= rerun.table_files(made) | rerun.agreement_files(agreed)
    files |= rerun.figure_files(shared, made, agreement)
    told("teksten")
    released = texts.released_documents(study, note)
    specs = sentences.described(note, released, shared)
    files |= texts.note_files(study, released) | texts.case_files(study) | _notebooks(study)
    files |= {sentences.FILE: json_bytes(specs), ROWS: json_bytes(tidy.row_digests(reading.codings_frame(folder)))}
    files |= exercises.exercise_files(study, data, agreement, specs)
    results = {name: table for name, table in made.items() if name not in rerun.LEFT_OUT} | agreed
    every = tables | {f"{rerun.TABLES}/{name}.csv": table for name, table in results.items()}
    files[words.DICTIONARY] = words.dictionary(every)
    files[words.CODEBOOK] = words.codebook_text(data.material.codebook, examples=study.settings.invented)
    files[words.README] = words.readme(study, _counts(files, specs, tables, shared.study))
    files |= metadata.license_files(study) | {
        "CITATION.cff": metadata.citation(study), words.LOCK: words.lock(), VERSIONS: metadata.versions_file(),
    }  # fmt: skip
    files["datacite.json"] = metadata.datacite(study, sum(map(len, files.values())), len(files) + 3)
    files[crate.FILE] = crate.crate(study, files, words.DESCRIBED)
    files[archive.CHECKSUMS] = archive.checksums(files)
    archive.write_folder(files, folder)
    return files, exercises.answer_files(study, data, agreement, specs), specs


def _checked(study: Study, staged: Path) -> Report:
    """The leak check over everything that was staged. Raises Refusal."""
    from ..privacy import check_files
    from ..privacy.checking import refusal

    report = check_files(study, [staged])
    before = f"{study.shown(staged)}/"
    if report.leaks:
        raise refusal([replace(leak, file=leak.file.removeprefix(before)) for leak in report.leaks])
    return replace(
        report, candidates=tuple(replace(one, file=one.file.removeprefix(before)) for one in report.candidates)
    )


def _remarks(report: Report) -> list[str]:
    found = sorted({one.file for one in report.candidates})
    shown = ", ".join(found[:3]) + (f" en nog {len(found) - 3}" if len(found) > 3 else "")
    return [f"misschien staat er een naam die de studie niet kent in {shown}: kijk dat na."] if found else []


def _notebooks(study: Study) -> Files:
    """The study's notebooks, without outputs and without what a browser or widget left behind. Raises InputError."""
    found = {}
    for path in sorted((study.root / "notebooks").glob("*.ipynb")):
        try:
            book = json.loads(path.read_text(encoding="utf-8"))
            for cell in book["cells"]:
                if cell["cell_type"] == "code":
                    cell["outputs"], cell["execution_count"] = [], None
                cell.pop("attachments", None)
            book["metadata"].pop("widgets", None)
        except (ValueError, KeyError, TypeError) as error:
            raise InputError("dit is geen notebook.", path=path, fix="bewaar het opnieuw in JupyterLab.") from error
        found[f"notebooks/{path.name}"] = (json.dumps(book, ensure_ascii=False, indent=1) + "\n").encode("utf-8")
    return found


def _counts(files: Files, specs: Mapping[str, Any], tables: Mapping[str, Any], study: Study) -> dict[str, int]:
    again = _again(specs)
    return {
        "codings": len(tables[tidy.CODINGS]), "talks": len(tables[tidy.TALKS]), "again": again,
        "not_again": _total(specs) - again, "tables": sum(name.startswith(f"{rerun.TABLES}/") for name in files),
        "figures": sum(name.startswith(f"{rerun.FIGURES}/") and name.endswith(".svg") for name in files),
        "cases": sum(name.startswith(f"{texts.CASES}/") for name in files),
    }  # fmt: skip


def _again(specs: Mapping[str, Any]) -> int:
    return sum(bool(spec["again"]) for name in ("sentences", "blocks") for spec in specs[name])


def _total(specs: Mapping[str, Any]) -> int:
    return sum(len(specs[name]) for name in ("sentences", "blocks"))
