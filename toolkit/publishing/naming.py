"""How people and bodies are called in a channel: as each person chose for it; a general term when they did not."""

from __future__ import annotations

from collections.abc import Sequence

from ..approval.blocks import block_texts, persons_of
from ..approval.names import first_name, full_name, general_words, holds_name, show_block
from ..approval.people import person_of
from ..placeholders import placeholders
from ..records import Block, Document, Released
from .conditions import Inquiry

_SPEAK_FOR_SCHOOL = ("schoolleider", "bestuur")


def names_for(inquiry: Inquiry, blocks: Sequence[Block]) -> tuple[tuple[str, str], ...]:
    """(placeholder, words) for all that stands in these blocks, sorted.

    A school is named only when everybody in the blocks said it may, one of whom speaks for the school: its name
    makes each of them recognisable.
    """
    document = Document(inquiry.document.id, "", tuple(blocks), case=inquiry.document.case)
    words = general_words(inquiry.study, document)
    people = sorted({person for block in blocks for person in persons_of(block, inquiry.document.case)})
    for person in people:
        own = _own_words(inquiry, person)
        if own:
            words[person.rpartition("/")[2]] = own
    if _school_may_be_named(inquiry, people):
        case = inquiry.study.case(inquiry.document.case)
        words |= {e.id: e.names[0] for e in case.entities if e.kind == "school" and e.names and e.id in words}
    used = {name for block in blocks for text in block_texts(block) for name in placeholders(text)}
    used |= {person.rpartition("/")[2] for person in people}
    return tuple(sorted((name, word) for name, word in words.items() if name in used))


def shown(released: Released) -> Document:
    """The released document with every placeholder in words."""
    from dataclasses import replace

    words = dict(released.names)
    blocks = tuple(show_block(block, words) for block in released.document.blocks)
    return replace(released.document, blocks=blocks)


def named_persons(inquiry: Inquiry, people: Sequence[str]) -> list[str]:
    """Who of these people goes by their own name in this channel."""
    return [person for person in people if (found := inquiry.choice(person)) and found == "eigen_naam"]


def _own_words(inquiry: Inquiry, person: str) -> str:
    """The name a person chose; empty when it is the function. Somebody of the target group goes by the first name."""
    choice = inquiry.choice(person)
    if choice == "eigen_naam":
        name = full_name(inquiry.study, person)
        return first_name(name) if person_of(inquiry.study, person).target_group else name
    if choice == "pseudoniem":
        pseudonym = inquiry.pseudonym(person)
        taken = holds_name(inquiry.study, inquiry.document.case, pseudonym) if pseudonym else False
        return "" if taken else pseudonym
    return ""


def _school_may_be_named(inquiry: Inquiry, people: Sequence[str]) -> bool:
    if not people or not inquiry.document.case:
        return False
    speaks = any(person_of(inquiry.study, person).role in _SPEAK_FOR_SCHOOL for person in people)
    return speaks and all(inquiry.school(person) == "ja" for person in people)
