"""The PDF: accessible, archivable, marked, and nothing in a text is read as Typst."""

from __future__ import annotations

from typing import Any

import pypdfium2
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pdf_support import pdf_failures as failures

from toolkit.records import Block, Document
from toolkit.rendering import Look, to_pdf
from toolkit.study import Study

LOOKS = (
    Look(),
    Look(cover=True, toc=True, numbered=True),
    Look(large_print=True, paragraph_numbers=True, reference="CASUS-07-v3-0080e5b3"),
)


def pages(data: bytes) -> list[str]:
    """The words of each page, on one line."""
    with pypdfium2.PdfDocument(data) as pdf:
        return [" ".join(sheet.get_textpage().get_text_range().split()) for sheet in pdf]


@pytest.mark.parametrize("look", LOOKS)
def test_the_pdf_is_accessible_and_archivable(document: Document, study: Study, look: Look) -> None:
    assert failures(to_pdf(document, study=study, options=look)) == []


def test_without_a_study_too(document: Document) -> None:
    plain = Document("brief", "Een brief", (Block("a", "paragraph", "Beste lezer,"),))
    assert failures(to_pdf(plain)) == []


@pytest.mark.parametrize("look", LOOKS)
def test_every_page_bears_the_marks(document: Document, study: Study, look: Look) -> None:
    for words in pages(to_pdf(document, study=study, options=look)):
        assert "Verzonnen studie: mensen, scholen en gesprekken bestaan niet" in words
        assert "CONCEPT" in words
        assert look.reference in words


def test_the_concept_mark_can_be_left_out(document: Document, study: Study) -> None:
    assert not any("CONCEPT" in words for words in pages(to_pdf(document, study=study, options=Look(concept=False))))


def test_contents_captions_footnotes_and_colophon(document: Document, study: Study) -> None:
    sheets = pages(to_pdf(document, study=study, options=Look(cover=True, toc=True, numbered=True)))
    assert sheets[0].startswith("Opdrachtgever Proef Werk op school")
    assert "15 mei 2024" in sheets[0]
    assert "Colofon Opdrachtgever Opdrachtgever Proef Datum 15 mei 2024" in sheets[1]
    assert "Inhoud Samenvatting" in sheets[2]
    assert "1.1 Geld" in sheets[2]
    text = " ".join(sheets[3:])
    for words in (
        "Zie figuur 1 en tabel 1.", "Figuur 1. Wie betaalt", "Tabel 1. Uren per case", "Bevinding In twee van de drie cases.",
        "Ter discussie Ter overweging: 1. Wie betaalt? 2. Hoe lang?", "— schoolleider, case c01",
        "Gesproken met [school-A], zie de bron.", "Bijlage A Overzicht",
    ):  # fmt: skip
        assert words in text


def test_headings_become_bookmarks_and_a_wide_table_lies_on_its_side(document: Document, study: Study) -> None:
    with pypdfium2.PdfDocument(to_pdf(document, study=study)) as pdf:
        titles = [(mark.level, mark.get_title()) for mark in pdf.get_toc()]
        assert titles == [
            (0, "Samenvatting"), (0, "Wat we zien"), (1, "Geld"), (0, "Bijlage A Overzicht"), (0, "Colofon"),
        ]  # fmt: skip
        turned = [sheet.get_width() > sheet.get_height() for sheet in pdf]
    assert turned[0] is False
    assert True in turned


def test_the_same_document_gives_the_same_bytes(document: Document, study: Study) -> None:
    assert to_pdf(document, study=study) == to_pdf(document, study=study)


HOSTILE = '#let x = 1 *a* _b_ `c` $d$ <e> @f /* g */ // h \\ " ] [ ${sys.inputs} #image("/etc/passwd")'


def test_what_looks_like_typst_is_shown_as_it_stands() -> None:
    words = pages(to_pdf(Document("x", HOSTILE, (Block("a", "paragraph", HOSTILE.replace("*", "\\*")),))))[0]
    assert '#let x = 1 *a* _b_ `c` $d$ <e> @f /* g */ // h \\ " ] [ ${sys.inputs} #image("/etc/passwd")' in words


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.text(min_size=1, max_size=40))
def test_any_text_in_any_place_makes_a_valid_pdf(text: str) -> None:
    """Letters of any script, signs, control characters: the page is made and passes both checks."""
    words = text.replace("@", "") or "x"
    heading = "kop " + words.replace("[", "(")
    blocks: tuple[Any, ...] = (
        Block("kop", "heading", heading, level=2),
        Block("a", "paragraph", words),
        Block("q", "quote", words, by=f"c01/{words}"),
        Block("l", "list", words, style="discussie"),
        Block("t", "table", words, rows=(("Kop " + words, "Twee"), (words, words))),
    )
    assert failures(to_pdf(Document("x", "T " + words, blocks, meta=((words, words),)))) == []
