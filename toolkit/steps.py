"""The chain of the main job, declared once: names, help, inputs, outputs, functions.

The command line, the README's table, the skipping of what did not change and the progress bars come from
here. Nothing here knows what a step does.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any, TypeVar

from .files import read_json, write_json
from .records import digest_of
from .study import Study

Item = TypeVar("Item")
Progress = Callable[[Sequence[Any]], Iterable[Any]]
"""Wraps the things a step goes through; the command line shows a bar, a notebook shows nothing."""

LIBRARIES = (
    "spacy",
    "pandas",
    "numpy",
    "matplotlib",
    "scikit-learn",
    "nltk",
    "simplemma",
    "typst",
    "python-docx",
    "lxml",
)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the main job."""

    name: str
    """The verb on the command line."""
    title: str
    """Dutch, for the progress bar."""
    help: str
    function: str
    """``module:function``; called with (study, progress), returns the paths it wrote."""
    inputs: tuple[str, ...]
    """Patterns from the study's root; what matches decides whether the step runs again."""
    outputs: tuple[str, ...]
    """Patterns of the files that are this step's own: what it no longer makes is removed."""
    when: str = ""
    """A pattern from the study's root: the step is part of the main job only where something matches."""


_TEXTS = "outputs/transcripts/*.json"
_CODINGS = ("outputs/suggestions/*.jsonl", "interviews/codings/**/*.jsonl")
_FACTS = (
    "interviews/study.yaml",
    "interviews/cases/*/case.yaml",
    "interviews/parameters/*.yaml",
    "interviews/topics.yaml",
)
_BOOK = "interviews/codebook.yaml"
_REGISTER = ("interviews/approvals/log.jsonl", "interviews/texts/cases/*.md", "interviews/texts/campaign/*.md")

STEPS: tuple[Step, ...] = (
    Step(
        "read", "inlezen", "lees de transcripten en controleer ze", "toolkit.privacy.labels:read",
        ("interviews/cases/**/*", *_FACTS, _BOOK), ("outputs/tables/intake*", "outputs/tables/coverage*"),
    ),
    Step(
        "pseudonymise", "pseudonimiseren", "vervang namen door aanduidingen", "toolkit.privacy:run",
        ("interviews/cases/**/*", *_FACTS, _BOOK, "interviews/privacy/*"),
        ("outputs/transcripts/*.json", "outputs/tables/placeholders*"),
    ),
    Step(
        "code", "coderen", "stel codes voor bij de tekst", "toolkit.review.suggesting:run",
        (_TEXTS, _BOOK, "interviews/study.yaml", "interviews/suggesters/*/*"),
        ("outputs/suggestions/*.jsonl", "outputs/suggestions/parts/*.json"),
    ),
    Step(
        "agree", "overeenstemming", "meet hoe ver de codeurs het eens zijn", "toolkit.agreement:run",
        (_TEXTS, *_CODINGS, _BOOK, "interviews/study.yaml"), ("outputs/tables/agreement*", "outputs/figures/agreement*"),
    ),
    Step(
        "analyse", "analyseren", "maak de tabellen en figuren", "toolkit.analysis:run",
        (_TEXTS, *_CODINGS, *_FACTS, _BOOK, "interviews/cases/**/*", "interviews/texts/matrix.*", "interviews/texts/lessons.yaml"),
        ("outputs/tables/analysis*", "outputs/figures/analysis*"),
    ),
    Step(
        "describe", "casebeschrijvingen", "maak de casebeschrijvingen", "toolkit.writing:describe",
        (_TEXTS, *_CODINGS, *_FACTS, _BOOK, *_REGISTER, "interviews/templates/words.yaml"), ("outputs/cases/**/*",),
    ),
    Step(
        "invite", "akkoordpakketten", "maak per persoon het pakket om akkoord te vragen", "toolkit.approval:run",
        (*_FACTS, *_REGISTER, "interviews/templates/**/*"), ("outputs/approval/**/*",),
    ),
    Step(
        "note", "discussienota", "maak de discussienota", "toolkit.publishing.note:run",
        (_TEXTS, *_CODINGS, *_FACTS, _BOOK, *_REGISTER, "interviews/texts/note/*.md", "interviews/texts/*.yaml",
         "interviews/templates/*.yaml", "outputs/tables/*", "outputs/figures/*"),
        ("outputs/note/**/*",),
    ),
    Step(
        "publish", "delen", "maak de pagina's van wat is vrijgegeven", "toolkit.publishing:run",
        (*_FACTS, *_REGISTER, "interviews/templates/*.yaml", "outputs/figures/*"), ("outputs/publication/**/*",),
    ),
    Step(
        "documents", "documenten", "maak de documenten over de registers", "toolkit.registers:run",
        (_TEXTS, *_CODINGS, *_FACTS, _BOOK, *_REGISTER, "interviews/registers/*", "interviews/literature/*",
         "interviews/texts/documents/*.md", "interviews/templates/words.yaml"),
        ("outputs/documents/**/*", "outputs/tables/register_*"), when="interviews/registers/*registers.yaml",
    ),
    Step(
        "show", "notebooks", "draai de notebooks en bewaar ze als pagina's", "toolkit.showing:run",
        ("notebooks/*.ipynb", "outputs/tables/*", "outputs/figures/*", "outputs/note/*", *_CODINGS, *_REGISTER, *_FACTS, _BOOK),
        ("outputs/notebooks/*.html",),
    ),
    Step(
        "check", "controleren op namen", "zoek in alles wat gemaakt is naar namen", "toolkit.privacy:check",
        ("outputs/cases/**/*", "outputs/note/**/*", "outputs/publication/**/*", "outputs/tables/*", "outputs/figures/*",
         "outputs/notebooks/*", "outputs/approval/**/*", "outputs/documents/**/*", "outputs/transcripts/*", "outputs/suggestions/*"),
        ("outputs/check.json",),
    ),
)  # fmt: skip


