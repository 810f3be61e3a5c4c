"""Texts that people edit: Markdown blocks, each with an optional line of attributes, read as a Document.

    Een alinea over [medewerker-1].
    {#begin-1 over=medewerker-1,schoolleider-1 bron=c01-schoolleider#6 stijl=bevinding}

A block ends at a blank line or at its attributes; a line with only ``{{ als ... }}``, ``{{ anders }}`` or ``{{ einde }}``
(see :mod:`toolkit.writing.fields`) is a block of its own. Fenced code and raw HTML mean nothing here: text is text.
A backslash before a sign that would begin a list, quote, heading or table makes it a paragraph.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..records import Block, Document
from ..yamlfile import load_yaml, read_text

_QUOTED = r"\"((?:[^\"\\]|\\.)*)\""
_ATTRIBUTES = re.compile(rf"^\{{\s*(#[^\s}}]+)?((?:\s*[a-z]+=(?:{_QUOTED}|[^\s\"}}]*))*)\s*\}}\s*$")
_PAIR = re.compile(rf"([a-z]+)=(?:{_QUOTED}|([^\s\"}}]*))")
_DIRECTIVE = re.compile(r"^\{\{\s*(?:als\b.*|anders\b.*|einde)\s*\}\}$")
_BEGINS = re.compile(r"^(?:#{1,6}\s|[-*+]\s|\d{1,2}[.)]\s|>|\||!\[|\{#|\{\s*[a-z]+=|---\s*$|\\)")
"""What begins another kind of block: a paragraph that begins so is written with a backslash before it."""
_HEADING = re.compile(r"^(#{1,6})\s+(.*?)(?:\s+#+)?$")
_ITEM = re.compile(r"^\s*(?:[-*+]|(\d{1,2})[.)])\s+(.*)$")
_ROW = re.compile(r"^\s*\|.*\|\s*$")
_RULE = re.compile(r"^\s*\|?\s*:?-{2,}:?\s*(\|\s*:?-{2,}:?\s*)*\|?\s*$")
_IMAGE = re.compile(r"^!\[(?P<caption>.*?)\]\((?P<path>[^)\s]+)\)$")
_KEYS = {"over": "about", "door": "by", "bron": "sources", "stijl": "style", "alt": "alt", "bijschrift": "caption"}


@dataclass(frozen=True, slots=True)
class _Raw:
    lines: tuple[str, ...]
    number: int
    attributes: str = ""


@dataclass(frozen=True, slots=True)
class Numbered:
    """A text with the line on which each block begins, and the ids that stand in the file."""

    document: Document
    lines: dict[str, int]
    given: frozenset[str]


def read_document(path: Path, *, case: str = "") -> Document:
    """A text file as a Document; ``case`` completes persons written without one. Raises InputError with the line."""
    return read_numbered(path, case=case).document


def read_numbered(path: Path, *, case: str = "") -> Numbered:
    """A text file as a Document, with the line of each block. Raises InputError with the line."""
    meta, body, first = _head(read_text(path), path)
    parsed = [(raw, *_attributes(raw, path)) for raw in _split(body, first, path)]
    given = _given([(identifier, raw.number) for raw, identifier, _ in parsed if identifier], path)
    blocks: list[Block] = []
    lines: dict[str, int] = {}
    section, count = "begin", 0
    for raw, identifier, values in parsed:
        block = _block(raw, case, values, path)
        if block.kind == "heading":
            section, count = _slug(block.text), 0
            name = f"{section}-kop"
        else:
            count += 1
            name = f"{section}-{count}"
        taken = given | set(lines)
        free = (
            name if name not in taken else next(f"{name}-{n}" for n in range(2, 10_000) if f"{name}-{n}" not in taken)
        )
        lines[identifier or free] = raw.number
        blocks.append(_named(block, identifier or free))
    if not blocks:
        raise InputError("deze tekst is leeg.", path=path, line=1, fix="schrijf de tekst, of haal het bestand weg.")
    title = str(meta.get("titel") or meta.get("title") or _first_title(blocks) or path.stem)
    version = meta.get("versie", meta.get("version", 1))
    if not isinstance(version, int) or version < 1:
        raise InputError(f"de versie '{version}' is geen heel getal.", path=path, line=1, fix="schrijf 'versie: 1'.")
    return Numbered(Document(path.stem, title, tuple(blocks), version, case), lines, given)


def _given(identifiers: list[tuple[str, int]], path: Path) -> frozenset[str]:
    """The ids that stand in the file. Raises InputError when one stands there twice."""
    seen: set[str] = set()
    for name, line in identifiers:
        if name in seen:
            message = f"het kenmerk '{name}' staat twee keer in deze tekst."
            raise InputError(message, path=path, line=line, fix="geef elk blok een eigen kenmerk.")
        seen.add(name)
    return frozenset(seen)


def write_document(document: Document) -> str:
    """The text file of a document: reading it back gives the same document."""
    parts = [f"---\ntitel: {_yaml_string(document.title)}\nversie: {document.version}\n---"]
    parts.extend(f"{_markdown(block)}\n{_attribute_line(block, document.case)}" for block in document.blocks)
    return "\n\n".join(parts) + "\n"


def _head(text: str, path: Path) -> tuple[dict[str, Any], list[str], int]:
    lines = text.split("\n")
    if not lines or lines[0].strip() != "---":
        return {}, lines, 1
    stop = next((n for n in range(1, len(lines)) if lines[n].strip() == "---"), None)
    if stop is None:
        message = "het hoofd begint met --- maar wordt niet afgesloten."
        raise InputError(message, path=path, line=1, fix="zet onder het hoofd een regel met alleen ---.")
    value, _ = load_yaml("\n".join(lines[1:stop]), path=path, first_line=2)
    return value if isinstance(value, dict) else {}, lines[stop + 1 :], stop + 2


def _split(lines: list[str], first: int, path: Path) -> list[_Raw]:
    blocks: list[_Raw] = []
    held: list[str] = []
    start = first

    def close(attributes: str = "") -> None:
        nonlocal held
        if held:
            blocks.append(_Raw(tuple(held), start, attributes))
        elif attributes and blocks and not blocks[-1].attributes:
            blocks[-1] = _Raw(blocks[-1].lines, blocks[-1].number, attributes)
        elif attributes:
            message = "hier staan kenmerken zonder tekst erboven."
            raise InputError(message, path=path, line=number, fix="zet de regel met { } direct onder het blok.")
        held = []

    for number, line in enumerate(lines, first):
        stripped = line.strip()
        if _ATTRIBUTES.match(stripped):
            close(stripped)
        elif stripped.startswith("{#") and not stripped.startswith("{{"):
            message = "deze regel met kenmerken is niet te lezen."
            fix = "schrijf hem als {#kenmerk over=medewerker-1 bron=c01-medewerker#5}."
            raise InputError(message, path=path, line=number, fix=fix)
        elif not stripped:
            close()
        elif _DIRECTIVE.match(stripped):
            close()
            start, held = number, [stripped]
            close()
        else:
            if held and (_HEADING.match(held[0]) or _HEADING.match(line)):
                close()
            if not held:
                start = number
            held.append(line.rstrip())
    close()
    return blocks


def _attributes(raw: _Raw, path: Path) -> tuple[str, dict[str, str]]:
    match = _ATTRIBUTES.match(raw.attributes)
    if not match:
        return "", {}
    values = {}
    for key, quoted, plain in _PAIR.findall(match[2] or ""):
        if key not in _KEYS:
            known = ", ".join(_KEYS)
            message = f"het kenmerk '{key}' kennen we niet."
            line = raw.number + len(raw.lines)
            raise InputError(message, path=path, line=line, fix=f"gebruik een van: {known}.")
        values[_KEYS[key]] = _unescaped(quoted) if quoted else plain
    return (match[1] or "").lstrip("#"), values


def _block(raw: _Raw, case: str, values: dict[str, str], path: Path) -> Block:
    about = tuple(_person(name, case) for name in _names(values.get("about", "")))
    by = _person(values["by"], case) if values.get("by") else ""
    common: dict[str, Any] = {
        "about": about, "by": by, "sources": tuple(_names(values.get("sources", ""))), "style": values.get("style", ""),
    }  # fmt: skip
    lines = raw.lines
    if heading := _HEADING.match(lines[0]):
        return Block("", "heading", heading[2], level=len(heading[1]), **common)
    if all(line.startswith(">") for line in lines):
        return Block("", "quote", _joined([line[1:] for line in lines]), **common)
    if image := _IMAGE.match(" ".join(lines)):
        caption = values.get("caption") or image["caption"]
        return Block("", "figure", caption, alt=values.get("alt", ""), image=image["path"], **common)
    if all(_ROW.match(line) for line in lines):
        return _table(raw, values, common, path)
    if _ITEM.match(lines[0]):
        items, numbered = _items(lines)
        style = common.pop("style") or ("genummerd" if numbered else "")
        return Block("", "list", "\n".join(items), style=style, **common)
    text = _joined(lines)
    return Block("", "paragraph", text[1:] if text.startswith("\\") and _begins(text[1:]) else text, **common)


def _table(raw: _Raw, values: dict[str, str], common: dict[str, Any], path: Path) -> Block:
    rows = [tuple(cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip()[1:-1])) for line in raw.lines]
    if len(rows) < 2 or not _RULE.match(raw.lines[1]):
        message = "deze tabel heeft geen kopregel."
        raise InputError(
            message, path=path, line=raw.number, fix="zet onder de eerste regel een regel als | --- | --- |."
        )
    kept = [tuple(cell.replace("\\|", "|") for cell in row) for row in [rows[0], *rows[2:]]]
    uneven = next((n for n, row in enumerate(kept) if len(row) != len(kept[0])), None)
    if uneven is not None:
        message = "deze tabelregel heeft niet evenveel kolommen als de kop."
        raise InputError(message, path=path, line=raw.number + uneven + 1, fix="vul de ontbrekende cellen aan.")
    return Block("", "table", values.get("caption", ""), rows=tuple(kept), **common)


def _items(lines: tuple[str, ...]) -> tuple[list[str], bool]:
    items: list[str] = []
    numbered = False
    for line in lines:
        if match := _ITEM.match(line):
            numbered = numbered or match[1] is not None
            items.append(match[2].strip())
        else:
            items[-1] = f"{items[-1]} {line.strip()}"
    return items, numbered


def _markdown(block: Block) -> str:
    if block.kind == "heading":
        return f"{'#' * max(block.level, 1)} {block.text}"
    if block.kind == "quote":
        return "\n".join(f"> {line}" for line in block.text.split("\n"))
    if block.kind == "list":
        items = block.text.split("\n")
        return "\n".join(
            f"{n}. {item}" if block.style == "genummerd" else f"- {item}" for n, item in enumerate(items, 1)
        )
    if block.kind == "table":
        rows = [" | ".join(cell.replace("|", "\\|") for cell in row) for row in block.rows]
        lines = [rows[0], " | ".join("---" for _ in block.rows[0]), *rows[1:]]
        return "\n".join(f"| {line} |" for line in lines)
    if block.kind == "figure":
        return f"![{block.text}]({block.image})"
    return f"\\{block.text}" if _begins(block.text) else block.text


def _begins(text: str) -> bool:
    """Whether a paragraph's words would be read as something else."""
    return bool(_BEGINS.match(text) or _ATTRIBUTES.match(text))


