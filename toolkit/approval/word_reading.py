"""Read a Word reply: every word of it belongs to a block, to the form, or is shown as unplaced."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from ..records import Block
from ..rendering.look import INVENTED
from .form_parts import Form
from .items import Item, bare
from .placing import Placing
from .reading import UNCLEAR, BlockReading, Edit, Reading, Remark, choices_of, word_edits
from .sent import Sent
from .units import Unit, same, tidy, units_of
from .word_fields import STRUCK, added_words, bookmarked_values, control_values, field_value, grid_of, grid_values
from .word_parts import Paragraph, Piece, WordParts

_LABEL = re.compile(r"\s*(?:Tabel|Figuur)\s+\d+\.(?:\s+|$)")
_MARGIN = r"Pagina\s*\d*\s*van\s*\d*|Kenmerk\s*{}|{}|{}"
"""The form's own words in its header and footer, with its reference, its title, and that the study is invented."""
_STRUCK = "er is een streep door woorden gezet; gelezen als weggehaald"
_MARKED = "gemarkeerd, zonder dat er iets bij staat"
_PICTURES = "er staan {} afbeeldingen in het antwoord; verstuurd met {}. Bekijk het bestand zelf."


def read_word(parts: WordParts, sent: Sent, form: Form, words: Mapping[str, str]) -> Reading:
    """The reading of a form that was bound to ``sent``."""
    marked, beside = bookmarked_values(parts.paragraphs, form)
    controls, inside = control_values(parts, form)
    values = marked | controls
    grid, loose = grid_values(parts, form, values)
    loose += [*beside, *inside]
    values |= grid
    tables = grid_of(parts, form)
    items = expected(sent, form, words)
    paragraphs = without_labels([p for p in parts.paragraphs if not (p.cell and p.cell[0] in tables)], items)
    places = Placing(items, paragraphs)
    places.by_bookmark()
    places.by_likeness()
    loose += places.loose()
    for item, texts in places.fixed():
        if item.field is None:
            rest = added_words(bare(item.text), bare(texts))
        else:
            values[item.field.key], rest = field_value(item.field, values.get(item.field.key), bare(item.text), texts)
        loose += [rest] if tidy(rest) else []
    for item, text in _struck_elsewhere(places):
        loose.append(STRUCK.format(text))
        if item.field is not None and item.field.kind == "box":
            values[item.field.key] = UNCLEAR
    choices, notes = choices_of(form, values)
    blocks = tuple(_block_reading(block, items, places) for block in sent.blocks)
    if places.order_changed:
        notes.append("stukken tekst staan in een andere volgorde dan ze werden verstuurd")
    remarks = (*_remarks(parts, places), *_markings(places))
    loose += [*parts.elsewhere, *_in_margins(parts, sent, form)]
    pictures = sum(block.kind == "figure" for block in sent.blocks)
    if parts.pictures != pictures:
        loose.append(_PICTURES.format(parts.pictures, pictures))
    unplaced = tuple(text for text in loose if tidy(text))
    return Reading(blocks, choices, remarks, unplaced, tuple(notes))


def expected(sent: Sent, form: Form, words: Mapping[str, str]) -> list[Item]:
    """Everything that stood in the form outside the grid, in order."""
    items = [Item(text) for text in (form.title, form.steps_heading, *form.steps, form.text_heading)]
    units: dict[str, list[Unit]] = {}
    for unit in units_of(sent, words):
        units.setdefault(unit.block, []).append(unit)
    for block in sent.blocks:
        items += [Item(unit.text, unit) for unit in units.get(block.id, [])]
        if block.kind == "quote" and block.by:
            items.append(Item(f"— {words.get(block.by.rpartition('/')[2], '')}"))
    items.append(Item(form.answer_heading))
    marks = {one.key: f"f{number:02d}" for number, one in enumerate(form.fields)}
    for number, question in enumerate(form.questions, 1):
        items.append(Item(f"{number}. {question.heading}"))
        items += [Item(question.hint)] if question.hint else []
        items += [] if question.grid else [Item(one.label, None, one, marks[one.key]) for one in question.fields]
    return items


def without_labels(paragraphs: Sequence[Paragraph], items: Sequence[Item]) -> list[Paragraph]:
    """The paragraphs without the ``Tabel 1. `` that the form puts before a caption: it is no part of the caption."""
    units = {f"u{item.unit.name}": item.unit for item in items if item.unit}
    if not any(unit.kind in ("table", "figure") for unit in units.values()):
        return list(paragraphs)
    captions = [re.escape(u.text.split()[0]) for u in units.values() if u.kind == "figure" or u.row < 0]
    within = re.compile(rf"{_LABEL.pattern}(?={'|'.join(captions)})") if captions else _LABEL
    made = []
    for paragraph in paragraphs:
        text = "".join(piece.text for piece in paragraph.pieces)
        owner = next((units[piece.owner] for piece in paragraph.pieces if piece.owner in units), None)
        first = (
            _LABEL.match(text) if owner is None or owner.kind in ("table", "figure") else _own_label(paragraph, units)
        )
        label = None if paragraph.cell else first or (within.search(text) if captions else None)
        made.append(_cut_out(paragraph, label.start(), label.end()) if label else paragraph)
    return made


