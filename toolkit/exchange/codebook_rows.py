"""A codebook as a table, out and in: a row per theme and per code, and rows for its version and its rules."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import pandas as pd

from ..coding import load_codebook
from ..errors import InputError, Refusal
from ..files import write_text
from ..records import Code, Codebook, Theme
from ..review import journals
from ..study import Study
from ..yamlfile import read_text
from .code_matching import match_codes
from .code_tree import LOOSE, codebook_of, nested, slug, tree_of
from .codebook_file import codebook_text, read_codebook_text
from .from_study import code_sets, tool_version
from .guids import guid_of
from .incoming import program
from .project import CodeNode
from .refi.reading import read_refi
from .refi.writing import write_codebook
from .workbook import Row, read_table, read_texts, table_bytes, texts

COLUMNS = (
    "level", "id", "label", "definition", "include", "exclude", "examples", "vocabulary", "origin", "since", "retired",
    "succeeded_by", "reason", "color",
)  # fmt: skip
_SAME = {
    "niveau": "level", "naam": "label", "omschrijving": "definition", "definitie": "definition", "description": "definition",
    "wel": "include", "niet": "exclude", "voorbeelden": "examples", "woorden": "vocabulary", "herkomst": "origin", "sinds": "since",
    "vervallen": "retired", "opgevolgd door": "succeeded_by", "opgevolgd_door": "succeeded_by", "reden": "reason", "kleur": "color",
    "code": "id", "tag": "path", "name": "path",
}  # fmt: skip
_MANY = ("examples", "vocabulary", "succeeded_by")
PROPOSAL = "codebook.import.yaml"


@dataclass(frozen=True, slots=True)
class NewCodebook:
    """What came of a codebook that was brought in."""

    path: Path
    """Where it stands: codebook.yaml, or a proposal beside it."""
    added: tuple[str, ...]
    changed: tuple[str, ...]
    missing: tuple[str, ...]
    """Codes that the study has and the file has not, or has as retired."""


def codebook_table(codebook: Codebook) -> pd.DataFrame:
    """The table (see :data:`COLUMNS`)."""
    rows: list[dict[str, Any]] = [{"level": "version", "id": codebook.version}]
    rows += [{"level": "rule", "definition": rule} for rule in codebook.rules]
    rows += [
        {"level": "theme", "id": one.id, "label": one.label, "definition": one.definition, "color": one.color}
        for one in codebook.themes
    ]
    for code in codebook.codes:
        cells = {field.name: getattr(code, field.name) for field in fields(code)}
        cells |= {name: texts(cells[name]) for name in _MANY} | {"retired": "ja" if code.retired else ""}
        rows.append({"level": "code", **cells})
    return pd.DataFrame([[row.get(name, "") for name in COLUMNS] for row in rows], columns=list(COLUMNS))


def export_codebook(study: Study, path: Path) -> bytes:
    """The codebook as the bytes of ``path``: .csv, .xlsx or .qdc."""
    codebook = load_codebook(study.codebook_path)
    if path.suffix.lower() == ".qdc":
        return write_codebook(tree_of(codebook), code_sets(codebook), origin=f"nota {tool_version()}")
    return table_bytes(codebook_table(codebook), path.suffix.lower(), day=study.settings.date)


def read_codebook_table(path: Path, rows: Sequence[Row] | None = None) -> Codebook:
    """The codebook of a table. Raises InputError.

    Taguette's list of tags is read too: ``geld.subsidie`` is then the code subsidie under geld.
    """
    found = [
        {_SAME.get(head, head): cell for head, cell in row.cells.items()}
        for row in (read_table(path) if rows is None else rows)
    ]
    if found and "path" in found[0] and "id" not in found[0]:
        return _of_tags(found, path)
    if not found or not {"id", "label"} <= set(found[0]):
        fix = f"zet bovenaan deze koppen: {', '.join(COLUMNS[:7])}; of exporteer een codeboek om te zien hoe het moet."
        raise InputError("in deze tabel ontbreken de kolommen id en label.", path=path, line=1, fix=fix)
    version, rules = "1", list[str]()
    themes: list[Theme] = []
    codes: list[Code] = []
    for cells in found:
        level = _level(cells)
        if level == "version":
            version = cells["id"].strip()
        elif level == "rule":
            rules.append(cells.get("definition", ""))
        elif level == "theme":
            themes.append(
                Theme(
                    cells["id"].strip(),
                    cells["label"],
                    cells.get("definition", ""),
                    cells.get("color", "").strip() or "#555555",
                )
            )
        else:
            codes.append(_code(cells))
    present = {theme.id for theme in themes}
    themes += [Theme(name, name) for name in dict.fromkeys(code.theme for code in codes) if name not in present]
    return read_codebook_text(codebook_text(Codebook(version, tuple(themes), tuple(codes), tuple(rules))), path=path)


def bring_in_codebook(study: Study, codebook: Codebook, *, replace: bool = False) -> NewCodebook:
    """Put a codebook into a study: as a proposal beside the one that is there, or in its place with ``replace``.

    Raises Refusal when a code that codings bear would be gone: codes lapse, they are not removed.
    """
    text = codebook_text(codebook)
    own = load_codebook(study.codebook_path) if study.codebook_path.exists() else Codebook("1", (), ())
    old, new = {code.id: code for code in own.codes}, {code.id: code for code in codebook.codes}
    outcome = NewCodebook(
        study.codebook_path if replace else study.interviews / PROPOSAL,
        tuple(name for name in new if name not in old),
        tuple(name for name, code in new.items() if name in old and code != old[name] and not _lapses(old[name], code)),
        tuple(name for name in old if name not in new or _lapses(old[name], new[name])),
    )
    if replace:
        used = sorted(
            {coding.code for journal in journals(study).values() for coding in journal.state.values()}
            & (set(old) - set(new))
        )
        if used:
            fix = "zet deze codes in het bestand, met een reden onder 'reason' en 'ja' onder 'retired' als zij niet meer gelden."
            raise Refusal(
                f"het bestand mist codes waar al mee gecodeerd is: {', '.join(used)}.",
                path=study.codebook_path,
                fix=fix,
            )
        if study.codebook_path.exists() and own != codebook:
            write_text(study.interviews / "codebook.vorige.yaml", read_text(study.codebook_path))
    write_text(outcome.path, text)
    return outcome


def _lapses(old: Code, new: Code) -> bool:
    return new.retired and not old.retired


def import_codebook(study: Study, path: Path, *, replace: bool = False) -> NewCodebook:
    """Bring in a codebook from a .csv, .xlsx or .qdc; see :func:`bring_in_codebook`. Raises InputError and Refusal."""
    if path.suffix.lower() != ".qdc":
        return bring_in_codebook(study, read_codebook_table(path), replace=replace)
    project = read_refi(path)
    return bring_in_codebook(study, match_codes(study, project, program(project)).codebook, replace=replace)


def _of_tags(found: Sequence[Mapping[str, str]], path: Path) -> Codebook:
    flat = tuple(
        CodeNode(guid_of("tag", cells["path"]), cells["path"].strip(), description=cells.get("definition", "").strip())
        for cells in found
        if cells.get("path", "").strip()
    )
    mapped = codebook_of(nested(flat, "."), None)
    return read_codebook_text(codebook_text(mapped.codebook), path=path)


def _level(cells: Mapping[str, str]) -> str:
    said = cells.get("level", "").strip().casefold()
    known = {
        "version": "version",
        "versie": "version",
        "rule": "rule",
        "regel": "rule",
        "theme": "theme",
        "thema": "theme",
        "code": "code",
    }
    return known.get(said, "code" if "." in cells.get("id", "") else "theme")


def _code(cells: Mapping[str, str]) -> Code:
    """A code as it stands in the table; what is wrong with it is said when the whole is checked."""
    name = cells["id"].strip()
    if "." not in name:
        name = f"{LOOSE.id}.{slug(name, 30) or 'code'}"
    values: dict[str, Any] = {
        field: cells.get(field, "") for field in ("label", "definition", "include", "exclude", "reason")
    }
    values |= {field: read_texts(cells.get(field, "")) for field in _MANY}
    values |= {"origin": cells.get("origin", "").strip() or "a-priori", "since": cells.get("since", "").strip() or "1"}
    return Code(name, retired=cells.get("retired", "").strip().casefold() in ("ja", "true", "1", "x", "yes"), **values)
