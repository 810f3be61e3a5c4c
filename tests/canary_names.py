"""Names that nobody has, to see whether one of them gets out."""

from __future__ import annotations

import random

from hypothesis import strategies as st

SYLLABLES = (
    "qua", "vro", "zij", "plon", "ket", "mur", "dax", "wem", "orf", "lig", "sche", "nau", "bré", "ijn", "fyl", "gwo",
)  # fmt: skip


def made_up(seed: int) -> list[str]:
    """Two hundred full names that nobody has, each with a first name of its own."""
    draw = random.Random(seed)
    names: dict[str, str] = {}
    while len(names) < 200:
        first, last = ("".join(draw.choices(SYLLABLES, k=draw.choice((3, 4)))).capitalize() for _ in range(2))
        names[first] = f"{first} {last}"
    return list(names.values())


CANARIES = st.integers(min_value=0, max_value=2**32).map(made_up)
