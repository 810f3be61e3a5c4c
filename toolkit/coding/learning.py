"""Train the linear model on coded conversations: ``nota train``.

Every figure that decides something (the second stage, the weights of the parts, the thresholds) comes from
predictions for docs that the model was not trained on: five folds, whole docs together. Nothing is drawn
but with a fixed seed; the same corpus and versions give the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

import numpy as np
from scipy.sparse import csr_matrix, vstack

from ..records import Codebook, digest_of
from .combine import ALONE, Mixture, by_theme
from .conversation import Decided
from .corpus import ENOUGH, FOLDS, Corpus, corpus_of
from .features import Features, fit, matrix
from .gold import Row
from .linear import REGISTERS, Model, expected, second
from .neighbours import Bools, Floats, chance, decided_signs, owners, signs
from .parts import UNSEEN, vocabulary_part
from .trained import NAME
from .tuning import Texts, alphas, as_plain, beside, logistic, mixed, platt, ruled, sure_of, trusting, united

VOCABULARY = "vocabulary"
STRENGTH = 10.0
"""Inverse of the regularisation, as scikit-learn's C."""
PASSAGES = 0.4
"""What a sentence of a loose passage weighs beside one of a whole text."""
PIECE = 5
"""Sentences of a short piece of text."""
TOLD = 0.3
"""Share of the sentences that count as decided where it is learned what decisions say of the sentences around."""
STRANGERS = {"spoken": 1.0, "written": 2.0}
"""How many times as much the vocabulary counts as it earned on texts like those that were trained on. Public prose by strangers uses the
codebook's words more, and the model is surer of it than it should be (chosen on the development gold, see docs/coding.md)."""
CAUTION = {"spoken": 0.8, "written": 0.5}
"""How much is left of the log-odds that are shown: of strangers' texts a model is surer than it should be (chosen as the factors above)."""
_MUCH = 20_000
"""From so many sentences on it pays to learn on two processors."""

Progress = Callable[[Sequence[Any]], Iterable[Any]]


@dataclass(frozen=True, slots=True, eq=False)
class Looks:
    """What the two looks of the trained part say of docs that they were not trained on."""

    unseen: Floats
    """The first: log-odds of codes, themes, any code."""
    usual: Floats
    fair: Floats
    decided: Decided
    stack: dict[str, tuple[Floats, float]]
    odds: Floats
    """The second: log-odds of codes."""
    told: Floats
    """The same when some sentences are decided."""


def learn(rows: Sequence[Row], codebook: Codebook, *, progress: Progress = lambda items: items) -> Model:
    """Train a model on coded sentences. Raises InputError when there are too few."""
    corpus = corpus_of(rows, codebook)
    features, sparse = _inputs(corpus)
    (weights, bias), *folds = _first_stages(sparse, corpus, range(-1, FOLDS), progress)
    looks = _looks(_left_out(sparse, corpus, folds), corpus)
    mixtures, figures = _together({NAME: looks.odds}, looks, corpus, codebook, (NAME, f"{VOCABULARY}+{NAME}"))
    short = weights.astype(np.float16).astype(np.float32)
    return Model(
        Features(features.columns, features.idf), corpus.codes, corpus.themes, short, bias.astype(np.float32),
        looks.stack, looks.usual, looks.fair, mixtures, {**about(corpus), "figures": figures},
    )  # fmt: skip


def about(corpus: Corpus) -> dict[str, Any]:
    """What was learned from: sizes, and a digest of the texts and their codes."""
    rows = corpus.rows
    return {"sentences": len(rows), "coded": int(corpus.agreed[:, -1].sum()), "docs": len({row.doc for row in rows}),
            "corpus": digest_of([[row.doc, row.speaker, row.text, *row.codes] for row in rows])[:16]}  # fmt: skip


def weighed_with(
    name: str, odds: Floats, corpus: Corpus, codebook: Codebook, *, progress: Progress = lambda items: items
) -> tuple[dict[str, Any], dict[str, Any]]:
    """How one more part is weighed alone and with the others, and figures.

    ``odds``: its log-odds for sentences x ``corpus.codes``, each from a fold that it was not trained on.
    """
    _, sparse = _inputs(corpus)
    looks = _looks(_left_out(sparse, corpus, _first_stages(sparse, corpus, range(FOLDS), progress)), corpus)
    names = (name, f"{VOCABULARY}+{name}", f"{NAME}+{name}", f"{VOCABULARY}+{NAME}+{name}")
    before = _together({NAME: looks.odds}, looks, corpus, codebook, (f"{VOCABULARY}+{NAME}",))[1]
    mixtures, figures = _together({NAME: looks.odds, name: odds}, looks, corpus, codebook, names)
    return mixtures, {**before, **figures}


