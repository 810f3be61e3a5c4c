"""The living codebook: rename, split, merge and retire codes with a reason; which codings that touches; its history.

A code is never removed (MacQueen e.a. 1998; ``vervallen``, ``opgevolgd door``), and codings are not rewritten behind
their coder's back: they wait in a queue.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError, Refusal
from ..files import append_line, locked, read_lines, write_text
from ..records import Block, Change, Codebook, Coding, digest_of, in_order
from ..study import Study
from ..yamlfile import read_text
from .changes import accepted, changed, now
from .codebook_text import Value, next_version, with_fields, with_version
from .codings import journals

if TYPE_CHECKING:
    import pandas as pd

RENAMED, RETIRED, MERGED, SPLIT, BY_HAND = "hernoemd", "vervallen", "samengevoegd", "gesplitst", "met de hand bewerkt"


@dataclass(frozen=True, slots=True)
class Revision:
    """One change of the codebook."""

    version: str
    action: str
    codes: tuple[str, ...]
    into: tuple[str, ...]
    reason: str
    touched: int
    """Codings that bear one of the codes."""
    by: str
    at: str
    digest: str
    """Of the codebook's text after it."""


@dataclass(frozen=True, slots=True)
class Recoding:
    """A coding with a retired code, waiting for its coder."""

    coder: str
    coding: Coding
    successors: tuple[str, ...]


def log_path(study: Study) -> Path:
    """The codebook's own journal."""
    return study.interviews / "codebook_log.jsonl"


def rename_code(study: Study, code: str, label: str, *, reason: str, by: str = "", at: str | None = None) -> Revision:
    """Give a code another label; its id never changes. Raises InputError for an unknown code or an empty reason."""
    old = _active(study, code).label(code)
    return _revise(study, RENAMED, {code: {"label": label}}, (label,), f"{reason} (was: {old})", by, at, reason)


def retire_code(
    study: Study, code: str, *, reason: str, into: Sequence[str] = (), by: str = "", at: str | None = None
) -> Revision:
    """Let a code lapse, with or without successors. Raises InputError for unknown codes or an empty reason."""
    fields: dict[str, Value] = {"retired": True, "reason": reason}
    if into:
        fields["succeeded_by"] = list(into)
    _active(study, code, *into)
    return _revise(study, SPLIT if len(into) > 1 else RETIRED, {code: fields}, tuple(into), reason, by, at, reason)


def merge_codes(
    study: Study, codes: Sequence[str], into: str, *, reason: str, by: str = "", at: str | None = None
) -> Revision:
    """Let codes go on as one. Raises InputError for unknown codes, an empty reason, or when ``into`` is among them."""
    if into in codes or not codes:
        raise InputError(
            "een code kan niet in zichzelf opgaan.", fix="noem de codes die vervallen, en --into een andere."
        )
    _active(study, *codes, into)
    fields: dict[str, Value] = {"retired": True, "reason": reason, "succeeded_by": [into]}
    return _revise(study, MERGED, dict.fromkeys(codes, fields), (into,), reason, by, at, reason)


def touched_codings(study: Study, *codes: str) -> list[Coding]:
    """Every coding by a person, accepted or rejected, that bears one of these codes."""
    return in_order(
        coding for journal in journals(study).values() for coding in journal.state.values() if coding.code in codes
    )


def recoding_queue(study: Study, coder: str | None = None) -> list[Recoding]:
    """Accepted codings with a retired code, in the order of the text: each waits for a person."""
    from ..coding import load_codebook

    codebook = load_codebook(study.codebook_path)
    lapsed = {code.id: code.succeeded_by for code in codebook.codes if code.retired}
    found = [
        Recoding(name, coding, lapsed[coding.code])
        for (name, _), journal in journals(study, coder).items()
        for coding in journal.state.values()
        if coding.code in lapsed and coding.status == "accepted"
    ]
    return sorted(found, key=lambda one: (one.coder, one.coding.transcript, one.coding.start, one.coding.id))


def recode_merged(study: Study, coder: str, code: str, *, reason: str = "") -> list[Change]:
    """Give all of one coder's codings of a retired code its one successor, as changes that can be undone.

    Raises Refusal when the code has several successors or none: then each coding needs a decision (``recode``).
    """
    made = []
    moment = now()
    books = journals(study, coder)
    for one in recoding_queue(study, coder):
        if one.coding.code != code:
            continue
        if len(one.successors) != 1:
            message = f"'{code}' heeft {len(one.successors)} opvolgers; dat kan niet in één keer."
            raise Refusal(message, fix="kies per codering: nota recode NUMMER --code CODE.")
        after = accepted(one.coding, coder, code=one.successors[0])
        change = changed(one.coding, after, coder, at=moment, reason=reason or f"{code} is opgegaan in {after.code}")
        books[(coder, one.coding.transcript)].append(change)
        made.append(change)
    return made


