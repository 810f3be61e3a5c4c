"""Memos: what a researcher thinks of a code, a case, a conversation or the study. One file per author, which only grows."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import InputError
from ..files import append_line, locked, read_lines
from ..records import digest_of
from ..study import Study
from .changes import now
from .codings import conversation_ids, load_codings

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("inhoud", "methode", "codeboek", "reflectie")
STUDY = "studie"


@dataclass(frozen=True, slots=True)
class Memo:
    """One memo. A later one that ``replaces`` it stands in its place; an empty text takes it away."""

    id: str
    about: str
    """``studie``, ``code:functie.taken``, ``case:c01``, ``gesprek:c01-collega`` or ``codering:<number>``."""
    text: str
    by: str
    at: str
    kind: str = "inhoud"
    replaces: str = ""


def write_memo(
    study: Study, about: str, text: str, by: str, *, kind: str = "inhoud", replaces: str = "", at: str | None = None
) -> Memo:
    """Write a memo. Raises InputError when what it is about does not exist, or for an unknown kind."""
    _check(study, about, kind)
    if replaces and replaces not in {memo.id for memo in memos(study)}:
        raise InputError(f"er is geen memo met nummer '{replaces}'.", fix="kijk in 'nota memo'.")
    moment = at or now()
    memo = Memo(digest_of([about, text, by, moment])[:12], about, text.strip(), by, moment, kind, replaces)
    path = memo_path(study, by)
    with locked(path):
        append_line(path, json.dumps({k: v for k, v in asdict(memo).items() if v}, ensure_ascii=False, sort_keys=True))
    return memo


def memos(study: Study, about: str | None = None) -> list[Memo]:
    """The memos as they stand, oldest first; of one subject or of all. Raises InputError for a damaged file."""
    found: list[Memo] = []
    for path in sorted((study.interviews / "memos").glob("*.jsonl")):
        rows, broken = read_lines(path)
        try:
            found += [Memo(**{"text": "", **row}) for row in rows]
        except TypeError as error:
            raise InputError(
                "hierin staat een regel die geen memo is.", path=path, fix="zet een reservekopie terug."
            ) from error
        if broken:
            raise InputError(broken[0], fix="haal die regel weg of zet een reservekopie terug.")
    gone = {memo.replaces for memo in found}
    standing = (memo for memo in found if memo.id not in gone and memo.text)
    return sorted((m for m in standing if about is None or m.about == about), key=lambda memo: (memo.at, memo.id))


def memo_table(study: Study) -> pd.DataFrame:
    """All memos, also those written on a coding, as a table: about, kind, by, at, text."""
    import pandas as pd

    rows = [(memo.about, memo.kind, memo.by, memo.at, memo.text, memo.id) for memo in memos(study)]
    rows += [
        (f"codering:{one.id}", "inhoud", one.source, "", one.memo, one.id) for one in load_codings(study) if one.memo
    ]
    return pd.DataFrame(rows, columns=["about", "kind", "by", "at", "text", "id"])


def memo_path(study: Study, by: str) -> Path:
    """The file of one author. Raises InputError for a name that cannot be a file."""
    if not by or by.startswith(".") or any(sign in by for sign in '/\\:*?"<>|'):
        raise InputError(f"'{by}' kan geen naam zijn.", fix="gebruik letters, cijfers en streepjes, bijvoorbeeld k1.")
    return study.interviews / "memos" / f"{by}.jsonl"


def _check(study: Study, about: str, kind: str) -> None:
    from ..coding import load_codebook

    if kind not in KINDS:
        raise InputError(f"het soort '{kind}' kennen we niet.", fix=f"kies uit: {', '.join(KINDS)}.")
    subject, _, name = about.partition(":")
    known: dict[str, Callable[[], Iterable[str]]] = {
        STUDY: lambda: ("",),
        "code": lambda: load_codebook(study.codebook_path).ids,
        "case": lambda: [case.id for case in study.cases],
        "gesprek": lambda: conversation_ids(study),
        "codering": lambda: [coding.id for coding in load_codings(study)],
    }
    if subject not in known or name not in known[subject]():
        message = f"'{about}' is er niet om een memo bij te schrijven."
        raise InputError(
            message, fix="schrijf studie, code:…, case:…, gesprek:… of codering:…, met een bestaande naam."
        )
