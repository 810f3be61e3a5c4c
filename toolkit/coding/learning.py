"""Train the linear model on coded conversations: ``nota train``.

Every figure that decides something (the second stage, the weights of the parts, the thresholds) comes from
predictions for docs that the model was not trained on: five folds, whole docs together. Nothing is drawn
but with a fixed seed; the same corpus and versions give the same bytes.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from random import Random
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix, vstack

from ..errors import InputError
from ..records import Codebook, digest_of
from .combine import ALONE, Mixture, by_theme
from .conversation import INTERVIEWER, Conversation, Decided
from .features import Features, fit, matrix
from .gold import PASSAGE, Row, conversations_of, read_gold
from .linear import REGISTERS, Model, expected, register_of, second
from .neighbours import Bools, Floats, chance, decided_signs, owners, signs
from .parts import UNSEEN, vocabulary_part
from .tuning import Texts, alphas, as_plain, beside, logistic, mixed, platt, ruled, sure_of, trusting, united

FOLDS = 5
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
_FEWEST = 8
"""A code with fewer sentences than this is left to the vocabulary."""
_ENOUGH = 1000
"""From this many sentences of whole conversations on, passages no longer take part in tuning."""

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
        folds=_folds(_groups(rows)),
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
    usual = np.round(chance(unseen[corpus.tuning & ~corpus.silent]).mean(axis=0), 6)
    decided = _decided(corpus)
    fair = _fair(unseen, corpus)
    stack, odds, told = _second_stage(unseen, usual, fair, corpus, decided)
    mixtures, figures = _together(odds, told, unseen, corpus, decided, codebook)
    about = {"sentences": len(rows), "coded": int(corpus.agreed[:, -1].sum()), "docs": len({row.doc for row in rows}),
             "corpus": digest_of([[row.doc, row.speaker, row.text, *row.codes] for row in rows])[:16], "figures": figures}  # fmt: skip
    short = weights.astype(np.float16).astype(np.float32)
    return Model(
        Features(features.columns, features.idf), corpus.codes, corpus.themes, short, bias.astype(np.float32),
        stack, usual, fair, mixtures, about,
    )  # fmt: skip


def _first_stage(sparse: csr_matrix, corpus: Corpus, chosen: Bools) -> tuple[Floats, Floats]:
    """One logistic regression per target; rare targets weigh as much as common ones, loose passages less."""
    from sklearn.linear_model import LogisticRegression

    agreed, undecided, silent = corpus.agreed[chosen], corpus.open[chosen], corpus.silent[chosen]
    worth = np.where(corpus.tuning[chosen], 1.0, PASSAGES)
    weights = np.zeros((sparse.shape[1], agreed.shape[1]))
    bias = np.full(agreed.shape[1], -6.0)
    for target in range(agreed.shape[1]):
        use = ~silent & ~undecided[:, target]
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
    return own if own.sum() >= _ENOUGH // 2 else every


def _together(
    trained: Floats, told: Floats, unseen: Floats, corpus: Corpus, decided: Decided, codebook: Codebook
) -> tuple[dict[str, Any], dict[str, Any]]:
    """Weigh the parts, and decide about codes and themes: mixtures in plain form, and figures."""
    part = vocabulary_part(codebook)
    columns = [codebook.ids.index(code) for code in corpus.codes]
    vocabulary = np.vstack([part.judge(one).odds[:, columns] for one in corpus.conversations])
    mixtures: dict[str, Any] = {"trained": {}, "vocabulary+trained": {}}
    figures: dict[str, Any] = {name: {} for name in ("vocabulary", *mixtures)}
    for register in REGISTERS:
        rows = _tuned_on(corpus, register)
        plain = chance(vocabulary[rows]) >= ALONE.threshold
        scored = (corpus.agreed[rows], corpus.open[rows], corpus.codes, corpus.themes)
        figures["vocabulary"][register] = alphas(plain, *scored)
        for names in mixtures:
            odds = {name: {"vocabulary": vocabulary, "trained": trained}[name] for name in names.split("+")}
            mixture, said = _mixture(odds, {**odds, "trained": told}, unseen, corpus, decided, register)
            mixtures[names][register] = as_plain(mixture)
            figures[names][register] = alphas(said[rows], *scored)
    return mixtures, figures


def _mixture(
    odds: dict[str, Floats], told: dict[str, Floats], unseen: Floats, corpus: Corpus, decided: Decided, register: str
) -> tuple[Mixture, Bools]:
    """One mixture, and what it says of every sentence. ``told``: the odds when some sentences are decided."""
    count, own = len(corpus.codes), owners(corpus.codes, corpus.themes)
    use = ~corpus.open & _tuned_on(corpus, register)[:, None]
    mixture = mixed(odds, corpus.agreed[:, :count], use[:, :count], corpus.codes)
    texts = Texts(
        united(odds, mixture), united(told, mixture), decided, unseen[:, count:], ~corpus.silent, _places(corpus)
    )
    rule = ruled(texts, corpus.agreed[:, count:-1], use[:, count:-1], corpus.themes, own)
    if len(odds) > 1:
        mixture = trusting(mixture, "vocabulary", STRANGERS[register])
    chances = united(odds, mixture)
    sure = sure_of(replace(texts, chances=chances), rule, corpus.themes, own)
    there = sure >= np.array([rule.thresholds[theme] for theme in corpus.themes])
    limits = np.array([mixture.thresholds[code] for code in corpus.codes])
    said = by_theme(chances, limits, there, own)
    judged = said & use[:, :count]
    shown = platt(chances[judged], corpus.agreed[:, :count][judged])
    return replace(mixture, themes=rule, shown=shown), said


def _groups(rows: Sequence[Row]) -> list[str]:
    """What is left out together: whole tables, where there are enough of whole texts (each is the work of one hand);

    else docs. Other people's texts will be by other hands, and a model is surer of a hand that it knows than it should be.
    """
    tables = [row.doc.partition("/")[0] for row in rows]
    whole = {table for table, row in zip(tables, rows) if row.kind != PASSAGE}
    return tables if len(whole) >= FOLDS else [row.doc for row in rows]


def _folds(groups: Sequence[str]) -> NDArray[np.int64]:
    """Spread whole groups over the folds, the longest first, each to the fold that is shortest so far."""
    sizes = Counter(groups)
    filled = [0] * FOLDS
    place: dict[str, int] = {}
    for group in sorted(sizes, key=lambda one: (-sizes[one], one)):
        place[group] = filled.index(min(filled))
        filled[place[group]] += sizes[group]
    return np.array([place[group] for group in groups], dtype=np.int64)
