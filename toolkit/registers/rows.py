"""Rows of a register as people edit them (YAML, CSV or Excel), checked, every error with its file and line."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Annotated, Any

import yaml
from pydantic import BaseModel, BeforeValidator, ConfigDict, ValidationError, create_model

from ..errors import InputError
from ..study import Study
from ..yamlfile import read_text
from .schema import FieldDef, RegisterDef, definitions, folder

_YES, _NO = ("ja", "j", "yes", "true", "waar"), ("nee", "n", "no", "false", "onwaar")
_SHOWN = 12
_MOST = 50_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row: its values by field, and the line on which it stands."""

    register: str
    id: str
    values: dict[str, Any]
    line: int
    path: Path

    def __getitem__(self, field: str) -> Any:
        return self.values.get(field)


@dataclass(frozen=True)
class Registers:
    """All registers of a study with their rows; each is read when it is first asked for."""

    study: Study

    @cached_property
    def definitions(self) -> dict[str, RegisterDef]:
        return definitions(self.study)

    @cached_property
    def _index(self) -> dict[str, dict[str, Row]]:
        return {}

    @cached_property
    def _read(self) -> dict[str, tuple[Row, ...]]:
        return {}

    def rows(self, name: str) -> tuple[Row, ...]:
        """The rows of one register, checked on their own. Raises InputError."""
        if name not in self.definitions:
            known = ", ".join(self.definitions) or "nog geen"
            raise InputError(f"er is geen register '{name}'.", path=folder(self.study), fix=f"kies uit: {known}.")
        if name not in self._read:
            self._read[name] = read_rows(name, self.definitions[name], folder(self.study))
        return self._read[name]

    def row(self, name: str, row_id: str) -> Row | None:
        """One row by its id."""
        if name not in self._index:
            self._index[name] = {row.id: row for row in self.rows(name)}
        return self._index[name].get(row_id)


def read_rows(name: str, form: RegisterDef, where: Path) -> tuple[Row, ...]:
    """The rows in the register's file; none when the file is not there. Raises InputError with every wrong line at once."""
    path = where / form.file
    if not path.is_file():
        return ()
    raw = list(_yaml_rows(path) if path.suffix == ".yaml" else _table_rows(path))
    if len(raw) > _MOST:
        raise InputError(f"dit register heeft meer dan {_MOST} rijen.", path=path, fix="splits het.")
    model = _model(name, form)
    rows: list[Row] = []
    wrong: list[tuple[int, str]] = []
    seen: dict[str, int] = {}
    for line, values, places in raw:
        try:
            checked = model.model_validate(values)
        except ValidationError as error:
            wrong += [_described(dict(item), places, line, form) for item in error.errors()]
            continue
        known = checked.__dict__
        key = str(known[form.key])
        if key in seen:
            wrong.append((line, f"het nummer '{key}' staat er twee keer in (ook op regel {seen[key]})"))
        seen[key] = line
        rows.append(Row(name, key, dict(known), line, path))
    if wrong:
        raise _error(path, wrong)
    return tuple(rows)


def _error(path: Path, wrong: list[tuple[int, str]]) -> InputError:
    wrong = sorted(wrong)
    shown = "; ".join(f"regel {line}: {text}" if n else text for n, (line, text) in enumerate(wrong[:_SHOWN]))
    more = f"; en nog {len(wrong) - _SHOWN} regels" if len(wrong) > _SHOWN else ""
    return InputError(f"{shown}{more}.", path=path, line=wrong[0][0], fix="pas deze regels aan en start opnieuw.")


def check_references(registers: Registers) -> None:
    """Rows point to rows, cases, codes and blocks that are there. Raises InputError with every wrong line of a file."""
    for name, form in registers.definitions.items():
        pointing = {
            field: one for field, one in form.fields.items() if one.type in ("row", "rows", "case", "codes", "block")
        }
        if not pointing:
            continue
        known = {field: _known(registers, one) for field, one in pointing.items()}
        wrong = []
        for row in registers.rows(name):
            for field, targets in known.items():
                value = row[field]
                for one in value if isinstance(value, tuple) else (value,):
                    if one and targets is not None and one not in targets:
                        wrong.append(
                            (row.line, f"bij '{form.label(field)}' staat '{str(one)[:40]}', en dat is er niet")
                        )
        if wrong:
            raise _error(folder(registers.study) / form.file, wrong)


