"""Contact data and numbers that belong to one person, written or spoken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Found
from .lexicon import listed
from .numbers import NUMBER, VALUES
from .tokens import Words

_SPELLED = r"(?:punt|streepje|liggend streepje|laag streepje|underscore|koppelteken|min)"
_ENDS = "|".join(sorted((e for e in listed("streets") if len(e) > 2), key=lambda e: (-len(e), e)))
_WAYS = "|".join(sorted((e.capitalize() for e in listed("streets") if len(e) > 2), key=lambda e: (-len(e), e)))
_STREET = (
    rf"(?:(?:[A-ZÀ-Þ][\w.'’-]*\s(?:(?:van|de|den|der|het)\s)*){{0,3}}(?:[A-ZÀ-Þ][\w'’-]*(?:{_ENDS})|(?:{_WAYS}))"
    rf"|(?:{_WAYS})\s(?:(?:van|aan|op|de|den|der|het|'t)\s){{1,2}}[A-ZÀ-Þ][\w'’-]*)(?:\s(?:Noord|Zuid|Oost|West)(?:zijde)?)?"
)
"""A street by its name: "Dorpsstraat", "Grote Markt", "Laan van Merwede", "Rijksweg Zuid"."""
_SIGN = r"(?:apen?st?aart(?:je)?|at|ad)"
_FILLER = r"(?:dan|en|en dan|nou|eh|uh|dus|streepje|even kijken|daarna|met|keer)"

_STREET_ENDS = tuple(end for end in listed("streets") if len(end) > 2)
_DIGITS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("rekeningnummer", re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}\s?(?:\d\s?){9}\d\b")),
    ("adres", re.compile(
        rf"\b{_STREET}\s\d{{1,5}}(?:\s?(?:[a-zA-Z]|bis|hs|rood|zwart|huis|[IVX]{{1,4}})\b|-\d+)?(?:,?\s(?:in\s)?[1-9]\d{{3}}\s?[A-Z]{{2}}\b)?")),
    ("postcode", re.compile(r"\b[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}\b(?!-)")),
    ("telefoonnummer", re.compile(r"(?<![\w.,/-])(?:(?:\+|00)31[\s.-]?(?:\(0\)\s?)?|\(?0)[1-9](?:\)?[\s.-]{0,3}\d){8}(?!\d)")),
    ("telefoonnummer", re.compile(r"(?<![\w.,/-])(?:\+|00)(?!31)[1-9]\d{0,2}(?:[\s.-]?\d){7,11}(?!\d)")),
    ("telefoonnummer", re.compile(rf"(?<![\w.,/-])0[1-9]\d{{0,3}}(?:[\s,–-]+(?:{_FILLER}[\s,]+)?(?:\d{{1,3}}|{NUMBER})\b){{3,}}", re.IGNORECASE)),
    ("telefoonnummer", re.compile(r"(?<![\w.,/-])0[89]\d{2}[\s-]?\d{4}(?:\d{3})?(?![\d-])")),
    ("burgerservicenummer", re.compile(r"(?<![\d.,-])\d{9}(?![\d-])|(?<![\d.,-])\d{4}[ .]\d{2}[ .]\d{3}(?!\d)")),
)  # fmt: skip
_ADDRESS_WORDS = re.compile(rf"\b{_STREET}\s(?:nummer\s)?{NUMBER}\b")
_FIGURE = re.compile(r"\d")
_POINT = re.compile(r"\b(?:punt|dot)\b")
_AT_SIGN = re.compile(rf"\b{_SIGN}\b|@")
_WEB_HINT = re.compile(r"\.(?:nl|com|org|eu|be|net|info|frl|amsterdam|example|school)\b|www\.|https?:")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\S)@[A-Za-z][\w.]*\w")
"""An e-mail address, or the name of somebody on a platform."""
_WEB = re.compile(
    r"\b(?:https?://|www\.)[^\s,;)\]]*[\w/]|\b(?:[\w-]+\.)+(?:nl|com|org|eu|be|net|info|frl|amsterdam|example|school)\b(?:/[^\s,;)\]]*[\w/])?"
)
_SPOKEN_MAIL = re.compile(
    rf"\b(?:[\w-]+\s{_SPELLED}\s(?:[\w-]+\s){{0,3}}?)*(?:(?:van|de|der|den)\s){{0,2}}[\w.-]+(?:[\s,-]+(?:{NUMBER}|\d+))*,?(?:\s{_SIGN}\s|\s?@\s?)[\w-]+(?:\s(?:{_SPELLED}\s)?(?!punt|dot)[\w-]+){{0,5}}\s(?:punt|dot)\s(?:[a-z]\s[a-z]\b|en\sel\b|\w+)"
)
_SPOKEN_WEB = re.compile(
    rf"\b(?:(?:www|w w w|wee wee wee)\s(?:punt\s)?)?[\w-]+(?:\s{_SPELLED}\s[\w-]+)*\spunt\s(?:nl|n\sl|en\sel|com|org|eu|e\su|be|net|info)\b(?:\sslash\s[\w-]+)*"
)
_SPOKEN_PHONE = re.compile(
    rf"\bnul(?:[\s,–-]+(?:{_FILLER}[\s,]+|dubbel\s)?(?:(?:{NUMBER})?honderd(?:{NUMBER})?|{NUMBER})){{3,}}\b",
    re.IGNORECASE,
)
_NUMBER_SAID = re.compile(
    rf"\b(?:nummer|nummers|bel|bellen|belt|app|appen|telefoon|mobiel|mobiele|toestel|tel)\b[^.!?\n]{{0,30}}?\b"
    rf"(?P<code>{NUMBER}(?:[\s,–-]+(?:{_FILLER}[\s,]+)?{NUMBER}\b){{3,}})",
    re.IGNORECASE,
)
_SPOKEN_ACCOUNT = re.compile(
    rf"\bNL[\s,]+(?:\d\d|{NUMBER}(?:[\s,]+{NUMBER})?)[\s,]+[A-Z]{{3,4}}(?:[\s,]+(?:\d+|{NUMBER})\b){{2,}}",
    re.IGNORECASE,
)
_DIGIT = r"(?:nul|één|een|twee|drie|vier|vijf|zes|zeven|acht|negen)"
_SPOKEN_DIGITS = re.compile(rf"\b{_DIGIT}(?:(?:,\s|\s|\s?-\s?){_DIGIT}){{5,}}\b", re.IGNORECASE)


_SPOKEN_CODE = re.compile(
    rf"\bpostcode(?:\s(?:is|was|van|dan|dat|de|hier|daar|wordt))*:?,?\s(?P<code>(?:\d{{4}}|{NUMBER}[\s,]+(?:{NUMBER}[\s,]*){{1,3}})"
    rf"(?:[\s,]*(?!en\b|in\b|is\b|op\b|of\b|ik\b|je\b|de\b|we\b|ze\b|te\b|er\b|ja\b)[A-Za-z]{{2}}\b|[\s,]*[A-Z][\s,]+[A-Z]\b)?)",
    re.IGNORECASE,
)
_POST_BOX = re.compile(rf"\bpostbus\s(?:nummer\s)?(?:\d{{1,5}}|{NUMBER})\b", re.IGNORECASE)
_SPOKEN_HOUSE = re.compile(
    rf"\bhuisnummer(?:\s(?:is|was|van|dan))*\s(?P<code>\d{{1,4}}[a-zA-Z]?|{NUMBER})\b", re.IGNORECASE
)


_PHONE_CUES = frozenset(("nummer", "nummers", "bel", "bellen", "belt", "app", "appen", "telefoon", "mobiel", "mobiele", "toestel", "tel"))  # fmt: skip


def contacts(words: Words) -> Iterator[Found]:
    """E-mail, web and street addresses, postcodes, phone, account and citizen service numbers."""
    text = words.text
    for start, end in _lines_with(_FIGURE, text):
        for label, pattern in _DIGITS:
            for match in pattern.finditer(text, start, end):
                if _believed(label, match.group()):
                    yield _contact(match, label)
    if "@" in text:
        yield from (_contact(match, "e-mailadres") for match in MAIL.finditer(text))
    if _WEB_HINT.search(text):
        yield from (_contact(match, "webadres") for match in _WEB.finditer(text))
    if "punt" in words.lowers or "dot" in words.lowers:
        for start, end in _lines_with(_POINT, text):
            if _AT_SIGN.search(text, start, end):
                yield from (_contact(match, "e-mailadres") for match in _SPOKEN_MAIL.finditer(text, start, end))
            yield from (_contact(match, "webadres") for match in _SPOKEN_WEB.finditer(text, start, end))
    for cue, spoken, label in (("postcode", _SPOKEN_CODE, "postcode"), ("huisnummer", _SPOKEN_HOUSE, "adres")):
        if cue in words.lowers:
            yield from (Found(*m.span("code"), "contact", "pattern", label=label) for m in spoken.finditer(text))
    if "postbus" in words.lowers:
        yield from (_contact(match, "adres") for match in _POST_BOX.finditer(text))
    if not _PHONE_CUES.isdisjoint(words.lowers):
        said = (m for m in _NUMBER_SAID.finditer(text) if not _counting(m["code"]) and _ten(m["code"]))
        yield from (Found(*m.span("code"), "contact", "pattern", label="telefoonnummer") for m in said)
    if "nl" in words.lowers:
        yield from (_contact(match, "rekeningnummer") for match in _SPOKEN_ACCOUNT.finditer(text))
    if "nul" in words.lowers:
        yield from (_contact(match, "telefoonnummer") for match in _SPOKEN_PHONE.finditer(text) if _ten(match.group()))
    if "zeven" in words.lowers or "negen" in words.lowers or "nul" in words.lowers:
        yield from (_contact(m, "telefoonnummer") for m in _SPOKEN_DIGITS.finditer(text) if not _counting(m.group()))
    for number in words.capitals:
        if words.lowers[number].endswith(_STREET_ENDS):
            address = _ADDRESS_WORDS.match(text, words.starts[number])
            if address:
                yield _contact(address, "adres")


def _lines_with(sign: re.Pattern[str], text: str) -> Iterator[tuple[int, int]]:
    end = 0
    while match := sign.search(text, end):
        start = text.rfind("\n", 0, match.start()) + 1
        end = text.find("\n", match.end())
        end = len(text) if end < 0 else end
        yield start, end


def eleven_test(digits: str) -> bool:
    """The test that every citizen service number passes (9a+8b+...+2h-i divisible by 11; Logisch Ontwerp BSN, RvIG)."""
    if len(digits) != 9 or len(set(digits)) == 1:
        return False
    total = sum(int(digit) * (9 - place) for place, digit in enumerate(digits[:8])) - int(digits[8])
    return total % 11 == 0


def _believed(label: str, words: str) -> bool:
    if label == "burgerservicenummer":
        return eleven_test(re.sub(r"\D", "", words))
    if label == "postcode":  # "2023 HR": a year and an abbreviation
        return not (words[:2] in ("19", "20") and words[-2:] in listed("no_names"))
    return True


def _ten(words: str) -> bool:
    """Enough number words for a telephone number: pairs count double."""
    parts = [part for part in re.split(r"[\s,–-]+", words) if part and part != "en"]
    return len(parts) >= 5 or sum(3 if part.startswith("honderd") else 2 if len(part) > 6 else 1 for part in parts) >= 6


def _counting(words: str) -> bool:
    """True for "een, twee, drie, vier ...", which is no number of anybody."""
    values = [VALUES.get(part.lower(), 1) for part in re.findall(r"[^\W\d_]+", words)]
    steps = {after - before for before, after in zip(values, values[1:])}
    return steps in ({1}, {-1}, {0})


def _contact(match: re.Match[str], label: str) -> Found:
    return Found(match.start(), match.end(), "contact", "pattern", label=label)
