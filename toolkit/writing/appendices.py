"""Appendices of the note: codebook, topic lists, terms, sources and the COREQ account, as blocks."""

from __future__ import annotations

import re
from collections.abc import Iterable

from pydantic import Field

from .. import analysis
from ..errors import InputError
from ..numbers import date_in_words, dutch, listed, x_of_y
from ..records import Block, Code, Codebook
from ..steps import versions
from ..study import Strict
from ..yamlfile import load_model
from .counting import in_words
from .data import NoteData
from .fields_counts import counted_noun, role_plural
from .fields_facts import withdrawn_talks

COREQ_FILE = "interviews/texts/coreq.yaml"
TO_FILL = "Nog in te vullen."
_ITEMS = (
    (1, "Interviewers"), (2, "Opleiding en titels"), (3, "Beroep"), (4, "Geslacht"), (5, "Ervaring en training"),
    (6, "Relatie met de deelnemers"), (7, "Wat deelnemers van de interviewers wisten"), (8, "Kenmerken van de interviewers"),
    (9, "Methodologische benadering"), (10, "Keuze van cases en mensen"), (11, "Benadering"), (12, "Omvang van de steekproef"),
    (13, "Wie niet meedeed"), (14, "Plaats van de gesprekken"), (15, "Aanwezigheid van anderen"),
    (16, "Kenmerken van de steekproef"), (17, "Vragenlijst"), (18, "Herhaalde gesprekken"), (19, "Opname"),
    (20, "Aantekeningen"), (21, "Duur van de gesprekken"), (22, "Verzadiging"), (23, "Teruglezen van transcripten"),
    (24, "Aantal codeurs"), (25, "Codeboom"), (26, "Herkomst van de thema's"), (27, "Software"),
    (28, "Controle door deelnemers"), (29, "Citaten"), (30, "Samenhang van gegevens en bevindingen"), (31, "Hoofdthema's"),
    (32, "Minder voorkomende thema's en uitzonderingen"),
)  # fmt: skip
"""Tong, Sainsbury & Craig (2007), Int J Qual Health Care 19(6): 349-357."""


class CoreqFile(Strict):
    """``interviews/texts/coreq.yaml``: what people have to say about the method, by item of COREQ."""

    items: dict[int, str] = Field(default_factory=dict)


def coreq(data: NoteData) -> list[Block]:
    """All 32 items: computed where the data tell, else what people wrote, else a mark that it is still open."""
    written = _written(data)
    computed = {int(row["item"]): str(row["answer"]) for row in data.table("coreq").to_dict("records")} | _computed(
        data
    )
    gone = {13: _withdrawn(data)}
    rows = [
        (
            str(item),
            label,
            " ".join(part for part in (computed.get(item, ""), gone.get(item, ""), written.get(item, "")) if part)
            or TO_FILL,
        )
        for item, label in _ITEMS
    ]
    header = ("Nr.", "Onderdeel", "Verantwoording")
    return [Block("", "table", "Verantwoording volgens COREQ", rows=(header, *rows), style="staand")]


def codebook(data: NoteData) -> list[Block]:
    """A table per theme: code, what it means, when to use it and when not."""
    book = data.material.codebook
    blocks = []
    for theme in book.themes:
        codes = [code for code in book.codes if code.theme == theme.id and not code.retired]
        rows = [
            (code.label, *(_named(text or "–", book) for text in (code.definition, code.include, code.exclude)))
            for code in codes
        ]
        if rows:
            text = (
                f"Codeboek: {theme.label.lower()}"
                if not theme.definition
                else f"Codeboek: {theme.label.lower()}. {theme.definition}"
            )
            header = ("Onderwerp", "Betekenis", "Wel", "Niet")
            blocks.append(Block("", "table", text, rows=(header, *rows), style="liggend"))
    if book.rules:
        blocks.append(Block("", "paragraph", "Bij twijfel golden deze regels:"))
        blocks.append(Block("", "list", "\n".join(_sentence(_named(rule, book)) for rule in book.rules)))
    return blocks


def _named(text: str, book: Codebook) -> str:
    """The text with labels where the codebook refers to another code by its id: readers of the note do not know ids."""
    labels = {code.id: code.label for code in book.codes} | {f"{theme.id}.*": theme.label for theme in book.themes}
    for known in sorted(labels, key=len, reverse=True):
        shown = f"‘{labels[known]}’".replace("\\", r"\\")
        text = re.sub(rf"(?<![\w.]){re.escape(known)}(?!\w)", shown, text)
    return text


