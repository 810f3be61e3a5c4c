"""The gate: the only place where a Released is made. What it does not give out stays in."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace

from ..approval.blocks import persons_of
from ..approval.people import text_document
from ..approval.register import load_register
from ..approval.templates import terms
from ..errors import Refusal, UsageError
from ..records import Block, Document, Released
from ..study import Study
from . import conditions
from .conditions import Inquiry, reasons_against
from .naming import names_for
from .remainder import remainder, share

FIX = "kijk met 'nota board' wie nog moet antwoorden, of wat er nog te beslissen is."


@dataclass(frozen=True, slots=True)
class Judgement:
    """What the gate finds of a text: what may go, what stays behind and why."""

    document: Document
    channel: str
    against: tuple[str, ...]
    """Reasons against the text as a whole."""
    kept: tuple[Block, ...]
    left_out: tuple[tuple[str, str], ...]
    """(block id, reason) in the order of the text."""

    @property
    def whole(self) -> bool:
        """Whether everything may go."""
        return not self.against and not self.left_out


def judge(study: Study, document: Document | str, channel: str, *, on: dt.date | None = None) -> Judgement:
    """Hold a text against every condition, without giving anything out. Raises UsageError on an unknown channel."""
    return _judge(_inquiry(study, document, channel, on))


@dataclass(frozen=True, slots=True)
class Examined:
    """The gate's whole answer: what it finds, and what it gives out or why it gives nothing."""

    judgement: Judgement
    released: Released | None
    problems: tuple[str, ...]
    """Why nothing goes out; empty when something does."""


def release(
    study: Study, document: Document | str, channel: str, *, partial: bool = True, on: dt.date | None = None
) -> Released:
    """Give out what may go through this channel, and what was left out and why.

    ``on`` is the day of publishing, else the study's date. Raises Refusal with the reasons when the text may not go,
    when too little of it is left to read (``minimum_share`` in terms.yaml), or, with ``partial=False``, when
    anything is left out.
    """
    found = examine(study, document, channel, partial=partial, on=on)
    if found.released is None:
        message = f"{found.judgement.document.id} gaat niet uit naar '{channel}': {'; '.join(found.problems)}."
        raise Refusal(message, fix=FIX)
    return found.released


def examine(
    study: Study, document: Document | str, channel: str, *, partial: bool = True, on: dt.date | None = None
) -> Examined:
    """What :func:`release` would give out, without raising: for lists of what stays behind."""
    inquiry = _inquiry(study, document, channel, on)
    judgement = _judge(inquiry)
    problems = list(judgement.against) or _too_little(study, judgement, partial)
    if problems:
        return Examined(judgement, None, tuple(problems))
    shown = replace(inquiry.document, blocks=judgement.kept)
    lines = sorted({line for block in judgement.kept for line in _lines(inquiry, block)})
    names = names_for(inquiry, judgement.kept)
    return Examined(judgement, Released(shown, channel, tuple(lines), judgement.left_out, names), ())


def _inquiry(study: Study, document: Document | str, channel: str, on: dt.date | None) -> Inquiry:
    known = [one.id for one in study.settings.channels]
    if channel not in known:
        fix = f"kies uit: {', '.join(known) or 'geen; zet ze in study.yaml'}."
        raise UsageError(f"er is geen kanaal '{channel}'.", path=study.interviews / "study.yaml", fix=fix)
    text = text_document(study, document) if isinstance(document, str) else document
    return Inquiry(study, load_register(study), text, channel, on or study.settings.date)


def _judge(inquiry: Inquiry) -> Judgement:
    against = tuple(reason for condition in conditions.TEXT_CONDITIONS if (reason := condition(inquiry)))
    refused = {
        block.id: "; ".join(reasons)
        for block in inquiry.document.blocks
        if (reasons := reasons_against(inquiry, block))
    }
    kept, left_out = remainder(inquiry.document.blocks, refused)
    return Judgement(inquiry.document, inquiry.channel, against, tuple(kept), tuple(left_out.items()))


def _too_little(study: Study, judgement: Judgement, partial: bool) -> list[str]:
    reasons = list(dict.fromkeys(part for _, reason in judgement.left_out for part in reason.split("; ")))
    if judgement.left_out and not partial:
        return ["deze tekst gaat alleen in zijn geheel uit", *reasons]
    left = share(judgement.kept, judgement.document.blocks)
    least = terms(study).minimum_share
    if not any(block.kind != "heading" for block in judgement.kept):
        return ["er blijft niets over om te lezen", *reasons]
    if left < least:
        return [f"er blijft {left:.0%} van de tekst over en dat is te weinig", *reasons]
    return []


def _lines(inquiry: Inquiry, block: Block) -> list[str]:
    """Digests of the register's lines on which one block goes out."""
    people = persons_of(block, inquiry.document.case)
    if people:
        found = [inquiry.answer(person, block) for person in people]
    else:
        everybody = sorted({e.person for e in inquiry.register.of(inquiry.document.id) if e.person})
        fitting = (person for person in everybody if not conditions.why_not(inquiry, block, person))
        found = [inquiry.standing(inquiry.document.id, person) for person in fitting]
    return [line for one in found if one for line in one.lines]
