"""Every field of a document about registers, with what it gives; ``docs/profiles.md`` is checked against this list."""

from __future__ import annotations

from collections.abc import Mapping

from ..writing.values import Function
from . import field_words, fields

FIELDS: Mapping[str, tuple[Function, str]] = {
    "aantal": (fields.count, "hoeveel rijen"),
    "verschillende": (fields.distinct, "hoeveel verschillende waarden een veld heeft"),
    "som": (fields.total, "de som van een veld met getallen"),
    "doel": (fields.target, "de stand tegenover een doel"),
    "doelen": (fields.targets_table, "alle doelen van een register, als tabel"),
    "grenzen": (fields.bounds, "een waarschuwing als er te weinig of te veel rijen zijn"),
    "tabel": (fields.table, "rijen als tabel"),
    "lijst": (fields.items, "één veld van de rijen als lijst"),
    "stukken": (fields.sections, "van iedere rij een kop en een alinea"),
    "per": (fields.grouped, "per waarde van een veld een kop met wat erbij hoort"),
    "citaten": (fields.quotes, "de blokken waarnaar rijen wijzen, zoals ze zijn goedgekeurd"),
    "veld": (fields.value_of, "een veld van de rij waarover dit document gaat"),
    "nummer": (fields.key_of, "het nummer van die rij"),
    "dagen_tot": (field_words.days_until, "hoeveel dagen het nog is"),
    "dag": (field_words.day_in_words, "een dag in woorden"),
    "meest": (fields.most_coded, "de codes van een thema die in de meeste cases ter sprake komen"),
    "kruis": (fields.crossing, "twee thema's tegenover elkaar"),
    "groepen": (fields.groups, "per groep en code: eens, verdeeld of één stem"),
    "steun": (fields.support, "per rij interview, deskundige en literatuur"),
    "open_vragen": (fields.open_questions, "rijen waar nog iets bij ontbreekt"),
    "kruistabel": (fields.crosstab, "twee velden van een register tegenover elkaar"),
    "meervoud": (field_words.plural, "een getal met enkelvoud of meervoud"),
    "kies": (field_words.choose, "het ene of het andere woord, naar een getal"),
    "literatuur": (field_words.literature, "de literatuurlijst"),
    "titel": (field_words.setting("title"), "titel van de studie"),
    "ondertitel": (field_words.setting("subtitle"), "ondertitel"),
    "opdrachtgever": (field_words.setting("client"), "opdrachtgever"),
    "bureau": (field_words.setting("bureau"), "wie het doet"),
    "datum": (field_words.setting("date"), "de dag van de studie"),
    "contact": (field_words.contact, "bij wie men terechtkan"),
}  # fmt: skip
BY_NAME: dict[str, Function] = {name: function for name, (function, _) in FIELDS.items()}
