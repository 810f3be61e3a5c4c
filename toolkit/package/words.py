"""What a reader finds first: the README, the codebook to read, the data dictionary, and the lock of versions."""

from __future__ import annotations

import re
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any

import pandas as pd

from ..numbers import date_in_words, dutch
from ..records import Codebook
from ..study import Study
from ..tables import csv_bytes
from . import tidy
from .metadata import LICENSES, NONE, abstract, data_license, title

README, CODEBOOK, DICTIONARY, LOCK = "LEES-MIJ.md", "codeboek.md", "datawoordenboek.csv", "requirements.lock"
DESCRIBED = {
    README: "Wat dit pakket is en hoe u het gebruikt", CODEBOOK: "Het codeboek om te lezen",
    DICTIONARY: "Wat elke kolom betekent", LOCK: "De versies van alle software", "checksums.sha256": "Controlegetal per bestand",
    "CITATION.cff": "Hoe u naar dit pakket verwijst", "datacite.json": "Beschrijving voor archieven (DataCite 4.6)",
    "LICENTIE-GEGEVENS.txt": "Licentie van gegevens en teksten", "LICENTIE-CODE.txt": "Licentie van notebooks en code",
    tidy.CODINGS: "De coderingen, een per regel", tidy.TALKS: "De gesprekken en documenten",
    tidy.TURNS: "Wie wanneer spreekt", tidy.SENTENCES: "Waar elke zin staat", tidy.ASKED: "Welke vraag in welk gesprek is gesteld",
    tidy.BLIND: "Wat twee codeurs ieder gaven", "nota/zinnen.json": "Hoe de getallen in de nota tot stand kwamen",
}  # fmt: skip
_COLUMNS = {
    "transcript": "gesprek of document",
    "case": "case waar het bij hoort",
    "kind": "soort: interview, focus_group, arena, expert, meeting, document of membercheck",
    "date": "datum van het gesprek (jjjj-mm-dd)",
    "characters": "lengte van de tekst in tekens",
    "minutes": "duur in minuten; leeg: niet vastgelegd",
    "processed": "is het gecodeerd: ja of nee",
    "coded_twice_by": "codeurs die het ieder helemaal hebben gecodeerd; leeg: niet dubbel gecodeerd",
    "decided_together": "zijn de verschillen samen besproken: ja of nee; leeg: niet van toepassing",
    "id": "kenmerk van de codering: blijft gelijk zolang plaats, code en bron gelijk zijn",
    "turn": "nummer van de beurt, vanaf 1 (c01-schoolleider#6 is beurt 6)",
    "sentence": "nummer van de (eerste) zin, vanaf 0",
    "last_sentence": "nummer van de laatste zin die de codering raakt",
    "start": "eerste teken, geteld vanaf 0 in de gepseudonimiseerde tekst",
    "end": "teken na het laatste",
    "speaker": "wie het zegt, als aanduiding binnen de case; leeg bij een document",
    "role": "rol van de spreker",
    "theme": "hoofdthema: het deel van de code voor de punt",
    "code": "code uit het codeboek",
    "polarity": "affirmed: het is zo; negated: het is juist niet zo",
    "certainty": "real: feit; wish: wens; condition: voorwaarde; uncertain: onzeker",
    "time": "past: vroeger; now: nu; future: straks",
    "status": "accepted: door een mens vastgesteld; suggested: voorstel van de software",
    "coder": "wie codeerde: een codeur (k1), samen, of de software en haar versie",
    "confidence": "kans die de software aan een voorstel gaf; leeg bij mensen",
    "words": "aantal woorden in de beurt",
    "topic": "onderwerp van de topiclijst",
    "codes": "codes die bij dat onderwerp horen",
    "asked": "is het gevraagd: True of False",
    "asked_in": "in welke beurt het eerst; 0: niet gevraagd",
}
_MORE = {
    "stopped": "gestopt", "refused": "geweigerd of niet ingegaan", "per_year_contested": "euro per jaar, tegengesproken",
    "per_year_stopped": "euro per jaar, gestopt", "per_year_refused": "euro per jaar, geweigerd of niet ingegaan",
    "once_contested": "euro eenmalig, tegengesproken", "once_refused": "euro eenmalig, geweigerd of niet ingegaan", "once": "euro eenmalig",
    "both_conversations": "gesprekken met beide", "until": "tot en met", "per_year_sure": "euro per jaar, zeker",
}  # fmt: skip


