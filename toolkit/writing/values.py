"""What a field comes to: words, a number where it is one, what it rests on; and how an expression is worked out."""

from __future__ import annotations

import inspect
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..errors import InputError
from ..numbers import dutch
from ..records import Block
from .expressions import Call, Literal, Node, Operation


@dataclass(frozen=True, slots=True)
class Value:
    """The outcome of a field."""

    text: str = ""
    number: float | None = None
    sources: tuple[str, ...] = ()
    """Coding ids, turns (``c01-gemeente#18``), conversations, flows (``c01-g1``), or files of the study."""
    blocks: tuple[Block, ...] = ()
    """Of a field that stands for a table, a figure, quotes or a list."""

    @property
    def true(self) -> bool:
        """Whether it counts as yes in a condition: a number that is not zero, or anything to show."""
        return self.number != 0 if self.number is not None else bool(self.text or self.blocks)


def number(value: float, sources: tuple[str, ...] = ()) -> Value:
    """A number with what it counts."""
    return Value(dutch(value), float(value), sources)


Function = Callable[..., Value]


def evaluate(node: Node, data: Any, functions: Mapping[str, Function]) -> Value:
    """Work out an expression. Functions get ``data`` first. Raises InputError (without file and line)."""
    if isinstance(node, Literal):
        return Value(node.value) if isinstance(node.value, str) else number(node.value)
    if isinstance(node, Call):
        return _called(node, data, functions)
    return _worked_out(node, data, functions)


def _called(node: Call, data: Any, functions: Mapping[str, Function]) -> Value:
    function = functions.get(node.name)
    if function is None:
        known = ", ".join(sorted(functions))
        raise InputError(f"het veld '{node.name}' kennen we niet.", fix=f"kies uit: {known}.")
    given = [evaluate(one, data, functions) for one in node.arguments]
    by_name = {key: evaluate(one, data, functions) for key, one in node.named}
    plain, named = [_argument(one) for one in given], {key: _argument(one) for key, one in by_name.items()}
    try:
        inspect.signature(function).bind(data, *plain, **named)
    except TypeError as error:
        raise InputError(
            f"het veld '{node.name}' krijgt niet wat het nodig heeft.", fix=usage(node.name, function)
        ) from error
    value = function(data, *plain, **named)
    return replace(value, sources=_together(value, *given, *by_name.values()))


def usage(name: str, function: Function) -> str:
    """How a field is written: ``schrijf x_van_y(code, rol=..., kant=...).``"""
    parameters = list(inspect.signature(function).parameters.values())[1:]
    shown = [
        one.name if one.default is one.empty else f"{one.name}=..."
        for one in parameters
        if one.kind is not one.VAR_POSITIONAL
    ]
    return f"schrijf {name}({', '.join(shown)})." if shown else f"schrijf {name}, zonder haakjes erachter."


def _argument(value: Value) -> Any:
    """Functions get numbers as numbers and words as words."""
    if value.number is None:
        return value.text
    return int(value.number) if value.number.is_integer() else value.number


def _worked_out(node: Operation, data: Any, functions: Mapping[str, Function]) -> Value:
    right = evaluate(node.right, data, functions)
    if node.left is None:
        return _truth(not right.true, right)
    left = evaluate(node.left, data, functions)
    if node.sign in ("en", "of"):
        true = (left.true and right.true) if node.sign == "en" else (left.true or right.true)
        return _truth(true, left, right)
    if node.sign in ("==", "!="):
        same = left.number == right.number if None not in (left.number, right.number) else left.text == right.text
        return _truth(same == (node.sign == "=="), left, right)
    if node.sign == "+" and (left.number is None or right.number is None):
        return Value(left.text + right.text, None, _together(left, right))
    first, second = _number(left, node.sign), _number(right, node.sign)
    if node.sign in ("+", "-"):
        total = first + second if node.sign == "+" else first - second
        return replace(number(total), sources=_together(left, right))
    true = {"<": first < second, "<=": first <= second, ">": first > second, ">=": first >= second}[node.sign]
    return _truth(true, left, right)


def _truth(true: bool, *of: Value) -> Value:
    return Value("ja" if true else "nee", float(true), _together(*of))


def _number(value: Value, sign: str) -> float:
    if value.number is None:
        raise InputError(
            f"'{sign}' kan alleen met getallen, en hier staat '{value.text[:40]}'.",
            fix="gebruik een veld dat een getal geeft.",
        )
    return value.number


def _together(*values: Value) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for value in values for source in value.sources))
