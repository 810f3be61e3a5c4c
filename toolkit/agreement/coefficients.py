"""Coefficients of agreement on nominal values. Undefined is NaN, never 0 or 1.

``data``: one row per coder, one column per unit, None where there is no value. Units with fewer than two values
don't count.
"""

from __future__ import annotations

import math
from collections.abc import Hashable, Sequence

import numpy as np

from .ratings import Floats, Ratings, confusion, counts, indexed, pairable


def percent(data: Ratings) -> float:
    """Observed agreement (0 to 1): the share of pairs of coders that agree, averaged over units (Fleiss 1971, eq. 2)."""
    return _observed(_table(data))


def cohen_kappa(data: Ratings) -> float:
    """Cohen (1960), Educational and Psychological Measurement 20:37-46. Two coders.

    NaN too when a coder gave one value only: kappa is then 0 whatever the other does, and says nothing.
    """
    values, index = indexed(data)
    return float(kappa_of(confusion(index, len(values))[np.newaxis])[0])


def cohen_kappa_max(data: Ratings) -> float:
    """The highest kappa that these two coders' totals allow (Cohen 1960, p. 43)."""
    values, index = indexed(data)
    table = confusion(index, len(values))
    if not table.sum():
        return math.nan
    rows, columns = table.sum(axis=1) / table.sum(), table.sum(axis=0) / table.sum()
    return _corrected(float(np.minimum(rows, columns).sum()), float(rows @ columns))


def scott_pi(data: Ratings) -> float:
    """Scott (1955), Public Opinion Quarterly 19:321-325. Two coders; expected from both coders' totals together."""
    values, index = indexed(data)
    table = confusion(index, len(values))
    if not table.sum():
        return math.nan
    shares = (table.sum(axis=0) + table.sum(axis=1)) / (2 * table.sum())
    return _corrected(float(np.trace(table) / table.sum()), float(shares @ shares))


def fleiss_kappa(data: Ratings) -> float:
    """Fleiss (1971), Psychological Bulletin 76:378-382. Any number of coders.

    Where units have unequal numbers of values, each unit weighs the same (Gwet 2014, Handbook, §2.3).
    """
    table = _table(data)
    return _corrected(_observed(table), float(np.square(_shares(table)).sum()) if len(table) else math.nan)


def gwet_ac1(data: Ratings, *, categories: Sequence[Hashable] | None = None) -> float:
    """Gwet (2008), British Journal of Mathematical and Statistical Psychology 61:29-48; any number of coders.

    ``categories`` are the values that could be given; without it those that were. NaN when only one was given.
    """
    table = _table(data)
    size = len(categories) if categories is not None else int((table.sum(axis=0) > 0).sum())
    if not _varies(table):
        return math.nan
    shares = _shares(table)
    return _corrected(_observed(table), float((shares * (1 - shares)).sum() / (size - 1)))


def pabak(data: Ratings, *, categories: Sequence[Hashable] | None = None) -> float:
    """Prevalence- and bias-adjusted kappa (Byrt e.a. 1993, Journal of Clinical Epidemiology 46:423-429).

    With more than two categories the same as Bennett's S (1954) and Brennan and Prediger's kappa (1981). NaN when
    only one value was given.
    """
    table = _table(data)
    size = len(categories) if categories is not None else int((table.sum(axis=0) > 0).sum())
    return _corrected(_observed(table), 1 / size) if _varies(table) else math.nan


def kappa_of(tables: Floats) -> Floats:
    """Cohen's kappa of a stack of two-coder tables (n x values x values)."""
    total = tables.sum(axis=(1, 2))
    with np.errstate(invalid="ignore", divide="ignore"):
        tables = tables / total[:, None, None]
        rows, columns = tables.sum(axis=2), tables.sum(axis=1)
        observed, expected = np.trace(tables, axis1=1, axis2=2), (rows * columns).sum(axis=1)
        kappa = (observed - expected) / (1 - expected)
    constant = (rows.max(axis=1, initial=0) > 1 - 1e-12) | (columns.max(axis=1, initial=0) > 1 - 1e-12)
    return np.where(constant | (total == 0), np.nan, kappa)


def _table(data: Ratings) -> Floats:
    values, index = indexed(data)
    return pairable(counts(index, len(values)))


def _observed(table: Floats) -> float:
    if not len(table):
        return math.nan
    total = table.sum(axis=1)
    return float(((table * (table - 1)).sum(axis=1) / (total * (total - 1))).mean())


def _shares(table: Floats) -> Floats:
    shares: Floats = (table / table.sum(axis=1, keepdims=True)).mean(axis=0)
    return shares


def _varies(table: Floats) -> bool:
    return bool((table.sum(axis=0) > 0).sum() > 1)


def _corrected(observed: float, expected: float) -> float:
    """Agreement beyond what chance would give, as a share of what could be beyond it."""
    return math.nan if math.isnan(observed) or math.isclose(expected, 1) else (observed - expected) / (1 - expected)
