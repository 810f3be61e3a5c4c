"""Where a coding stands, in words, and finding that place again in a text that changed."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import replace
from difflib import SequenceMatcher

from ..records import Anchor, Certainty, Coding, Polarity, Time, Transcript, coding_id

CONTEXT = 32
"""Characters kept on either side of the quote, as the Hypothes.is client does."""
_OWN_WEIGHT = 24
"""A quote of at least this many characters that occurs once is its own proof."""
_NEAR = 16
"""Characters of context that must stand unchanged beside a quote that was edited."""
_ALIKE = 0.75
"""How alike a changed quote must be to the old one, between the same surroundings."""


def anchor_of(text: str, start: int, end: int) -> Anchor:
    """Quote and context of a span."""
    return Anchor(text[start:end], text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT])


def human_coding(
    transcript: Transcript,
    start: int,
    end: int,
    code: str,
    coder: str,
    *,
    polarity: Polarity = "affirmed",
    certainty: Certainty = "real",
    time: Time = "now",
    memo: str = "",
    taken: Collection[str] = (),
) -> Coding:
    """A person's coding of a span, white space at its edges left out; its id is none of those ``taken``.

    Raises ValueError when nothing but white space is left.
    """
    start, end = trimmed(transcript.text, start, end)
    number, source = 1, coder
    while (new_id := coding_id(transcript.id, start, end, code, source)) in taken:
        number += 1
        source = f"{coder}~{number}"
    return Coding(
        new_id, transcript.id, transcript.digest, start, end, code, polarity, certainty, time, "accepted", coder,
        memo=memo, anchor=anchor_of(transcript.text, start, end),
    )  # fmt: skip


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The span without white space at its edges. Raises ValueError when it lies outside the text or is empty."""
    if not 0 <= start < end <= len(text) or not text[start:end].strip():
        raise ValueError(f"de codering {start}-{end} ligt buiten de tekst of is leeg")
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))


def reanchor(codings: Iterable[Coding], transcript: Transcript) -> tuple[list[Coding], list[Coding]]:
    """Codings placed in this version of their transcript, and those whose place could not be found for certain.

    A coding of this very text stays as it is. Otherwise its quote is sought; of several places it is the only one
    whose surroundings on either side stand unchanged. What could be in two places is lost rather than guessed. A
    quote that was edited is found when its surroundings stand and it is still much alike.
    """
    placed, lost = [], []
    digest = transcript.digest  # of the whole text: once, not per coding
    for coding in codings:
        if coding.digest == digest and coding.end <= len(transcript.text):
            placed.append(coding)
            continue
        span = _find(coding, transcript.text) if coding.anchor else None
        if span is None:
            lost.append(coding)
            continue
        anchor = anchor_of(transcript.text, *span)
        placed.append(replace(coding, digest=digest, start=span[0], end=span[1], anchor=anchor))
    return placed, lost


def _find(coding: Coding, text: str) -> tuple[int, int] | None:
    anchor = coding.anchor
    if anchor is None or not anchor.quote:
        return None
    starts = _occurrences(text, anchor.quote)
    if not starts:
        return _find_changed(anchor, text)
    if len(starts) == 1:
        sure = len(anchor.quote) >= _OWN_WEIGHT or _agreement(anchor, text, starts[0]) >= _NEAR
    else:
        starts = [start for start in starts if _stands(anchor, text, start)]
        sure = len(starts) == 1
    return (starts[0], starts[0] + len(anchor.quote)) if sure else None


def _stands(anchor: Anchor, text: str, start: int) -> bool:
    """Whether the surroundings on one side are what they were, the text's beginning and end included."""
    end = start + len(anchor.quote)
    left = text[max(start - CONTEXT, 0) : start] == anchor.before
    return left or text[end : end + CONTEXT] == anchor.after


def _find_changed(anchor: Anchor, text: str) -> tuple[int, int] | None:
    """The span between the old surroundings, when it is unique and still resembles the quote."""
    before, after, size = anchor.before[-_NEAR:], anchor.after[:_NEAR], len(anchor.quote)
    starts = [start + len(before) for start in _occurrences(text, before)] if before else [0]
    ends = _occurrences(text, after) if after else [len(text)]
    found = set[tuple[float, int, int]]()
    for start in starts:
        for end in ends[bisect_right(ends, start) : bisect_right(ends, start + 2 * size + CONTEXT)]:
            if not text[start:end].strip():
                continue
            span = trimmed(text, start, end)
            matcher = SequenceMatcher(None, anchor.quote, text[span[0] : span[1]], autojunk=False)
            if matcher.quick_ratio() >= _ALIKE and (ratio := matcher.ratio()) >= _ALIKE:
                found.add((ratio, *span))
    best = sorted(found, reverse=True)[:2]
    if not best or (len(best) == 2 and best[0][0] == best[1][0]):
        return None
    return best[0][1:]


def _occurrences(text: str, part: str) -> list[int]:
    starts, at = [], text.find(part)
    while at >= 0:
        starts.append(at)
        at = text.find(part, at + 1)
    return starts


def _agreement(anchor: Anchor, text: str, start: int) -> int:
    """How many characters of context are the same, counted outward from the quote."""
    end = start + len(anchor.quote)
    left = _same(anchor.before[::-1], text[max(start - CONTEXT, 0) : start][::-1])
    return left + _same(anchor.after, text[end : end + CONTEXT])


def _same(one: str, other: str) -> int:
    return next((number for number, (a, b) in enumerate(zip(one, other)) if a != b), min(len(one), len(other)))
