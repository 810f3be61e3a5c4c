"""The coding window without a mouse, on a narrow screen, with a screen reader; and what it leaves behind in files."""

from __future__ import annotations

import json
from collections.abc import Callable

import nbformat
import pytest
from lab_support import Coder, axe_in_window, run
from nbclient import NotebookClient
from widget_studies import CODEBOOK, CONVERSATION, TALK, conversation, suggest

from toolkit.files import write_text
from toolkit.records import Coding
from toolkit.review import code_span, open_journal
from toolkit.study import Study

pytestmark = pytest.mark.browser
TEXT = conversation().text
MANY = CODEBOOK + "".join(
    f"  - {{id: geld.post{n}, label: Post {n}, definition: Bedrag {n}., include: Ja., exclude: Nee., examples: [Post {n}.]}}\n"
    for n in range(8)
)


def held(study: Study) -> list[Coding]:
    return sorted(
        open_journal(study, "k1", CONVERSATION).state.values(), key=lambda one: (one.start, one.end, one.code)
    )


def told(study: Study) -> list[tuple[str, str]]:
    return [(TEXT[one.start : one.end], one.code) for one in held(study)]


def test_all_by_keyboard(coder: Coder, lab_study: Study) -> None:
    """Words and sentences selected, coded, decided on, moved and written about; the mouse is not touched."""
    press = coder.page.keyboard.press
    coder.page.focus(".nc-text")
    for key in ("ArrowDown", "ArrowDown", "Shift+ArrowRight", "Shift+ArrowRight"):
        press(key)
    assert coder.page.text_content(".nc-spoken") == TEXT[TEXT.index("Ik ruim") : TEXT.index(" van acht")]
    coder.press("1")
    coder.press("}")
    assert told(lab_study) == [(TEXT[TEXT.index("Ik ruim") : TEXT.index(" werk van")], "werk.taken")]
    press("Escape")
    press("n")
    assert "Uren, voorstel" in coder.page.text_content(".nc-spoken")
    press("w")
    spoken = coder.page.text_content(".nc-spoken")
    assert "de woordenlijst en het getrainde model" in spoken
    assert "0,62" in spoken
    assert "Ik werk van acht" in spoken
    coder.press("a")
    assert "Loon, voorstel" in coder.page.text_content(".nc-spoken")
    coder.press("x")
    assert [(one.code, one.status) for one in held(lab_study)] == [
        ("werk.taken", "accepted"), ("werk.uren", "accepted"), ("geld.loon", "rejected"),
    ]  # fmt: skip
    press("ArrowDown")
    press("c")
    coder.page.keyboard.type("bedrag")
    coder.press("Enter")
    assert coder.page.evaluate("() => document.activeElement.className") == "nc-text"
    assert held(lab_study)[-1].code == "geld.loon"


def test_with_many_codes_a_digit_opens_a_theme_and_the_next_chooses(
    lab_study: Study, open_coder: Callable[..., Coder]
) -> None:
    write_text(lab_study.codebook_path, MANY)
    coder = open_coder()
    coder.select("de helft")
    coder.page.keyboard.press("2")
    assert coder.page.locator(".nc-option").count() == 9
    coder.press("3")
    coder.select("mijn loon")
    coder.page.click('[data-action="theme-werk"]')
    coder.does('[data-code="werk.uren"]')
    assert told(lab_study) == [("de helft", "geld.post1"), ("mijn loon", "werk.uren")]


def test_only_what_is_on_the_screen_is_accepted_at_once(lab_study: Study, open_coder: Callable[..., Coder]) -> None:
    rows = [("medewerker-1", f"Dit is zin {n} van het gesprek en zij gaat over het werk.") for n in range(60)]
    talk = conversation(tuple(rows))
    fill_again(lab_study, talk)
    coder = open_coder()
    coder.page.keyboard.press("Escape")
    coder.page.focus(".nc-text")
    coder.press("Shift+A")
    accepted = len(held(lab_study))
    assert 3 <= accepted < 30
    assert coder.page.text_content(".nc-spoken").startswith(f"{accepted} voorstellen aanvaard")
    last = coder.page.locator(f'.nc-turn[data-turn="{accepted - 1}"] .nc-run').bounding_box()
    box = coder.page.locator(".nc-text").bounding_box()
    assert last["y"] + last["height"] <= box["y"] + box["height"]
    coder.press("Control+z")
    assert held(lab_study) == []


def fill_again(study: Study, talk: object) -> None:
    from toolkit.records import Transcript
    from toolkit.transcripts import save_transcript

    assert isinstance(talk, Transcript)
    save_transcript(study.outputs / "transcripts" / f"{CONVERSATION}.json", talk)
    suggest(study, talk, *((f"Dit is zin {n} van", "werk.taken", 0.5) for n in range(60)))


