"""What people decided in an example, done with the functions of real work: codings brought in, texts sent and answered."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field, TypeAdapter

from .. import steps
from ..files import write_text
from ..study import Strict, Study
from ..yamlfile import load_yaml, read_text


class ExampleAnswer(Strict):
    """One line of ``approvals.yaml``."""

    text: str
    person: str
    sent: dt.date
    answer: str = ""
    answered: dt.date | None = None
    channels: dict[str, str] = Field(default_factory=dict)
    naming: dict[str, str] = Field(default_factory=dict)
    school: str = ""


def apply_codings(study: Study, path: Path) -> None:
    """Read and mask the example's conversations, and put its codings into the journals."""
    if not any(study.cases_folder.glob("*/*.txt")):
        return
    from ..exchange import import_codings

    steps.run(study, ("read", "pseudonymise"), progress=_silent)
    if path.is_file():
        import_codings(study, path)


def kinds_of_activity(study: Study, path: Path) -> None:
    """Fields that a person fills in beside what was read: per register and row a line of YAML to put under it."""
    if not path.is_file():
        return
    value, _ = load_yaml(read_text(path), path=path)
    for name, rows in value.items():
        target = study.interviews / "registers" / name
        lines = []
        for line in read_text(target).rstrip("\n").split("\n"):
            lines.append(line)
            if line.startswith("- id: "):
                lines += [f"  {key}: {filled}" for key, filled in rows.get(line.removeprefix("- id: "), {}).items()]
        write_text(target, "\n".join(lines) + "\n")


def apply_approvals(study: Study, path: Path) -> None:
    """Send the example's texts and record the answers."""
    if not path.is_file():
        return
    from ..approval import record, send

    value, _ = load_yaml(read_text(path), path=path)
    by = study.settings.team[0].id
    checked: set[str] = set()
    for one in TypeAdapter(list[ExampleAnswer]).validate_python(value):
        send(study, one.text, one.person, by=by, on=one.sent, checked_by="" if one.text in checked else by)
        checked.add(one.text)
        if one.answer:
            record(
                study,
                one.text,
                one.person,
                one.answer,
                by=by,
                channels=one.channels,
                naming=one.naming,
                school=one.school,
                on=one.answered,
            )


def _silent(_: steps.Step) -> steps.Progress:
    def plain(items: Sequence[Any]) -> Iterable[Any]:
        return items

    return plain
