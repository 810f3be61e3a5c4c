"""The Word form: the text to read and change, and the answers to give, bound to the version that was sent.

Check boxes, a list and text fields are content controls (ECMA-376-1 §17.5.2; check boxes: MS-DOCX §2.6.1.5). Hidden
bookmarks on blocks and fields survive LibreOffice, which drops the controls' tags; the reference in the footer survives all.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from docx.document import Document as WordDocument
from docx.opc.packuri import PackURI
from docx.opc.part import Part
from docx.oxml import parse_xml
from docx.oxml.ns import qn

from ..records import Block, Document
from ..rendering.layout import lay_out
from ..rendering.look import Look
from ..rendering.word import add_block, add_title, new_document
from ..rendering.word_blocks import paragraph
from ..rendering.word_package import save
from ..rendering.word_styles import TEXT_WIDTH, W
from ..rendering.word_xml import element, run
from ..study import Study
from .form_parts import Field, Form, Question
from .names import show_block
from .questions import CHOOSE, TYPE_HERE
from .sent import Sent
from .units import Unit, units_of

NAMESPACE = "urn:discussienota-toolkit:approval:1"
UNIT, FIELD = "_nota_u", "_nota_f"
"""First part of the names of bookmarks; hidden, for they begin with an underscore."""
_W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_BOX = '<w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic" w:eastAsia="MS Gothic" w:hint="eastAsia"/><w:sz w:val="28"/>'
ON, OFF = "☒", "☐"


def word_form(sent: Sent, form: Form, words: Mapping[str, str], *, study: Study | None = None) -> bytes:
    """The form as a .docx. Same input, same bytes."""
    speakers = tuple((f"{sent.case}/{name}", word) for name, word in words.items())
    look = Look(
        large_print=sent.easy, paragraph_numbers=True, reference=sent.reference, speakers=speakers, concept=False
    )
    layout = lay_out(_document(sent, form, words), study=study, look=look)
    word = new_document(layout)
    add_title(word, layout)
    by_block: dict[str, list[Unit]] = {}
    for unit in units_of(sent, words):
        by_block.setdefault(unit.block, []).append(unit)
    for item in layout.items:
        made = add_block(word, item, layout, study=study)
        for place, unit in zip(_places(item.block, made), by_block.get(item.block.id, [])):
            _mark(place, f"{UNIT}{unit.name}", 3000 + int(unit.name))
    _add_questions(word, form, large=sent.easy)
    _only_our_bookmarks(word)
    _bind(word, sent)
    _track_changes(word)
    return save(word, layout)


def _document(sent: Sent, form: Form, words: Mapping[str, str]) -> Document:
    """The form's title and steps, the text, and the heading of the answers."""
    blocks = (
        Block("nota-titel", "heading", form.title, level=1),
        Block("nota-stappen", "heading", form.steps_heading, level=2),
        Block("nota-stap", "list", "\n".join(form.steps), style="genummerd"),
        Block("nota-tekst", "heading", form.text_heading, level=2),
        *shifted(sent, words),
        Block("nota-antwoord", "heading", form.answer_heading, level=2),
    )
    return Document(sent.document, form.title, blocks, sent.version, sent.case)


def shifted(sent: Sent, words: Mapping[str, str]) -> list[Block]:
    """The blocks in words, headings one level deeper, and no level skipped where blocks between are not this person's."""
    depth, made = 2, []
    for block in sent.blocks:
        block = show_block(block, dict(words))
        if block.kind == "heading":
            depth = min(block.level + 1, depth + 1)
            block = replace(block, level=depth)
        made.append(block)
    return made


def _places(block: Block, made: list[Any]) -> list[Any]:
    """The paragraphs that hold the pieces of a block, in the order of its units."""
    if block.kind == "table":
        cells = [cell.find(qn("w:p")) for cell in made[-1].iter(qn("w:tc"))]
        caption = made[:1] if len(made) > 1 and block.text.strip() else []
        texts = [cell for row in block.rows for cell in row]
        return [*caption, *(cell for cell, text in zip(cells, texts) if text.strip())]
    if block.kind == "figure":
        return made[1:]
    if block.kind == "list":
        return made
    return made[:1]  # a quote's speaker line is not theirs to change


