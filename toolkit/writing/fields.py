"""Every field that a text of the note may hold, with what it gives. ``docs/note-fields.md`` is checked against this list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from . import fields_blocks as blocks
from . import fields_counts as counts
from . import fields_facts as facts
from . import findings
from .data import NoteData
from .values import Function, Value

Kind = Literal["getal", "tekst", "blok"]


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name, what it gives, and an example."""

    name: str
    function: Function
    kind: Kind
    help: str
    """Dutch, for the list of fields."""
    example: str


def _setting(name: str) -> Callable[[NoteData], Value]:
    def read(data: NoteData) -> Value:
        return facts.setting(data, name)

    return read


FIELDS: tuple[Field, ...] = (
    Field("n_cases", counts.n_units, "getal", "aantal cases waarvan iets is gecodeerd", "{{ n_cases }} cases"),
    Field("n_cases_alle", counts.n_all_cases, "getal", "aantal cases, ook zonder codering", "{{ n_cases_alle }}"),
    Field("n_gesprekken", counts.n_talks, "getal", "aantal gesprekken; met rol: waarin die rol spreekt", '{{ n_gesprekken(rol="gemeente") }}'),
    Field("n_documenten", counts.n_documents, "getal", "aantal documenten", "{{ n_documenten }}"),
    Field("n_bronnen", counts.n_sources, "getal", "gesprekken en documenten samen", "{{ n_bronnen }}"),
    Field("n_mensen", counts.n_people, "getal", "aantal mensen dat sprak (zonder interviewers); met rol: van die rol", '{{ n_mensen("medewerker") }}'),
    Field("n_woorden", counts.n_words, "getal", "aantal woorden, zonder die van de interviewer; ook alleen van gesprekken of documenten", '{{ n_woorden("gesprekken") }}'),
    Field("minuten", counts.n_minutes, "getal", "duur van de gesprekken: kortste, langste of midden", '{{ minuten("langste") }}'),
    Field("n_coderingen", counts.n_codings, "getal", "aantal coderingen", "{{ n_coderingen }}"),
    Field("n_voorstellen", counts.n_suggested, "getal", "aantal coderingen dat nog een voorstel van de software is", "{{ n_voorstellen }}"),
    Field("n_codes", counts.n_codes, "getal", "aantal codes in het codeboek", "{{ n_codes }}"),
    Field("n_themas", counts.n_themes, "getal", "aantal thema's in het codeboek", "{{ n_themas }}"),
    Field("n_dubbel", facts.n_double, "getal", "aantal gesprekken dat twee of meer codeurs elk helemaal codeerden", "{{ n_dubbel }}"),
    Field("x_van_y", counts.x_of_y, "getal", "in hoeveel cases iets ter sprake komt", '{{ x_van_y("financiering.gemeente") }}'),
    Field("x_of_y", counts.x_of_y, "getal", "hetzelfde als x_van_y", '{{ x_of_y("waarde") }}'),
    Field("hoeveel", counts.how_many, "getal", "hetzelfde met een woord ervoor", '{{ hoeveel("belemmering.regels") }}'),
    Field("n_met", counts.number_with, "getal", "alleen het aantal, voor voorwaarden", '{{ als n_met("waarde") > 3 }}'),
    Field("rollen", counts.roles_on, "tekst", "wie er het meest over spreken", '{{ rollen("financiering", 2) }}'),
    Field("n_plaatsingen", facts.n_placements, "getal", "aantal plaatsingen", '{{ n_plaatsingen(stand="loopt") }}'),
    Field("plaatsingen", facts.placements, "getal", "hoeveel van de plaatsingen", '{{ plaatsingen(contract="vast") }}'),
    Field("n_banen", facts.n_jobs, "getal", "lopende plaatsingen omgerekend in banen", "{{ n_banen }}"),
    Field("uren", facts.hours, "getal", "uren per week van plaatsingen: samen, minste, meeste of midden", '{{ uren("midden") }}'),
    Field("maanden", facts.months, "getal", "duur van plaatsingen in maanden: minste, meeste of midden", '{{ maanden("meeste") }}'),
    Field("geldstromen", facts.flows, "getal", "hoeveel van de geldstromen", '{{ geldstromen(betaler="gemeente") }}'),
    Field("cases_met_geld", facts.cases_with_flow, "getal", "in hoeveel cases zo'n geldstroom is", '{{ cases_met_geld(bron="loonkostensubsidie") }}'),
    Field("bedragen", facts.amounts, "getal", "laagste en hoogste genoemde bedrag", '{{ bedragen(bron="loonkostensubsidie") }} per maand'),
    Field("geldbronnen", facts.funding_sources, "tekst", "de geldbronnen die in de meeste cases voorkomen", "{{ geldbronnen(4) }}"),
    Field("doel", facts.target, "getal", "een getal van een afspraak: aantal, per_jaar, jaren, verwacht, geteld, verschil of tekst", '{{ doel("po", "per_jaar") }}'),
    Field("uren_per_baan", facts.hours_per_job, "getal", "hoeveel uur per week als één baan telt", "{{ uren_per_baan }}"),
    Field("begrip", facts.term, "tekst", "uitleg van een begrip in gewone taal", '{{ begrip("loonwaarde") }}'),
    Field("overeenstemming", facts.agreement, "tekst", "hoe ver de codeurs het eens waren, als alinea", "{{ overeenstemming }}"),
    Field("verzadigd", facts.saturation, "tekst", "of er nog nieuwe codes bij kwamen", "{{ verzadigd }}"),
    Field("n_voorgelegd", facts.approvals, "getal", "mensen in de akkoordronde; met stand: in die stand", '{{ n_voorgelegd("niet_akkoord") }}'),
    Field("ingetrokken", facts.withdrawn_talks, "getal", "gesprekken die weg zijn omdat iemand zich terugtrok; geen als study.yaml dat verzwijgt", "{{ ingetrokken }}"),
    Field("n_teksten", facts.cases_used, "getal", "van hoeveel cases de tekst in de nota mag: geheel, deels of niet", '{{ n_teksten("niet") }}'),
    Field("n_citaten", facts.n_quotes, "getal", "aantal vrijgegeven citaten", "{{ n_citaten }}"),
    Field("titel", _setting("title"), "tekst", "titel van de studie", "{{ titel }}"),
    Field("ondertitel", _setting("subtitle"), "tekst", "ondertitel", "{{ ondertitel }}"),
    Field("opdrachtgever", _setting("client"), "tekst", "opdrachtgever", "{{ opdrachtgever }}"),
    Field("bureau", _setting("bureau"), "tekst", "wie het onderzoek deed", "{{ bureau }}"),
    Field("versie", _setting("version"), "tekst", "versie van de studie", "{{ versie }}"),
    Field("datum", facts.day, "tekst", "datum van de studie", "{{ datum }}"),
    Field("datum_na", facts.day_after, "tekst", "zoveel dagen na die datum", "{{ datum_na(42) }}"),
    Field("periode", facts.period, "tekst", "wanneer de gesprekken waren", "{{ periode }}"),
    Field("contact", facts.contact, "tekst", "naam, mail en telefoon voor reacties", "{{ contact }}"),
    Field("team", facts.team, "tekst", "namen van de onderzoekers", "{{ team }}"),
    Field("meervoud", facts.plural, "tekst", "getal met enkelvoud of meervoud", '{{ meervoud(n_cases, "case", "cases") }}'),
    Field("voluit", facts.spelled, "tekst", "een getal tot en met twintig in woorden", "{{ voluit(n_cases) }}"),
    Field("kies", facts.choose, "tekst", "de ene of de andere tekst", '{{ kies(n_cases == 1, "is", "zijn") }}'),
    Field("tegenvoorbeeld", findings.counter_example, "tekst", "waar het anders ligt", '{{ tegenvoorbeeld("financiering.gemeente") }}'),
    Field("meest", findings.most_named, "tekst", "de onderwerpen van een thema die in de meeste cases ter sprake komen", '{{ meest("waarde", 2) }}'),
    Field("n_met_spanning", findings.n_tensions, "getal", "op hoeveel punten beide kanten klinken", "{{ n_met_spanning }}"),
    Field("n_lessen", findings.n_lessons, "getal", "aantal lessen dat onderzoekers schreven", "{{ n_lessen }}"),
    Field("heeft_thema", counts.has_theme, "getal", "of het codeboek dit thema heeft", '{{ als heeft_thema("waarde") }}'),
    Field("heeft_begrip", facts.has_term, "getal", "of een begrip wordt uitgelegd", '{{ als heeft_begrip("loonwaarde") }}'),
    Field("heeft_tips", blocks.has_tips, "getal", "of er tips zijn gegeven", "{{ als heeft_tips }}"),
    Field("heeft_tabel", blocks.has_table, "getal", "of een tabel in deze studie iets bevat", '{{ als heeft_tabel("geldstromen") }}'),
    Field("heeft_figuur", blocks.has_figure, "getal", "of een figuur er is", '{{ als heeft_figuur("tijdlijn") }}'),
    Field("heeft_citaat", blocks.has_quote, "getal", "of een citaat is vrijgegeven", '{{ als heeft_citaat("c01", "woord-citaat-1") }}'),
    Field("tabel", blocks.table, "blok", "een tabel", '{{ tabel("geldstromen") }}'),
    Field("figuur", blocks.figure, "blok", "een figuur", '{{ figuur("thema_rol") }}'),
    Field("citaat", blocks.quote, "blok", "een citaat uit een casebeschrijving", '{{ citaat("c01", "woord-citaat-1") }}'),
    Field("citaten", findings.quotes_on, "blok", "citaten bij een code, door de software gekozen", '{{ citaten("waarde.doelgroeper", 1) }}'),
    Field("kernpunten", findings.key_points, "blok", "per thema wat het meest ter sprake komt", "{{ kernpunten }}"),
    Field("bevindingen", findings.theme_findings, "blok", "per code van een thema (zonder thema: van alle): bevinding, toelichting, citaten, tegenvoorbeeld, vraag", '{{ bevindingen("functie") }}'),
    Field("spanningen", findings.tension_findings, "blok", "per spanning beide kanten en de vraag", "{{ spanningen }}"),
    Field("lessen", findings.lesson_list, "blok", "lessen die onderzoekers schreven; met voor: voor wie", '{{ lessen("schoolleider") }}'),
    Field("tips", blocks.tips, "blok", "aantal tips en voor wie ze zijn", "{{ tips }}"),
    Field("bijlage", blocks.appendix, "blok", "codeboek, topiclijst, coreq, begrippen of bronnen", '{{ bijlage("codeboek") }}'),
    Field("vragen", blocks.questions, "blok", "alle vragen 'ter discussie' uit de hoofdstukken ervoor, genummerd", "{{ vragen }}"),
)  # fmt: skip
BY_NAME: dict[str, Function] = {field.name: field.function for field in FIELDS}
KINDS: dict[str, Kind] = {field.name: field.kind for field in FIELDS}
