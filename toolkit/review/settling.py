"""Which codings of a conversation count: what coders decided together, else agree on, else the one coder's."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from ..records import Coding, Transcript, coding_id, in_order
from .anchors import anchor_of, trimmed
from .sentencewise import Key, by_key, keys_of

if TYPE_CHECKING:
    from ..coding import Sentence


@dataclass(frozen=True, slots=True)
class Work:
    """One coder's codings of one conversation, in its present text."""

    coder: str
    codings: tuple[Coding, ...]
    """Accepted and rejected."""
    done: bool
    """Whether the coder went through the whole conversation."""

    @property
    def accepted(self) -> list[Coding]:
        return [coding for coding in self.codings if coding.status == "accepted"]


def settle(
    transcript: Transcript,
    sentences: Sequence[Sentence],
    work: Sequence[Work],
    joint: Work | None,
    suggestions: Sequence[Coding],
) -> list[Coding]:
    """The codings of one conversation that analysis uses, in the order of the text.

    Coders who are done go before coders who are not. A finished joint journal stands alone; an unfinished one
    goes before what the coders agree on. While nobody is done, suggestions not yet decided on still stand.
    """
    if joint is not None and joint.done:
        return in_order(joint.accepted)
    finished = [one for one in work if one.done]
    counting = finished or list(work)
    if joint is None and not counting:
        return in_order(suggestions)
    settled = agreed(transcript, sentences, counting)
    if joint is not None:
        decided = set(by_key(joint.codings, sentences))
        settled = [*joint.accepted, *_without(settled, decided, sentences)]
    if not finished:
        seen = [*settled, *(coding for one in counting for coding in one.codings), *(joint.codings if joint else ())]
        ids = {coding.id for coding in seen}  # a suggestion that was recoded is decided too
        undecided = [one for one in suggestions if one.id not in ids]
        settled += _without(undecided, set(by_key(seen, sentences)), sentences)
    return in_order(settled)


def agreed(transcript: Transcript, sentences: Sequence[Sentence], work: Sequence[Work]) -> list[Coding]:
    """What all these coders accepted: the same code on the same sentence. With one coder: what that one accepted.

    A coding of the first coder is kept whole when all agree on every sentence of it, else cut down to the
    sentences they agree on. Where they differ on polarity, certainty or time, most votes win, and a draw goes
    to the first coder.
    """
    if len(work) < 2:
        return [coding for one in work for coding in one.accepted]
    maps = [by_key(one.accepted, sentences) for one in work]
    common = set(maps[0]).intersection(*maps[1:])
    names = "+".join(one.coder for one in work)
    found: dict[str, Coding] = {}
    for coding in in_order(work[0].accepted):
        keys = keys_of(coding, sentences)
        if set(keys) <= common:
            found[coding.id] = replace(_voted(coding, keys, maps), source=names)
            continue
        for number, part in enumerate(_runs(keys, common)):
            cut = _cut(coding, part, transcript, sentences, f"{names}~{coding.id}~{number}")
            found[cut.id] = replace(_voted(cut, part, maps), source=names)
    return list(found.values())


def _voted(coding: Coding, keys: Sequence[Key], maps: Sequence[Mapping[Key, list[Coding]]]) -> Coding:
    votes = [one[key][0] for one in maps for key in keys if key in one]
    values = {}
    for name in ("polarity", "certainty", "time"):
        counts = Counter(getattr(vote, name) for vote in votes)
        own = getattr(coding, name)
        values[name] = own if counts[own] == max(counts.values()) else counts.most_common(1)[0][0]
    return replace(coding, **values)


def _runs(keys: Sequence[Key], common: set[Key]) -> list[list[Key]]:
    return [list(items) for kept, items in groupby(keys, key=common.__contains__) if kept]


def _cut(
    coding: Coding, keys: Sequence[Key], transcript: Transcript, sentences: Sequence[Sentence], source: str
) -> Coding:
    numbers = {number for number, _ in keys}
    parts = [sentence for sentence in sentences if sentence.number in numbers]
    start, end = max(coding.start, parts[0].start), min(coding.end, parts[-1].end)
    start, end = trimmed(transcript.text, start, end)
    new_id = coding_id(coding.transcript, start, end, coding.code, source)
    return replace(coding, id=new_id, start=start, end=end, anchor=anchor_of(transcript.text, start, end))


def _without(codings: Sequence[Coding], decided: set[Key], sentences: Sequence[Sentence]) -> list[Coding]:
    return [coding for coding in codings if not decided.intersection(keys_of(coding, sentences))]