def test_filters_hide_and_bring_back(lab_study: Study, open_coder: Callable[..., Coder]) -> None:
    code_span(lab_study, "k2", CONVERSATION, TEXT.index("de helft"), TEXT.index(" van mijn"), "werk.taken")
    coder = open_coder()
    chips = "() => [...document.querySelectorAll('.nc-chip')].map((one) => one.textContent)"
    assert coder.page.evaluate(chips) == ["Taken voorstel", "Uren voorstel", "Loon voorstel"]
    coder.page.select_option('[data-filter="who"]', "k2")
    coder.page.wait_for_selector(".nc-text[data-drawn]")
    assert coder.page.evaluate(chips) == ["Taken aanvaard door k2"]
    coder.click_words("de helft")
    assert coder.page.locator('[data-action="remove"]').count() == 0
    coder.page.select_option('[data-filter="who"]', "")
    coder.page.select_option('[data-filter="code"]', "werk")
    coder.page.wait_for_selector(".nc-text[data-drawn]")
    assert coder.page.evaluate(chips) == ["Taken voorstel", "Uren voorstel"]
    coder.click_words("Ik ruim")
    coder.press("x")
    coder.page.select_option('[data-filter="status"]', "rejected")
    coder.page.wait_for_selector(".nc-text[data-drawn]")
    coder.page.focus(".nc-text")
    coder.page.keyboard.press("Escape")
    assert coder.page.evaluate(chips) == ["Taken afgewezen"]


def test_the_order_of_what_teaches_most_and_learning(coder: Coder) -> None:
    """The greatest doubt comes first, with its reason; learning goes on beside coding and says what came of it."""
    page = coder.page
    page.select_option('[data-filter="order"]', "learn")
    page.wait_for_selector(".nc-now")
    assert "de software twijfelt (kans 0,48)" in page.text_content(".nc-now")
    assert "Loon" in page.text_content(".nc-code")
    page.focus(".nc-text")
    coder.press("a")
    assert "Uren" in page.text_content(".nc-code")
    page.keyboard.press("l")
    coder.press("x")
    page.wait_for_function("() => document.body.textContent.includes('gelijk gebleven')")
    assert "Taken" in page.text_content(".nc-code")


def test_who_is_done_with_suggestions_left_is_told_what_that_means(coder: Coder) -> None:
    coder.does('[data-action="done"]')
    note = coder.page.text_content('.nc-note[role="status"]')
    assert "Over 3 voorstellen besliste u niet: die codes tellen als niet gegeven" in note
    assert coder.progress.endswith("klaar")
    coder.does('[data-action="done"]')
    assert coder.page.locator('.nc-note[role="status"]').is_hidden()


def test_a_narrow_window_leaves_room_for_the_text(open_coder: Callable[..., Coder]) -> None:
    """Beside the file browser of a small laptop: bars of one line each, the text readable, the status line on its own."""
    coder = open_coder(width=800, height=800)
    box = {name: coder.page.locator(name).bounding_box() for name in (".nc", ".nc-text", ".nc-status")}
    assert box[".nc-text"]["height"] >= 180
    assert box[".nc-status"]["y"] + box[".nc-status"]["height"] <= box[".nc"]["y"] + box[".nc"]["height"] + 1
    assert all(30 < bar.bounding_box()["height"] < 60 for bar in coder.page.locator(".nc-bar").all())
    assert axe_in_window(coder.page) == []


def test_a_memo_that_is_being_written_counts_as_not_saved(coder: Coder, lab_study: Study) -> None:
    coder.click_words("Ik ruim")
    coder.press("a")
    coder.click_words("Ik ruim")
    coder.page.keyboard.press("m")
    coder.page.keyboard.type("nagaan")
    coder.status_says("De memo is nog niet opgeslagen")
    coder.press("Escape")
    assert [one.memo for one in held(lab_study)] == ["nagaan"]


@pytest.mark.parametrize("width", [1400, 760])
def test_axe_finds_nothing(lab_study: Study, open_coder: Callable[..., Coder], width: int) -> None:
    code_span(lab_study, "k2", CONVERSATION, 0, 8, "werk.taken")
    coder = open_coder(width=width)
    assert axe_in_window(coder.page) == []
    coder.page.click('[data-action="help"]')
    coder.page.focus(".nc-text")
    coder.page.keyboard.press("n")
    coder.page.keyboard.press("w")
    assert axe_in_window(coder.page) == []
    coder.page.keyboard.press("r")
    assert axe_in_window(coder.page) == []
    coder.page.keyboard.press("Escape")
    wide = coder.page.evaluate(
        "() => { const n = document.querySelector('.nc'); return n.scrollWidth - n.clientWidth; }"
    )
    assert wide == 0


def test_a_saved_notebook_holds_no_words_of_the_conversation(coder: Coder, lab_study: Study) -> None:
    coder.select("de helft")
    coder.press("2")
    run(coder.page, "docmanager:save")
    coder.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.model.dirty")
    path = lab_study.root / "coderen.ipynb"
    saved = path.read_text(encoding="utf-8")
    assert "Codeervenster van" in saved
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, store_widget_state=True, resources={"metadata": {"path": str(lab_study.root)}}).execute()
    kept = saved + json.dumps(notebook, ensure_ascii=False)
    assert "anywidget" in kept
    for _, words in TALK:
        for piece in (words[:20], words[-20:], "[collega-1]"):
            assert piece not in kept
