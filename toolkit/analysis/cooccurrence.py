"""Which codes stand together: in one sentence, one turn or one conversation."""

from __future__ import annotations

from typing import Literal

import numpy as np
import pandas as pd

from ..records import Codebook
from .matrix import column_ids

Unit = Literal["sentence", "turn", "conversation"]
COLUMNS = ("code_a", "label_a", "code_b", "label_b", "both", "a", "b", "jaccard", "expected", "lift")


def cooccurrence(frame: pd.DataFrame, codebook: Codebook, *, within: Unit = "sentence") -> pd.DataFrame:
    """One row per pair of codes that stand together at least once, most often first.

    A coding counts for every sentence it touches. ``jaccard`` is both / (a or b). ``expected`` is what chance would give
    over the units that bear any code, ``lift`` how many times more often it is.
    """
    codes = list(column_ids(codebook, "code", frame))
    found = incidence(frame, codes, within)
    totals = found.sum(axis=0)
    pairs = found.T @ found
    units = len(found)
    rows = []
    for i, j in zip(*np.triu_indices(len(codes), 1)):
        both, a, b = int(pairs[i, j]), int(totals[i]), int(totals[j])
        if both:
            expected = a * b / units
            labels = (codes[i], codebook.label(codes[i]), codes[j], codebook.label(codes[j]))
            rows.append((*labels, both, a, b, both / (a + b - both), expected, both / expected))
    table = pd.DataFrame(rows, columns=list(COLUMNS))
    return table.sort_values(["both", "code_a", "code_b"], ascending=[False, True, True]).reset_index(drop=True)


def incidence(
    frame: pd.DataFrame, codes: list[str], within: Unit = "sentence"
) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """Units (rows) by codes (columns), 1 where the unit bears the code; only units with a code."""
    names = frame["transcript"].to_numpy(dtype=object)
    order = {code: number for number, code in enumerate(codes)}
    columns = frame["code"].map(order).to_numpy(dtype=np.int64)
    if within == "conversation":
        keys, repeat = pd.Series(names), np.ones(len(frame), dtype=np.int64)
        steps = np.zeros(len(frame), dtype=np.int64)
        start = steps
    elif within == "turn":
        repeat, start = np.ones(len(frame), dtype=np.int64), frame["turn"].to_numpy(dtype=np.int64)
    else:
        start = frame["sentence"].to_numpy(dtype=np.int64)
        repeat = frame["last_sentence"].to_numpy(dtype=np.int64) - start + 1
    first = np.repeat(start, repeat)
    offset = np.arange(len(first)) - np.repeat(np.cumsum(repeat) - repeat, repeat)
    keys = pd.Series(list(zip(np.repeat(names, repeat), first + offset)), dtype=object)
    units, index = np.unique(pd.factorize(keys)[0], return_inverse=True)
    found = np.zeros((len(units), len(codes)), dtype=np.int64)
    found[index, np.repeat(columns, repeat)] = 1
    return found
