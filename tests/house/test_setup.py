"""pyproject.toml, the lock file and environment.yml agree; the command line speaks Dutch."""

from __future__ import annotations

import importlib.util
import re
import tomllib
from pathlib import Path
from types import ModuleType

import pytest

from toolkit.cli import build_parser, main
from toolkit.commands import all_commands

ROOT = Path(__file__).parents[2]


def tool() -> ModuleType:
    spec = importlib.util.spec_from_file_location("environment", ROOT / "tools" / "environment.py")
    assert spec and spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_environment_yml_has_the_pins_of_the_lock() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    assert (ROOT / "environment.yml").read_text(encoding="utf-8") == tool().environment(lock)


def test_pyproject_pins_what_the_lock_has() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    locked = {
        re.split(r"==| ;", pin)[0].lower(): pin.split(" ;")[0]
        for pin in tool().pins((ROOT / "requirements.lock").read_text())
    }
    wanted = project["dependencies"] + project["optional-dependencies"]["test"]
    differing = [pin for pin in wanted if locked.get(pin.split("==")[0].lower(), "").lower() != pin.lower()]
    assert differing == []


def test_the_lock_has_a_hash_for_every_pin() -> None:
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    entries = re.split(r"^(?=[a-z0-9])", lock, flags=re.MULTILINE | re.IGNORECASE)
    assert [entry.split("\n")[0] for entry in entries if "==" in entry and "--hash=sha256:" not in entry] == []


def test_every_verb_has_help_and_a_name_of_its_own() -> None:
    commands = all_commands()
    names = [command.name for command in commands]
    assert len(names) == len(set(names))
    assert all(command.help and command.help[0].islower() for command in commands)


@pytest.mark.parametrize("argv", [["bestaat-niet"], ["run", "--nietbekend"], ["add"], ["run", "--study"]])
def test_wrong_use_ends_in_2_with_a_dutch_message(argv: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        main(argv)
    assert ended.value.code == 2
    shown = capsys.readouterr().err
    assert "gebruik: nota" in shown
    assert not re.search(r"\b(usage|error|required|invalid|unrecognized|expected)\b", shown)


def test_help_is_dutch(capsys: pytest.CaptureFixture[str]) -> None:
    for command in all_commands():
        with pytest.raises(SystemExit):
            main([command.name, "--help"])
        shown = capsys.readouterr().out
        assert not re.search(r"\b(usage|show this help|positional arguments|options:)\b", shown), command.name
    assert build_parser().prog == "nota"
