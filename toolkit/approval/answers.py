"""What stands of what a person answered: the register's lines about them, replayed."""

from __future__ import annotations

from dataclasses import dataclass

from .register import Entry, Register
from .states import AGREEING, ANSWERS

ALL = "*"
"""In ``remarks``: a remark that may be about anything, so that all of the answer waits."""


@dataclass(frozen=True, slots=True)
class Standing:
    """The last answer of one person on one text, and what was decided or withdrawn after it."""

    answer: Entry
    withdrawn: Entry | None
    """The line with which everything was withdrawn, if it was."""
    digests: frozenset[str]
    """Digests of the blocks as the person left them: untouched, or in their own words."""
    open: frozenset[str]
    """Digests of blocks with a remark that was not dealt with yet."""
    stopped: frozenset[str]
    """Channels for which the yes was taken back."""
    lines: tuple[str, ...]
    """Digests of the register's lines this rests on."""

    @property
    def agrees(self) -> bool:
        """Whether the answer is a yes, and was not taken back."""
        return self.answer.event in AGREEING and self.withdrawn is None

    def channel(self, name: str) -> str:
        """What was answered for a channel; ``geen antwoord`` when nothing was."""
        return "nee" if name in self.stopped else self.answer.channels.get(name, "geen antwoord")

    def naming(self, channel: str) -> str:
        """How the person wants to be named there; by function when nothing was chosen."""
        return self.answer.naming.get(channel) or self.answer.naming.get("*") or "functie"


def standing(register: Register, document: str, person: str) -> Standing | None:
    """What counts of this person's answers on this text; None when nothing was answered yet."""
    entries = register.of(document, person)
    last = next((n for n in range(len(entries) - 1, -1, -1) if entries[n].event in ANSWERS), None)
    if last is None:
        return None
    answer, later = entries[last], entries[last + 1 :]
    decided = [e for e in later if e.event == "besloten" and e.reply == answer.reply]
    settled = {block for e in decided for block in e.remarks}
    confirmed = {digest for e in decided for digest in e.agreed.values()}
    waiting = [block for block in answer.remarks if block not in settled]
    pending = (
        {*answer.blocks.values(), *confirmed} if ALL in waiting else {answer.blocks.get(one, "") for one in waiting}
    )
    return Standing(
        answer=answer,
        withdrawn=next((e for e in later if e.event == "ingetrokken"), None),
        digests=frozenset({*answer.blocks.values(), *confirmed}),
        open=frozenset(pending - {""}),
        stopped=frozenset(e.channel for e in later if e.event == "kanaal_ingetrokken"),
        lines=(answer.line, *(e.line for e in decided)),
    )


def withdrawal(register: Register, document: str, person: str) -> Entry | None:
    """The line with which a person withdrew from this text, also when they never answered."""
    return next((e for e in register.of(document, person) if e.event == "ingetrokken"), None)


def agrees(register: Register, document: str, person: str, digest: str) -> bool:
    """Whether the person's standing answer on this text is a yes to exactly these words."""
    found = standing(register, document, person)
    return found is not None and found.agrees and digest in found.digests and digest not in found.open
