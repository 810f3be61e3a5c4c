"""What goes out to one person: form, text, letter, page, draft mails and a calendar item.

A pack that was sent is made again from what was frozen then; templates and settings of now are for packs still to be sent.
"""

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
from .letters import (
    NAME,
    REFERENCE,
    addressed,
    addressee,
    letter_document,
    letter_text,
    mail_draft,
    mail_text,
    reminder_item,
)
from .names import general_words
from .page import answer_page
from .people import CAMPAIGN, blocks_for, case_of, is_target, person_of, text_document, text_ids, waits_for
from .questions import CONTACT_CHANNELS, form_of
from .receiving import form_for, words_of
from .register import Entry, Register, load_register
from .sealing import fits
from .sent import Around, Sent, load_sent
from .states import CLOSED, last_sent, state_of
from .templates import terms

LET_OP = "let-op.txt"
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
        sent, letter=letter_text(study, sent, name=NAME, reference=REFERENCE), words=tuple(sorted(general.items())),
        form=form_of(sent, general.get(name, name)), around=around_now(study, sent),
    )  # fmt: skip


def around_now(study: Study, sent: Sent) -> Around:
    """The mails, settings and terms as they are now."""
    settings = study.settings
    return Around(
        mail=mail_text(study, sent, "mail"), reminder=mail_text(study, sent, "reminder"),
        reminder_days=terms(study).reminder_days, client=settings.client, bureau=settings.bureau,
        email=settings.contact.email, phone=settings.contact.phone, date=settings.date.isoformat(),
        invented=settings.invented,
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
    """Whether two packs show the same words for the same uses.

    A version in which nothing of this person changed is no reason to ask again, nor to show other than what was sent.
    """
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
    last = last_sent(register, document, person)
    line = last if last and last.pack == sent.digest else None
    return Pack(person, sent, tuple(write_pack(study, sent, line)))


def write_pack(study: Study, sent: Sent, line: Entry | None = None) -> list[Path]:
    """The files of a pack. No name in any file name.

    ``line`` is that of its sending, when it was sent. A file that is what was sent is then not overwritten by one that is
    not, and ``...-let-op.txt`` names what is, or would be, other than what was sent.
    """
    folder, paths = folder_of(study, sent.document, sent.person), []
    stay: list[str] = []
    other: list[str] = []
    for name, data in pack_files(study, sent).items():
        path = folder / f"{sent.reference}-{name}"
        if line and fits(study, line, name, data) is False:
            kept = path.is_file() and fits(study, line, name, path.read_bytes())
            (stay if kept else other).append(name)
        if name not in stay:
            write_bytes(path, data)
        paths.append(path)
    notes = _differences(stay, other)
    if line and sent.around is None and letter_text(study, sent, name=NAME, reference=REFERENCE) != sent.letter:
        notes.append(_MAILS_OF_NOW)
    if notes:
        paths.append(folder / f"{sent.reference}-{LET_OP}")
        write_text(paths[-1], "\n\n".join(notes) + "\n")
    return paths


def pack_files(study: Study, sent: Sent) -> dict[str, bytes]:
    """The files of a pack, by what follows the reference in their names."""
    form, words = form_for(study, sent), words_of(study, sent)
    around = sent.around or around_now(study, sent)
    study, to = _as_it_was(study, around), addressee(study, sent)
    reference = sent.reference
    told = sent.letter or letter_text(study, sent, name=NAME, reference=REFERENCE)
    letter = letter_document(study, sent, addressed(told, name=to, reference=reference))
    look = Look(large_print=sent.easy, reference=reference, concept=False, colophon=False)
    files = {
        "formulier.docx": word_form(sent, form, words, study=study),
        "tekst.pdf": to_pdf(paper(sent, form, words), study=study, options=_look(sent, words, look)),
        "brief.docx": to_docx(letter, study=study, options=look),
        "brief.pdf": to_pdf(letter, study=study, options=look),
        "antwoord.html": answer_page(sent, form, words, study=study),
        "herinnering.ics": reminder_item(sent, made=study.settings.date, days=around.reminder_days),
    }
    attached = {f"{reference}-{name}": files[name] for name in ("brief.pdf", "tekst.pdf", "formulier.docx")}
    for mail, name, attachments in ((around.mail, "mail", attached), (around.reminder, "herinnering", {})):
        subject, body = (addressed(part, name=to, reference=reference) for part in mail)
        files[f"{name}.eml"] = mail_draft(subject, body, attachments, reference=reference)
        files[f"{name}.txt"] = f"{subject}\n\n{body}".encode()
    return files


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


def _as_it_was(study: Study, around: Around) -> Study:
    """The study with the settings that show in a pack as they were when it went out."""
    now = study.settings
    contact = now.contact.model_copy(update={"email": around.email, "phone": around.phone})
    shown = {
        "client": around.client, "bureau": around.bureau, "invented": around.invented, "contact": contact,
        "date": dt.date.fromisoformat(around.date),
    }  # fmt: skip
    return study.with_settings(now.model_copy(update=shown))


def _differences(stay: Sequence[str], other: Sequence[str]) -> list[str]:
    """What to say of files of a sent pack that are made otherwise now."""
    notes = []
    if stay:
        notes.append(
            f"Dit zijn de bestanden zoals ze zijn verzonden. Opnieuw gemaakt worden ze anders: {', '.join(stay)}. "
            "Ze zijn daarom niet overschreven."
        )
    if other:
        notes.append(
            f"Dit is niet precies wat is verzonden: {', '.join(other)}. De woorden van tekst, vragen, brief en mails zijn "
            "die van toen. De opmaak is anders, of een figuur, of de naam van wie het kreeg."
        )
    return notes


_MAILS_OF_NOW = (
    "De brief is die van toen. De mails van toen zijn niet bewaard: deze zijn gemaakt met de sjablonen en gegevens van nu, en "
    "die zijn sindsdien veranderd."
)


def _channels(study: Study, document: Document) -> tuple[Channel, ...]:
    """A campaign text is asked for the campaign alone."""
    channels = study.settings.channels
    if document.id == case_of(document.id):
        return channels
    return tuple(channel for channel in channels if channel.id == CAMPAIGN and channel.id not in CONTACT_CHANNELS)


def _shown(sent: Sent) -> tuple[object, ...]:
    return sent.channels, [(block.id, block_digest(block)) for block in sent.blocks]


def _look(sent: Sent, words: dict[str, str], look: Look) -> Look:
    speakers = tuple((f"{sent.case}/{name}", word) for name, word in words.items())
    return replace(look, paragraph_numbers=True, speakers=speakers)
