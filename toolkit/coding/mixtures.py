"""Which parts there are, and how they are weighed together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from ..errors import UsageError
from ..records import Codebook
from .combine import ALONE, Mixture, ThemeRule
from .linear import REGISTERS, Model, load_model
from .parts import Part, vocabulary_part
from .trained import NAME, trained_part

PARTS = ("vocabulary", NAME)
"""Every part that everybody has, in the order in which it is asked."""
EXTRA = 0.7
"""Weight of a part that was not there when the weights were learned."""


def prepared(
    codebook: Codebook, names: Sequence[str] = PARTS, extra: Sequence[Part] = (), *, trained: Model | None = None
) -> tuple[list[Part], dict[str, Mixture]]:
    """The named parts that have something to say for this codebook, and per register how they are weighed.

    ``extra``: parts that only some have; ``names`` says whether they take part. ``trained``: a model in the place of the shipped one. Raises UsageError on a part that is not there.
    """
    own = [part for part in extra if part.name in names]
    _checked(names, own, extra)
    parts = [vocabulary_part(codebook)] if "vocabulary" in names else []
    model = (trained or load_model()) if NAME in names else None
    if model is not None and set(model.codes) & set(codebook.ids):
        parts.append(trained_part(codebook, model))
    learned = [part for part in own if part.mixtures and part.knows.any()]
    parts += learned
    others = [part for part in own if not part.mixtures]
    if not parts and others:
        weights = {part.name: 1.0 for part in others}
        return others, dict.fromkeys(REGISTERS, Mixture(weights))
    if not parts:
        message = "wat geleerd is, kent geen enkele code van dit codeboek."
        raise UsageError(message, fix="meet met het onderdeel 'vocabulary', of train een model met 'nota train'.")
    known = learned[0].mixtures if learned else model.mixtures if model is not None else {}
    together = known.get("+".join(part.name for part in parts))
    beside = {part.name: EXTRA for part in others}
    mixtures = {
        register: replace(mixture_from(together[register]) if together else ALONE, beside=beside)
        for register in REGISTERS
    }
    return [*parts, *others], mixtures


def _checked(names: Sequence[str], own: Sequence[Part], extra: Sequence[Part]) -> None:
    unknown = [name for name in names if name not in (*PARTS, *(part.name for part in own))]
    if unknown or not names:
        message = f"het onderdeel '{unknown[0]}' is er niet." if unknown else "er is geen onderdeel gekozen."
        raise UsageError(message, fix=f"kies uit: {', '.join((*PARTS, *(part.name for part in extra)))}.")
    weighed = [part.name for part in own if part.mixtures]
    if len(weighed) > 1:
        message = (
            f"'{weighed[0]}' en '{weighed[1]}' gaan niet samen: hoe zwaar zij naast elkaar wegen, is niet geleerd."
        )
        raise UsageError(message, fix="kies een van de twee.")


def trained_codes(codebook: Codebook) -> frozenset[str]:
    """The codes of a codebook that the shipped model knows."""
    model = load_model()
    return frozenset(model.codes if model else ()) & frozenset(codebook.ids)


def mixture_from(plain: Mapping[str, Any]) -> Mixture:
    """A mixture from the plain form in which a model keeps it."""
    rule = plain["themes"]
    themes = rule and ThemeRule(tuple(rule["weights"]), rule["bias"], rule["thresholds"], rule["usual"])
    return Mixture(
        plain["weights"], plain["bias"], plain["threshold"], plain["thresholds"], themes, tuple(plain["shown"])
    )