def dictionary(tables: Mapping[str, pd.DataFrame]) -> bytes:
    """A row per column of every table in the package: what it means."""
    from ..notebook import HEADERS

    rows = []
    for path, table in sorted(tables.items()):
        own = path.startswith(f"{tidy.FOLDER}/")
        for column in table.columns:
            name = str(column)
            meaning = (
                (_COLUMNS if own else {}).get(name) or _MORE.get(name) or HEADERS.get(name) or _COLUMNS.get(name, "")
            )
            rows.append((path, name, meaning or name.replace("_", " "), _kind(table[column])))
    return csv_bytes(pd.DataFrame(rows, columns=["bestand", "kolom", "betekenis", "soort"]))


def codebook_text(book: Codebook, *, examples: bool) -> bytes:
    """The codebook in Markdown."""
    lines = [f"# Codeboek, versie {book.version}", ""]
    if book.rules:
        lines += ["Regels bij twijfel:", "", *(f"- {rule}" for rule in book.rules), ""]
    for theme in book.themes:
        lines += [f"## {theme.label}", ""] + ([theme.definition, ""] if theme.definition else [])
        for code in (one for one in book.codes if one.theme == theme.id):
            gone = f" (vervallen: {code.reason})" if code.retired else ""
            lines += [f"### {code.label} (`{code.id}`){gone}", "", code.definition or "Geen omschrijving.", ""]
            lines += [f"- Wel: {code.include}"] if code.include else []
            lines += [f"- Niet: {code.exclude}"] if code.exclude else []
            lines += [f"- Voorbeeld: {one}" for one in code.examples if examples]
            lines += [f"- Herkomst: {code.origin}, sinds versie {code.since}", ""]
    return ("\n".join(lines).rstrip() + "\n").encode("utf-8")


def readme(study: Study, counts: Mapping[str, Any]) -> bytes:
    """LEES-MIJ.md, filled in from what was made."""
    settings, chosen = study.settings, data_license(study)
    rights = f"{LICENSES[chosen][0]} ({chosen})" if chosen != NONE else "alle rechten voorbehouden"
    invented = (
        "\n> De studie is verzonnen. Mensen, scholen, gemeenten en gesprekken bestaan niet.\n"
        if settings.invented
        else ""
    )
    who = ", ".join(member.name for member in settings.team) or settings.bureau
    doi = f" https://doi.org/{settings.doi}" if settings.doi else ""
    text = _README.format(
        title=title(study), abstract=abstract(study), invented=invented, date=date_in_words(settings.date), version=settings.version,
        rights=rights, who=who, year=settings.date.year, bureau=settings.bureau, doi=doi, codings=dutch(counts["codings"]),
        talks=dutch(counts["talks"]), sentences=dutch(counts["again"]), others=dutch(counts["not_again"]),
        tables=dutch(counts["tables"]), figures=dutch(counts["figures"]), cases=dutch(counts["cases"]),
    )  # fmt: skip
    return text.encode("utf-8")


def lock() -> bytes:
    """The versions of all software: the lock file with its hashes, or what is installed when that file is not there."""
    path = Path(__file__).parents[2] / LOCK
    if path.is_file():
        return path.read_bytes()
    return (
        "".join(f"{name}=={version}\n" for name, version in sorted(_installed("discussienota-toolkit").items()))
    ).encode()


