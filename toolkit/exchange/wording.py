"""Small words for reports."""

from __future__ import annotations


def several(number: int, one: str, many: str) -> str:
    """``several(1, "memo", "memo's") == "1 memo"``."""
    return f"{number} {one if number == 1 else many}"
