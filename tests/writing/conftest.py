"""The small studies of this room."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from note_studies import lay_out_coded, lay_out_documents, put

from toolkit.study import Study
from toolkit.writing import Consent


@pytest.fixture
def coded_study(tmp_path: Path) -> Study:
    """Three cases with talks that one person coded; two of them with an edited text."""
    return lay_out_coded(tmp_path / "studie")


@pytest.fixture
def document_study(tmp_path: Path) -> Study:
    """Two documents, and nobody spoken to."""
    return lay_out_documents(tmp_path / "papier")


@pytest.fixture
def all_free() -> Consent:
    """Everybody said yes to everything."""
    quotes = (("c01", "tip"), ("c01", "werk"), ("c02", "verzonnen"), ("c02", "alleen"))
    return Consent(quotes, (), (("akkoord", 4), ("niet_akkoord", 1)), (("c01", "geheel"), ("c02", "geheel")))


@pytest.fixture
def write_part(coded_study: Study) -> Callable[..., Path]:
    """Write a text of the note."""

    def write(text: str, name: str = "01-deel.md") -> Path:
        return put(coded_study.texts / "note" / name, text)

    return write
