"""Step ``check``, and the same check for any file or folder."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence
from dataclasses import asdict
from pathlib import Path

from ..errors import InputError, Refusal
from ..files import write_json
from ..steps import Progress
from ..study import Study
from .leaks import Leak, Report, check_paths
from .pseudonymise import PrivacyWarning
from .searched import Searched, searched
from .survey import Survey, survey
from .vault import passphrase, read_key

_SHOWN = 12


def names_to_search(study: Study) -> Searched:
    """All sure names of a study: rosters, decisions, raw transcripts as far as they are there, and the key when it opens."""
    try:
        seen = survey(study)
    except InputError:
        if any(study.cases_folder.glob("*/*.*")) and not _only_facts(study):
            raise
        seen = Survey((), (), (), ())
    words = passphrase(study)
    return searched(study, seen, read_key(study, words) if words else {})


def check(study: Study, progress: Progress) -> list[Path]:
    """Search everything under ``outputs/`` for names. Writes ``outputs/check.json``, without names.

    Raises Refusal (exit code 3) when a name stands where it may not; what leaked into ``publication/`` is taken away.
    """
    target = study.outputs / "check.json"
    report = check_paths(study, progress(_made(study, target)), names_to_search(study))
    write_json(target, _as_json(report))
    if report.leaks:
        for path in report.paths:
            if path.is_relative_to(study.outputs / "publication"):
                path.unlink(missing_ok=True)
        raise refusal(report.leaks)
    for remark in remarks(report):
        warnings.warn(remark, PrivacyWarning, stacklevel=2)
    return [target]


def check_files(study: Study, paths: Iterable[Path]) -> Report:
    """Search any files and folders for the names of a study. Raises InputError for what is not there or can't be read."""
    files: list[Path] = []
    for path in paths:
        if not path.exists():
            raise InputError("dit bestand is er niet.", path=path)
        files += sorted(p for p in path.rglob("*") if p.is_file()) if path.is_dir() else [path]
    return check_paths(study, files, names_to_search(study))


def refusal(leaks: Sequence[Leak]) -> Refusal:
    """The refusal that names files and places, not names."""
    lines = [
        f"  {leak.file}: {leak.place} ({leak.who}{f', {leak.count} keer' if leak.count > 1 else ''})" for leak in leaks
    ]
    more = [f"  en op nog {len(lines) - _SHOWN} plaatsen"] if len(lines) > _SHOWN else []
    where = "\n".join([*lines[:_SHOWN], *more])
    files = len({leak.file for leak in leaks})
    count = "in één bestand" if files == 1 else f"in {files} bestanden"
    fix = (
        "zet in de tekst de aanduiding tussen vierkante haken op de plaats van de naam (in interviews/), en start opnieuw. "
        "Is het geen naam, haal het woord dan weg bij de namen in case.yaml."
    )
    return Refusal(f"er staan namen {count} waar dat niet mag:\n{where}", fix=fix)


def remarks(report: Report) -> list[str]:
    """What a person must look at, in Dutch; empty when there is nothing."""
    found = []
    for label, rows in (
        ("misschien een naam die de studie niet kent", report.candidates),
        ("een diagnose", report.diagnoses),
    ):
        if rows:
            files = sorted({row.file for row in rows})
            first = ", ".join(files[:3]) + (f" en nog {len(files) - 3}" if len(files) > 3 else "")
            found.append(f"{sum(row.count for row in rows)} keer {label}: {first}. Kijk in outputs/check.json waar.")
    return found


def _made(study: Study, target: Path) -> list[Path]:
    if not study.outputs.is_dir():
        return []
    files = (path for path in study.outputs.rglob("*") if path.is_file() and path != target)
    return sorted(path for path in files if not path.name.endswith((".lock", ".tmp")) and not path.name.startswith("."))


def _only_facts(study: Study) -> bool:
    """True when no case has a transcript: a study whose raw material was destroyed in time."""
    return all(path.name == "case.yaml" for path in study.cases_folder.glob("*/*.*"))


def _as_json(report: Report) -> dict[str, object]:
    return {
        "files": report.files,
        "leaks": [asdict(leak) for leak in report.leaks],
        "candidates": [asdict(one) for one in report.candidates],
        "diagnoses": [asdict(one) for one in report.diagnoses],
    }
