"""A small study with a note and one released quote, and its package, made once."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import zipfile
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "writing"))

from note_studies import lay_out_coded, put

from toolkit.approval import check_text, record, send
from toolkit.package import Made, make_package
from toolkit.study import Study

NOTE = """\
# Wat we zien

In {{ x_van_y("functie.taken") }} gaat het over taken.
{#taken stijl=bevinding}

In {{ x_van_y("financiering.gemeente") }} gaat het over de gemeente.
{#gemeente stijl=bevinding}

Er zijn {{ n_cases }} cases, en dit rust op een beurt.
{#beurt bron=c01-schoolleider#2}

{{ citaat("c01", "tip") }}

{{ tabel("codes") }}
"""


def lay_out(folder: Path) -> Study:
    """The coded study with a note of its own, in which the employee of case 1 let one quote go."""
    study = lay_out_coded(folder)
    put(study.texts / "note" / "01-zien.md", NOTE)
    put(study.root / "notebooks" / "1_proef.ipynb", NOTEBOOK)
    day = dt.date(2024, 5, 1)
    check_text(study, "c01", by="interviewer-1")
    send(study, "c01", "medewerker-1", by="interviewer-1", on=day)
    record(study, "c01", "medewerker-1", "akkoord", by="interviewer-1", channels={"nota": "ja"}, on=day)
    return study


NOTEBOOK = """\
{"cells": [{"cell_type": "code", "execution_count": 7, "id": "a", "metadata": {}, "source": ["1"],
  "outputs": [{"output_type": "stream", "name": "stdout", "text": ["Zij kookt in de keuken."]}]}],
 "metadata": {"widgets": {"state": "Zij kookt in de keuken."}}, "nbformat": 4, "nbformat_minor": 5}
"""


@pytest.fixture
def packed_study(tmp_path: Path) -> Study:
    """A study of which a package can be made."""
    return lay_out(tmp_path / "studie")


@pytest.fixture(scope="session")
def package(tmp_path_factory: pytest.TempPathFactory) -> Made:
    """Its package."""
    folder = tmp_path_factory.mktemp("pakket")
    return make_package(lay_out(folder / "studie"), folder / "pakket.zip")


@pytest.fixture(scope="session")
def unpacked_once(package: Made, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package unpacked; not to be written in."""
    folder = tmp_path_factory.mktemp("uitgepakt")
    with zipfile.ZipFile(package.package) as archive:
        archive.extractall(folder)
    return folder


@pytest.fixture
def folder(unpacked_once: Path, tmp_path: Path) -> Path:
    """The package unpacked, to change something in."""
    return Path(shutil.copytree(unpacked_once, tmp_path / "pakket"))