def revisions(study: Study) -> list[Revision]:
    """The codebook's history as it was kept. Raises InputError for a damaged line."""
    rows, broken = read_lines(log_path(study))
    if broken:
        raise InputError(broken[0], fix="haal die regel weg of zet een reservekopie terug.")
    try:
        return [Revision(**{**row, "codes": tuple(row["codes"]), "into": tuple(row["into"])}) for row in rows]
    except (KeyError, TypeError) as error:
        raise InputError("hierin staat een regel die geen wijziging is.", path=log_path(study)) from error


def codebook_history(study: Study) -> pd.DataFrame:
    """The history for an appendix: version, date, what, codes, successors, reason, codings touched, by whom.

    Codes that were retired by hand, without a line in the log, come first.
    """
    import pandas as pd

    from ..coding import load_codebook

    kept = revisions(study)
    known = {code for one in kept for code in one.codes if one.action != RENAMED}
    codebook = load_codebook(study.codebook_path)
    rows = [
        ("", "", RETIRED, code.id, " ".join(code.succeeded_by), code.reason, len(touched_codings(study, code.id)), "")
        for code in codebook.codes
        if code.retired and code.id not in known
    ]
    rows += [
        (one.version, one.at[:10], one.action, " ".join(one.codes), " ".join(one.into), one.reason, one.touched, one.by)
        for one in kept
    ]
    return pd.DataFrame(rows, columns=["version", "date", "action", "codes", "into", "reason", "touched", "by"])


def history_block(study: Study, block_id: str = "codeboek-geschiedenis") -> Block:
    """The history as a table block, for an appendix; its only row is the header when nothing changed."""
    header = ("Versie", "Datum", "Wat", "Codes", "Wordt", "Reden", "Coderingen")
    rows = [
        (row["version"], row["date"], row["action"], row["codes"], row["into"], row["reason"], str(row["touched"]))
        for row in codebook_history(study).to_dict("records")
    ]
    return Block(block_id, "table", "De geschiedenis van het codeboek", rows=(header, *rows))


def _active(study: Study, *codes: str) -> Codebook:
    from ..coding import load_codebook

    codebook = load_codebook(study.codebook_path)
    for code in codes:
        if code not in codebook.ids:
            message = f"de code '{code}' staat niet in het codeboek."
            raise InputError(
                message, path=study.codebook_path, fix="neem een nieuwe code eerst op, met omschrijving en voorbeeld."
            )
        if codebook.code(code).retired:
            raise InputError(f"de code '{code}' is al vervallen.", path=study.codebook_path)
    return codebook


def _revise(
    study: Study,
    action: str,
    fields: dict[str, dict[str, Value]],
    into: tuple[str, ...],
    note: str,
    by: str,
    at: str | None,
    reason: str,
) -> Revision:
    if not reason.strip():
        raise InputError("een wijziging van het codeboek heeft een reden nodig.", fix="geef --reason 'waarom'.")
    path = study.codebook_path
    with locked(log_path(study)):
        old = read_text(path)
        version = next_version(_active(study).version)
        text = with_version(old, version)
        for code, values in fields.items():
            text = with_fields(text, code, values)
        _check(path, text)
        kept = revisions(study)
        moment = at or now()
        lines = []
        if kept and kept[-1].digest != digest_of(old):
            lines.append(Revision(kept[-1].version, BY_HAND, (), (), "", 0, "", moment, digest_of(old)))
        touched = len(touched_codings(study, *fields))
        lines.append(Revision(version, action, tuple(fields), into, note, touched, by, moment, digest_of(text)))
        write_text(path, text)
        append_line(
            log_path(study), "\n".join(json.dumps(asdict(one), ensure_ascii=False, sort_keys=True) for one in lines)
        )
    return lines[-1]


def _check(path: Path, text: str) -> None:
    """Read the new text as a codebook before it takes the old one's place. Raises InputError that names the real file."""
    from ..coding import load_codebook

    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / path.name
        trial.write_bytes(text.encode("utf-8"))
        try:
            load_codebook(trial)
        except InputError as error:
            fix = "pas het codeboek met de hand aan."
            raise InputError(f"zo wordt het codeboek onleesbaar: {error.message}", path=path, fix=fix) from error