def _inputs(corpus: Corpus) -> tuple[Features, csr_matrix]:
    features = fit(corpus.conversations)
    return features, csr_matrix(vstack([matrix(one, features) for one in corpus.conversations]), dtype=np.float64)


def _first_stages(
    sparse: csr_matrix, corpus: Corpus, left_out: range, progress: Progress
) -> list[tuple[Floats, Floats]]:
    """The first stage with each of these folds left out (-1: none), on two processors where there is much to learn."""
    from joblib import Parallel, delayed

    worth = np.where(corpus.tuning, 1.0, PASSAGES)
    count = 2 if len(corpus.rows) > _MUCH else 1
    found = Parallel(n_jobs=count, return_as="generator")(
        delayed(_first_stage)(sparse, corpus.agreed, corpus.open, worth, ~corpus.silent & (corpus.folds != fold))
        for fold in left_out
    )
    return [one for _, one in zip(progress(left_out), found)]


def _left_out(sparse: csr_matrix, corpus: Corpus, folds: Sequence[tuple[Floats, Floats]]) -> Floats:
    """What the first stage says of each fold when it learned from the others."""
    unseen = np.zeros(corpus.agreed.shape)
    for fold, (weights, bias) in enumerate(folds):
        held_out = corpus.folds == fold
        unseen[held_out] = sparse[held_out] @ weights + bias
    return unseen


def _looks(unseen: Floats, corpus: Corpus) -> Looks:
    usual = np.round(chance(unseen[corpus.tuning & ~corpus.silent]).mean(axis=0), 6)
    decided, fair = _decided(corpus), _fair(unseen, corpus)
    return Looks(unseen, usual, fair, decided, *_second_stage(unseen, usual, fair, corpus, decided))


def _first_stage(
    sparse: csr_matrix, agreed: Bools, undecided: Bools, worth: Floats, chosen: Bools
) -> tuple[Floats, Floats]:
    """One logistic regression per target; rare targets weigh as much as common ones, loose passages less."""
    from sklearn.linear_model import LogisticRegression

    sparse, agreed, undecided, worth = sparse[chosen], agreed[chosen], undecided[chosen], worth[chosen]
    weights = np.zeros((sparse.shape[1], agreed.shape[1]))
    bias = np.full(agreed.shape[1], -6.0)
    for target in range(agreed.shape[1]):
        use = ~undecided[:, target]
        if agreed[use, target].sum() < 2:
            continue
        model = LogisticRegression(
            C=STRENGTH, class_weight="balanced", solver="liblinear", dual=True, tol=0.01, max_iter=1000, random_state=0
        )
        model.fit(sparse[use], agreed[use, target], worth[use])
        weights[:, target] = model.coef_[0]
        bias[target] = model.intercept_[0]
    return weights, bias


def _decided(corpus: Corpus) -> Decided:
    """Some sentences as if people had decided them, and the others as if not."""
    draw, count = Random(0), len(corpus.codes)
    told = np.array([draw.random() < TOLD for _ in corpus.rows]) & ~corpus.silent
    known = told[:, None] & ~corpus.open[:, :count]
    return Decided(known, known & corpus.agreed[:, :count])


def _second_stage(
    unseen: Floats, usual: Floats, fair: Floats, corpus: Corpus, decided: Decided
) -> tuple[dict[str, tuple[Floats, float]], Floats, Floats]:
    """Weigh what the first stage says of a sentence and of those around it, each register on its own docs.

    Returned are also the odds for docs that were not weighed on: with nothing decided, and with some sentences decided. Half of the
    examples stand in pieces of a few sentences: a study may hold excerpts.
    """
    count = len(corpus.codes)
    whole, pieces = (_signs(unseen, usual, corpus, piece) for piece in (None, PIECE))
    off = _told(expected(unseen, fair), corpus, decided)
    odds, told = (np.full((len(unseen), count), UNSEEN) for _ in range(2))
    stack: dict[str, tuple[Floats, float]] = {}
    for register in REGISTERS:
        rows, use = _tuned_on(corpus, register), ~corpus.open[:, :count]

        def weighed(chosen: Bools, use: Bools = use) -> tuple[Floats, float]:
            yes, kept = corpus.agreed[chosen, :count], use[chosen]
            both = np.concatenate([whole[chosen], pieces[chosen]])
            weights, bias = logistic(both, np.concatenate([yes, yes]), np.concatenate([kept, kept]))
            more = beside(second(whole[chosen], weights, bias), off[chosen], yes, kept)
            return np.concatenate([weights, more]), bias

        stack[register] = weighed(rows)
        for fold in range(FOLDS):
            others, own = rows & (corpus.folds != fold), (corpus.folds == fold) & (corpus.register == register)
            some = weighed(others) if corpus.agreed[others, :count].any() else stack[register]
            odds[own] = second(whole[own], *some)
            told[own] = second(np.concatenate([whole[own], off[own]], axis=2), *some)
    return stack, odds, told


