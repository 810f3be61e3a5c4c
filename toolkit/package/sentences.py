"""The sentences, tables and findings of the note that rest on data: how each was worked out, and whether it still says so."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from ..errors import InputError, NotaError

if TYPE_CHECKING:
    from ..records import Block, Document
    from ..writing import Note, NoteData
    from ..writing.values import Value

FILE = "nota/zinnen.json"
_BROKEN = (NotaError, LookupError, ValueError, TypeError, ArithmeticError)
"""What working out a field can end in when the data behind it were changed or are not in the package."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A sentence or table of the note that comes out differently."""

    id: str
    chapter: str
    text: str
    """The sentence as it stands in the note; of a table its caption."""
    kind: str
    """``zin``, ``tabel`` or ``tekst``."""
    was: tuple[str, ...]
    now: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Fields:
    """Fields worked out on the package's data; each expression once."""

    data: NoteData
    known: dict[str, Value | None] = field(default_factory=dict)

    def value(self, expression: str) -> Value | None:
        """What a field comes to; None when it cannot be worked out from these data."""
        from ..writing.expressions import parse
        from ..writing.fields import BY_NAME
        from ..writing.values import evaluate

        if expression not in self.known:
            try:
                self.known[expression] = evaluate(parse(expression), self.data, BY_NAME)
            except _BROKEN:
                self.known[expression] = None
        return self.known[expression]

    def block(self, expression: str, number: int) -> Block | None:
        """The block that a field makes; None when there is none."""
        found = self.value(expression)
        return found.blocks[number] if found and number < len(found.blocks) else None


def described(note: Note, released: Document, data: NoteData) -> dict[str, Any]:
    """The sentences and blocks of the released note that rest on data, as plain JSON.

    ``again`` says whether the package's own data give the same; what rests on the round of approval or on the words of the
    conversations cannot be made again from a package. No quote is among them.
    """
    fields, chapters = Fields(data), chapters_of(released)
    shown = {block.id: block for block in released.blocks if block.kind not in ("quote", "heading")}
    numbers: dict[tuple[str, ...], str] = {}
    sentences = []
    for one in note.statements:
        if one.block not in shown or not (one.fields or one.sources):
            continue
        pairs = list(dict.fromkeys(one.fields))
        again = bool(pairs) and all((v := fields.value(name)) is not None and v.text == value for name, value in pairs)
        sentences.append({
            "id": f"{one.block}/{one.number}", "chapter": chapters.get(one.block, ""), "text": one.text,
            "fields": [{"field": name, "value": value} for name, value in pairs],
            "prose": shown[one.block].kind in ("paragraph", "list"), "rests_on": numbers.setdefault(one.sources, str(len(numbers) + 1)), "again": again,
        })  # fmt: skip
    made = {block: (expression, number) for block, expression, number in note.made_by}
    blocks = [
        _block(block, *made[name], fields, chapters.get(name, ""))
        for name, block in shown.items()
        if name in made and block.kind != "figure"
    ]
    return {
        "note": released.digest, "sentences": sentences, "blocks": blocks,
        "sources": {number: list(sources) for sources, number in numbers.items()},
    }  # fmt: skip


def changed(specs: Mapping[str, Any], data: NoteData) -> list[Changed]:
    """What comes out differently now. Raises InputError when the file of sentences is not as the software wrote it."""
    fields = Fields(data)
    try:
        found = [one for spec in specs["sentences"] if spec["again"] and (one := _sentence_now(spec, fields))]
        return found + [one for spec in specs["blocks"] if spec["again"] and (one := _block_now(spec, fields))]
    except (KeyError, TypeError, AttributeError) as error:
        raise InputError(
            "dit bestand is niet zoals nota het schreef.", path=FILE, fix="pak het pakket opnieuw uit."
        ) from error


def resting_on(specs: Mapping[str, Any], codings: Collection[str], but_not: Collection[str]) -> list[Changed]:
    """Sentences that rest on these codings and still say the same: to be read again by a person."""
    chosen = set(codings)
    touched = {number for number, sources in specs["sources"].items() if chosen & set(sources)}
    return [
        Changed(spec["id"], spec["chapter"], spec["text"], "zin", (), ())
        for spec in specs["sentences"]
        if spec["rests_on"] in touched and spec["id"] not in but_not and spec["prose"]
    ]


def chapters_of(document: Document) -> dict[str, str]:
    """The nearest heading above every block."""
    found, heading = {}, ""
    for block in document.blocks:
        heading = block.text if block.kind == "heading" else heading
        found[block.id] = heading
    return found


def _sentence_now(spec: Mapping[str, Any], fields: Fields) -> Changed | None:
    was, now = [], []
    for pair in spec["fields"]:
        value = fields.value(pair["field"])
        text = value.text if value else "niet meer uit te rekenen"
        if text != pair["value"]:
            was.append(pair["value"])
            now.append(text)
    return Changed(spec["id"], spec["chapter"], spec["text"], "zin", tuple(was), tuple(now)) if was else None


def _block(block: Block, expression: str, number: int, fields: Fields, chapter: str) -> dict[str, Any]:
    made = fields.block(expression, number)
    return {
        "id": block.id, "chapter": chapter, "kind": "tabel" if block.kind == "table" else "tekst", "text": block.text,
        "field": expression, "number": number, "rows": [list(row) for row in block.rows],
        "again": made is not None and _same(made.text, made.rows, block.text, block.rows),
    }  # fmt: skip


def _block_now(spec: Mapping[str, Any], fields: Fields) -> Changed | None:
    made = fields.block(spec["field"], spec["number"])
    rows = made.rows if made else ()
    if made and _same(made.text, rows, spec["text"], spec["rows"]):
        return None
    was, now = tuple(_lines(spec["rows"])), tuple(_lines(rows))
    kept = set(was) & set(now)
    differing = tuple(one for one in was if one not in kept), tuple(one for one in now if one not in kept)
    if not spec["rows"]:
        differing = (spec["text"],), (made.text if made else "niet meer uit te rekenen",)
    return Changed(spec["id"], spec["chapter"], spec["text"], spec["kind"], *differing)


def _same(text: str, rows: Iterable[Iterable[str]], other: str, others: Iterable[Iterable[str]]) -> bool:
    """Whether two blocks say the same. A caption that refers to another table is left out of it where there are rows."""
    lines = _lines(rows)
    return lines == _lines(others) and (bool(lines) or text == other)


def _lines(rows: Iterable[Iterable[str]]) -> list[str]:
    return [" | ".join(row) for row in rows]
