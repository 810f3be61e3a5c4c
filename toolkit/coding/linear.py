"""The trained model as files: a linear model over :mod:`toolkit.coding.features`, with a second look at the neighbours.

A model is a folder of plain arrays and JSON (no pickle): reading one runs no code of others, and its bytes depend on
nothing but the corpus. The first stage gives log-odds per code, per theme and for any code at all; the second weighs
these, and those of the sentences around (:mod:`toolkit.coding.neighbours`), into the log-odds of a code.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..files import read_json, write_bytes, write_json, write_text
from .conversation import Conversation
from .features import BLOCKS, Features, matrix
from .neighbours import chance

FOLDER = Path(__file__).parent / "model"
FORM = 4
REGISTERS = ("spoken", "written")
Weights = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Model:
    """A trained model."""

    features: Features
    codes: tuple[str, ...]
    themes: tuple[str, ...]
    weights: NDArray[np.float32]
    """A row per feature; a column per code, per theme, and one for any code."""
    bias: NDArray[np.float32]
    stack: Mapping[str, tuple[NDArray[np.float64], float]]
    """Register -> weights of :data:`toolkit.coding.neighbours.SIGNS` and then ``DECIDED``, and bias."""
    usual: NDArray[np.float64]
    """Mean chance of each code, theme and any code in the first stage: what is assumed where there are no neighbours."""
    fair: NDArray[np.float64]
    """Per code, theme and any code the shift and slope that make the first stage's log-odds as sure as they are right."""
    mixtures: Mapping[str, Any]
    """Parts joined by ``+`` -> register -> how they are weighed."""
    about: Mapping[str, Any]
    """Version, corpus and figures."""


def register_of(conversation: Conversation) -> str:
    """Whether a text is talk or prose."""
    return "spoken" if conversation.spoken else "written"


def first(conversation: Conversation, model: Model) -> NDArray[np.float64]:
    """Log-odds of the first stage: a row per sentence."""
    return np.asarray(matrix(conversation, model.features) @ model.weights + model.bias, dtype=np.float64)


def expected(odds: NDArray[np.float64], fair: NDArray[np.float64]) -> NDArray[np.float64]:
    """How often a code is there where the first stage says this of it."""
    return chance(fair[:, 0] + fair[:, 1] * odds)


def second(found: NDArray[np.float64], weights: NDArray[np.float64], bias: float) -> NDArray[np.float64]:
    """Log-odds of the codes, from :func:`toolkit.coding.neighbours.signs` and, where there are, ``decided_signs``."""
    return np.asarray(found @ weights[: found.shape[-1]] + bias)


def save_model(folder: Path, model: Model) -> list[Path]:
    """Write a model. Same model, same bytes."""
    terms = {block: list(model.features.columns[block]) for block in BLOCKS}
    stack = {
        name: {"weights": [round(float(w), 6) for w in weights], "bias": round(bias, 6)}
        for name, (weights, bias) in model.stack.items()
    }
    arrays: dict[str, NDArray[Any]] = {
        "weights": model.weights.astype(np.float16),
        "idf": model.features.idf,
        "bias": model.bias,
    }
    for name, array in arrays.items():
        write_bytes(folder / f"{name}.npy", npy(array))
    write_text(folder / "terms.json", json.dumps(terms, ensure_ascii=False, separators=(",\n", ": ")) + "\n")
    write_json(folder / "model.json", {
        "form": FORM, "codes": list(model.codes), "themes": list(model.themes), "stack": stack,
        "usual": [round(float(mean), 6) for mean in model.usual], "fair": [[float(one) for one in pair] for pair in model.fair],
        "mixtures": dict(model.mixtures), "about": dict(model.about),
    })  # fmt: skip
    return [folder / name for name in ("weights.npy", "idf.npy", "bias.npy", "terms.json", "model.json")]


@lru_cache(maxsize=4)
def load_model(folder: Path = FOLDER) -> Model | None:
    """Read a model; None when there is none here. Raises InputError on one that is damaged or of another form."""
    if not (folder / "model.json").is_file():
        return None
    plain = read_json(folder / "model.json")
    if plain.get("form") != FORM:
        message = "dit getrainde model is van een andere versie van nota."
        raise InputError(message, path=folder, fix="train het opnieuw met 'nota train'.")
    try:
        return _model(folder, plain)
    except (OSError, ValueError, KeyError, EOFError) as error:
        raise InputError(
            "dit getrainde model is beschadigd.", path=folder, fix="train het opnieuw met 'nota train'."
        ) from error


def _model(folder: Path, plain: dict[str, Any]) -> Model:
    weights, idf, bias = (np.load(folder / f"{name}.npy", allow_pickle=False) for name in ("weights", "idf", "bias"))
    columns: dict[str, dict[str, int]] = {}
    count = 0
    for block, terms in read_json(folder / "terms.json").items():
        columns[block] = {term: count + place for place, term in enumerate(terms)}
        count += len(terms)
    if weights.shape != (count, len(bias)) or len(idf) != count or len(plain["usual"]) != len(bias):
        raise ValueError("shape")
    stack = {
        name: (np.array(one["weights"], dtype=np.float64), float(one["bias"])) for name, one in plain["stack"].items()
    }
    return Model(
        Features(columns, idf), tuple(plain["codes"]), tuple(plain["themes"]), weights.astype(np.float32), bias,
        stack, np.array(plain["usual"], dtype=np.float64), np.array(plain["fair"], dtype=np.float64), plain["mixtures"], plain["about"],
    )  # fmt: skip


def npy(array: NDArray[Any]) -> bytes:
    """An array as the bytes of a .npy file, without pickle."""
    from io import BytesIO

    held = BytesIO()
    np.save(held, np.ascontiguousarray(array), allow_pickle=False)
    return held.getvalue()
