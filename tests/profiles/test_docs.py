"""docs/profiles.md names every profile, register and field."""

from __future__ import annotations

from pathlib import Path

import yaml

from toolkit.profiles import NAMES
from toolkit.registers.field_list import FIELDS

ROOT = Path(__file__).parents[2]
DOCS = (ROOT / "docs" / "profiles.md").read_text(encoding="utf-8")


def test_every_field_is_in_the_docs() -> None:
    assert [name for name in FIELDS if f"| `{name}" not in DOCS] == []


def test_every_profile_and_its_registers_are_in_the_docs() -> None:
    for name in NAMES[1:]:
        row = next(line for line in DOCS.split("\n") if line.startswith(f"| `{name}`"))
        path = ROOT / "toolkit" / "profiles" / name / f"{name}.registers.yaml"
        registers = yaml.safe_load(path.read_text(encoding="utf-8"))["registers"]
        assert [one for one in registers if one not in row] == []
