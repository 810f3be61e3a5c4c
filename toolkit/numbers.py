"""Numbers as Dutch readers expect them: decimal comma, "x van de y", and no percentage of a handful."""

from __future__ import annotations

import datetime as dt
import math
from decimal import ROUND_HALF_UP, Context, Decimal

UNKNOWN = "niet te berekenen"
FEWEST_FOR_PERCENT = 20
_ANY_SIZE = Context(prec=400)
"""The usual 28 digits are too few for the largest numbers that a float holds."""
MONTHS = (
    "januari", "februari", "maart", "april", "mei", "juni",
    "juli", "augustus", "september", "oktober", "november", "december",
)  # fmt: skip


def dutch(value: float | None, decimals: int | None = None) -> str:
    """A number with decimal comma and points for thousands: ``dutch(1234.5) == "1.234,5"``.

    Without ``decimals`` at most two are shown, and no zeros at the end. None and NaN are "niet te berekenen".
    """
    if value is None or math.isnan(value):
        return UNKNOWN
    if math.isinf(value):
        return "oneindig" if value > 0 else "min oneindig"
    places = 2 if decimals is None else decimals
    rounded = Decimal(str(value)).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ANY_SIZE)
    if rounded == 0:
        rounded = abs(rounded)
    text = f"{rounded:,.{places}f}"
    if decimals is None and "." in text:
        text = text.rstrip("0").rstrip(".")
    return text.translate(str.maketrans(",.", ".,"))


def euro(value: float | None) -> str:
    """An amount: ``€ 670``, ``€ 11,50``; whole amounts without decimals."""
    if value is None or math.isnan(value):
        return "onbekend"
    whole = (
        _ANY_SIZE.remainder(Decimal(str(value)).quantize(Decimal("0.01"), ROUND_HALF_UP, _ANY_SIZE), Decimal(1)) == 0
    )
    return f"€ {dutch(value, 0 if whole else 2)}"


def x_of_y(part: int, whole: int) -> str:
    """``x_of_y(3, 9) == "3 van de 9"``. Raises ValueError when the part is more than the whole."""
    _check(part, whole)
    return f"{dutch(part)} van de {dutch(whole)}"


def share(part: int, whole: int) -> str:
    """ "3 van de 9"; from twenty on with the percentage: "15 van de 41 (37%)"."""
    if whole < FEWEST_FOR_PERCENT:
        return x_of_y(part, whole)
    return f"{x_of_y(part, whole)} ({dutch(100 * part / whole, 0)}%)"


def quantifier(part: int, whole: int, noun: tuple[str, str] | None = None) -> str:
    """The word for a number of cases or people, always with the numbers: "enkele cases (3 van de 9)".

    One "één", two or three "enkele", about half (40 to 60%) "ongeveer de helft", more than three quarters "de meeste";
    what lies between is "een deel" and "meer dan de helft". ``noun`` is singular and plural: ``("case", "cases")``.
    Raises ValueError when the part is more than the whole.
    """
    numbers = f"({x_of_y(part, whole)})"
    one, more = noun or ("", "")
    if part == 0:
        words = f"geen van de {more}" if noun else "geen"
    elif part == 1:
        words = f"één {one}"
    elif part == whole:
        words = f"alle {more}"
    elif part <= 3:
        words = f"enkele {more}"
    elif 4 * part > 3 * whole:
        words = f"de meeste {more}"
    else:
        ratio = part / whole
        some = "een deel" if ratio < 0.4 else "ongeveer de helft" if ratio <= 0.6 else "meer dan de helft"
        words = f"{some} van de {more}" if noun else some
    return f"{words.strip()} {numbers}"


def date_in_words(day: dt.date) -> str:
    """``12 oktober 2023``."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def listed(words: list[str] | tuple[str, ...]) -> str:
    """A list in a sentence: "a, b en c"; empty for none."""
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} en {words[-1]}"


def _check(part: int, whole: int) -> None:
    if part < 0 or part > whole:
        raise ValueError(f"{part} van de {whole} kan niet")
