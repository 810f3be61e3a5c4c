"""Deciding about wishes: accept, adapt, discuss, settle or keep; and the next version of the text that follows from it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError, Refusal, UsageError
from ..files import write_text
from ..records import Block, Document
from ..study import Study
from ..writing.texts import read_document, write_document
from .answers import ALL
from .blocks import block_digest, block_texts, persons_of
from .names import holds_name
from .people import keep_version, text_document, text_path
from .register import Entry, Register, append, lock, trusted
from .states import state_of
from .wishes import Wish, wishes_of

DECISIONS = {
    "accept": "overgenomen",
    "adapt": "aangepast",
    "discuss": "bespreken",
    "keep": "niet overgenomen",
    "settle": "afgehandeld",
}
"""What may be decided; ``settle`` is for a remark that asks for no change, ``keep`` for a wish that is not followed."""


@dataclass(frozen=True, slots=True)
class Decision:
    """One decision. ``text`` is the new wording of ``adapt`` (in a list one entry per line), with placeholders."""

    wish: str
    decision: str
    text: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """What followed from a round of decisions."""

    document: Document
    """The text as it is now."""
    changed: bool
    again: tuple[str, ...]
    """Who has to be asked again, because words about them are new to them."""
    path: Path


def decide(
    study: Study, document: str, decisions: Sequence[Decision], *, by: str, on: dt.date | None = None
) -> Decided:
    """Take decisions about wishes and, when words change, write the next version of the text.

    A change that is accepted as it was written needs no new answer of who wrote it; everybody else whom the block
    is about is asked again. The version before stays in ``interviews/approvals/versions/``. All or nothing: an error in
    one decision leaves text and register as they were. Raises UsageError, InputError and Refusal.
    """
    day = (on or dt.date.today()).isoformat()
    if not by.strip():
        raise UsageError("wie neemt deze besluiten?", fix="geef --by met uw id uit study.yaml (team).")
    with lock(study):
        register = trusted(study)
        text = text_document(study, document)
        known = {wish.id: wish for wish in wishes_of(study, register, document)}
        chosen = [(_known(known, one), one) for one in decisions]
        new = _applied(study, text, chosen)
        if new.digest != text.digest:
            _write_version(study, document, text, new)
        written = text_document(study, document)
        lines = [_line(wish, one, written, by, day) for wish, one in chosen]
        for line in lines:
            append(study, line)
        if written.digest != text.digest:
            register = _record_version(study, register, written, chosen, by, day)
    again = tuple(sorted(_asked_again(register, text, written, chosen)))
    return Decided(written, written.digest != text.digest, again, text_path(study, document))


def _known(known: Mapping[str, Wish], one: Decision) -> Wish:
    if one.decision not in DECISIONS:
        raise UsageError(f"'{one.decision}' is geen besluit.", fix=f"kies uit: {', '.join(DECISIONS)}.")
    wish = known.get(one.wish)
    if wish is None:
        fix = f"open zijn: {', '.join(name for name, w in known.items() if w.open) or 'geen'}."
        raise UsageError(f"er is geen wens '{one.wish}' in het laatste antwoord.", fix=fix)
    if not wish.open:
        raise UsageError(
            f"over {wish.id} is al besloten ({wish.decision}).",
            fix="een besluit wordt niet overgedaan; verander zo nodig de tekst.",
        )
    if one.decision == "accept" and wish.kind == "opmerking":
        raise UsageError(
            f"{wish.id} is een opmerking; er is geen tekst om over te nemen.",
            fix="kies adapt met een tekst, settle of discuss.",
        )
    if one.decision == "adapt" and (not one.text.strip() or not wish.block):
        what = (
            "geef bij adapt de nieuwe tekst"
            if wish.block
            else "deze opmerking hoort bij geen stuk; verander de tekst zelf en kies settle"
        )
        raise UsageError(f"{wish.id} kan zo niet worden aangepast.", fix=f"{what}.")
    if one.decision == "settle" and wish.kind != "opmerking":
        raise UsageError(f"{wish.id} is een wijziging en geen opmerking.", fix="kies accept, adapt, keep of discuss.")
    return wish


def _applied(study: Study, text: Document, chosen: Sequence[tuple[Wish, Decision]]) -> Document:
    blocks = {block.id: block for block in text.blocks}
    touched: set[str] = set()
    for wish, one in chosen:
        if one.decision not in ("accept", "adapt"):
            continue
        present = blocks.get(wish.block)
        if present is None:
            raise InputError(f"het stuk '{wish.block}' staat niet meer in de tekst.", path=text_path(study, text.id))
        sent_digest = _sent_digest(study, wish)
        if one.decision == "accept" and (
            wish.block in touched or block_digest(present) not in (sent_digest, _wanted(wish))
        ):
            message = f"het stuk '{wish.block}' is intussen veranderd; {wish.id} past er niet meer op."
            raise Refusal(message, fix="kies adapt en schrijf hoe het moet worden.")
        touched.add(wish.block)
        if one.decision == "accept" and wish.proposal is None:
            del blocks[wish.block]
        elif one.decision == "accept" and wish.proposal is not None:
            blocks[wish.block] = replace(present, text=wish.proposal.text, rows=wish.proposal.rows)
        else:
            blocks[wish.block] = _adapted(study, text, present, one.text)
    kept = tuple(blocks[block.id] for block in text.blocks if block.id in blocks)
    if kept == text.blocks:
        return text
    return replace(text, blocks=kept, version=text.version + 1)


def _adapted(study: Study, text: Document, block: Block, words: str) -> Block:
    made = replace(block, text="\n".join(line.strip() for line in words.strip().split("\n")))
    if any(holds_name(study, text.case, one) for one in block_texts(made)):
        raise UsageError("in de nieuwe tekst staat een naam.", fix="schrijf een aanduiding, zoals [medewerker-1].")
    return made


def _sent_digest(study: Study, wish: Wish) -> str:
    from .sent import load_sent

    return block_digest(load_sent(study, wish.entry.pack).shown.block(wish.block))


def _wanted(wish: Wish) -> str:
    return block_digest(wish.proposal) if wish.proposal else ""


def _write_version(study: Study, document: str, old: Document, new: Document) -> None:
    path = text_path(study, document)
    kept = keep_version(study, old)
    own = replace(new, id=path.stem)
    text = write_document(own)
    write_text(path, text)
    if read_document(path, case=old.case) != own:  # never leave a text that reads otherwise than was decided
        write_text(path, kept.read_text(encoding="utf-8"))
        message = "de nieuwe versie kan niet zo worden bewaard dat hij hetzelfde leest."
        raise InputError(message, path=path, fix="verander de tekst zelf en kies settle.")


def _line(wish: Wish, one: Decision, written: Document, by: str, day: str) -> Entry:
    """A decision. What is accepted although its reading was a guess, is thereby confirmed."""
    agreed = {}
    if one.decision == "accept" and wish.proposal is not None:
        agreed = {wish.block: block_digest(written.block(wish.block))}
    settled = (wish.block or ALL,) if wish.kind == "opmerking" and one.decision != "discuss" else ()
    return Entry(
        "besloten", written.id, written.case, written.version, written.digest, wish.entry.person, on=day, by=by,
        reply=wish.entry.reply, change=wish.id, decision=DECISIONS[one.decision], agreed=agreed, remarks=settled,
        reason=one.reason,
    )  # fmt: skip


def _record_version(
    study: Study, register: Register, written: Document, chosen: Sequence[tuple[Wish, Decision]], by: str, day: str
) -> Register:
    """``gewijzigd``: for the text, and for everybody whose wish led to it."""
    whole = Entry("gewijzigd", written.id, written.case, written.version, written.digest, on=day, by=by)
    append(study, whole)
    people = sorted({wish.entry.person for wish, one in chosen if one.decision in ("accept", "adapt")})
    for person in people:
        if state_of(register, written.id, person) in ("akkoord", "akkoord_met_wijziging", "gewijzigd"):
            append(study, replace(whole, person=person))
    return trusted(study)


def _asked_again(register: Register, old: Document, new: Document, chosen: Sequence[tuple[Wish, Decision]]) -> set[str]:
    before = {block_digest(block) for block in old.blocks}
    writers = {(wish.block, wish.entry.person) for wish, one in chosen if one.decision == "accept"}
    people = set()
    for block in new.blocks:
        if block_digest(block) not in before:
            people |= {p for p in persons_of(block, new.case) if (block.id, p) not in writers}
    return people
