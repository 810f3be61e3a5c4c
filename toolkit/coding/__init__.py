"""Coding: the codebook, sentences, and suggestions of codes with their evidence.

Only the codebook and the sentences are loaded at once; what suggests and measures is loaded when it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

from .codebook import load_codebook
from .language import Sentence, sentences

if TYPE_CHECKING:
    from .conversation import Decided
    from .measuring import Measurement, measure
    from .mixtures import PARTS, trained_codes
    from .reporting import measure_document
    from .suggesters import optional_parts, part_names, parts_as_kept
    from .suggesting import load_suggestions, run, suggest

__all__ = [
    "PARTS", "Decided", "Measurement", "Sentence", "load_codebook", "load_suggestions", "measure", "measure_document", "optional_parts", "part_names",
    "parts_as_kept", "run", "sentences", "suggest", "trained_codes",
]  # fmt: skip

_LATER = {
    "Decided": "conversation", "Measurement": "measuring", "PARTS": "mixtures", "load_suggestions": "suggesting", "measure": "measuring", "measure_document": "reporting",
    "optional_parts": "suggesters", "part_names": "suggesters", "parts_as_kept": "suggesters", "run": "suggesting", "suggest": "suggesting", "trained_codes": "mixtures",
}  # fmt: skip


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(name)
    return getattr(import_module(f"{__name__}.{_LATER[name]}"), name)
