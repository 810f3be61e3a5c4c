"""Write environment.yml with the pins of requirements.lock: `python tools/environment.py`."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent
HEAD = """\
# For conda users: the same pins as requirements.lock (a test compares them). Written by tools/environment.py.
#   conda env create -f environment.yml && conda activate nota && nota run
name: nota
channels:
  - conda-forge
dependencies:
  - python>=3.11,<3.15
  - pip
  - pip:
"""


def pins(text: str) -> list[str]:
    """The pinned requirements of a lock file, markers included, hashes left out."""
    return [match[1].strip() for match in re.finditer(r"^([A-Za-z0-9_.\-\[\]]+==[^\\\n]+?)\s*\\?$", text, re.MULTILINE)]


def environment(lock: str) -> str:
    """The text of environment.yml for a lock file."""
    lines = [f'      - "{pin}"' if ";" in pin else f"      - {pin}" for pin in pins(lock)]
    return HEAD + "\n".join(lines) + "\n      - -e .\n"


if __name__ == "__main__":
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    (ROOT / "environment.yml").write_text(environment(lock), encoding="utf-8")
