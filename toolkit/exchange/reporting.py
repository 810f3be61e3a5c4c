"""What an import did, in words and lists that people can check: how positions were read, what was mended, what has no place."""

from __future__ import annotations

import shutil
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from ..files import write_bytes, write_text
from ..study import Study
from ..tables import csv_bytes
from .cells import guarded
from .project import Evidence, Kept, Project, Source, walk
from .wording import several

FOLDER = "imports"


@dataclass(frozen=True, slots=True)
class Imported:
    """The outcome of an import."""

    study: Study
    folder: Path
    """Where the report, the lists and the file as it came are."""
    conversations: int
    codings: Mapping[str, int]
    """Per coder, how many were written now."""
    memos: int
    kept: tuple[Kept, ...]
    remarks: tuple[str, ...]
    uncertain: tuple[str, ...]
    """Sources of which the reading of positions is not certain."""


def report_folder(study: Study, source: Path) -> Path:
    """A new folder for one import, kept out of git: the file as it came may hold names."""
    base = study.interviews / FOLDER
    stem = "".join(sign if sign.isalnum() or sign in "-_" else "-" for sign in source.stem).strip("-") or "import"
    write_text(base / ".gitignore", "# De bestanden zoals ze kwamen: daar kunnen namen in staan.\n*\n")
    return next(path for n in range(1, 10_000) if not (path := base / (stem if n == 1 else f"{stem}-{n}")).exists())


def uncertain(project: Project) -> tuple[str, ...]:
    """Names of the sources of which the reading of positions is not certain."""
    return tuple(one.name for one in project.sources if one.evidence and not one.evidence.certain)


def write_report(
    folder: Path,
    source: Path,
    project: Project,
    outcome: Imported,
    rows: Sequence[tuple[str, str, str, str]],
    names: Mapping[str, str],
) -> None:
    """The report, the lists, and the file as it came. ``names`` gives the conversation of a source's GUID."""
    folder.mkdir(parents=True, exist_ok=True)
    if source.is_dir():
        for one in sorted(source.iterdir()):
            if one.is_file() and one.suffix.lower() in (".rock", ".txt"):
                (folder / source.name).mkdir(exist_ok=True)
                shutil.copyfile(one, folder / source.name / one.name)
    else:
        shutil.copyfile(source, folder / source.name)
    tables = {
        "bronnen": _sources(project, names),
        "codes": pd.DataFrame(rows, columns=["guid", "in het bestand", "in de studie", "omschrijving"]),
        "niet_geplaatst": pd.DataFrame([(one.kind, one.name, one.why, one.guid) for one in outcome.kept], columns=["soort", "naam", "waarom", "guid"]),
        "kenmerken": _values(project),
        "verzamelingen": _groups(project),
    }  # fmt: skip
    for name, table in tables.items():
        if len(table):
            write_bytes(folder / f"{name}.csv", csv_bytes(guarded(table)))
    write_text(folder / "verslag.md", _report(source, project, outcome, names))


def _sources(project: Project, names: Mapping[str, str]) -> pd.DataFrame:
    rows = []
    for source in project.sources:
        found = source.evidence
        rows.append((
            source.guid, source.name, names.get(source.guid, ""), len(source.text or ""), len(source.selections),
            found.counting if found else "", found.certain if found else "", found.selections if found else 0, found.names if found else 0,
            found.sentences if found else 0, found.words if found else 0, found.rival if found else "", found.rival_words if found else 0,
            found.margin if found else "",
        ))  # fmt: skip
    columns = [
        "guid", "naam in het bestand", "gesprek", "tekens", "selecties", "zo geteld", "zeker", "bekeken selecties", "eigen tekst klopt",
        "randen op een zinsgrens", "randen op een woordgrens", "tweede keus", "woordgrenzen bij de tweede keus", "voorsprong (ln)",
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=columns)


def _values(project: Project) -> pd.DataFrame:
    variables = {
        one.guid: f"{one.name} ({one.description})" if one.description else one.name for one in project.variables
    }
    rows = [
        ("bron", source.name, variables.get(value.variable, value.variable), value.text)
        for source in project.sources
        for value in source.values
    ]
    rows += [
        ("case", case.name, variables.get(value.variable, value.variable), value.text)
        for case in project.cases
        for value in case.values
    ]
    return pd.DataFrame(rows, columns=["soort", "naam", "kenmerk", "waarde"])


