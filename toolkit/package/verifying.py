"""``nota verify``: make again what a package says, compare byte by byte, and say in Dutch what differs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import read_json
from ..numbers import x_of_y
from ..records import digest_of
from ..steps import versions
from . import archive, reading, rerun, sentences, tidy
from .making import ROWS, VERSIONS
from .sentences import Changed

_MOST = 12
_DRAWING = ("matplotlib", "numpy")


@dataclass(frozen=True, slots=True)
class Verified:
    """What came out of verifying a package."""

    files: int
    broken: tuple[str, ...]
    """Files that are not as the checksums say: (changed, missing or extra), in Dutch."""
    codings: tuple[str, ...]
    """Ids of the codings that were changed, added or taken away."""
    tables: tuple[str, ...]
    """Tables that come out differently, and where."""
    figures: tuple[str, ...]
    """Names of the figures that come out differently."""
    sentences: tuple[Changed, ...]
    touched: tuple[Changed, ...]
    """Sentences that rest on a changed coding and still say the same."""
    made: tuple[int, int, int]
    """How many tables, figures and sentences were made again."""
    remarks: tuple[str, ...] = ()

    @property
    def same(self) -> bool:
        """Whether nothing differs."""
        return not (self.broken or self.codings or self.tables or self.figures or self.sentences)


def verify(path: Path) -> Verified:
    """Hold a package (a zip or the folder it was unpacked in) against what its own data give.

    Raises InputError when it is no package, or when a table in it cannot be read.
    """
    with archive.unpacked(path) as folder:
        return _verified(folder, path)


def _verified(folder: Path, path: Path) -> Verified:
    if not (folder / archive.CHECKSUMS).is_file() or not (folder / sentences.FILE).is_file():
        message = "dit is geen studentenpakket: checksums.sha256 of nota/zinnen.json ontbreekt."
        raise InputError(
            message, path=path, fix="geef het zip-bestand van 'nota package', of de map waarin het is uitgepakt."
        )
    listed = archive.listed_checksums((folder / archive.CHECKSUMS).read_bytes(), path / archive.CHECKSUMS)
    broken = _broken(folder, listed)
    specs, data = read_json(folder / sentences.FILE), reading.note_data(folder)
    again = rerun.made_again(data)
    tables = [
        told
        for name, content in again.items()
        if name.startswith(rerun.TABLES) and (told := _table(folder, name, content))
    ]
    figures = sorted({
        name.rpartition("/")[2].rpartition(".")[0]
        for name, content in again.items()
        if name.startswith(rerun.FIGURES) and _bytes(folder / name) != content
    })  # fmt: skip
    codings = _changed_codings(folder)
    found = sentences.changed(specs, data)
    touched = sentences.resting_on(specs, codings, {one.id for one in found}) if codings else []
    drawn = sum(name.endswith(".svg") for name in again)
    counts = (sum(name.startswith(rerun.TABLES) for name in again), drawn, _recounted(specs))
    return Verified(
        len(listed), tuple(broken), tuple(codings), tuple(tables), tuple(figures), tuple(found), tuple(touched), counts,
        tuple(_other_versions(folder)),
    )  # fmt: skip


def verified_in_words(found: Verified) -> str:
    """The outcome as the command line says it."""
    tables, figures, again = found.made
    lines = []
    if found.same:
        lines.append(
            f"Geen verschil. {found.files} bestanden zijn ongeschonden; {tables} tabellen, {figures} figuren en {again} zinnen en tabellen "
            "van de nota zijn opnieuw gemaakt en byte voor byte gelijk."
        )
        return "\n".join([*lines, *(f"Let op: {one}" for one in found.remarks)])
    lines += _section(f"Bestanden: {len(found.broken)} niet zoals in checksums.sha256.", found.broken)
    lines += _section(_many(len(found.codings), "Codering veranderd", "Coderingen veranderd"), found.codings)
    lines += _section(f"Tabellen: {x_of_y(len(found.tables), tables)} komen anders uit.", found.tables)
    lines += _section(f"Figuren: {x_of_y(len(found.figures), figures)} komen anders uit.", found.figures, most=99)
    shown = [line for one in found.sentences for line in _sentence(one)]
    lines += _section(
        f"Nota: {x_of_y(len(found.sentences), again)} zinnen en tabellen komen anders uit.", shown, most=999
    )
    if found.touched:
        same = [f"{one.id}: {_short(one.text)}" for one in found.touched]
        lines += _section(
            "Deze zinnen rusten op een veranderde codering en zeggen nog hetzelfde. Lees ze opnieuw:", same
        )
    return "\n".join([*lines, *(f"Let op: {one}" for one in found.remarks)])


def _broken(folder: Path, listed: Mapping[str, str]) -> list[str]:
    found = []
    for name, digest in sorted(listed.items()):
        content = _bytes(folder / name)
        if content is None:
            found.append(f"{name} ontbreekt")
        elif digest_of(content) != digest:
            found.append(f"{name} is veranderd")
    there = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    own = {name for name in there if not re.search(r"(^|/)(\.|__MACOSX|Thumbs\.db|desktop\.ini)", name)}
    return found + [f"{name} hoort er niet bij" for name in sorted(own - set(listed) - {archive.CHECKSUMS})]


def _changed_codings(folder: Path) -> list[str]:
    before = dict(read_json(folder / ROWS))
    now = tidy.row_digests(reading.codings_frame(folder))
    return sorted(name for name in before.keys() | now.keys() if before.get(name) != now.get(name))


def _table(folder: Path, name: str, content: bytes) -> str:
    """The first place where a table differs; empty when it does not."""
    there = _bytes(folder / name)
    if there == content:
        return ""
    if there is None:
        return f"{name}: ontbreekt in het pakket"
    old, new = (text.decode("utf-8-sig", errors="replace").split("\n") for text in (there, content))
    rows = [n for n, (a, b) in enumerate(zip(old, new), 1) if a != b] or [min(len(old), len(new))]
    more = f" en {len(rows) - 1} {'andere regel' if len(rows) == 2 else 'andere regels'}" if len(rows) > 1 else ""
    return f"{name}: regel {rows[0]}{more}"


def _other_versions(folder: Path) -> list[str]:
    before, now = dict(read_json(folder / VERSIONS)), versions()
    other = [
        f"{name} {now[name]} in plaats van {before[name]}"
        for name in sorted(before)
        if now.get(name, before[name]) != before[name]
    ]
    if not other:
        return []
    end = " Figuren kunnen daardoor in bytes verschillen." if any(one.startswith(_DRAWING) for one in other) else ""
    return [f"dit pakket is met andere versies gemaakt: hier staat {', '.join(other)}.{end}"]


def _recounted(specs: Mapping[str, Any]) -> int:
    return sum(bool(spec["again"]) for name in ("sentences", "blocks") for spec in specs[name])


def _sentence(one: Changed) -> list[str]:
    where = f"{one.id} ({one.chapter})" if one.chapter else one.id
    lines = [f"{where}: {_short(one.text)}"]
    pairs = zip(one.was, one.now) if len(one.was) == len(one.now) else ((", ".join(one.was), ", ".join(one.now)),)
    return lines + [f"    was: {_short(was, 100)}\n      nu:  {_short(now, 100)}" for was, now in pairs]


def _section(title: str, rows: tuple[str, ...] | list[str], *, most: int = _MOST) -> list[str]:
    if not rows:
        return []
    more = [f"  en nog {len(rows) - most}"] if len(rows) > most else []
    return [title, *(f"  {row}" for row in rows[:most]), *more]


def _many(count: int, one: str, more: str) -> str:
    return f"{one if count == 1 else more}: {count}."


def _short(text: str, length: int = 110) -> str:
    return text if len(text) <= length else f"{text[: length - 1].rstrip()}…"


def _bytes(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None
