"""The step ``note``: the discussion note, with only those quotes that people released for it, through the gate."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from ..approval.blocks import asked
from ..approval.names import general_words
from ..approval.people import documents
from ..approval.register import load_register
from ..approval.states import state_of
from ..files import write_bytes, write_json
from ..placeholders import resolved
from ..records import Block, Document
from ..rendering import Look, write_all
from ..steps import Progress
from ..study import Study
from ..tables import csv_bytes
from ..writing import Consent, Note, NoteData, check_note, collect, compose, note_texts, speaker_label
from ..writing.checks import checks_table, language_table, readability_table
from ..writing.trace import trace_json, trace_table
from ..writing.wording import load_wording
from .conditions import Inquiry
from .gate import judge, release
from .naming import names_for

CHANNEL = "nota"
STEM = "discussienota"


def run(study: Study, progress: Progress) -> list[Path]:
    """Write ``outputs/note/``: the note as Word, PDF, HTML and Markdown, what each sentence rests on, and what to look at.

    Raises InputError for what is wrong in the texts of the note, with file and line, and Refusal when the register
    was tampered with.
    """
    folder = study.outputs / "note"
    paths: list[Path] = []
    for part in progress(["teksten", "vrijgave", "controle", "bestanden"]):
        if part == "teksten":
            data = collect(study, consent=consent(study))
            note = compose(data)
        elif part == "vrijgave":
            document = released_note(study, note)
        elif part == "controle":
            paths += _reports(folder, note, data)
        else:
            paths += write_all(document, folder, STEM, study=study, options=look(study, document))
    return sorted(paths)


def consent(study: Study) -> Consent:
    """What people said yes to for the note, from the register and the gate. Nothing, when nobody was asked."""
    texts = documents(study)
    if not texts or CHANNEL not in {channel.id for channel in study.settings.channels}:
        return Consent()
    register = load_register(study)
    states = Counter(
        state_of(register, text.id, person) for text in texts for person in asked(text) if text.id == text.case
    )
    free: list[tuple[str, str]] = []
    reasons: list[tuple[str, str, str]] = []
    cases: list[tuple[str, str]] = []
    for text in (one for one in texts if one.id == one.case):
        found = judge(study, text, CHANNEL)
        why = dict(found.left_out) | (
            {block.id: "; ".join(found.against) for block in text.blocks} if found.against else {}
        )
        quotes = [block.id for block in text.blocks if block.kind == "quote"]
        free += [(text.case, name) for name in quotes if name not in why]
        reasons += [(text.case, name, why[name]) for name in quotes if name in why]
        kept = sum(block.id not in why for block in text.blocks if block.kind != "heading")
        cases.append((text.case, "geheel" if not why else "deels" if kept else "niet"))
    return Consent(tuple(free), tuple(reasons), tuple(sorted(states.items())), tuple(cases))


def released_note(study: Study, note: Note, *, named: bool = True) -> Document:
    """What the gate gives out of the note, with words in the place of placeholders. Raises Refusal.

    ``named=False`` gives everybody a general term, also who chose to be named.
    """
    if CHANNEL not in {channel.id for channel in study.settings.channels}:
        return note.document
    document = release(study, note.document, CHANNEL).document
    words = _words(study, named=named)
    return replace(document, blocks=tuple(_shown(block, words) for block in document.blocks))


def look(study: Study, document: Document) -> Look:
    """How the note looks: a cover, contents, numbered chapters, speakers by role and case."""
    people = sorted({block.by for block in document.blocks if block.by})
    speakers = tuple((person, speaker_label(person)) for person in people)
    return Look(cover=True, toc=True, numbered=True, subtitle=study.settings.subtitle, speakers=speakers)


def _words(study: Study, *, named: bool) -> dict[str, dict[str, str]]:
    """Per case what its placeholders are called in this channel."""
    if not named:
        return {text.case: general_words(study, text) for text in documents(study) if text.id == text.case}
    register = load_register(study)
    found = {}
    for text in documents(study):
        if text.id == text.case:
            inquiry = Inquiry(study, register, text, CHANNEL, study.settings.date)
            found[text.case] = dict(names_for(inquiry, text.blocks))
    return found


def _shown(block: Block, words: Mapping[str, Mapping[str, str]]) -> Block:
    case = block.by.partition("/")[0]
    return replace(block, text=resolved(block.text, words[case])) if case in words else block


def _reports(folder: Path, note: Note, data: NoteData) -> list[Path]:
    """What each sentence rests on; what to look at; what may be hard to read."""
    study = data.study
    tables = {
        "trace.csv": trace_table(note),
        "controle.csv": checks_table(check_note(note, data, note_texts(study)[0])),
        "gewone_taal.csv": language_table([note.document], load_wording(study)),
        "leesbaarheid.csv": readability_table([note.document]),
    }
    for name, table in tables.items():
        write_bytes(folder / name, csv_bytes(table))
    write_json(folder / "trace.json", trace_json(note))
    return [folder / "trace.json", *(folder / name for name in tables)]
