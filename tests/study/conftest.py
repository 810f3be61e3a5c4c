"""The bundled study, run whole once in a copy."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from toolkit.study import Study

ROOT = Path(__file__).parents[2]


def nota(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Run the command line as a user does."""
    return subprocess.run([sys.executable, "-m", "toolkit", *arguments], capture_output=True, text=True, check=False)


@pytest.fixture(scope="session")
def whole(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """A copy of the study in the repository, after ``nota run``."""
    folder = tmp_path_factory.mktemp("heel")
    for name in ("interviews", "notebooks"):
        shutil.copytree(
            ROOT / name, folder / name, ignore=shutil.ignore_patterns("keys", "*.lock", ".ipynb_checkpoints")
        )
    done = nota("run", "--study", str(folder))
    assert done.returncode == 0, done.stderr[-3000:]
    assert "outputs/note/" in done.stdout
    return Study(folder)