def _groups(project: Project) -> pd.DataFrame:
    names = {code.guid: code.name for code, _ in walk(project.codes)}
    names |= {source.guid: source.name for source in project.sources} | {note.guid: note.name for note in project.notes}
    rows = [
        (group.name, group.description, kind, names.get(guid, guid))
        for group in project.groups
        for kind, members in (("code", group.codes), ("bron", group.sources), ("memo", group.notes))
        for guid in members
    ]
    return pd.DataFrame(rows, columns=["verzameling", "omschrijving", "soort", "lid"])


def _report(source: Path, project: Project, outcome: Imported, names: Mapping[str, str]) -> str:
    lines = [
        f"# Ingelezen: {_plain(source.name)}",
        "",
        f"Gemaakt met: {_plain(project.origin) or 'onbekend'}. Project: {_plain(project.name)}.",
        "",
    ]
    lines += ["## Wat er is ingelezen", "", f"- gesprekken en documenten: {outcome.conversations}"]
    lines += [f"- coderingen van {_plain(coder)}: {count}" for coder, count in outcome.codings.items()]
    lines += [f"- memo's: {outcome.memos}", "", "## Hoe de plaatsen zijn gelezen", ""]
    lines += _readings(project, names) or ["Er waren geen plaatsen te lezen."]
    lines += ["", "## Wat is aangepast", ""]
    lines += [f"- {_plain(remark)}" for remark in outcome.remarks] or ["Niets."]
    lines += ["", "## Wat geen plaats heeft", ""]
    counts = Counter(one.kind for one in outcome.kept)
    lines += [f"- {kind}: {count}" for kind, count in sorted(counts.items())] or ["Alles heeft een plaats gekregen."]
    if counts:
        lines += [
            "",
            f"De hele lijst staat in niet_geplaatst.csv; alles staat nog in {_plain(source.name)}, dat hier is bewaard.",
        ]
    lines += [
        "",
        "## Bewaren",
        "",
        f"In {_plain(source.name)} kunnen namen staan: voor dit bestand gelden dezelfde termijnen als voor ruwe transcripten.",
    ]
    return "\n".join(lines) + "\n"


def _readings(project: Project, names: Mapping[str, str]) -> list[str]:
    """One line for each way of counting, and one for each source of which it is not certain."""
    groups: dict[str, list[Source]] = defaultdict(list)
    for source in project.sources:
        if source.evidence is not None:
            groups[source.evidence.counting].append(source)
    lines = []
    for counting, sources in groups.items():
        total = _added([one.evidence for one in sources if one.evidence])
        lines.append(f"- {several(len(sources), 'bron', 'bronnen')}, geteld in {counting}: {_said(total)}.")
    for source in project.sources:
        if source.evidence is not None and not source.evidence.certain:
            where = names.get(source.guid, "niet in de studie")
            lines.append(
                f"- **niet zeker**: {_plain(source.name)} ({where}); {_said(source.evidence)}. Kijk een paar coderingen na."
            )
    return lines


def _said(found: Evidence) -> str:
    """What speaks for a reading, in words."""
    edges = 2 * found.selections
    said = f"{found.words} van de {edges} randen vallen op een woordgrens, {found.sentences} op een zinsgrens"
    if found.names:
        said += f", bij {found.names} van de {found.selections} selecties staat er wat hun naam zegt"
    return f"{said}; bij de tweede keus ({found.rival}) {found.rival_words} op een woordgrens" if found.rival else said


def _added(found: Sequence[Evidence]) -> Evidence:
    rival = next((one.rival for one in found if one.rival), "")
    sums = [
        sum(getattr(one, name) for one in found)
        for name in ("selections", "names", "sentences", "words", "rival_words")
    ]
    return Evidence(found[0].counting, rival, 0.0, sums[0], sums[1], sums[2], sums[3], sums[4])


def _plain(text: str) -> str:
    """A name from a file on one line, without Markdown in it."""
    line = " ".join(text.split())
    return "".join(f"\\{sign}" if sign in "\\`*_[]<>|#" else sign for sign in line)
