"""The paragraph on agreement for the method section of the note: Dutch, from the data, every number checked by it."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

from ..numbers import dutch, listed
from ..study import Study
from .table import FEWEST_CODED, FEWEST_CONVERSATIONS, RELIABLE, TENTATIVE, agreement_table, rows_of
from .units import DoubleCoded, double_coded

if TYPE_CHECKING:
    import pandas as pd

NOTHING = "Geen enkel gesprek is door twee codeurs helemaal gecodeerd. De overeenstemming is daarom niet te berekenen."


def agreement_text(study: Study, *, double: DoubleCoded | None = None, table: pd.DataFrame | None = None) -> str:
    """What was coded twice, how far the coders agreed per theme and per code, and how the figures were made.

    One paragraph of plain text; a sentence saying so when nothing was coded twice.
    """
    double = double or double_coded(study)
    if not double.places:
        return NOTHING
    table = agreement_table(study, double=double) if table is None else table
    rows = rows_of(table)
    themes, codes = [row for row in rows if row.level == "theme"], [row for row in rows if row.level == "code"]
    return " ".join(
        [_what(double), _blind(study, double), _per_theme(themes), _per_code(codes), _how(double), *_after(double)]
    )


def _what(double: DoubleCoded) -> str:
    whole = max(double.of_conversations, len(double.conversations))
    number = len(double.coders)
    who = f"{in_words(number).capitalize()} codeurs ({listed(double.coders)})"
    done = len(double.conversations)
    if number > 2:
        amount = f"{done} van de {whole} gelezen teksten {'is' if done == 1 else 'zijn'} door ten minste twee van hen gecodeerd"
        return (
            f"{who} werkten mee; {amount}, samen {dutch(len(double.places))} zinnen; "
            "de zinnen van de interviewer tellen niet mee."
        )
    return (
        f"{who} codeerden allebei {done} van de {whole} gelezen teksten, samen {dutch(len(double.places))} zinnen; "
        "de zinnen van de interviewer tellen niet mee."
    )


def _blind(study: Study, double: DoubleCoded) -> str:
    """What is on record about coding blind: conversations that were drawn for it, with or without suggestions in sight."""
    from ..review import assignments

    draws = [
        next((one for one in assignments(study) if name in one.conversations and set(per) <= set(one.coders)), None)
        for name, per in double.work.items()
    ]
    kept = [one for one in draws if one is not None]
    if not kept:
        return "Of zij dat los van elkaar deden, is niet vastgelegd."
    rest, seen = len(draws) - len(kept), sum(one.suggestions for one in kept)
    whose = _these(len(kept)) if rest else "Deze tekst is" if len(kept) == 1 else "Deze teksten zijn"
    text = (
        f"{whose} daarvoor bij loting gekozen en los van elkaar gecodeerd: tot allen klaar waren, liet de software niemand "
        "de coderingen van een ander zien"
    )
    if not seen:
        text += ", en ook haar eigen voorstellen niet."
    elif seen == len(kept):
        text += ". De voorstellen van de software zagen zij wel."
    else:
        text += f". Bij {in_words(seen)} daarvan zagen zij de voorstellen van de software wel."
    return text + (" Of dat ook voor de andere geldt, is niet vastgelegd." if rest else "")


def _these(number: int) -> str:
    return f"{in_words(number).capitalize()} van deze teksten {'is' if number == 1 else 'zijn'}"


def _per_theme(themes: list[Any]) -> str:
    known = sorted((row for row in themes if not math.isnan(row.alpha)), key=lambda row: (-row.alpha, row.id))
    if not known:
        return "Voor geen van de hoofdthema's is Krippendorffs alfa te berekenen."
    shown = [f"{_quoted(row)} {dutch(row.alpha, 2)}" for row in known]
    reliable = sum(row.alpha >= RELIABLE for row in known)
    low = [_quoted(row) for row in known if row.alpha < TENTATIVE]
    text = (
        f"Krippendorffs alfa per hoofdthema is: {listed(shown)}. "
        f"Bij {_part(reliable, len(themes))} is dat ten minste {dutch(RELIABLE, 2)}, "
        "de gangbare grens voor betrouwbare conclusies."
    )
    if low:
        verb = "ligt" if len(low) == 1 else "liggen"
        text += f" Onder {dutch(TENTATIVE, 3)}, de ondergrens voor voorlopige conclusies, {verb} {listed(low)}."
    return text


def _per_code(codes: list[Any]) -> str:
    known = [row for row in codes if not math.isnan(row.alpha)]
    reliable = sum(row.alpha >= RELIABLE for row in known)
    low = sum(row.alpha < TENTATIVE for row in known)
    text = (
        f"Van de {in_words(len(codes))} afzonderlijke codes {_verb(reliable, 'haalt', 'halen')} de grens van {dutch(RELIABLE, 2)}, "
        f"{_verb(len(known) - reliable - low, 'ligt', 'liggen')} tussen {dutch(TENTATIVE, 3)} en {dutch(RELIABLE, 2)} "
        f"en {_verb(low, 'ligt', 'liggen')} daaronder."
    )
    unknown = len(codes) - len(known)
    if unknown:
        text += (
            f" Voor {in_words(unknown)} is alfa niet te berekenen, omdat niet ten minste twee codeurs de code gaven."
        )
    rare = sum(row.coded < FEWEST_CODED for row in known)
    if rare:
        given = "code is" if rare == 1 else "codes zijn"
        text += f" {in_words(rare).capitalize()} {given} minder dan {in_words(FEWEST_CODED)} keer gegeven; dat getal is onzeker."
    paradox = sum("scheve verdeling" in row.warning for row in codes)
    if paradox:
        what = "code" if paradox == 1 else "codes"
        text += (
            f" Bij {in_words(paradox)} {what} zijn de codeurs het bijna altijd eens terwijl alfa laag is, "
            "omdat de code zeldzaam is; in de tabel staan daarom ook Gwets AC1 en PABAK."
        )
    return text


def _how(double: DoubleCoded) -> str:
    drawn = "gesprekken" if len(double.conversations) >= FEWEST_CONVERSATIONS else "zinnen"
    return (
        "Alfa is nominaal, per code wel of niet gegeven, met de zin als eenheid. De intervallen van 95% komen uit duizend "
        f"trekkingen met teruglegging van {drawn}."
    )


def _after(double: DoubleCoded) -> list[str]:
    if not double.decided:
        return []
    closed = len(double.closed_names)
    return [
        f"Verschillen zijn daarna samen besproken; de gezamenlijke beslissing geldt "
        f"({closed} van de {len(double.conversations)} dubbel gecodeerde teksten {'is' if closed == 1 else 'zijn'} afgerond)."
    ]


def _quoted(row: Any) -> str:
    return f"‘{row.label.lower()}’"


def in_words(number: int) -> str:
    """Whole numbers up to twenty in words, as Dutch texts write them."""
    return _WORDS[number] if 0 <= number < len(_WORDS) else dutch(number)


def _part(part: int, whole: int) -> str:
    if part == whole:
        return f"alle {in_words(whole)} hoofdthema's"
    return f"{in_words(part)} van de {in_words(whole)} hoofdthema's"


def _verb(number: int, one: str, more: str) -> str:
    return f"{one if number < 2 else more} er {in_words(number)}"


_WORDS = [
    "geen",
    "één",
    "twee",
    "drie",
    "vier",
    "vijf",
    "zes",
    "zeven",
    "acht",
    "negen",
    "tien",
    "elf",
    "twaalf",
    "dertien",
    "veertien",
    "vijftien",
    "zestien",
    "zeventien",
    "achttien",
    "negentien",
    "twintig",
]
