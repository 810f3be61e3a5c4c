"""Small studies to try things on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from browser_support import browser

from toolkit.study import Study

__all__ = ["browser"]

STUDY = """\
title: Een kleine studie
date: 2024-05-15
bureau: Bureau Proef
coders: [k1, k2]
channels:
  - {id: nota, label: discussienota, question: "Mag het in de nota?"}
  - {id: website, label: website, question: "Mag het op de website?"}
"""
CASE = """\
id: c01
title: Hulp in de keuken
persons:
  - {id: schoolleider-1, role: schoolleider, names: [Marga Bloemhof, Marga]}
  - {id: medewerker-1, role: medewerker, target_group: true, names: [Sjors Kamp, Sjors]}
entities:
  - {id: school-A, kind: school, names: [De Zandkorrel]}
"""
TALK = """\
---
soort: interview
datum: 2023-10-12
sprekers:
  Interviewer: interviewer-1
  Marga: schoolleider-1
---
Interviewer: Hoe is het begonnen?
Marga: Sjors kwam op proef. De gemeente betaalt de helft van zijn loon.
Interviewer: En nu?
Marga: Nu heeft hij een vast contract op De Zandkorrel. Dat scheelt de leerkrachten veel werk.
"""


@pytest.fixture
def empty_study(tmp_path: Path) -> Study:
    """A study with its settings and nothing else."""
    folder = tmp_path / "studie"
    (folder / "interviews" / "cases").mkdir(parents=True)
    (folder / "interviews" / "study.yaml").write_text(STUDY, encoding="utf-8")
    return Study(folder)


@pytest.fixture
def small_study(empty_study: Study) -> Study:
    """One case with one interview of four turns."""
    folder = empty_study.cases_folder / "c01"
    folder.mkdir()
    (folder / "case.yaml").write_text(CASE, encoding="utf-8")
    (folder / "c01-schoolleider.txt").write_text(TALK, encoding="utf-8")
    return empty_study


@pytest.fixture
def write(tmp_path: Path) -> Callable[[str, str | bytes], Path]:
    """Write a file in a temporary folder and return its path."""

    def put(name: str, content: str | bytes) -> Path:
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return path

    return put
