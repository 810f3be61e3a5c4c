"""Score the suggestions against sentences that people coded: ``nota measure``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..records import Codebook
from .calibration import HIGH, Calibration, calibrated
from .conversation import INTERVIEWER, Conversation, shown
from .gold import Row, conversations_of, read_gold
from .language import BLANK
from .linear import Model
from .mixtures import PARTS, prepared
from .parts import Judgement, Part
from .qualifiers import cues_in, qualify
from .scoring import Scores, accuracy, score
from .suggesting import judge

QUALIFIERS = ("polarity", "certainty", "time")


@dataclass(frozen=True, slots=True)
class Judged:
    """One coded sentence and what the software says of it."""

    row: Row
    role: str
    """Of the speaker; empty in written texts."""
    chances: tuple[float, ...]
    """Probability of each code, in the codebook's order."""
    said: frozenset[str]
    evidence: dict[str, str]
    """Code that was said -> the words that led to it."""
    qualifiers: tuple[str, str, str]


@dataclass(frozen=True, slots=True)
class Measurement:
    """How well the suggestions meet what people said."""

    scores: Scores
    qualifiers: dict[str, tuple[int, int]]
    """Qualifier -> (right, of how many); empty when the file has none."""
    sentences: int
    parts: tuple[str, ...]
    calibration: Calibration
    """Of the suggestions."""
    overall: Calibration
    """Of every probability: each code in each sentence that is not an interviewer's."""
    judged: tuple[Judged, ...] = field(repr=False)

    def as_json(self) -> dict[str, Any]:
        """Plain values, with the keys ``themes``, ``codes``, ``mean``, ``micro``, ``calibration`` and ``qualifiers``."""
        micro = self.scores.micro.as_json()
        held = self.calibration
        return {
            "sentences": self.sentences,
            "parts": list(self.parts),
            "themes": {theme: counts.as_json() for theme, counts in self.scores.themes.items()},
            "codes": {code: counts.as_json() for code, counts in self.scores.codes.items()},
            "mean": {"alpha": _rounded(self.scores.mean_alpha), "macro_f1": _rounded(self.scores.macro_f1)},
            "micro": {name: micro[name] for name in ("precision", "recall", "f1")},
            "calibration": {
                "error": _rounded(held.error),
                "error_of_every_probability": _rounded(self.overall.error),
                "bins": [{"said": _rounded(one.said), "right": _rounded(one.right), "n": one.n} for one in held.bins],
                "high": {"from": HIGH, "n": held.high, "right": held.high_right},
            },
            "qualifiers": {
                name: {"accuracy": _rounded(right / n), "n": n} for name, (right, n) in self.qualifiers.items() if n
            },
        }


def measure(
    gold_path: Path,
    codebook: Codebook,
    *,
    parts: Sequence[str] = PARTS,
    language: str = BLANK,
    extra: Sequence[Part] = (),
    trained: Model | None = None,
) -> Measurement:
    """Score the chosen parts, together, on a table of coded sentences; ``extra``: parts beside :data:`PARTS` to choose from.

    ``trained``: a model in the place of the shipped one. Raises InputError, UsageError.
    """
    rows = read_gold(gold_path, codebook)
    if not rows:
        raise InputError("hier staan geen gecodeerde zinnen in.", path=gold_path, fix="zet onder de kolomnamen zinnen.")
    chosen_parts, mixtures = prepared(codebook, parts, extra, trained=trained)
    judged: list[Judged] = []
    remaining = iter(rows)
    for conversation in conversations_of(rows, language):
        judgements, verdict = judge(conversation, codebook, chosen_parts, mixtures)
        said: list[dict[str, str]] = [{} for _ in conversation.units]
        for place, column in verdict.chosen:
            said[place][codebook.ids[column]] = _evidence(conversation, judgements, place, column)
        for number, words in enumerate(said):
            row = next(remaining)
            judged.append(Judged(
                row, conversation.units[number].role, tuple(verdict.chances[number].tolist()), frozenset(words), words,
                _qualified(conversation, number, row, codebook, judgements),
            ))  # fmt: skip
    return scored(judged, codebook, tuple(part.name for part in chosen_parts))


def scored(judged: Sequence[Judged], codebook: Codebook, parts: tuple[str, ...]) -> Measurement:
    """The scores of judged sentences: of all, or of some."""
    rows = [one.row for one in judged]
    scores = score([row.codes for row in rows], [row.disputed for row in rows], [one.said for one in judged], codebook)
    expected = [(row.polarity, row.certainty, row.time) for row in rows]
    right = {
        name: accuracy([one[place] for one in expected], [one.qualifiers[place] for one in judged])
        for place, name in enumerate(QUALIFIERS)
    }
    every = [
        (one.chances[column], code in one.row.codes, code in one.said)
        for one in judged
        if one.role != INTERVIEWER
        for column, code in enumerate(codebook.ids)
        if code not in one.row.disputed
    ]
    suggested = calibrated([(chance, right) for chance, right, said in every if said])
    overall = calibrated([(chance, right) for chance, right, _ in every])
    return Measurement(scores, right, len(rows), parts, suggested, overall, tuple(judged))


def _evidence(conversation: Conversation, judgements: dict[str, Judgement], row: int, column: int) -> str:
    places = {place for one in judgements.values() for place in one.evidence(row, column)}
    return shown(conversation.units[row].words, places) if places else ""


def _qualified(
    conversation: Conversation, number: int, row: Row, codebook: Codebook, judgements: dict[str, Judgement]
) -> tuple[str, str, str]:
    """Qualifiers of the first code that people gave."""
    if not row.codes or not (row.polarity or row.certainty or row.time):
        return ("", "", "")
    vocabulary = judgements.get("vocabulary")
    evidence = vocabulary.evidence(number, codebook.ids.index(row.codes[0])) if vocabulary else ()
    one = qualify(cues_in(conversation.units[number].words), row.codes[0], evidence)
    return (one.polarity, one.certainty, one.time)


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