def _fair(unseen: Floats, corpus: Corpus) -> Floats:
    """Per target the shift and slope that make the first stage's log-odds for docs it was not trained on as sure as they are right."""
    rows = corpus.tuning & ~corpus.silent
    found = []
    for target in range(unseen.shape[1]):
        use = rows & ~corpus.open[:, target]
        found.append(platt(chance(unseen[use, target]), corpus.agreed[use, target]))
    return np.array(found)


def _told(likely: Floats, corpus: Corpus, decided: Decided) -> Floats:
    """What the decided sentences say of the others."""
    found = []
    for one, place in zip(corpus.conversations, _places(corpus)):
        here = Decided(decided.known[place], decided.given[place])
        found.append(decided_signs(likely[place], one, here, corpus.codes, corpus.themes))
    return np.vstack(found)


def _places(corpus: Corpus) -> list[slice]:
    """Which rows each conversation has."""
    ends = np.cumsum([len(one.units) for one in corpus.conversations]).tolist()
    return [slice(end - len(one.units), end) for one, end in zip(corpus.conversations, ends)]


def _signs(unseen: Floats, usual: Floats, corpus: Corpus, piece: int | None) -> Floats:
    """The second stage's signs of every text, whole or cut into pieces of so many sentences."""
    found = []
    for one, rows in zip(corpus.conversations, _places(corpus)):
        size = piece or len(one.units)
        for place in range(0, len(one.units), size):
            part = replace(one, units=one.units[place : place + size])
            odds = unseen[rows.start + place : rows.start + place + len(part.units)]
            found.append(signs(odds, part, usual, corpus.codes, corpus.themes))
    return np.vstack(found)


def _tuned_on(corpus: Corpus, register: str) -> Bools:
    """The sentences that decide for a register: its own, or all of them where it has too few."""
    every = corpus.tuning & ~corpus.silent
    own = every & (corpus.register == register)
    return own if own.sum() >= ENOUGH // 2 else every


def _together(
    others: dict[str, Floats], looks: Looks, corpus: Corpus, codebook: Codebook, combinations: Sequence[str]
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Weigh the parts, and decide about codes and themes: mixtures in plain form, and figures."""
    part = vocabulary_part(codebook)
    columns = [codebook.ids.index(code) for code in corpus.codes]
    vocabulary = np.vstack([part.judge(one).odds[:, columns] for one in corpus.conversations])
    mixtures: dict[str, Any] = {names: {} for names in combinations}
    figures: dict[str, Any] = {name: {} for name in (VOCABULARY, *mixtures)}
    for register in REGISTERS:
        rows = _tuned_on(corpus, register)
        plain = chance(vocabulary[rows]) >= ALONE.threshold
        scored = (corpus.agreed[rows], corpus.open[rows], corpus.codes, corpus.themes)
        figures[VOCABULARY][register] = alphas(plain, *scored)
        for names in mixtures:
            odds = {name: {VOCABULARY: vocabulary, **others}[name] for name in names.split("+")}
            mixture, said = _mixture(odds, looks, corpus, register)
            mixtures[names][register] = as_plain(mixture)
            figures[names][register] = alphas(said[rows], *scored)
    return mixtures, figures


def _mixture(odds: dict[str, Floats], looks: Looks, corpus: Corpus, register: str) -> tuple[Mixture, Bools]:
    """One mixture, and what it says of every sentence. Only with the trained part are themes decided first: it alone knows of them."""
    count, own = len(corpus.codes), owners(corpus.codes, corpus.themes)
    use = ~corpus.open & _tuned_on(corpus, register)[:, None]
    mixture = mixed(odds, corpus.agreed[:, :count], use[:, :count], corpus.codes)
    told = united({**odds, NAME: looks.told}, mixture) if NAME in odds else united(odds, mixture)
    texts = Texts(united(odds, mixture), told, looks.decided, looks.unseen[:, count:], ~corpus.silent, _places(corpus))
    rule = ruled(texts, corpus.agreed[:, count:-1], use[:, count:-1], corpus.themes, own) if NAME in odds else None
    if VOCABULARY in odds:
        mixture = trusting(mixture, VOCABULARY, STRANGERS[register])
    chances = united(odds, mixture)
    limits = np.array([mixture.thresholds[code] for code in corpus.codes])
    said = chances >= limits
    if rule is not None:
        sure = sure_of(replace(texts, chances=chances), rule, corpus.themes, own)
        there = sure >= np.array([rule.thresholds[theme] for theme in corpus.themes])
        said = by_theme(chances, limits, there, own)
    judged = said & use[:, :count]
    shift, slope = platt(chances[judged], corpus.agreed[:, :count][judged])
    shown = round(CAUTION[register] * shift, 4), round(CAUTION[register] * slope, 4)
    return replace(mixture, themes=rule, shown=shown), said