def _known(registers: Registers, field: FieldDef) -> frozenset[str] | None:
    """What a field may point to; None when that cannot be known yet."""
    study = registers.study
    if field.type in ("row", "rows"):
        return frozenset(row.id for row in registers.rows(field.points_to))
    if field.type == "case":
        return frozenset(case.id for case in study.cases)
    if field.type == "codes":
        from ..coding import load_codebook

        return frozenset(load_codebook(study.codebook_path).ids)
    from .blocks import all_blocks

    return frozenset(all_blocks(study))


# ------------------------------------------------------------------------------------------ files


def _table_rows(path: Path) -> Iterator[tuple[int, dict[str, Any], dict[str, int]]]:
    from ..exchange.workbook import read_table

    for row in read_table(path):
        values = {key.strip().replace(" ", "_"): cell.strip() for key, cell in row.cells.items() if cell.strip()}
        yield row.line, values, {}


def _yaml_rows(path: Path) -> Iterator[tuple[int, dict[str, Any], dict[str, int]]]:
    """Rows of a YAML list (or of the list under ``rows:``) with the line of each field; libyaml reads thousands a second."""
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    reader = loader(read_text(path))
    try:
        node = reader.get_single_node()
        if isinstance(node, yaml.MappingNode):
            node = next((value for key, value in node.value if key.value in ("rows", "rijen")), node)
        if node is None or (isinstance(node, yaml.ScalarNode) and not node.value):
            return
        if not isinstance(node, yaml.SequenceNode):
            raise InputError(
                "hier hoort een lijst van rijen te staan.",
                path=path,
                line=node.start_mark.line + 1,
                fix="begin iedere rij met een streepje: - id: ...",
            )
        for item in node.value:
            line = item.start_mark.line + 1
            if not isinstance(item, yaml.MappingNode):
                raise InputError("deze rij heeft geen velden.", path=path, line=line, fix="schrijf: - id: ...")
            places = {str(key.value): key.start_mark.line + 1 for key, _ in item.value}
            if len(places) < len(item.value):
                raise InputError(
                    "in deze rij staat een veld twee keer.", path=path, line=line, fix="haal een van de twee weg."
                )
            values = reader.construct_mapping(item, deep=True)
            yield line, {str(key): value for key, value in values.items() if value is not None}, places
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        fix = "kijk op en vlak boven deze regel naar inspringen; zet tekst met : , ? of # tussen aanhalingstekens."
        raise InputError(
            "deze YAML is niet te lezen.", path=path, line=mark.line + 1 if mark else None, fix=fix
        ) from error
    except ValueError as error:
        raise InputError(
            "hier staat een datum die niet bestaat.", path=path, fix="schrijf een datum als jjjj-mm-dd."
        ) from error
    finally:
        reader.dispose()


# ------------------------------------------------------------------------------------------ types


def _model(name: str, form: RegisterDef) -> type[BaseModel]:
    """The pydantic model of a row: an unknown field is an error, an empty one is absent."""
    fields: dict[str, Any] = {}
    for field, one in form.fields.items():
        kind = Annotated[Any, BeforeValidator(_reader(one))]
        empty: Any = (
            ()
            if one.type in ("list", "rows", "codes")
            else None
            if one.type in ("date", "whole", "number", "yesno")
            else ""
        )
        fields[field] = (kind, ...) if one.required or one.type == "id" else (kind, empty)
    return create_model(f"Row_{name}", __config__=ConfigDict(extra="forbid", frozen=True), **fields)


def _reader(field: FieldDef) -> Callable[[Any], Any]:
    reader = _READERS[field.type]
    return lambda value: reader(value, field)


def _text(value: Any, field: FieldDef) -> str:
    if isinstance(value, (dict, list)):
        raise ValueError("hier hoort gewone tekst te staan")
    text = ("ja" if value else "nee") if isinstance(value, bool) else str(value).strip()
    if field.required and not text:
        raise ValueError("dit mag niet leeg zijn")
    return text


