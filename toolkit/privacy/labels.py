"""What people type themselves comes back as it stands: a title, the label of a code, so the labels of tables and figures.

A name in one of those would be in every output, so nothing is made before it is gone.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..errors import Refusal
from ..intake import run
from ..steps import Progress
from ..study import Study
from ..yamlfile import load_yaml, read_text
from .searched import Searched, hits, searched
from .survey import Survey

_WITHOUT = {"case.yaml": ("persons", "entities"), "study.yaml": ("team", "contact", "bureau", "coders", "language", "suggesters"),
            "codebook.yaml": ("vocabulary",)}  # fmt: skip
"""Keys that hold names because they must, or words to search for."""
_SHOWN = 8


def read(study: Study, progress: Progress) -> list[Path]:
    """Step ``read``: what :func:`toolkit.intake.run` does, once no label tells a name of a roster; its tables show labels too.

    Raises Refusal as :func:`refuse_names_in_labels` does. Names that people decided on are looked for in the next step.
    """
    refuse_names_in_labels(study, searched(study, Survey((), (), (), ()), {}))
    return run(study, progress)


def refuse_names_in_labels(study: Study, names: Searched) -> None:
    """Raises Refusal when a name of the study stands in what is shown as it was typed; it says where, and not which name."""
    places = [
        f"{study.shown(path)}: {place} ({who})" for path in _typed(study) for place, who in _named(study, path, names)
    ]
    if not places:
        return
    more = [f"en op nog {len(places) - _SHOWN} plaatsen"] if len(places) > _SHOWN else []
    shown = "\n".join(f"  {line}" for line in [*places[:_SHOWN], *more])
    fix = (
        "zet daar de aanduiding tussen vierkante haken, zoals [medewerker-1], of een woord zonder naam. "
        "Is het geen naam, haal het woord dan weg bij de namen in case.yaml."
    )
    raise Refusal(f"in een titel of label staat een naam; die zou in elke tabel en figuur komen:\n{shown}", fix=fix)


def _typed(study: Study) -> list[Path]:
    folder = study.interviews
    found = [folder / "study.yaml", folder / "codebook.yaml", folder / "topics.yaml"]
    found += sorted(folder.glob("parameters/*.yaml")) + sorted(study.cases_folder.glob("*/case.yaml"))
    return [path for path in found if path.is_file()]


def _named(study: Study, path: Path, names: Searched) -> Iterator[tuple[str, str]]:
    values, _ = load_yaml(read_text(path), path=path)
    for place, text in _strings(values, "", _WITHOUT.get(path.name, ())):
        for form, alone in hits(text, names, solid=True):
            if not alone:
                yield place, form.entry.id
                break


def _strings(value: Any, place: str, without: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """The strings in a file with where they stand: ``themes 1, label``."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key not in without:
                yield from _strings(item, f"{place}, {key}" if place else str(key), without)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value, 1):
            yield from _strings(item, f"{place} {number}", without)
    elif isinstance(value, str) and not isinstance(value, dt.date):
        yield place, value
