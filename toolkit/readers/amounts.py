"""Numbers and days as Dutch texts write them: ``25.000``, ``1,5``, ``veertien``, ``tien tot vijftien``, ``een derde``."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from ..numbers import MONTHS

_UNITS = ("", "een", "twee", "drie", "vier", "vijf", "zes", "zeven", "acht", "negen", "tien", "elf", "twaalf", "dertien", "veertien",
          "vijftien", "zestien", "zeventien", "achttien", "negentien")  # fmt: skip
_TENS = ("", "", "twintig", "dertig", "veertig", "vijftig", "zestig", "zeventig", "tachtig", "negentig")
_PARTS = {
    "helft": 0.5,
    "derde": 1 / 3,
    "kwart": 0.25,
    "vierde": 0.25,
    "vijfde": 0.2,
    "tiende": 0.1,
    "driekwart": 0.75,
    "tweederde": 2 / 3,
}
MONTH = "|".join((*MONTHS, "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sept?", "okt", "nov", "dec"))
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:,\d+)?"
_TOKEN = re.compile(
    rf"(?<![\w.,/])(?<![^\d\s(]-)(?:{_DIGITS})(?![\w]|[.,]\d)|(?<![\w-])[A-Za-zéëè]{{3,}}(?![\w]|-[a-z]+-)"
)
_BETWEEN = re.compile(r"\s*(?:-|–|—|à|tot|tot en met|t/m|en|of)\s*(?:de\s+)?", re.IGNORECASE)
_DATE = re.compile(
    rf"(?:(?P<d>\d{{1,2}})\s+(?P<m>{MONTH})\b\.?(?:\s+(?P<y>\d{{4}}))?|(?P<iso>\d{{4}}-\d{{2}}-\d{{2}})|(?P<d2>\d{{1,2}})[-/](?P<m2>\d{{1,2}})[-/](?P<y2>\d{{4}}))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Amount:
    """A number in a text, or two that bound a range."""

    start: int
    end: int
    text: str
    value: float
    high: float | None = None
    digits: bool = True


@cache
def number_words() -> dict[str, float]:
    """Dutch words for whole numbers below a thousand, and some that are not whole."""
    below: dict[int, str] = {n: word for n, word in enumerate(_UNITS) if word}
    for tens, word in enumerate(_TENS):
        if word:
            below[10 * tens] = word
            below |= {
                10 * tens + n: f"{_UNITS[n]}{'ën' if _UNITS[n].endswith('e') else 'en'}{word}" for n in range(1, 10)
            }
    words: dict[str, float] = {word: float(n) for n, word in below.items()}
    for hundreds in range(1, 10):
        head = "honderd" if hundreds == 1 else f"{_UNITS[hundreds]}honderd"
        words[head] = 100.0 * hundreds
        words |= {head + word: 100.0 * hundreds + n for n, word in below.items()}
    return words | {
        "één": 1.0,
        "duizend": 1000.0,
        "anderhalf": 1.5,
        "anderhalve": 1.5,
        "tweeënhalf": 2.5,
        "dozijn": 12.0,
    }


def number_of(word: str) -> float | None:
    """The value of a number in digits or words; None when it is none. The article "een" is no number."""
    bare = word.strip().lower()
    if re.fullmatch(_DIGITS, bare):
        return float(bare.replace(".", "").replace(",", "."))
    words = number_words()
    if bare in words:
        return None if bare == "een" else words[bare]
    if bare.endswith("duizend") and bare[:-7] in words:
        return 1000 * words[bare[:-7]]
    if bare.endswith("tal") and bare[:-3] in words and bare[:-3] != "een":
        return words[bare[:-3]]
    head, _, rest = bare.partition("duizend")
    if rest and (not head or head in words) and rest in words:
        return 1000 * words.get(head, 1.0) + words[rest]
    return None


def amounts(text: str) -> Iterator[Amount]:
    """Every number of a text in order, two with "tot" or a dash between them as one range."""
    found = list(_single(text))
    index = 0
    while index < len(found):
        one = found[index]
        after = found[index + 1] if index + 1 < len(found) else None
        between = text[one.end : after.start] if after else ""
        wide = re.search(r"\btussen\s+(?:de\s+)?$", text[: one.start], re.IGNORECASE)
        word = between.strip().lower().removesuffix(" de")
        if (
            after
            and _BETWEEN.fullmatch(between)
            and (word not in ("en", "of") or (word == "en" and wide))
            and after.value > one.value
        ):
            yield Amount(one.start, after.end, text[one.start : after.end], one.value, after.value, one.digits)
            index += 2
        else:
            yield one
            index += 1


def parts(text: str) -> Iterator[Amount]:
    """Shares in words: ``een derde``, ``driekwart``, ``de helft``."""
    pattern = r"\b(?:(?P<n>een|één|twee|drie)\s+)?(?P<p>helft|derde|kwart|vierde|vijfde|tiende|driekwart|tweederde)\b(?=\s+(?:van|deel))"
    for match in re.finditer(pattern, text, re.IGNORECASE):
        many = {"twee": 2, "drie": 3}.get((match["n"] or "").lower(), 1)
        if match["p"].lower() not in ("helft", "driekwart", "tweederde") and not match["n"]:
            continue  # "de derde van de rij" is a place, not a share
        yield Amount(
            match.start(), match.end(), match.group(), round(many * _PARTS[match["p"].lower()], 4), None, False
        )


def _single(text: str) -> Iterator[Amount]:
    for match in _TOKEN.finditer(text):
        value = number_of(match.group())
        if value is not None:
            yield Amount(match.start(), match.end(), match.group(), value, None, match.group()[0].isdigit())


def dates(text: str, *, year: int | None = None, after: dt.date | None = None) -> list[tuple[int, int, dt.date]]:
    """(start, end, day) of the days in a text; one without a year gets ``year``, or the next one ``after`` a day."""
    found = []
    for match in _DATE.finditer(text):
        day = _day(match, year, after)
        if day:
            found.append((match.start(), match.end(), day))
    return found


def date_spans(text: str) -> list[tuple[int, int]]:
    """Where days stand in a text, also those without a year."""
    return [match.span() for match in _DATE.finditer(text)]


def _day(match: re.Match[str], year: int | None, after: dt.date | None) -> dt.date | None:
    try:
        if match["iso"]:
            return dt.date.fromisoformat(match["iso"])
        if match["d2"]:
            return dt.date(int(match["y2"]), int(match["m2"]), int(match["d2"]))
        short = match["m"][:3].lower()
        month = next(n for n, name in enumerate(MONTHS, 1) if name[:3] == {"mrt": "maa"}.get(short, short))
        if match["y"]:
            return dt.date(int(match["y"]), month, int(match["d"]))
        if year:
            return dt.date(year, month, int(match["d"]))
        if after:
            day = dt.date(after.year, month, int(match["d"]))
            return day if day >= after else day.replace(year=after.year + 1)
    except (ValueError, StopIteration):
        return None
    return None
