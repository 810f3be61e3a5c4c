"""ROCK: a file per conversation and coder, and back."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from exchange_study import transcript

from toolkit.exchange import import_as_study, merge_project, read_rock, rock_files
from toolkit.exchange.project import walk
from toolkit.review import load_codings
from toolkit.study import Study

Write = Callable[[str, str | bytes], Path]
SOURCE = """\
# een opmerking
---
codes:
  - id: geld
---
[[cid=anna]]
[[uid:73xk2q07]] De brug is open. [[staat>goed]]
En wij wachten [[geld]] [[staat>slecht]] [[sterkte||3]]

---paragraph-break---
Klaar.
"""


def test_the_files_of_a_study(study: Study) -> None:
    files = rock_files(study)
    assert sorted(files) == ["c01-medewerker.k1.rock", "c01-medewerker.k2.rock", "c02-notitie.k1.rock"]
    lines = files["c01-medewerker.k1.rock"].splitlines()
    assert lines[:3] == ["# gesprek: c01-medewerker", "# codeur: k1", "---"]
    said = next(line for line in lines if "Niemand betaalt mij" in line)
    assert re.fullmatch(
        r"\[\[uid=[0-9a-f]{10}\]\] \[00:00:40\] medewerker-1: Niemand betaalt mij\. \[\[geld>uren\]\] \[\[geld>oud\]\]",
        said,
    )
    assert "# geld.uren: ontkend, onzeker, later" in lines
    assert rock_files(Study(study.root)) == files


def test_back_into_the_study_nothing_changes_but_the_edges(study: Study, tmp_path: Path) -> None:
    """A line is the unit there: a coding of some words comes back as one of its sentence, beside what is here."""
    for name, text in rock_files(study).items():
        (tmp_path / "rock").mkdir(exist_ok=True)
        (tmp_path / "rock" / name).write_text(text, encoding="utf-8")
    outcome = merge_project(study, read_rock(tmp_path / "rock"), tmp_path / "rock")
    text = transcript(study, "c01-medewerker").text
    found = {
        (text[one.start : one.end], one.code)
        for one in load_codings(study, "k1-rock")
        if one.transcript == "c01-medewerker"
    }
    assert ("Niemand betaalt mij.", "geld.uren") in found
    assert ("Niemand betaalt mij.", "geld.oud") in found
    assert outcome.kept == ()


def test_what_others_write(write: Write, tmp_path: Path) -> None:
    path = write("interview.rock", SOURCE)
    project = read_rock(path)
    (source,) = project.sources
    assert source.text == "De brug is open.\nEn wij wachten\nKlaar."
    codes = {code.guid: " > ".join(one.name for one in (*path, code)) for code, path in walk(project.codes)}
    assert [((source.text or "")[one.start : one.end], [codes[use.code] for use in one.uses]) for one in source.selections] == [
        ("De brug is open.", ["staat > goed"]), ("En wij wachten", ["geld", "staat > slecht"]),
    ]  # fmt: skip
    outcome = import_as_study(project, path, tmp_path / "nieuw")
    assert sorted(one.code for one in load_codings(outcome.study)) == ["codes.geld", "staat.goed", "staat.slecht"]


def test_two_coders_of_one_text_share_a_source(tmp_path: Path) -> None:
    (tmp_path / "a.k1.rock").write_text("Ja. [[x]]\nNee.\n", encoding="utf-8")
    (tmp_path / "a.k2.rock").write_text("Ja.\nNee. [[y]]\n", encoding="utf-8")
    project = read_rock(tmp_path)
    assert [source.name for source in project.sources] == ["a"]
    assert [user.name for user in project.users] == ["k1", "k2"]
    assert len(project.sources[0].selections) == 2


def test_brackets_in_talk_do_not_become_codes(study: Study) -> None:
    from toolkit.exchange.rock import _escaped

    assert _escaped("zij zei [[geld]]\nen toen") == "zij zei [ [geld] ] en toen"
