"""Change a field of one code in the text of codebook.yaml, and leave every other character as people wrote it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence

import yaml

Value = str | bool | Sequence[str]
_ESCAPED = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
"""Not printable in YAML 1.1, or read as the end of a line (§5.1 and §5.4)."""


def with_fields(text: str, code: str, fields: Mapping[str, Value]) -> str:
    """The text with these fields of one code set. Raises KeyError when the code is not in it."""
    for name, value in fields.items():
        entry = _entry(text, code)
        present = next((node for key, node in entry.value if key.value == name), None)
        text = _replaced(text, present, value) if present is not None else _inserted(text, entry, name, value)
    return text


def with_version(text: str, version: str) -> str:
    """The text with another version. Raises KeyError when it has none."""
    for key, node in _root(text).value:
        if key.value == "version":
            return _replaced(text, node, version)
    raise KeyError("version")


def next_version(version: str) -> str:
    """``1`` -> ``2``, ``1.3`` -> ``1.4``; another form gets ``.1`` after it."""
    head, number = re.fullmatch(r"(.*?)(\d*)", version).groups()  # type: ignore[union-attr]
    return f"{head}{int(number) + 1}" if number else f"{version}.1"


def _entry(text: str, code: str) -> yaml.MappingNode:
    for key, node in _root(text).value:
        if key.value == "codes":
            for entry in node.value:
                if any(field.value == "id" and value.value == code for field, value in entry.value):
                    return entry  # type: ignore[no-any-return]
    raise KeyError(code)


def _root(text: str) -> yaml.MappingNode:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    if not isinstance(root, yaml.MappingNode):
        raise KeyError("codes")
    return root


def _written(value: Value) -> str:
    """A value as YAML on one line; JSON strings are YAML strings, but for signs that YAML wants escaped."""
    if isinstance(value, bool):
        return "true" if value else "false"
    plain = json.dumps(value if isinstance(value, str) else list(value), ensure_ascii=False)
    return _ESCAPED.sub(lambda sign: f"\\u{ord(sign[0]):04x}", plain)


def _replaced(text: str, node: yaml.Node, value: Value) -> str:
    start, end = len(text[: node.start_mark.index].rstrip()), _end(text, node)
    return f"{text[:start]} {_written(value)}{text[end:]}"


def _inserted(text: str, entry: yaml.MappingNode, name: str, value: Value) -> str:
    end = _end(text, entry)
    if entry.flow_style:
        return f"{text[: end - 1].rstrip()}, {name}: {_written(value)}{text[end - 1 :]}"
    indent = " " * entry.start_mark.column
    return f"{text[:end]}\n{indent}{name}: {_written(value)}{text[end:]}"


def _end(text: str, node: yaml.Node) -> int:
    """Where a node's own text ends: YAML counts the white space and comments after a block as part of it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(text, last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return len(text[:end].rstrip()) if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">") else end
