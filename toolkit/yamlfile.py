"""YAML files that people write: read with line numbers, checked against a pydantic model, errors in Dutch."""

from __future__ import annotations

from pathlib import Path
from typing import Any, TypeVar

import yaml
from pydantic import BaseModel, ValidationError

from .errors import InputError

Model = TypeVar("Model", bound=BaseModel)
Lines = dict[tuple[str | int, ...], int]
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
"""libyaml where it is there: the same nodes, ten times as fast."""


def read_text(path: Path) -> str:
    """Text of a file in UTF-8 (with or without byte order mark). Raises InputError."""
    try:
        return path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError as error:
        raise InputError("dit bestand is er niet.", path=path) from error
    except IsADirectoryError as error:
        raise InputError("dit is een map en geen bestand.", path=path) from error
    except UnicodeDecodeError as error:
        fix = "bewaar het bestand opnieuw als UTF-8."
        raise InputError("dit bestand is niet in UTF-8 bewaard.", path=path, fix=fix) from error


def load_yaml(text: str, *, path: Path, first_line: int = 1) -> tuple[Any, Lines]:
    """The value of a YAML text and the line on which each key stands. Raises InputError, also on a double key."""
    lines: Lines = {}
    try:
        node: Any = yaml.compose(text, Loader=_LOADER)
        _walk(node, (), lines, path, first_line)
        value = _value(node)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + first_line if mark else None
        fix = "kijk op en vlak boven deze regel naar inspringen; zet tekst met : , ? of # tussen aanhalingstekens."
        raise InputError("deze YAML is niet te lezen.", path=path, line=line, fix=fix) from error
    except ValueError as error:  # 2024-13-01 looks like a date and is none
        line = _line_of_bad_date(text, first_line)
        fix = "schrijf een datum als jjjj-mm-dd, bijvoorbeeld 2024-03-01."
        raise InputError("hier staat een datum die niet bestaat.", path=path, line=line, fix=fix) from error
    return value, lines


def _value(node: Any) -> Any:
    """The value of a text that was composed already: it need not be parsed twice."""
    return None if node is None else yaml.constructor.SafeConstructor().construct_document(node)


def parse(model: type[Model], value: Any, *, path: Path, lines: Lines | None = None) -> Model:
    """Check a value against a model. Raises InputError with the file, the line and the field, all errors at once."""
    lines = lines or {}
    if not isinstance(value, dict):
        raise InputError("dit bestand is leeg of bevat geen velden.", path=path, line=1)
    try:
        return model.model_validate(value)
    except ValidationError as error:
        found = [_describe(dict(item), lines) for item in error.errors()]
        message = "; ".join(text for _, text in found)
        raise InputError(message, path=path, line=found[0][0], fix="pas het bestand aan en start opnieuw.") from error


def load_model(model: type[Model], path: Path) -> Model:
    """Read a YAML file into a model. Raises InputError."""
    value, lines = load_yaml(read_text(path), path=path)
    return parse(model, value, path=path, lines=lines)


def _walk(node: Any, key: tuple[str | int, ...], lines: Lines, path: Path, first_line: int) -> None:
    if isinstance(node, yaml.MappingNode):
        seen: set[str] = set()
        for key_node, value_node in node.value:
            name = str(key_node.value)
            line = key_node.start_mark.line + first_line
            if name in seen:
                message = f"het veld '{name}' staat hier twee keer."
                raise InputError(message, path=path, line=line, fix="haal een van de twee weg.")
            seen.add(name)
            lines[(*key, name)] = line
            _walk(value_node, (*key, name), lines, path, first_line)
    elif isinstance(node, yaml.SequenceNode):
        for number, item in enumerate(node.value):
            lines[(*key, number)] = item.start_mark.line + first_line
            _walk(item, (*key, number), lines, path, first_line)


def _describe(item: dict[str, Any], lines: Lines) -> tuple[int | None, str]:
    loc = tuple(part for part in item["loc"])
    line = next((lines[loc[:n]] for n in range(len(loc), 0, -1) if loc[:n] in lines), None)
    field = ".".join(str(part + 1) if isinstance(part, int) else part for part in loc) or "het bestand"
    kind, found = item["type"], item.get("input")
    shown = "" if isinstance(found, (dict, list)) or found is None else f" (er staat: {str(found)[:60]})"
    context = item.get("ctx", {})
    if kind == "missing":
        text = f"het veld '{field}' ontbreekt"
    elif kind == "extra_forbidden":
        text = f"het veld '{field}' kennen we niet; staat er een tikfout?"
    elif kind.startswith("date"):
        text = f"'{field}' is geen datum; schrijf jjjj-mm-dd{shown}"
    elif kind == "literal_error":
        text = f"'{field}' mag alleen {str(context.get('expected', '')).replace(' or ', ' of ')} zijn{shown}"
    elif kind.startswith(("int", "float", "decimal")):
        text = f"'{field}' moet een getal zijn{shown}"
    elif kind.startswith("bool"):
        text = f"'{field}' moet true of false zijn{shown}"
    elif kind.startswith(("list", "tuple")):
        text = f"'{field}' moet een lijst zijn{shown}"
    elif kind.startswith(("dict", "model")):
        text = f"'{field}' moet velden hebben{shown}"
    elif kind.startswith("string"):
        text = f"'{field}' moet tekst zijn{shown}"
    elif kind == "value_error":
        text = f"'{field}': {context.get('error', item.get('msg', ''))}"
    else:
        text = f"'{field}' is niet goed{shown}"
    return line, text


def _line_of_bad_date(text: str, first_line: int) -> int | None:
    for number, line in enumerate(text.splitlines(), first_line):
        try:
            yaml.safe_load(line.strip().lstrip("- "))
        except ValueError:
            return number
        except yaml.YAMLError:
            continue
    return None