def step(name: str) -> Step:
    """The step with this name. Raises KeyError."""
    return {one.name: one for one in STEPS}[name]


def needed(study: Study, names: Iterable[str]) -> tuple[str, ...]:
    """These steps and the study's earlier ones whose outputs they read, in the order of the chain. Raises KeyError."""
    wanted = {step(name).name for name in names}
    for number, one in reversed([*enumerate(STEPS)]):
        if one.name in wanted:
            wanted |= {other.name for other in STEPS[:number] if _feeds(other, one) and _wanted(study, other)}
    return tuple(one.name for one in STEPS if one.name in wanted)


def missing(study: Study, names: Iterable[str]) -> tuple[str, ...]:
    """These steps, and before them those they need that never made anything."""
    names = tuple(names)
    return tuple(one for one in needed(study, names) if one in names or not digests(study, step(one).outputs))


def run(
    study: Study, names: Sequence[str] | None = None, *, progress: Callable[[Step], Progress], force: bool = False
) -> list[str]:
    """Run steps in the order of the chain; skip those whose inputs and outputs did not change.

    Returns the names of the steps that ran. ``outputs/manifest.json`` is written after every step, so that
    an interrupted run goes on where it stopped.
    """
    chosen = [one for one in STEPS if (one.name in names if names is not None else _wanted(study, one))]
    manifest = _read_manifest(study)
    ran = []
    for one in chosen:
        before = digest_of([code_digest(), sorted(digests(study, one.inputs).items())])
        known = manifest["steps"].get(one.name, {})
        fresh = known.get("inputs") == before and _intact(study, known.get("outputs", {}))
        if fresh and not force:
            continue
        module, _, name = one.function.partition(":")
        written = getattr(importlib.import_module(module), name)(study, progress(one))
        made = {study.shown(path): digest_of(path.read_bytes()) for path in written}
        _remove_stale(study, one, set(made))
        manifest["steps"][one.name] = {"inputs": before, "outputs": made}
        _write_manifest(study, manifest)
        ran.append(one.name)
    return ran


def _feeds(earlier: Step, later: Step) -> bool:
    """Whether one of the files that the earlier step makes is among what the later one reads."""
    return any(fnmatch(made, read) or made == read for made in earlier.outputs for read in later.inputs)


def _wanted(study: Study, one: Step) -> bool:
    """Whether a step is part of this study's main job."""
    if one.name in study.settings.without:
        return False
    return not one.when or any(study.root.glob(one.when))


def digests(study: Study, patterns: Iterable[str]) -> dict[str, str]:
    """sha256 of every file that matches one of the patterns, by path from the study's root."""
    paths = {path for pattern in patterns for path in study.root.glob(pattern) if path.is_file()}
    kept = (path for path in paths if not path.name.endswith((".lock", ".tmp")) and not path.name.startswith("."))
    return {study.shown(path): digest_of(path.read_bytes()) for path in sorted(kept)}


@cache
def code_digest() -> str:
    """sha256 of the toolkit's own files: other code makes every step run again."""
    folder = Path(__file__).parent
    files = sorted(p for p in folder.rglob("*") if p.is_file() and "__pycache__" not in p.parts)
    return digest_of([[path.relative_to(folder).as_posix(), digest_of(path.read_bytes())] for path in files])


def versions() -> dict[str, str]:
    """Versions of what decides the bytes of the outputs."""
    found = {}
    for name in ("discussienota-toolkit", *LIBRARIES):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            found[name] = "niet geïnstalleerd"
    return found


def _read_manifest(study: Study) -> dict[str, Any]:
    path = study.outputs / "manifest.json"
    manifest = read_json(path) if path.exists() else {}
    return {"steps": dict(manifest.get("steps", {}))}


def _write_manifest(study: Study, manifest: dict[str, Any]) -> None:
    outputs = {path: digest for entry in manifest["steps"].values() for path, digest in entry["outputs"].items()}
    inputs = digests(study, ("interviews/**/*", "notebooks/*.ipynb"))
    private = f"{study.shown(study.keys)}/"
    write_json(study.outputs / "manifest.json", {
        "study": study.settings.title,
        "date": study.settings.date.isoformat(),
        "version": study.settings.version,
        "versions": versions(),
        "code": code_digest(),
        "inputs": {path: digest for path, digest in inputs.items() if not path.startswith(private)},
        "outputs": outputs,
        "steps": manifest["steps"],
    })  # fmt: skip


def _intact(study: Study, outputs: dict[str, str]) -> bool:
    return all((study.root / p).is_file() and digest_of((study.root / p).read_bytes()) == d for p, d in outputs.items())


def _remove_stale(study: Study, one: Step, made: set[str]) -> None:
    for path in digests(study, one.outputs):
        if path not in made:
            (study.root / path).unlink()
