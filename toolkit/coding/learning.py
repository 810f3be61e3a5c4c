"""Train the linear model on coded conversations: ``nota train``.

Every figure that decides something (the second stage, the weights of the parts, the thresholds) comes from
predictions for docs that the model was not trained on: five folds, whole docs together. Training draws nothing at
random; the same corpus and versions give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from ..errors import InputError
from ..records import Codebook, digest_of
from .combine import ALONE
from .conversation import INTERVIEWER, Conversation
from .features import Features, fit, matrix
from .gold import PASSAGE, Row, conversations_of, read_gold
from .linear import REGISTERS, Model, register_of, second, signs
from .parts import vocabulary_part
from .tuning import alphas, logistic, tuned

FOLDS = 5
STRENGTH = 10.0
"""Inverse of the regularisation, as scikit-learn's C."""
_FEWEST = 8
"""A code with fewer sentences than this is left to the vocabulary."""
_ENOUGH = 1000
"""From this many sentences of whole conversations on, passages no longer take part in tuning."""

Bools = NDArray[np.bool_]
Progress = Callable[[Sequence[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Coded conversations as arrays: a row per sentence, in order."""

    rows: tuple[Row, ...]
    conversations: tuple[Conversation, ...]
    codes: tuple[str, ...]
    themes: tuple[str, ...]
    agreed: Bools
    """Sentences x targets: codes, themes, any code."""
    open: Bools
    """Where coders differed: not trained on, not scored."""
    silent: Bools
    """What the interviewer says."""
    tuning: Bools
    """Sentences that decide weights and thresholds."""
    folds: NDArray[np.int64]
    register: NDArray[np.str_]


def read_corpus(folder: Path, codebook: Codebook) -> list[Row]:
    """Every coded sentence of the tables in a folder. Raises InputError."""
    paths = sorted(folder.glob("*.tsv"))
    if not paths:
        fix = "geef met --corpus een map met tabellen van gecodeerde zinnen (.tsv)."
        raise InputError("hier staan geen tabellen om van te leren.", path=folder, fix=fix)
    return [replace(row, doc=f"{path.stem}/{row.doc}") for path in paths for row in read_gold(path, codebook)]


def corpus_of(rows: Sequence[Row], codebook: Codebook) -> Corpus:
    """Rows as arrays, with the folds."""
    conversations = conversations_of(rows)
    units = [unit for one in conversations for unit in one.units]
    agreed = np.array([[code in row.codes for code in codebook.ids] for row in rows], dtype=bool)
    disputed = np.array([[code in row.disputed for code in codebook.ids] for row in rows], dtype=bool)
    codes = tuple(code for code, column in zip(codebook.ids, agreed.T) if column.sum() >= _FEWEST)
    if not codes:
        message = f"geen enkele code komt {_FEWEST} keer of vaker voor; daar valt niet van te leren."
        raise InputError(message, fix="voeg gecodeerde gesprekken toe.")
    kept = [codebook.ids.index(code) for code in codes]
    owners = np.array([code.partition(".")[0] for code in codebook.ids])
    themes = tuple(theme.id for theme in codebook.themes if any(code.startswith(f"{theme.id}.") for code in codes))
    of_theme = np.stack([agreed[:, owners == theme].any(1) for theme in themes], axis=1)
    open_theme = np.stack([disputed[:, owners == theme].any(1) for theme in themes], axis=1) & ~of_theme
    whole = np.array([row.kind != PASSAGE for row in rows])
    return Corpus(
        rows=tuple(rows), conversations=tuple(conversations), codes=codes, themes=themes,
        agreed=np.hstack([agreed[:, kept], of_theme, agreed.any(1, keepdims=True)]),
        open=np.hstack([disputed[:, kept], open_theme, disputed.any(1, keepdims=True) & ~agreed.any(1, keepdims=True)]),
        silent=np.array([unit.role == INTERVIEWER for unit in units]),
        tuning=whole if whole.sum() >= _ENOUGH else np.ones(len(rows), dtype=bool),
        folds=_folds([row.doc for row in rows]),
        register=np.array([register_of(one) for one in conversations for _ in one.units]),
    )  # fmt: skip


def learn(rows: Sequence[Row], codebook: Codebook, *, progress: Progress = lambda items: items) -> Model:
    """Train a model on coded sentences. Raises InputError when there are too few."""
    corpus = corpus_of(rows, codebook)
    features = fit(corpus.conversations)
    sparse = csr_matrix(vstack([matrix(one, features) for one in corpus.conversations]), dtype=np.float64)
    unseen = np.zeros(corpus.agreed.shape)
    everything = np.ones(len(corpus.rows), dtype=bool)
    weights, bias = np.empty((0, 0)), np.empty(0)
    for fold in progress(range(FOLDS + 1)):
        if fold == FOLDS:
            weights, bias = _first_stage(sparse, corpus, everything)
            continue
        held_out = corpus.folds == fold
        if held_out.any():
            some, some_bias = _first_stage(sparse[~held_out], corpus, ~held_out)
            unseen[held_out] = sparse[held_out] @ some + some_bias
    stack, mixtures, figures = _second_stage(unseen, corpus, codebook)
    about = {"sentences": len(rows), "coded": int(corpus.agreed[:, -1].sum()), "docs": len({row.doc for row in rows}),
             "corpus": digest_of([[row.doc, row.speaker, row.text, *row.codes] for row in rows])[:16], "figures": figures}  # fmt: skip
    short = weights.astype(np.float16).astype(np.float32)
    return Model(
        Features(features.columns, features.idf), corpus.codes, corpus.themes, short, bias.astype(np.float32),
        stack, mixtures, about,
    )  # fmt: skip


def _first_stage(sparse: csr_matrix, corpus: Corpus, chosen: Bools) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """One logistic regression per target; rare targets weigh as much as common ones."""
    from sklearn.linear_model import LogisticRegression

    agreed, undecided, silent = corpus.agreed[chosen], corpus.open[chosen], corpus.silent[chosen]
    weights = np.zeros((sparse.shape[1], agreed.shape[1]))
    bias = np.full(agreed.shape[1], -6.0)
    for target in range(agreed.shape[1]):
        use = ~silent & ~undecided[:, target]
        if agreed[use, target].sum() < 2:
            continue
        model = LogisticRegression(
            C=STRENGTH, class_weight="balanced", solver="liblinear", dual=True, max_iter=5000, random_state=0
        )
        model.fit(sparse[use], agreed[use, target])
        weights[:, target] = model.coef_[0]
        bias[target] = model.intercept_[0]
    return weights, bias


def _second_stage(
    unseen: NDArray[np.float64], corpus: Corpus, codebook: Codebook
) -> tuple[dict[str, tuple[NDArray[np.float64], float]], dict[str, Any], dict[str, Any]]:
    """Weigh the first stage's odds, then the parts, each register on its own docs (all docs where it has too few)."""
    count = len(corpus.codes)
    cut = np.cumsum([len(one.units) for one in corpus.conversations])[:-1]
    found = np.vstack([
        signs(odds, one, corpus.codes, corpus.themes) for odds, one in zip(np.split(unseen, cut), corpus.conversations)
    ])  # fmt: skip
    part = vocabulary_part(codebook)
    columns = [codebook.ids.index(code) for code in corpus.codes]
    vocabulary = np.vstack([part.judge(one).odds[:, columns] for one in corpus.conversations])
    stack: dict[str, tuple[NDArray[np.float64], float]] = {}
    mixtures: dict[str, Any] = {"trained": {}, "vocabulary+trained": {}}
    figures: dict[str, Any] = {name: {} for name in ("vocabulary", *mixtures)}
    for register in REGISTERS:
        own = corpus.tuning & ~corpus.silent & (corpus.register == register)
        rows = own if own.sum() >= _ENOUGH // 2 else corpus.tuning & ~corpus.silent
        yes, use = corpus.agreed[rows, :count], ~corpus.open[rows, :count]
        weights, bias = logistic(found[rows], yes, use)
        stack[register] = (weights, bias)
        odds = {"vocabulary": vocabulary[rows], "trained": second(found[rows], weights, bias)}
        scored = (corpus.agreed[rows], corpus.open[rows])
        plain = 1 / (1 + np.exp(-odds["vocabulary"])) >= ALONE.threshold
        figures["vocabulary"][register] = alphas(plain, *scored, corpus.codes, corpus.themes)
        for names in mixtures:
            chosen = names.split("+")
            mixture, figure = tuned({name: odds[name] for name in chosen}, *scored, corpus.codes, corpus.themes)
            mixtures[names][register] = mixture
            figures[names][register] = figure
    return stack, mixtures, figures


def _folds(docs: Sequence[str]) -> NDArray[np.int64]:
    """Spread whole docs over the folds, the longest first, each to the fold that is shortest so far."""
    sizes: dict[str, int] = {}
    for doc in docs:
        sizes[doc] = sizes.get(doc, 0) + 1
    filled = [0] * FOLDS
    place: dict[str, int] = {}
    for doc in sorted(sizes, key=lambda one: (-sizes[one], one)):
        place[doc] = filled.index(min(filled))
        filled[place[doc]] += sizes[doc]
    return np.array([place[doc] for doc in docs], dtype=np.int64)
