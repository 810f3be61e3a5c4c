"""The RO-Crate of the package: what every file is, for archives and programs.

RO-Crate Metadata Specification 1.3 (https://w3id.org/ro/crate/1.3).
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..files import json_bytes
from ..study import Study
from .metadata import KEYWORDS, LICENSES, MIT, NONE, abstract, data_license, title

FILE = "ro-crate-metadata.json"
VERSION = "1.3"
_TYPES = {
    ".csv": "text/csv", ".json": "application/json", ".svg": "image/svg+xml", ".png": "image/png", ".pdf": "application/pdf",
    ".md": "text/markdown", ".yaml": "application/yaml", ".txt": "text/plain", ".ipynb": "application/x-ipynb+json",
    ".cff": "application/yaml", ".lock": "text/plain", ".sha256": "text/plain",
}  # fmt: skip
_FOLDERS = {
    "gegevens/": "De coderingen en waar zij staan, zonder tekst.",
    "interviews/": "Codeboek, topiclijst, feiten per case en dagtekening van bedragen en afspraken, zonder namen.",
    "tabellen/": "De tabellen van de analyse, opnieuw te maken met nota verify.",
    "figuren/": "De figuren als SVG en PNG, met tekst voor wie ze niet ziet.",
    "nota/": "De vrijgegeven nota, en per zin hoe het getal erin tot stand kwam.",
    "teksten/": "De vrijgegeven casebeschrijvingen.",
    "notebooks/": "De notebooks van het onderzoek, zonder uitkomsten.",
    "opdrachten/": "Opdrachten voor studenten.",
    "controle/": "Een controlegetal per codering, om te zeggen welke is veranderd.",
}
_CODE = ("notebooks/", "opdrachten/")


def crate(study: Study, files: Mapping[str, bytes], described: Mapping[str, str]) -> bytes:
    """The metadata file for these files; ``described`` says in Dutch what some of them hold."""
    settings, chosen = study.settings, data_license(study)
    rights = LICENSES[chosen] if chosen != NONE else None
    license_id = rights[1] if rights else "LICENTIE-GEGEVENS.txt"
    people: list[dict[str, Any]] = [
        {"@id": f"#{member.id}", "@type": "Person", "name": member.name, "affiliation": {"@id": "#bureau"}}
        for member in settings.team
    ]
    bureau: dict[str, Any] = {"@id": "#bureau", "@type": "Organization", "name": settings.bureau or settings.title}
    reached = _contact(study)
    if reached:
        bureau["contactPoint"] = {"@id": reached[0]["@id"]}
    folders = [folder for folder in _FOLDERS if any(name.startswith(folder) for name in files)]
    top = [name for name in sorted(files) if "/" not in name]
    root: dict[str, Any] = {
        "@id": "./", "@type": "Dataset", "name": title(study), "description": abstract(study),
        "datePublished": settings.date.isoformat(), "inLanguage": "nl", "version": settings.version,
        "license": {"@id": license_id}, "keywords": ", ".join(KEYWORDS), "publisher": {"@id": "#bureau"},
        "author": _one_or_more([{"@id": one["@id"]} for one in people] or [{"@id": "#bureau"}]),
        "hasPart": [{"@id": name} for name in (*top, *folders)],
    }  # fmt: skip
    if settings.doi:
        root["identifier"] = f"https://doi.org/{settings.doi}"
    graph: list[dict[str, Any]] = [
        {
            "@id": FILE, "@type": "CreativeWork", "about": {"@id": "./"},
            "conformsTo": {"@id": f"https://w3id.org/ro/crate/{VERSION}"}, "license": {"@id": MIT},
        },
        root, *people, bureau, *reached, _mit(),
        *([{"@id": rights[1], "@type": "CreativeWork", "name": rights[0], "identifier": chosen, "description": f"{rights[0]} ({chosen})"}] if rights else []),
        *(_folder(folder, files) for folder in folders),
        *(_file(name, files[name], described) for name in sorted(files)),
    ]  # fmt: skip
    return json_bytes({"@context": f"https://w3id.org/ro/crate/{VERSION}/context", "@graph": graph})


def _contact(study: Study) -> list[dict[str, Any]]:
    email = study.settings.contact.email
    point = {
        "@id": f"mailto:{email}",
        "@type": "ContactPoint",
        "name": "Vragen over dit pakket",
        "contactType": "onderzoek",
    }
    return [point | {"email": email}] if email else []


def _mit() -> dict[str, Any]:
    words = "MIT License, voor notebooks en code"
    return {"@id": MIT, "@type": "CreativeWork", "name": "MIT License", "identifier": "MIT", "description": words}


def _folder(folder: str, files: Mapping[str, bytes]) -> dict[str, Any]:
    inside = [{"@id": name} for name in sorted(files) if name.startswith(folder)]
    return {
        "@id": folder,
        "@type": "Dataset",
        "name": folder[:-1],
        "description": _FOLDERS[folder],
        "hasPart": _one_or_more(inside),
    }


def _file(name: str, content: bytes, described: Mapping[str, str]) -> dict[str, Any]:
    suffix = f".{name.rpartition('.')[2]}"
    short = name.rpartition("/")[2]
    folder = _FOLDERS.get(f"{name.partition('/')[0]}/", "Beschrijving van het pakket.")
    found: dict[str, Any] = {
        "@id": name, "@type": "File", "name": described.get(name, short),
        "description": f"{described[name]}." if name in described else f"{short}. {folder}", "contentSize": str(len(content)),
        "encodingFormat": _TYPES.get(suffix, "application/octet-stream"),
    }  # fmt: skip
    if name.startswith(_CODE) and suffix == ".ipynb":
        found["license"] = {"@id": MIT}  # all else bears the licence of the whole
    return found


def _one_or_more(found: list[dict[str, str]]) -> list[dict[str, str]] | dict[str, str]:
    """A list of one is written as that one."""
    return found if len(found) > 1 else found[0]
