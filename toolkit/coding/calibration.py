"""How far probabilities can be believed: what was said to be so sure, against how often it was right."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

HIGH = 0.8
"""From this probability on a suggestion should nearly always be right."""
_BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """The suggestions of about one probability."""

    said: float
    """Their mean probability."""
    right: float
    """The share that people gave too."""
    n: int


@dataclass(frozen=True, slots=True)
class Calibration:
    """Suggestions by probability."""

    bins: tuple[Bin, ...]
    high: int
    """Suggestions from :data:`HIGH` on."""
    high_right: int

    @property
    def error(self) -> float | None:
        """Expected calibration error (Guo e.a. 2017): the mean gap between said and right, in ten bins of equal width."""
        total = sum(one.n for one in self.bins)
        return sum(one.n * abs(one.said - one.right) for one in self.bins) / total if total else None


def calibrated(pairs: Sequence[tuple[float, bool]]) -> Calibration:
    """(probability, was it right) of every suggestion that can be judged."""
    bins = []
    for number in range(_BINS):
        held = [(chance, right) for chance, right in pairs if min(int(chance * _BINS), _BINS - 1) == number]
        if held:
            size = len(held)
            bins.append(Bin(sum(chance for chance, _ in held) / size, sum(right for _, right in held) / size, size))
    high = [right for chance, right in pairs if chance >= HIGH]
    return Calibration(tuple(bins), len(high), sum(high))
