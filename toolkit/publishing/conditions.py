"""The conditions of the gate, each a function that gives the reason in Dutch why not, or an empty string.

They are in three tuples: of the text as a whole, of a block, and of a block and one person it is about. None of them
is covered by another: the tests take each away in turn and show what would then get out.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from ..approval.answers import Standing, standing, withdrawal
from ..approval.blocks import asked, block_digest, block_texts, persons_of
from ..approval.names import holds_name
from ..approval.people import case_of, text_ids
from ..approval.register import Register
from ..approval.states import AGREEING, LABELS, state_of
from ..approval.templates import terms
from ..records import Block, Document
from ..study import Study


@dataclass(frozen=True)
class Inquiry:
    """What the gate is asked: may this text go out through this channel on this day?"""

    study: Study
    register: Register
    document: Document
    channel: str
    on: dt.date

    @cached_property
    def goes_round(self) -> bool:
        """Whether the text has its own round of approval; others (the note) rest on what people agreed to elsewhere."""
        return self.document.id in text_ids(self.study)

    @cached_property
    def _texts(self) -> list[str]:
        return sorted({entry.document for entry in self.register.entries})

    @cached_property
    def _known(self) -> dict[tuple[str, str], Standing | None]:
        return {}

    def standing(self, document: str, person: str) -> Standing | None:
        """What counts of the person's answers on a text; worked out once."""
        if (document, person) not in self._known:
            self._known[document, person] = standing(self.register, document, person)
        return self._known[document, person]

    def answer(self, person: str, block: Block) -> Standing | None:
        """The person's answer that counts for this block."""
        if self.goes_round:
            return self.standing(self.document.id, person)
        found = [self.standing(text, person) for text in self._texts if case_of(text) == person.split("/")[0]]
        answers = [one for one in found if one]
        digest = block_digest(block)
        return next((one for one in answers if digest in one.digests), answers[0] if answers else None)

    def choice(self, person: str) -> str:
        """How the person chose to be named in this channel."""
        found = self.standing(self.document.id, person)
        return found.naming(self.channel) if found else "functie"

    def pseudonym(self, person: str) -> str:
        """The invented name the person goes by."""
        found = self.standing(self.document.id, person)
        return found.answer.pseudonym if found else ""

    def school(self, person: str) -> str:
        """What the person said of naming the school."""
        found = self.standing(self.document.id, person)
        return found.answer.school if found else ""


TextCondition = Callable[[Inquiry], str]
BlockCondition = Callable[[Inquiry, Block], str]
PersonCondition = Callable[[Inquiry, Block, str], str]


def chain_is_whole(inquiry: Inquiry) -> str:
    """Nothing rests on a register that was tampered with."""
    problems = inquiry.register.problems
    return f"het register klopt niet: {'; '.join(problems)}" if problems else ""


def text_was_checked(inquiry: Inquiry) -> str:
    """Somebody of the team read exactly this text, or made it by deciding about wishes."""
    if not inquiry.goes_round:
        return ""
    lines = inquiry.register.of(inquiry.document.id, "")
    checked = {e.digest for e in lines if e.event in ("intern_gecontroleerd", "gewijzigd")}
    return (
        "" if inquiry.document.digest in checked else "deze tekst is na de laatste wijziging niet intern gecontroleerd"
    )


def nobody_holds_it(inquiry: Inquiry) -> str:
    """The no of somebody the text turns on (``hold_case_for`` in terms.yaml) is a no to the whole text."""
    if not inquiry.goes_round:
        return ""
    roles = terms(inquiry.study).hold_case_for
    case = inquiry.study.case(inquiry.document.case)
    for person in asked(inquiry.document):
        known = case.person(person.rpartition("/")[2])
        state = state_of(inquiry.register, inquiry.document.id, person)
        if known and known.role in roles and state in ("niet_akkoord", "ingetrokken"):
            return f"{known.id}: {LABELS[state]}; daarmee vervalt de hele tekst"
    return ""


def no_name_in_it(inquiry: Inquiry, block: Block) -> str:
    """No name of the roster stands in the words themselves; names come in by consent only."""
    cases = {person.partition("/")[0] for person in persons_of(block, inquiry.document.case)}
    known = {case.id for case in inquiry.study.cases} & ({inquiry.document.case} | cases)
    if any(holds_name(inquiry.study, case, text) for case in sorted(known) for text in block_texts(block) if text):
        return "er staat een naam in die niet in de tekst hoort"
    return ""


