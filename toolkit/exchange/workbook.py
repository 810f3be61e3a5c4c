"""Tables in and out as CSV or Excel: the same bytes each time, nothing that runs, nothing cut off in silence."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pandas as pd

from ..archives import damaged, open_archive, parse_xml, read_member
from ..errors import InputError, UsageError
from ..tables import csv_bytes
from .cells import guarded, unguard

_FIRST_DAY = (1980, 1, 1, 0, 0, 0)
_CELL_LIMIT = 32_767
"""Characters in a cell (Excel specifications and limits)."""
_CSV_LIMIT = 100 * 2**20
_ROW_LIMIT = 200_000
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_MODIFIED = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*(<)")
SUFFIXES = (".csv", ".xlsx")


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a table by its heading, and the line that users see."""

    line: int
    cells: Mapping[str, str]


def table_bytes(table: pd.DataFrame, suffix: str, *, day: date) -> bytes:
    """A table as .csv or .xlsx. ``day`` goes into the properties of the workbook. Raises UsageError for another suffix."""
    if suffix == ".csv":
        return csv_bytes(guarded(table))
    if suffix == ".xlsx":
        return _xlsx(table, day)
    raise UsageError(f"'{suffix}' kan hier niet.", fix=f"kies een naam op {' of '.join(SUFFIXES)}.")


