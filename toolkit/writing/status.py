"""Sentences in which a text says how far its own approval is: untrue as soon as it is approved, so no part of the prose."""

from __future__ import annotations

import re

from ..records import Block
from .prose import sentences_of

_ITSELF = r"(?:(?:case)?(?:tekst|beschrijving)|versie|concept|stuk(?:ken)?|passages?)"
_STEP = r"(?:voorgelegd|voor te leggen|goedgekeurd|goed te keuren|geaccordeerd|vastgesteld|nagelezen|nagekeken)"
_STATUS = re.compile(
    rf"\b{_ITSELF}\b[^,;:]*\b(?:nog|later|binnenkort)\b[^,;:]*\b{_STEP}\b"
    rf"|\b{_ITSELF}\b[^,;:]*\bwacht(?:en)?\b[^,;:]*\b(?:goedkeuring|akkoord)\b",
    re.IGNORECASE,
)


def status_sentences(block: Block) -> list[str]:
    """The sentences of a block that say that this text is still to be submitted, read or approved; none in a quote."""
    if block.kind == "quote":
        return []
    return [sentence.text for sentence in sentences_of(block) if _STATUS.search(sentence.text)]
