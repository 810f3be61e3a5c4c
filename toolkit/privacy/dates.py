"""Exact dates and ages: with a place and a job they tell who somebody is."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Found
from .numbers import NUMBER, VALUES, YEAR, value
from .tokens import Words

_MONTHS = frozenset((
    "januari", "februari", "maart", "april", "mei", "juni", "juli", "augustus", "september", "oktober", "november", "december",
    "jan", "feb", "mrt", "apr", "jun", "jul", "aug", "sep", "sept", "okt", "nov", "dec",
))  # fmt: skip
_DAY = re.compile(r"(?<!\d)\d{1,2}e?\s(?:van\s)?$")
_YEAR = re.compile(rf"\.?,?\s(?:van\s)?{YEAR}\b", re.IGNORECASE)
_FIGURES = re.compile(r"(?<![\d/.-])(?:\d{1,2}[-/.]\d{1,2}[-/.](?:\d{4}|'?\d{2})|\d{4}-\d{2}-\d{2})(?![\d/-])")
_DAYS = (
    frozenset(word for word, n in VALUES.items() if 1 <= n <= 31 and word not in ("een", "één", "eén"))
    | {f"{word}{'ste' if n >= 20 or n in (1, 8) else 'de'}" for word, n in VALUES.items() if 1 <= n <= 31}
    | {"eerste", "derde"}
)
_BIRTH = re.compile(r"\b(?:geboren|geboortedatum|geb\.|verjaart|jarig|verjaardag)\b[^.!?\n]{0,25}$", re.IGNORECASE)

_N = rf"(?:\d{{2}}|{NUMBER})"
_LITTLE = (
    r"(?:nu|net|toen|(?:daar|hier)(?!(?:\s\w+){1,2}\sjaar\b)|al|pas|straks|inmiddels|bijna|nog|maar|ook|zelf|ondertussen|ongeveer|intussen|dan|er|gewoon|nou|"
    "geloof ik|denk ik|een jaar of|rond de|begin|eind|half|in de|tussen de|dus|wel|"
    rf"in (?:{'|'.join(sorted(_MONTHS))})|"
    "dit jaar|volgende maand|volgende week|volgend jaar|vorige week|vorige maand|net geen|ruim|zo'n|eigenlijk|precies)"
)
_WHO = r"(?:hij|zij|ze|ie|die|ik|(?-i:[A-ZÀ-Þ])[\w'-]+|jongen|meisje|man|vrouw|zoon|dochter|dame|gast|knul|meid|iemand|jongste|oudste)"
_AFTER = (
    r"(?=\s*(?:[.,!?;:\n)]|$)|\s(?:jaar\s(?:oud|en|toen|of|geworden|inmiddels|jong|is|was|was hij|nu)\b|jaar[.,!?;\n]|toen|geworden|"
    r"inmiddels|in\s(?:de\s\w+|\w*(?:ari|ril|art|mei|juni|juli|ber|tus))\b|volgend|dit\sjaar|deze\s|morgen|en\s(?!een\s|nog\s|twintig|dertig)\w+|maar|nou|hè|hoor|dus|of zo|ofzo|als|denk|geloof|nu))"
)
_TAIL = rf"(?:\sjaar\soud|\sjaar)?(?:,?\s(?:nee|of|eh|wacht|misschien|nou)[,\s]+(?:nee,?\s|eh,?\s|al\s)?{_N}(?:\sjaar(?:\soud)?)?)*"
_AGES = tuple(re.compile(pattern, re.IGNORECASE | re.MULTILINE) for pattern in (
    rf"\b{_WHO}\s(?:is|was|ben|bent|wordt|word|werd|zijn|moet zijn)(?:\s{_LITTLE}){{0,3}}\s(?P<age>{_N}){_AFTER}",
    rf"\b(?:wordt|is|was|word|ben)\s(?:hij|ze|zij|ie|ik)(?:\s{_LITTLE}){{0,3}}\s(?P<age>{_N}){_AFTER}",
    rf"\b(?:hij|zij|ze|ie|die|jongen|meisje|man|vrouw|iemand|eentje|gast|knul|meid|dame|zoon|dochter|broer|zus|medewerker|kind|jongste|oudste)"
    rf"\svan(?:\s{_LITTLE}){{0,2}}\s(?P<age>{_N})(?:\sjaar)?(?=\s*[.,!?;:\n)]|$|\s(?!euro|procent|kilo|meter|centimeter|uur|minuten|weken|maanden|dagen|keer|ambachten)\w)",
    rf"\b(?:is|was) (?:een|zo'n) (?:jongen|meisje|man|vrouw|knul|meid|dame|jongedame|jongeman) van,?\s(?:(?:eh|uh|nou|wat),?\s)*(?P<age>{_N})\b(?=\s?[,.]|\s(?:nu|al|inmiddels|jaar|toen)\b)",
    rf"\b(?:toen|als|sinds|vanaf dat)\s(?:hij|zij|ze|ik|ie)\s(?P<age>{_N})\s(?:was|is|werd|wordt|ben)\b",
    rf"\b(?:was|werd|ben)\s(?P<age>{_N})\stoen\s(?:hij|ze|zij|ik|ie|we)\b",
    rf"(?-i:[A-ZÀ-Þ])[\w-]+,\s(?P<age>{_N})(?:\sjaar)?,\s(?:ik|hij|ze|zij|die|en|geboren|getogen|woont|woon|werkt|werk|komt|kom|afkomstig|uit)\b",
    rf"\b(?:leeftijd|leeftijd van|op (?:zijn|haar|m'n|mijn|z'n|d'r)|sinds (?:zijn|haar|m'n|mijn|z'n|d'r)|tot (?:zijn|haar|m'n|mijn|z'n|d'r)|vanaf (?:zijn|haar|m'n|z'n))\s(?P<age>{_N}(?:ste|de|e)?)\b",
))  # fmt: skip
_ALMOST = rf"(?:bijna|nou,? bijna|net|straks|in (?:{'|'.join(sorted(_MONTHS))}))"
_FROM_AGE = re.compile(
    rf"(?P<age>{_N})(?:\sjaar\s(?:oud|jong)\b|[\s-]?jarige\b|\s(?:is|was|wordt|werd)\s(?:hij|zij|ze|ie|ik)\b)",
    re.IGNORECASE,
)
"""What follows says that it is an age."""
_OPENING_AGE = re.compile(
    rf"(?P<age>{_N})(?:(?:\sjaar)?,\s(?:hij|ze|zij|die)\s(?:is|was|had|heeft|woont|zat)\b|\.\s{_ALMOST}\s{_N}\b|,\s(?:{_ALMOST}|dit jaar|"
    r"volgend\w*|van\s(?:het\s)?(?:sbo|vso|pro|praktijkonderwijs|praktijkschool))\b)",
    re.IGNORECASE,
)
"""The same at the start of a sentence: "Negentien, van het vso"."""
_AFTER_AGE = re.compile(rf"(?:^|[.!?\s]){_N}\.\s{_ALMOST}\s$", re.IGNORECASE)
_FOLLOWED = re.compile(_TAIL, re.IGNORECASE)
_ONE_AGE = re.compile(rf"(?P<age>{_N})\b", re.IGNORECASE)
_YOUNGEST, _OLDEST, _ADULT = 4, 99, 13
_AGE_WORDS = (
    frozenset(word for word, n in VALUES.items() if n >= _YOUNGEST)
    | {f"{word}jarige" for word in VALUES}
    | {f"{word}{ending}" for word, n in VALUES.items() if n >= _YOUNGEST for ending in ("de", "ste")}
)
_TWO_FIGURES = re.compile(r"(?<![\d.,])\d\d(?![\d.,]\d|\d)")
_REACH = 60
"""How many letters around a number the patterns see."""


def dates(words: Words) -> Iterator[Found]:
    """Dates with a day, or a month with its year; a date of birth has its own label."""
    text = words.text
    for number, word in enumerate(words.lowers):
        if word in _MONTHS:
            start, end = _day_before(words, number), _year_after(text, words.ends[number])
            if start is not None or end is not None:
                yield _date(text, words.starts[number] if start is None else start, end or words.ends[number])
    for match in _FIGURES.finditer(text):
        yield _date(text, *match.span())


def _day_before(words: Words, number: int) -> int | None:
    """Where the day begins: "3 maart", "drie maart", "de derde van maart"."""
    start = words.starts[number]
    figures = _DAY.search(words.text, max(0, start - 9), start)
    if figures:
        return figures.start()
    before = number - 1
    if before > 0 and words.lowers[before] == "van":
        before -= 1
    if before >= 0 and words.lowers[before] in _DAYS and words.gap(before + 1) == " ":
        return words.starts[before]
    return None


def _year_after(text: str, end: int) -> int | None:
    match = _YEAR.match(text, end)
    return match.end() if match else None


def _date(text: str, start: int, end: int) -> Found:
    birth = _BIRTH.search(text, max(0, start - 60), start)
    return Found(start, end, "date", "pattern", label="geboortedatum" if birth else "maand en jaar")


def ages(words: Words) -> Iterator[Found]:
    """Ages in figures or words, also corrected ones: "vierentwintig, nee, vijfentwintig"."""
    text = words.text
    places = [words.starts[n] for n, word in enumerate(words.lowers) if word in _AGE_WORDS and _perhaps(words, n)]
    places += [match.start() for match in _TWO_FIGURES.finditer(text)]
    matches = [match for place in places if (match := _age_at(text, place))]
    for begin, stop in _windows(text, places):
        for pattern in _AGES:
            matches += pattern.finditer(text, begin, stop)
    seen: set[int] = set()
    for match in matches:
        start, end = match.span("age")
        number = value(re.sub(r"(?:ste|de|e)$", "", match["age"])) or value(match["age"])
        if start in seen or number is None or not _YOUNGEST <= number <= _OLDEST:
            continue
        seen.add(start)
        more = _FOLLOWED.match(text, end)
        yield Found(start, more.end() if more else end, "age", "pattern", label=age_group(number))


def _age_at(text: str, place: int) -> re.Match[str] | None:
    """An age that begins here, by what follows it or by the age that it corrects ("Zesentwintig. Bijna zevenentwintig")."""
    match = _FROM_AGE.match(text, place)
    if not match and (place == 0 or text[place - 1] == "\n" or text[place - 2 : place] in (". ", "! ", "? ")):
        match = _OPENING_AGE.match(text, place)
    if not match and _AFTER_AGE.search(text, max(0, place - _REACH), place):
        match = _ONE_AGE.match(text, place)
    return match


def _perhaps(words: Words, number: int) -> bool:
    """Small numbers are everywhere; they are ages only beside certain words."""
    if (value(words.lowers[number]) or _ADULT) >= _ADULT:
        return True
    after = words.lowers[number + 1] if number + 1 < len(words.words) else ""
    return after in ("jaar", "jarige", "toen") or (
        number > 0 and words.lowers[number - 1] in ("van", "is", "was", "m'n", "zijn", "haar")
    )


def _windows(text: str, places: list[int]) -> Iterator[tuple[int, int]]:
    """Stretches of text around places, from word to word and within one turn: patterns run on these alone."""
    last = -1
    for place in sorted(set(places)):
        if place < last - _REACH // 2:
            continue
        line = text.rfind("\n", 0, place) + 1
        start = max(line, text.rfind(" ", line, max(line, place - _REACH)) + 1)
        stop = text.find("\n", place)
        stop = len(text) if stop < 0 else stop
        last = min(stop, place + 2 * _REACH)
        yield start, last


def age_group(number: int) -> str:
    """A suggested general term for an age: ``begin 20``, ``eind 50``, ``kind``."""
    if number < 18:
        return "jonger dan 18"
    part = ("begin", "begin", "begin", "begin", "midden", "midden", "midden", "eind", "eind", "eind")[number % 10]
    return f"{part} {number // 10 * 10}"
