"""Amounts, percentages, durations and dates in what was said about money: proposals that a person still confirms.

Talk writes numbers in every way: "€ 1.200,-", "740 euro", "zevenhonderd euro", "anderhalf duizend", "21 procent".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from ..numbers import MONTHS
from ..privacy.numbers import VALUES
from ..records import Transcript
from ..study import Case
from .table import INTERVIEWER, records_of

COLUMNS = ("case", "transcript", "turn", "role", "kind", "said", "value", "unit", "hedge", "flows", "state", "id")
CHECK_COLUMNS = ("case", "flow", "source", "amount", "unit", "said_by", "state")
CONFIRMED, OTHER_AMOUNT, OPEN = "bevestigd", "genoteerd met een ander bedrag", "nog te bevestigen"
_DIGITS = r"\d{1,3}(?:\.\d{3})+(?:,\d{1,2})?|\d+(?:[.,]\d{1,2})?"
_WORD = r"[a-zéë]+"
_HEDGE = re.compile(
    r"\b(ongeveer|zo'n|een kleine|een goeie|een goede|ruim|bijna|zowat|rond de|tegen de|maximaal|hooguit|hoogstens|minstens|"
    r"iets van|iets meer dan|iets minder dan|meer dan|minder dan|circa)\s*$",
    re.IGNORECASE,
)
_PER = (
    r"(?P<per>\s*(?:,-)?\s*(?:per|in de|in het|elke|iedere|de|het|een)\s+"
    r"(?:uur|dag|week|maand|kwartaal|half ?jaar|schooljaar|jaar|leerling))?"
)
_NUMBER = rf"(?P<number>{_DIGITS}|{_WORD}(?:\s{_WORD}){{0,2}})"
_PATTERNS = {
    "bedrag": re.compile(
        rf"(?:€\s?(?P<sign>{_DIGITS})(?:,-)?(?P<thousand>\s?duizend)?|{_NUMBER}\s(?:euro|piek)\b(?:\s(?P<cents>{_WORD}tig|{_WORD}tien))?){_PER}",
        re.IGNORECASE,
    ),
    "percentage": re.compile(rf"{_NUMBER}\s?(?:%|procent\b)", re.IGNORECASE),
    "duur": re.compile(
        rf"{_NUMBER}\s(?P<unit>dagen|weken|maand(?:en)?|jaar|jaren)\b|\b(?P<half>halfjaar)\b", re.IGNORECASE
    ),
    "datum": re.compile(
        rf"\b(?P<said>(?:[0-3]?\d )?(?:{'|'.join(MONTHS)})(?: (?:19|20)\d\d)?|(?:sinds|in|tot|vanaf) (?:19|20)\d\d)\b",
        re.IGNORECASE,
    ),
}


@dataclass(frozen=True, slots=True)
class Amount:
    """Something countable in a sentence, with the words it was said in."""

    kind: str
    said: str
    value: float | None
    unit: str
    hedge: str = ""


def find_amounts(text: str) -> list[Amount]:
    """Amounts, percentages, durations and dates in a sentence, in the order in which they stand."""
    found = [item for kind, pattern in _PATTERNS.items() for item in _matches(kind, pattern, text)]
    return [one for _, one in sorted(found, key=lambda pair: pair[0])]


def money_candidates(frame: pd.DataFrame, cases: Iterable[Case], *, theme: str = "financiering") -> pd.DataFrame:
    """What was said about money and can be counted, beside the flows noted at that turn: a person confirms.

    ``state`` is "bevestigd" when a flow of the case names this turn and this amount, "genoteerd met een ander bedrag"
    when it names the turn only, else "nog te bevestigen".
    """
    noted: dict[str, list[tuple[str, float | None]]] = {}
    for case in cases:
        for flow in case.money:
            for said in flow.said_by:
                noted.setdefault(said, []).append((flow.id, flow.amount))
    spoken = frame[(frame["theme"] == theme) & (frame["role"] != INTERVIEWER)]
    rows = []
    seen: set[tuple[str, int, str, str]] = set()
    for row in records_of(spoken):
        flows = noted.get(f"{row['transcript']}#{row['turn']}", [])
        for one in find_amounts(row["fragment"]):
            key = (row["transcript"], row["turn"], one.kind, one.said)
            if key in seen:  # two codes on one sentence
                continue
            seen.add(key)
            where = (row["case"], row["transcript"], row["turn"], row["role"])
            rows.append((*where, one.kind, one.said, one.value, one.unit, one.hedge, *_state(one, flows), row["id"]))  # fmt: skip
    return pd.DataFrame(rows, columns=list(COLUMNS)).astype({"value": "float64"})


def check_flows(cases: Iterable[Case], transcripts: Mapping[str, Transcript]) -> pd.DataFrame:
    """Are the turns that a flow rests on there, and is its amount said in one of them? One row per flow."""
    rows = []
    for case in cases:
        for flow in case.money:
            texts = [_turn(said, transcripts) for said in flow.said_by]
            rows.append(
                (
                    case.id,
                    flow.id,
                    flow.source,
                    flow.amount,
                    flow.unit,
                    " ".join(flow.said_by),
                    _found(flow.amount, texts),
                )
            )
    return pd.DataFrame(rows, columns=list(CHECK_COLUMNS)).astype({"amount": "float64"})


def number_of(words: str) -> float | None:
    """A number in digits or in Dutch words: "1.200", "9,75", "zevenhonderdvijftig", "anderhalf duizend"; else None."""
    text = words.lower().strip().replace("é", "e")
    if re.fullmatch(_DIGITS, text):
        return float(re.sub(r"\.(?=\d{3}(?:\D|$))", "", text).replace(",", "."))
    total, part, seen = 0.0, 0.0, False
    for word in text.split():
        if word == "duizend":
            total, part, seen = total + 1000 * (part or 1), 0.0, True
            continue
        value = _number_words().get(word)
        if value is None or part:
            return None
        part, seen = value, True
    return total + part if seen else None


def _matches(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[tuple[int, Amount]]:
    for match in pattern.finditer(text):
        groups = match.groupdict()
        if kind == "datum":
            yield match.start("said"), Amount(kind, groups["said"], None, "")
            continue
        value, start = _longest(groups.get("sign") or groups["number"] or "half")
        if value is None:
            continue
        place = match.start("number") + start if groups["number"] else match.start()
        value, unit = _counted(kind, value, groups)
        hedge = _HEDGE.search(text, 0, place)
        yield place, Amount(kind, text[place : match.end()].strip(), value, unit, hedge[1].lower() if hedge else "")


def _counted(kind: str, value: float, groups: Mapping[str, str | None]) -> tuple[float, str]:
    """The value with what its words add (thousands, cents, halves), and its unit."""
    if kind == "percentage":
        return value, "procent"
    if kind == "duur":
        return value, (groups["unit"] or "jaar").lower()
    value = value * 1000 if groups.get("thousand") else value
    cents = number_of(groups.get("cents") or "") or 0
    per = re.sub(r"^\W*(?:per|in de|in het|elke|iedere|de|het|een)\s+", "", (groups["per"] or "").strip().lower())
    return value + cents / 100, f"euro per {per}" if per else "euro"


def _longest(words: str) -> tuple[float | None, int]:
    """The number at the end of some words ("kost zevenhonderd" -> 700) and where it begins."""
    starts = [0, *(m.end() for m in re.finditer(r"\s", words))]
    for start in starts:
        value = number_of(words[start:])
        if value is not None:
            return value, start
    return None, 0


def _state(one: Amount, flows: list[tuple[str, float | None]]) -> tuple[str, str]:
    exact = [name for name, amount in flows if one.value is not None and amount == one.value]
    if exact:
        return " ".join(exact), CONFIRMED
    names = " ".join(name for name, _ in flows)
    return names, OTHER_AMOUNT if flows and one.kind in ("bedrag", "percentage") else OPEN


def _turn(place: str, transcripts: Mapping[str, Transcript]) -> str | None:
    name, _, number = place.partition("#")
    transcript = transcripts.get(name)
    if transcript is None or not number.isdigit() or not 1 <= int(number) <= len(transcript.turns):
        return None
    return transcript.words_of(transcript.turns[int(number) - 1])


def _found(amount: float | None, texts: list[str | None]) -> str:
    if not texts:
        return "geen bron genoemd"
    if any(text is None for text in texts):
        return "een bron bestaat niet"
    if amount is None:
        return "geen bedrag genoteerd"
    said = {one.value for text in texts for one in find_amounts(text or "")}
    loose = {
        value
        for text in texts
        for word in re.findall(rf"{_DIGITS}|{_WORD}", (text or "").lower())
        if (value := number_of(word))
    }
    return "bedrag gevonden" if amount in said | loose else "bedrag niet letterlijk gevonden"


@cache
def _number_words() -> dict[str, float]:
    """Dutch number words up to 999, hundreds up to 99 ("vijfentwintighonderd"), thousands written as one word, halves."""
    small = {word: float(number) for word, number in VALUES.items() if number}
    found = dict(small)
    for word, number in small.items():
        name = "honderd" if number == 1 else f"{word}honderd"
        found[name] = 100 * number
        found |= {f"{name}{link}{rest}": 100 * number + value for rest, value in small.items() for link in ("", "en")}
    found |= {f"{word}duizend": 1000 * number for word, number in list(found.items()) if number < 1000 and number != 1}
    return found | {"half": 0.5, "anderhalf": 1.5, "tweeënhalf": 2.5, "driekwart": 0.75}