def topic_lists(data: NoteData) -> list[Block]:
    """Per role the questions, what they are about, and in how many conversations they came up; those for everybody first."""
    asked: dict[tuple[str, str], tuple[int, int]] = {}
    for row in data.table("coverage_by_topic").to_dict("records"):
        for role in (row["role"], "iedereen"):
            part, whole = asked.get((role, row["topic"]), (0, 0))
            asked[role, row["topic"]] = (part + row["asked"], whole + row["conversations"])
    blocks = []
    for role, topics in data.material.topics.lists.items():
        label = "Vragen aan iedereen" if role == "iedereen" else f"Vragen aan {role_plural(role)}"
        header = "Gesteld, per gesprek en rol" if role == "iedereen" else "Gesteld in gesprekken"
        rows = []
        for topic in topics:
            about = ", ".join(data.material.codebook.label(code) for code in topic.codes) or "–"
            part, whole = asked.get((role, topic.id), (0, 0))
            rows.append((topic.question, about, x_of_y(part, whole) if whole else "–"))
        if rows:
            blocks.append(Block("", "table", label, rows=(("Vraag", "Onderwerpen", header), *rows), style="staand"))
    return blocks


def terms(data: NoteData) -> list[Block]:
    """Terms and abbreviations that occur in the study's own parameters, in plain words."""
    rows = []
    for one in analysis.terms(data.study):
        name = f"{one.term} ({one.abbreviation})" if one.abbreviation else one.term
        rows.append((name, one.plain if one.checked else f"{one.plain} (nog na te kijken)"))
    return [Block("", "table", "Begrippen en afkortingen", rows=(("Begrip", "Uitleg"), *rows))] if rows else []


def sources(data: NoteData) -> list[Block]:
    """Where facts that were not said in the interviews come from: targets, terms, instruments."""
    found: set[str] = set()
    for target in data.material.targets.targets:
        found |= {target.source, *(step.source for step in (*target.steps, *target.results))}
    found |= {value.source for value in data.material.targets.hours_per_job}
    found |= {term.source for term in analysis.terms(data.study)}
    parts = {part.strip() for source in found for part in source.split(";")}
    items = sorted((_source(part) for part in parts if part and part != "algemene kennis"), key=str.lower)
    return [Block("", "list", "\n".join(items))] if items else []


def _written(data: NoteData) -> dict[int, str]:
    path = data.study.root / COREQ_FILE
    if not path.exists():
        return {}
    found = load_model(CoreqFile, path).items
    known = {item for item, _ in _ITEMS}
    strange = next((item for item in found if item not in known), None)
    if strange is not None:
        raise InputError(f"COREQ heeft geen onderdeel {strange}.", path=path, fix="gebruik de nummers 1 tot en met 32.")
    return {item: text.strip() for item, text in found.items() if text.strip()}


def _computed(data: NoteData) -> dict[int, str]:
    """Items that follow from the codings, the codebook, the register and the note's own quotes."""
    book = data.material.codebook
    codes = [code for code in book.codes if not code.retired]
    return {
        1: _interviewers(data),
        19: _recorded(data),
        23: _returned(data),
        24: _coders(data),
        25: f"Codeboek versie {book.version}: {counted_noun(len(book.themes), 'thema', 'thema’s')} en {dutch(len(codes))} codes, in een bijlage.",
        26: _origin(codes),
        27: f"discussienota-toolkit {versions()['discussienota-toolkit']}, met spaCy {versions()['spacy']}.",
        28: _returned(data),
        29: _quotes(data),
        30: "Bij iedere uitspraak met een getal staat in trace.json op welke coderingen zij rust.",
        31: f"{listed([theme.label for theme in book.themes])}.",
        32: _exceptions(data),
    }


def _interviewers(data: NoteData) -> str:
    names = [member.name for member in data.study.settings.team]
    return f"{listed(names)}." if names else ""


def _recorded(data: NoteData) -> str:
    talks = [one for one in data.material.transcripts if one.kind != "document"]
    known = sum(data.material.minutes.get(one.id) is not None for one in talks)
    return f"Van {dutch(known)} van de {dutch(len(talks))} gesprekken is een opname vastgelegd." if talks else ""


