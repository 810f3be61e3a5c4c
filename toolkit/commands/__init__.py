"""The verbs of ``nota``: one small module per noun, each with its arguments and a call into a room."""

from __future__ import annotations

import importlib
import pkgutil
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Command:
    """One verb: ``arguments`` adds its options to a parser, ``run`` does it and returns the exit code."""

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def all_commands() -> list[Command]:
    """Every verb of the modules in this folder, by their ORDER and name.

    A command module imports its room only inside its functions: ``nota --help`` must not load spaCy.
    """
    names = [info.name for info in pkgutil.iter_modules(__path__)]
    modules = [importlib.import_module(f"{__name__}.{name}") for name in names]
    modules.sort(key=lambda module: (module.ORDER, module.__name__))
    return [command for module in modules for command in module.COMMANDS]