def read_table(path: Path) -> list[Row]:
    """The rows of the first sheet of a .csv or .xlsx, empty ones left out. Headings are in small letters.

    Raises InputError for what is damaged, hostile, too large or has no headings.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise InputError(f"een tabel is {' of '.join(SUFFIXES)}.", path=path)
    lines = _csv_lines(path) if suffix == ".csv" else _xlsx_lines(path)
    first = next(((number, cells) for number, cells in lines if any(cells)), None)
    if first is None:
        raise InputError("deze tabel is leeg.", path=path)
    plain = unguard if suffix == ".csv" else str  # a workbook holds texts as they are
    heads = [plain(cell).strip().casefold() for cell in first[1]]
    found = [
        Row(number, {head: plain(cell) for head, cell in zip(heads, cells) if head})
        for number, cells in lines
        if any(cell.strip() for cell in cells)
    ]
    if len(found) > _ROW_LIMIT:
        raise InputError(f"deze tabel heeft meer dan {_ROW_LIMIT} rijen.", path=path, fix="lees hem in delen in.")
    return found


def _xlsx(table: pd.DataFrame, day: date) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font

    book = Workbook(write_only=True)
    moment = datetime.combine(day, time())
    book.properties.creator = "nota"
    book.properties.created = moment
    sheet = book.create_sheet("tabel")
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{_letter(max(len(table.columns), 1) - 1)}{len(table) + 1}"
    for number, name in enumerate(table.columns):
        longest = max((len(str(cell)) for cell in table.iloc[:200, number]), default=0)
        sheet.column_dimensions[_letter(number)].width = min(max(len(str(name)), longest, 6) + 2, 60)
    plain, text, head = (WriteOnlyCell(sheet) for _ in range(3))
    for one in (plain, text, head):
        one.alignment = Alignment(wrap_text=True, vertical="top")
    text.quotePrefix = head.quotePrefix = True
    head.font = Font(bold=True)

    def cell(value: Any, style: Any) -> Any:
        one = WriteOnlyCell(sheet, value=_text(value) if isinstance(value, str) else value)
        if isinstance(value, str):
            one.data_type = "s"  # otherwise a text that begins with = becomes a formula
        one._style = style._style  # a style of its own for every cell takes ten times as long
        return one

    sheet.append([cell(str(name), head) for name in table.columns])
    for row in table.itertuples(index=False):
        values = (None if value is None or value != value else value for value in row)
        sheet.append([cell(value, text if isinstance(value, str) else plain) for value in values])
    buffer = io.BytesIO()
    book.save(buffer)
    return _fixed(buffer.getvalue(), moment)


def _text(value: str) -> str:
    """A text that a cell can hold; what is too long ends in a sign that says so."""
    clean = _ILLEGAL.sub("\ufffd", value)
    return clean if len(clean) <= _CELL_LIMIT else f"{clean[: _CELL_LIMIT - 1]}…"


def _fixed(data: bytes, moment: datetime) -> bytes:
    """The same workbook without a clock in it."""
    stamp = moment.isoformat().encode() + b"Z"
    buffer = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as new:
        for name in sorted(old.namelist(), key=lambda one: (one != "[Content_Types].xml", one)):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = _MODIFIED.sub(rb"\g<1>" + stamp + rb"\g<2>", content)
            info = zipfile.ZipInfo(name, _FIRST_DAY)
            info.compress_type, info.create_system, info.external_attr = zipfile.ZIP_DEFLATED, 3, 0o644 << 16
            new.writestr(info, content)
    return buffer.getvalue()


def _letter(number: int) -> str:
    return chr(65 + number) if number < 26 else f"{chr(64 + number // 26)}{chr(65 + number % 26)}"


def _csv_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    try:
        if path.stat().st_size > _CSV_LIMIT:
            raise InputError("deze tabel is te groot (meer dan 100 MB).", path=path)
        data = path.read_bytes()
    except OSError as error:
        message = (
            "dit bestand is er niet."
            if isinstance(error, FileNotFoundError)
            else f"dit bestand is niet te lezen ({error.strerror})."
        )
        raise InputError(message, path=path) from error
    text = _decoded(data, path)
    if "\x00" in text:
        raise InputError("dit is geen CSV-tabel.", path=path)
    limit = csv.field_size_limit(2**30)
    try:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=_delimiter(text), strict=False)
        yield from ((reader.line_num, row) for row in reader)
    except csv.Error as error:
        raise InputError(
            "deze CSV-tabel is niet te lezen.", path=path, fix="bewaar haar opnieuw als CSV (UTF-8)."
        ) from error
    finally:
        csv.field_size_limit(limit)


def _decoded(data: bytes, path: Path) -> str:
    for mark, name in (
        (b"\xef\xbb\xbf", "utf-8-sig"),
        (b"\xff\xfe", "utf-16"),
        (b"\xfe\xff", "utf-16"),
        (b"", "utf-8"),
    ):
        if data.startswith(mark):
            try:
                return data.decode(name)
            except UnicodeDecodeError:
                if mark:
                    raise damaged(path) from None
    return data.decode("cp1252", errors="replace")


def _delimiter(text: str) -> str:
    """Dutch Excel writes semicolons."""
    head = text.lstrip().partition("\n")[0]
    return max(",;\t", key=lambda sign: (head.count(sign), sign == ","))


def _xlsx_lines(path: Path) -> Iterator[tuple[int, list[str]]]:
    from openpyxl import load_workbook

    _check(path)
    try:
        book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        rows = book.worksheets[0].iter_rows(values_only=True)
        for number, row in enumerate(rows, 1):
            if number > _ROW_LIMIT:
                raise InputError(
                    f"deze tabel heeft meer dan {_ROW_LIMIT} rijen.", path=path, fix="lees hem in delen in."
                )
            yield number, [_shown(value) for value in row]
        book.close()
    except InputError:
        raise
    except Exception as error:  # openpyxl raises whatever its parts raise on a damaged book
        raise damaged(path) from error


def _check(path: Path) -> None:
    """A workbook is a zip of XML: within limits, and no part of it with entities."""
    with open_archive(path, path=path, limit=200 * 2**20) as archive:
        names = archive.namelist()
        if "xl/workbook.xml" not in names and "[Content_Types].xml" not in names:
            raise damaged(path)
        for name in names:
            if name.endswith((".xml", ".rels")):
                parse_xml(read_member(archive, name, path=path, limit=100 * 2**20) or b"", path=path)


def _shown(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time() else value.isoformat()
    return str(value)


def texts(values: Sequence[str]) -> str:
    """Several texts in one cell, one under the other."""
    return "\n".join(f"• {value.replace(chr(10), chr(10) + '  ')}" for value in values)


def read_texts(cell: str) -> tuple[str, ...]:
    """The texts of such a cell; without bullets, its lines."""
    cell = cell.replace("\r\n", "\n").strip()
    if not cell.startswith("• "):
        return tuple(line.strip() for line in cell.split("\n") if line.strip())
    return tuple(part.replace("\n  ", "\n") for part in re.split(r"(?:^|\n)• ", cell)[1:])
