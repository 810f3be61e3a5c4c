"""More shapes of the same kinds of documents: short ones, numbered names, terms in the sentence before."""

from __future__ import annotations

import pytest

from toolkit.readers import cohort_in, lines_of, plans_in, quotes_in, sectors_in, targets_in


def test_a_short_report_without_empty_lines_and_with_numbered_names() -> None:
    text = (
        "Hoofdstuk 1: Zorg\n\n1. Ziekenhuizen\nDe ziekenhuizen doen mee.\n• Schoonmaak\nEr wordt schoongemaakt.\nEnkele resultaten 2020\na. Een.\n"
        "b. Twee.\n2. Apotheken\nOok apotheken doen mee.\nEnkele resultaten 2020\na) Drie\nb) Vier\nHoofdstuk 2: Sport\n3. Zwembaden\nZij ook.\n"
        "Enkele resultaten 2020\na. Vijf\n"
    )
    found = sectors_in(lines_of(text))
    assert [(one.name, one.chapter, len(one.activities), len(one.results)) for one in found.sectors] == [
        ("Ziekenhuizen", "1: Zorg", 1, 2), ("Apotheken", "1: Zorg", 0, 2), ("Zwembaden", "2: Sport", 0, 1),
    ]  # fmt: skip


def test_names_in_capitals_and_other_words_before_results() -> None:
    text = "ZIEKENHUIZEN\n\nZij doen mee.\n\nBereikte resultaten over 2020\n\na. Een resultaat\n\nb. Nog een\n\nAPOTHEKEN\n\nOok zij.\n\nBereikte resultaten over 2020\n\na. Drie\n"
    assert [(one.name, len(one.results), one.year) for one in sectors_in(lines_of(text)).sectors] == [
        ("ZIEKENHUIZEN", 2, "2020"),
        ("APOTHEKEN", 1, "2020"),
    ]


def test_plans_with_numbers_letters_and_a_glued_appointment() -> None:
    text = "Uit de ochtend kwamen deze plannen:\n\nPlan 1 – Samen sterk\n  a) Een loket openen\n  b) Folders maken\nPlan 2 – Naar buiten\n  a) Busjes huren\n  b) Elke week gaanVolgende afspraak: 4 juni"
    found = plans_in(lines_of(text))
    assert [(plan.title, [item.text for item in plan.items]) for plan in found.plans] == [
        ("Samen sterk", ["Een loket openen", "Folders maken"]), ("Naar buiten", ["Busjes huren", "Elke week gaan"]),
    ]  # fmt: skip
    assert found.next == "4 juni"


@pytest.mark.parametrize(
    ("text", "amount", "months", "until"),
    [
        ("Het project loopt twee jaar. In die tijd worden 72 bakkers begeleid.", 72, 24, ""),
        ("Er is plek voor 60 gemeenten gedurende 18 maanden.", 60, 18, ""),
        ("Tot eind 2025 kunnen 45 scholen meedoen.", 45, None, "2025"),
        ("In een half jaar willen we 30 ouders spreken.", 30, 6, ""),
    ],
)
def test_terms_of_targets(text: str, amount: float, months: float | None, until: str) -> None:
    found = targets_in(lines_of(text))[0]
    assert (found.amount, found.months, found.until) == (amount, months, until)


def test_a_function_ends_where_the_sentence_goes_on() -> None:
    (found,) = quotes_in(
        lines_of('Anna de Boer, directeur bij De Brug, is blij: "Wij willen dat iedereen een kans krijgt."')
    )
    assert (found.speaker, found.function) == ("Anna de Boer", "directeur bij De Brug")


def test_bounds_between_brackets() -> None:
    found = cohort_in(lines_of("De groep (min. 10, max. 12 deelnemers) heeft vijf sessies in een half jaar.")).cohort
    assert found is not None
    assert (found.least, found.most, found.sessions, found.months) == (10, 12, 5, 6)


def test_a_page_without_results_is_known_by_how_its_heading_stands() -> None:
    pages = "".join(
        f"{name}\n\nEen zin over {name.lower()}, en wat er gebeurt.\n\nWerk in de loods\nEr werken vijf mensen.\n\n{results}"
        for name, results in (
            ("Spoor", "Opbrengsten 2022\n(1) Er is een depot.(2) De wissels zijn schoon.\n\n"),
            ("Luchtvaart", ""),
            ("Binnenvaart", "Opbrengsten 2022\n(1) Er is een loods.\n"),
        )
    )
    found = sectors_in(lines_of(f"Rapport\n\nDit gaat over vervoer.\n\nDeel I: Vervoer\n\n{pages}")).sectors
    assert [(one.name, [result.text for result in one.results]) for one in found] == [
        ("Spoor", ["Er is een depot.", "De wissels zijn schoon."]),
        ("Luchtvaart", []),
        ("Binnenvaart", ["Er is een loods."]),
    ]


def test_a_bullet_glued_behind_another_is_an_item() -> None:
    (plan,) = plans_in(lines_of("Plan: FIETSEN\n• Banden plakken• Kettingen smeren\n• Bellen testen\n")).plans
    assert [one.text for one in plan.items] == ["Banden plakken", "Kettingen smeren", "Bellen testen"]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Een bank voorde buurt", "Een bank voor de buurt"),
        ("Afspraken metde buren", "Afspraken met de buren"),
        ("Op eenrustige plek", "Op een rustige plek"),
        ("Het bedrij f verft", "Het bedrijf verft"),
        ("Zij z ijn klaar", "Zij zijn klaar"),
    ],
)
def test_spaces_lost_or_put_in_are_mended_and_said(written: str, read: str) -> None:
    found = plans_in(lines_of(f"Plan: TUIN\n1. {written}\n2. Hek zetten\n"))
    assert found.plans[0].items[0].text == read
    assert any("is gelezen als" in line for line in found.warnings)


@pytest.mark.parametrize(
    "written", ["Door de voorde lopen", "Eenmalige kosten en eenzijdige afspraken", "Bezoek aan deel b van de wijk"]
)
def test_what_is_a_word_stays_as_it_is(written: str) -> None:
    found = plans_in(lines_of(f"Plan: TUIN\n1. {written}\n2. Hek zetten\n"))
    assert found.plans[0].items[0].text == written
    assert not found.warnings


def test_words_that_go_on_after_who_said_them_are_of_the_same_person() -> None:
    text = "“Wij zien dat de tuin mensen helpt”, zegt Els Veldkamp, directeur van de Moestuin. “Daar gaan we dus mee door.”"
    assert [one.speaker for one in quotes_in(lines_of(text))] == ["Els Veldkamp", "Els Veldkamp"]
