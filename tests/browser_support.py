"""Chromium for tests: open a page from its file, look at it narrow and wide, and let axe-core judge it.

    from browser_support import WIDTHS, axe_violations, open_page, sideways

    @pytest.mark.browser
    @pytest.mark.parametrize("width", WIDTHS)
    def test_the_page(browser, tmp_path, width):          # the fixture is known everywhere, through conftest.py
        page = open_page(browser, path, width=width)
        assert axe_violations(page) == []

Without Chromium, playwright or axe-core the tests are skipped aloud; with REQUIRE_BROWSER=1 they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

WIDTHS = (1280, 360)
FLAGS = (
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1",
)
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def missing(what: str) -> None:
    """Skip aloud, or fail where the checks say that nothing may be skipped."""
    if os.environ.get("REQUIRE_BROWSER") == "1":
        pytest.fail(f"{what} is needed for this test and is not here")
    pytest.skip(f"{what} is not here")


def chromium_path() -> str:
    """Where Chromium is: CHROMIUM_PATH, the usual place, or the path."""
    places = [os.environ.get("CHROMIUM_PATH"), "/usr/bin/chromium", *map(shutil.which, ("chromium", "google-chrome"))]
    found = next((place for place in places if place and Path(place).exists()), None)
    if found is None:
        missing("Chromium")
    return str(found)


def axe_source() -> str:
    """The text of axe.min.js: from AXE_PATH, or node_modules of the repository."""
    places = [
        os.environ.get("AXE_PATH", ""),
        str(Path(__file__).parents[1] / "node_modules" / "axe-core" / "axe.min.js"),
    ]
    found = next((Path(place) for place in places if place and Path(place).is_file()), None)
    if found is None:
        missing("axe-core (set AXE_PATH, or npm install axe-core)")
    assert found is not None
    return found.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """A headless Chromium that reaches nothing but files and this machine."""
    executable = chromium_path()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        yield chromium
        chromium.close()


def open_page(browser: Any, path: Path, *, width: int = 1280, height: int = 900) -> Any:
    """A page from its file. An error in its script, or anything its policy refuses, fails the test."""
    context = browser.new_context(viewport={"width": width, "height": height}, locale="nl-NL", bypass_csp=False)
    page = context.new_page()
    page.problems = []
    page.on("pageerror", lambda error: page.problems.append(str(error)))
    page.on("console", lambda line: page.problems.append(line.text) if line.type == "error" else None)
    page.goto(path.resolve().as_uri())
    assert page.problems == []
    return page


def axe_violations(page: Any) -> list[str]:
    """What axe-core finds wrong, or cannot decide, on this page as it stands: rule, and the elements it names.

    Contrast that it cannot decide (words scrolled out of sight in a wide table) is left out; the colours of the
    design have a test of their own. Runs in a world of its own, so that the page's content security policy stays as strict as it is.
    """
    session = page.context.new_cdp_session(page)
    frame = session.send("Page.getFrameTree")["frameTree"]["frame"]["id"]
    world = session.send("Page.createIsolatedWorld", {"frameId": frame, "worldName": "axe"})["executionContextId"]
    session.send("Runtime.evaluate", {"expression": axe_source(), "contextId": world})
    run = f"axe.run(document, {{runOnly: {TAGS!r}, resultTypes: ['violations', 'incomplete']}}).then(r => JSON.stringify(r))"
    answer = session.send("Runtime.evaluate", {"expression": run, "contextId": world, "awaitPromise": True})
    if "exceptionDetails" in answer:
        raise AssertionError(answer["exceptionDetails"])
    import json

    result = json.loads(answer["result"]["value"])
    undecided = [rule for rule in result["incomplete"] if rule["id"] != "color-contrast"]
    found = [*result["violations"], *undecided]
    return [f"{rule['id']}: {node['html'][:160]}" for rule in found for node in rule["nodes"]]


def sideways(page: Any) -> int:
    """How many pixels the page can be scrolled sideways; 0 is what a telephone wants."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))
