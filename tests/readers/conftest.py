"""The real documents, where they are there: ``REAL_DOCUMENTS``, or a folder beside the repository."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

_BESIDE = Path(__file__).parents[3] / "shared" / "real"


@pytest.fixture
def real() -> Callable[[str], Path]:
    """One of the real documents by its number. Skips aloud when the folder is not there; they are not in the repository."""

    def find(number: str) -> Path:
        folder = Path(os.environ.get("REAL_DOCUMENTS", str(_BESIDE)))
        found = sorted(folder.glob(f"{number}_*.txt")) if folder.is_dir() else []
        if not found:
            pytest.skip(f"real document {number} is not here: set REAL_DOCUMENTS to the folder that holds it")
        return found[0]

    return find