def _mark(line: Any, name: str, number: int) -> None:
    """A bookmark around the words of a paragraph."""
    line.insert(1 if line[0].tag == qn("w:pPr") else 0, element("bookmarkStart", id=str(number), name=name))
    line.append(element("bookmarkEnd", id=str(number)))


def _only_our_bookmarks(word: WordDocument) -> None:
    """Take the renderer's bookmarks away: screen readers may announce each of them."""
    body = word.element.body
    others = [mark for mark in body.iter(qn("w:bookmarkStart")) if not mark.get(qn("w:name"), "").startswith("_nota_")]
    pairs = {mark.get(qn("w:id")) for mark in others}
    ends = [mark for mark in body.iter(qn("w:bookmarkEnd")) if mark.get(qn("w:id")) in pairs]
    for mark in (*others, *ends):
        mark.getparent().remove(mark)


def _add_questions(word: WordDocument, form: Form, *, large: bool) -> None:
    number = 0
    for asked, question in enumerate(form.questions, 1):
        heading = paragraph(word, "Heading3")
        heading.get_or_add_pPr().append(element("numPr", element("ilvl", val="0"), element("numId", val="0")))
        heading.append(run(f"{asked}. {question.heading}"))
        if question.hint:
            paragraph(word, "Normal").append(run(question.hint))
        if question.grid:
            _add_grid(word, form, question, number, "Normal" if large else "Tabeltekst")
        else:
            for offset, field in enumerate(question.fields):
                _add_field(paragraph(word, "Normal"), field, number + offset)
        number += len(question.fields)


def _add_field(line: Any, field: Field, number: int) -> None:
    """A box before its words; a list or text field after them."""
    if field.kind == "box":
        _put(line, field, number)
        line.append(run(f" {field.label}"))
    else:
        line.append(run(f"{field.label} "))
        _put(line, field, number)


def _put(line: Any, field: Field, number: int) -> None:
    name, mark = f"{FIELD}{number:02d}", str(5000 + number)
    line.append(element("bookmarkStart", id=mark, name=name))
    line.append(parse_xml(_control(field, number)))
    line.append(element("bookmarkEnd", id=mark))


def _control(field: Field, number: int) -> str:
    head = (
        f"<w:alias w:val={quoteattr(field.label)}/><w:tag w:val={quoteattr('nota:' + field.key)}/>"
        f'<w:id w:val="{70_000_000 + number}"/><w:lock w:val="sdtLocked"/>'
    )
    hint = f'<w:r><w:rPr><w:rStyle w:val="PlaceholderText"/></w:rPr><w:t>{CHOOSE if field.kind == "list" else TYPE_HERE}</w:t></w:r>'
    if field.kind == "box":
        state = '<w14:checkedState w14:val="2612" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>'
        kind = f'<w14:checkbox><w14:checked w14:val="0"/>{state}</w14:checkbox>'
        return f"<w:sdt {W} {_W14}><w:sdtPr><w:rPr>{_BOX}</w:rPr>{head}{kind}</w:sdtPr><w:sdtContent><w:r><w:rPr>{_BOX}</w:rPr><w:t>{OFF}</w:t></w:r></w:sdtContent></w:sdt>"
    if field.kind == "list":
        items = "".join(
            f"<w:listItem w:displayText={quoteattr(words)} w:value={quoteattr(value)}/>"
            for value, words in field.options
        )
        first = f'<w:listItem w:displayText={quoteattr(CHOOSE)} w:value=""/>'
        kind = f"<w:showingPlcHdr/><w:dropDownList>{first}{items}</w:dropDownList>"
    else:
        kind = "<w:showingPlcHdr/>"  # rich text: LibreOffice 7.4 writes a broken file when a plain text control is typed in
    return f"<w:sdt {W}><w:sdtPr>{head}{kind}</w:sdtPr><w:sdtContent>{hint}</w:sdtContent></w:sdt>"


