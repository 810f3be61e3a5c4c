"""The fields of a document about registers: ``{{ tabel("besturen", "sector, status") }}``. ``docs/profiles.md`` lists them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..errors import InputError
from ..numbers import date_in_words, dutch, listed
from ..records import Block
from ..rendering.inline import escape
from ..writing.values import Value, number
from . import tables
from .counting import all_progress, outside, progress
from .material import Material, in_words
from .rows import Row
from .schema import RegisterDef

NONE = "nog niets"


def count(data: Material, register: str, **waar: Any) -> Value:
    """How many rows."""
    return number(len(data.rows(register, waar)), (f"register:{register}",))


def distinct(data: Material, register: str, veld: str, **waar: Any) -> Value:
    """How many different values a field has."""
    known_field(data, register, veld)
    values = {value for row in data.rows(register, waar) for value in _values(row, veld)}
    return number(len(values), (f"register:{register}",))


def total(data: Material, register: str, veld: str, **waar: Any) -> Value:
    """The sum of a field of numbers."""
    known_field(data, register, veld)
    return number(
        sum(float(row[veld]) for row in data.rows(register, waar) if row[veld] not in (None, "")),
        (f"register:{register}",),
    )


def target(data: Material, register: str, doel: str = "", wat: str = "tekst") -> Value:
    """A register against one of its targets: tekst, aantal, doel, verwacht, verschil, tempo, nodig, wachtlijst."""
    form = data.form(register)
    found = next((one for one in form.targets if doel in ("", one.id)), None)
    if found is None:
        known = ", ".join(one.id for one in form.targets) or "geen"
        raise InputError(f"dit register heeft geen doel '{doel}'.", fix=f"kies uit: {known}.")
    one = progress(data.registers.rows(register), found, data.day)
    sources = (f"register:{register}",)
    if wat == "tekst":
        return Value(one.in_words, None, sources)
    numbers = {"aantal": one.count, "doel": one.target, "verwacht": one.expected, "verschil": one.gap, "tempo": one.pace,
               "nodig": one.needed, "wachtlijst": one.waiting}  # fmt: skip
    if wat not in numbers:
        raise InputError(f"'{wat}' kennen we niet.", fix=f"kies uit: tekst, {', '.join(numbers)}.")
    value = numbers[wat]
    return (
        Value("niet te berekenen", None, sources)
        if value is None
        else Value(dutch(float(value), 1 if wat in ("tempo", "nodig") else 0), float(value), sources)
    )


def targets_table(data: Material, register: str, bijschrift: str = "") -> Value:
    """Every target of a register in a table."""
    found = all_progress(data.form(register), data.registers.rows(register), data.day)
    rows: list[tuple[str, ...]] = [
        ("Afspraak", "Nu", "Doel", "Verwacht", "Verschil", "Per maand tot nu", "Per maand nodig")
    ]
    for one in found:
        shown = [_dash(one.expected, 0), _dash(one.gap, 0), _dash(one.pace, 1), _dash(one.needed, 1)]
        rows.append((one.label, dutch(one.count), dutch(one.target), *shown))
    caption = bijschrift or f"{data.form(register).title}: stand op {date_in_words(data.day)}"
    return block_table(f"doelen-{register}", caption, rows, (f"register:{register}",))


def bounds(data: Material, register: str) -> Value:
    """What is wrong with the number of rows; nothing when it is within its bounds."""
    form = data.form(register)
    wrong = outside(data.registers.rows(register), form.bounds) if form.bounds else ""
    return Value(f"Let op: {wrong}." if wrong else "")


def table(data: Material, register: str, velden: str, bijschrift: str = "", **waar: Any) -> Value:
    """Rows of a register as a table with the fields that are named."""
    names = [name.strip() for name in velden.split(",") if name.strip()]
    form = data.form(register)
    for name in names:
        known_field(data, register, name)
    found = data.rows(register, waar)
    rows = [tuple(form.label(name).capitalize() for name in names)]
    rows += [tuple(escape(data.shown(register, row, name)) or "–" for name in names) for row in found]
    return (
        block_table(f"tabel-{register}", bijschrift or form.title, rows, (f"register:{register}",))
        if found
        else Value()
    )


def items(data: Material, register: str, veld: str, stijl: str = "", **waar: Any) -> Value:
    """One field of the rows as a list; ``stijl="letters"`` gives a, b, c."""
    known_field(data, register, veld)
    words = [escape(data.shown(register, row, veld)) for row in data.rows(register, waar)]
    lines = "\n".join(one.replace("\n", " ") for one in words if one)
    return (
        Value(blocks=(Block("", "list", lines, style=stijl),), sources=(f"register:{register}",)) if lines else Value()
    )


def sections(data: Material, register: str, kop: str, tekst: str, **waar: Any) -> Value:
    """Of every row a heading and a paragraph."""
    for name in (kop, tekst):
        known_field(data, register, name)
    made = []
    for row in data.rows(register, waar):
        head, body = escape(data.shown(register, row, kop)), escape(data.shown(register, row, tekst))
        if head and body:
            made += [Block(f"{row.id}-kop", "heading", head), Block(f"{row.id}-tekst", "paragraph", body)]
    return Value(blocks=tuple(made), sources=(f"register:{register}",))


def grouped(data: Material, register: str, groep: str, veld: str, **waar: Any) -> Value:
    """Per value of one field a heading, and under it the blocks or words of another: tips per addressee.

    A field of type ``block`` gives the very block that people agreed to, so that the gate can hold it against the register
    of approvals.
    """
    known_field(data, register, groep)
    form = data.form(register)
    known_field(data, register, veld)
    by_group: dict[str, list[Row]] = {}
    order = list(form.fields[groep].choices)
    for row in data.rows(register, waar):
        for value in _values(row, groep):
            by_group.setdefault(value, []).append(row)
    made: list[Block] = []
    for value in sorted(by_group, key=lambda one: (order.index(one) if one in order else len(order), one)):
        inside = [block for row in by_group[value] for block in _shown_block(data, register, row, veld, value)]
        if inside:
            made += [Block(f"{register}-{_slug(value)}", "heading", escape(value[:1].upper() + value[1:])), *inside]
    return Value(blocks=tuple(made), sources=(f"register:{register}",))


def quotes(data: Material, register: str, veld: str, **waar: Any) -> Value:
    """The blocks that rows point to, as they were agreed to."""
    known_field(data, register, veld)
    made = [block for row in data.rows(register, waar) for block in _shown_block(data, register, row, veld, "")]
    return Value(blocks=tuple(made), sources=(f"register:{register}",))


def value_of(data: Material, veld: str) -> Value:
    """A field of the row that this document is about."""
    row = own_row(data)
    known_field(data, row.register, veld)
    raw = row[veld]
    shown = data.shown(row.register, row, veld)
    as_number = float(raw) if isinstance(raw, (int, float)) and not isinstance(raw, bool) else None
    if isinstance(raw, bool):
        as_number = float(raw)
    return Value(shown, as_number, (f"{row.register}:{row.id}",))


def key_of(data: Material) -> Value:
    """The number of the row that this document is about."""
    return Value(own_row(data).id)


def most_coded(data: Material, thema: str, aantal: int = 3, register: str = "", **waar: Any) -> Value:
    """The codes of a theme that come up in the most cases: "functie maken (7 van de 9), ...".

    With a register only cases of its rows count: the boards of one sector.
    """
    found, cases = tables.cases_per_code(data, thema, _cases(data, register, waar))
    ranked = sorted(found.items(), key=lambda one: (-len(one[1]), data.codebook.ids.index(one[0])))
    least = len(ranked[min(int(aantal), len(ranked)) - 1][1])
    top = [(code, of) for code, of in ranked if len(of) >= max(least, 1)]  # who ties with the last counts too
    words = [f"{data.codebook.label(code).lower()} ({len(of)} van de {len(cases)})" for code, of in top]
    return Value(listed(words) or NONE, float(len(words)), ("codings",))


def crossing(
    data: Material, thema: str, tegen: str, bijschrift: str = "", register: str = "", telt: str = "Cases", **waar: Any
) -> Value:
    """Two themes against each other: in how many cases both come up (bottleneck x solution)."""
    rows = tables.cases_by_two(data, thema, tegen, _cases(data, register, waar), telt)
    return (
        block_table(
            f"kruis-{thema}-{tegen}",
            bijschrift or f"{data.codebook.label(thema)} en {data.codebook.label(tegen).lower()}",
            rows,
            ("codings",),
        )
        if len(rows) > 1
        else Value()
    )


def groups(data: Material, thema: str = "", bijschrift: str = "", soort: str = "focus_group") -> Value:
    """Group x code: whether the people of a group agree, are divided, or one of them says it."""
    rows = tables.groups_by_code(data, thema, soort)
    return (
        block_table(f"groepen-{thema or 'alles'}", bijschrift or "Groepen: eens en oneens", rows, ("codings",))
        if len(rows) > 1
        else Value()
    )


def support(data: Material, register: str, bronnen: str = "", bijschrift: str = "") -> Value:
    """Triangulation: per row how many interviews, experts and literature bear on it; an empty cell is an open question."""
    rows = tables.triangulated(data, register, bronnen)
    return (
        block_table(f"steun-{register}", bijschrift or "Waar steunt dit op?", rows, (f"register:{register}", "codings"))
        if len(rows) > 1
        else Value()
    )


def open_questions(data: Material, register: str, bronnen: str = "") -> Value:
    """The rows without support of one kind, each with what is missing."""
    lines = tables.open_questions(data, register, bronnen)
    return Value(blocks=(Block("", "list", "\n".join(lines)),)) if lines else Value()


def crosstab(data: Material, register: str, rij: str, kolom: str, bijschrift: str = "", **waar: Any) -> Value:
    """Two fields of a register against each other: sector x kind of activity, person x session."""
    for name in (rij, kolom):
        known_field(data, register, name)
    rows = tables.crosstab(data, register, rij, kolom, data.rows(register, waar))
    return (
        block_table(f"kruis-{register}", bijschrift or data.form(register).title, rows, (f"register:{register}",))
        if len(rows) > 1
        else Value()
    )


def block_table(name: str, caption: str, rows: list[tuple[str, ...]], sources: tuple[str, ...]) -> Value:
    """A table as a value."""
    made = Block(name, "table", caption, sources=sources, rows=tuple(rows))
    return Value(blocks=(made,), sources=sources)


def known_field(data: Material, register: str, name: str) -> None:
    """Raises InputError for a field that the register does not have, and for one that is never shown."""
    form: RegisterDef = data.form(register)
    if name not in form.fields:
        raise InputError(
            f"het register '{register}' heeft geen veld '{name}'.", fix=f"kies uit: {', '.join(form.fields)}."
        )
    if form.fields[name].private:
        raise InputError(f"het veld '{name}' is alleen voor het bureau (private).", fix="kies een ander veld.")


def own_row(data: Material) -> Row:
    """The row this document is about. Raises InputError when it is about none."""
    if data.row is None:
        raise InputError("dit document gaat niet over één rij.", fix="zet 'per: REGISTER' in het hoofd van de tekst.")
    return data.row


def _shown_block(data: Material, register: str, row: Row, field: str, group: str) -> list[Block]:
    """The block a row points to, or its words as a paragraph."""
    if data.form(register).fields[field].type != "block":
        words = escape(data.shown(register, row, field))
        return [Block(_once(row.id, group), "paragraph", words)] if words else []
    found = data.blocks.get(str(row[field]))
    if found is None:
        return []
    from dataclasses import replace

    return [replace(found, id=_once(row.id, group), sources=(*found.sources, f"{register}:{row.id}"))]


def _once(name: str, group: str) -> str:
    return f"{name}-{_slug(group)}" if group else name


def _slug(text: str) -> str:
    return "".join(sign if sign.isalnum() else "-" for sign in text.lower()).strip("-") or "deel"


def _values(row: Row, field: str) -> list[str]:
    value = row[field]
    return list(value) if isinstance(value, tuple) else [in_words(value)] if value not in (None, "") else []


def _cases(data: Material, register: str, where: Mapping[str, Any]) -> frozenset[str] | None:
    """The cases of a register's rows; None for all."""
    if not register:
        return None
    form = data.form(register)
    field = next((name for name, one in form.fields.items() if one.type == "case"), "")
    if not field:
        raise InputError(f"het register '{register}' heeft geen veld van het type case.", fix="voeg dat veld toe.")
    return frozenset(str(row[field]) for row in data.rows(register, where) if row[field])


def _dash(value: float | None, decimals: int) -> str:
    return "–" if value is None else dutch(value, decimals)
