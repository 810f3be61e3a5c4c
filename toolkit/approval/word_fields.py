"""The answers in a Word form: from its controls, and where a program dropped those, from the words that are left."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from .align import likeness
from .form_parts import Field, Form
from .questions import CHOOSE, NO, TYPE_HERE, YES
from .reading import UNCLEAR, Value
from .units import same, tidy
from .word_parts import Control, Paragraph, WordParts

EMPTY_BOX = "☐□▢"
TICKED = "☒☑✓✔✗✘✅×"
STRUCK = "doorgestreept: {}"
"""How words are shown through which somebody drew a line, outside the text."""
_TYPED = re.compile(r"(?:^|\s|[☐□▢])([xXvV])(?=[\s.,;:!)]|$|[☐□▢])")
_SIGNS = re.compile(f"[{EMPTY_BOX}{TICKED}]")


def control_values(parts: WordParts, form: Form) -> tuple[dict[str, Value], list[str]]:
    """What the controls say, by field, and words in them that are no answer.

    A control without its tag is known by the bookmark around it.
    """
    values: dict[str, Value] = {}
    loose: list[str] = []
    keys = {field.key: field for field in form.fields}
    for control in parts.controls:
        field = keys.get(control.tag) or _by_mark(control, form)
        if field is None or field.kind != control.kind:
            loose.append(control.text)
            continue
        if control.struck:
            values[field.key] = "" if field.kind == "text" else UNCLEAR
            loose.append(STRUCK.format(control.text))
            continue
        found = _of_control(control, field)
        values[field.key] = found if values.get(field.key, found) == found else UNCLEAR
        loose.append(_no_answer(field, control.text))
    return values, [text for text in loose if text]


def bookmarked_values(paragraphs: Sequence[Paragraph], form: Form) -> tuple[dict[str, Value], list[str]]:
    """What stands in the bookmarks of fields of which the control itself is gone, and words that are no answer."""
    texts: dict[int, str] = {}
    for paragraph in paragraphs:
        for piece in paragraph.pieces:
            if piece.owner.startswith("f") and piece.new and piece.owner[1:].isdigit():
                number = int(piece.owner[1:])
                texts[number] = texts.get(number, "") + piece.text
    known = {number: text for number, text in texts.items() if number < len(form.fields) and tidy(text)}
    values = {form.fields[number].key: from_words(form.fields[number], text) for number, text in known.items()}
    loose = [_no_answer(form.fields[number], text) for number, text in known.items()]
    loose += [text for number, text in texts.items() if number >= len(form.fields)]
    return values, [text for text in loose if tidy(text)]


def _no_answer(field: Field, text: str) -> str:
    """Words in a box or list that are neither a tick nor one of its choices."""
    if field.kind == "text":
        return ""
    rest = tidy(_TYPED.sub(" ", _SIGNS.sub(" ", text.replace(CHOOSE, " "))))
    if field.kind == "list" and _choice(field, rest) != UNCLEAR:
        return ""
    return rest


def from_words(field: Field, text: str) -> Value:
    """A field read from plain words, without its label."""
    text = tidy(text)
    if field.kind == "box":
        return _mark(text)
    if field.kind == "list":
        return _choice(field, tidy(text.replace(CHOOSE, " ")))
    return tidy(text.replace(TYPE_HERE, " "))  # people type before or after the hint as well


def beside_label(field: Field, text: str) -> tuple[Value, str]:
    """A line of which the control is gone, as ``☒ Ja, de tekst klopt.``: the value, and words that belong to neither."""
    plain = tidy(text)
    at = same(plain).lower().find(same(field.label).lower())
    if at < 0:
        return (UNCLEAR if field.kind == "box" else None), plain
    before, after = plain[:at], plain[at + len(same(field.label)) :]
    if field.kind != "box":
        rest = tidy(f"{before} {_no_answer(field, after)}")
        return from_words(field, after), rest
    value = _mark(before)
    rest = tidy(_TYPED.sub(" ", _SIGNS.sub(" ", before)) + " " + after)
    return (UNCLEAR if rest and _SIGNS.search(after) else value), rest


def field_value(field: Field, known: Value, label: str, text: str) -> tuple[Value, str]:
    """The value of a field from its control (``known``) and its line, and words that belong to neither."""
    if known is None:
        return beside_label(field, text)
    rest = tidy(added_words(label, _SIGNS.sub(" ", text) if field.kind == "box" else text.replace(TYPE_HERE, " ")))
    if field.kind == "box":
        crossed = known is False and _TYPED.search(rest)  # a cross beside an empty box
        return UNCLEAR if crossed else known, tidy(_TYPED.sub(" ", rest))
    if known == "" and rest:  # typed behind the field instead of in it
        value = from_words(field, rest)
        return value, rest if value == UNCLEAR else ""
    return known, rest


def grid_of(parts: WordParts, form: Form) -> set[int]:
    """Numbers of the tables that hold the question with a row per channel."""
    questions = {same(words) for question in form.questions for _, words in question.grid} | {same(form.grid_header[0])}
    return {p.cell[0] for p in parts.paragraphs if p.cell and p.cell[2] == 0 and same(new_text(p)) in questions}


def grid_values(parts: WordParts, form: Form, known: Mapping[str, Value]) -> tuple[dict[str, Value], list[str]]:
    """Yes and no per channel, by the words of each row, and words in the table that were not there.

    Where a control says one thing and the words beside it another, or a line goes through any of it, it is unclear.
    """
    tables = grid_of(parts, form)
    rows: dict[tuple[int, int], dict[int, str]] = {}
    struck: set[tuple[int, int]] = set()
    for paragraph in parts.paragraphs:
        if paragraph.cell and paragraph.cell[0] in tables:
            if any(piece.struck for piece in paragraph.pieces):
                struck.add(paragraph.cell[:2])
            row = rows.setdefault(paragraph.cell[:2], {})
            row[paragraph.cell[2]] = tidy(f"{row.get(paragraph.cell[2], '')} {_outside(paragraph)}")
    asked = [row for question in form.questions for row in question.grid]
    values: dict[str, Value] = {}
    loose: list[str] = []
    for place, row in rows.items():
        question = row.get(0, "")
        if same(question) == same(form.grid_header[0]):
            loose += [cell for n, cell in row.items() if n and same(cell) not in (YES, NO)]
            continue
        channel, words = max(asked, key=lambda one: _asks(question, one[1]))
        if _asks(question, words) < 0.6:
            loose += [cell for cell in row.values() if cell]
            continue
        extra = _added(words, question)
        loose += [extra] if extra else []
        for column, answer, label in ((1, "ja", YES), (2, "nee", NO)):
            key = f"kanaal:{channel}:{answer}"
            value, rest = _cell(row.get(column, ""), label, known.get(key))
            values[key] = value if key not in values and place not in struck else UNCLEAR
            loose += [rest] if rest else []
    if tables:  # what was ticked beside a question that was rewritten may be an answer to something else
        gone = [f"kanaal:{channel}:{answer}" for channel, _ in asked for answer in ("ja", "nee")]
        values |= {key: UNCLEAR for key in gone if key not in values and known.get(key) is True}
    return values, loose


def _asks(text: str, question: str) -> float:
    """How much a cell is this question; words may have been typed before or after it."""
    return 1.0 if same(question) in same(text) else likeness(same(text), same(question))


def new_text(paragraph: Paragraph) -> str:
    """A paragraph with all changes accepted, without what stands in fields."""
    return tidy("".join(piece.text for piece in paragraph.pieces if piece.new and not piece.owner.startswith("f")))


def old_text(paragraph: Paragraph) -> str:
    """A paragraph as it was before the changes that were tracked."""
    return tidy("".join(piece.text for piece in paragraph.pieces if piece.old and not piece.owner.startswith("f")))


def added_words(expected: str, found: str) -> str:
    """Words in a text that were not in what was expected there."""
    return _added(expected, found)


def _outside(paragraph: Paragraph) -> str:
    return "".join(piece.text for piece in paragraph.pieces if piece.new or piece.struck)


def _by_mark(control: Control, form: Form) -> Field | None:
    numbers = [int(mark[1:]) for mark in control.marks if mark[1:].isdigit()]
    return form.fields[numbers[-1]] if numbers and numbers[-1] < len(form.fields) else None


def _of_control(control: Control, field: Field) -> Value:
    text = tidy(control.text)
    if field.kind == "box":
        seen = _mark(text)
        return control.checked if seen == control.checked and control.checked is not None else UNCLEAR
    return from_words(field, text)


def _mark(text: str) -> Value:
    """A tick, an empty box, or something that is neither."""
    ticked = any(sign in text for sign in TICKED) or bool(_TYPED.search(text))
    rest = tidy(_TYPED.sub(" ", _SIGNS.sub(" ", text)))
    if rest and rest not in (".", ",", "-"):
        return UNCLEAR
    if ticked:
        return True
    return False if any(sign in text for sign in EMPTY_BOX) else UNCLEAR


def _choice(field: Field, text: str) -> Value:
    if not text:
        return ""
    return next((value for value, words in field.options if same(words).lower() == same(text).lower()), UNCLEAR)


def _cell(text: str, label: str, control: Value) -> tuple[Value, str]:
    """(value, words that do not belong there) of one cell of the grid."""
    bare = tidy(re.sub(rf"\b{label}\b", " ", text, count=1, flags=re.IGNORECASE))
    signs = bool(_SIGNS.search(bare) or _TYPED.search(bare))
    rest = tidy(_TYPED.sub(" ", _SIGNS.sub(" ", bare)))
    if control is None:
        value: Value = _mark(tidy(_SIGNS.sub(lambda m: m.group(), bare))) if signs and not rest else UNCLEAR
    elif signs and _mark(bare) != control:
        value = UNCLEAR
    else:
        value = UNCLEAR if rest else control
    return value, rest


def _added(expected: str, found: str) -> str:
    from .reading import word_edits

    return " ".join(edit.new for edit in word_edits(same(expected), same(found)) if edit.new)
