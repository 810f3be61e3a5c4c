"""From a reading to a line of the register: what counts as a yes, to which words, and what waits for a decision."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass

from ..records import Block
from ..study import Study
from .answers import ALL
from .blocks import block_digest
from .names import holds_name, show_block, without_names
from .reading import NO_ANSWER, UNCLEAR, Choices, Reading
from .register import Entry
from .sent import Sent
from .templates import terms
from .units import Unit, rewritten, tidy, units_of

NAME_NOTE = "er stond een naam in; die is een aanduiding geworden"


@dataclass(frozen=True, slots=True)
class Proposal:
    """A block as somebody wants it; None when they want it gone."""

    block: str
    before: Block
    after: Block | None
    sure: bool
    notes: tuple[str, ...] = ()


def proposals(study: Study, sent: Sent, reading: Reading, words: Mapping[str, str]) -> list[Proposal]:
    """The blocks that came back otherwise, with placeholders again where there were and where a name was typed.

    A block that seems the same but of which the reading is a guess is among them, with the same words before and after.
    """
    units: dict[str, list[Unit]] = {}
    for unit in units_of(sent, words):
        units.setdefault(unit.block, []).append(unit)
    made = []
    for block in sent.blocks:
        found = reading.block(block.id)
        if found.status == "gelijk":
            continue
        if found.status == "onzeker":
            made.append(Proposal(block.id, block, block, False, found.notes))
            continue
        if found.status == "weg":
            made.append(Proposal(block.id, block, None, found.sure, found.notes))
            continue
        changed = rewritten(block, found.texts, units.get(block.id, []), words)
        masked = _masked(study, sent.case, changed)
        named = show_block(masked, dict(words)) != show_block(changed, dict(words))  # one's own name is no other word
        notes = found.notes + ((NAME_NOTE,) if named else ())
        made.append(Proposal(block.id, block, masked, found.sure and not named, notes))
    return made


def verdict_of(reading: Reading) -> tuple[str, str]:
    """(event, note): what the ticked verdict means beside what was changed. Only an unmistakable yes is one."""
    changed = any(block.status in ("gewijzigd", "weg") for block in reading.blocks)
    said = changed or bool(reading.remarks or reading.unplaced or reading.choices.comment)
    match reading.choices.verdict:
        case "niet_akkoord":
            return "niet_akkoord", ""
        case "akkoord" if changed:
            return "akkoord_met_wijziging", "kruiste aan dat de tekst klopt, maar veranderde er iets in"
        case "akkoord":
            return "akkoord", ""
        case "akkoord_met_wijziging" if said:
            return "akkoord_met_wijziging", ""
        case "akkoord_met_wijziging":
            return UNCLEAR, "vroeg om een wijziging, maar er is er geen gevonden"
        case "geen antwoord":
            return UNCLEAR, "kruiste niet aan of de tekst klopt"
        case _:
            return UNCLEAR, "het is niet duidelijk of de tekst klopt"


def entry_of(
    study: Study, sent: Sent, reading: Reading, words: Mapping[str, str], *, via: str, on: dt.date
) -> tuple[Entry, list[str]]:
    """The register's line for a reading, and what the researcher should know of it."""
    event, note = verdict_of(reading)
    wished = proposals(study, sent, reading, words)
    changed = {proposal.block for proposal in wished}
    blocks = {block.id: block_digest(block) for block in sent.blocks if block.id not in changed}
    blocks |= {p.block: block_digest(p.after) for p in wished if p.after is not None and p.sure}
    general = reading.unplaced or reading.choices.comment or any(not remark.block for remark in reading.remarks)
    remarks = sorted({remark.block for remark in reading.remarks if remark.block})
    choices, notes = _checked(study, sent, reading.choices)
    entry = Entry(
        event=event, document=sent.document, case=sent.case, version=sent.version, digest=sent.text, person=sent.person,
        pack=sent.digest, via=via, blocks=blocks, wishes=tuple(p.block for p in wished if p.after != p.before),
        remarks=(*remarks, ALL) if general else tuple(remarks),
        unsure=tuple(p.block for p in wished if not p.sure),
        channels={name: value for name, value in choices.channels.items() if value != NO_ANSWER},
        naming={"*": choices.naming} if choices.naming not in ("", UNCLEAR) else {},
        pseudonym=choices.pseudonym, school=choices.school if choices.school != NO_ANSWER else "",
        until=until(study, on),
    )  # fmt: skip
    doubts = [f"{p.block}: {'; '.join(p.notes)}" for p in wished if not p.sure]
    return entry, [text for text in (note, *notes, *reading.notes, *doubts) if text]


def until(study: Study, on: dt.date) -> str:
    """The last day on which an approval of this day holds; empty when it holds as long as the study."""
    months = terms(study).consent_months
    if not months:
        return ""
    year, month = divmod(on.month - 1 + months, 12)
    last = calendar.monthrange(on.year + year, month + 1)[1]
    return dt.date(on.year + year, month + 1, min(on.day, last)).isoformat()


def _checked(study: Study, sent: Sent, choices: Choices) -> tuple[Choices, list[str]]:
    """Choices without a real name as an invented one: that would put it in the register."""
    from dataclasses import replace

    pseudonym = tidy(choices.pseudonym) if choices.naming == "pseudoniem" else ""
    if pseudonym and holds_name(study, sent.case, pseudonym):
        note = "de verzonnen naam is een echte naam uit deze case en is niet overgenomen"
        return replace(choices, naming="", pseudonym=""), [note]
    return replace(choices, pseudonym=pseudonym), []


def _masked(study: Study, case: str, block: Block) -> Block:
    from dataclasses import replace

    rows = tuple(tuple(without_names(study, case, cell) for cell in row) for row in block.rows)
    return replace(block, text=without_names(study, case, block.text), rows=rows)
