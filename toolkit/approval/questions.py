"""What a person is asked, in the words of the form, the page and the paper slip; and the fields the answers stand in."""

from __future__ import annotations

from .form_parts import Field, Form, Question
from .sent import Sent

CONTACT_CHANNELS = ("journalist", "foto", "fotograaf")
"""Channels that are no use of the text but a visit or a call."""

VERDICTS = {
    "akkoord": "Ja, de tekst klopt.",
    "akkoord_met_wijziging": "Ja, als u mijn wijzigingen overneemt.",
    "niet_akkoord": "Nee, ik wil niet dat deze tekst wordt gebruikt.",
}
EASY_VERDICTS = {
    "akkoord": "Ja, het klopt.",
    "akkoord_met_wijziging": "Ja, maar er moet iets anders. Ik heb het in de tekst veranderd.",
    "niet_akkoord": "Nee, u mag deze tekst niet gebruiken.",
}
CHOOSE = "Kies een antwoord"
TYPE_HERE = "Klik hier en typ"
YES, NO = "Ja", "Nee"


def form_of(sent: Sent, own_word: str) -> Form:
    """The form for one person. ``own_word`` is the general term for this person: "de medewerker"."""
    easy = sent.easy
    return Form(
        title="Klopt deze tekst over u?" if easy else "Uw tekst om na te lezen",
        steps_heading="Zo werkt het",
        steps=_EASY_STEPS if easy else _STEPS,
        text_heading="De tekst",
        answer_heading="Uw antwoord",
        grid_header=("Mag dit?", YES, NO) if easy else ("Waarvoor mag de tekst worden gebruikt?", YES, NO),
        questions=tuple(question for question in _questions(sent, own_word) if question.fields),
    )


_STEPS = (
    "Lees de tekst. Klopt er iets niet? Verander het dan in de tekst zelf. Word houdt bij wat u verandert.",
    "Beantwoord daarna de vragen onder ‘Uw antwoord’.",
    "Bewaar het bestand en mail het terug. Bellen of per post antwoorden mag ook.",
)
_EASY_STEPS = (
    "Lees de tekst. U mag iemand vragen om u te helpen.",
    "Klopt iets niet? Verander het in de tekst.",
    "Ga dan naar ‘Uw antwoord’ en kruis aan wat u vindt.",
    "Mail het bestand terug. U mag ook bellen.",
)


def _questions(sent: Sent, own_word: str) -> tuple[Question, ...]:
    easy = sent.easy
    verdicts = EASY_VERDICTS if easy else VERDICTS
    boxes = tuple(Field(f"oordeel:{key}", "box", words) for key, words in verdicts.items())
    grid = tuple((channel.id, channel.question or f"Mag dit: {channel.label}?") for channel in sent.channels)
    marks = tuple(
        Field(f"kanaal:{channel}:{answer}", "box", f"{words} {YES if answer == 'ja' else NO}")
        for channel, words in grid
        for answer in ("ja", "nee")
    )
    names = (
        ("functie", f"Geen naam, alleen ‘{own_word}’"),
        ("pseudoniem", "Een verzonnen naam"),
        ("eigen_naam", "Mijn eigen naam"),
    )
    reach = any(channel.id in CONTACT_CHANNELS for channel in sent.channels)
    school = "Mag de naam van de school erbij staan?"
    return (
        Question("oordeel", "Klopt de tekst?", boxes, "Kruis één antwoord aan."),
        Question("kanaal", "Wat mogen wij ermee doen?" if easy else "Waarvoor geeft u toestemming?", marks, _GRID_HINT, grid),
        Question("naam", "Hoe mogen wij u noemen?", (
            Field("naam", "list", "Uw keuze:", names),
            Field("pseudoniem", "text", "Kiest u een verzonnen naam? Welke:"),
        )),
        Question("school", school, (Field("school:ja", "box", f"{YES}."), Field("school:nee", "box", f"{NO}."))),
        Question("bereikbaar", "Hoe kunnen een journalist of een fotograaf u bereiken?", (
            Field("bereikbaar", "text", "Uw telefoonnummer of e-mailadres:"),
        ) if reach else (), "Vul dit alleen in als u daar hierboven ja zei."),
        Question("opmerking", "Wilt u nog iets zeggen?", (Field("opmerking", "text", "Uw opmerking:"),)),
        Question("ondertekening", "Wanneer vult u dit in?", (
            Field("datum", "text", "Datum:"),
            Field("namens", "text", "Vult u dit in voor iemand anders? Wie bent u:"),
        )),
    )  # fmt: skip


_GRID_HINT = "Kruis op elke regel ja of nee aan. Kruist u niets aan, dan gebruiken wij de tekst daar niet voor."
