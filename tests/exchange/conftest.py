"""Fixtures of the exchange tests."""

from __future__ import annotations

import shutil
from pathlib import Path

import exchange_study
import pytest

from toolkit.study import Study


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The coded study, made once."""
    folder = tmp_path_factory.mktemp("gemaakt") / "studie"
    return exchange_study.make(Study(folder)).root


@pytest.fixture
def study(made: Path, tmp_path: Path) -> Study:
    """A copy of the coded study, to change at will."""
    return Study(Path(shutil.copytree(made, tmp_path / "studie")))
