"""Forms of all shapes to try replies on: invented texts put together by number."""

from __future__ import annotations

import random
from dataclasses import dataclass
from functools import lru_cache

from toolkit.approval.form import word_form
from toolkit.approval.questions import Form, form_of
from toolkit.approval.sent import Sent
from toolkit.records import Block
from toolkit.study import Channel

PERSON = "c01/medewerker-1"
WORDS = {
    "medewerker-1": "Sjors",
    "collega-1": "de collega",
    "schoolleider-1": "de schoolleider",
    "school-A": "de school",
}
SENTENCES = (
    "[medewerker-1] werkt sinds 2019 op [school-A] en kwam er binnen via een proefplaatsing.",
    "Hij begon met twee ochtenden per week en werkt nu 20 uur.",
    "[collega-1] geeft hem elke ochtend een lijst met drie klussen.",
    "De kantine was het eerste jaar te druk, vooral tussen twaalf en een.",
    "[schoolleider-1] betaalt de begeleiding uit de formatie.",
    "Dat kost de school ongeveer € 4.500 per jaar.",
    "De gemeente vult zijn loon aan tot het wettelijk minimumloon.",
    "Volgens [collega-1] is de trap naar het magazijn lastig als er kinderen lopen.",
    "Zijn moeder belde in het begin elke week met de school.",
    "De leerlingen van groep 8 helpen hem op vrijdag met het oud papier.",
    "In maart viel hij uit, omdat het rooster te vaak veranderde.",
    "Daarna is afgesproken dat het rooster vier weken vaststaat.",
    "Een vervanger weet nu ook hoe het werk is verdeeld.",
    "Hij vindt het fijn dat niemand over zijn schouder meekijkt.",
    "**Let op:** de subsidie liep af op 1 januari 2023.",
    "[schoolleider-1] noemt dat *een rekensom die net klopt*.",
    "Er is geen budget voor een tweede plek.",
    "De verzekering gold pas na een brief van het bestuur.",
    "Op woensdag is hij vrij, want dan sport hij.",
    "Het team moest wennen aan zijn directe manier van praten.",
    "Na een half jaar liep hij alleen naar de winkel.",
    "Wie hem inwerkt, moet geduld hebben.",
    "Het contract is voor een jaar, met uitzicht op een vaste baan.",
    "De jobcoach komt eens in de zes weken langs.",
    "Over de pauze bestond eerst verschil van mening.",
)
ITEMS = (
    "Functie: hulp van de conciërge", "Uren: 20 per week", "Sinds: mei 2019", "Begeleiding: [collega-1], elke ochtend",
    "Maandag: 4 uur", "Dinsdag: 4 uur", "Donderdag: 6 uur", "Vrijdag: 6 uur", "Begin klein.", "Maak een rooster.",
    "Zorg voor een vervanger.", "Leg het werk stap voor stap uit, met foto’s.", "Vraag de gemeente vroeg om hulp.",
)  # fmt: skip
HEADINGS = (
    "Hoe het begon", "Het werk", "De begeleiding", "De financiering", "Wat lastig was", "Wat het opleverde", "Tips", "In het kort",
)  # fmt: skip
ROWS = (
    ("Post", "Bedrag", "Wie betaalt"),
    ("Loon", "€ 14.200", "gemeente"),
    ("Begeleiding", "€ 4.500", "school"),
    ("Scholing", "€ 900", "school"),
    ("Reiskosten", "€ 310", "UWV"),
)


@dataclass(frozen=True, slots=True)
class Case:
    """A form with all that is known when it comes back."""

    sent: Sent
    form: Form
    data: bytes


@lru_cache(maxsize=64)
def form_case(number: int) -> Case:
    """A form: every number another text; every third in plain language and large print."""
    rng = random.Random(number)
    channels = tuple(
        Channel(id=one, label=one, question=f"Mag {words}?")
        for one, words in (
            ("nota", "de tekst in de nota"),
            ("website", "de tekst op een website"),
            ("journalist", "een journalist u bellen"),
        )
    )
    sent = Sent(
        document="c01", case="c01", version=1 + number % 3, text="0" * 64, title="Hulp van de conciërge", person=PERSON,
        easy=number % 3 == 2, due="2024-06-05", channels=channels[: 2 + number % 2], blocks=tuple(_blocks(rng)), letter="",
    )  # fmt: skip
    form = form_of(sent, "de medewerker")
    return Case(sent, form, word_form(sent, form, WORDS))


def _blocks(rng: random.Random) -> list[Block]:
    sentences = rng.sample(SENTENCES, len(SENTENCES))
    items = rng.sample(ITEMS, len(ITEMS))
    blocks = [Block("titel", "heading", "Hulp van de conciërge", level=1)]
    for number, heading in enumerate(rng.sample(HEADINGS, rng.randint(3, 6))):
        blocks.append(Block(f"kop-{number}", "heading", heading, level=2))
        for part in range(rng.randint(1, 3)):
            name = f"stuk-{number}-{part}"
            kind = rng.choice(("paragraph", "paragraph", "paragraph", "quote", "list", "table"))
            if kind == "list" and len(items) > 3:
                entries = [items.pop() for _ in range(rng.randint(2, 4))]
                blocks.append(Block(name, "list", "\n".join(entries), about=(PERSON,)))
            elif kind == "table" and not any(block.kind == "table" for block in blocks):
                blocks.append(
                    Block(
                        name,
                        "table",
                        rng.choice(("Kosten per jaar", "")),
                        about=(PERSON,),
                        rows=ROWS[: rng.randint(3, 5)],
                    )
                )
            elif sentences:
                size = 1 if kind == "quote" else rng.choice((1, 2, 3, 4))
                text = " ".join(sentences.pop() for _ in range(min(size, len(sentences))))
                by = PERSON if kind == "quote" else ""
                blocks.append(Block(name, "quote" if by else "paragraph", text, about=(PERSON,), by=by))
    return blocks
