"""How documents look: the choices a caller makes, and the one design (colours, labels, marks) of every format."""

from __future__ import annotations

from dataclasses import dataclass

from ..study import ROLE_LABELS, Study

INVENTED = "Verzonnen studie: mensen, scholen en gesprekken bestaan niet"
CONCEPT = "CONCEPT"

COLORS = {
    "ink": "1a1a1a",
    "muted": "4a4f55",
    "accent": "12355b",
    "rule": "b9c2cc",
    "paper": "ffffff",
    "shade": "f3f5f7",
    "bevinding": "12355b",
    "bevinding-tint": "e9f0f7",
    "toelichting": "6b7279",
    "toelichting-tint": "ffffff",
    "tegenvoorbeeld": "8a4b08",
    "tegenvoorbeeld-tint": "fbf2e7",
    "discussie": "2c6148",
    "discussie-tint": "eaf4ee",
    "kader": "6b7279",
    "kader-tint": "f3f5f7",
}
"""Hex colours. Text colours keep at least 4.5:1 on white and on every tint (WCAG 2.1, 1.4.3)."""

CALLOUTS = {
    "bevinding": "Bevinding",
    "toelichting": "Toelichting",
    "tegenvoorbeeld": "Tegenvoorbeeld",
    "discussie": "Ter discussie",
    "kader": "",
}
"""Callout styles and the words that mark them beside their colour; a plain box speaks for itself by its frame."""

LIST_STYLES = ("genummerd", "letters")
HEADING_STYLES = ("bijlage", "ongenummerd")
TABLE_STYLES = ("liggend", "staand")
STYLES = (*CALLOUTS, *LIST_STYLES, *HEADING_STYLES, *TABLE_STYLES)


@dataclass(frozen=True, slots=True)
class Look:
    """What a caller may choose about a rendered document."""

    cover: bool = False
    toc: bool = False
    toc_depth: int = 2
    """How many heading levels the table of contents shows."""
    numbered: bool = False
    """Number the headings 1, 1.1; headings styled ``ongenummerd`` stay bare, ``bijlage`` gets a letter."""
    paragraph_numbers: bool = False
    """Number paragraphs and quotes in the margin, so that people can refer to them by telephone."""
    large_print: bool = False
    """The plain version: 14 points, without serifs, more space."""
    concept: bool | None = None
    """Mark as CONCEPT; None asks the study's version."""
    colophon: bool = True
    subtitle: str = ""
    reference: str = ""
    """A reference (kenmerk) in the footer of every page."""
    speakers: tuple[tuple[str, str], ...] = ()
    """How a person is shown under a quote: (``case/person``, words); others are shown by role and case."""


def marks(study: Study | None, look: Look) -> tuple[str, str]:
    """The invented-study mark and the concept mark of every page; empty where they do not apply."""
    if study is None:
        return "", CONCEPT if look.concept else ""
    concept = look.concept
    if concept is None:
        concept = study.settings.version.strip().lower().startswith("concept")
    return INVENTED if study.settings.invented else "", CONCEPT if concept else ""


def speaker_line(by: str, look: Look, *, case: str = "") -> str:
    """Under a quote: the words chosen for this person, else role and case (the case is left out in its own document)."""
    if not by:
        return ""
    chosen = dict(look.speakers).get(by)
    if chosen is not None:
        return chosen
    own_case, _, person = by.rpartition("/")
    role, _, number = person.rpartition("-")
    if not role or not number.isdigit():
        role, number = person, "1"
    label = ROLE_LABELS.get(role, role)
    if number != "1":
        label = f"{label} ({number})"
    return f"{label}, case {own_case}" if own_case and own_case != case else label
