"""The main job on the study in the repository, from raw transcripts to what is shared."""

from __future__ import annotations

import json
import re
import shutil
from pathlib import Path
from typing import Any

import pytest
from browser_support import axe_violations, open_page, sideways
from office_support import converted, open_xml_errors
from pdf_support import PROFILES, pdf_failures

from toolkit.study import Study

from .conftest import nota

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("heel")]


def test_everything_is_there(whole: Study) -> None:
    out = whole.outputs
    for suffix in (".docx", ".pdf", ".html"):
        assert (out / "note" / f"discussienota{suffix}").stat().st_size > 10_000
    for case in whole.cases:
        if case.kind == "case":
            assert (out / "cases" / case.id / "casebeschrijving.pdf").is_file()
            assert list((out / "approval" / case.id).glob("*/*formulier.docx"))
    assert len(list((out / "notebooks").glob("*.html"))) == 9
    assert list((out / "publication" / "website").glob("*.html"))
    assert (out / "manifest.json").is_file()


def test_a_second_run_changes_nothing(whole: Study) -> None:
    before = (whole.outputs / "manifest.json").read_bytes()
    done = nota("run", "--study", str(whole.root))
    assert done.returncode == 0
    assert "Er is niets veranderd" in done.stdout
    assert (whole.outputs / "manifest.json").read_bytes() == before


def test_the_same_bytes_in_another_folder_time_zone_and_hash_seed(whole: Study, tmp_path: Path) -> None:
    """The steps up to the note, made again from nothing elsewhere; every file is the same, byte for byte."""
    import os
    import subprocess
    import sys

    other = tmp_path / "ergens anders"
    for name in ("interviews", "notebooks"):
        shutil.copytree(whole.root / name, other / name, ignore=shutil.ignore_patterns("keys"))
    env = {**os.environ, "TZ": "Pacific/Auckland", "PYTHONHASHSEED": "12345", "LC_ALL": "C.UTF-8"}
    for step in ("read", "pseudonymise", "code", "agree", "analyse", "describe", "note", "publish"):
        command = [sys.executable, "-m", "toolkit", step, "--study", str(other)]
        done = subprocess.run(command, capture_output=True, text=True, env=env, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
    mine = json.loads((whole.outputs / "manifest.json").read_text())["outputs"]
    theirs = json.loads((other / "outputs" / "manifest.json").read_text())["outputs"]
    assert {path for path, digest in theirs.items() if mine.get(path) != digest} == set()


def test_no_name_stands_where_it_may_not(whole: Study) -> None:
    check = json.loads((whole.outputs / "check.json").read_text())
    assert check["leaks"] == []
    assert check["files"] > 300


def test_full_names_are_in_no_text_for_others(whole: Study) -> None:
    """By hand, beside the leak check: first name and surname together, in plain files for others."""
    names = {
        name
        for case in whole.cases
        for person in case.persons
        for name in person.names
        if " " in name and len(name) > 9
    }
    team = {member.name for member in whole.settings.team}
    folders = ("tables", "figures", "transcripts", "suggestions", "note", "notebooks", "cases")
    paths = [
        p
        for folder in folders
        for p in (whole.outputs / folder).rglob("*")
        if p.suffix in (".csv", ".json", ".jsonl", ".html", ".md")
    ]
    texts = {path: path.read_text(encoding="utf-8") for path in paths}
    found = [
        (p.name, n)
        for p, text in texts.items()
        for n in sorted(names - team)
        if re.search(rf"\b{re.escape(n)}\b", text)
    ]
    assert found == []


@pytest.mark.parametrize(
    "place", ["note/discussienota.pdf", "cases/c01/casebeschrijving.pdf", "cases/c05/casebeschrijving.pdf"]
)
def test_the_pdfs_are_accessible_and_archivable(whole: Study, place: str) -> None:
    assert pdf_failures((whole.outputs / place).read_bytes()) == []


def test_every_pack_has_an_accessible_pdf(whole: Study) -> None:
    paths = sorted((whole.outputs / "approval").glob("*/*/*.pdf"))[::9]
    assert paths
    for path in paths:
        assert pdf_failures(path.read_bytes(), PROFILES[:1]) == [], path.name


@pytest.mark.office
def test_the_word_files_are_valid_and_open(whole: Study, tmp_path: Path) -> None:
    forms = sorted((whole.outputs / "approval" / "c01").glob("*/*formulier.docx"))[:2]
    for path in [
        whole.outputs / "note" / "discussienota.docx",
        whole.outputs / "cases" / "c01" / "casebeschrijving.docx",
        *forms,
    ]:
        assert open_xml_errors(path) == [], path.name
    made = converted(whole.outputs / "note" / "discussienota.docx", "pdf", tmp_path)
    assert made.stat().st_size > 50_000


PAGES = [
    "note/discussienota.html",
    "cases/c01/casebeschrijving.html",
    "notebooks/*.html",
    "publication/website/*.html",
    "approval/c01/*/*antwoord.html",
]


@pytest.mark.browser
@pytest.mark.parametrize("pattern", PAGES)
def test_the_pages_have_no_violation(browser: Any, whole: Study, pattern: str) -> None:
    paths = sorted(whole.outputs.glob(pattern))
    assert paths
    for path in paths[:9]:
        for width in (1280, 360):
            page = open_page(browser, path, width=width)
            assert axe_violations(page) == [], path.name
            assert not sideways(page), path.name
            page.context.close()


def test_real_documents_give_a_note(tmp_path: Path) -> None:
    """Two plain documents of ordinary shape, no head, no case: a note comes out."""
    for number, words in enumerate(
        (
            "De gemeente betaalt loonkostensubsidie. De school zoekt nog een begeleider.",
            "In 2023 werkten er drie mensen met een arbeidsbeperking in de keuken. Dat geeft leerkrachten lucht.",
        )
    ):
        (tmp_path / f"stuk{number}.txt").write_text(f"Verslag\n\n{words}\n\nEr is koffie.\n", encoding="utf-8")
    study = tmp_path / "studie"
    assert nota("new", str(study)).returncode == 0
    files = [str(path) for path in sorted(tmp_path.glob("*.txt"))]
    assert nota("add", *files, "--study", str(study), "--kind", "document").returncode == 0
    done = nota("run", "--study", str(study))
    assert done.returncode == 0, done.stderr[-2000:]
    assert (study / "outputs" / "note" / "discussienota.pdf").is_file()