def _attribute_line(block: Block, case: str) -> str:
    own = f"{case}/"
    people = ",".join(name.removeprefix(own) if case else name for name in block.about)
    style = block.style if not (block.kind == "list" and block.style == "genummerd") else ""
    caption = block.text if block.kind == "table" else ""
    fields = (("over", people), ("door", block.by.removeprefix(own) if case else block.by), ("bron", ",".join(block.sources)),
              ("stijl", style), ("alt", block.alt), ("bijschrift", caption))  # fmt: skip
    shown = "".join(f" {key}={_escaped(value)}" for key, value in fields if value)
    return f"{{#{block.id}{shown}}}"


def _escaped(value: str) -> str:
    """A value as it stands in a line of attributes: between quotes where it needs them."""
    if re.fullmatch(r"[^\s\"}\\]+", value):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _unescaped(value: str) -> str:
    return re.sub(r"\\(.)", r"\1", value)


def _named(block: Block, name: str) -> Block:
    return replace(block, id=name)


def _person(name: str, case: str) -> str:
    return name if "/" in name or not case else f"{case}/{name}"


def _names(text: str) -> list[str]:
    return [name for name in (part.strip() for part in text.split(",")) if name]


def _joined(lines: list[str] | tuple[str, ...]) -> str:
    return re.sub(r"\s+", " ", " ".join(line.strip() for line in lines)).strip()


def _first_title(blocks: list[Block]) -> str:
    return next((block.text for block in blocks if block.kind == "heading" and block.level == 1), "")


def _slug(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")[:40] or "deel"


def _yaml_string(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
