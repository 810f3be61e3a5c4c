"""How the package is cited and found: licences, CITATION.cff and DataCite metadata."""

from __future__ import annotations

from typing import Any

import yaml

from ..errors import InputError
from ..files import json_bytes
from ..steps import versions
from ..study import Study

NONE = "geen"
LICENSES = {
    "CC-BY-4.0": ("Creative Commons Naamsvermelding 4.0 Internationaal", "https://creativecommons.org/licenses/by/4.0/"),
    "CC-BY-SA-4.0": ("Creative Commons Naamsvermelding-GelijkDelen 4.0 Internationaal", "https://creativecommons.org/licenses/by-sa/4.0/"),
    "CC-BY-NC-4.0": ("Creative Commons Naamsvermelding-NietCommercieel 4.0 Internationaal", "https://creativecommons.org/licenses/by-nc/4.0/"),
    "CC0-1.0": ("Creative Commons CC0 1.0 Universeel", "https://creativecommons.org/publicdomain/zero/1.0/"),
}  # fmt: skip
MIT = "https://spdx.org/licenses/MIT.html"
KEYWORDS = ("kwalitatief onderzoek", "interviews", "coderingen", "codeboek", "banenafspraak", "reproduceerbaarheid")
DATACITE = "http://datacite.org/schema/kernel-4"
"""DataCite Metadata Schema 4.6 (2024), doi:10.14454/mzv1-5b55, in its JSON form."""
_MIT_TEXT = """\
MIT License

Copyright (c) {year} {holder}

Permission is hereby granted, free of charge, to any person obtaining a copy
of this software and associated documentation files (the "Software"), to deal
in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell
copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY,
FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE
AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER
LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM,
OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE
SOFTWARE.
"""
_HOLDER = "The discussienota-toolkit developers"


def data_license(study: Study) -> str:
    """The licence of data and texts: as study.yaml says; an invented study is CC BY. Raises InputError on an unknown one."""
    chosen = study.settings.data_license or ("CC-BY-4.0" if study.settings.invented else NONE)
    if chosen != NONE and chosen not in LICENSES:
        fix = f"kies uit: {', '.join(LICENSES)}; of laat het weg zolang er niet over is besloten."
        raise InputError(f"de licentie '{chosen}' kennen we niet.", path=study.interviews / "study.yaml", fix=fix)
    return chosen


def license_files(study: Study) -> dict[str, bytes]:
    """The licences as files: one for data and texts, one for notebooks and code."""
    chosen = data_license(study)
    settings = study.settings
    whose = settings.bureau or settings.title
    if chosen == NONE:
        words = (
            f"Alle rechten op de gegevens en teksten in dit pakket zijn voorbehouden aan {whose}.\n"
            "U mag ze lezen en narekenen. Verspreiden of bewerken mag alleen na toestemming.\n"
        )
    else:
        name, url = LICENSES[chosen]
        words = (
            f"{name} ({chosen})\n{url}legalcode.nl\n\n"
            f"Deze licentie geldt voor de gegevens, tabellen, figuren en teksten in dit pakket, van {whose}.\n"
            "De volledige tekst van de licentie staat op het adres hierboven.\n"
        )
    if settings.invented:
        words += "\nDe studie is verzonnen: mensen, scholen, gemeenten en gesprekken bestaan niet.\n"
    return {
        "LICENTIE-GEGEVENS.txt": words.encode("utf-8"),
        "LICENTIE-CODE.txt": _MIT_TEXT.format(year=settings.date.year, holder=_HOLDER).encode("utf-8"),
    }


def citation(study: Study) -> bytes:
    """CITATION.cff, form 1.2.0."""
    settings, chosen = study.settings, data_license(study)
    authors = [_split(member.name) for member in settings.team] or [{"name": settings.bureau or "onbekend"}]
    value: dict[str, Any] = {
        "cff-version": "1.2.0", "type": "dataset", "title": title(study),
        "message": "Gebruikt u dit pakket? Verwijs er dan zo naar.", "abstract": abstract(study), "authors": authors,
        "version": settings.version, "date-released": settings.date, "keywords": list(KEYWORDS),
    }  # fmt: skip
    if chosen != NONE:
        value["license"] = chosen
    if settings.doi:
        value["doi"] = settings.doi
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=False, width=100).encode("utf-8")


def datacite(study: Study, size: int, count: int) -> bytes:
    """Metadata in DataCite's JSON. The DOI is left out as long as no archive has given one."""
    settings, chosen = study.settings, data_license(study)
    bureau = settings.bureau or "onbekend"
    creators: list[dict[str, Any]] = [_creator(member.name, settings.bureau) for member in settings.team]
    value: dict[str, Any] = {
        "schemaVersion": DATACITE,
        "creators": creators or [{"name": bureau, "nameType": "Organizational"}],
        "titles": [{"title": title(study), "lang": "nl"}],
        "publisher": {"name": bureau},
        "publicationYear": str(settings.date.year),
        "types": {"resourceType": "Coderingen van interviews, met tabellen en figuren", "resourceTypeGeneral": "Dataset"},
        "subjects": [{"subject": word, "lang": "nl"} for word in KEYWORDS],
        "dates": [{"date": settings.date.isoformat(), "dateType": "Issued"}, *_collected(study)],
        "language": "nl",
        "sizes": [f"{count} bestanden", f"{size} bytes"],
        "formats": ["text/csv", "application/json", "image/svg+xml", "image/png", "application/pdf", "text/markdown"],
        "version": settings.version,
        "descriptions": [{"description": abstract(study), "descriptionType": "Abstract", "lang": "nl"}],
    }  # fmt: skip
    if settings.doi:
        value["doi"] = settings.doi
    if chosen != NONE:
        name, url = LICENSES[chosen]
        value["rightsList"] = [{
            "rights": name, "rightsUri": f"{url}legalcode", "rightsIdentifier": chosen, "rightsIdentifierScheme": "SPDX",
            "schemeUri": "https://spdx.org/licenses/", "lang": "nl",
        }]  # fmt: skip
    return json_bytes(value)


def title(study: Study) -> str:
    """What the package is called."""
    return f"{study.settings.title}: coderingen, tabellen en figuren"


def abstract(study: Study) -> str:
    """What is in it, in two or three sentences."""
    settings = study.settings
    text = (
        f"De coderingen van de interviews voor ‘{settings.title}’, met codeboek, tabellen, figuren en de vrijgegeven teksten. "
        "Met de software zijn de figuren, tabellen en tellingen in de nota opnieuw te maken. "
        "De woorden van de gesprekken staan er niet in, op goedgekeurde citaten na."
    )
    return f"{text} De studie is verzonnen." if settings.invented else text


def versions_file() -> bytes:
    """The versions that made the package."""
    return json_bytes(versions())


def _collected(study: Study) -> list[dict[str, str]]:
    first, last = study.settings.period_from, study.settings.period_to
    return [{"date": f"{first}/{last}", "dateType": "Collected"}] if first and last else []


def _split(name: str) -> dict[str, str]:
    given, _, family = name.partition(" ")
    return {"family-names": family, "given-names": given} if family else {"name": name}


def _creator(name: str, bureau: str) -> dict[str, Any]:
    given, _, family = name.partition(" ")
    found: dict[str, Any] = {"name": f"{family}, {given}" if family else name, "nameType": "Personal"}
    found |= {"givenName": given, "familyName": family} if family else {}
    return found | ({"affiliation": [{"name": bureau}]} if bureau else {})
