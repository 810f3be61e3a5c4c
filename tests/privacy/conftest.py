"""Small studies with names in them, all invented for these tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.privacy import vault
from toolkit.study import Study

STUDY = """\
title: Proefstudie namen
date: 2024-05-15
bureau: Bureau Proef
invented: {invented}
team:
  - {{id: interviewer-1, name: Tessel Vermaat, role: onderzoeker}}
contact: {{name: Tessel Vermaat, email: tessel@bureauproef.example, phone: 030 111 22 33}}
coders: [k1]
channels:
  - {{id: nota, label: nota, question: "Mag het in de nota?"}}
"""
CASE = """\
id: c01
title: Hulp op het plein
persons:
  - {id: schoolleider-1, role: schoolleider, names: [Geertrui Bosveld, Geertrui]}
  - {id: medewerker-1, role: medewerker, target_group: true, names: [Roos van der Zwaag, Roos]}
  - {id: collega-1, role: collega, names: [juf Wendelien, Wendelien]}
entities:
  - {id: school-A, kind: school, names: [OBS De Zilverplas, de Zilverplas, Zilverplas]}
"""
TALKS = {
    "c01-schoolleider": ("schoolleider-1", [
        "Hoe begon het met Roos?",
        "Roos kwam in maart op de Zilverplas. Roosjes moeder kende Wendelien. Dat was een idee van meester Ubbo.",
        "En wie betaalt?",
        "De gemeente. Bel Ubbo maar, zijn nummer is 06 12 34 56 78. Geertruis hondje heet Bram.",
    ]),
    "c01-medewerker": ("medewerker-1", [
        "Wat doe je hier?",
        "Ik veeg het plein met Ubbo Feitsma. Ik ben vierentwintig. Ik heb epilepsie, daarom heb ik een petje op als ik werk.",
    ]),
}  # fmt: skip


def write_talk(study: Study, name: str, person: str, turns: list[str]) -> Path:
    """A text transcript: the interviewer and one person, turn about."""
    path = study.cases_folder / name.split("-")[0] / f"{name}.txt"
    head = f"---\nsoort: interview\ndatum: 2023-10-12\nsprekers:\n  I: interviewer-1\n  P: {person}\n---\n"
    lines = [f"{'IP'[number % 2]}: {turn}" for number, turn in enumerate(turns)]
    path.write_text(head + "\n".join(lines) + "\n", encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def cheap_passphrases(monkeypatch: pytest.MonkeyPatch) -> None:
    """Half the work per guess: the tests open the key many times."""
    monkeypatch.setattr(vault, "_COST", 2**14)


@pytest.fixture
def make_study(tmp_path: Path) -> Callable[..., Study]:
    """Lay out a study; ``invented=False`` for one that needs its own passphrase."""

    def make(
        *, invented: bool = True, case: str = CASE, talks: dict[str, tuple[str, list[str]]] | None = None
    ) -> Study:
        study = Study(tmp_path / "studie")
        (study.cases_folder / "c01").mkdir(parents=True)
        settings = STUDY.format(invented=str(invented).lower())
        (study.interviews / "study.yaml").write_text(settings, encoding="utf-8")
        (study.cases_folder / "c01" / "case.yaml").write_text(case, encoding="utf-8")
        for name, (person, turns) in (TALKS if talks is None else talks).items():
            write_talk(study, name, person, turns)
        return study

    return make


@pytest.fixture
def study(make_study: Callable[..., Study], monkeypatch: pytest.MonkeyPatch) -> Study:
    """One case of two conversations, in a study that says it is invented."""
    monkeypatch.delenv("NOTA_PASSPHRASE", raising=False)
    return make_study()
