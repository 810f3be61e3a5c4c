"""What a reply says, whatever it came in: the blocks as they are now, the choices, the remarks, and what could not be placed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Literal

from .form_parts import Form

BlockStatus = Literal["gelijk", "onzeker", "gewijzigd", "weg"]
"""``onzeker``: seems the same, but where it ends and its neighbour begins is a guess."""
UNCLEAR = "onduidelijk"
NO_ANSWER = "geen antwoord"
Value = bool | str | None
"""Of a box: True, False, ``onduidelijk``; of a list: a value or ``onduidelijk``; of a text: what was typed. None: not found."""


@dataclass(frozen=True, slots=True)
class Edit:
    """One change within a block: what stood there and what came in its place."""

    old: str
    new: str
    author: str = ""
    date: str = ""
    tracked: bool = False


@dataclass(frozen=True, slots=True)
class BlockReading:
    """One block of what was sent, as it came back."""

    block: str
    status: BlockStatus
    texts: tuple[str, ...] = ()
    """Its pieces as they are now, in words as shown: one, or the entries of a list or the cells of a table."""
    edits: tuple[Edit, ...] = ()
    sure: bool = True
    """False when a person has to confirm that this is what was meant."""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Remark:
    """A remark in the margin, or typed where no text is asked for."""

    text: str
    author: str = ""
    block: str = ""
    quoted: str = ""


@dataclass(frozen=True, slots=True)
class Choices:
    """What was ticked, chosen and typed."""

    verdict: str = NO_ANSWER
    channels: Mapping[str, str] = field(default_factory=dict)
    naming: str = ""
    pseudonym: str = ""
    school: str = ""
    reach: str = ""
    """Telephone or e-mail, for a journalist or photographer. Personal: it stays in the reply itself."""
    comment: str = ""
    day: str = ""
    behalf: str = ""


@dataclass(frozen=True, slots=True)
class Reading:
    """All of a reply."""

    blocks: tuple[BlockReading, ...]
    choices: Choices
    remarks: tuple[Remark, ...] = ()
    unplaced: tuple[str, ...] = ()
    """Words that belong to no block: nothing anybody wrote is lost."""
    notes: tuple[str, ...] = ()

    def block(self, name: str) -> BlockReading:
        """The reading of one block. Raises KeyError."""
        for one in self.blocks:
            if one.block == name:
                return one
        raise KeyError(name)


def choices_of(form: Form, values: Mapping[str, Value]) -> tuple[Choices, list[str]]:
    """The answers to the form's questions, and what is odd about them. Only an unmistakable yes is a yes."""
    notes: list[str] = []
    missing = [one.label for one in form.fields if values.get(one.key) is None]
    if missing and len(missing) < len(form.fields):
        notes.append(f"niet teruggevonden in het formulier: {', '.join(missing)}")
    elif missing:
        notes.append("het formulier is niet teruggevonden")
    verdicts = {key.partition(":")[2]: value for key, value in values.items() if key.startswith("oordeel:")}
    channels: dict[str, str] = {}
    for question in form.questions:
        for channel, _ in question.grid:
            found = {answer: values.get(f"kanaal:{channel}:{answer}") for answer in ("ja", "nee")}
            channels[channel] = _one_of(found)
    naming, pseudonym = _text(values, "naam"), _text(values, "pseudoniem")
    if naming == "pseudoniem" and not pseudonym:
        notes.append("koos een verzonnen naam, maar schreef er geen op")
    if pseudonym and naming in ("", "functie"):
        notes.append("schreef een verzonnen naam op, maar koos die niet")
    choices = Choices(
        verdict=_one_of(verdicts), channels=channels, naming=naming, pseudonym=pseudonym,
        school=_one_of({answer: values.get(f"school:{answer}") for answer in ("ja", "nee")}),
        reach=_text(values, "bereikbaar"), comment=_text(values, "opmerking"), day=_text(values, "datum"),
        behalf=_text(values, "namens"),
    )  # fmt: skip
    notes += [f"{words}: niet duidelijk ja of nee" for words in _unclear(form, choices)]
    return choices, notes


def word_edits(old: str, new: str, *, author: str = "", tracked: bool = False) -> list[Edit]:
    """What changed from one text to another, in whole words with nothing left unchanged in between."""
    before, after = old.split(), new.split()
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return [
        Edit(" ".join(before[a:b]), " ".join(after[c:d]), author, tracked=tracked)
        for kind, a, b, c, d in matcher.get_opcodes()
        if kind != "equal"
    ]


def _one_of(boxes: Mapping[str, Value]) -> str:
    """The one box that is ticked; ``onduidelijk`` when more are, or any cannot be read."""
    ticked = [name for name, value in boxes.items() if value is True]
    if any(value == UNCLEAR for value in boxes.values()) or len(ticked) > 1:
        return UNCLEAR
    return ticked[0] if ticked else NO_ANSWER


def _text(values: Mapping[str, Value], key: str) -> str:
    value = values.get(key)
    return value.strip() if isinstance(value, str) else ""


def _unclear(form: Form, choices: Choices) -> Sequence[str]:
    rows = dict(row for question in form.questions for row in question.grid)
    found = [rows[channel] for channel, value in choices.channels.items() if value == UNCLEAR]
    if choices.verdict == UNCLEAR:
        found.insert(0, "klopt de tekst?")
    if UNCLEAR in (choices.naming, choices.school):
        found.append("de naam van de persoon of de school")
    return found
