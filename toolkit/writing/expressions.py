"""The small language between ``{{`` and ``}}``: names, calls, numbers, texts, comparisons. Nothing of Python is run.

expression = and { "of" and } ;  and = not { "en" not } ;  not = [ "niet" ] compared
compared   = sum [ ("=" | "==" | "!=" | "<" | "<=" | ">" | ">=") sum ] ;  sum = term { ("+" | "-") term }
term       = number | text | name [ "(" [ argument { "," argument } ] ")" ] | "(" expression ")"
argument   = [ name "=" ] expression
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TypeAlias

from ..errors import InputError

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:[.,]\d+)?)|(?P<text>\"[^\"]*\"|“[^”]*”|'[^']*')|(?P<name>[A-Za-zà-ÿ_][\wà-ÿ]*)"
    r"|(?P<sign>==|!=|<=|>=|[=<>+\-(),]))"
)
_COMPARE = ("=", "==", "!=", "<", "<=", ">", ">=")
_WORDS = ("en", "of", "niet")
MAX_LENGTH = 500
MAX_DEPTH = 20


@dataclass(frozen=True, slots=True)
class Literal:
    """A number or a text."""

    value: float | str


@dataclass(frozen=True, slots=True)
class Call:
    """A field by its name, with what stands between its brackets."""

    name: str
    arguments: tuple[Node, ...] = ()
    named: tuple[tuple[str, Node], ...] = ()


@dataclass(frozen=True, slots=True)
class Operation:
    """Two sides and what is done with them; ``niet`` has only a right side."""

    sign: str
    left: Node | None
    right: Node


Node: TypeAlias = Literal | Call | Operation


@dataclass(frozen=True, slots=True)
class _Token:
    kind: str
    text: str
    place: int


def parse(text: str) -> Node:
    """Read an expression. Raises InputError (without file and line: the caller knows those)."""
    if len(text) > MAX_LENGTH:
        raise InputError("dit veld is te lang.", fix=f"houd het onder de {MAX_LENGTH} tekens.")
    tokens = _tokens(text)
    node, rest = _either(tokens, 0)
    if tokens[rest].kind != "end":
        raise _unexpected(tokens[rest])
    return node


def _tokens(text: str) -> list[_Token]:
    found, place = [], 0
    while text[place:].strip():
        match = _TOKEN.match(text, place)
        if match is None:
            sign = text[place:].lstrip()[:1]
            fix = 'gebruik namen, getallen, tekst tussen "aanhalingstekens", haakjes en komma\'s.'
            raise InputError(f"het teken '{sign}' hoort niet in een veld.", fix=fix)
        kind = match.lastgroup or ""
        found.append(_Token(kind, match[kind], match.start(kind) + 1))
        place = match.end()
    return [*found, _Token("end", "het einde", len(text) + 1)]


def _either(tokens: list[_Token], place: int, depth: int = 0) -> tuple[Node, int]:
    if depth > MAX_DEPTH:
        raise InputError("dit veld heeft te veel haakjes in elkaar.", fix="maak het eenvoudiger.")
    left, place = _both(tokens, place, depth)
    while tokens[place].kind == "name" and tokens[place].text == "of":
        right, place = _both(tokens, place + 1, depth)
        left = Operation("of", left, right)
    return left, place


def _both(tokens: list[_Token], place: int, depth: int) -> tuple[Node, int]:
    left, place = _negated(tokens, place, depth)
    while tokens[place].kind == "name" and tokens[place].text == "en":
        right, place = _negated(tokens, place + 1, depth)
        left = Operation("en", left, right)
    return left, place


def _negated(tokens: list[_Token], place: int, depth: int) -> tuple[Node, int]:
    if tokens[place].kind == "name" and tokens[place].text == "niet":
        node, place = _compared(tokens, place + 1, depth)
        return Operation("niet", None, node), place
    return _compared(tokens, place, depth)


def _compared(tokens: list[_Token], place: int, depth: int) -> tuple[Node, int]:
    left, place = _sum(tokens, place, depth)
    if tokens[place].text in _COMPARE and tokens[place].kind == "sign":
        sign = tokens[place].text
        right, place = _sum(tokens, place + 1, depth)
        return Operation("==" if sign == "=" else sign, left, right), place
    return left, place


def _sum(tokens: list[_Token], place: int, depth: int) -> tuple[Node, int]:
    left, place = _term(tokens, place, depth)
    while tokens[place].kind == "sign" and tokens[place].text in "+-":
        sign = tokens[place].text
        right, place = _term(tokens, place + 1, depth)
        left = Operation(sign, left, right)
    return left, place


def _term(tokens: list[_Token], place: int, depth: int) -> tuple[Node, int]:
    token = tokens[place]
    if token.kind == "number":
        return Literal(float(token.text.replace(",", "."))), place + 1
    if token.kind == "text":
        return Literal(token.text[1:-1]), place + 1
    if token.kind == "name" and token.text not in _WORDS:
        if tokens[place + 1].text == "(" and tokens[place + 1].kind == "sign":
            return _call(tokens, place, depth)
        return Call(token.text), place + 1
    if token.text == "(" and token.kind == "sign":
        node, place = _either(tokens, place + 1, depth + 1)
        return node, _expect(tokens, place, ")")
    raise _unexpected(token)


def _call(tokens: list[_Token], place: int, depth: int) -> tuple[Node, int]:
    name, place = tokens[place].text, place + 2
    plain: list[Node] = []
    named: list[tuple[str, Node]] = []
    while tokens[place].text != ")" or tokens[place].kind != "sign":
        key = ""
        if tokens[place].kind == "name" and tokens[place + 1].text == "=":
            key, place = tokens[place].text, place + 2
        value, place = _either(tokens, place, depth + 1)
        if key:
            named.append((key, value))
        elif named:
            raise InputError("een waarde zonder naam kan niet na een met naam staan.", fix="zet haar vooraan.")
        else:
            plain.append(value)
        if tokens[place].text != ")":
            place = _expect(tokens, place, ",")
    return Call(name, tuple(plain), tuple(named)), place + 1


def _expect(tokens: list[_Token], place: int, sign: str) -> int:
    if tokens[place].kind != "sign" or tokens[place].text != sign:
        message = f"hier hoort '{sign}' te staan, en er staat {_shown(tokens[place])}."
        raise InputError(message, fix="kijk de haakjes, komma's en aanhalingstekens na.")
    return place + 1


def _unexpected(token: _Token) -> InputError:
    return InputError(f"{_shown(token)} past hier niet.", fix="kijk de schrijfwijze van het veld na.")


def _shown(token: _Token) -> str:
    return token.text if token.kind == "end" else f"'{token.text}'"
