"""The answer page: one file that works from disk, fetches and sends nothing, and saves its answer as a sealed file.

The script may run by its hash alone; data reach it as JSON that the browser does not run. See :mod:`.page_reply` for the answer.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Mapping
from dataclasses import replace
from html import escape
from importlib.resources import files
from typing import Any

from ..numbers import date_in_words
from ..records import Block, Document
from ..rendering import Layout, body_of, lay_out, page
from ..rendering.look import Look
from ..study import Study
from .form import shifted
from .form_parts import Field, Form, Question
from .sent import Sent
from .units import Unit, units_of

_STEPS = (
    "Lees de tekst. Klopt er iets niet? Kruis dat aan bij het stuk en schrijf hoe het moet zijn.",
    "Beantwoord daarna de vragen onder ‘Uw antwoord’.",
    "Kies ‘Antwoord opslaan’. Mail het bestand dat u dan krijgt naar ons. Bellen mag ook.",
)
_UNNUMBERED = {"list": "De lijst", "table": "De tabel", "figure": "De figuur"}
"""What has no number in the form and on paper is called by its heading."""
_EASY_STEPS = (
    "Lees de tekst. U mag iemand vragen om u te helpen.",
    "Klopt iets niet? Kruis dat aan. Schrijf hoe het moet zijn.",
    "Ga naar ‘Uw antwoord’ en kies wat u vindt.",
    "Kies ‘Antwoord opslaan’. Mail het bestand naar ons. U mag ook bellen.",
)


def answer_page(sent: Sent, form: Form, words: Mapping[str, str], *, study: Study | None = None) -> bytes:
    """The page for one person. Same input, same bytes."""
    speakers = tuple((f"{sent.case}/{name}", word) for name, word in words.items())
    look = Look(
        large_print=sent.easy, paragraph_numbers=True, reference=sent.reference, speakers=speakers, concept=False
    )
    title = Block("nota-titel", "heading", form.title, level=1)
    text = Block("nota-tekst", "heading", form.text_heading, level=2)
    document = Document(sent.document, form.title, (title, text, *shifted(sent, words)), sent.version, sent.case)
    layout = lay_out(document, study=study, look=look)
    parts, pieces = _text(layout, sent, form, words, study)
    data = {
        "pack": sent.digest, "reference": sent.reference, "document": sent.document, "version": sent.version,
        "pieces": [{key: piece[key] for key in ("name", "label", "block", "kind")} for piece in pieces],
        "fields": [{"name": f"{number:02d}", "key": field.key, "kind": field.kind} for number, field in enumerate(form.fields)],
    }  # fmt: skip
    body = "\n".join(
        (
            _steps(sent, form, study),
            '<form id="antwoord" novalidate>',
            *parts,
            _questions(form),
            _buttons(),
            "</form>",
            _data(data),
        )
    )
    made = page(
        form.title, body, study=study, look=look, lead=(f"U kunt antwoorden tot en met {_day(sent)}.",),
        css=_asset("page.css"), script=_asset("page.js"), classes=("large",) if sent.easy else (),
    )  # fmt: skip
    return made.encode("utf-8")


def _text(
    layout: Layout, sent: Sent, form: Form, words: Mapping[str, str], study: Study | None
) -> tuple[list[str], list[dict[str, Any]]]:
    """The text as HTML, each piece with its own box to say that it is not right; and what the script needs of the pieces."""
    units: dict[str, list[Unit]] = {}
    for unit in units_of(sent, words):
        units.setdefault(unit.block, []).append(unit)
    parts: list[str] = []
    pieces: list[dict[str, Any]] = []
    heading = form.text_heading
    for item in layout.items:
        shown = body_of(replace(layout, items=(replace(item, number=0),), notes=()), study=study)
        if item.block.kind == "heading":
            heading = item.plain
            parts.append(shown)
            continue
        label = f"Stuk {item.number}" if item.number else f"{_UNNUMBERED[item.block.kind]} bij ‘{heading}’"
        piece = _piece(item.block, len(pieces) + 1, label, units.get(item.block.id, []))
        pieces.append(piece)
        parts.append(_section(piece, shown))
    return parts, pieces


def _day(sent: Sent) -> str:
    return date_in_words(dt.date.fromisoformat(sent.due))


def _asset(name: str) -> str:
    return files(__package__).joinpath(name).read_text(encoding="utf-8")


def _piece(block: Block, number: int, label: str, units: list[Unit]) -> dict[str, Any]:
    kind = {"list": "list", "table": "remark", "figure": "remark"}.get(block.kind, "text")
    text = "" if kind == "remark" else "\n".join(unit.text for unit in units)
    return {"name": f"{number:03d}", "label": label, "block": block.id, "kind": kind, "text": text}


def _section(piece: Mapping[str, Any], shown: str) -> str:
    name, label = piece["name"], escape(piece["label"])
    asked = {"text": "Zo moet het zijn:", "list": "Zo moet het zijn (elk punt op een eigen regel):",
             "remark": "Wat moet er anders?"}[piece["kind"]]  # fmt: skip
    rows = min(max(len(piece["text"]) // 40 + 2, piece["text"].count("\n") + 2), 14)
    return (
        f'<section class="piece" aria-labelledby="k-{name}">\n<p class="nr" id="k-{name}">{label}</p>\n{shown}\n'
        f'<label class="opt"><input type="checkbox" id="p-{name}" aria-controls="e-{name}"> <span>{label} klopt niet</span></label>\n'
        f'<div class="edit" id="e-{name}" hidden>\n'
        f'<label class="opt"><input type="checkbox" id="w-{name}"> <span>{label} moet weg</span></label>\n'
        f'<label class="words" for="t-{name}">{label}. {asked}</label>\n'
        f'<textarea id="t-{name}" rows="{rows}">{escape(piece["text"])}</textarea>\n</div>\n</section>'
    )


def _steps(sent: Sent, form: Form, study: Study | None) -> str:
    rows = "".join(f"<li>{escape(step)}</li>" for step in (_EASY_STEPS if sent.easy else _STEPS))
    draft = (
        "Wat u invult, blijft op dit apparaat staan tot u het wist. Er gaat niets naar internet. "
        "Deelt u dit apparaat met anderen? Kies dan na het opslaan ‘Wis wat ik invulde’."
    )
    return f"<h2>{escape(form.steps_heading)}</h2>\n<ol>{rows}</ol>\n{_reach(study)}<p>{draft}</p>"


def _reach(study: Study | None) -> str:
    """Where to mail and call: who opens the page on a phone does not have the letter at hand."""
    if study is None:
        return ""
    mail, phone = escape(study.settings.contact.email), escape(study.settings.contact.phone)
    lines = [f'Ons mailadres: <a href="mailto:{mail}">{mail}</a>.'] if mail else []
    lines += [f'Ons telefoonnummer: <a href="tel:{phone.replace(" ", "")}">{phone}</a>.'] if phone else []
    return f"<p>{' '.join(lines)}</p>\n" if lines else ""


def _questions(form: Form) -> str:
    parts = [f"<h2>{escape(form.answer_heading)}</h2>"]
    numbers = {field.key: f"{number:02d}" for number, field in enumerate(form.fields)}
    for asked, question in enumerate(form.questions, 1):
        hint = f"<p>{escape(question.hint)}</p>" if question.hint else ""
        if question.grid:
            parts.append(f"<h3>{asked}. {escape(question.heading)}</h3>{hint}")
            for row, (channel, words) in enumerate(question.grid):
                pair = question.fields[2 * row : 2 * row + 2]
                rows = "".join(
                    _radio(one, numbers, f"kanaal-{channel}", answer) for one, answer in zip(pair, ("Ja", "Nee"))
                )
                parts.append(
                    f'<fieldset data-vraag="{escape(channel)}"><legend>{escape(words)}</legend>{rows}</fieldset>'
                )
            continue
        inner = "".join(_field(question, field, numbers) for field in question.fields)
        parts.append(
            f'<fieldset data-vraag="{escape(question.key)}"><legend>{asked}. {escape(question.heading)}</legend>{hint}{inner}</fieldset>'
        )
    return "\n".join(parts)


def _field(question: Question, field: Field, numbers: Mapping[str, str]) -> str:
    number = numbers[field.key]
    if field.kind == "box":
        return _radio(field, numbers, question.key, field.label)
    if field.kind == "list":
        return "".join(
            f'<label class="opt"><input type="radio" name="lijst-{number}" id="f-{number}-{value}" value="{escape(value)}" '
            f'data-woorden="{escape(words)}"> <span>{escape(words)}</span></label>'
            for value, words in field.options
        )
    label = f'<label class="words" for="f-{number}">{escape(field.label)}</label>'
    if field.key == "opmerking":
        return f'{label}<textarea id="f-{number}" rows="5"></textarea>'
    return f'{label}<input type="text" id="f-{number}" autocomplete="off">'


def _radio(field: Field, numbers: Mapping[str, str], group: str, words: str) -> str:
    value = field.key.rpartition(":")[2]
    return (
        f'<label class="opt"><input type="radio" name="{escape(group)}" id="f-{numbers[field.key]}" value="{escape(value)}" '
        f'data-woorden="{escape(words)}"> <span>{escape(words)}</span></label>'
    )


def _buttons() -> str:
    return (
        '<div id="fouten" class="problems" role="alert" tabindex="-1" hidden></div>\n'
        '<div class="buttons"><button type="submit">Antwoord opslaan</button>\n'
        '<button type="button" class="other" id="kopieer">Antwoord kopiëren als tekst</button>\n'
        '<button type="button" class="other" id="wis">Wis wat ik invulde</button></div>\n'
        '<p id="stand" class="state" role="status" aria-live="polite"></p>\n'
        '<div id="tekstvak" hidden><label class="words" for="tekst">Uw antwoord als tekst</label>'
        '<textarea id="tekst" rows="12" readonly></textarea></div>'
    )


def _data(data: Mapping[str, Any]) -> str:
    text = json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    return f'<script type="application/json" id="nota.gegevens">{text}</script>'
