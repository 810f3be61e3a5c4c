"""Which way of counting a file used: what its origin says, and how well the selections then fall on words and sentences.

A log-likelihood per start and end: people mark from the beginning of a word, mostly of a sentence, to the end of one; a
position that is off by some characters falls inside a word two times out of three. Selections that carry their own text
as a name decide almost alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from ..project import Evidence
from .positions import Counting, Newline, RawText, Ruler, Unit

Marked = tuple[int, int, str]
"""Start and end as counted in the file, and the selection's name."""

SURE = 3.0
"""A margin of e^3, twenty to one, counts as certain."""
_OWN = 6.0
"""So much better must another reading be for one source than the one of the whole project."""
_SAMPLE, _LEAST_SAMPLE = 2000, 12
"""Selections looked at in a whole project, and in each source at the least."""
_NAME, _NOT_NAME, _NOWHERE = 6.0, -4.0, -8.0
_LEAST_NAME = 8
_CLOSING = frozenset(".!?…")
_QUOTES = frozenset("\"'”’»)]")
_OPENING = frozenset("\"'“‘«([-–—•„")
NOTA = "nota"


@dataclass(frozen=True)
class RawSource:
    """What is needed to choose: the text as it stood in the file, and the selections as counted."""

    raw: RawText
    marked: tuple[Marked, ...]
    share: int = _SAMPLE
    """How many selections to look at."""

    @cached_property
    def sample(self) -> Sequence[Marked]:
        step = -(-len(self.marked) // self.share) or 1
        return self.marked[::step]

    @cached_property
    def squeezed(self) -> str:
        return _squeeze(self.raw.text)

    @cached_property
    def quoted(self) -> tuple[str, ...]:
        """For each sampled selection its name without white space, when that is a piece of the text; else empty."""
        return tuple(_quoted(name, self) for _, _, name in self.sample)


@dataclass(slots=True)
class _Score:
    total: float = 0.0
    names: int = 0
    sentences: int = 0
    words: int = 0
    spans: list[tuple[int, int] | None] = field(default_factory=list)


def choose(sources: Sequence[RawSource], *, origin: str, folder: str = "") -> list[tuple[Counting, Evidence]]:
    """The way of counting for each source, with what speaks for it.

    One program wrote the file, so the sources decide together; a source that by itself speaks clearly for another
    reading gets that one.
    """
    share = max(_SAMPLE // (len(sources) or 1), _LEAST_SAMPLE)
    sources = [replace(source, share=share) for source in sources]
    prior = _priors(origin, folder, sources)
    scores = [_scores(source, prior) for source in sources]
    total = dict(prior)
    for found in scores:
        for counting, score in found.items():
            total[counting] += score.total
    together = max(total, key=lambda one: (total[one], prior[one]))
    return [_settled(source, found, total, prior, together) for source, found in zip(sources, scores)]


def _settled(
    source: RawSource,
    found: Mapping[Counting, _Score],
    total: Mapping[Counting, float],
    prior: Mapping[Counting, float],
    together: Counting,
) -> tuple[Counting, Evidence]:
    alone = max(found, key=lambda one: (found[one].total + prior[one], total[one]))
    better = found[alone].total + prior[alone] - found[together].total - prior[together]
    chosen = alone if better > _OWN else together
    weights = {one: found[one].total + prior[one] for one in found} if chosen is alone and chosen != together else total
    score = found[chosen]
    others = [one for one in found if found[one].spans != score.spans]
    rival = max(others, key=lambda one: weights[one], default=None)
    margin = weights[chosen] - weights[rival] if rival else 0.0
    evidence = Evidence(
        chosen.dutch, rival.dutch if rival else "", round(margin, 1), len(source.sample), score.names, score.sentences,
        score.words, found[rival].words if rival else 0, rival is None or margin >= SURE,
    )  # fmt: skip
    return chosen, evidence


def _priors(origin: str, folder: str, sources: Iterable[RawSource]) -> dict[Counting, float]:
    """Every reading worth trying, with the logarithm of how likely it is before looking at a selection."""
    marks = max((source.raw.marks for source in sources), default=0)
    paired = any(source.raw.pairs for source in sources)
    name = origin.casefold()
    if name.startswith(f"{NOTA} ") and not marks:  # we know how we count
        return {Counting(): 0.0}
    found = {}
    for unit, unit_prior in _unit_priors(name, folder).items():
        for newline, newline_prior in _newline_priors(name, paired).items():
            for count in range(min(marks, 2) + 1):
                for last in (False, True):
                    prior = unit_prior + newline_prior - 1.5 * count - (8.0 if last else 0.0)
                    found[Counting(unit, newline, count, last)] = prior
    return found


def _unit_priors(name: str, folder: str) -> dict[Unit, float]:
    priors: dict[Unit, float] = {"code points": 0.0, "utf-16": -0.7, "bytes": -2.5}
    if "nvivo" in name:
        priors["utf-16"] = 2.0
    elif folder == "Sources":
        priors["utf-16"] = 0.5
    if "taguette" in name:
        priors["bytes"] = 2.5
    return priors


def _newline_priors(name: str, paired: bool) -> dict[Newline, float]:
    if not paired:
        return {"written": 0.0, "two": -3.0}
    one = 1.0 if "atlas" in name or "qualcoder" in name else -0.7
    return {"written": 0.0, "one": one, "two": -4.0}


def _scores(source: RawSource, countings: Iterable[Counting]) -> dict[Counting, _Score]:
    """The score of every reading. Readings that come to the same for this text are worked out once."""
    done: dict[tuple[object, ...], _Score] = {}
    found = {}
    for counting in countings:
        same = _effect(source.raw, counting)
        if same not in done:
            done[same] = _score(source, Ruler(source.raw, counting))
        found[counting] = done[same]
    return found


def _effect(raw: RawText, counting: Counting) -> tuple[object, ...]:
    unit = {"code points": 0, "utf-16": int(bool(raw.astral)), "bytes": 2 * int(bool(raw.wide))}[counting.unit]
    newline = {"written": int(bool(raw.pairs)), "one": 0, "two": 2 * int(bool(raw.breaks))}[counting.newline]
    if newline == 2 and len(raw.pairs) == len(raw.breaks):
        newline = 1
    mark = counting.marks * (3 if counting.unit == "bytes" else 1)
    return unit, newline, mark, counting.last


def _score(source: RawSource, ruler: Ruler) -> _Score:
    score, text = _Score(), source.raw.text
    for (start, end, _), quoted in zip(source.sample, source.quoted):
        span = ruler.span(start, end)
        score.spans.append(span)
        if span is None:
            score.total += _NOWHERE
            continue
        for weight in (_start(text, span[0]), _end(text, span[1])):
            score.total += weight
            score.sentences += weight > 2
            score.words += weight > 0
        if quoted:
            weight = _name_weight(text, span, quoted)
            score.names += weight > 0
            score.total += weight
    return score


def _name_weight(text: str, span: tuple[int, int], quoted: str) -> float:
    """A name may be cut short; then only the start is known."""
    here = _squeeze(text[span[0] : span[1]])
    if here == quoted:
        return _NAME
    return _NAME / 2 if here.startswith(quoted) and not text[span[0]].isspace() else _NOT_NAME


def _start(text: str, at: int) -> float:
    """Logarithm of how much more likely a person begins here than chance does."""
    here, before = text[at], text[at - 1] if at else "\n"
    if here.isspace():
        return -2.5 if here == "\n" else -1.7
    if before == "\n":
        return 3.0
    if before.isspace():
        return 3.2 if _closes(text, at - 1) else 0.4
    if before in _OPENING:
        return 0.3
    if here.isalnum() and before.isalnum():
        return -3.1
    return -1.6


def _end(text: str, at: int) -> float:
    """The same for the place after the last character."""
    last, after = text[at - 1], text[at] if at < len(text) else "\n"
    if last.isspace():
        return -1.5 if last == "\n" else -1.2
    if after == "\n":
        return 3.0
    if after.isspace():
        return 3.2 if _closes(text, at) else 0.3
    if last.isalnum() and after.isalnum():
        return -3.1
    if last.isalnum() or (last in _QUOTES and after in _CLOSING):
        return 0.2
    return -1.0


def _closes(text: str, at: int) -> bool:
    """Whether a sentence ends right before this place."""
    while at > 0 and text[at - 1] in _QUOTES:
        at -= 1
    return at > 0 and text[at - 1] in _CLOSING


def _quoted(name: str, source: RawSource) -> str:
    wanted = _squeeze(name.rstrip("…").removesuffix("..."))
    return wanted if len(wanted) >= _LEAST_NAME and wanted in source.squeezed else ""


def _squeeze(text: str) -> str:
    return "".join(text.split())
