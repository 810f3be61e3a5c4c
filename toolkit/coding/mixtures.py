"""Which parts there are, and how they are weighed together."""

from __future__ import annotations

from collections.abc import Sequence

from ..records import Codebook
from .combine import ALONE, Mixture
from .parts import Part, vocabulary_part

PARTS = ("vocabulary",)
"""Every part, in the order in which it is asked."""


def parts_for(codebook: Codebook, names: Sequence[str] = PARTS) -> list[Part]:
    """The named parts that have something to say for this codebook."""
    return [vocabulary_part(codebook) for name in PARTS if name in names]


def mixture_for(names: Sequence[str]) -> Mixture:
    """Weights and thresholds for a set of parts."""
    del names
    return ALONE
