"""Learn a head over an encoder: ``nota train --part``. The shipped model stays as it is."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from ..records import Codebook
from .corpus import FOLDS, Corpus, corpus_of
from .encoders import PROBE, Encoder, Vectors
from .gold import Row
from .learning import PASSAGES, Progress, about, weighed_with
from .linear import load_model
from .vectors import Head, inputs, model_digest

STRENGTH = 50.0
"""Weight of the penalty on the heads' squared weights, over columns of unit variance, against the sum over sentences."""
_STEPS = 200

Floats = NDArray[np.float32]


def teach(
    name: str, encoder: Encoder, rows: Sequence[Row], codebook: Codebook, *, progress: Progress = lambda items: items
) -> Head:
    """Learn a head per code on coded sentences, and how it is weighed with the other parts on tables left out.

    Raises InputError when there are too few.
    """
    corpus = corpus_of(rows, codebook)
    found = np.vstack([inputs(one, encoder) for one in progress(corpus.conversations)])
    unseen = np.zeros((len(rows), len(corpus.codes)))
    for fold in range(FOLDS):
        held_out = corpus.folds == fold
        if held_out.any():
            weights = fit_heads(found, corpus, ~held_out)
            unseen[held_out] = np.round(found[held_out] @ weights[:-1] + weights[-1], 3)
    mixtures, figures = weighed_with(name, unseen, corpus, codebook, progress=progress)
    told = {**about(corpus), "figures": figures}
    weights = fit_heads(found, corpus, np.ones(len(rows), dtype=bool))
    return Head(corpus.codes, weights, encoder([PROBE])[0], mixtures, model_digest(load_model()), told)


def fit_heads(found: Vectors, corpus: Corpus, chosen: NDArray[np.bool_]) -> Floats:
    """Logistic regressions for all codes at once (L-BFGS): a row per number and last the bias, a column per code."""
    from scipy.optimize import minimize

    x = found[chosen]
    mean, spread = x.mean(axis=0), x.std(axis=0)
    spread[spread < 1e-6] = 1.0
    x = (x - mean) / spread
    count = len(corpus.codes)
    yes = corpus.agreed[chosen][:, :count].astype(np.float32)
    use = ~corpus.silent[chosen][:, None] & ~corpus.open[chosen][:, :count]
    worth = (use * np.where(corpus.tuning[chosen], 1.0, PASSAGES)[:, None]).astype(np.float32)

    def loss(flat: NDArray[np.float64]) -> tuple[float, NDArray[np.float64]]:
        weights = flat.reshape(-1, count)
        held = weights.astype(np.float32)
        odds = x @ held[:-1] + held[-1]
        off = worth * (1 / (1 + np.exp(-odds)) - yes)
        value = float((worth * (np.logaddexp(0, odds) - yes * odds)).sum(dtype=np.float64))
        slope = np.vstack([x.T @ off, off.sum(axis=0)]).astype(np.float64)
        slope[:-1] += STRENGTH * weights[:-1]
        return value + STRENGTH / 2 * float((weights[:-1] ** 2).sum()), slope.ravel()

    share = (worth * yes).sum(axis=0, dtype=np.float64) / np.maximum(worth.sum(axis=0, dtype=np.float64), 1)
    start = np.zeros((x.shape[1] + 1, count))
    start[-1] = np.log((share + 1e-4) / (1 - share + 1e-4))
    best = minimize(loss, start.ravel(), jac=True, method="L-BFGS-B", options={"maxiter": _STEPS, "ftol": 1e-6})
    weights = best.x.reshape(-1, count)
    scaled = weights[:-1] / spread[:, None]
    return np.vstack([scaled, weights[-1] - mean @ scaled]).astype(np.float32)
