"""Dutch words for what stands in English in the records."""

from __future__ import annotations

STATUS_LABELS = {"suggested": "voorstel", "accepted": "aanvaard", "rejected": "afgewezen"}
POLARITY_LABELS = {"affirmed": "bevestigd", "negated": "ontkend"}
CERTAINTY_LABELS = {"real": "feit", "wish": "wens", "condition": "onder voorwaarde", "uncertain": "onzeker"}
TIME_LABELS = {"past": "vroeger", "now": "nu", "future": "later"}
QUALIFIER_LABELS = {"polarity": "bevestigd of ontkend", "certainty": "zekerheid", "time": "tijd", "code": "de code"}


def qualifiers_in_dutch(polarity: str, certainty: str, time: str) -> str:
    """``("negated", "wish", "now")`` -> ``ontkend, wens, nu``."""
    return ", ".join((POLARITY_LABELS[polarity], CERTAINTY_LABELS[certainty], TIME_LABELS[time]))
