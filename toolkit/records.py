"""The records that flow through the rooms. Frozen, without input or output.

Offsets are half-open ranges of Unicode code points (Python's own indices) everywhere.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass, field, fields, is_dataclass
from datetime import date
from typing import Any, Literal

Kind = Literal["interview", "focus_group", "arena", "expert", "meeting", "document", "membercheck"]
Status = Literal["suggested", "accepted", "rejected"]
Polarity = Literal["affirmed", "negated"]
Certainty = Literal["real", "wish", "condition", "uncertain"]
Time = Literal["past", "now", "future"]
Action = Literal["add", "change", "remove"]
Answer = Literal["akkoord", "akkoord_met_wijziging", "niet_akkoord", "geen_antwoord", "onduidelijk", "ingetrokken"]
BlockKind = Literal["heading", "paragraph", "quote", "list", "table", "figure"]


def digest_of(value: Any) -> str:
    """sha256 (hex) of a text, of bytes, or of any JSON value written canonically."""
    if isinstance(value, bytes):
        data = value
    elif isinstance(value, str):
        data = value.encode("utf-8")
    else:
        data = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode("utf-8")
    return hashlib.sha256(data).hexdigest()


def role_of(person: str) -> str:
    """The role in a person's id: ``schoolleider-1`` -> ``schoolleider``; unnumbered ids are returned whole."""
    role, _, number = person.rpartition("-")
    return role if role and number.isdigit() else person


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of talk, or one paragraph of a document."""

    speaker: str
    """Person id (``schoolleider-1``); empty in documents; a label as written when it is unknown."""
    start: int
    end: int
    time: str | None = None
    """Time stamp ``hh:mm:ss`` of the recording, where the transcript has one."""


@dataclass(frozen=True, slots=True)
class Transcript:
    """A conversation or document. Its text is that of the turns, joined by line feeds; labels are not in it."""

    id: str
    """The file's stem: ``c01-schoolleider``."""
    case: str
    kind: Kind
    date: date | None
    text: str
    turns: tuple[Turn, ...]

    @property
    def digest(self) -> str:
        """sha256 of the text: what points into the text carries it along."""
        return digest_of(self.text)

    def turn_at(self, offset: int) -> int:
        """Number (from 0) of the turn that holds the offset; of the last one before it when between turns."""
        low, high = 0, len(self.turns)
        while low < high:
            middle = (low + high) // 2
            if self.turns[middle].start <= offset:
                low = middle + 1
            else:
                high = middle
        return max(low - 1, 0)

    def words_of(self, turn: Turn) -> str:
        """The text of one turn."""
        return self.text[turn.start : turn.end]


@dataclass(frozen=True, slots=True)
class Code:
    """One code, with the parts that MacQueen e.a. (1998) ask of a codebook entry."""

    id: str
    """``theme.name``, at most 40 characters; never reused."""
    label: str
    definition: str
    include: str = ""
    exclude: str = ""
    examples: tuple[str, ...] = ()
    vocabulary: tuple[str, ...] = ()
    origin: Literal["a-priori", "inductief"] = "a-priori"
    since: str = "1"
    retired: bool = False
    succeeded_by: tuple[str, ...] = ()
    reason: str = ""

    @property
    def theme(self) -> str:
        """The main theme: the part of the id before the dot."""
        return self.id.partition(".")[0]


@dataclass(frozen=True, slots=True)
class Theme:
    """A main theme of the codebook."""

    id: str
    label: str
    definition: str = ""
    color: str = "#555555"


@dataclass(frozen=True, slots=True)
class Codebook:
    """Themes and codes, in the order in which readers see them."""

    version: str
    themes: tuple[Theme, ...]
    codes: tuple[Code, ...]
    rules: tuple[str, ...] = ()

    def code(self, code_id: str) -> Code:
        """The code with this id. Raises KeyError."""
        for code in self.codes:
            if code.id == code_id:
                return code
        raise KeyError(code_id)

    @property
    def ids(self) -> tuple[str, ...]:
        return tuple(code.id for code in self.codes)

    def label(self, code_or_theme: str) -> str:
        """Dutch label of a code or theme; the id itself when it is in neither list."""
        labels = {theme.id: theme.label for theme in self.themes} | {code.id: code.label for code in self.codes}
        return labels.get(code_or_theme, code_or_theme)


@dataclass(frozen=True, slots=True)
class Anchor:
    """Where a coding stood, in words: the TextQuoteSelector of the W3C Web Annotation Data Model (2017), §4.2.4."""

    quote: str
    before: str = ""
    after: str = ""


