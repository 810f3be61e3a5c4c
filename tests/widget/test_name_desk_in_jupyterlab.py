"""The table for names in a real JupyterLab, by keys alone; what was decided is read back in Python."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from lab_support import Lab, axe_in_window, notebook, run

from toolkit.privacy.survey import survey
from toolkit.privacy.undecided import undecided
from toolkit.study import Study

pytestmark = pytest.mark.browser
SETTINGS = """\
title: Proef
date: 2024-05-15
bureau: Bureau Proef
invented: true
team:
  - {id: interviewer-1, name: Tessel Vermaat, role: onderzoeker}
contact: {name: Tessel Vermaat, email: tessel@bureauproef.example, phone: 030 111 22 33}
coders: [k1]
channels:
  - {id: nota, label: nota, question: "Mag het in de nota?"}
"""
CASE = "id: c01\npersons:\n  - {id: collega-1, role: collega, names: [Wendelien]}\n"
TALK = """\
---
soort: interview
datum: 2023-10-12
sprekers:
  I: interviewer-1
  P: collega-1
---
I: Wie helpt er?
P: Ik werk graag met Ubbo en met Gerlinde samen. Gerlinde lacht altijd.
"""


@pytest.fixture
def study(lab: Lab) -> Study:
    root = lab.root / "namenstudie"
    folder = root / "interviews" / "cases" / "c01"
    folder.mkdir(parents=True)
    (root / "interviews" / "study.yaml").write_text(SETTINGS)
    (folder / "case.yaml").write_text(CASE)
    (folder / "c01-collega.txt").write_text(TALK)
    return Study(root)


def test_names_are_decided_by_one_key_each_and_not_saved(lab: Lab, study: Study) -> None:
    path = study.root / "namen.ipynb"
    notebook(path, "from toolkit import *\nstudy = open_study('.')", 'name_desk(study, "k1")')
    page = lab.open(str(Path(study.root.name) / path.name))
    run(page, "notebook:run-all-cells")
    page.wait_for_selector(".nota-desk-buttons:not([hidden])", timeout=30_000)
    assert page.text_content(".nota-desk-words") == "Gerlinde"
    assert page.text_content(".nota-desk-about") == "misschien: persoon; 2 keer, in c01"
    assert axe_in_window(page, ".nota-desk") == []
    page.locator(".nota-desk").focus()
    page.keyboard.press("p")
    page.wait_for_function("() => document.querySelector('.nota-desk-words').textContent === 'Ubbo'", timeout=15_000)
    page.keyboard.press("g")
    said = "() => document.querySelector('.nota-desk-status').textContent === 'Bewaard: Ubbo, geen naam.'"
    page.wait_for_function(said, timeout=15_000)
    assert undecided(survey(Study(study.root))) == []
    rows = [json.loads(line) for line in (study.interviews / "privacy" / "decisions.jsonl").read_text().splitlines()]
    assert [(row["kind"], row["by"]) for row in rows] == [("person", "k1"), ("none", "k1")]
    run(page, "docmanager:save")
    page.wait_for_function("() => !window.jupyterapp.shell.currentWidget.context.model.dirty", timeout=15_000)
    saved = path.read_text()
    assert "widget-view" in saved and not any(name in saved for name in ("Ubbo", "Gerlinde"))
    assert page.problems == []
    page.context.close()
