"""Coded conversations as arrays, dealt over folds: what is learned from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from ..errors import InputError
from ..records import Codebook
from .conversation import INTERVIEWER, Conversation
from .gold import PASSAGE, Row, conversations_of, read_gold
from .linear import register_of
from .neighbours import Bools

FOLDS = 5
_FEWEST = 8
"""A code with fewer sentences than this is left to the vocabulary."""
ENOUGH = 1000
"""From this many sentences of whole conversations on, passages no longer take part in tuning."""


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
        tuning=whole if whole.sum() >= ENOUGH else np.ones(len(rows), dtype=bool),
        folds=_folds(_groups(rows)),
        register=np.array([register_of(one) for one in conversations for _ in one.units]),
    )  # fmt: skip


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