def _installed(root: str) -> dict[str, str]:
    found: dict[str, str] = {}
    waiting = [root]
    while waiting:
        name = waiting.pop()
        try:
            one = distribution(name)
        except PackageNotFoundError:
            continue
        plain = re.sub(r"[-_.]+", "-", one.metadata["Name"]).lower()
        if plain not in found:
            found[plain] = one.version
            needs = (need for need in one.requires or () if "extra ==" not in need)
            waiting += [match[0] for need in needs if (match := re.match(r"[\w.-]+", need))]
    return found


def _kind(column: pd.Series[Any]) -> str:
    if pd.api.types.is_bool_dtype(column):
        return "ja/nee"
    return "getal" if pd.api.types.is_numeric_dtype(column) else "tekst"


_README = """\
# {title}
{invented}
{abstract}

Stand van {date}, versie {version}.

## Wat u ermee kunt

1. Lees de nota in `nota/`.
2. Reken haar na:

       nota verify .

   Dat maakt {tables} tabellen en {figures} figuren opnieuw uit de {codings} coderingen van {talks} gesprekken en documenten, en rekent
   {sentences} zinnen en tabellen van de nota na. Alles wordt byte voor byte vergeleken. Verschilt er iets, dan staat er wat.
3. Verander een codering in `gegevens/coderingen.csv` en doe het nog eens. U ziet precies welke figuren en zinnen daarvan
   afhangen.
4. Maak de opdrachten in `opdrachten/`. De antwoorden zitten niet in dit pakket; die heeft uw docent.

## Wat u nodig hebt

Python 3.11 of nieuwer en de software discussienota-toolkit. De versies waarmee dit pakket is gemaakt, staan in
`requirements.lock` en `versies.json`. Met andere versies van de tekensoftware kunnen figuren in bytes verschillen terwijl
zij hetzelfde laten zien; `nota verify` zegt dat erbij.

## Wat erin zit

| map of bestand | inhoud |
| --- | --- |
| `gegevens/` | de coderingen als tabellen: plaats, code, kenmerken en codeur, zonder de woorden |
| `codeboek.md`, `datawoordenboek.csv` | wat elke code en elke kolom betekent |
| `interviews/` | codeboek, topiclijst, feiten per case, afspraken en bedragen, in de vorm die de software leest |
| `tabellen/`, `figuren/` | wat de analyse ervan maakt |
| `nota/` | de nota zoals vrijgegeven, en in `zinnen.json` hoe elk getal erin tot stand kwam |
| `teksten/` | de casebeschrijvingen die zijn vrijgegeven ({cases}) |
| `notebooks/` | hoe het onderzoek is gedaan, zonder uitkomsten; draaien lukt alleen met de gesprekken zelf |
| `opdrachten/` | vier opdrachten |
| `ro-crate-metadata.json`, `datacite.json`, `CITATION.cff` | beschrijving voor archieven en voor wie verwijst |
| `checksums.sha256` | controlegetal per bestand |

## Wat er niet in zit

- De gesprekken. Wie sprak, gaf geen toestemming om alles te delen. Alleen tekst die ieder over wie zij gaat heeft
  goedgekeurd, staat in de nota en in `teksten/`.
- Namen, contactgegevens, redenen om niet mee te doen, redenen waarom een plaatsing eindigde, notities van onderzoekers.
- Het aantal leerlingen van een school: daarvoor staat de ondergrens van de grootteklasse.
- Gesprekken van wie zich terugtrok.
- {others} zinnen van de nota rusten op beurten in de gesprekken, op de akkoordronde of op woorden. Die zijn met dit pakket niet
  na te rekenen. In `zinnen.json` staat bij elke zin waarop zij rust.

Een aanduiding als `medewerker-1` is een pseudoniem en geen garantie: wie de school kent, kan iemand herkennen. Probeer dat
niet, en geef door wat u opvalt.

## Licentie en verwijzing

Gegevens, tabellen, figuren en teksten: {rights}. Notebooks en code: MIT.

Verwijs zo: {who} ({year}). *{title}* (versie {version}) [dataset]. {bureau}.{doi}
"""
