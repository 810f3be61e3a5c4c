"""A codebook as the text of codebook.yaml, and new entries in a text that people wrote."""

from __future__ import annotations

import tempfile
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from ..coding import load_codebook
from ..errors import InputError
from ..records import Code, Codebook, Theme

_HEAD = "# Codeboek van deze studie. Iedere code heeft een omschrijving, wanneer wel, wanneer niet en een voorbeeld.\n"
_DEFAULTS: dict[str, Any] = {"origin": "a-priori", "since": "1"}


def codebook_text(codebook: Codebook) -> str:
    """The text of codebook.yaml; reading it gives the same codebook."""
    value: dict[str, Any] = {"version": codebook.version}
    if codebook.rules:
        value["rules"] = list(codebook.rules)
    value["themes"] = [_entry(theme) for theme in codebook.themes]
    value["codes"] = [_entry(code) for code in codebook.codes]
    return _HEAD + _dump(value)


def read_codebook_text(text: str, *, path: Path) -> Codebook:
    """A codebook from a text; ``path`` is named in the errors. Raises InputError."""
    with tempfile.TemporaryDirectory() as folder:
        trial = Path(folder) / "codebook.yaml"
        trial.write_text(text, encoding="utf-8")
        try:
            return load_codebook(trial)
        except InputError as error:
            raise InputError(error.message, path=path, line=error.line, place="codeboek", fix=error.fix) from error


def with_entries(text: str, themes: Sequence[Theme], codes: Sequence[Code]) -> str:
    """The text of a codebook with themes and codes added at the end of their lists; every other character stays.

    Raises ValueError when the lists are not written as one entry per line with a dash.
    """
    for key, entries in (("codes", [_entry(code) for code in codes]), ("themes", [_entry(theme) for theme in themes])):
        if entries:
            text = _appended(text, key, entries)
    return text


def _appended(text: str, key: str, entries: Sequence[dict[str, Any]]) -> str:
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    pairs = root.value if isinstance(root, yaml.MappingNode) else []
    node = next((value for name, value in pairs if name.value == key), None)
    if not isinstance(node, yaml.SequenceNode) or node.flow_style or not node.value:
        raise ValueError(key)
    indent = " " * node.start_mark.column
    lines = "".join(f"{indent}{line}\n" if line else "\n" for line in _dump(list(entries)).splitlines())
    end = len(text[: _end(node)].rstrip())
    rest = text[end:].removeprefix("\n")
    return f"{text[:end]}\n{lines}{rest}"


def _end(node: yaml.Node) -> int:
    """Where a node's own text ends: YAML counts the comments after a block as part of it."""
    if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
        last = node.value[-1]
        return _end(last[1] if isinstance(last, tuple) else last)
    end: int = node.end_mark.index
    return end


def _entry(record: Theme | Code) -> dict[str, Any]:
    """The fields that say something, in the order of the record."""
    plain = {key: list(value) if isinstance(value, tuple) else value for key, value in asdict(record).items()}
    return {key: value for key, value in plain.items() if value not in ("", [], False) and _DEFAULTS.get(key) != value}


def _dump(value: Any) -> str:
    return str(yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=110))
