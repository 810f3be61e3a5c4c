"""The states of an approval and how one follows from another.

    concept -> intern_gecontroleerd -> verzonden -> (herinnerd) -> akkoord | akkoord_met_wijziging -> gewijzigd
        -> verzonden | niet_akkoord | geen_reactie | ingetrokken

A person may change their mind, so an answer may follow an answer; nobody is asked again after a no; after a
withdrawal nothing follows. ``onduidelijk``: an answer came in that cannot be read as yes or no.
"""

from __future__ import annotations

from ..errors import Refusal
from .register import Entry, Register

ANSWERS = ("akkoord", "akkoord_met_wijziging", "niet_akkoord", "onduidelijk")
AGREEING = ("akkoord", "akkoord_met_wijziging")
CLOSED = ("niet_akkoord", "geen_reactie", "ingetrokken")
"""States of who will not be asked again: what is about them is not shown to others and not released."""
STATES = ("concept", "intern_gecontroleerd", "verzonden", "herinnerd", *ANSWERS, "gewijzigd", "geen_reactie",
          "ingetrokken")  # fmt: skip
LABELS = {
    "concept": "nog niet gecontroleerd",
    "intern_gecontroleerd": "gecontroleerd, nog niet verzonden",
    "verzonden": "verzonden",
    "herinnerd": "herinnerd",
    "akkoord": "akkoord",
    "akkoord_met_wijziging": "akkoord met wijziging",
    "niet_akkoord": "niet akkoord",
    "onduidelijk": "antwoord is onduidelijk",
    "gewijzigd": "wijziging verwerkt",
    "geen_reactie": "geen reactie",
    "ingetrokken": "ingetrokken",
}
TRANSITIONS: dict[str, tuple[str, ...]] = {
    "concept": ("intern_gecontroleerd",),
    "intern_gecontroleerd": ("verzonden", "ingetrokken"),
    "verzonden": ("verzonden", "herinnerd", *ANSWERS, "geen_reactie", "ingetrokken"),
    "herinnerd": ("verzonden", *ANSWERS, "geen_reactie", "ingetrokken"),
    "onduidelijk": ("verzonden", "herinnerd", *ANSWERS, "geen_reactie", "ingetrokken"),
    "akkoord": ("gewijzigd", "verzonden", *ANSWERS, "ingetrokken"),
    "akkoord_met_wijziging": ("gewijzigd", *ANSWERS, "ingetrokken"),
    "gewijzigd": ("gewijzigd", "verzonden", *ANSWERS, "ingetrokken"),
    "niet_akkoord": (*ANSWERS, "ingetrokken"),
    "geen_reactie": (*ANSWERS, "ingetrokken"),
    "ingetrokken": (),
}
_WHY = {
    "concept": "laat de tekst eerst nalezen: nota send {document} --checked-by NAAM.",
    "intern_gecontroleerd": "verstuur de tekst eerst: nota send {document} {person}.",
    "akkoord_met_wijziging": "beslis eerst over de wensen; daarna kan de nieuwe versie weg.",
    "niet_akkoord": "wie nee zei, wordt niet opnieuw gevraagd. Komt die er zelf op terug, leg dat dan vast met nota record.",
    "geen_reactie": "na een herinnering zonder antwoord wordt niemand opnieuw gevraagd.",
    "ingetrokken": "wie zich terugtrok, blijft erbuiten.",
}


def state_of(register: Register, document: str, person: str = "") -> str:
    """The state of one person for one text; of the text itself when no person is given."""
    entry = last_state(register, document, person)
    if entry is None and person:
        entry = next((e for e in register.of(document, "") if e.event == "intern_gecontroleerd"), None)
    return entry.event if entry else "concept"


def last_state(register: Register, document: str, person: str) -> Entry | None:
    """The line that put the person (or the text) in its present state."""
    return next((e for e in reversed(register.of(document, person)) if e.event in STATES), None)


def last_sent(register: Register, document: str, person: str) -> Entry | None:
    """The line of what was last sent to this person."""
    return next((e for e in reversed(register.of(document, person)) if e.event == "verzonden"), None)


def require(register: Register, document: str, person: str, state: str) -> None:
    """Raise Refusal when this state cannot follow on the present one."""
    present = state_of(register, document, person)
    if state in TRANSITIONS[present]:
        if state == "herinnerd" and _reminded(register, document, person):
            message = f"{person} is voor deze versie al eens herinnerd."
            raise Refusal(message, fix="bel, of leg na de uiterste datum vast dat er geen reactie kwam.")
        return
    message = f"'{LABELS[state]}' kan niet na '{LABELS[present]}' ({person or document})."
    short = person.partition("/")[2]
    raise Refusal(message, fix=_WHY.get(present, "").format(document=document, person=short) or None)


def _reminded(register: Register, document: str, person: str) -> bool:
    for entry in reversed(register.of(document, person)):
        if entry.event == "herinnerd":
            return True
        if entry.event == "verzonden":
            return False
    return False
