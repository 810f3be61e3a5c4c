"""What to look at next: the sentences whose decision teaches most, and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from ..numbers import dutch, listed
from ..records import Coding, Transcript, role_of
from ..study import ROLE_LABELS, Study
from ..transcripts import load_transcripts
from .assigning import assignments, sight_among
from .codings import work_by_conversation
from .sentencewise import Key, by_key, touched
from .settling import Work

if TYPE_CHECKING:
    from ..coding import Sentence

WEIGHTS = {"doubt": 0.40, "parts": 0.25, "rare": 0.20, "unseen": 0.15}
"""How much each reason weighs; the sum is 1."""
_ENOUGH = 10
"""From this many decisions on, a code is not rare and a role not unseen."""


@dataclass(frozen=True, slots=True)
class Next:
    """A sentence with suggestions that wait for a decision."""

    conversation: str
    sentence: int
    turn: int
    """Number of the turn, from 1."""
    start: int
    end: int
    suggestions: tuple[Coding, ...]
    score: float
    reasons: tuple[str, ...]
    """In Dutch, the weightiest first."""


def next_to_review(
    study: Study,
    n: int = 20,
    coder: str | None = None,
    *,
    transcripts: Sequence[Transcript] | None = None,
    suggestions: Sequence[Coding] | None = None,
    parts: Sequence[str] | None = None,
) -> list[Next]:
    """The n sentences to decide next, most instructive first, spread over codes and roles.

    Counted are: how near the model is to a coin toss, whether its parts disagree, how few examples of the code there are
    and how few decisions on speakers of this role. Left out: what this coder (or, without one, anybody) decided, what
    is done, and what the coder must not see.
    """
    from ..coding import load_suggestions, part_names

    texts = {one.id: one for one in (load_transcripts(study) if transcripts is None else transcripts)}
    proposed = load_suggestions(study) if suggestions is None else suggestions
    work = work_by_conversation(study, transcripts=list(texts.values()))
    open_ones, codes, roles = _still_open(study, texts, proposed, work, coder)
    known_parts = part_names(study) if parts is None else tuple(parts)
    return _chosen(open_ones, texts, codes, roles, known_parts, n)


def reasons_for(
    suggestion: Coding, role: str, codes: Mapping[str, int], roles: Mapping[str, int], parts: Sequence[str]
) -> tuple[float, tuple[str, ...]]:
    """How instructive a decision on one suggestion is (0 to 1), and why, in Dutch."""
    found: list[tuple[float, str]] = []
    if suggestion.confidence is not None:
        doubt = 1 - abs(2 * suggestion.confidence - 1)
        found.append((WEIGHTS["doubt"] * doubt, f"de software twijfelt (kans {dutch(suggestion.confidence, 2)})"))
    saw = [name for name in suggestion.source.partition("/")[2].split("+") if name in parts]
    silent = [name for name in parts if name not in saw]
    if saw and silent:
        found.append((WEIGHTS["parts"], f"{_named(saw)} zag dit, {_named(silent)} niet"))
    rare = max(0.0, 1 - codes.get(suggestion.code, 0) / _ENOUGH)
    found.append(
        (WEIGHTS["rare"] * rare, f"van deze code zijn er nog maar weinig voorbeelden ({codes.get(suggestion.code, 0)})")
    )
    unseen = max(0.0, 1 - roles.get(role, 0) / _ENOUGH)
    speaker = f"een {ROLE_LABELS[role]}" if role in ROLE_LABELS and role != "overig" else "deze spreker"
    found.append((WEIGHTS["unseen"] * unseen, f"over wat {speaker} zegt is nog weinig beslist ({roles.get(role, 0)})"))
    weighty = sorted((one for one in found if one[0] >= 0.05), key=lambda one: -one[0])
    return sum(weight for weight, _ in found), tuple(text for _, text in weighty)


def _still_open(
    study: Study,
    texts: Mapping[str, Transcript],
    proposed: Iterable[Coding],
    work: Mapping[str, Mapping[str, Work]],
    coder: str | None,
) -> tuple[list[Next], Counter[str], Counter[str]]:
    from ..coding import sentences

    draws = assignments(study)
    per_conversation: dict[str, list[Coding]] = {}
    for suggestion in proposed:
        per_conversation.setdefault(suggestion.transcript, []).append(suggestion)
    open_ones: list[Next] = []
    codes: Counter[str] = Counter()
    roles: Counter[str] = Counter()
    for name, transcript in texts.items():
        split = sentences(transcript)
        everybody = {who: one for who, one in work.get(name, {}).items() if coder is None or who == coder}
        decided = _decided(everybody, split)
        for number, code in decided:
            codes[code] += decided[(number, code)]
        numbers = {number for number, _ in decided}
        roles.update(role_of(transcript.turns[one.turn].speaker) for one in split if one.number in numbers)
        if any(one.done for one in everybody.values()):
            continue
        if not sight_among(study, draws, coder or "", name).suggestions:
            continue
        ids = {coding.id for one in everybody.values() for coding in one.codings}
        proposed_here = [one for one in per_conversation.get(name, []) if one.id not in ids]
        open_ones += _waiting(name, split, proposed_here, decided)
    return open_ones, codes, roles


def _decided(everybody: Mapping[str, Work], split: Sequence[Sentence]) -> dict[Key, bool]:
    """What was decided per sentence and code: True where somebody accepted it."""
    found: dict[Key, bool] = {}
    for one in everybody.values():
        for key, codings in by_key(one.codings, split).items():
            found[key] = found.get(key, False) or any(coding.status == "accepted" for coding in codings)
    return found


def _waiting(
    conversation: str, split: Sequence[Sentence], proposed: Iterable[Coding], decided: Mapping[Key, bool]
) -> list[Next]:
    per_sentence: dict[int, tuple[Sentence, list[Coding]]] = {}
    for suggestion in proposed:
        for sentence in touched(suggestion.start, suggestion.end, split)[:1]:
            if (sentence.number, suggestion.code) not in decided:
                per_sentence.setdefault(sentence.number, (sentence, []))[1].append(suggestion)
    return [
        Next(conversation, number, one.turn + 1, one.start, one.end, tuple(waiting), 0.0, ())
        for number, (one, waiting) in sorted(per_sentence.items())
    ]


def _chosen(
    waiting: list[Next],
    texts: Mapping[str, Transcript],
    codes: Counter[str],
    roles: Counter[str],
    parts: Sequence[str],
    n: int,
) -> list[Next]:
    """The best one, then the best after what that one would teach, and so on: so that not all are alike."""
    left = {(one.conversation, one.sentence): one for one in waiting}
    chosen: list[Next] = []
    while left and len(chosen) < n:
        scored = [_scored(one, texts, codes, roles, parts) for one in left.values()]
        best = min(scored, key=lambda one: (-one.score, one.conversation, one.sentence))
        del left[(best.conversation, best.sentence)]
        chosen.append(best)
        codes.update(suggestion.code for suggestion in best.suggestions)
        roles[_role(best, texts)] += 1
    return chosen


def _scored(
    one: Next, texts: Mapping[str, Transcript], codes: Mapping[str, int], roles: Mapping[str, int], parts: Sequence[str]
) -> Next:
    role = _role(one, texts)
    score, reasons = max(reasons_for(suggestion, role, codes, roles, parts) for suggestion in one.suggestions)
    return replace(one, score=round(score, 4), reasons=reasons)


def _role(one: Next, texts: Mapping[str, Transcript]) -> str:
    return role_of(texts[one.conversation].turns[one.turn - 1].speaker)


def _named(parts: Sequence[str]) -> str:
    return listed([_PARTS.get(part, f"het onderdeel ‘{part}’") for part in parts])


_PARTS = {"vocabulary": "de woordenlijst", "trained": "het getrainde model"}
