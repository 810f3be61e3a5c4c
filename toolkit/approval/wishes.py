"""What people asked for in their replies: every change and remark, each with a number that stays the same."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..records import Block
from ..study import Study
from .answers import ALL
from .judging import Proposal, proposals
from .names import without_names
from .reading import Edit, Reading
from .receiving import read_kept, words_of
from .register import Entry, Register
from .sent import Sent
from .states import ANSWERS

Kind = Literal["wijziging", "weglating", "opmerking"]
STRANGER = "iemand anders"


@dataclass(frozen=True, slots=True)
class Wish:
    """One thing a person asked for, to be decided about."""

    id: str
    """``c01-medewerker-1-2a1b.3``: document, person, start of the reply's digest, number."""
    kind: Kind
    entry: Entry
    block: str
    """Empty for a remark that is about no block in particular."""
    before: str
    after: str
    author: str
    sure: bool
    notes: tuple[str, ...]
    proposal: Block | None = None
    """The block as they want it, of a change."""
    edits: tuple[Edit, ...] = ()
    quoted: str = ""
    decision: str = ""
    """The last decision about it; empty while it is open."""

    @property
    def open(self) -> bool:
        """Whether something still has to be decided."""
        return self.decision in ("", "bespreken")


def wishes_of(study: Study, register: Register, document: str) -> list[Wish]:
    """The wishes in everybody's last answer on a text, in the order of the register. No names in any of them."""
    found = []
    for person in dict.fromkeys(e.person for e in register.of(document) if e.person):
        lines = register.of(document, person)
        answer = next((e for e in reversed(lines) if e.event in ANSWERS), None)
        if answer is None:
            continue
        decided = {e.change: e.decision for e in lines if e.event == "besloten"}
        for wish in _of_answer(study, answer):
            found.append(_with_decision(wish, decided))
    return found


def _of_answer(study: Study, answer: Entry) -> list[Wish]:
    start = f"{answer.document}-{answer.person.rpartition('/')[2]}-{(answer.reply or answer.line)[:4]}"
    readable = answer.reply.endswith((".docx", ".json", ".eml")) and answer.via in ("word", "pagina", "mail")
    if not readable:
        spoken = answer.remarks and answer.reason
        return (
            [Wish(f"{start}.1", "opmerking", answer, "", "", answer.reason, answer.person, True, ())] if spoken else []
        )
    sent, reading = read_kept(study, answer)
    words = words_of(study, sent)
    made: list[Wish] = []
    for proposal in proposals(study, sent, reading, words):
        made.append(_change(f"{start}.{len(made) + 1}", answer, proposal, reading, study, sent, words))
    for block, text, author, quoted in _said(reading):
        shown = without_names(study, sent.case, text)
        who = _author(study, sent, author)
        quote = without_names(study, sent.case, quoted)
        made.append(
            Wish(f"{start}.{len(made) + 1}", "opmerking", answer, block, "", shown, who, True, (), quoted=quote)
        )
    return made


def _change(
    name: str, answer: Entry, proposal: Proposal, reading: Reading, study: Study, sent: Sent, words: Mapping[str, str]
) -> Wish:
    found = reading.block(proposal.block)
    authors = dict.fromkeys(_author(study, sent, edit.author) for edit in found.edits if edit.author)
    author = " en ".join(authors) or answer.person
    edits = tuple(
        Edit(without_names(study, sent.case, e.old), without_names(study, sent.case, e.new), "", e.date, e.tracked)
        for e in found.edits
    )
    after = _text(proposal.after) if proposal.after is not None else ""
    kind: Kind = "wijziging" if proposal.after is not None else "weglating"
    return Wish(name, kind, answer, proposal.block, _text(proposal.before), after, author, proposal.sure, proposal.notes,
                proposal.after, edits)  # fmt: skip


def _said(reading: Reading) -> list[tuple[str, str, str, str]]:
    """(block, text, author, words it is about) of every remark, wherever it was typed."""
    found = [(one.block, one.text, one.author, one.quoted) for one in reading.remarks]
    if reading.choices.comment:
        found.append(("", reading.choices.comment, "", ""))
    return [*found, *(("", text, "", "") for text in reading.unplaced)]


def _author(study: Study, sent: Sent, author: str) -> str:
    """A name in a file becomes the person of the case it belongs to, or "iemand anders"."""
    if not author:
        return sent.person
    masked = without_names(study, sent.case, author)
    if masked != author and masked.startswith("["):
        return f"{sent.case}/{masked[1:].partition(']')[0]}"
    return STRANGER


def _text(block: Block) -> str:
    return "\n".join((block.text, *(" | ".join(row) for row in block.rows))).strip()


def _with_decision(wish: Wish, decided: Mapping[str, str]) -> Wish:
    from dataclasses import replace

    return replace(wish, decision=decided.get(wish.id, ""))


def open_blocks(wishes: list[Wish]) -> set[str]:
    """Blocks with something that is still to be decided; ``*`` when it may be about any."""
    return {wish.block or ALL for wish in wishes if wish.open}