def _returned(data: NoteData) -> str:
    asked = data.consent.count() - data.consent.count("concept", "intern_gecontroleerd")
    if not asked:
        return "De casebeschrijvingen zijn nog niet voorgelegd." if data.texts else "Niet van toepassing."
    changed = ("akkoord_met_wijziging", "gewijzigd")
    said = [
        (data.consent.count("akkoord"), "ging akkoord", "gingen akkoord"),
        (data.consent.count(*changed), "ging akkoord met een wijziging", "gingen akkoord met een wijziging"),
        (data.consent.count("niet_akkoord"), "was niet akkoord", "waren niet akkoord"),
        (data.consent.count("geen_reactie"), "reageerde niet", "reageerden niet"),
        (data.consent.count("ingetrokken"), "trok zich terug", "trokken zich terug"),
        (data.consent.count("onduidelijk"), "antwoordde onduidelijk", "antwoordden onduidelijk"),
        (data.consent.count("verzonden", "herinnerd"), "antwoordde nog niet", "antwoordden nog niet"),
    ]
    parts = [f"{dutch(count)} {one if count == 1 else more}" for count, one, more in said if count]
    return f"De eigen passages zijn aan {counted_noun(asked, 'persoon', 'mensen')} voorgelegd: {listed(parts) or 'nog zonder antwoord'}."


def _withdrawn(data: NoteData) -> str:
    found = withdrawn_talks(data)
    return (
        f"Iemand trok zich terug: {found.text} is weggehaald."
        if found.number == 1
        else (f"Mensen trokken zich terug: {found.text} zijn weggehaald." if found.number else "")
    )


def _coders(data: NoteData) -> str:
    from ..review import coders

    names = coders(data.study)
    suggested = int((data.frame["status"] == "suggested").sum())
    machine = f"{dutch(suggested)} van de {dutch(len(data.frame))} coderingen zijn voorstellen van de software."
    if not names:
        return f"Nog niemand codeerde; {machine}"
    people = f"{in_words(len(names)).capitalize()} {'codeur' if len(names) == 1 else 'codeurs'}."
    return f"{people} {machine[:1].upper()}{machine[1:]}" if suggested else people


def _origin(codes: Iterable[Code]) -> str:
    given = [code.origin for code in codes]
    made = given.count("inductief")
    return f"{dutch(len(given) - made)} codes stonden vooraf vast, {dutch(made)} ontstonden tijdens het coderen."


def _quotes(data: NoteData) -> str:
    free, said = len(data.free_quotes), len(data.quotes)
    if not said:
        return "Er zijn geen citaten."
    if not free:
        return f"Er staan nog geen citaten in: van de {dutch(said)} is er geen vrijgegeven."
    return f"Ieder citaat heeft een rol en een case en staat woordelijk in het transcript. Vrijgegeven zijn er {dutch(free)} van de {dutch(said)}; alleen die mogen in de nota."


def _exceptions(data: NoteData) -> str:
    table = data.table("negative_cases")
    found = table[table["state"].isin(["ontkend", "niet genoemd"])]
    return (
        f"{dutch(len(found))} uitzonderingen op het beeld, bij {dutch(found['code'].nunique())} onderwerpen."
        if len(found)
        else "Geen gevonden."
    )


def _source(text: str) -> str:
    """As a sentence, but the name of a website keeps its small letter."""
    shown = _sentence(text)
    return text[:1] + shown[1:] if re.match(r"[\w-]+\.(nl|eu|org|com)\b", text) else shown


def _sentence(text: str) -> str:
    text = text.strip()
    shown = text[:1].upper() + text[1:]
    return shown if shown.endswith((".", "!", "?")) else f"{shown}."


def colophon(data: NoteData) -> tuple[tuple[str, str], ...]:
    """Lines of the colophon: who, for whom, when, which version, what it rests on."""
    settings = data.study.settings
    talks = [one for one in data.material.transcripts if one.kind != "document"]
    papers = len(data.material.transcripts) - len(talks)
    material = [counted_noun(len(talks), "gesprek", "gesprekken")] if talks else []
    material += [counted_noun(papers, "document", "documenten")] if papers else []
    lines = (
        ("Titel", f"{settings.title}. {settings.subtitle}".rstrip(" .")),
        ("Opdrachtgever", settings.client),
        ("Uitvoering", settings.bureau),
        ("Onderzoekers", listed([one.name for one in settings.team])),
        ("Datum", date_in_words(settings.date)),
        ("Versie", settings.version),
        ("Berust op", listed(material)),
        ("Codeboek", f"versie {data.material.codebook.version}"),
        ("Gemaakt met", f"discussienota-toolkit {versions()['discussienota-toolkit']}"),
        (
            "Contact",
            ", ".join(part for part in (settings.contact.name, settings.contact.email, settings.contact.phone) if part),
        ),
    )
    return tuple((label, value) for label, value in lines if value)
