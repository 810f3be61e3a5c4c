"""What goes out to one person: form, text, letter, page, draft mails and a calendar item; made again the same each time."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..files import write_bytes, write_text
from ..records import Block, Document
from ..rendering import to_docx, to_pdf
from ..rendering.look import Look
from ..study import Channel, Study
from .blocks import asked, block_digest, persons_of
from .form import shifted, word_form
from .form_parts import Field, Form
from .letters import addressee, letter_document, letter_text, mail_draft, mail_text, reminder_item
from .names import general_words
from .page import answer_page
from .people import CAMPAIGN, blocks_for, case_of, is_target, person_of, text_document, text_ids, waits_for
from .questions import CONTACT_CHANNELS, form_of
from .receiving import form_for, words_of
from .register import Register, load_register
from .sent import Sent, load_sent
from .states import CLOSED, last_sent, state_of

LETTER_NAME = "[naam]"
DOTS = "……………………………………………………"


@dataclass(frozen=True, slots=True)
class Pack:
    """One person's pack, or why there is none yet."""

    person: str
    sent: Sent | None
    paths: tuple[Path, ...] = ()
    why_not: str = ""


def prepare(study: Study, document: Document, person: str, register: Register, *, due: dt.date) -> Sent | None:
    """What this person would be sent now; None when nothing in it is about them yet."""
    blocks = blocks_for(study, document, person, register)
    if not any(person in persons_of(block, document.case) for block in blocks):
        return None
    sent = Sent(
        document=document.id, case=document.case, version=document.version, text=document.digest, title=document.title,
        person=person, easy=is_target(study, person), due=due.isoformat(), channels=_channels(study, document),
        blocks=blocks, letter="",
    )  # fmt: skip
    general = general_words(study, sent.shown)
    name = person.rpartition("/")[2]
    return replace(
        sent, letter=letter_text(study, sent, name=LETTER_NAME, reference="[kenmerk]"),
        words=tuple(sorted(general.items())), form=form_of(sent, general.get(name, name)),
    )  # fmt: skip


def current(study: Study, document: Document, person: str, register: Register) -> Sent | None:
    """What was sent to this person if that still is what they would get; else what would be sent next."""
    last = last_sent(register, document.id, person)
    due = study.settings.date + dt.timedelta(days=study.settings.rules.reply_days)
    fresh = prepare(study, document, person, register, due=due)
    if last is None:
        return fresh
    sent = load_sent(study, last.pack)
    return sent if fresh is None or same_text(fresh, sent) else fresh


def same_text(one: Sent, other: Sent) -> bool:
    """Whether two packs show the same words for the same uses."""
    return _shown(one) == _shown(other)


def make_pack(study: Study, document: str, person: str, register: Register | None = None) -> Pack:
    """Write the pack of one person to ``outputs/approval/<case>/<person>/``. Nothing is recorded as sent."""
    register = register or load_register(study)
    text = text_document(study, document)
    state = state_of(register, document, person)
    if state in CLOSED:
        return Pack(person, None, why_not="wordt niet meer gevraagd")
    first = waits_for(study, text, person, register)
    sent = current(study, text, person, register)
    if sent is None:
        names = " en ".join(one.rpartition("/")[2] for one in first)
        return Pack(
            person,
            None,
            why_not=f"wacht op het antwoord van {names}"
            if names
            else "komt in geen stuk voor dat nu mag worden getoond",
        )
    return Pack(person, sent, tuple(write_pack(study, sent)))