def _add_grid(word: WordDocument, form: Form, question: Question, number: int, style: str) -> None:
    """A row per channel, a box for yes and one for no; each box says in words what it is for."""
    sizes = (TEXT_WIDTH - 2 * 1300, 1300, 1300)
    look = element(
        "tblLook", val="04A0", firstRow="1", lastRow="0", firstColumn="1", lastColumn="0", noHBand="0", noVBand="0"
    )
    table = element(
        "tbl",
        element(
            "tblPr", element("tblStyle", val="NotaTabel"), element("tblW", w=str(sum(sizes)), type="dxa"),
            element("tblLayout", type="fixed"), look, element("tblCaption", val=question.heading),
            element("tblDescription", val="Kolommen: waarvoor, ja, nee. Kruis op elke regel ja of nee aan."),
        ),
        element("tblGrid", *(element("gridCol", w=str(size)) for size in sizes)),
    )  # fmt: skip
    head = [[run(words)] for words in form.grid_header]
    rows = [(element("trPr", element("cantSplit"), element("tblHeader")), head)]
    for row, (_, asked) in enumerate(question.grid):
        rows.append(
            (element("trPr", element("cantSplit")), [[run(asked)], *_boxes(question, number + 2 * row, 2 * row)])
        )
    for properties, cells in rows:
        table.append(element("tr", properties, *(_cell(size, content, style) for size, content in zip(sizes, cells))))
    word.element.body.insert_element_before(table, "w:sectPr")
    paragraph(word, "NaTabel")


def _boxes(question: Question, number: int, first: int) -> list[list[Any]]:
    made = []
    for offset, words in enumerate(("Ja", "Nee")):
        line = element("p")
        _put(line, question.fields[first + offset], number + offset)
        made.append([*line, run(f" {words}")])
    return made


def _cell(size: int, content: list[Any], style: str) -> Any:
    line = element("p", element("pPr", element("pStyle", val=style)), *content)
    return element("tc", element("tcPr", element("tcW", w=str(size), type="dxa")), line)


def _bind(word: WordDocument, sent: Sent) -> None:
    """Tie the file to what was sent: a custom XML part, custom properties; the footer bears the reference."""
    package = word.part.package
    head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    values = {
        "document": sent.document,
        "version": str(sent.version),
        "sha256": sent.digest,
        "reference": sent.reference,
    }
    attributes = " ".join(f"{name}={quoteattr(value)}" for name, value in values.items())
    item = Part(
        PackURI("/customXml/item1.xml"),
        "application/xml",
        f'{head}<approval xmlns="{NAMESPACE}" {attributes}/>'.encode(),
        package,
    )
    word.part.relate_to(item, f"{_R}/customXml")
    store = "http://schemas.openxmlformats.org/officeDocument/2006/customXml"
    props = (
        f'{head}<ds:datastoreItem xmlns:ds="{store}" ds:itemID="{{{str(uuid5(NAMESPACE_URL, sent.digest)).upper()}}}">'
        f'<ds:schemaRefs><ds:schemaRef ds:uri="{NAMESPACE}"/></ds:schemaRefs></ds:datastoreItem>'
    )
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    item.relate_to(Part(PackURI("/customXml/itemProps1.xml"), kind, props.encode(), package), f"{_R}/customXmlProps")
    listed = "".join(
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="{number}" name="nota.{name}"><vt:lpwstr>{escape(value)}</vt:lpwstr></property>'
        for number, (name, value) in enumerate(values.items(), 2)
    )
    custom = (
        f'{head}<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/custom-properties" '
        f'xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes">{listed}</Properties>'
    )
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    package.relate_to(Part(PackURI("/docProps/custom.xml"), kind, custom.encode(), package), f"{_R}/custom-properties")


def _track_changes(word: WordDocument) -> None:
    word.settings.element.find(qn("w:defaultTabStop")).addprevious(element("trackRevisions"))
