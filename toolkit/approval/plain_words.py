"""Words of a question about use that are hard to read, explained in the letter in easy language.

The question itself stays as the form asks it: what somebody says yes to is worded once.
"""

from __future__ import annotations

import re

EXPLAINED = (
    (r"\bcitaten\b", "Citaten zijn zinnen die u zei. Wij schrijven ze precies zo op."),
    (r"\bcitaat\b", "Een citaat is een zin die u zei. Wij schrijven die precies zo op."),
    (r"\bdiscussienota\b", "Een discussienota is een verslag. Mensen lezen het en praten erover."),
    (r"\brapport\b", "Een rapport is een verslag van het onderzoek."),
    (r"\bcampagne\b", "Een campagne is reclame: filmpjes, posters en berichten over dit soort werk."),
    (r"\bministerie\b", "Het ministerie werkt voor de regering."),
    (r"\bPO-Raad\b", "De PO-Raad werkt voor alle basisscholen."),
    (r"\bVO-raad\b", "De VO-raad werkt voor alle middelbare scholen."),
    (r"\bjournalist\b", "Een journalist maakt nieuws voor de krant, de radio of tv."),
    (r"\bnieuwsbrief\b", "Een nieuwsbrief is een mail met nieuws."),
    (r"\bpublicatie\b", "Een publicatie is een tekst die iedereen kan lezen."),
)
"""(word, what it is): short sentences, one thing each."""


def explained(questions: tuple[str, ...]) -> list[str]:
    """Every question with what its hard words mean behind it; a word is explained where it first stands."""
    met: set[str] = set()
    lines = []
    for question in questions:
        meanings = [
            (found.start(), pattern, meaning)
            for pattern, meaning in EXPLAINED
            if pattern not in met and (found := re.search(pattern, question, re.IGNORECASE))
        ]
        met |= {pattern for _, pattern, _ in meanings}
        lines.append(" ".join([question, *(meaning for _, _, meaning in sorted(meanings))]))
    return lines