def write_pack(study: Study, sent: Sent) -> list[Path]:
    """The files of a pack. No name in any file name."""
    folder = folder_of(study, sent.document, sent.person)
    form, words = form_for(study, sent), words_of(study, sent)
    reference = sent.reference
    letter = letter_document(study, sent, letter_text(study, sent, name=addressee(study, sent), reference=reference))
    look = Look(large_print=sent.easy, reference=reference, concept=False, colophon=False)
    files = {
        "formulier.docx": word_form(sent, form, words, study=study),
        "tekst.pdf": to_pdf(paper(sent, form, words), study=study, options=_look(sent, words, look)),
        "brief.docx": to_docx(letter, study=study, options=look),
        "brief.pdf": to_pdf(letter, study=study, options=look),
        "antwoord.html": answer_page(sent, form, words, study=study),
        "herinnering.ics": reminder_item(study, sent),
    }
    attached = {f"{reference}-{name}": files[name] for name in ("brief.pdf", "tekst.pdf", "formulier.docx")}
    for template, name, attachments in (("mail", "mail", attached), ("reminder", "herinnering", {})):
        subject, body = mail_text(study, sent, template)
        files[f"{name}.eml"] = mail_draft(subject, body, attachments, reference=reference)
        files[f"{name}.txt"] = f"{subject}\n\n{body}".encode()
    paths = []
    for name, data in files.items():
        paths.append(folder / f"{reference}-{name}")
        write_bytes(paths[-1], data)
    return paths


def paper(sent: Sent, form: Form, words: dict[str, str]) -> Document:
    """The text to read on screen or on paper, with the questions as boxes to tick by pen."""
    slip: list[Block] = [Block("nota-antwoord", "heading", form.answer_heading, level=2)]
    for number, question in enumerate(form.questions, 1):
        slip.append(Block(f"nota-vraag-{number}", "heading", f"{number}. {question.heading}", level=3))
        rows: tuple[tuple[str, ...], ...]
        if question.grid:
            rows = (form.grid_header, *((asked, "☐\u00a0Ja", "☐\u00a0Nee") for _, asked in question.grid))
        else:
            boxes = [label for field in question.fields for label in _boxes(field)]
            rows = (("Antwoord", "Kruis aan"), *((label, "☐") for label in boxes)) if boxes else ()
        if rows:
            slip.append(Block(f"nota-hokjes-{number}", "table", "", rows=rows, style="kader"))
        lines = [f"{field.label} {DOTS}" for field in question.fields if field.kind == "text"]
        if lines:
            slip.append(Block(f"nota-regels-{number}", "list", "\n".join(lines)))
    slip.append(Block("nota-handtekening", "list", f"Handtekening: {DOTS}"))
    title = Block("nota-titel", "heading", form.title, level=1)
    text = Block("nota-tekst", "heading", form.text_heading, level=2)
    blocks = (title, text, *shifted(sent, words), *slip)
    return Document(sent.document, form.title, blocks, sent.version, sent.case)


def _boxes(field: Field) -> list[str]:
    """What can be ticked on paper."""
    return {"box": [field.label], "list": [words for _, words in field.options]}.get(field.kind, [])


def folder_of(study: Study, document: str, person: str) -> Path:
    """Where a person's pack is."""
    return study.outputs / "approval" / case_of(document) / person.rpartition("/")[2]


def make_packs(study: Study, jobs: Sequence[tuple[str, str]], register: Register) -> list[Path]:
    """The packs of (text, person) pairs; for who has to wait, a note that says for whom."""
    paths: list[Path] = []
    for document, person in jobs:
        pack = make_pack(study, document, person, register)
        if pack.sent is None:
            path = folder_of(study, document, person) / f"{document}-nog-niet.txt"
            write_text(path, f"Er is geen pakket voor {person} bij {document}: {pack.why_not}.\n")
            paths.append(path)
        paths += pack.paths
    return paths


def jobs_of(study: Study) -> list[tuple[str, str]]:
    """Every (text, person) that has to be asked. Raises InputError for a person whom case.yaml does not know."""
    jobs = [(name, person) for name in text_ids(study) for person in asked(text_document(study, name))]
    for _, person in jobs:
        person_of(study, person)
    return jobs


def _channels(study: Study, document: Document) -> tuple[Channel, ...]:
    """A campaign text is asked for the campaign alone."""
    channels = study.settings.channels
    if document.id == case_of(document.id):
        return channels
    return tuple(channel for channel in channels if channel.id == CAMPAIGN and channel.id not in CONTACT_CHANNELS)


def _shown(sent: Sent) -> tuple[object, ...]:
    return sent.version, sent.channels, [(block.id, block_digest(block)) for block in sent.blocks]


def _look(sent: Sent, words: dict[str, str], look: Look) -> Look:
    speakers = tuple((f"{sent.case}/{name}", word) for name, word in words.items())
    return replace(look, paragraph_numbers=True, speakers=speakers)
