"""Figures, targets, quotes and cohorts, in other words than those of the documents they were made for."""

from __future__ import annotations

import pytest

from toolkit.readers import cohort_in, figures_in, lines_of, quotes_in, targets_in


@pytest.mark.parametrize(
    ("sentence", "written", "qualifier", "value", "high", "unit"),
    [
        ("Er werken ca. 5.200 mensen.", "ca. 5.200", "ca.", 5200, None, "mensen"),
        ("Ruim 300 scholen doen mee.", "Ruim 300", "Ruim", 300, None, "scholen"),
        ("Een kleine veertig bussen rijden rond.", "Een kleine veertig", "Een kleine", 40, None, "bussen"),
        ("Dat kost ongeveer 12,5 uur per week.", "ongeveer 12,5", "ongeveer", 12.5, None, "uur per week"),
        ("Bijna tweeëntwintig gemeenten tekenden.", "Bijna tweeëntwintig", "Bijna", 22, None, "gemeenten"),
        ("We maakten 8 tot 12 plekken.", "8 tot 12", "", 8, 12, "plekken"),
        ("We maakten 8–12 nieuwe plekken.", "8–12", "", 8, 12, "nieuwe plekken"),
        ("Tussen de tien en vijftien bakkers komen.", "tien en vijftien", "", 10, 15, "bakkers"),
        ("Zeker twee derde van de ploeg bleef.", "twee derde", "", 0.6667, None, "van de ploeg"),
        ("Minstens 15% van de banen is vast.", "Minstens 15", "Minstens", 15, None, "% van de banen"),
        ("Er zijn enkele honderden boeken geteld.", "enkele honderden", "enkele", None, None, "boeken"),
        ("Meer dan 1.000 leerlingen liepen mee.", "Meer dan 1.000", "Meer dan", 1000, None, "leerlingen"),
        ("Zo'n 60 ouders hielpen.", "Zo'n 60", "Zo'n", 60, None, "ouders"),
        ("Het kost ruim € 2.500 euro.", "ruim € 2.500", "ruim", 2500, None, "euro"),
    ],
)  # fmt: skip
def test_a_figure_keeps_what_stands_before_it(
    sentence: str, written: str, qualifier: str, value: float | None, high: float | None, unit: str
) -> None:
    (found,) = figures_in(lines_of(sentence))
    assert (found.written, found.qualifier, found.value, found.high, found.unit) == (
        written,
        qualifier,
        value,
        high,
        unit,
    )


@pytest.mark.parametrize(
    "sentence",
    [
        "Dat was in 2019 zo.", "Op 20 juni 2021 begon het.", "Van 15.00 tot 16.30 uur is er koffie.", "Zie Kamerstuk 31 490, nr. 243.",
        "Dit staat in artikel 7 van de wet.", "Kijk op https://bad.example/rooster/2021/14 voor meer.", "Bel 030 123 45 67.",
        "Eén-op-één begeleiding helpt.", "Het is nu eenmaal zo.", "In het schooljaar 2021-2022 gebeurde dat.", "De baan is een mooie baan.",
    ],
)  # fmt: skip
def test_what_is_no_figure(sentence: str) -> None:
    assert [one.written for one in figures_in(lines_of(sentence))] == []


def test_a_figure_stands_under_its_heading() -> None:
    text = "Kantines\n\nEr zijn drie kantines open.\n\nMagazijn\n\nHier staan ruim twintig kasten.\n"
    assert [(one.written, one.place, one.line) for one in figures_in(lines_of(text))] == [
        ("drie", "Kantines", 3),
        ("ruim twintig", "Magazijn", 7),
    ]


@pytest.mark.parametrize(
    ("sentence", "amount", "unit", "months"),
    [
        ("Binnen anderhalf jaar willen we veertig bakkers begeleiden.", 40, "bakkers", 18),
        ("In totaal kunnen er in drie jaar 90 gemeenten meedoen.", 90, "gemeenten", 36),
        ("Het streven is 120 werkgevers in 18 maanden.", 120, "werkgevers", 18),
        ("De komende vier jaar moeten er 1.200 plekken bij komen.", 1200, "plekken", 48),
        ("Zestig zwembaden krijgen hulp; de looptijd is 2 jaar en dat moet genoeg zijn.", 60, "zwembaden", 24),
        ("Het doel is 30 nieuwe banen per jaar.", 30, "nieuwe banen per jaar", 12),
    ],
)  # fmt: skip
def test_a_target_has_an_amount_a_unit_and_a_term(sentence: str, amount: float, unit: str, months: float) -> None:
    found = targets_in(lines_of(sentence))[0]
    assert (found.amount, found.unit, found.months) == (amount, unit, months)


