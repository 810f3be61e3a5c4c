"""Sentences that people coded, as a table: for measuring, and for training.

Columns (tab separated, UTF-8): ``doc``, ``run_id`` (consecutive sentences), ``sent_id`` or ``n``, ``speaker``, ``codes``
(agreed; comma separated), ``disputed`` (given by one coder only), ``text``; and, where there are, ``kind``, ``sector``,
``polarity``, ``certainty``, ``time`` (of the first code). Only ``codes`` and ``text`` must be there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import get_args

from ..errors import InputError
from ..records import Certainty, Codebook, Polarity, Time
from ..yamlfile import read_text
from .conversation import Conversation, Unit, with_context
from .language import BLANK, words_of
from .roles import role_of_label

_DOC = ("doc", "passage_id", "run_id", "id")
_POLARITY = {"aff": "affirmed", "neg": "negated"} | {value: value for value in get_args(Polarity)}
PASSAGE = "passage"
"""Kind of rows that are loose passages, made for training, talk and prose alike."""
_TALK = frozenset({"gesprek", "groepsgesprek", "interview"})
_WRITTEN = frozenset({"rapport", "portret", "brief", "verslag", "beleid", "website", "nieuwsbericht", "document"})


@dataclass(frozen=True, slots=True)
class Row:
    """One coded sentence."""

    doc: str
    run: str
    speaker: str
    text: str
    codes: tuple[str, ...] = ()
    disputed: tuple[str, ...] = ()
    polarity: str = ""
    certainty: str = ""
    time: str = ""
    kind: str = ""


def read_gold(path: Path, codebook: Codebook | None = None) -> list[Row]:
    """Rows of a table of coded sentences. Raises InputError (Dutch, with the line) on a wrong form or an unknown code."""
    lines = read_text(path).splitlines()
    if not lines:
        raise InputError(
            "dit bestand is leeg.", path=path, fix="geef een tabel met ten minste de kolommen codes en text."
        )
    head = lines[0].split("\t")
    for name in ("codes", "text"):
        if name not in head:
            message = f"de kolom '{name}' ontbreekt."
            fix = "zet op de eerste regel de namen van de kolommen, gescheiden door tabs."
            raise InputError(message, path=path, line=1, fix=fix)
    known = None if codebook is None else set(codebook.ids)
    rows = []
    for number, line in enumerate(lines[1:], 2):
        if not line.strip():
            continue
        cells = line.split("\t")
        if len(cells) > len(head):
            message = f"hier staan {len(cells)} kolommen in plaats van {len(head)}."
            raise InputError(message, path=path, line=number, fix="haal tabs binnen de zin weg.")
        rows.append(_row(dict(zip(head, cells)), path, number, known))
    return rows


def _row(cells: dict[str, str], path: Path, number: int, known: set[str] | None) -> Row:
    codes, disputed = (_codes(cells.get(column, "")) for column in ("codes", "disputed"))
    unknown = [code for code in (*codes, *disputed) if known is not None and code not in known]
    if unknown:
        message = f"de code '{unknown[0]}' staat niet in het codeboek."
        raise InputError(message, path=path, line=number, fix="meet met het codeboek waarmee gecodeerd is.")
    polarity = cells.get("polarity", "").strip()
    values = {"certainty": get_args(Certainty), "time": get_args(Time), "polarity": tuple(_POLARITY)}
    for column, allowed in values.items():
        value = cells.get(column, "").strip()
        if value and value not in allowed:
            message = f"in de kolom '{column}' staat '{value}'."
            raise InputError(message, path=path, line=number, fix=f"kies uit: {', '.join(allowed)}.")
    doc = next((cells[column] for column in _DOC if cells.get(column)), f"regel {number}")
    return Row(
        doc=doc,
        run=cells.get("run_id", ""),
        speaker=cells.get("speaker", "").strip(),
        text=cells.get("text", "").strip(),
        codes=codes,
        disputed=tuple(code for code in disputed if code not in codes),
        polarity=_POLARITY.get(polarity, ""),
        certainty=cells.get("certainty", "").strip(),
        time=cells.get("time", "").strip(),
        kind=cells.get("kind", "").strip(),
    )


def _codes(cell: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(code for code in cell.replace(";", ",").replace(",", " ").split()))


def conversations_of(rows: Sequence[Row], language: str = BLANK) -> list[Conversation]:
    """Rows as conversations, in the order of the rows. What is spoken runs through a doc; what is written through a run.

    Runs of written docs were drawn from them: the last sentence of one does not stand before the first of the next.
    """
    found = []
    for doc, group in groupby(rows, key=lambda row: row.doc):
        held = list(group)
        roles = [role_of_label(row.speaker) for row in held]
        written = held[0].kind in _WRITTEN or (
            held[0].kind not in _TALK and sum(bool(role) for role in roles) * 2 < len(held)
        )
        for _, run in groupby(zip(held, roles), key=lambda pair: pair[0].run if written else ""):
            found.append(_conversation(doc, "document" if written else "interview", list(run), language))
    return found


def _conversation(doc: str, kind: str, rows: Sequence[tuple[Row, str]], language: str) -> Conversation:
    units: list[Unit] = []
    offset = turn = 0
    for number, (row, role) in enumerate(rows):
        if number and (row.speaker != rows[number - 1][0].speaker or kind == "document"):
            turn += 1
        units.append(
            Unit(offset, offset + len(row.text), words_of(row.text, offset, language), role, turn, text=row.text)
        )
        offset += len(row.text) + 1
    return Conversation(doc, kind, with_context(units))