def _id(value: Any, field: FieldDef) -> str:
    text = _text(value, field)
    if not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}", text):
        raise ValueError(f"'{text[:40]}' kan geen nummer zijn; gebruik letters, cijfers, punt en streepje")
    return text


def _choice(value: Any, field: FieldDef) -> str:
    text = _text(value, field)
    found = next((one for one in field.choices if one.casefold() == text.casefold()), None)
    if text and found is None:
        raise ValueError(f"'{text[:40]}' kan niet; kies uit {', '.join(field.choices)}")
    return found or ""


def _date(value: Any, field: FieldDef) -> dt.date | None:
    if isinstance(value, dt.datetime):
        return value.date()
    if isinstance(value, dt.date):
        return value
    text = _text(value, field)
    if match := re.fullmatch(r"(\d{1,2})[-/](\d{1,2})[-/](\d{4})", text):
        text = f"{match[3]}-{int(match[2]):02d}-{int(match[1]):02d}"
    try:
        return dt.date.fromisoformat(text) if text else None
    except ValueError:
        raise ValueError(f"'{text[:20]}' is geen datum; schrijf jjjj-mm-dd") from None


def _number(value: Any, field: FieldDef) -> float | None:
    if isinstance(value, (bool, dict, list)):
        raise ValueError("hier hoort een getal te staan")
    text = str(value).strip().replace(" ", "")
    if not text:
        return None
    if re.fullmatch(r"-?\d{1,3}(\.\d{3})+(,\d+)?|-?\d+,\d+", text):
        text = text.replace(".", "").replace(",", ".")
    try:
        number = float(text)
    except ValueError:
        raise ValueError(f"'{text[:20]}' is geen getal") from None
    if not -1e15 < number < 1e15:
        raise ValueError(f"'{text[:20]}' is geen bruikbaar getal")
    if (field.least is not None and number < field.least) or (field.most is not None and number > field.most):
        raise ValueError(
            f"{text} valt buiten {field.least or 0:g} tot en met {field.most if field.most is not None else '…'}"
        )
    return number


def _whole(value: Any, field: FieldDef) -> int | None:
    number = _number(value, field)
    if number is not None and number != int(number):
        raise ValueError(f"'{value}' is geen heel getal")
    return None if number is None else int(number)


def _yesno(value: Any, field: FieldDef) -> bool | None:
    if isinstance(value, bool):
        return value
    text = _text(value, field).casefold()
    if not text or text in ("?", "onbekend", "nog niet"):
        return None
    if text not in (*_YES, *_NO):
        raise ValueError(f"'{text[:20]}' kan niet; schrijf ja of nee, of laat het leeg")
    return text in _YES


def _list(value: Any, field: FieldDef) -> tuple[str, ...]:
    items = (
        value
        if isinstance(value, list)
        else re.split(r"[;|\n]" if re.search(r"[;|\n]", str(value)) else r",", str(value))
    )
    found = tuple(text for one in items if (text := str(one).strip()))
    unknown = next((one for one in found if field.choices and one not in field.choices), None)
    if unknown:
        raise ValueError(f"'{unknown[:40]}' kan niet; kies uit {', '.join(field.choices)}")
    if field.required and not found:
        raise ValueError("dit mag niet leeg zijn")
    return found


_READERS: Mapping[str, Callable[[Any, FieldDef], Any]] = {
    "id": _id, "text": _text, "choice": _choice, "date": _date, "whole": _whole, "number": _number, "yesno": _yesno, "list": _list,
    "row": _text, "rows": _list, "case": _text, "codes": _list, "block": _text,
}  # fmt: skip


def _described(item: dict[str, Any], places: dict[str, int], line: int, form: RegisterDef) -> tuple[int, str]:
    field = str(item["loc"][0]) if item["loc"] else ""
    where = places.get(field, line)
    if item["type"] == "missing":
        return where, f"het veld '{field}' ontbreekt"
    if item["type"] == "extra_forbidden":
        return where, f"het veld '{field}' kennen we niet; de velden zijn {', '.join(form.fields)}"
    return where, f"'{field}': {item.get('ctx', {}).get('error', item.get('msg', 'is niet goed'))}"
