"""Documents through the gate: what people did not agree to stays out, and a list says what and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from ..approval.blocks import block_texts
from ..approval.names import holds_name
from ..approval.people import documents as round_texts
from ..approval.register import load_register
from ..placeholders import resolved
from ..publishing.conditions import Inquiry
from ..publishing.gate import examine
from ..publishing.naming import names_for
from ..records import Block, Document
from ..rendering import Look, escape
from ..study import ROLE_LABELS, Study
from ..writing import speaker_label
from ..writing.cases import as_shown
from ..writing.headings import without_empty_headings
from .documents import Made, look


@dataclass(frozen=True, slots=True)
class Outcome:
    """What the gate gave out of one document, and what it kept."""

    made: Made
    document: Document | None
    """None when nothing goes out."""
    look: Look
    kept: tuple[tuple[str, str], ...]
    """(block, reason)."""
    problems: tuple[str, ...] = ()


@dataclass(frozen=True)
class Names:
    """How people and schools are called in one channel: as each chose; read once."""

    study: Study
    channel: str

    @cached_property
    def by_case(self) -> dict[str, dict[str, str]]:
        register = load_register(self.study)
        found = {}
        for text in round_texts(self.study):
            if text.id == text.case:
                inquiry = Inquiry(self.study, register, text, self.channel, self.study.settings.date)
                found[text.case] = dict(names_for(inquiry, text.blocks))
        return found


def released(study: Study, made: Made, names: Names) -> Outcome:
    """What may go of a document; one for the bureau itself goes whole, with general terms in the place of names."""
    if not made.channel:
        shown = as_shown(study, made.document)
        return Outcome(made, shown, replace(look(made), speakers=_speakers(study, shown, {})), ())
    found = examine(study, made.document, made.channel)
    if found.released is None:
        return Outcome(made, None, look(made), found.judgement.left_out, found.problems)
    document, named = _without_names(study, found.released.document)
    words = names.by_case
    blocks = without_empty_headings([_shown(block, words) for block in document.blocks])
    shown = replace(document, blocks=tuple(blocks))
    own = {
        person: words.get(person.partition("/")[0], {}).get(person.rpartition("/")[2], "") for person in _people(shown)
    }
    speakers = _speakers(study, shown, own)
    return Outcome(made, shown, replace(look(made), speakers=speakers), (*found.judgement.left_out, *named))


def _without_names(study: Study, document: Document) -> tuple[Document, list[tuple[str, str]]]:
    """Rows are typed by people: a block that holds a name of any case stays in. Who did the work may be named."""
    contact = study.settings.contact
    team = [contact.name, escape(contact.email), contact.email, *(member.name for member in study.settings.team)]
    held = []
    for block in document.blocks:
        text = "\n".join(block_texts(block))
        for own in team:
            text = text.replace(own, "") if own else text
        if any(holds_name(study, case.id, text) for case in study.cases):
            held.append(block.id)
    blocks = tuple(block for block in document.blocks if block.id not in held)
    return replace(document, blocks=blocks), [
        (name, "er staat een naam in die niet in de tekst hoort") for name in held
    ]


def _shown(block: Block, words: Mapping[str, Mapping[str, str]]) -> Block:
    case = (block.by or next(iter(block.about), "")).partition("/")[0]
    if case not in words:
        return block
    rows = tuple(tuple(resolved(cell, words[case]) for cell in row) for row in block.rows)
    return replace(block, text=resolved(block.text, words[case]), alt=resolved(block.alt, words[case]), rows=rows)


def _people(document: Document) -> list[str]:
    return sorted({block.by for block in document.blocks if block.by})


def _speakers(study: Study, document: Document, chosen: Mapping[str, str]) -> tuple[tuple[str, str], ...]:
    """Under a quote: the name that somebody chose, else the function or role, and what the case is called."""
    made = []
    for person in _people(document):
        case_id, _, name = person.partition("/")
        case = next((one for one in study.cases if one.id == case_id), None)
        known = case.person(name) if case else None
        role = (known.note if known and known.note else "") or (
            ROLE_LABELS.get(known.role, known.role) if known else speaker_label(person, case=False)
        )
        where = str(case.facts.get("aanduiding") or "") if case else ""
        general = chosen.get(person, "")
        who = general if general and not general.startswith(("de ", "het ", "een ")) else role
        made.append((person, f"{who}, {where}" if where else who))
    return tuple(made)
