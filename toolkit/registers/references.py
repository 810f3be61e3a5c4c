"""Literature as BibTeX or CSL-JSON: ``interviews/literature/*.bib`` and ``*.json``; shown in author-year form.

BibTeX: Patashnik, BibTeXing (1988). CSL-JSON: the Citation Style Language 1.0.2 input schema.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..files import read_json
from ..study import Study
from ..yamlfile import read_text

_ENTRY = re.compile(r"@(?P<kind>[A-Za-z]+)\s*[{(]\s*(?P<key>[^,\s{}()\"]+)\s*,", re.MULTILINE)
_SKIPPED = ("comment", "string", "preamble")
_ACCENTS = {
    "'": "áéíóúýÁÉÍÓÚÝ", "`": "àèìòùÀÈÌÒÙ", '"': "äëïöüÿÄËÏÖÜ", "^": "âêîôûÂÊÎÔÛ",
}  # fmt: skip
_BASES = {"'": "aeiouyAEIOUY", "`": "aeiouAEIOU", '"': "aeiouyAEIOU", "^": "aeiouAEIOU"}


@dataclass(frozen=True, slots=True)
class Reference:
    """One source."""

    key: str
    authors: tuple[tuple[str, str], ...]
    """(family, given); an organisation has no given name."""
    year: str
    title: str
    container: str = ""
    url: str = ""

    @property
    def short(self) -> str:
        """``Smit en Van Vuuren (2018)``."""
        names = [family for family, _ in self.authors] or [self.title.split(":")[0]]
        who = names[0] if len(names) == 1 else f"{names[0]} en {names[1]}" if len(names) == 2 else f"{names[0]} e.a."
        return f"{who} ({self.year or 'z.d.'})"

    @property
    def full(self) -> str:
        """As it stands in a list of literature, in light Markdown."""
        names = [f"{family}, {given}" if given else family for family, given in self.authors]
        who = " en ".join(names[-2:]) if len(names) < 3 else f"{', '.join(names[:-1])} en {names[-1]}"
        parts = [
            f"{who} ({self.year or 'z.d.'})." if who else f"({self.year or 'z.d.'}).",
            f"*{_escaped(self.title)}*.",
        ]
        if self.container:
            parts.append(f"{_escaped(self.container)}.")
        if self.url:
            parts.append(f"[{self.url}]({self.url})")
        return " ".join(parts)


def load_references(study: Study) -> dict[str, Reference]:
    """Every source of a study by its key. Raises InputError with file and line."""
    folder = study.interviews / "literature"
    found: dict[str, Reference] = {}
    for path in sorted([*folder.glob("*.bib"), *folder.glob("*.json")]):
        for one in _bibtex(path) if path.suffix == ".bib" else _csl(path):
            if one.key in found:
                raise InputError(
                    f"de sleutel '{one.key}' komt twee keer voor.",
                    path=path,
                    fix="geef een van de twee een andere sleutel.",
                )
            found[one.key] = one
    return found


def _bibtex(path: Path) -> list[Reference]:
    text = read_text(path)
    found = []
    for match in _ENTRY.finditer(text):
        if match["kind"].lower() in _SKIPPED:
            continue
        line = text.count("\n", 0, match.start()) + 1
        fields = _bib_fields(text, match.end(), path, line)
        title = fields.get("title", "")
        if not title:
            raise InputError(
                f"bij '{match['key']}' ontbreekt de titel.", path=path, line=line, fix="vul title = {...} in."
            )
        authors = tuple(_author(name) for name in re.split(r"\s+and\s+", fields.get("author", "")) if name.strip())
        year = fields.get("year") or fields.get("date", "")[:4]
        container = (
            fields.get("journal")
            or fields.get("journaltitle")
            or fields.get("booktitle")
            or fields.get("publisher")
            or fields.get("institution")
            or ""
        )
        url = fields.get("url") or (f"https://doi.org/{fields['doi']}" if fields.get("doi") else "")
        found.append(Reference(match["key"], authors, year, title, container, url))
    return found


def _bib_fields(text: str, place: int, path: Path, line: int) -> dict[str, str]:
    fields: dict[str, str] = {}
    name = re.compile(r"\s*,?\s*(?P<name>[A-Za-z][\w-]*)\s*=\s*")
    while match := name.match(text, place):
        value, place = _bib_value(text, match.end(), path, line)
        fields[match["name"].lower()] = _plain(value)
    return fields


def _bib_value(text: str, place: int, path: Path, line: int) -> tuple[str, int]:
    """A value between braces (which nest), between quotes, or bare."""
    opening = text[place : place + 1]
    if opening not in ("{", '"'):
        match = re.compile(r"[^,}\s]+").match(text, place)
        return (match.group(), match.end()) if match else ("", place)
    depth = 0
    for at in range(place, len(text)):
        sign = text[at]
        escaped = text[at - 1] == "\\"
        if sign == "{" and not escaped:
            depth += 1
        elif sign == "}" and not escaped:
            depth -= 1
        if at > place and (
            (opening == "{" and depth == 0) or (opening == '"' and sign == '"' and not escaped and depth == 0)
        ):
            return text[place + 1 : at], at + 1
    raise InputError("deze bron is niet afgesloten.", path=path, line=line, fix="sluit iedere { met een }.")


def _plain(value: str) -> str:
    def letter(match: re.Match[str]) -> str:
        place = _BASES[match[1]].find(match[2])
        return _ACCENTS[match[1]][place] if place >= 0 else match[2]

    value = re.sub(r"\{?\\(['`\"^])\{?([A-Za-z])\}?\}?", letter, value)
    value = value.replace("\\&", "&").replace("\\%", "%").replace("--", "–").replace("~", " ")
    return re.sub(r"\s+", " ", re.sub(r"[{}]", "", value)).strip()


def _author(name: str) -> tuple[str, str]:
    bare = name.strip()
    if "," in bare:
        family, _, given = bare.partition(",")
        return family.strip(), given.strip()
    given, _, family = bare.rpartition(" ")
    return (family, given) if given else (bare, "")


def _csl(path: Path) -> list[Reference]:
    value = read_json(path)
    items = value.get("items", value) if isinstance(value, dict) else value
    if not isinstance(items, list):
        raise InputError("dit is geen CSL-JSON: er hoort een lijst te staan.", path=path)
    found = []
    for number, item in enumerate(items, 1):
        if not isinstance(item, dict) or not item.get("id") or not item.get("title"):
            raise InputError(f"bron {number} heeft geen id of titel.", path=path, fix="vul 'id' en 'title' in.")
        authors = tuple(_csl_name(one) for one in item.get("author", []) if isinstance(one, dict))
        url = str(item.get("URL") or (f"https://doi.org/{item['DOI']}" if item.get("DOI") else ""))
        container = str(item.get("container-title") or item.get("publisher") or "")
        found.append(Reference(str(item["id"]), authors, _csl_year(item), str(item["title"]), container, url))
    return found


def _csl_name(one: dict[str, Any]) -> tuple[str, str]:
    if one.get("literal"):
        return str(one["literal"]), ""
    particle = one.get("non-dropping-particle") or ""
    return f"{particle} {one.get('family', '')}".strip(), str(one.get("given", ""))


def _csl_year(item: dict[str, Any]) -> str:
    parts = (item.get("issued") or {}).get("date-parts") or [[""]]
    return str(parts[0][0]) if parts and parts[0] else ""


def _escaped(text: str) -> str:
    from ..rendering.inline import escape

    return escape(text)