def _own_label(paragraph: Paragraph, units: Mapping[str, Unit]) -> re.Match[str] | None:
    """The label where the words of a table or figure begin, behind another piece that it ran together with."""
    text, at = "".join(piece.text for piece in paragraph.pieces), 0
    for piece in paragraph.pieces:
        if piece.owner in units and units[piece.owner].kind in ("table", "figure"):
            return _LABEL.match(text, at)
        at += len(piece.text)
    return None


def _cut_out(paragraph: Paragraph, start: int, end: int) -> Paragraph:
    """The paragraph without what stands between two places, save a space."""
    pieces, at = [], 0
    for piece in paragraph.pieces:
        a, b = max(start - at, 0), max(end - at, 0)
        pieces.append(
            replace(piece, text=f"{piece.text[:a]}{' ' if start and 0 < b <= len(piece.text) else ''}{piece.text[b:]}")
        )
        at += len(piece.text)
    return replace(paragraph, pieces=pieces)


def _block_reading(block: Block, items: Sequence[Item], places: Placing) -> BlockReading:
    numbers = [n for n, item in enumerate(items) if item.unit and item.unit.block == block.id]
    units = [item.unit for n, item in enumerate(items) if n in set(numbers) and item.unit]
    found = [places.found.get(n) for n in numbers]
    if block.kind == "list":
        entries = [(place, n, text) for n in numbers for place, text in places.placed(n)]
        texts = [text for _, _, text in sorted(entries)]
    else:
        texts = [places.text(n) for n in numbers]
    unchanged = [same(text) for text in texts] == [same(unit.text) for unit in units]
    gone = not any(texts) and bool(units)
    doubtful = any(one is not None and one.doubtful for one in found)
    struck = any(piece.struck for one in found if one for _, some in one.fragments for piece in some)
    notes = list(dict.fromkeys(note for one in found if one for note in one.notes))
    if gone:
        seen = any(one is not None and not one.missing for one in found)
        notes = ["weggehaald" if seen else "niet teruggevonden", *(note for note in notes if "misschien" in note)]
    edits = () if unchanged else tuple(edit for n, unit in zip(numbers, units) for edit in _edits(unit, places, n))
    return BlockReading(
        block=block.id,
        status=("onzeker" if doubtful else "gelijk") if unchanged else "weg" if gone else "gewijzigd",
        texts=tuple(unit.text for unit in units) if unchanged else () if gone else tuple(texts),
        edits=edits,
        sure=not doubtful and not struck and (unchanged or all(one is not None and one.sure for one in found)),
        notes=(*notes, *([_STRUCK] if struck else [])) if doubtful or not unchanged else (),
    )


def _edits(unit: Unit, places: Placing, number: int) -> Iterator[Edit]:
    """Tracked changes with their author, then what was changed without tracking."""
    found = places.found.get(number)
    if found is None or found.cuts:
        yield from word_edits(unit.text, places.text(number))
        return
    pieces = [piece for _, some in found.fragments for piece in some]
    groups: dict[int, list[Piece]] = {}
    for piece in pieces:
        if piece.group:
            groups.setdefault(piece.group, []).append(piece)
    for some in groups.values():
        old = tidy("".join(piece.text for piece in some if piece.old))
        new = tidy("".join(piece.text for piece in some if piece.new))
        if old or new:
            yield Edit(old, new, some[0].author, some[0].date, tracked=not some[0].struck)
    before = " ".join(tidy("".join(p.text for p in some if p.old)) for _, some in found.fragments)
    if same(before) != same(unit.text):
        yield from word_edits(same(unit.text), same(tidy(before)))


def _remarks(parts: WordParts, places: Placing) -> Iterator[Remark]:
    """Comments, each with the block and the words it is about."""
    owner: dict[int, str] = {}
    for number, found in places.found.items():
        unit = places.items[number].unit
        for _, some in found.fragments:
            owner.update((id(piece), unit.block if unit else "") for piece in some)
    for comment in parts.comments:
        block, quoted = "", ""
        for paragraph in places.paragraphs:
            for piece in paragraph.pieces:
                if comment.number in piece.comments:
                    block = block or owner.get(id(piece), "")
                    quoted += piece.text if piece.new else ""
        yield Remark(comment.text, comment.author, block, tidy(quoted))


def _markings(places: Placing) -> Iterator[Remark]:
    """What somebody put a marker over: it asks for a look, though no word changed."""
    for number, found in places.found.items():
        unit = places.items[number].unit
        for _, some in found.fragments:
            quoted = tidy("".join(piece.text for piece in some if piece.marked and piece.new))
            if quoted:
                yield Remark(_MARKED, "", unit.block if unit else "", quoted)


def _struck_elsewhere(places: Placing) -> Iterator[tuple[Item, str]]:
    """Words of the form itself that somebody drew a line through."""
    for number, found in places.found.items():
        if places.items[number].unit is None:
            for _, some in found.fragments:
                text = tidy("".join(piece.text for piece in some if piece.struck))
                if text:
                    yield places.items[number], text


def _in_margins(parts: WordParts, sent: Sent, form: Form) -> Iterator[str]:
    """Words typed in a header or footer: what is left without the form's own."""
    own = re.compile(_MARGIN.format(re.escape(sent.reference), re.escape(form.title), re.escape(INVENTED)))
    for text in dict.fromkeys(parts.margins):
        rest = tidy(own.sub(" ", text, count=4))
        if rest and not rest.isdigit():
            yield rest
