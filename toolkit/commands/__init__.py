"""The verbs of ``nota``: one small module per noun, each with its arguments and a call into a room."""

from __future__ import annotations

import importlib
from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from dataclasses import dataclass

MODULES = ("main", "intake", "privacy", "coding", "review", "agreement", "approval", "publishing", "exchange", "refi", "profiles")
"""Modules of this folder that hold COMMANDS, in the order in which help lists them."""


@dataclass(frozen=True, slots=True)
class Command:
    """One verb: ``arguments`` adds its options to a parser, ``run`` does it and returns the exit code."""

    name: str
    help: str
    arguments: Callable[[ArgumentParser], None]
    run: Callable[[Namespace], int]


def all_commands() -> list[Command]:
    """Every verb, in order. A module that is not there yet is an error: the list above is the list."""
    found: list[Command] = []
    for name in MODULES:
        found.extend(importlib.import_module(f"{__name__}.{name}").COMMANDS)
    return found