def test_a_target_by_a_year() -> None:
    found = targets_in(lines_of("In 2030 moeten er 5.000 banen zijn."))[0]
    assert (found.amount, found.unit, found.until) == (5000, "banen", "2030")
    assert len(targets_in(lines_of("In 2030 moeten er 5.000 banen zijn."))) == 1


WORDS = "We beginnen klein en kijken daarna of het werkt"


@pytest.mark.parametrize(
    ("text", "speaker", "function"),
    [
        (f"Mina de Wolf, wethouder in Verzonstad: “{WORDS}.”", "Mina de Wolf", "wethouder in Verzonstad"),
        (f"Mina de Wolf (wethouder): '{WORDS}.'", "Mina de Wolf", "wethouder"),
        (f"“{WORDS}”, zegt Mina de Wolf, wethouder in Verzonstad.", "Mina de Wolf", "wethouder in Verzonstad"),
        (f"“{WORDS}”, aldus wethouder Mina de Wolf.", "Mina de Wolf", "wethouder"),
        (f"Directeur Bas van den Akker van De Zandkorrel: \"{WORDS}.\"", "Bas van den Akker", "Directeur van De Zandkorrel"),
        (f"„{WORDS}”, vertelt Bas Akker, directeur.", "Bas Akker", "directeur"),
        (f"Bas Akker, directeur, zegt daarover: ‘{WORDS}.’", "Bas Akker", "directeur"),
        (f"“{WORDS}.”\n– Bas Akker, directeur", "Bas Akker", "directeur"),
        (f"Bas Akker, directeur:\n\n“{WORDS}.\"", "Bas Akker", "directeur"),
    ],
)  # fmt: skip
def test_a_quote_has_a_speaker_and_a_function(text: str, speaker: str, function: str) -> None:
    (found,) = quotes_in(lines_of(text))
    assert found.text.rstrip(".") == WORDS
    assert (found.speaker, found.function) == (speaker, function)


def test_titles_between_quotation_marks_are_no_quotes() -> None:
    assert quotes_in(lines_of("Zij schreef ‘De lange weg naar een eigen bakkerij’ in drie maanden.")) == []


@pytest.mark.parametrize(
    ("text", "bounds"),
    [
        ("In twee jaar komen 12 tot 15 bakkers achtmaal bij elkaar.", (12, 15, 8, 24)),
        ("Een groep van 10-14 leraren heeft in negen maanden vijf bijeenkomsten.", (10, 14, 5, 9)),
        ("Er is plaats voor minimaal 8 en maximaal 10 jobcoaches. Zij zien elkaar 4 keer in een half jaar, verspreid over 6 maanden.", (8, 10, 4, 6)),
        ("Tussen de twintig en vijfentwintig ouders volgen zes sessies, gedurende anderhalf jaar.", (20, 25, 6, 18)),
        ("Het traject duurt 18 maanden en telt 7 bijeenkomsten, met maximaal 16 deelnemers.", (None, 16, 7, 18)),
    ],
)  # fmt: skip
def test_the_bounds_of_a_cohort(text: str, bounds: tuple[int | None, int | None, int, float]) -> None:
    found = cohort_in(lines_of(text)).cohort
    assert found is not None
    assert (found.least, found.most, found.sessions, found.months) == bounds


@pytest.mark.parametrize(
    "text",
    [
        "Bouwstenen\n\nBOUWSTENEN\n\n// Koffie\n\nWe drinken koffie.\n\n // Thee\n\nOf thee.\n\nTeam\n\nHET TEAM\n\n// Mina: de blik van de bakker\n",
        "Onze bouwstenen\n\n- Koffie: we drinken koffie.\n- Thee: of thee.\n\nContact\n\nBel ons.\n",
        "## Bouwstenen\n\n### Koffie\n\nWe drinken koffie.\n\n### Thee\n\nOf thee.\n\n## Contact\n\nBel ons.\n",
        "De onderdelen\n\n1. Koffie\nWe drinken koffie.\n\n2. Thee\nOf thee.\n\nContact\n\nBel ons.\n",
        "PIJLERS\n\nKoffie\n\nWe drinken koffie.\n\nThee\n\nOf thee.\n\nCONTACT\n\nBel ons.\n",
    ],
)
def test_building_blocks_in_every_style(text: str) -> None:
    found = cohort_in(lines_of(text)).blocks
    assert [block.title for block in found] == ["Koffie", "Thee"]
    assert found[0].text.rstrip(".").lower() == "we drinken koffie"
