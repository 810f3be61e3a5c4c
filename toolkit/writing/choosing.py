"""Which quotes go with which code: every quote once, speakers in turn."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd

from ..analysis.table import records_of
from .quotes import Quote

PER_CODE = 2
Codings = dict[str, list[dict[str, Any]]]


def codings_of(quotes: Iterable[Quote], frame: pd.DataFrame) -> Codings:
    """The codings that touch the words of each quote, by the quote's key."""
    found = list(quotes)
    names = {quote.transcript for quote in found if quote.verbatim}
    rows: dict[str, list[dict[str, Any]]] = {}
    for row in records_of(frame[frame["transcript"].isin(names)][["id", "transcript", "start", "end", "code"]]):
        rows.setdefault(row["transcript"], []).append(row)
    return {
        quote.key: [
            row for row in rows.get(quote.transcript, ()) if row["start"] < quote.end and quote.start < row["end"]
        ]
        for quote in found
    }


def plan(quotes: Iterable[Quote], codings: Mapping[str, list[dict[str, Any]]]) -> dict[str, tuple[Quote, ...]]:
    """At most two quotes per code, of different roles; codes with few quotes choose first, who spoke least goes first."""
    by_code: dict[str, list[Quote]] = {}
    for quote in quotes:
        for code in sorted({str(row["code"]) for row in codings[quote.key]}):
            by_code.setdefault(code, []).append(quote)
    chosen: dict[str, list[Quote]] = {}
    used: set[str] = set()
    spoken: dict[str, int] = {}
    for _ in range(PER_CODE):
        for code in sorted(by_code, key=lambda one: (len(by_code[one]), one)):
            roles = {quote.role for quote in chosen.get(code, ())}
            free = [quote for quote in by_code[code] if quote.key not in used and quote.role not in roles]
            if free:
                best = min(free, key=lambda quote: (spoken.get(quote.by, 0), quote.key))
                chosen.setdefault(code, []).append(best)
                used.add(best.key)
                spoken[best.by] = spoken.get(best.by, 0) + 1
    return {code: tuple(found) for code, found in chosen.items()}
