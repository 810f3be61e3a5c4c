"""Findings in the fixed pattern when nobody wrote them yet: finding, explanation, quotes, counter-example, question.

What is written here only counts and places: it says where something comes up, who speaks of it and who does not. What it
means is for people to write.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..analysis.table import records_of
from ..numbers import dutch, listed, quantifier, x_of_y
from ..records import Block, Code
from .choosing import PER_CODE
from .data import NoteData, case_label, place_label
from .fields_counts import Share, counted_noun, ids_of, known_word, roles_on, share
from .quotes import Quote
from .values import Value, number


def theme_findings(data: NoteData, thema: str = "") -> Value:
    """A finding per code of a theme that comes up at all, in the codebook's order; of every theme when none is named."""
    book = data.material.codebook
    if not thema:
        made = [(theme, theme_findings(data, theme.id).blocks) for theme in book.themes]
        headed = [(Block("", "heading", theme.label), *under) for theme, under in made if under]
        return Value(blocks=tuple(block for under in headed for block in under))
    known_word(thema, [theme.id for theme in book.themes], "het thema")
    codes = [code for code in book.codes if code.theme == thema and not code.retired]
    blocks: list[Block] = []
    for code in codes:
        found = share(data, code.id)
        if found.part:
            blocks += _finding(data, code, found)
    missing = [in_sentence(code.label) for code in codes if not share(data, code.id).part]
    if missing and blocks:
        text = f"Niet ter sprake {'kwam' if len(missing) == 1 else 'kwamen'}: {listed(missing)}."
        blocks.append(Block("", "paragraph", text, sources=data.units))
    return Value(blocks=tuple(blocks))


def most_named(data: NoteData, thema: str, hoogstens: int = 3) -> Value:
    """The codes of a theme that come up most widely: "kosten en loonwaarde (9 van de 9 cases) en UWV (8 van de 9)"."""
    book = data.material.codebook
    known_word(thema, [theme.id for theme in book.themes], "het thema")
    shares = [(code, share(data, code.id)) for code in book.codes if code.theme == thema and not code.retired]
    ranked = sorted((pair for pair in shares if pair[1].part), key=lambda pair: (-pair[1].part, -len(pair[1].ids)))[
        :hoogstens
    ]
    words = [
        f"{in_sentence(code.label)} ({x_of_y(found.part, found.whole)}{'' if n else f' {found.noun[1]}'})"
        for n, (code, found) in enumerate(ranked)
    ]
    return Value(listed(words), None, tuple(one for _, found in ranked for one in found.ids))


def in_sentence(label: str) -> str:
    """A label as it stands in a sentence: "werving en match", but "UWV"."""
    return label if label[:2].isupper() else label[:1].lower() + label[1:]


def key_points(data: NoteData) -> Value:
    """A line per theme with what comes up most widely."""
    lines: list[tuple[str, tuple[str, ...]]] = []
    for theme in data.material.codebook.themes:
        most = most_named(data, theme.id)
        if most.text:
            lines.append((f"**{theme.label}.** Het meest gaat het over {most.text}.", most.sources))
    sources = tuple(dict.fromkeys(one for _, found in lines for one in found))
    made = Block("kernpunten", "list", "\n".join(text for text, _ in lines), sources=sources)
    return Value(blocks=(made,)) if lines else Value()


def n_tensions(data: NoteData) -> Value:
    """On how many tensions both sides are heard."""
    table = data.table("tensions")
    found = table[(table["question"] != "beide tekens") & (table["plus"] > 0) & (table["minus"] > 0)]
    return number(len(found), ids_of(found))


def n_lessons(data: NoteData) -> Value:
    table = data.table("lessons")
    found = table[table["state"] == "geschreven"]
    return number(len(found), ids_of(found))


def quotes_on(data: NoteData, code: str, hoogstens: int = PER_CODE) -> Value:
    """Released quotes that bear a code; each quote is given to one code only."""
    chosen = data.quote_plan.get(code, ())[:hoogstens]
    return Value(blocks=tuple(quote_block(data, quote) for quote in chosen))


def counter_example(data: NoteData, code: str) -> Value:
    """Where a code is denied, or was asked for and not mentioned, against what most say."""
    found = data.rows("negative_cases", "code").get(code, ())
    rows = [row for row in found if row["state"] in ("ontkend", "niet genoemd")]
    if not rows:
        return Value()
    parts = []
    for state, words in (
        ("ontkend", "wordt dit tegengesproken"),
        ("niet genoemd", "is ernaar gevraagd en noemt niemand het"),
    ):
        here = [str(row["case"]) for row in rows if row["state"] == state]
        if here:
            parts.append(f"in {listed([place_label(one) for one in here])} {words}")
    said = dict.fromkeys(one for row in found for one in str(row["ids"]).split())
    sources = tuple(said) or tuple(str(row["case"]) for row in rows)
    text = f"{'; '.join(parts)}."
    return Value(text[:1].upper() + text[1:], float(len(rows)), sources)


