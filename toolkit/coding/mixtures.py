"""Which parts there are, and how they are weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..errors import UsageError
from ..records import Codebook
from .combine import ALONE, Mixture, ThemeRule
from .linear import REGISTERS, load_model
from .parts import UNSEEN, Part, vocabulary_part
from .trained import NAME, trained_part

PARTS = ("vocabulary", NAME)
"""Every part that everybody has, in the order in which it is asked."""
EXTRA = 0.7
"""Weight of a part that was not there when the weights were learned."""


def prepared(
    codebook: Codebook, names: Sequence[str] = PARTS, extra: Sequence[Part] = ()
) -> tuple[list[Part], dict[str, Mixture]]:
    """The named parts that have something to say for this codebook, and per register how they are weighed.

    ``extra``: parts that only some have; ``names`` says whether they take part. Raises UsageError on a part that is not there.
    """
    own = [part for part in extra if part.name in names]
    unknown = [name for name in names if name not in (*PARTS, *(part.name for part in own))]
    if unknown or not names:
        message = f"het onderdeel '{unknown[0]}' is er niet." if unknown else "er is geen onderdeel gekozen."
        raise UsageError(message, fix=f"kies uit: {', '.join(PARTS)}.")
    parts = [vocabulary_part(codebook)] if "vocabulary" in names else []
    model = load_model() if NAME in names else None
    if model is not None and set(model.codes) & set(codebook.ids):
        parts.append(trained_part(codebook, model))
    if not parts and own:
        weights = {part.name: 1.0 for part in own}
        return own, dict.fromkeys(REGISTERS, Mixture(weights))
    if not parts:
        message = "het getrainde model kent geen enkele code van dit codeboek."
        raise UsageError(message, fix="meet met het onderdeel 'vocabulary', of train een model met 'nota train'.")
    learned = model.mixtures if model is not None else {}
    together = learned.get("+".join(part.name for part in parts))
    found = {register: mixture_from(together[register]) if together else ALONE for register in REGISTERS}
    return [*parts, *own], {register: _beside(one, own) for register, one in found.items()}


def trained_codes(codebook: Codebook) -> frozenset[str]:
    """The codes of a codebook that the shipped model knows."""
    model = load_model()
    return frozenset(model.codes if model else ()) & frozenset(codebook.ids)


def _beside(mixture: Mixture, extra: Sequence[Part]) -> Mixture:
    """A mixture with parts whose weight was never learned: what they don't see changes nothing, what they see tips the scale."""
    weights = {**mixture.weights, **{part.name: EXTRA for part in extra}}
    return replace(mixture, weights=weights, bias=mixture.bias - EXTRA * UNSEEN * len(extra))


def mixture_from(plain: Mapping[str, Any]) -> Mixture:
    """A mixture from the plain form in which a model keeps it."""
    rule = plain["themes"]
    themes = ThemeRule(tuple(rule["weights"]), rule["bias"], rule["thresholds"], rule["usual"])
    return Mixture(
        plain["weights"], plain["bias"], plain["threshold"], plain["thresholds"], themes, tuple(plain["shown"])
    )
