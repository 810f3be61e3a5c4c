"""Codings as they go over the wire, and what a browser may propose. Offsets on the wire are code points."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any, get_args

from ...records import Certainty, Codebook, Coding, Polarity, Time, Transcript
from ..anchors import anchor_of, human_coding, trimmed

KEYS = ("start", "end", "code", "polarity", "certainty", "time", "status", "memo")
"""What a person decides; the browser sends these back as they were before its change."""
LONGEST_MEMO = 10_000
_ALLOWED: Mapping[str, tuple[str, ...]] = {
    "polarity": get_args(Polarity), "certainty": get_args(Certainty), "time": get_args(Time),
    "status": ("accepted", "rejected"),
}  # fmt: skip
_SAW = {
    "vocabulary": "de woordenlijst",
    "trained": "het getrainde model",
    "beslissingen": "wat van beslissingen is geleerd",
}


def record(coding: Coding, coder: str) -> dict[str, Any]:
    """A coding or suggestion as the browser holds it."""
    who = "nota" if coding.status == "suggested" else coding.source
    return {
        "id": coding.id, **{key: getattr(coding, key) for key in KEYS}, "who": who, "own": who in (coder, "nota"),
        "confidence": coding.confidence, "evidence": list(coding.evidence), "parts": parts_of(coding),
    }  # fmt: skip


def parts_of(coding: Coding) -> list[str]:
    """Which parts of the software saw it, in Dutch; empty for a person's coding."""
    _, _, names = coding.source.partition("/")
    return [_SAW.get(name, f"het onderdeel ‘{name}’") for name in names.split("+") if name]


def same(coding: Coding | None, before: Mapping[str, Any] | None) -> bool:
    """Whether what the browser saw is what there is."""
    if coding is None or before is None:
        return coding is None and before is None
    return all(before.get(key) == getattr(coding, key) for key in KEYS)


def made(
    transcript: Transcript, codebook: Codebook, coder: str, fields: Mapping[str, Any], taken: Collection[str]
) -> Coding:
    """A new coding from what the browser proposes. Raises ValueError (Dutch) when it cannot be."""
    values = _checked(fields, codebook, "")
    start, end, code = (values.pop(key, None) for key in ("start", "end", "code"))
    if start is None or end is None or code is None:
        raise ValueError("een nieuwe codering heeft een begin, een eind en een code nodig.")
    values.pop("status", None)
    return human_coding(transcript, start, end, code, coder, taken=taken, **values)


def altered(held: Coding, transcript: Transcript, codebook: Codebook, coder: str, fields: Mapping[str, Any]) -> Coding:
    """What a coding becomes; whoever changes anything about a suggestion takes it over. Raises ValueError (Dutch)."""
    values = _checked(fields, codebook, held.code)
    values.setdefault("status", "accepted" if held.status == "suggested" else held.status)
    start, end = trimmed(transcript.text, values.get("start", held.start), values.get("end", held.end))
    moved = (start, end) != (held.start, held.end)
    anchor = anchor_of(transcript.text, start, end) if moved or held.anchor is None else held.anchor
    return replace(held, **{**values, "start": start, "end": end}, source=coder, anchor=anchor)


def _checked(fields: Mapping[str, Any], codebook: Codebook, code: str) -> dict[str, Any]:
    for name, value in fields.items():
        if name not in KEYS:
            raise ValueError(f"het veld '{name}' kennen we niet.")
        if name in _ALLOWED and value not in _ALLOWED[name]:
            raise ValueError(f"de waarde '{value}' kennen we niet.")
        if name in ("start", "end") and type(value) is not int:
            raise ValueError("begin en eind van de codering kloppen niet.")
    memo = fields.get("memo", "")
    if not isinstance(memo, str) or len(memo) > LONGEST_MEMO:
        raise ValueError(f"een memo is tekst van hoogstens {LONGEST_MEMO} tekens.")
    new = fields.get("code", code)
    if new != code:
        if new not in codebook.ids:
            raise ValueError(f"de code '{new}' staat niet in het codeboek.")
        if codebook.code(new).retired:
            raise ValueError(f"de code '{codebook.label(new)}' is vervallen.")
    return dict(fields)
