"""Which parts there are, and how they are weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..errors import UsageError
from ..records import Codebook
from .combine import ALONE, Mixture, ThemeRule
from .linear import REGISTERS, load_model
from .parts import Part, vocabulary_part
from .trained import NAME, trained_part

PARTS = ("vocabulary", NAME)
"""Every part, in the order in which it is asked."""


def prepared(codebook: Codebook, names: Sequence[str] = PARTS) -> tuple[list[Part], dict[str, Mixture]]:
    """The named parts that have something to say for this codebook, and per register how they are weighed.

    Raises UsageError on a part that is not there.
    """
    unknown = [name for name in names if name not in PARTS]
    if unknown or not names:
        message = f"het onderdeel '{unknown[0]}' is er niet." if unknown else "er is geen onderdeel gekozen."
        raise UsageError(message, fix=f"kies uit: {', '.join(PARTS)}.")
    parts = [vocabulary_part(codebook)] if "vocabulary" in names else []
    model = load_model() if NAME in names else None
    if model is not None and set(model.codes) & set(codebook.ids):
        parts.append(trained_part(codebook, model))
    if not parts:
        message = "het getrainde model kent geen enkele code van dit codeboek."
        raise UsageError(message, fix="meet met het onderdeel 'vocabulary', of train een model met 'nota train'.")
    learned = model.mixtures if model is not None else {}
    together = learned.get("+".join(part.name for part in parts))
    if together is None:
        return parts, dict.fromkeys(REGISTERS, ALONE)
    return parts, {register: mixture_from(together[register]) for register in REGISTERS}


def mixture_from(plain: Mapping[str, Any]) -> Mixture:
    """A mixture from the plain form in which a model keeps it."""
    rule = plain["themes"]
    themes = ThemeRule(tuple(rule["weights"]), rule["bias"], rule["thresholds"], rule["usual"])
    return Mixture(plain["weights"], plain["bias"], plain["threshold"], plain["thresholds"], themes)