def somebody_agreed(inquiry: Inquiry, block: Block) -> str:
    """What is about nobody still needs one person of the case who read it and said yes to this channel."""
    if persons_of(block, inquiry.document.case) or not inquiry.goes_round:
        return ""
    if any(not why_not(inquiry, block, person) for person in _asked_once(inquiry)):
        return ""
    return "nog niemand die dit stuk las, gaf er akkoord op"


def answered(inquiry: Inquiry, block: Block, person: str) -> str:
    """Silence is no consent."""
    if inquiry.answer(person, block):
        return ""
    state = state_of(inquiry.register, inquiry.document.id, person)
    reasons = {"geen_reactie": "reageerde niet", "verzonden": "gaf nog geen antwoord",
               "herinnerd": "gaf nog geen antwoord"}  # fmt: skip
    return f"{_short(person)} {reasons.get(state, 'is nog niet gevraagd')}"


def not_withdrawn(inquiry: Inquiry, block: Block, person: str) -> str:
    """Who withdrew is out."""
    found = inquiry.answer(person, block)
    gone = found.withdrawn if found else withdrawal(inquiry.register, inquiry.document.id, person)
    return f"{_short(person)} trok zich terug" if gone else ""


def said_yes(inquiry: Inquiry, block: Block, person: str) -> str:
    """A no is a no, and so is what cannot be read as a yes."""
    found = inquiry.answer(person, block)
    if found is None or found.answer.event in AGREEING:
        return ""
    return f"{_short(person)}: {LABELS[found.answer.event]}"


def same_words(inquiry: Inquiry, block: Block, person: str) -> str:
    """An edit after approval voids it."""
    found = inquiry.answer(person, block)
    if found is None or block_digest(block) in found.digests:
        return ""
    return f"{_short(person)} gaf geen akkoord op deze woorden"


def nothing_open(inquiry: Inquiry, block: Block, person: str) -> str:
    """A remark that nobody dealt with may be an objection."""
    found = inquiry.answer(person, block)
    if found is None or block_digest(block) not in found.open:
        return ""
    return f"een opmerking van {_short(person)} is nog niet besproken"


def channel_was_chosen(inquiry: Inquiry, block: Block, person: str) -> str:
    """Every use needs its own yes."""
    found = inquiry.answer(person, block)
    if found is None or found.channel(inquiry.channel) == "ja":
        return ""
    return f"{_short(person)} gaf voor dit gebruik geen toestemming ({found.channel(inquiry.channel)})"


def still_holds(inquiry: Inquiry, block: Block, person: str) -> str:
    """An approval may be given until a certain day."""
    found = inquiry.answer(person, block)
    if found is None or not found.answer.until or found.answer.until >= inquiry.on.isoformat():
        return ""
    return f"het akkoord van {_short(person)} gold tot en met {found.answer.until}"


TEXT_CONDITIONS: tuple[TextCondition, ...] = (chain_is_whole, text_was_checked, nobody_holds_it)
BLOCK_CONDITIONS: tuple[BlockCondition, ...] = (no_name_in_it, somebody_agreed)
PERSON_CONDITIONS: tuple[PersonCondition, ...] = (
    answered, not_withdrawn, said_yes, same_words, nothing_open, channel_was_chosen, still_holds,
)  # fmt: skip


def why_not(inquiry: Inquiry, block: Block, person: str) -> str:
    """Why this person's answer does not let this block through; the first reason, or an empty string."""
    return next((reason for condition in PERSON_CONDITIONS if (reason := condition(inquiry, block, person))), "")


def reasons_against(inquiry: Inquiry, block: Block) -> list[str]:
    """Every reason why a block may not go, one per person and condition."""
    own = [reason for condition in BLOCK_CONDITIONS if (reason := condition(inquiry, block))]
    people = [
        reason for person in persons_of(block, inquiry.document.case) if (reason := why_not(inquiry, block, person))
    ]
    return [*own, *people]


def _asked_once(inquiry: Inquiry) -> list[str]:
    return sorted({e.person for e in inquiry.register.of(inquiry.document.id) if e.person})


def _short(person: str) -> str:
    return person.rpartition("/")[2]
