"""The coding window in a real JupyterLab, by mouse and keys; what was done is read back from the journal in Python."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from lab_support import Coder, Lab, cells, run
from widget_studies import CONVERSATION, conversation

from toolkit.records import Coding
from toolkit.review import open_journal
from toolkit.study import Study

pytestmark = pytest.mark.browser
TEXT = conversation().text


def held(study: Study, coder: str = "k1") -> list[Coding]:
    return sorted(
        open_journal(study, coder, CONVERSATION).state.values(), key=lambda one: (one.start, one.end, one.code)
    )


def told(study: Study) -> list[tuple[str, str, str]]:
    return [(TEXT[one.start : one.end], one.code, one.status) for one in held(study)]


def test_words_after_an_emoji_are_coded_as_they_were_selected(coder: Coder, lab_study: Study) -> None:
    coder.select("daarna help ik", "in de keuken")
    coder.press("2")
    assert told(lab_study) == [("daarna help ik [collega-1] in de keuken", "werk.uren", "accepted")]
    marked = coder.page.evaluate(
        "() => [...document.querySelectorAll('.nc-current')].map((one) => one.textContent).join('')"
    )
    assert marked == "daarna help ik [collega-1] in de keuken"
    assert coder.status == "Alles is opgeslagen."


def test_a_selection_over_two_turns_takes_whole_words_and_no_comma(coder: Coder, lab_study: Study) -> None:
    coder.select("ind ik fijn", "De gemeente bet")
    coder.press("1")
    coder.select("maken, ", inset=0)
    coder.press("2")
    assert told(lab_study) == [
        ("vind ik fijn.\nEn wie betaalt dat?\nDe gemeente betaalt", "werk.taken", "accepted"),
        ("maken", "werk.uren", "accepted"),
    ]


def test_accept_reject_recode_and_undo_all(coder: Coder, lab_study: Study) -> None:
    coder.click_words("van acht")
    coder.press("a")
    assert "Loon" in coder.page.text_content(".nc-code")
    coder.press("x")
    coder.click_words("Ik ruim")
    coder.press("3")
    assert told(lab_study) == [
        (TEXT[TEXT.index("Ik ruim") : TEXT.index(" Ik werk")], "geld.loon", "accepted"),
        ("Ik werk van acht tot tien.", "werk.uren", "accepted"),
        ("De gemeente betaalt de helft van mijn loon.", "geld.loon", "rejected"),
    ]
    assert [(one.confidence, one.evidence) for one in held(lab_study)] == [
        (0.91, ("Ik ruim de zaal",)), (0.62, ("Ik werk van acht",)), (0.48, ("De gemeente",)),
    ]  # fmt: skip
    assert "3 van 3 voorstellen beslist" in coder.progress
    for _ in range(3):
        coder.press("Control+z")
    assert held(lab_study) == []
    assert "0 van 3 voorstellen beslist" in coder.progress
    for key in ("Control+y", "Control+Shift+z", "Control+y"):
        coder.press(key)
    assert [one.status for one in held(lab_study)] == ["accepted", "accepted", "rejected"]
    journal = open_journal(lab_study, "k1", CONVERSATION)
    assert [change.reason for change in journal.changes[3:]] == ["ongedaan gemaakt"] * 3 + ["opnieuw gedaan"] * 3


def test_recoding_keeps_place_and_memo(coder: Coder, lab_study: Study) -> None:
    coder.select("meer uren maken")
    coder.press("1")
    coder.page.keyboard.press("m")
    coder.page.keyboard.type("Later navragen: 1 of 2 dagen? 🙂")
    coder.press("Escape")
    coder.page.keyboard.press("r")
    coder.page.keyboard.type("uren")
    coder.press("Enter")
    for key in ("o", "e", "t"):
        coder.press(key)
    (one,) = held(lab_study)
    assert (TEXT[one.start : one.end], one.code, one.memo) == (
        "meer uren maken",
        "werk.uren",
        "Later navragen: 1 of 2 dagen? 🙂",
    )
    assert (one.polarity, one.certainty, one.time) == ("negated", "wish", "future")


def test_overlaps_have_stripes_of_their_own_that_are_seen_and_stay(coder: Coder, lab_study: Study) -> None:
    for words, key in (("wie betaalt", "1"), ("betaalt dat", "2"), ("de zaal op", "2"), ("zaal op 🧹 en daarna", "3")):
        coder.select(words)
        coder.press(key)
    before = coder.page.evaluate(_STRIPES, "zaal op")
    assert len(before["ids"]) == 3
    assert len(set(before["lanes"])) == 3
    assert before["spilt"] <= 0.5
    last = before["lanes"][-1]
    coder.click_words("de zaal")
    while "Uren" not in coder.page.text_content(".nc-code"):
        coder.click_words("de zaal")
    coder.press("Delete")
    after = coder.page.evaluate(_STRIPES, "zaal op")
    assert len(after["ids"]) == 2
    assert after["lanes"][-1] == pytest.approx(last, abs=1)
    for code in ("Taken", "Loon"):
        names = set()
        for _ in range(3):
            coder.click_words("zaal op")
            names.add(coder.page.text_content(".nc-code"))
        assert code in names


# How far any stripe reaches below the paragraph that is reserved for it, or into the line below: what is painted there is
# clipped (content-visibility) or lies over words, while every question to the DOM is answered as it should be.
_STRIPES = """(words) => {
  const run = [...document.querySelectorAll(".nc-run")].find((one) => one.textContent.includes(words));
  const turn = run.closest(".nc-turn"), rect = run.getClientRects()[0];
  const lanes = run.style.backgroundPosition.split(", ").map((place) => Number(place.match(/- (\\d+)px/)?.[1] ?? 0));
  const spills = [...document.querySelectorAll(".nc-said")].flatMap((said) => {
    const rects = [...said.querySelectorAll(".nc-run")].flatMap((one) => [...one.getClientRects()]);
    const under = (one) => rects.filter((other) => other.top > one.top + 5).reduce((top, other) => Math.min(top, other.top), Infinity);
    return rects.map((one) => one.bottom - Math.min(under(one), said.getBoundingClientRect().bottom));
  });
  return { ids: run.dataset.ids.split(" "), lanes: lanes.map((up) => rect.bottom - up - turn.getBoundingClientRect().top), spilt: Math.max(...spills) };
}"""


def test_an_edge_is_dragged_and_nudged_to_whole_words(coder: Coder, lab_study: Study) -> None:
    coder.select("de helft")
    coder.press("2")
    grip = coder.page.locator('.nc-grip[data-edge="end"]').bounding_box()
    before = coder.saved
    x, y = coder.point("loon", end=False)
    coder.drag((grip["x"], grip["y"] + grip["height"] / 2), (x + 6, y))
    coder.acknowledged(before + 1)
    assert told(lab_study) == [("de helft van mijn loon", "werk.uren", "accepted")]
    coder.press("[")
    coder.press("}")
    assert told(lab_study) == [("betaalt de helft van mijn", "werk.uren", "accepted")]


def test_everything_again_after_a_reload(coder: Coder, lab: Lab, lab_study: Study) -> None:
    coder.select("de helft")
    coder.press("2")
    run(coder.page, "docmanager:save")
    coder.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.model.dirty")
    lab.go(coder.page, f"{lab_study.root.name}/coderen.ipynb")
    coder.ready()
    assert "1 codering " in coder.progress
    coder.click_words("de helft")
    assert coder.page.text_content(".nc-code") == "Uren"
    coder.page.focus(".nc-text")
    coder.press("Control+z")
    assert held(lab_study) == []


def test_a_stopped_kernel_is_told_and_nothing_saved_is_lost(coder: Coder, lab_study: Study) -> None:
    coder.select("de helft")
    coder.press("2")
    coder.restart_kernel()
    coder.status_says("De kernel is gestopt. Alles wat u deed is opgeslagen.")
    run(coder.page, "notebook:run-all-cells")
    coder.page.wait_for_selector(".nc:not(.nc-lost) .nc-text[data-drawn]", timeout=30_000)
    coder.page.locator(".nc").scroll_into_view_if_needed()
    assert "1 codering " in coder.progress
    coder.click_words("van acht")
    coder.press("a")
    assert [one.code for one in held(lab_study)] == ["werk.uren", "werk.uren"]


def test_a_change_that_the_kernel_did_not_get_is_counted(coder: Coder, lab_study: Study) -> None:
    coder.page.evaluate("() => window.jupyterapp.shell.currentWidget.sessionContext.session.kernel.interrupt()")
    coder.select("de helft")
    coder.page.evaluate("() => { window.jupyterapp.shell.currentWidget.sessionContext.session.shutdown(); }")
    coder.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.sessionContext.session")
    coder.page.keyboard.press("2")
    coder.page.wait_for_selector(".nc-status.nc-warn", timeout=20_000)
    assert "niet opgeslagen" in coder.status
    assert held(lab_study) == []


def test_two_windows_on_one_kernel_show_the_same(open_coder: Callable[..., Coder], lab_study: Study) -> None:
    first = open_coder()
    run(first.page, "docmanager:save")
    first.page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.model.dirty")
    second = open_coder(again=True)
    first.select("de helft")
    first.press("2")
    second.page.wait_for_function("() => document.querySelector('.nc-progress').textContent.startsWith('1 codering ')")
    second.click_words("de helft")
    second.press("3")
    first.page.wait_for_function("() => document.querySelector('.nc-code').textContent === 'Loon'")
    assert [one.code for one in held(lab_study)] == ["geld.loon"]


def test_two_notebooks_cannot_overwrite_each_other(open_coder: Callable[..., Coder], lab_study: Study) -> None:
    first, second = open_coder("een.ipynb"), open_coder("twee.ipynb")
    first.click_words("van acht")
    first.press("a")
    second.click_words("van acht")
    second.page.keyboard.press("x")
    second.status_says("Geweigerd: deze codering is intussen in een ander venster veranderd")
    assert [one.status for one in held(lab_study)] == ["accepted"]
    second.page.wait_for_function("() => document.querySelector('.nc').dataset.waiting === '0'")
    second.click_words("Ik ruim")
    second.press("a")
    assert [one.status for one in held(lab_study)] == ["accepted", "accepted"]


KEYS = (
    "b",
    "a",
    "m",
    "dd",
    "y",
    "x",
    "r",
    "Enter",
    "Shift+Enter",
    "Control+z",
    "Delete",
    "j",
    "ArrowDown",
    "k",
    "l",
    "o",
    "1",
)


def test_jupyterlab_does_not_see_the_keys(coder: Coder) -> None:
    """One at a time: b, m, d, d in a row would add a cell, change it and delete it, and hide it all."""
    active = "() => window.jupyterapp.shell.currentWidget.content.activeCellIndex"
    for place in (".nc-text", '.nc [data-action="help"]'):
        for keys in KEYS:
            coder.page.focus(place)
            before = cells(coder.page), coder.page.evaluate(active)
            for key in [keys] if len(keys) > 2 else keys:
                coder.page.keyboard.press(key)
            coder.page.evaluate("() => new Promise((done) => requestAnimationFrame(() => setTimeout(done, 40)))")
            assert (cells(coder.page), coder.page.evaluate(active)) == before, (place, keys)
            assert coder.page.evaluate("() => document.querySelector('.nc').contains(document.activeElement)"), (
                place,
                keys,
            )
