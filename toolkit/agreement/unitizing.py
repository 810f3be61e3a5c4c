"""Unitizing alpha: agreement on where coded stretches begin and end. The form of Krippendorff (2004), Content Analysis,
2nd ed., pp. 251-256; the sums of De follow §4.5 of the project's domain notes, and the printed example is a test.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from .ratings import Floats

Stretch = tuple[int, int]
"""Begin and length."""


@dataclass(frozen=True, slots=True)
class Sections:
    """How one coder cuts up the continuum for one code: coded stretches and the gaps between them."""

    begin: Floats
    length: Floats
    coded: Floats
    """1 for a coded stretch, 0 for a gap."""


def sections(stretches: Iterable[Stretch], continuum: Stretch) -> Sections:
    """Coded stretches with the gaps between them. Stretches that overlap are joined; those that only touch are not.

    Raises ValueError for a stretch outside the continuum.
    """
    begin, length = continuum
    at, rows = begin, list[tuple[int, int, int]]()
    for start, size in _joined(stretches):
        if start < begin or start + size > begin + length or size <= 0:
            raise ValueError(f"stretch ({start}, {size}) lies outside the continuum")
        if start > at:
            rows.append((at, start - at, 0))
        rows.append((start, size, 1))
        at = start + size
    if at < begin + length:
        rows.append((at, begin + length - at, 0))
    table = np.array(rows, dtype=float).reshape(-1, 3)
    return Sections(table[:, 0], table[:, 1], table[:, 2])


def section_difference(first: tuple[int, int, bool], second: tuple[int, int, bool]) -> float:
    """Squared difference between two sections (begin, length, coded): the function of Krippendorff (1995, 2004).

    Two coded stretches that meet differ by how far their ends lie apart, squared and summed; a coded stretch wholly
    inside the other's gap by its length squared; all else does not differ.
    """
    one = Sections(*(np.array([float(value)]) for value in first))
    other = Sections(*(np.array([float(value)]) for value in second))
    return float(_differences(one, other)[0, 0])


def observed_disagreement(cuts: Sequence[Sections], length: int) -> float:
    """Do of one code over all pairs of coders."""
    coders = len(cuts)
    total = sum(
        float(_differences(one, other).sum())
        for number, one in enumerate(cuts)
        for place, other in enumerate(cuts)
        if number != place
    )
    return total / (coders * (coders - 1) * length**2)


def expected_disagreement(cuts: Sequence[Sections], length: int) -> float:
    """De of one code: what the same stretches and gaps would give when laid out at random. NaN without stretches."""
    coded = np.concatenate([cut.length[cut.coded == 1] for cut in cuts])
    gaps = np.concatenate([cut.length[cut.coded == 0] for cut in cuts])
    if not len(coded):
        return math.nan
    room = np.maximum(gaps[None, :] - coded[:, None] + 1, 0).sum(axis=1)
    total = (len(coded) - 1) / 3 * (2 * coded**3 - 3 * coded**2 + coded) + coded**2 * room
    places = len(cuts) * length
    divisor = places * (places - 1) - (coded * (coded - 1)).sum()
    return float(2 / length * total.sum() / divisor) if divisor > 0 else math.nan


def unitizing_alpha(stretches: Mapping[str, Sequence[Sequence[Stretch]]], continuum: Stretch) -> float:
    """Alpha over codes: per code, a list of stretches (begin, length) per coder. NaN when nobody coded anything.

    Raises ValueError with fewer than two coders.
    """
    observed, expected = 0.0, 0.0
    for per_coder in stretches.values():
        if len(per_coder) < 2:
            raise ValueError("agreement needs at least two coders")
        cuts = [sections(one, continuum) for one in per_coder]
        chance = expected_disagreement(cuts, continuum[1])
        if not math.isnan(chance):
            observed += observed_disagreement(cuts, continuum[1])
            expected += chance
    return 1 - observed / expected if expected > 0 else math.nan


def _joined(stretches: Iterable[Stretch]) -> list[Stretch]:
    found: list[Stretch] = []
    for start, size in sorted(stretches):
        if found and start < found[-1][0] + found[-1][1]:
            first = found[-1][0]
            found[-1] = (first, max(found[-1][1], start + size - first))
        else:
            found.append((start, size))
    return found


def _differences(one: Sections, other: Sections) -> Floats:
    begin, end = one.begin[:, None], (one.begin + one.length)[:, None]
    other_begin, other_end = other.begin[None, :], (other.begin + other.length)[None, :]
    coded, other_coded = one.coded[:, None] == 1, other.coded[None, :] == 1
    meet = (begin < other_end) & (other_begin < end)
    ends = np.square(begin - other_begin) + np.square(end - other_end)
    inside = coded & ~other_coded & (other_begin <= begin) & (end <= other_end)
    around = other_coded & ~coded & (begin <= other_begin) & (other_end <= end)
    found = np.where(coded & other_coded & meet, ends, 0.0)
    found = np.where(inside, np.square(end - begin), found)
    return np.where(around, np.square(other_end - other_begin), found)
