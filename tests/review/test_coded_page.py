"""The page of a coded transcript: words, stripes, numbers and codes in words; safe, accessible, printable."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from browser_support import WIDTHS, axe_violations, open_page, sideways
from lxml import html
from review_studies import put, suggest
from review_talks import talk

from toolkit.errors import InputError
from toolkit.records import Coding, Transcript
from toolkit.review import code_span, coded_page, human_coding, reject, transcript_of, write_pages
from toolkit.review.page import numbered
from toolkit.study import Study

NAME = "c01-medewerker"


def overlapping(study: Study) -> list[Coding]:
    """Three codings of which the first two overlap within a sentence with an emoji."""
    text = transcript_of(study, NAME).text
    plein, koffie, leuk = text.index("Ik veeg"), text.index("en ik zet"), text.index("Dat vind")
    return [
        code_span(study, "k1", NAME, plein, koffie + 9, "werk.taken", memo="let op: <b>alles</b>"),
        code_span(study, "k1", NAME, koffie, koffie + 16, "werk.uren"),
        code_span(study, "k1", NAME, leuk, leuk + 17, "geld.loon"),
    ]


def said(page: str, turn: int) -> Any:
    return html.fromstring(page).get_element_by_id(f"beurt-{turn}")


def test_marks_numbers_and_codes_in_words(study: Study) -> None:
    overlapping(study)
    turn = said(coded_page(study, NAME), 2)
    assert [mark.text_content() for mark in turn.iter("mark")] == [
        "Ik veeg het plein 🧹 ", "en ik zet", " koffie", "Dat vind ik leuk.",
    ]  # fmt: skip
    assert turn.find_class("said")[0].text_content() == (
        "Goed hoor. Ik veeg het plein 🧹 en ik zetcodering 1 koffiecodering 2. Dat vind ik leuk.codering 3"
    )
    assert [" ".join(note.text_content().split()) for note in turn.iter("li")] == [
        "1TakenHet werk · k1 · memo: let op: <b>alles</b>",
        "2UrenHet werk · k1",
        "3Loon: wat het kostHet geld · k1",
    ]


def test_overlapping_codings_have_lanes_of_their_own(transcript: Transcript) -> None:
    def coded(start: int, end: int) -> Coding:
        return human_coding(transcript, start, end, "werk.taken", "k1")

    shown = numbered([coded(14, 30), coded(25, 40), coded(28, 29), coded(31, 44)])
    assert [(one.number, one.lane) for one in shown] == [(1, 0), (2, 1), (3, 2), (4, 0)]


def test_every_stripe_has_a_rule_and_nothing_is_styled_inline(study: Study) -> None:
    overlapping(study)
    page = coded_page(study, NAME)
    used = {name for mark in html.fromstring(page).iter("mark") for name in mark.get("class").split()}
    assert used
    assert all(f".{name}{{background-image:" in page for name in used)
    assert not re.search(r"\sstyle=|<script|\son\w+=", page)


def test_suggestions_are_told_apart_and_rejected_ones_left_out(study: Study) -> None:
    proposed = suggest(study, transcript_of(study, NAME), (2, "werk.taken", 0.81), (3, "geld.loon", 0.4))
    page = coded_page(study, NAME)
    assert "2 voorstellen van de software waarover nog niet is beslist." in page
    assert "Het werk · voorstel · kans 0,81" in page
    reject(study, "k1", [proposed[1].id])
    assert "Loon: wat het kost" not in coded_page(study, NAME)


def test_words_of_a_talk_are_never_markup(study: Study) -> None:
    talked = put(study, "c02-raar", "c02", talk((("medewerker-1", "<script>alert(1)</script> & <mark>x</mark>."),)))
    code_span(study, "k1", talked.id, 0, len(talked.text), "werk.taken")
    page = html.fromstring(coded_page(study, talked.id))
    assert not page.xpath("//script")
    assert page.find_class("said")[0].text_content() == f"{talked.text}codering 1"


def test_the_index_leads_to_the_turns(study: Study) -> None:
    overlapping(study)
    page = html.fromstring(coded_page(study, NAME))
    assert [link.get("href") for link in page.xpath("//tbody//a")] == ["#beurt-2"] * 3
    assert [head.text for head in page.xpath("//tbody//th")] == ["Taken", "Uren", "Loon: wat het kost"]


def test_pages_are_the_same_bytes_each_time(study: Study) -> None:
    overlapping(study)
    paths = write_pages(study)
    assert [study.shown(path) for path in paths] == [
        f"outputs/review/{name}.html" for name in ("c01-medewerker", "c01-schoolleider", "c02-medewerker")
    ]
    before = [path.read_bytes() for path in paths]
    for path in paths:
        path.unlink()
    assert [path.read_bytes() for path in write_pages(study)] == before
    assert "nog niets gecodeerd" in paths[1].read_text(encoding="utf-8")


def test_a_conversation_that_is_not_there_is_named(study: Study) -> None:
    with pytest.raises(InputError, match="geen gesprek 'c77-niemand'"):
        coded_page(study, "c77-niemand")


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_nothing_and_every_stripe_is_painted(browser: Any, study: Study, tmp_path: Path, width: int) -> None:
    overlapping(study)
    path = write_pages(study, [NAME])[0]
    shown = open_page(browser, path, width=width)
    assert axe_violations(shown) == []
    assert sideways(shown) <= 0
    boxes = shown.eval_on_selector_all(
        "mark",
        "marks => marks.map(m => [getComputedStyle(m).backgroundImage.split('gradient(').length - 1, m.getClientRects()[0].height])",
    )
    assert [count for count, _ in boxes] == [1, 2, 1, 1]
    assert all(height > 16 for _, height in boxes)
