"""Contact data and numbers that belong to one person, written or spoken out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Found
from .lexicon import listed
from .numbers import LETTER_PAIR, NUMBER
from .spoken import said_numbers
from .spoken_addresses import said_addresses
from .street_numbers import street_numbers
from .tokens import Words

_ENDS = "|".join(sorted((e for e in listed("streets") if len(e) > 2), key=lambda e: (-len(e), e)))
_WAYS = "|".join(sorted((e.capitalize() for e in listed("streets") if len(e) > 2), key=lambda e: (-len(e), e)))
_STREET = (
    rf"(?:(?:[A-ZÀ-Þ][\w.'’-]*\s(?:(?:van|de|den|der|het)\s)*){{0,3}}(?:[A-ZÀ-Þ][\w'’-]*(?:{_ENDS})|(?:{_WAYS}))"
    rf"|(?:{_WAYS})\s(?:(?:van|aan|op|de|den|der|het|'t)\s){{1,2}}[A-ZÀ-Þ][\w'’-]*)(?:\s(?:Noord|Zuid|Oost|West)(?:zijde)?)?"
)
"""A street by its name: "Dorpsstraat", "Grote Markt", "Laan van Merwede", "Rijksweg Zuid"."""
_FILLER = r"(?:dan|en|en dan|nou|eh|uh|dus|streepje|even kijken|daarna|met|keer)"

_STREET_ENDS = tuple(end for end in listed("streets") if len(end) > 2)
_DIGITS: tuple[tuple[str, int, re.Pattern[str]], ...] = (
    ("rekeningnummer", 12, re.compile(r"\b[A-Z]{2}\d{2}\s?[A-Z]{4}\s?(?:\d\s?){9}\d\b")),
    ("adres", 1, re.compile(
        rf"\b{_STREET}\s\d{{1,5}}(?:[\s/-]?(?:[a-zA-Z]|bis|hs|rood|zwart|huis|[IVX]{{1,4}})\b|[/-]\d+[a-z]?\b)?(?:,?\s(?:in\s)?[1-9]\d{{3}}\s?[A-Z]{{2}}\b)?")),
    ("postcode", 4, re.compile(r"\b[1-9]\d{3}\s?(?!SA|SD|SS)[A-Z]{2}\b(?!-)(?:,?\s(?:nummer|huisnummer)\s\d{1,4}\b)?")),
    ("postcode", 4, re.compile(rf"(?<![\w.,/-])[1-9]\d{{3}}\s?{LETTER_PAIR}(?!-)(?:\s(?:nummer\s)?\d{{1,3}}\b(?!\s?(?:jaar|uur|euro|keer)))?")),
    ("telefoonnummer", 5, re.compile(r"(?<![\w.,/-])14[\s-]?0\d{2,3}(?![\d-])")),
    ("telefoonnummer", 9, re.compile(r"(?<![\w.,/-])(?:(?:\+|00)31[\s.-]?(?:\(0\)\s?)?|\(?0)[1-9](?:\)?[\s.-]{0,3}\d){8}(?!\d)")),
    ("telefoonnummer", 8, re.compile(r"(?<![\w.,/-])(?:\+|00)(?!31)[1-9]\d{0,2}(?:[\s.-]?\d){7,11}(?!\d)")),
    ("telefoonnummer", 2, re.compile(rf"(?<![\w.,/-])0[1-9]\d{{0,3}}(?:[\s,–-]+(?:{_FILLER}[\s,]+)?(?:\d{{1,3}}|{NUMBER})\b){{3,}}", re.IGNORECASE)),
    ("telefoonnummer", 8, re.compile(r"(?<![\w.,/-])0[89]\d{2}[\s-]?\d{4}(?:\d{3})?(?![\d-])")),
    ("burgerservicenummer", 9, re.compile(r"(?<![\d.,-])\d{9}(?![\d-])|(?<![\d.,-])\d{4}[ .]\d{2}[ .]\d{3}(?!\d)")),
)  # fmt: skip
"""What a number is, how many figures it has at least in its line, and its shape."""
_ADDRESS_WORDS = re.compile(rf"\b{_STREET}\s(?:nummer\s)?{NUMBER}\b")
_FIGURE = re.compile(r"\d")
_AT = re.compile("@")
_WEB_HINT = re.compile(r"\.(?:nl|com|org|eu|be|net|info|frl|amsterdam|example|school)\b|www\.|https?:")
MAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<!\S)@[A-Za-z][\w.-]*\w")
"""An e-mail address, or the name of somebody on a platform."""
_WEB = re.compile(
    r"\b(?:https?://|www\.)[^\s,;)\]]*[\w/]|\b(?:[\w-]+\.)+(?:nl|com|org|eu|be|net|info|frl|amsterdam|example|school)\b(?:/[^\s,;)\]]*[\w/])?"
)
_POST_BOX = re.compile(rf"\bpostbus\s(?:nummer\s)?(?:\d{{1,5}}|{NUMBER})\b", re.IGNORECASE)


def contacts(words: Words) -> Iterator[Found]:
    """E-mail, web and street addresses, postcodes, phone, account and citizen service numbers."""
    text = words.text
    for start, end in _lines_with(_FIGURE, text):
        figures = len(_FIGURE.findall(text, start, end))
        for label, least, pattern in _DIGITS:
            if figures < least:
                continue
            for match in pattern.finditer(text, start, end):
                if _believed(label, match.group()):
                    yield _contact(match, label)
    yield from (_contact(match, "e-mailadres") for match in mails(text))
    yield from (_contact(m, "webadres") for a, b in _lines_with(_WEB_HINT, text) for m in _WEB.finditer(text, a, b))
    present = frozenset(words.lowers)
    if "postbus" in present:
        for start, end in _lines_with(_POST_BOX, text):
            yield from (_contact(match, "adres") for match in _POST_BOX.finditer(text, start, end))
    yield from said_addresses(words, present)
    yield from said_numbers(words, present)
    yield from street_numbers(words)
    for number in words.capitals:
        if words.lowers[number].endswith(_STREET_ENDS):
            address = _ADDRESS_WORDS.match(text, words.starts[number])
            if address and not address.group().endswith(" een"):
                yield _contact(address, "adres")


def mails(text: str) -> Iterator[re.Match[str]]:
    """E-mail addresses and names on platforms, looked for where their sign stands."""
    for start, end in _lines_with(_AT, text):
        yield from MAIL.finditer(text, start, end)


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


def _contact(match: re.Match[str], label: str) -> Found:
    return Found(match.start(), match.end(), "contact", "pattern", label=label)
