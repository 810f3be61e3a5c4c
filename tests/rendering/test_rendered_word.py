"""The Word file: what Word, LibreOffice and a screen reader find in it."""

from __future__ import annotations

import hashlib
import io
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import docx
import pypdfium2
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree
from office_support import converted, open_xml_errors

from toolkit.records import Block, Document
from toolkit.rendering import (
    Look,
    add_block,
    add_title,
    bookmark,
    bookmark_name,
    lay_out,
    new_document,
    save,
    to_docx,
    to_html,
    to_markdown,
    to_pdf,
)
from toolkit.study import Study

LOOKS = (
    Look(),
    Look(cover=True, toc=True, numbered=True),
    Look(large_print=True, paragraph_numbers=True, toc=True, reference="CASUS-07-v3-0080e5b3"),
)


def opened(data: bytes) -> Any:
    return docx.Document(io.BytesIO(data))


def part(data: bytes, name: str) -> str:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return archive.read(name).decode("utf-8")


def test_styles_carry_the_structure(document: Document, study: Study) -> None:
    word = opened(to_docx(document, study=study))
    found = [(one.style.name, one.text) for one in word.paragraphs if one.text]
    assert found[:6] == [
        ("Title", "Werk op school"),
        ("Heading 1", "Samenvatting"),
        ("Normal", "Zie figuur\u00a01 en tabel\u00a01."),
        ("Caption", "In het kort"),
        ("Heading 1", "Wat we zien"),
        ("Heading 2", "Geld"),
    ]
    assert found[6:15] == [
        ("Bevinding label", "Bevinding"), ("Bevinding", "In twee van de drie cases."),
        ("Toelichting label", "Toelichting"), ("Toelichting", "Dat komt vaak voor."),
        ("Quote", "Nou, dat was even slikken."), ("Spreker", "— schoolleider, case c01"),
        ("Tegenvoorbeeld label", "Tegenvoorbeeld"), ("Tegenvoorbeeld", "In één case niet."),
        ("Ter discussie label", "Ter discussie"),
    ]  # fmt: skip
    assert ("List Bullet", "een") in found
    assert ("List Number", "eerst") in found
    assert word.core_properties.title == "Werk op school"
    assert word.core_properties.language == "nl-NL"
    assert '<w:lang w:val="nl-NL"' in part(to_docx(document, study=study), "word/styles.xml")


def test_tables_have_a_header_row_and_figures_an_alternative_text(document: Document, study: Study) -> None:
    word = opened(to_docx(document, study=study))
    for table in word.tables:
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert table._tbl.tblPr.find(qn("w:tblLook")).get(qn("w:firstRow")) == "1"
    titles = [table._tbl.tblPr.find(qn("w:tblCaption")).get(qn("w:val")) for table in word.tables]
    assert titles == ["In het kort", "Tabel 1. Uren per case", "Tabel 2. Alles naast elkaar"]
    (drawing,) = word.inline_shapes
    assert drawing._inline.docPr.get("descr") == "Twee balken: gemeente 8, school 3."


def test_every_block_has_its_own_hidden_bookmark(document: Document, study: Study) -> None:
    body = part(to_docx(document, study=study), "word/document.xml")
    root = etree.fromstring(body.encode("utf-8"))
    starts = root.findall(f".//{qn('w:bookmarkStart')}")
    names = [start.get(qn("w:name")) for start in starts]
    assert len(set(names)) == len(names)
    assert {bookmark_name(block.id) for block in document.blocks} <= set(names)
    assert (
        len({start.get(qn("w:id")) for start in starts})
        == len(root.findall(f".//{qn('w:bookmarkEnd')}"))
        == len(starts)
    )
    assert bookmark_name("titel") == "_blk_titel"
    assert len(bookmark_name("een-heel-lang-kenmerk-" * 5)) == 40
    assert bookmark_name("a-b") != bookmark_name("a_b")


def test_contents_are_filled_in_and_lead_to_the_headings(document: Document, study: Study) -> None:
    data = to_docx(document, study=study, options=Look(toc=True, numbered=True))
    root = etree.fromstring(part(data, "word/document.xml").encode("utf-8"))
    codes = [code.text.strip() for code in root.iter(qn("w:instrText"))]
    assert codes[0] == 'TOC \\o "1-2" \\h \\z \\u'
    entries = root.findall(f".//{qn('w:sdtContent')}//{qn('w:hyperlink')}")
    shown = ["".join(word.text for word in entry.iter(qn("w:t"))) for entry in entries]
    assert shown == ["Samenvatting", "1  Wat we zien", "1.1  Geld", "Bijlage A  Overzicht"]
    names = {start.get(qn("w:name")) for start in root.iter(qn("w:bookmarkStart"))}
    assert {entry.get(qn("w:anchor")) for entry in entries} <= names
    assert {code.split()[1] for code in codes if code.startswith(("REF", "PAGEREF"))} <= names
    assert "updateFields" not in part(data, "word/settings.xml")


def test_footnotes_and_links_are_real(document: Document, study: Study) -> None:
    data = to_docx(document, study=study)
    assert "Gesproken met [school-A], zie " in part(data, "word/footnotes.xml")
    assert 'Target="https://voorbeeld.example/bron" TargetMode="External"' in part(
        data, "word/_rels/footnotes.xml.rels"
    )


