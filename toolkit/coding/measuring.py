"""Score the suggestions against sentences that people coded: ``nota measure``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..records import Codebook
from .conversation import Conversation
from .gold import Row, conversations_of, read_gold
from .language import BLANK
from .mixtures import PARTS, prepared
from .parts import Judgement
from .qualifiers import cues_in, qualify
from .scoring import Scores, accuracy, score
from .suggesting import judge

QUALIFIERS = ("polarity", "certainty", "time")


@dataclass(frozen=True, slots=True)
class Measurement:
    """How well the suggestions meet what people said."""

    scores: Scores
    qualifiers: dict[str, tuple[int, int]]
    """Qualifier -> (right, of how many); empty when the file has none."""
    sentences: int
    parts: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values, with the keys ``themes``, ``codes``, ``qualifiers`` and ``mean``."""
        micro = self.scores.micro.as_json()
        return {
            "sentences": self.sentences,
            "parts": list(self.parts),
            "themes": {theme: counts.as_json() for theme, counts in self.scores.themes.items()},
            "codes": {code: counts.as_json() for code, counts in self.scores.codes.items()},
            "mean": {"alpha": _rounded(self.scores.mean_alpha), "macro_f1": _rounded(self.scores.macro_f1)},
            "micro": {name: micro[name] for name in ("precision", "recall", "f1")},
            "qualifiers": {
                name: {"accuracy": _rounded(right / n), "n": n} for name, (right, n) in self.qualifiers.items() if n
            },
        }


def measure(gold_path: Path, codebook: Codebook, *, parts: Sequence[str] = PARTS, language: str = BLANK) -> Measurement:
    """Score the chosen parts, together, on a table of coded sentences. Raises InputError, UsageError."""
    rows = read_gold(gold_path, codebook)
    if not rows:
        raise InputError("hier staan geen gecodeerde zinnen in.", path=gold_path, fix="zet onder de kolomnamen zinnen.")
    chosen_parts, mixtures = prepared(codebook, parts)
    machine: list[set[str]] = []
    qualifiers: list[tuple[str, str, str]] = []
    remaining = iter(rows)
    for conversation in conversations_of(rows, language):
        judgements, verdict = judge(conversation, codebook, chosen_parts, mixtures)
        found: list[set[str]] = [set() for _ in conversation.units]
        for sentence, column in verdict.chosen:
            found[sentence].add(codebook.codes[column].id)
        machine += found
        qualifiers += _qualified(conversation, [next(remaining) for _ in conversation.units], codebook, judgements)
    scores = score([row.codes for row in rows], [row.disputed for row in rows], machine, codebook)
    expected = [(row.polarity, row.certainty, row.time) for row in rows]
    right = {
        name: accuracy([one[place] for one in expected], [one[place] for one in qualifiers])
        for place, name in enumerate(QUALIFIERS)
    }
    return Measurement(scores, right, len(rows), tuple(part.name for part in chosen_parts))


def _qualified(
    conversation: Conversation, rows: Sequence[Row], codebook: Codebook, judgements: dict[str, Judgement]
) -> list[tuple[str, str, str]]:
    """Qualifiers of the first code that people gave, sentence by sentence."""
    found = []
    vocabulary = judgements.get("vocabulary")
    for number, (unit, row) in enumerate(zip(conversation.units, rows)):
        if not row.codes or not (row.polarity or row.certainty or row.time):
            found.append(("", "", ""))
            continue
        column = codebook.ids.index(row.codes[0])
        evidence = vocabulary.evidence(number, column) if vocabulary else ()
        one = qualify(cues_in(unit.words), row.codes[0], evidence)
        found.append((one.polarity, one.certainty, one.time))
    return found


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 4)
