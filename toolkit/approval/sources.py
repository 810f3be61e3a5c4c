"""Remarks that bring new facts become a source of their own: a conversation of the kind ``membercheck``."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Sequence
from pathlib import Path

from ..errors import UsageError
from ..files import locked, write_text
from ..study import Study
from .people import case_of
from .register import load_register
from .wishes import Wish, wishes_of


def membercheck(study: Study, document: str, wishes: Sequence[str]) -> Path:
    """Write remarks of one person as a transcript in the case, so that they are coded like all other talk.

    Their words stand in it with placeholders. Raises UsageError when a wish is no remark, is not known, or when they
    are of more than one person. Writing the same remarks again changes nothing.
    """
    known = {wish.id: wish for wish in wishes_of(study, load_register(study), document)}
    chosen = [_remark(known, name) for name in wishes]
    people = {wish.entry.person for wish in chosen}
    if len(people) != 1:
        raise UsageError("noem opmerkingen van één persoon.", fix="maak voor elke persoon een eigen bron.")
    person = people.pop().rpartition("/")[2]
    case = case_of(document)
    day = chosen[0].entry.on or dt.date.today().isoformat()
    lines = [f"{person}: {' '.join(wish.after.split())}" for wish in chosen]
    head = f"---\nsoort: membercheck\ndatum: {day}\nsprekers:\n  {json.dumps(person)}: {person}\n---\n"
    text = head + "\n".join(lines) + "\n"
    folder = study.cases_folder / case
    with locked(folder / "membercheck"):
        there = sorted(folder.glob(f"{case}-membercheck-*.txt"))
        same = next((path for path in there if path.read_text(encoding="utf-8") == text), None)
        if same is not None:
            return same
        number = next(n for n in range(1, 10_000) if not (folder / f"{case}-membercheck-{n}.txt").exists())
        path = folder / f"{case}-membercheck-{number}.txt"
        write_text(path, text)
    return path


def _remark(known: dict[str, Wish], name: str) -> Wish:
    wish = known.get(name)
    if wish is None or wish.kind != "opmerking" or not wish.after.strip():
        raise UsageError(
            f"'{name}' is geen opmerking in een antwoord.", fix="kijk in de lijst met wensen naar de soort 'opmerking'."
        )
    return wish
