"""Real edits in LibreOffice, driven over UNO: what was typed, ticked, deleted and remarked is all found again."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from rounds import ask, form_of

from toolkit.approval.reading import Reading
from toolkit.approval.receiving import interpret
from toolkit.approval.register import load_register
from toolkit.study import Study

pytestmark = pytest.mark.office
SYSTEM_PYTHON = "/usr/bin/python3"


def _missing() -> str:
    if shutil.which("soffice") is None:
        return "LibreOffice is not installed"
    if (
        not Path(SYSTEM_PYTHON).exists()
        or subprocess.run([SYSTEM_PYTHON, "-c", "import uno"], capture_output=True).returncode
    ):
        return "python3-uno is not installed"
    return ""


@pytest.fixture(scope="module")
def port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """A running LibreOffice with a profile of its own."""
    missing = _missing()
    if missing:
        if os.environ.get("REQUIRE_OFFICE") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        number = int(free.getsockname()[1])
    profile = tmp_path_factory.mktemp("profile").as_uri()
    accept = f"--accept=socket,host=127.0.0.1,port={number};urp;"
    office = subprocess.Popen(
        ["soffice", "--headless", "--norestore", "--nologo", f"-env:UserInstallation={profile}", accept]
    )
    yield number
    office.terminate()
    office.wait(30)


@pytest.fixture
def edited(port: int, round_study: Study, tmp_path: Path) -> Callable[..., Reading]:
    """Do edits in LibreOffice and read what it saved."""
    ask(round_study, "medewerker-1")

    def do(*edits: str) -> Reading:
        target = tmp_path / "terug.docx"
        script = Path(__file__).with_name("office_edits.py")
        form = form_of(round_study, "medewerker-1")
        done = subprocess.run(
            [SYSTEM_PYTHON, str(script), str(port), str(form), str(target), *edits],
            capture_output=True,
            text=True,
            timeout=120,
        )
        assert done.returncode == 0, done.stderr
        return interpret(round_study, load_register(round_study), target.read_bytes(), target)[1]

    return do


def changed(reading: Reading) -> dict[str, tuple[str, ...]]:
    return {block.block: block.texts for block in reading.blocks if block.status != "gelijk"}


def test_opened_and_saved_without_a_change(edited: Callable[..., Reading]) -> None:
    reading = edited()
    assert (changed(reading), reading.remarks, reading.unplaced, reading.notes) == ({}, (), (), ())


@pytest.mark.parametrize("tracking", ["on", "off"])
def test_typed_over(edited: Callable[..., Reading], tracking: str) -> None:
    reading = edited(f"track|{tracking}", "typed|2021|2020", "typed|de tafels af|de keuken op")
    assert changed(reading) == {
        "intro": ("Sjors werkt sinds 2020 in de keuken van de school. Hij kwam op proef en bleef.",),
        "werk-1": ("Sjors snijdt de groente en ruimt de keuken op. De collega helpt hem bij de oven.",),
    }
    edit = reading.block("werk-1").edits[0]
    expected = ("de tafels af", "de keuken op", True) if tracking == "on" else ("tafels af.", "keuken op.", False)
    assert (edit.old, edit.new, edit.tracked) == expected
    assert all(block.sure for block in reading.blocks)


@pytest.mark.parametrize("tracking", ["on", "off"])
def test_a_deleted_paragraph_an_emptied_entry_and_a_split(edited: Callable[..., Reading], tracking: str) -> None:
    reading = edited(f"track|{tracking}", "without|Snijden kan", "emptied|Begin klein", "split| Hij kwam op proef")
    assert changed(reading) == {"werk-citaat": (), "tips": ("Maak een rooster.",)}
    assert reading.block("werk-citaat").status == "weg"
    assert reading.unplaced == ()


def test_ticks_choices_and_words_in_fields(edited: Callable[..., Reading]) -> None:
    reading = edited(
        "track|on", "ticked|1", "ticked|3", "ticked|6", "filled|11|Een verzonnen naam", "filled|12|Teun", "value|8"
    )
    choices = reading.choices
    assert choices.verdict == "akkoord_met_wijziging"
    assert dict(choices.channels) == {
        "nota": "ja", "campagne": "nee", "website": "onduidelijk", "journalist": "geen antwoord",
    }  # fmt: skip
    assert (choices.naming, choices.pseudonym) == ("pseudoniem", "Teun")


def test_a_comment_comes_back_with_its_block(edited: Callable[..., Reading]) -> None:
    (remark,) = edited("remark|Snijden kan|dit zei ik anders").remarks
    assert (remark.text, remark.block, remark.quoted, remark.author) == (
        "dit zei ik anders",
        "werk-citaat",
        "Snijden kan",
        "Sjors Kamp",
    )
