"""The contact sheet: who may be called by a journalist, and where a photographer may come. Only who said yes is on it."""

from __future__ import annotations

from dataclasses import dataclass

from ..approval.answers import Standing, standing
from ..approval.blocks import block_texts
from ..approval.names import full_name
from ..approval.people import text_document, text_ids
from ..approval.questions import CONTACT_CHANNELS
from ..approval.receiving import read_kept
from ..approval.register import Register
from ..errors import NotaError
from ..placeholders import placeholders
from ..study import ROLE_LABELS, Case, Entity, Study

COLUMNS = (
    "case",
    "naam",
    "rol",
    "school",
    "bereikbaar via",
    "ja gezegd op",
    "vastgelegd door",
    "regel in het register",
)
NOT_KNOWN = "vraag het na bij het bureau"


@dataclass(frozen=True, slots=True)
class Contact:
    """One person on a sheet."""

    person: str
    channel: str
    row: tuple[str, ...]
    named: tuple[str, ...]
    """Whose names stand in the row, as ``case/id``."""


def channels(study: Study) -> list[str]:
    """The channels of this study that are a call or a visit."""
    return [channel.id for channel in study.settings.channels if channel.id in CONTACT_CHANNELS]


def contacts(study: Study, register: Register, channel: str) -> list[Contact]:
    """Everybody who said yes to this channel and takes nothing back. A no to the text is a no to being called about it."""
    found: dict[str, Contact] = {}
    for document in text_ids(study):
        for person in sorted({entry.person for entry in register.of(document) if entry.person}):
            answer = standing(register, document, person)
            if answer is None or not answer.agrees or answer.channel(channel) != "ja":
                continue
            if answer.answer.until and answer.answer.until < study.settings.date.isoformat():
                continue
            found.setdefault(person, _contact(study, person, channel, answer))
    return [found[person] for person in sorted(found)]


def _contact(study: Study, person: str, channel: str, answer: Standing) -> Contact:
    case = study.case(person.partition("/")[0])
    known = case.person(person.rpartition("/")[2])
    role = ROLE_LABELS[known.role] if known and not known.target_group else "medewerker" if known else ""
    schools = _schools(study, case, answer) if answer.answer.school == "ja" else []
    names = ", ".join(one.names[0] for one in schools)
    named = (person, *(f"{case.id}/{one.id}" for one in schools))
    entry = answer.answer
    row = (case.id, full_name(study, person), role, names, _reach(study, answer), entry.on, entry.by, entry.line[:16])
    return Contact(person, channel, row, named)


def _schools(study: Study, case: Case, answer: Standing) -> list[Entity]:
    """The schools that the text is about."""
    text = text_document(study, answer.answer.document)
    there = {name for block in text.blocks for words in block_texts(block) for name in placeholders(words)}
    return [one for one in case.entities if one.kind == "school" and one.names and one.id in there]


def _reach(study: Study, answer: Standing) -> str:
    """Telephone or e-mail as the person wrote it in the reply: it is kept nowhere else."""
    entry = answer.answer
    if not entry.reply or entry.via not in ("word", "pagina", "mail"):
        return NOT_KNOWN
    try:
        return read_kept(study, entry)[1].choices.reach or NOT_KNOWN
    except NotaError:
        return NOT_KNOWN
