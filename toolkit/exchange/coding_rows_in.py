"""Codings from a table into the journals: by place, by sentence, or by what they say."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, get_args

from ..coding import load_codebook, sentences
from ..errors import InputError
from ..records import Certainty, Change, Coding, Polarity, Time, Transcript
from ..review import (
    CERTAINTY_LABELS,
    POLARITY_LABELS,
    STATUS_LABELS,
    TIME_LABELS,
    added,
    anchor_of,
    changed,
    human_coding,
    open_journal,
    trimmed,
)
from ..review.changes import now
from ..study import Study
from ..transcripts import load_transcripts
from .wording import several
from .workbook import Row, read_table, read_texts

_SAME = {
    "nummer": "id", "gesprek": "transcript", "conversation": "transcript", "document": "transcript", "soort": "kind", "datum": "date",
    "beurt": "turn", "spreker": "speaker", "rol": "role", "begin": "start", "eind": "end", "einde": "end", "thema": "theme",
    "polariteit": "polarity", "zekerheid": "certainty", "tijd": "time", "codeur": "coder", "kans": "confidence",
    "aanwijzing": "evidence", "citaat": "fragment", "tekst": "fragment", "zin": "sentence", "content": "fragment", "tag": "code",
}  # fmt: skip
_KINDS: tuple[tuple[str, Any, Mapping[str, str]], ...] = (
    ("polarity", Polarity, POLARITY_LABELS), ("certainty", Certainty, CERTAINTY_LABELS), ("time", Time, TIME_LABELS),
)  # fmt: skip
_SHOWN = 10
_NUMBER = re.compile(r"[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Tabled:
    """What came of a table of codings."""

    written: Mapping[str, int]
    """Per coder, how many codings were added or changed."""
    same: int
    skipped: int
    """Suggestions: the software makes those itself."""


def import_codings(study: Study, path: Path, *, coder: str = "") -> Tabled:
    """Bring the codings of a table into the journals: new ones are added, changed ones change, nothing is taken away.

    A row names its conversation, its code and its place: ``start`` and ``end``, a ``sentence``, or the ``fragment``
    itself. All rows are checked first; one that is wrong stops all, and the error names the lines. Raises InputError.
    """
    wanted, skipped = _wanted(study, path, coder)
    written: dict[str, int] = defaultdict(int)
    same = 0
    for (name, conversation), codings in sorted(wanted.items()):
        changes = _changes(study, name, conversation, list(codings.values()), f"ingelezen uit {path.name}")
        written[name] += len(changes)
        same += len(codings) - len(changes)
    return Tabled(dict(written), same, skipped)


def _wanted(study: Study, path: Path, coder: str) -> tuple[dict[tuple[str, str], dict[str, Coding]], int]:
    """The codings by coder and conversation, and how many rows were passed over. Raises InputError on any wrong row."""
    rows = [
        Row(row.line, {_SAME.get(head, head): cell for head, cell in row.cells.items()}) for row in read_table(path)
    ]
    if not rows or not {"transcript", "code"} <= set(rows[0].cells):
        fix = "zet bovenaan deze koppen: transcript, code, fragment, coder."
        raise InputError("in deze tabel ontbreken de kolommen transcript en code.", path=path, line=1, fix=fix)
    transcripts = {one.id: one for one in load_transcripts(study)}
    codes = set(load_codebook(study.codebook_path).ids)
    wanted: dict[tuple[str, str], dict[str, Coding]] = defaultdict(dict)
    wrong: list[str] = []
    skipped = 0
    for row in rows:
        if not row.cells.get("code", "").strip() or _status(row) == "suggested":
            skipped += 1
            continue
        try:
            one = _coding(row, transcripts, codes, coder)
            mine = wanted[one.source, one.transcript]
            if one.id in mine:
                raise ValueError("deze codering staat hierboven al; maak het nummer leeg voor een nieuwe")
            mine[one.id] = one
        except ValueError as error:
            wrong.append(f"regel {row.line}: {error}")
    if wrong:
        more = f"; en nog {len(wrong) - _SHOWN}" if len(wrong) > _SHOWN else ""
        message = f"{several(len(wrong), 'rij klopt', 'rijen kloppen')} niet. {'; '.join(wrong[:_SHOWN])}{more}."
        fix = "verbeter deze rijen en lees de tabel opnieuw in; er is niets geschreven."
        raise InputError(message, path=path, fix=fix)
    return wanted, skipped


def _changes(study: Study, coder: str, conversation: str, codings: Sequence[Coding], reason: str) -> list[Change]:
    journal = open_journal(study, coder, conversation)
    moment, state, changes = now(), dict(journal.state), list[Change]()
    for coding in codings:
        held = state.get(coding.id)
        if held is None:
            change = added(coding, coder, at=moment, reason=reason)
        else:
            coding = replace(
                coding,
                confidence=held.confidence,
                evidence=held.evidence,
                anchor=held.anchor if _place(held) == _place(coding) else coding.anchor,
            )
            if coding == replace(held, source=coder):
                continue
            change = changed(held, coding, coder, at=moment, reason=reason)
        state[coding.id] = coding
        changes.append(change)
    journal.append(*changes)
    return changes


def _place(coding: Coding) -> tuple[str, int, int]:
    return coding.digest, coding.start, coding.end


def _coding(row: Row, transcripts: Mapping[str, Transcript], codes: set[str], coder: str) -> Coding:
    """The coding of one row. Raises ValueError (Dutch) for what does not fit."""
    cells = row.cells
    name, code = cells.get("transcript", "").strip(), cells["code"].strip()
    source = coder or cells.get("coder", "").strip()
    transcript = transcripts.get(name)
    if transcript is None:
        raise ValueError(f"het gesprek '{name}' is er niet")
    if code not in codes:
        raise ValueError(f"de code '{code}' staat niet in het codeboek")
    if not source:
        raise ValueError("er staat geen codeur; geef --coder")
    start, end = _span(row, transcript)
    number = cells.get("id", "").strip()
    if not _NUMBER.fullmatch(number):
        number = ""
    fields: dict[str, Any] = {
        field: _value(cells.get(field, ""), kind, labels, field) for field, kind, labels in _KINDS
    }
    fields = {field: value for field, value in fields.items() if value}
    memo = cells.get("memo", "").strip()
    if number:
        made = Coding(
            number,
            transcript.id,
            transcript.digest,
            start,
            end,
            code,
            source=source,
            memo=memo,
            anchor=anchor_of(transcript.text, start, end),
        )
    else:
        made = human_coding(transcript, start, end, code, source, memo=memo)
    return replace(
        made,
        status="rejected" if _status(row) == "rejected" else "accepted",
        evidence=read_texts(cells.get("evidence", "")),
        confidence=_chance(cells.get("confidence", "")),
        **fields,
    )


def _span(row: Row, transcript: Transcript) -> tuple[int, int]:
    start, end = (_whole(row.cells.get(name, "")) for name in ("start", "end"))
    fragment = row.cells.get("fragment", "").replace("\r\n", "\n").strip()
    text = transcript.text
    if start is not None and end is not None:
        if not 0 <= start < end <= len(text):
            raise ValueError(f"de plaats {start}-{end} ligt buiten de tekst van {transcript.id}")
        if (
            not fragment
            or _squeezed(text[start:end]) == _squeezed(fragment)
            or (fragment.endswith("…") and len(fragment) > 30_000)
        ):
            return start, end
    if fragment:
        return _find(fragment, transcript, start, _whole(row.cells.get("turn", "")))
    number = _whole(row.cells.get("sentence", ""))
    if number is None:
        raise ValueError("er staat geen plaats: geef start en end, een sentence, of het fragment")
    found = next((one for one in sentences(transcript) if one.number == number), None)
    if found is None:
        raise ValueError(f"zin {number} bestaat niet in {transcript.id}")
    return found.start, found.end


def _find(fragment: str, transcript: Transcript, near: int | None, turn: int | None) -> tuple[int, int]:
    """The one place of a fragment; of several, the one at the given start or in the given turn."""
    text = transcript.text
    starts = [at for at in range(len(text)) if text.startswith(fragment, at)] if fragment in text else []
    if len(starts) > 1 and turn is not None:
        starts = [at for at in starts if transcript.turn_at(at) + 1 == turn] or starts
    if len(starts) > 1 and near is not None:
        starts = [min(starts, key=lambda at: abs(at - near))]
    if not starts:
        raise ValueError(f"dit fragment staat niet in {transcript.id}: '{fragment[:40]}'")
    if len(starts) > 1:
        raise ValueError(f"dit fragment staat {len(starts)} keer in {transcript.id}; geef ook de beurt (turn)")
    return trimmed(text, starts[0], starts[0] + len(fragment))


def _value(cell: str, kind: Any, labels: Mapping[str, str], field: str) -> str:
    word = cell.strip().casefold()
    if not word or word in get_args(kind):
        return word
    found = next((value for value, label in labels.items() if label == word), None)
    if found is None:
        raise ValueError(f"'{cell.strip()}' kan niet bij {field}; kies uit {', '.join(get_args(kind))}")
    return found


def _status(row: Row) -> str:
    word = row.cells.get("status", "").strip().casefold()
    return next((value for value, label in STATUS_LABELS.items() if word in (value, label)), "accepted")


def _chance(cell: str) -> float | None:
    try:
        value = float(cell.strip().replace(",", "."))
    except ValueError:
        return None
    return value if 0.0 <= value <= 1.0 else None


def _whole(cell: str) -> int | None:
    return int(cell) if cell.strip().isdecimal() and len(cell.strip()) < 12 else None


def _squeezed(text: str) -> str:
    return " ".join(text.split())
