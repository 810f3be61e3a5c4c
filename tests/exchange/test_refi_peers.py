"""Programs of others read what we write. Each runs where it is installed; none is needed for the rest.

Tried on this software: pyrefiqda 0.3.1 (MIT), qdaPy 0.1.0, portableqda 0.4.2 (LGPL), qdpxlib 0.1.4 (MIT); see docs/exchange.md.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest

from toolkit.exchange import export_codebook, read_refi, study_project, write_project
from toolkit.exchange.project import walk
from toolkit.study import Study


def peer(name: str) -> Any:
    if name not in os.environ.get("REQUIRE_PEERS", "").split():
        return pytest.importorskip(
            name, reason=f"{name} is niet geïnstalleerd; dit andere programma leest onze export dus niet mee"
        )
    return __import__(name)


@pytest.fixture
def exported(study: Study, tmp_path: Path) -> Path:
    path = tmp_path / "brug.qdpx"
    path.write_bytes(write_project(study_project(study).project))
    return path


def test_pyrefiqda_reads_everything_and_writes_it_back_the_same(exported: Path, tmp_path: Path) -> None:
    refi = peer("pyrefiqda").RefiProject
    project = refi.load(exported, extract_dir=str(tmp_path / "uit"))
    assert [source.name for source in project.sources.text_source] == ["c01-medewerker", "c02-notitie"]
    assert sum(len(source.plain_text_selection) for source in project.sources.text_source) == 7
    refi.save(project, tmp_path / "terug.qdpx", tmp_path / "uit" / "sources")
    assert read_refi(tmp_path / "terug.qdpx") == read_refi(exported)


def test_pyrefiqda_reads_the_codebook(study: Study, tmp_path: Path) -> None:
    book = peer("pyrefiqda").RefiCodebook
    (tmp_path / "codes.qdc").write_bytes(export_codebook(study, Path("codes.qdc")))
    book.save(book.load(tmp_path / "codes.qdc"), tmp_path / "terug.qdc")
    assert read_refi(tmp_path / "terug.qdc").codes == read_refi(tmp_path / "codes.qdc").codes


@pytest.mark.filterwarnings("ignore")
def test_qdapy_has_every_coding_with_its_words_and_coder(study: Study, exported: Path) -> None:
    peer("qdapy")
    from qdapy.qdpx import read_qdpx  # type: ignore[import-not-found]

    found = read_qdpx(exported, warn=False)
    ours = study_project(study).project
    words = {
        (source.name, (source.text or "")[one.start : one.end]) for source in ours.sources for one in source.selections
    }
    assert {(row.title, row.text) for row in found.fragments.itertuples()} == words
    assert (len(found.fragments), found.coders, len(found.codebook)) == (7, ["k1", "k2"], 6)


def test_portableqda_reads_the_codebook_and_leaves_it_whole(study: Study, tmp_path: Path) -> None:
    """It has no codes under codes, and still writes them back."""
    qda = peer("portableqda")
    path = tmp_path / "codes.qdc"
    path.write_bytes(export_codebook(study, path))
    book = qda.codebookCls(output=str(tmp_path / "terug.qdc"))
    book.readQdcFile(input=str(path))
    book.writeQdcFile()
    assert read_refi(tmp_path / "terug.qdc").codes == read_refi(path).codes


def test_qdpxlib_finds_codes_and_sources(exported: Path) -> None:
    peer("qdpxlib")
    from qdpxlib.qdpxlib import QDPXFile  # type: ignore[import-not-found]

    found = QDPXFile(str(exported))
    assert set(found.codes.values()) == {code.name for code, _ in walk(read_refi(exported).codes)}
