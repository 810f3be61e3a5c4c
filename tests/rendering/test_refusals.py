"""What is refused before anything is made, and that the message names the block."""

from __future__ import annotations

from dataclasses import replace

import pytest

from toolkit.errors import InputError
from toolkit.records import Block, Document
from toolkit.rendering import Look, check, lay_out, to_docx, to_html, to_markdown, to_pdf
from toolkit.study import Study

GOOD = Block("goed", "paragraph", "Woorden.")


@pytest.mark.parametrize(
    ("blocks", "block", "message"),
    [
        (
            (Block("a", "heading", "Kop", level=2), Block("diep", "heading", "Dieper", level=4)),
            "diep",
            "springt van niveau 2 naar 4",
        ),
        ((Block("diep", "heading", "Dieper", level=3),), "diep", "springt van niveau 1 naar 3"),
        ((Block("leeg", "heading", "  ", level=2),), "leeg", "heeft geen tekst"),
        ((Block("nul", "heading", "Kop", level=0),), "nul", "kopniveau 0"),
        ((GOOD, Block("titel", "heading", "Kop", level=1)), "titel", "niveau 1 is de titel"),
        ((Block("noot", "heading", "Kop[^x]", level=2),), "noot", "geen voetnoot"),
        ((Block("tabel", "table", "Uren"),), "tabel", "geen koprij"),
        ((Block("tabel", "table", "Uren", rows=(("Case", ""), ("c01", "2"))),), "tabel", "geen koprij"),
        (
            (Block("tabel", "table", "Uren", rows=(("Case", "Uren"), ("c01",))),),
            "tabel",
            "rij 2 van deze tabel heeft 1 cellen",
        ),
        ((Block("fig", "figure", "Wie", image="outputs/x"),), "fig", "geen tekstalternatief"),
        ((Block("fig", "figure", "Wie", alt="Balken."),), "fig", "ontbreekt het pad"),
        ((GOOD, replace(GOOD, text="Anders.")), "goed", "twee keer"),
        ((replace(GOOD, style="bevindng"),), "goed", "de stijl 'bevindng'"),
        ((replace(GOOD, text="Zie @fig:weg."),), "goed", "'@fig:weg'"),
        ((replace(GOOD, text="[hier](#weg)"),), "goed", "'#weg'"),
        ((replace(GOOD, text="Let op.[^Zie @tab:weg.]"),), "goed", "'@tab:weg'"),
        ((Block("vreemd", "video", "x"),), "vreemd", "de soort 'video'"),  # type: ignore[arg-type]
    ],
)
def test_refused(blocks: tuple[Block, ...], block: str, message: str) -> None:
    document = Document("proef", "Proef", blocks)
    for make in (check, to_pdf, to_docx, to_html, to_markdown):
        with pytest.raises(InputError) as caught:
            make(document)  # type: ignore[operator]
        assert caught.value.place == f"proef, blok '{block}'"
        assert message in caught.value.message
        assert caught.value.fix


def test_a_document_without_title_is_refused() -> None:
    with pytest.raises(InputError, match="geen titel"):
        check(Document("proef", " ", (GOOD,)))


@pytest.mark.parametrize("image", ["../../buiten", "/etc/passwd", "outputs/figures/weg"])
def test_a_figure_outside_the_study_or_not_there_is_refused(study: Study, image: str) -> None:
    document = Document("proef", "Proef", (Block("fig", "figure", "Wie", alt="Balken.", image=image),))
    for make in (to_pdf, to_docx, to_html):
        with pytest.raises(InputError, match="fig"):
            make(document, study=study)


@pytest.mark.parametrize(
    ("suffix", "data"),
    [(".svg", b"<svg><g></svg>"), (".svg", b"<html/>"), (".svg", b""), (".png", b"\x89PNG\r\n\x1a\nhalf")],
)
def test_a_damaged_picture_is_refused(study: Study, document: Document, suffix: str, data: bytes) -> None:
    (study.outputs / "figures" / f"betaald{suffix}").write_bytes(data)
    for make in (to_pdf, to_html) if suffix == ".svg" else (to_docx,):
        with pytest.raises(InputError, match="beschadigd"):
            make(document, study=study)


def test_blocks_without_words_are_passed_over() -> None:
    layout = lay_out(
        Document("proef", "Proef", (GOOD, replace(GOOD, id="leeg", text=" "), Block("lijst", "list", "\u200b")))
    )
    assert [item.block.id for item in layout.items] == ["goed"]


def test_numbers_labels_and_speakers(document: Document, study: Study) -> None:
    layout = lay_out(document, study=study, look=Look(numbered=True, paragraph_numbers=True))
    labels = {item.block.id: item.label for item in layout.items if item.label}
    assert labels == {
        "zien": "1", "geld": "1.1", "betaald": "Figuur 1", "uren": "Tabel 1", "bijlage-a": "Bijlage A", "breed": "Tabel 2",
    }  # fmt: skip
    assert layout.item("q-1").speaker == "schoolleider, case c01"
    assert layout.item("s-1").plain == "Zie figuur\u00a01 en tabel\u00a01."
    assert [item.number for item in layout.items if item.number] == [1, 2, 3, 4, 5, 6, 7]
    assert [item.block.id for item in layout.items if item.landscape] == ["bijlage-a", "breed"]
    assert [len(group) for group in layout.groups if group[0].callout == "discussie"] == [2]
    assert (layout.invented, layout.concept) == (
        "Verzonnen studie: mensen, scholen en gesprekken bestaan niet",
        "CONCEPT",
    )


def test_a_person_is_shown_as_chosen_for_the_channel(document: Document) -> None:
    layout = lay_out(document, look=Look(speakers=(("c01/schoolleider-1", "Een schoolleider uit het oosten"),)))
    assert layout.item("q-1").speaker == "Een schoolleider uit het oosten"
    own = lay_out(replace(document, case="c01"))
    assert own.item("q-1").speaker == "schoolleider"
