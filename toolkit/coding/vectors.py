"""A part over vectors of sentences: one logistic head per code, on the vector of a sentence and of what it answers or follows.

A head is a folder of plain arrays and JSON in ``interviews/suggesters/<name>``, made by ``nota train --part <name>``. It holds how it
is weighed with the other parts, and what its encoder made of one sentence: another encoder is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..files import read_json, write_bytes, write_json
from ..records import Codebook, digest_of
from .conversation import INTERVIEWER, Conversation, Unit
from .encoders import PROBE, Encoder, Vectors
from .linear import Model, load_model, npy
from .parts import UNSEEN, Judgement, Part

FORM = 1
_WORDS = 3
"""At most so many words are shown as evidence."""
_ALIKE = 0.02
"""How far an encoder may be off, as a share of the length of a vector: processors round differently."""


@dataclass(frozen=True, slots=True)
class Head:
    """What was learned over an encoder."""

    codes: tuple[str, ...]
    weights: NDArray[np.float32]
    """A row per number of :func:`inputs` and last the bias; a column per code."""
    probe: Vectors
    """What the encoder made of :data:`toolkit.coding.encoders.PROBE`."""
    mixtures: Mapping[str, Any]
    """Parts joined by ``+`` -> register -> how they are weighed."""
    model: str
    """Digest of the trained model beside which that was learned."""
    about: Mapping[str, Any]


def head_folder(interviews: Path, name: str) -> Path:
    """Where a study keeps what a part learned."""
    return interviews / "suggesters" / name


def inputs(conversation: Conversation, encoder: Encoder) -> Vectors:
    """A row per sentence: its own vector, and that of the question it answers or the sentence before; each of length one."""
    if not conversation.units:
        return np.zeros((0, 2 * len(encoder([PROBE])[0])), dtype=np.float32)
    own = _unit_length(encoder([_text(unit) for unit in conversation.units]))
    return np.hstack([own, _unit_length(_before(own, conversation.units))])


def odds_of(found: Vectors, head: Head) -> NDArray[np.float64]:
    """Log-odds per code; rounded, so that what is kept of it is what it was."""
    odds = found.astype(np.float64) @ head.weights[:-1] + head.weights[-1]
    return np.asarray(np.round(odds, 3))


def vectors_part(name: str, codebook: Codebook, head: Head, encoder: Encoder) -> Part:
    """The part for a codebook that shares codes with the head's."""
    own = np.array([head.codes.index(code) if code in head.codes else -1 for code in codebook.ids])
    return Part(name, lambda conversation: _judge(conversation, head, encoder, own), own >= 0, head.mixtures)


def save_head(folder: Path, head: Head) -> list[Path]:
    """Write a head. Same head, same bytes."""
    for name, array in (("weights", head.weights), ("probe", head.probe)):
        write_bytes(folder / f"{name}.npy", npy(array))
    plain = {
        "form": FORM,
        "codes": list(head.codes),
        "mixtures": head.mixtures,
        "model": head.model,
        "about": head.about,
    }
    write_json(folder / "head.json", plain)
    return [folder / name for name in ("weights.npy", "probe.npy", "head.json")]


def load_head(folder: Path, name: str) -> Head:
    """Read a head. Raises InputError when there is none, or one that does not belong to this version of nota and its model."""
    fix = f"leer het met 'nota train --part {name}' (met --corpus MAP als de zinnen om van te leren elders staan)."
    if not (folder / "head.json").is_file():
        raise InputError(f"het onderdeel '{name}' heeft nog niets geleerd.", path=folder, fix=fix)
    plain = read_json(folder / "head.json")
    if not isinstance(plain, dict) or plain.get("form") != FORM or plain.get("model") != model_digest(load_model()):
        message = f"het onderdeel '{name}' heeft geleerd naast een andere versie van nota of van het getrainde model."
        raise InputError(message, path=folder, fix=f"leer het opnieuw: {fix}")
    try:
        weights, probe = (np.load(folder / f"{name}.npy", allow_pickle=False) for name in ("weights", "probe"))
        head = Head(tuple(plain["codes"]), weights, probe, plain["mixtures"], plain["model"], plain["about"])
        if weights.shape != (2 * probe.size + 1, len(head.codes)):
            raise ValueError("shape")
    except (OSError, ValueError, KeyError, EOFError) as error:
        message = f"wat het onderdeel '{name}' leerde, is beschadigd."
        raise InputError(message, path=folder, fix=f"leer het opnieuw: {fix}") from error
    return head


def check_encoder(head: Head, encoder: Encoder, name: str) -> None:
    """Raises InputError when the encoder is not the one that was learned with."""
    now = encoder([PROBE])[0]
    if now.shape != head.probe.shape or np.linalg.norm(now - head.probe) > _ALIKE * np.linalg.norm(head.probe):
        message = f"het model van het onderdeel '{name}' geeft andere vectoren dan dat waarmee is geleerd."
        fix = f"zet de versie terug waarmee is geleerd, of leer opnieuw met 'nota train --part {name}'."
        raise InputError(message, fix=fix)


def model_digest(model: Model | None) -> str:
    """What tells one trained model from another."""
    return digest_of([model.about.get("corpus", ""), model.codes, model.mixtures])[:16] if model else ""


def _judge(conversation: Conversation, head: Head, encoder: Encoder, own: NDArray[np.int64]) -> Judgement:
    found = inputs(conversation, encoder)
    odds = np.full((len(conversation.units), len(own)), UNSEEN)
    odds[:, own >= 0] = odds_of(found, head)[:, own[own >= 0]]

    @cache
    def missed(row: int) -> NDArray[np.float64]:
        return _missed(conversation.units[row], found[row], head, encoder)

    return Judgement(odds, lambda row, column: _strongest(missed(row)[:, own[column]]) if own[column] >= 0 else ())


def _missed(unit: Unit, found: Vectors, head: Head, encoder: Encoder) -> NDArray[np.float64]:
    """Words x codes: how much less sure the head is without each word."""
    edges = [(start - unit.start, end - unit.start) for start, end in zip(unit.words.start, unit.words.end)]
    text = unit.text
    left_out = _unit_length(encoder([f"{text[:start]}{text[end:]}" for start, end in edges]))
    rest = np.repeat(found[None, left_out.shape[1] :], len(edges), axis=0)
    return np.asarray(odds_of(found[None, :], head) - odds_of(np.hstack([left_out, rest]), head))


def _strongest(missed: NDArray[np.float64]) -> tuple[int, ...]:
    """Positions of the words that count most: those that carry at least half of the first."""
    ranked = np.argsort(-missed, kind="stable")[:_WORDS]
    return tuple(sorted(int(n) for n in ranked if missed[n] > 0 and missed[n] >= missed[ranked[0]] / 2))


def _before(own: Vectors, units: tuple[Unit, ...]) -> Vectors:
    """Per sentence the vector of the one before it, or of all that was asked in the turn before it."""
    found = np.zeros_like(own)
    first = 0
    """Where the turn began in which the sentence before stands."""
    for number in range(1, len(units)):
        last = units[number - 1]
        if number > 1 and units[number - 2].turn != last.turn:
            first = number - 1
        asked = last.role == INTERVIEWER and units[number].role != INTERVIEWER
        found[number] = own[first:number].mean(axis=0) if asked else own[number - 1]
    return found


def _unit_length(found: Vectors) -> Vectors:
    lengths = np.linalg.norm(found, axis=1, keepdims=True)
    return np.asarray(found / np.where(lengths > 0, lengths, 1), dtype=np.float32)


def _text(unit: Unit) -> str:
    return " ".join(unit.text.split())
