"""Fields that stand on a line of their own: tables, figures, quotes, lists and whole appendices."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ..analysis.table import records_of
from ..files import read_json
from ..numbers import dutch, x_of_y
from ..records import Block
from . import appendices
from .data import NoteData
from .fields_counts import known_word
from .findings import quote_block
from .tables import TABLES
from .tables_facts import Table
from .values import Value

FIGURES = {
    "codes": "analysis_codes_per_theme", "geldstromen": "analysis_money_flows", "gesprekken": "analysis_conversation_theme",
    "overeenstemming": "agreement_alpha", "samen": "analysis_cooccurrence", "spanningen": "analysis_tensions",
    "thema_rol": "analysis_actor_theme", "tijdlijn": "analysis_timeline", "verzadiging": "analysis_saturation",
}  # fmt: skip
"""Every figure that a text can ask for: its name here, and its file in outputs/figures."""
LISTS: dict[str, Callable[[NoteData], list[Block]]] = {
    "begrippen": appendices.terms, "bronnen": appendices.sources, "codeboek": appendices.codebook,
    "coreq": appendices.coreq, "topiclijst": appendices.topic_lists,
}  # fmt: skip
"""Appendices that a text can ask for."""
QUESTIONS = "{{ vragen }}"


def table(data: NoteData, naam: str, bijschrift: str = "") -> Value:
    """A table of the analysis; nothing when it is empty in this study."""
    found = _table(data, naam)
    if not found.rows:
        return Value()
    rows = (found.header, *found.rows)
    block = Block(
        f"tabel-{naam}", "table", bijschrift or found.caption, sources=found.sources, style=found.style, rows=rows
    )
    return Value(blocks=(block,), sources=found.sources)


def has_table(data: NoteData, naam: str) -> Value:
    return Value(number=float(len(_table(data, naam).rows)))


def figure(data: NoteData, naam: str, bijschrift: str = "") -> Value:
    """A figure with its alternative text; nothing when this study does not have it."""
    known_word(naam, FIGURES, "de figuur")
    path = data.study.outputs / "figures" / f"{FIGURES[naam]}.json"
    if not path.exists():
        return Value()
    words = read_json(path)
    caption = bijschrift or str(words["caption"]).rstrip(".")
    image = f"outputs/figures/{FIGURES[naam]}"
    sources = (
        data.ids
        if naam not in ("geldstromen", "tijdlijn")
        else tuple(f"{case}/case.yaml" for case in data.material.own_cases)
    )
    return Value(
        blocks=(Block(f"figuur-{naam}", "figure", caption, sources=sources, alt=str(words["alt"]), image=image),),
        sources=sources,
    )


def has_figure(data: NoteData, naam: str) -> Value:
    return Value(number=float(bool(figure(data, naam).blocks)))


def quote(data: NoteData, case: str, blok: str) -> Value:
    """A quote of a case text; nothing as long as it is not released, and then it is reported."""
    known_word(case, data.texts, "de case (met een tekst)")
    known_word(blok, [one.block for one in data.quotes if one.case == case], f"het citaat van {case}")
    found = next((one for one in data.free_quotes if (one.case, one.block) == (case, blok)), None)
    return Value(blocks=(quote_block(data, found),)) if found else Value()


def has_quote(data: NoteData, case: str, blok: str) -> Value:
    return Value(number=float(bool(quote(data, case, blok).blocks)))


def appendix(data: NoteData, naam: str) -> Value:
    """One of the appendices that the data fill."""
    known_word(naam, LISTS, "de bijlage")
    found = LISTS[naam](data)
    sources = _rests_on(naam)
    names = [f"{naam}-{n}" if len(found) > 1 else naam for n in range(1, len(found) + 1)]
    named = [replace(block, id=name, sources=sources) for name, block in zip(names, found, strict=True)]
    return Value(blocks=tuple(named), sources=sources)


def tips(data: NoteData) -> Value:
    """How many tips were given for whom: a count, for the words themselves are not released."""
    rows = records_of(data.table("lessons"))
    counted: dict[str, set[str]] = {}
    numbers: dict[str, int] = {}
    for row in rows:
        if row["state"] == "voorstel":
            for audience in row["audience"].split(", "):
                name = audience or "niet gezegd"
                numbers[name] = numbers.get(name, 0) + 1
                counted.setdefault(name, set()).update(row["cases"].split())
    own = set(data.material.own_cases)
    ranked = sorted(numbers, key=lambda name: (name == "niet gezegd", -numbers[name], name))
    shown = [
        (name, dutch(numbers[name]), x_of_y(len(counted[name] & own), len(own)) if own else "–") for name in ranked
    ]
    if not shown:
        return Value()
    found = Table(
        "Tips uit de gesprekken en voor wie ze zijn",
        ("Voor wie", "Tips", "Cases"),
        tuple(shown),
        tuple(" ".join(r["sources"] for r in rows).split()),
    )
    return Value(
        blocks=(Block("tabel-tips", "table", found.caption, sources=found.sources, rows=(found.header, *found.rows)),)
    )


def has_tips(data: NoteData) -> Value:
    return Value(number=float(bool(tips(data).blocks)))


def questions(data: NoteData) -> Value:
    """A mark where the list of questions comes: they stand in the other parts, and are gathered last."""
    del data
    return Value(blocks=(Block("vragen", "list", QUESTIONS, style="genummerd"),))


def _table(data: NoteData, name: str) -> Table:
    known_word(name, TABLES, "de tabel")
    return TABLES[name](data)


def _rests_on(name: str) -> tuple[str, ...]:
    files = {
        "begrippen": "interviews/parameters/begrippen.yaml", "bronnen": "interviews/parameters",
        "codeboek": "interviews/codebook.yaml", "coreq": appendices.COREQ_FILE, "topiclijst": "interviews/topics.yaml",
    }  # fmt: skip
    return (files[name],)