@pytest.mark.parametrize("look", LOOKS)
def test_every_header_and_footer_bears_the_marks(document: Document, study: Study, look: Look) -> None:
    word = opened(to_docx(document, study=study, options=look))
    for number, section in enumerate(word.sections):
        heads, feet = [section.header], [section.footer]
        if section.different_first_page_header_footer:
            assert number == 0
            heads, feet = [*heads, section.first_page_header], [*feet, section.first_page_footer]
        assert all("CONCEPT" in head.paragraphs[0].text for head in heads)
        for foot in feet:
            assert "Verzonnen studie: mensen, scholen en gesprekken bestaan niet" in foot.paragraphs[0].text
            assert look.reference in foot.paragraphs[0].text
    assert [section.page_width > section.page_height for section in word.sections] == [False, True, False]


def test_a_numbered_list_starts_again(study: Study) -> None:
    lists = tuple(Block(f"l{n}", "list", "een\ntwee", style="genummerd") for n in range(2))
    word = opened(to_docx(Document("x", "Titel", lists)))
    used = [one._p.pPr.numPr.numId.val for one in word.paragraphs if one.style.name == "List Number"]
    assert used[0] == used[1] != used[2] == used[3]


def test_the_pieces_serve_a_form_around_the_same_blocks(document: Document, study: Study) -> None:
    layout = lay_out(document, study=study, look=Look(reference="K-1"))
    word = new_document(layout)
    add_title(word, layout)
    elements = add_block(word, layout.item("q-1"), layout, study=study)
    assert [element.tag for element in elements] == [qn("w:p"), qn("w:p")]
    question = word.add_paragraph("Klopt dit?", style="Heading 1")
    bookmark(word, "f_klopt", question._p)
    found = opened(save(word, layout))
    assert [one.text for one in found.paragraphs] == [
        "Werk op school",
        "Nou, dat was even slikken.",
        "— schoolleider, case c01",
        "Klopt dit?",
    ]


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=40))
def test_any_text_in_any_place_makes_a_file_that_opens(text: str) -> None:
    words = text.replace("@", "") or "x"
    blocks = (
        Block("kop", "heading", "kop " + words.replace("[", "("), level=2),
        Block("a", "paragraph", words),
        Block("q", "quote", words, by=f"c01/{words}"),
        Block("t", "table", words, rows=(("Kop " + words, "Twee"), (words, words))),
    )
    data = to_docx(
        Document(f"x{words}", "T " + words, blocks, meta=((words, words),)), options=Look(reference=words, toc=True)
    )
    assert opened(data).paragraphs[0].text.startswith("T")


def test_the_file_is_the_same_on_another_machine(document: Document, study: Study, tmp_path: Path) -> None:
    """Another hash seed, time zone, locale and folder, and a library that gives lxml prefixes: the same bytes of every format."""
    here = [to_docx(document, study=study), to_pdf(document, study=study), to_html(document, study=study)]
    here.append(to_markdown(document, study=study).encode("utf-8"))
    script = (
        "import sys, hashlib, openpyxl; sys.path.insert(0, sys.argv[1])\n"
        "from conftest import BLOCKS; from toolkit.records import Document; from toolkit.study import Study; from pathlib import Path\n"
        "import toolkit.rendering as r\n"
        "d = Document('proef', 'Werk op school', BLOCKS, version=2, meta=(('Opdrachtgever', 'Opdrachtgever Proef'), ('Datum', '15 mei 2024')))\n"
        "s = Study(Path(sys.argv[2]))\n"
        "made = [r.to_docx(d, study=s), r.to_pdf(d, study=s), r.to_html(d, study=s), r.to_markdown(d, study=s).encode()]\n"
        "print(*[hashlib.sha256(m).hexdigest() for m in made])\n"
    )
    environment = {**os.environ, "PYTHONHASHSEED": "4711", "TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONUTF8": "0"}
    done = subprocess.run(
        [sys.executable, "-c", script, str(Path(__file__).parent), str(study.root)],
        capture_output=True, text=True, check=True, cwd=tmp_path, env=environment,
    )  # fmt: skip
    assert done.stdout.split() == [hashlib.sha256(data).hexdigest() for data in here]


@pytest.mark.office
@pytest.mark.parametrize("look", LOOKS)
def test_the_open_xml_validator_finds_nothing(document: Document, study: Study, tmp_path: Path, look: Look) -> None:
    path = tmp_path / "proef.docx"
    path.write_bytes(to_docx(document, study=study, options=look))
    assert open_xml_errors(path) == []


@pytest.mark.office
def test_libreoffice_shows_contents_captions_and_marks(document: Document, study: Study, tmp_path: Path) -> None:
    path = tmp_path / "proef.docx"
    path.write_bytes(to_docx(document, study=study, options=Look(cover=True, toc=True, numbered=True)))
    with pypdfium2.PdfDocument(converted(path, "pdf", tmp_path)) as pdf:
        pages = [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf]
    assert "Inhoud Samenvatting 1 Wat we zien 1.1 Geld Bijlage A Overzicht" in pages[2]
    text = " ".join(pages)
    for words in (
        "Zie figuur 1 en tabel 1.",
        "Figuur 1. Wie betaalt",
        "Tabel 1. Uren per case",
        "1. Wie betaalt? 2. Hoe lang?",
    ):
        assert words in text
    assert all("Verzonnen studie: mensen, scholen en gesprekken bestaan niet" in page for page in pages)
