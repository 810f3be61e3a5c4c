"""The step ``describe``: a case description per case, the machine's draft beside it, and what to look at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from pydantic import Field

from ..files import write_bytes, write_text
from ..placeholders import general_terms, placeholders, resolved
from ..records import Block, Document
from ..rendering import Look, write_all
from ..steps import Progress
from ..study import Case, Strict, Study
from ..tables import csv_bytes
from ..yamlfile import load_model
from .checks import Check, checks_table, language_table, readability_table
from .checks_case import check_case
from .comparing import difference
from .data import case_texts, speaker_label
from .drafting import draft_case
from .texts import write_document
from .wording import load_wording

STEM = "casebeschrijving"
_SHARED = Path(__file__).parent.parent / "template" / "shared"


class _Words(Strict):
    """``words.yaml``: general terms for who is not named."""

    persons: dict[str, tuple[str, str]] = Field(default_factory=dict)
    bodies: dict[str, tuple[str, str]] = Field(default_factory=dict)
    cases: dict[str, dict[str, str]] = Field(default_factory=dict)


def describe(study: Study, progress: Progress) -> list[Path]:
    """Write ``outputs/cases/``: per case the description as Word, PDF, HTML and Markdown, the draft and the difference.

    Raises InputError when a case text is not in order, with its line. The edited texts are only read.
    """
    from ..analysis import codings_table
    from ..transcripts import load_transcripts

    frame, transcripts = codings_table(study), load_transcripts(study)
    by_id = {one.id: one for one in transcripts}
    texts = case_texts(study)
    spoken = {one.case for one in transcripts if one.kind != "document"}
    paths: list[Path] = []
    checks: list[Check] = []
    for case in progress([one for one in study.cases if one.id in texts or (one.kind == "case" and one.id in spoken)]):
        folder = study.outputs / "cases" / case.id
        draft = draft_case(study, case.id, frame=frame, transcripts=transcripts)
        paths.append(_write(folder / "concept.md", write_document(draft)))
        edited = texts.get(case.id)
        if edited:
            checks += check_case(edited, case, by_id, names=_names(case))
            report = difference(draft, edited, case, by_id)
            paths += write_all(report, folder, "verschil", study=study, formats=("md",))
        document = as_shown(study, edited or draft)
        paths += write_all(document, folder, STEM, study=study, options=_look(document, draft=edited is None))
    return sorted([*paths, *_reports(study, texts, checks)])


def case_document(study: Study, case: str) -> Document:
    """The description of one case: the edited text where there is one, else the draft. Raises InputError."""
    edited = case_texts(study).get(study.case(case).id)
    return edited or draft_case(study, case)


def as_shown(study: Study, document: Document) -> Document:
    """A document with general terms in the place of placeholders, as people in the bureau read it."""
    words = _general_words(study, document)
    return replace(document, blocks=tuple(_resolved(block, words) for block in _boxed(document)))


def _boxed(document: Document) -> Iterator[Block]:
    """The facts under "In het kort" in a box."""
    short = False
    for block in document.blocks:
        short = "kort" in block.text.lower() if block.kind == "heading" else short
        yield replace(block, style="kader") if short and block.kind == "list" and not block.style else block


def _general_words(study: Study, document: Document) -> dict[str, str]:
    path = study.interviews / "templates" / "words.yaml"
    base = _SHARED if _SHARED.is_dir() else _SHARED.parent.parent.parent
    path = path if path.is_file() else base / "interviews" / "templates" / "words.yaml"
    known = load_model(_Words, path) if path.is_file() else _Words()
    terms = {**known.persons, **{f"{kind}-": words for kind, words in known.bodies.items()}}
    names = [name for block in document.blocks for text in (block.text, block.alt) for name in placeholders(text)]
    people = [person.rpartition("/")[2] for block in document.blocks for person in (*block.about, block.by) if person]
    return general_terms([*names, *people], terms, known.cases.get(document.case))


def _resolved(block: Block, words: Mapping[str, str]) -> Block:
    rows = tuple(tuple(resolved(cell, words) for cell in row) for row in block.rows)
    return replace(block, text=resolved(block.text, words), alt=resolved(block.alt, words), rows=rows)


def _look(document: Document, *, draft: bool) -> Look:
    people = sorted({block.by for block in document.blocks if block.by})
    speakers = tuple((person, speaker_label(person, case=False)) for person in people)
    subtitle = "Concept van de software" if draft else ""
    return Look(subtitle=subtitle, concept=True if draft else None, speakers=speakers)


def _names(case: Case) -> tuple[str, ...]:
    """Names that must not stand in the text: of persons and bodies, those of two letters or more."""
    found = [
        *(name for person in case.persons for name in person.names),
        *(name for body in case.entities for name in body.names),
    ]
    return tuple(sorted({name for name in found if len(name) > 2 and name[:1].isupper()}))


def _reports(study: Study, texts: Mapping[str, Document], checks: list[Check]) -> list[Path]:
    folder = study.outputs / "cases"
    tables = {
        "controle.csv": checks_table(checks),
        "gewone_taal.csv": language_table(texts.values(), load_wording(study)),
        "leesbaarheid.csv": readability_table(texts.values()),
    }
    for name, table in tables.items():
        write_bytes(folder / name, csv_bytes(table))
    return [folder / name for name in tables]


def _write(path: Path, text: str) -> Path:
    write_text(path, text)
    return path
