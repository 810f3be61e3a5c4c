r"""The light Markdown inside a block, parsed once to spans that every format shows in its own way.

``*em*``, ``**strong**``, ``[text](https://...)``, ``[^footnote]``, ``@fig:id``, ``@tab:id``, a backslash before a
punctuation mark takes it literally, a backslash at the end of a line breaks it. All else is words: nothing
in a text can reach a page as markup.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal
from urllib.parse import quote, urlsplit

SpanKind = Literal["text", "break", "link", "note", "reference"]

_SCHEMES = ("https://", "http://", "mailto:", "tel:")
_REFERENCE = re.compile(r"@(fig|tab):(\w+(?:[.-]+\w+)*)")
_PUNCTUATION = frozenset("!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~")
_NO_MARKUP = re.compile(r"[^\\*\[@\n]+")
_SPECIAL = re.compile(r"[\\*\[\]@]")
# What XML forbids, private use (PDF/A-2a forbids it), and marks that turn the reading direction unseen.
_UNFIT = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff\U000f0000-\U0010ffff]"
)
_HIDDEN = re.compile("[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufe00-\ufe0f\ufeff\U000e0000-\U000effff]")
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of text of one look; a link and a footnote hold spans of their own."""

    kind: SpanKind
    text: str = ""
    strong: bool = False
    em: bool = False
    target: str = ""
    """Address of a link; ``fig:id`` or ``tab:id`` of a reference."""
    inner: tuple[Span, ...] = ()
    number: int = 0
    """Of a footnote; given when the document is laid out."""


@dataclass(slots=True)
class _Piece:
    """A span, or a run of asterisks that may open or close emphasis."""

    span: Span | None
    stars: int = 0
    opens: bool = False
    closes: bool = False


def clean(text: str) -> str:
    """The text without what no format may hold: control characters, unpaired surrogates, private use, hidden marks.

    What carried meaning becomes a visible replacement character; what is invisible is left out.
    """
    text = _LINE_ENDS.sub("\n", text).replace("\t", " ")
    return _UNFIT.sub("\ufffd", _HIDDEN.sub("", text))


def escape(text: str) -> str:
    """Plain words as light Markdown that parses back to exactly those words."""
    return _SPECIAL.sub(lambda found: "\\" + found.group(), text)


def plain(spans: Iterable[Span]) -> str:
    """The words alone: without marks, without footnotes."""
    parts = []
    for span in spans:
        if span.kind == "break":
            parts.append(" ")
        elif span.kind == "link":
            parts.append(plain(span.inner))
        elif span.kind != "note":
            parts.append(span.text)
    return "".join(parts)


def walk(spans: Iterable[Span]) -> Iterator[Span]:
    """Every span, those inside links and footnotes included, in reading order."""
    for span in spans:
        yield span
        yield from walk(span.inner)


@lru_cache(maxsize=20_000)
def parse(text: str, *, links: bool = True, notes: bool = True) -> tuple[Span, ...]:
    """Parse the light Markdown of one paragraph, list item, caption or cell. Never fails: what is no markup is text."""
    text = clean(text).strip()
    return _emphasised(_pieces(text, _brackets(text), links=links, notes=notes))


def _brackets(text: str) -> dict[int, int]:
    """Where each opening bracket closes; escaped ones do not count."""
    pairs: dict[int, int] = {}
    open_at: list[int] = []
    place = 0
    while place < len(text):
        char = text[place]
        if char == "\\":
            place += 1
        elif char == "[":
            open_at.append(place)
        elif char == "]" and open_at:
            pairs[open_at.pop()] = place
        place += 1
    return pairs


def _pieces(text: str, brackets: dict[int, int], *, links: bool, notes: bool) -> list[_Piece]:
    pieces: list[_Piece] = []
    words: list[str] = []

    def add(span: Span) -> None:
        if words:
            pieces.append(_Piece(Span("text", "".join(words))))
            words.clear()
        pieces.append(_Piece(span))

    place = 0
    while place < len(text):
        plain = _NO_MARKUP.match(text, place)
        if plain:
            words.append(plain[0])
            place = plain.end()
            continue
        char = text[place]
        following = text[place + 1 : place + 2]
        if char == "\\" and following in _PUNCTUATION and following:
            words.append(following)
            place += 2
        elif char == "\\" and following == "\n":
            add(Span("break"))
            place += 2
        elif char == "*":
            end = place
            while end < len(text) and text[end] == "*":
                end += 1
            if words:
                pieces.append(_Piece(Span("text", "".join(words))))
                words.clear()
            pieces.append(_stars(text, place, end))
            place = end
        elif (found := _bracketed(text, place, brackets, links=links, notes=notes)) or (
            found := _reference(text, place)
        ):
            span, place = found
            add(span)
        else:
            words.append(" " if char == "\n" else char)
            place += 1
    if words:
        pieces.append(_Piece(Span("text", "".join(words))))
    return pieces


