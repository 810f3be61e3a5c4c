"""Where a sentence of Dutch talk or prose ends: rules over the tokens of one turn.

Design of spaCy's sentencizer (a sentence ends at . ! ?), with what talk needs besides: reported speech ("'Nee!' zei
hij"), trailing dots, dates and numbered items, and recognised speech without any punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from .abbreviations import MONTHS


class Token(NamedTuple):
    """A token and its place in the transcript's text."""

    text: str
    start: int
    end: int


_END = re.compile(r"[.!?…]+")
_TRAILING = frozenset({"..", "...", "…", "...."})
_CLOSERS = frozenset("\"'”’»)]")
_LONG = 60
"""From this many words a stretch without any mark is taken to be recognised speech without punctuation."""
_ENOUGH = 20
_LINKS = frozenset({"en", "maar", "want", "dus", "toen", "nou", "kijk", "daarna", "alleen"})


def split(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    """Cut the tokens of one turn into sentences. White space tokens are dropped; all others are kept, in order."""
    for piece in _with_words(_pieces(tokens)):
        yield from _shorter(piece)


def _pieces(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    piece: list[Token] = []
    position = 0
    while position < len(tokens):
        token = tokens[position]
        position += 1
        if token.text.isspace():
            if "\n" in token.text and piece:
                yield piece
                piece = []
            continue
        piece.append(token)
        if not _END.fullmatch(token.text) and not _last_abbreviation(token, tokens, position):
            continue
        while position < len(tokens) and _belongs(tokens[position - 1], tokens[position]):
            piece.append(tokens[position])
            position += 1
        if _ends(piece, tokens, position):
            yield piece
            piece = []
    if piece:
        yield piece


def _last_abbreviation(token: Token, tokens: Sequence[Token], position: int) -> bool:
    """True for "enz." and the like before a capital: the one full stop then ends the sentence too."""
    following = _next(tokens, position)
    return token.text.lower() in ENDING_ABBREVIATIONS and following is not None and following.text[:1].isupper()


ENDING_ABBREVIATIONS = frozenset(
    {"enz.", "etc.", "e.d.", "o.i.d.", "e.a.", "a.u.b.", "s.v.p.", "z.s.m.", "p.w.", "p.m.", "p.j.", "p.u.", "n.v.t."}
)


def _belongs(before: Token, token: Token) -> bool:
    """True for a further mark, and for a closing quote or bracket without white space before it."""
    return _END.fullmatch(token.text) is not None or (token.text in _CLOSERS and token.start == before.end)


def _ends(piece: list[Token], tokens: Sequence[Token], position: int) -> bool:
    """Whether a sentence ends at the mark with which the piece ends."""
    following = _next(tokens, position)
    if following is None or following.text.isspace():
        return True
    last = piece[-1].text
    small = following.text[0].islower()
    if last in _CLOSERS or last in _TRAILING:
        return not small
    if last == "." and len(piece) > 1:
        before = piece[-2].text
        if before.lower() in MONTHS and following.text[0].isdigit():
            return False
        if before.isdigit():
            return len(piece) > 2 and following.text.lower() not in MONTHS
    return True


def _next(tokens: Sequence[Token], position: int) -> Token | None:
    """The next token that is not white space within a line; a line feed counts as one."""
    for token in tokens[position:]:
        if not token.text.isspace() or "\n" in token.text:
            return token
    return None


def _with_words(pieces: Iterator[list[Token]]) -> Iterator[list[Token]]:
    """Give marks without any word ("...", "-") to the sentence before them, or else to the one after."""
    held: list[Token] = []
    for piece in pieces:
        if any(character.isalnum() for token in piece for character in token.text):
            if held and any(character.isalnum() for token in held for character in token.text):
                yield held
                held = []
            held = held + piece
        else:
            held = held + piece
    if held:
        yield held


def _shorter(piece: list[Token]) -> Iterator[list[Token]]:
    """Cut a long stretch without marks before linking words, so that a coding can point at something."""
    if len(piece) <= _LONG or any(_END.fullmatch(token.text) for token in piece):
        yield piece
        return
    start = 0
    for position, token in enumerate(piece):
        far = position - start >= _ENOUGH and len(piece) - position >= _ENOUGH // 2
        if far and token.text.lower() in _LINKS and piece[position - 1].text.lower() not in _LINKS:
            yield piece[start:position]
            start = position
    yield piece[start:]