def tension_findings(data: NoteData) -> Value:
    """A paragraph per tension of which both sides are heard, with its question."""
    blocks: list[Block] = []
    for row in records_of(data.table("tensions")):
        if row["question"] != "beide tekens" and row["plus"] and row["minus"]:
            blocks += _tension(data, row)
    return Value(blocks=tuple(blocks))


def lesson_list(data: NoteData, voor: str = "") -> Value:
    """The lessons that people wrote, for one audience or for all, each with the cases it rests on."""
    table = data.table("lessons")
    table = table[table["state"] == "geschreven"]
    if voor:
        table = table[[voor in audience.split(", ") for audience in table["audience"]]]
    items = [_lesson(row) for row in records_of(table)]
    return Value(blocks=(Block("", "list", "\n".join(items), sources=ids_of(table)),)) if items else Value()


def quote_block(data: NoteData, quote: Quote) -> Block:
    """A quote as the note shows it: exactly the block that people agreed to, with the codings it bears."""
    codings = data.quote_codings[quote.key]
    return Block(
        f"citaat-{quote.case}-{quote.block}", "quote", quote.text, about=quote.about, by=quote.by,
        sources=tuple(str(row["id"]) for row in codings) or (quote.key,),
    )  # fmt: skip


def _finding(data: NoteData, code: Code, found: Share) -> Iterator[Block]:
    text = f"**{code.label}.** Hierover gaat het in {quantifier(found.part, found.whole, found.noun)}."
    yield Block("", "paragraph", text, sources=found.ids, style="bevinding")
    yield Block("", "paragraph", " ".join(_explanation(data, code)), sources=found.ids, style="toelichting")
    yield from quotes_on(data, code.id).blocks
    counter = counter_example(data, code.id)
    if counter.text:
        yield Block("", "paragraph", counter.text, sources=counter.sources, style="tegenvoorbeeld")
    for pair in data.material.pairs:
        if pair.question and code.id in pair.minus:
            yield Block("", "paragraph", pair.question, style="discussie")


def _explanation(data: NoteData, code: Code) -> Iterator[str]:
    if code.definition:
        yield code.definition
    roles = roles_on(data, code.id)
    if roles.text and not roles.text.startswith("documenten"):
        yield f"Erover spreken vooral {roles.text}."
    denied = share(data, code.id, kant="ontkend")
    if denied.part:
        says = "staat" if data.only_documents else "zegt iemand"
        yield f"In {x_of_y(denied.part, denied.whole)} {denied.noun[1]} {says} dat het er niet is of niet zo is."
    wished = {
        one.case if data.material.has_cases else one.transcript
        for one in data.by_code.get(code.id, ())
        if one.certainty in ("wish", "condition", "uncertain")
    } & set(data.units)
    if wished:
        share_of = x_of_y(len(wished), len(data.units))
        yield f"In {share_of} {data.unit[1]} gaat het ook om een wens, een voorwaarde of iets wat nog onzeker is."


def _tension(data: NoteData, row: dict[str, Any]) -> Iterator[Block]:
    sources = tuple(f"{row['plus_ids']} {row['minus_ids']}".split())
    text = (
        f"**{row['label']}.** {counted_noun(row['plus'], 'codering', 'coderingen').capitalize()} "
        f"{'wijst' if row['plus'] == 1 else 'wijzen'} op wat draagt, {dutch(row['minus'])} op wat in de weg staat."
    )
    if row["in_words"]:
        text += f" In {row['in_words']} cases zijn beide kanten te horen."
    yield Block("", "paragraph", text, sources=sources, style="bevinding")
    against = data.table("tensions_by_actor")
    against = against[(against["id"] == row["id"]) & (against["contrast"] == "tegenover elkaar")]
    against = against[against["case"].isin(data.material.own_cases)]
    shown = [
        f"in {case_label(one['case'])} {_and(one['plus_roles'])} tegenover {_and(one['minus_roles'])}"
        for one in records_of(against)
    ]
    if shown:
        words = f"Mensen in dezelfde case staan tegenover elkaar: {'; '.join(shown)}."
        yield Block("", "paragraph", words, sources=ids_of(against), style="tegenvoorbeeld")
    if row["question"]:
        yield Block("", "paragraph", row["question"], style="discussie")


def _lesson(row: dict[str, Any]) -> str:
    words = f"{row['in_words']} cases" if row["in_words"] else ""
    against = listed([case_label(case) for case in row["counter_cases"].split()])
    notes = "; ".join(part for part in (words, f"anders in {against}" if against else "") if part)
    text = str(row["lesson"]).rstrip(".")
    return f"{text} ({notes})." if notes else f"{text}."


def _and(roles: str) -> str:
    return listed(roles.split(", "))