@dataclass(frozen=True, slots=True)
class Coding:
    """A stretch of a transcript that bears a code: a suggestion and a person's coding are one type."""

    id: str
    transcript: str
    digest: str
    """Digest of the text that ``start`` and ``end`` point into."""
    start: int
    end: int
    code: str
    polarity: Polarity = "affirmed"
    certainty: Certainty = "real"
    time: Time = "now"
    status: Status = "accepted"
    source: str = ""
    """A coder's id (``k1``), or the machine and its version (``nota-1.0/vocabulary``)."""
    confidence: float | None = None
    evidence: tuple[str, ...] = ()
    """Which words or which part of the model led to it."""
    memo: str = ""
    anchor: Anchor | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """The only thing that is written while people code; the state is the replay of changes."""

    before: Coding | None
    after: Coding | None
    action: Action
    by: str
    at: str
    """ISO 8601, in UTC."""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, quote, heading, list, table or figure of any document."""

    id: str
    kind: BlockKind
    text: str
    """Words in light Markdown (``*em*``, ``**strong**``, ``[text](url)``); list items one per line; a table's caption."""
    about: tuple[str, ...] = ()
    """Persons it speaks of, as ``case/person`` (``c01/medewerker-1``)."""
    sources: tuple[str, ...] = ()
    """What it rests on: coding ids, or turns as ``conversation#n`` (n from 1)."""
    alt: str = ""
    """Alternative text of a figure."""
    by: str = ""
    """Whose words a quote holds (``c01/medewerker-1``)."""
    level: int = 0
    """Of a heading: 1 is the document's title."""
    style: str = ""
    """A named look: ``bevinding``, ``toelichting``, ``tegenvoorbeeld``, ``discussie``, ``kader``, ``genummerd``."""
    rows: tuple[tuple[str, ...], ...] = ()
    """Cells of a table; the first row is its header."""
    image: str = ""
    """Path of a figure, from the study's root, without suffix: .svg and .png stand side by side."""


@dataclass(frozen=True, slots=True)
class Document:
    """A tuple of blocks with a title. Word, PDF, HTML and Markdown are only ways to show it."""

    id: str
    title: str
    blocks: tuple[Block, ...]
    version: int = 1
    case: str = ""
    meta: tuple[tuple[str, str], ...] = ()
    """Lines of the colophon, in order: (label, value)."""

    @property
    def digest(self) -> str:
        """sha256 over the blocks: what was approved is exactly this."""
        return digest_of([as_json(block) for block in self.blocks])

    def block(self, block_id: str) -> Block:
        """The block with this id. Raises KeyError."""
        for block in self.blocks:
            if block.id == block_id:
                return block
        raise KeyError(block_id)


@dataclass(frozen=True, slots=True)
class Approval:
    """What one person answered on given blocks of a given version."""

    document: str
    version: int
    digest: str
    blocks: tuple[str, ...]
    person: str
    """``case/person``."""
    answer: Answer
    channels: tuple[str, ...] = ()
    at: str = ""
    received_as: str = ""
    """The file as it came in, or ``telefoon``; recorded by whom stands in the register."""


@dataclass(frozen=True, slots=True)
class Released:
    """What the gate gives out: a document of released blocks only, for one channel."""

    document: Document
    channel: str
    approvals: tuple[str, ...]
    """Digests of the register lines that it rests on."""
    left_out: tuple[tuple[str, str], ...] = ()
    """(block id, reason in Dutch) of what was held back."""
    names: tuple[tuple[str, str], ...] = field(default=())
    """How each placeholder is shown in this channel: (placeholder, words)."""


def as_json(record: Any) -> dict[str, Any]:
    """A record as plain JSON types; empty fields are left out so that added fields don't change old digests."""
    plain = {name: _as_plain(value) for name, value in _fields(record).items()}
    return {key: value for key, value in plain.items() if value not in (None, "", [], 0) or key in ("start", "end")}


def _as_plain(value: Any) -> Any:
    """A value as plain JSON types. Words and rows of words, which can be very long, go without being written and read."""
    if value is None or type(value) in (str, int, bool):
        return value
    if type(value) is tuple and all(type(one) is str for one in value):
        return list(value)
    return json.loads(json.dumps(value, default=_plain))


def _fields(record: Any) -> dict[str, Any]:
    """Its fields as they are: ``asdict`` would copy every tuple in them, one value at a time."""
    return {one.name: getattr(record, one.name) for one in fields(record)}


def _plain(value: Any) -> Any:
    return _fields(value) if is_dataclass(value) and not isinstance(value, type) else str(value)


def coding_id(transcript: str, start: int, end: int, code: str, source: str) -> str:
    """A short stable id: same place, code and source, same id."""
    return digest_of([transcript, start, end, code, source])[:12]


def coding_from_json(data: dict[str, Any]) -> Coding:
    """A coding from the plain form of :func:`as_json`. Raises KeyError and TypeError on a wrong form."""
    values = dict(data)
    if values.get("anchor"):
        values["anchor"] = Anchor(**values["anchor"])
    values["evidence"] = tuple(values.get("evidence", ()))
    return Coding(**values)


def in_order(codings: Iterable[Coding]) -> list[Coding]:
    """Codings sorted by transcript and place: the order of every table and export."""
    return sorted(codings, key=lambda c: (c.transcript, c.start, c.end, c.code, c.source, c.id))
