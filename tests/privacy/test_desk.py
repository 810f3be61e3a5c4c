"""The table at which a person decides about candidates."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from browser_support import WIDTHS, axe_violations, open_page, sideways

import toolkit
from toolkit.privacy.desk import CHOICES, answer, items
from toolkit.privacy.survey import survey
from toolkit.privacy.undecided import undecided
from toolkit.study import Study

FOLDER = Path(__file__).parents[2] / "toolkit" / "privacy"


def found(study: Study) -> list[dict[str, Any]]:
    return items(undecided(survey(study)))


def test_each_candidate_stands_there_once_with_its_places(study: Study) -> None:
    assert [(one["words"], one["kind"], one["count"]) for one in found(study)] == [
        ("Ubbo", "persoon", 2), ("Bram", "persoon", 1), ("Ubbo Feitsma", "persoon", 1),
    ]  # fmt: skip
    assert found(study)[1]["contexts"] == ["…[schoolleider-1]s hondje heet «Bram»."]


def test_an_answer_is_kept_and_the_candidate_is_gone(study: Study) -> None:
    assert answer(study, {"words": "Bram", "kind": "geen"}, "k1") == {"words": "Bram", "kind": "geen"}
    assert answer(study, {"words": "Ubbo", "kind": "persoon"}, "k1") == {"words": "Ubbo", "kind": "persoon"}
    assert [one["words"] for one in found(study)] == []  # "Ubbo Feitsma" is a person too


@pytest.mark.parametrize("content", [{"words": "Bram", "kind": "hond"}, {"words": "Pinokkio", "kind": "persoon"}, {}])
def test_an_answer_that_makes_no_sense_is_not_kept(study: Study, content: dict[str, str]) -> None:
    assert "error" in answer(study, content, "k1")
    assert not (study.interviews / "privacy").exists()


def test_a_page_made_of_the_notebook_counts_and_shows_no_name(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("NOTA_HEADLESS", "1")
    shown = toolkit.name_desk(study)
    assert '<th scope="row">persoon</th><td class="getal">3</td><td class="getal">4</td>' in shown.html
    assert not any(name in shown.html + shown.text for name in ("Ubbo", "Bram", "Feitsma"))


def test_the_widget_answers_and_its_state_holds_no_text(study: Study, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("NOTA_HEADLESS", raising=False)
    desk = toolkit.name_desk(study, "k1")
    sent: list[dict[str, Any]] = []
    monkeypatch.setattr(desk, "send", sent.append)
    desk._handle_custom_msg({"type": "open"}, [])
    desk._handle_custom_msg({"words": "Bram", "kind": "geen"}, [])
    desk._handle_custom_msg({"type": "open"}, [])
    assert [[one["words"] for one in reply["items"]] if "items" in reply else reply for reply in sent] == [
        ["Ubbo", "Bram", "Ubbo Feitsma"], {"words": "Bram", "kind": "geen"}, ["Ubbo", "Ubbo Feitsma"],
    ]  # fmt: skip
    assert sent[0]["choices"][-1] == ["g", "geen", "geen naam"]
    assert not any(name in repr(desk) + str(desk.get_state()) for name in ("Ubbo", "Bram"))


PAGE = """<!doctype html><html lang="nl"><head><meta charset="utf-8"><title>Namen</title>
<style>body {{ margin: 1rem; font-family: sans-serif }} {css}</style></head>
<body><main><h1>Namen</h1><div id="desk"></div></main><script type="module">
{module}
const opened = {state};
window.sent = [];
let handler = () => {{}};
const model = {{
  send: (content) => {{
    if (content.type === "open") return setTimeout(() => handler(opened));
    window.sent.push(content);
    handler(content);
  }},
  on: (name, callback) => {{ handler = callback; }},
  off: () => {{}},
}};
widget.render({{ model, el: document.getElementById("desk") }});
</script></body></html>"""


@pytest.fixture
def page_file(tmp_path: Path) -> Path:
    """The widget in a page of its own, with a model that answers yes to everything."""
    rows = [
        {
            "words": "Ubbo",
            "kind": "persoon",
            "count": 2,
            "cases": ["c01"],
            "contexts": ["van meester «Ubbo».", "Bel «Ubbo» maar"],
        },
        {
            "words": "<b>Bram</b>",
            "kind": "persoon",
            "count": 1,
            "cases": ["c01", "c02"],
            "contexts": ["heet «<b>Bram</b>»."],
        },
    ]
    state = json.dumps({"type": "items", "items": rows, "choices": [list(choice) for choice in CHOICES]})
    module = (FOLDER / "desk.js").read_text(encoding="utf-8").replace("export default", "const widget =")
    css = (FOLDER / "desk.css").read_text(encoding="utf-8")
    path = tmp_path / "desk.html"
    path.write_text(PAGE.format(css=css, module=module, state=state.replace("</", "<\\/")), encoding="utf-8")
    return path


@pytest.mark.browser
def test_one_key_decides(browser: Any, page_file: Path) -> None:
    page = open_page(browser, page_file)
    page.wait_for_selector(".nota-desk-buttons:not([hidden])")
    page.locator(".nota-desk").focus()
    assert page.locator(".nota-desk-count").inner_text() == "1 van 2; nog 2 te beoordelen"
    page.keyboard.press("p")
    assert page.locator(".nota-desk-words").inner_text() == "<b>Bram</b>"
    page.keyboard.press("g")
    assert page.evaluate("window.sent") == [
        {"words": "Ubbo", "kind": "persoon"}, {"words": "<b>Bram</b>", "kind": "geen"},
    ]  # fmt: skip
    assert "Alle gevonden namen zijn bekend of beoordeeld." in page.locator(".nota-desk-count").inner_text()
    page.screenshot(path=str(page_file.with_suffix(".png")))


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
def test_the_table_is_accessible_narrow_and_wide(browser: Any, page_file: Path, width: int) -> None:
    page = open_page(browser, page_file, width=width)
    page.wait_for_selector(".nota-desk-buttons:not([hidden])")
    assert axe_violations(page) == []
    assert sideways(page) == 0
    page.get_by_role("button", name="later").click()
    assert page.locator(".nota-desk-count").inner_text() == "2 van 2; nog 2 te beoordelen"
    assert page.locator("b").count() == 0
    page.screenshot(path=str(page_file.with_name(f"desk{width}.png")))
