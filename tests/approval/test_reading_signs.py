"""What people do that is no typing: lines through words, markers, symbols, pictures, words in the margin of the page."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree
from rounds import DAY, TEAM, W, agree, as_google_docs, ask, changed, form_of, line_with, replace_words, rewritten, tick

from toolkit.approval import receive
from toolkit.approval.reading import Reading
from toolkit.approval.receiving import interpret
from toolkit.approval.register import load_register
from toolkit.approval.word_reading import _STRUCK
from toolkit.study import Study

Edit = Callable[[etree._Element], object]


def look(words: str, *marks: str) -> Edit:
    """Give some words of a line a look: a line through them, a marker over them."""

    def edit(body: etree._Element) -> None:
        line = line_with(body, words)
        text = next(t for t in line.iter(f"{{{W}}}t") if words in (t.text or ""))
        before, _, after = (text.text or "").partition(words)
        run = text.getparent()
        parts = [(before, ()), (words, marks), (after, ())]
        for part, some in parts:
            made = etree.Element(f"{{{W}}}r")
            properties = etree.SubElement(made, f"{{{W}}}rPr")
            for mark in some:
                name, _, value = mark.partition("=")
                one = etree.SubElement(properties, f"{{{W}}}{name}")
                if value:
                    one.set(f"{{{W}}}val", value)
            etree.SubElement(made, f"{{{W}}}t").text = part
            run.addprevious(made)
        run.getparent().remove(run)

    return edit


@pytest.mark.parametrize("mark", ["strike", "dstrike", "vanish"])
def test_words_with_a_line_through_them_are_gone_when_a_person_says_so(read: Callable[..., Reading], mark: str) -> None:
    block = read(look(" en ruimt de tafels af", mark)).block("werk-1")
    assert block.texts == ("Sjors snijdt de groente. De collega helpt hem bij de oven.",)
    assert (block.status, block.sure, block.notes) == ("gewijzigd", False, (_STRUCK,))
    assert [(edit.old, edit.new, edit.tracked) for edit in block.edits] == [("en ruimt de tafels af", "", False)]


def test_a_line_through_a_whole_paragraph_takes_it_away(read: Callable[..., Reading]) -> None:
    block = read(look("Snijden kan ik goed, dat zeggen ze allemaal.", "strike")).block("werk-citaat")
    assert (block.status, block.sure) == ("weg", False)


def test_a_line_that_was_taken_away_again_is_none(read: Callable[..., Reading]) -> None:
    assert {block.status for block in read(look("de groente", "strike=0")).blocks} == {"gelijk"}


def test_a_marker_over_words_asks_for_a_look(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")
    form = form_of(round_study, "medewerker-1")
    path = changed(
        form,
        tmp_path / "x.docx",
        lambda body: (agree(body, "nota"), look("ruimt de tafels af", "highlight=yellow")(body)),
    )  # type: ignore[arg-type, return-value]
    receipt = receive(round_study, path, by=TEAM, on=DAY)
    (remark,) = receipt.reading.remarks
    assert (remark.block, remark.quoted) == ("werk-1", "ruimt de tafels af")
    assert (receipt.entry.event, receipt.entry.remarks, receipt.entry.wishes) == ("akkoord", ("werk-1",), ())


@pytest.mark.parametrize(
    ("font", "number", "verdict"),
    [
        ("Wingdings", "F0FE", "akkoord"),
        ("Wingdings", "F0FC", "akkoord"),
        ("Wingdings 2", "F052", "akkoord"),
        ("Wingdings", "F0A8", "geen antwoord"),
        ("Webdings", "F061", "onduidelijk"),
    ],
)
def test_a_symbol_put_where_the_box_was_lost(
    read: Callable[..., Reading], font: str, number: str, verdict: str
) -> None:
    def cross(body: etree._Element) -> None:
        as_google_docs(body)
        sign = next(t for t in line_with(body, "Ja, het klopt.").iter(f"{{{W}}}t") if t.text == "☐")
        made = etree.Element(f"{{{W}}}sym")
        made.set(f"{{{W}}}font", font)
        made.set(f"{{{W}}}char", number)
        sign.getparent().replace(sign, made)

    assert read(cross).choices.verdict == verdict


def test_an_arrow_that_word_made_is_seen(read: Callable[..., Reading]) -> None:
    def arrow(body: etree._Element) -> None:
        run = etree.SubElement(line_with(body, "Sjors snijdt"), f"{{{W}}}r")
        made = etree.SubElement(run, f"{{{W}}}sym")
        made.set(f"{{{W}}}font", "Wingdings")
        made.set(f"{{{W}}}char", "F0E0")

    assert read(arrow).block("werk-1").texts[0].endswith("bij de oven.→")


def test_accents_written_apart_are_the_same_letters(read: Callable[..., Reading]) -> None:
    def apart(body: etree._Element) -> None:
        replace_words(body, "de groente", "de crème")
        for text in body.iter(f"{{{W}}}t"):
            text.text = unicodedata.normalize("NFD", text.text or "")

    reading = read(apart)
    assert [block.block for block in reading.blocks if block.status != "gelijk"] == ["werk-1"]
    assert "de crème en" in reading.block("werk-1").texts[0]


@pytest.mark.parametrize("part", ["header1", "footer1", "footer2"])
def test_words_typed_in_the_margin_of_the_page_are_shown(round_study: Study, tmp_path: Path, part: str) -> None:
    ask(round_study, "medewerker-1")
    extra = b"<w:p><w:r><w:t>Bel mij van de week even</w:t></w:r></w:p>"
    change = {f"word/{part}.xml": lambda data: data.replace(b"</w:p></w:", b"</w:p>" + extra + b"</w:")}
    path = rewritten(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", change)
    reading = interpret(round_study, load_register(round_study), path.read_bytes(), path)[1]
    assert reading.unplaced == ("Bel mij van de week even",)


def test_what_an_invented_study_says_at_the_foot_of_a_page_is_its_own(round_study: Study) -> None:
    settings = round_study.interviews / "study.yaml"
    settings.write_text(settings.read_text(encoding="utf-8") + "invented: true\n", encoding="utf-8")
    study = Study(round_study.root)
    ask(study, "medewerker-1")
    form = form_of(study, "medewerker-1")
    reading = interpret(study, load_register(study), form.read_bytes(), form)[1]
    assert (reading.unplaced, reading.remarks) == ((), ())


def test_a_picture_in_the_reply_has_to_be_looked_at(read: Callable[..., Reading]) -> None:
    shape = f'<w:r xmlns:w="{W}"><w:pict><v:line xmlns:v="urn:schemas-microsoft-com:vml" from="0,0" to="9,9"/></w:pict></w:r>'
    (found,) = read(lambda body: line_with(body, "Sjors snijdt").append(etree.fromstring(shape))).unplaced
    assert found == "er staan 1 afbeeldingen in het antwoord; verstuurd met 0. Bekijk het bestand zelf."


def test_a_tick_with_a_line_through_it_is_no_yes(read: Callable[..., Reading]) -> None:
    def cross_out(body: etree._Element) -> None:
        agree(body, "nota", "website")
        look("Mag de tekst in de nota?", "strike")(body)
        look(" Ja, het klopt.", "strike")(body)

    reading = read(cross_out)
    assert (reading.choices.verdict, reading.choices.channels["nota"]) == ("onduidelijk", "onduidelijk")
    assert reading.choices.channels["website"] == "ja"
    assert reading.unplaced == ("doorgestreept: Ja, het klopt.",)


def test_a_yes_beside_a_question_that_was_rewritten_is_no_yes(read: Callable[..., Reading]) -> None:
    def rewrite(body: etree._Element) -> None:
        agree(body, "nota")
        replace_words(body, "Mag de tekst in de nota?", "Ik wil hem eerst zelf nog lezen met mijn ouders")

    reading = read(rewrite)
    assert reading.choices.channels["nota"] == "onduidelijk"
    assert "Ik wil hem eerst zelf nog lezen met mijn ouders" in reading.unplaced


@pytest.mark.parametrize("how", ["beside", "below"])
def test_words_beside_a_tick_are_shown_and_the_tick_is_kept(read: Callable[..., Reading], how: str) -> None:
    def write(body: etree._Element) -> None:
        tick(body, "oordeel:akkoord")
        line = line_with(body, "Ja, het klopt.")
        if how == "below":
            line.addnext(etree.Element(f"{{{W}}}p"))
            line = line.getnext()
        etree.SubElement(etree.SubElement(line, f"{{{W}}}r"), f"{{{W}}}t").text = " maar niet alles"

    reading = read(write)
    assert reading.choices.verdict == "akkoord"
    assert reading.unplaced == ("maar niet alles",)