def _stars(text: str, start: int, end: int) -> _Piece:
    """Asterisks open before a word and close after one; between letters (5*3) they are asterisks."""
    before, after = text[start - 1 : start], text[end : end + 1]
    opens = bool(after) and not after.isspace() and not before.isalnum()
    closes = bool(before) and not before.isspace() and not after.isalnum()
    return _Piece(None, end - start, opens, closes)


def _bracketed(text: str, place: int, brackets: dict[int, int], *, links: bool, notes: bool) -> tuple[Span, int] | None:
    end = brackets.get(place)
    if text[place] != "[" or end is None:
        return None
    if notes and text.startswith("^", place + 1):
        inner = text[place + 2 : end]
        return (Span("note", inner=parse(inner, links=links, notes=False)), end + 1) if inner.strip() else None
    if not links or not text.startswith("(", end + 1):
        return None
    close = text.find(")", end + 2, end + 2050)
    target = text[end + 2 : close] if close > 0 else ""
    inner = text[place + 1 : end]
    address = _address(target)
    if not address or not inner.strip():
        return None
    return Span("link", target=address, inner=parse(inner, links=False, notes=False)), close + 1


def _address(target: str) -> str:
    """A link's address when it is one that may be followed, else an empty string."""
    if target.startswith("#"):
        return target if len(target) > 1 and not re.search(r"\s", target) else ""
    if not target.lower().startswith(_SCHEMES) or re.search(r"[\s<>\"()\\{}|^`\[\]]", target):
        return ""
    parts = urlsplit(target)
    if (not parts.path and not parts.netloc) or (parts.scheme in ("http", "https") and not parts.hostname):
        return ""
    return quote(target, safe="%/:?#@!$&'*+,;=~-._")


def _reference(text: str, place: int) -> tuple[Span, int] | None:
    if text[place] != "@" or text[place - 1 : place].isalnum():
        return None
    found = _REFERENCE.match(text, place)
    if found is None:
        return None
    before = text[max(0, place - 60) : place].rstrip()
    starts_sentence = not before or before[-1] in ".!?"
    kind = {"fig": "figuur", "tab": "tabel"}[found.group(1)]
    shown = kind.capitalize() if starts_sentence else kind
    return Span("reference", shown, target=f"{found.group(1)}:{found.group(2)}"), found.end()


def _emphasised(pieces: list[_Piece]) -> tuple[Span, ...]:
    """Match the asterisks: one is emphasis, two are strong; what finds no partner stays an asterisk."""
    left = [piece.stars for piece in pieces]
    ranges: list[tuple[int, int, int]] = []
    openers: list[int] = []
    for index, piece in enumerate(pieces):
        while piece.closes and left[index] and openers:
            partner = openers[-1]
            width = 2 if left[index] >= 2 and left[partner] >= 2 else 1
            ranges.append((partner, index, width))
            left[index] -= width
            left[partner] -= width
            if not left[partner]:
                openers.pop()
        if piece.opens and left[index] and not (piece.closes and left[index] < piece.stars):
            openers.append(index)
    strong, em = [0] * (len(pieces) + 1), [0] * (len(pieces) + 1)
    for start, end, width in ranges:
        counts = strong if width == 2 else em
        counts[start] += 1
        counts[end] -= 1
    return _merged(pieces, left, strong, em)


def _merged(pieces: list[_Piece], left: list[int], strong: list[int], em: list[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    depth_strong = depth_em = 0
    for index, piece in enumerate(pieces):
        depth_strong += strong[index]
        depth_em += em[index]
        span = piece.span or Span("text", "*" * left[index])
        if span.kind == "text" and not span.text:
            continue
        made = Span(span.kind, span.text, depth_strong > 0, depth_em > 0, span.target, span.inner)
        last = spans[-1] if spans else None
        if last and last.kind == made.kind == "text" and (last.strong, last.em) == (made.strong, made.em):
            made = Span("text", last.text + made.text, made.strong, made.em)
            spans.pop()
        spans.append(made)
    return tuple(spans)
