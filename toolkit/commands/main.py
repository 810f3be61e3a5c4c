"""``nota run`` and its steps, ``nota lab``."""

from __future__ import annotations

import os
import subprocess
import sys
import warnings
from argparse import ArgumentParser, Namespace
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any

from tqdm import tqdm

from .. import steps
from ..errors import UsageError
from ..study import Study
from . import Command

ORDER = 0


def bar(one: steps.Step) -> steps.Progress:
    """A progress bar for one step on standard error."""

    def wrap(items: Sequence[Any]) -> Iterable[Any]:
        return tqdm(
            items,
            desc=f"{one.title:<22}",
            unit="",
            ncols=78,
            bar_format="{desc} {percentage:3.0f}%|{bar}| {n_fmt}/{total_fmt} {elapsed}",
        )

    return wrap


def run_step(arguments: Namespace, name: str) -> int:
    """One step as a verb, for commands that do more under the same name."""
    return _run(arguments, names=(name,))


def _run(arguments: Namespace, *, names: Sequence[str] | None = None) -> int:
    study = Study.open(arguments.study)
    if names is not None:
        names = steps.missing(study, names)  # a first step of a fresh clone may be any of them
    with warnings.catch_warnings():
        warnings.showwarning = _aloud
        ran = steps.run(study, names, progress=bar, force=arguments.force)
    if not ran:
        print("Er is niets veranderd; alles is nog actueel.")
    if names is None:
        _print_places(study)
        _print_warnings(study)
    return 0


def _aloud(message: Warning | str, category: type[Warning], *_: Any, **__: Any) -> None:
    """Our own warnings are Dutch sentences for the user; those of libraries are not."""
    if category.__module__.startswith(__package__.partition(".")[0]):
        tqdm.write(f"Let op: {message}", file=sys.stderr)


def _print_places(study: Study) -> None:
    places = (
        ("Discussienota", "note"), ("Casebeschrijvingen", "cases"), ("Akkoordpakketten", "approval"),
        ("Website en delen", "publication"), ("Documenten", "documents"), ("Notebooks als pagina", "notebooks"), ("Tabellen", "tables"),
    )  # fmt: skip
    print()
    for label, folder in places:
        path = study.outputs / folder
        if path.is_dir():
            print(f"  {label:<22} {study.shown(path)}/")


def _print_warnings(study: Study) -> None:
    """What was assumed while reading is said where one looks: after the work."""
    path = study.outputs / "tables" / "intake_warnings.csv"
    rows = path.read_text(encoding="utf-8-sig").splitlines()[1:] if path.is_file() else []
    if rows:
        what = "1 aandachtspunt" if len(rows) == 1 else f"{len(rows)} aandachtspunten"
        print(f"\n  Bij het inlezen: {what}, bijvoorbeeld een spreker of datum die niet bekend is.")
        print(f"  Kijk in notebook 1 of in {study.shown(path)}")


def _run_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--force", action="store_true", help="maak alles opnieuw, ook wat niet veranderde")


def _lab(arguments: Namespace) -> int:
    study = Study.open(arguments.study)
    first = sorted((study.root / "notebooks").glob("*.ipynb"))
    if not first:
        message = "deze studie heeft geen notebooks."
        raise UsageError(message, path=study.root / "notebooks", fix="maak een studie met 'nota new MAP'.")
    here = str(Path(sys.executable).parent)  # so that a terminal in JupyterLab knows nota
    env = os.environ | {"PATH": os.pathsep.join([here, os.environ.get("PATH", "")])}
    command = [sys.executable, "-m", "jupyterlab", f"--ServerApp.root_dir={study.root}", str(first[0])]
    return subprocess.call(command, cwd=study.root, env=env)


def _nothing(parser: ArgumentParser) -> None:
    del parser


_ELSEWHERE = ("check",)
"""Steps whose verb stands in another module, because it does more."""

COMMANDS = (
    Command("run", "doe alle stappen; sla over wat niet veranderde", _run_arguments, _run),
    *(
        Command(one.name, one.help, _run_arguments, partial(_run, names=(one.name,)))
        for one in steps.STEPS
        if one.name not in _ELSEWHERE
    ),
    Command("lab", "open JupyterLab bij het eerste notebook", _nothing, _lab),
)
