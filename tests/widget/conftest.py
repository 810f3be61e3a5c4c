"""One JupyterLab for all tests here; each test has a study, a notebook and a kernel of its own."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_support import FLAGS, chromium_path, missing
from lab_support import Coder, Lab, lab_server, notebook, run
from widget_studies import CONVERSATION, fill

from toolkit.study import Study

_NUMBERS = itertools.count(1)


@pytest.fixture(scope="session")
def lab(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Lab]:
    executable = chromium_path()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright")
    root = tmp_path_factory.mktemp("studies")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=list(FLAGS))
        with lab_server(tmp_path_factory.mktemp("lab"), root, chromium) as server:
            yield server
        chromium.close()


@pytest.fixture
def lab_study(lab: Lab, empty_study: Study) -> Study:
    """A study in a folder that JupyterLab can see."""
    folder = lab.root / f"studie{next(_NUMBERS)}"
    empty_study.root.rename(folder)
    study = Study(folder)
    fill(study)
    return study


@pytest.fixture
def open_coder(lab: Lab, lab_study: Study) -> Iterator[Callable[..., Coder]]:
    """Opens the coding window in a notebook of the study, in a browser window of its own."""
    pages: list[Any] = []

    def open_one(name: str = "coderen.ipynb", coder: str = "k1", *, again: bool = False, **size: int) -> Coder:
        path = lab_study.root / name
        if not again:
            call = f'code(study, "{CONVERSATION}", coder="{coder}")'
            notebook(path, "from toolkit import *\nstudy = open_study('.')", call, "x = 1")
        page = lab.open(str(Path(lab_study.root.name) / name), **size)
        pages.append(page)
        if not again:
            run(page, "notebook:run-all-cells")
        return Coder(page).ready()

    yield open_one
    problems = [problem for page in pages for problem in page.problems]
    for page in pages:
        page.context.close()
    assert problems == []


@pytest.fixture
def coder(open_coder: Callable[..., Coder]) -> Coder:
    return open_coder()
