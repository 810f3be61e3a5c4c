"""Plans in notes of meetings, in the styles in which people write them."""

from __future__ import annotations

import datetime as dt

import pytest

from toolkit.readers import lines_of, plans_in
from toolkit.readers.plans import Meeting


def read(text: str) -> Meeting:
    return plans_in(lines_of(text))


def shape(text: str) -> list[tuple[str, list[str]]]:
    return [(plan.title, [item.text for item in plan.items]) for plan in read(text).plans]


COFFEE = [
    ("KOFFIE OP VRIJDAG", ["Een rooster maken", "Iemand vragen die de kar duwt", "Na een maand kijken of het bevalt"])
]


@pytest.mark.parametrize(
    "text",
    [
        "Plan: KOFFIE OP VRIJDAG\n1 Een rooster maken\n\n2 Iemand vragen die de kar duwt\n\n3 Na een maand kijken of het bevalt\n",
        "Plan KOFFIE OP VRIJDAG\n1. Een rooster maken\n2. Iemand vragen die de kar duwt\n3. Na een maand kijken of het bevalt\n",
        "Plan 1: KOFFIE OP VRIJDAG\n\n1) Een rooster maken\n2) Iemand vragen die de kar duwt\n3) Na een maand kijken of het bevalt",
        "## Plan A – KOFFIE OP VRIJDAG\n- Een rooster maken\n- Iemand vragen die de kar duwt\n- Na een maand kijken of het bevalt\n",
        "Actieplan KOFFIE OP VRIJDAG\na. Een rooster maken\nb. Iemand vragen die de kar duwt\nc. Na een maand kijken of het bevalt\n",
        "Plan: KOFFIE OP VRIJDAG\n(1) Een rooster maken\n(2) Iemand vragen die de kar duwt\n(3) Na een maand kijken of het bevalt\n",
        "KOFFIE OP VRIJDAG\n• Een rooster maken\n• Iemand vragen die\nde kar duwt\n• Na een maand kijken of het bevalt\n",
        "Plan: KOFFIE OP VRIJDAG1 Een rooster maken2 Iemand vragen die de kar duwt3 Na een maand kijken of het bevalt\n",
        "Plan: KOFFIE OP VRIJDAG\n1.1 Een rooster maken\n1.2 Iemand vragen die de kar duwt\n1.3 Na een maand kijken of het bevalt\n",
        "**Plan: KOFFIE OP VRIJDAG**\r\n1\tEen rooster maken\r\n2\tIemand vragen die de kar duwt\r\n3\tNa een maand kijken of het bevalt\r\n",
    ],
)  # fmt: skip
def test_every_style_of_list_gives_the_same_items(text: str) -> None:
    assert shape(text) == COFFEE


@pytest.mark.parametrize("after", ["Volgende bijeenkomst:\n\nDonderdag 3 maart", "Volgende keer: donderdag 3 maart", "Tot ziens op 3 maart, neem iets lekkers mee.",
                                   "Aanwezig: de hele groep"])  # fmt: skip
@pytest.mark.parametrize("glue", ["", "\n", "\n\n"])
def test_what_follows_the_last_item_is_not_in_it(after: str, glue: str) -> None:
    text = f"Plan: KOFFIE OP VRIJDAG\n1 Een rooster maken\n\n2 Iemand vragen die de kar duwt\n\n3 Na een maand kijken of het bevalt{glue}{after}"
    assert shape(text) == COFFEE


def test_plans_are_numbered_in_order_and_a_heading_glued_to_an_item_is_parted() -> None:
    text = "Plan: TUIN\n1 Onkruid wieden\n2 Een bank timmerenPlan: KEUKEN\n1 Borden tellen\n"
    found = read(text)
    assert [item.id for plan in found.plans for item in plan.items] == ["P1.1", "P1.2", "P2.1"]
    assert [item.text for plan in found.plans for item in plan.items] == [
        "Onkruid wieden",
        "Een bank timmeren",
        "Borden tellen",
    ]
    assert found.warnings == ("regel 3: hier zat een volgend stuk aan de regel vast; het is apart gelezen.",)


def test_lists_that_are_no_plans_are_passed_over() -> None:
    text = "Verslag van 4 mei 2023\n\nAanwezig:\n1. de voorzitter\n2. de penningmeester\n\nAgenda\n- opening\n- rondvraag\n\nPlan: TUIN\n1. Onkruid wieden\n"
    assert shape(text) == [("TUIN", ["Onkruid wieden"])]
    assert read(text).date == dt.date(2023, 5, 4)


def test_an_item_names_its_owner_day_and_status() -> None:
    text = "Overleg 3 februari 2022\n\nPlan: TUIN\n1. Onkruid wieden (trekker: de conciërge; gereed: 1 april; status: loopt)\n2. Een bank timmeren, eigenaar: groep 8\n"
    first, second = read(text).plans[0].items
    assert (first.text, first.owner, first.due, first.status) == (
        "Onkruid wieden",
        "de conciërge",
        dt.date(2022, 4, 1),
        "loopt",
    )
    assert (second.text.rstrip(","), second.owner) == ("Een bank timmeren", "groep 8")


def test_an_item_over_two_lines_is_one_item() -> None:
    text = "Plan: TUIN\n1. Onkruid wieden langs het hek en bij de\ningang van de school\n2. Een bank timmeren\n"
    assert shape(text) == [
        ("TUIN", ["Onkruid wieden langs het hek en bij de ingang van de school", "Een bank timmeren"])
    ]


def test_names_of_brands_are_not_parted() -> None:
    assert shape("Plan: BEELD\n1 Een filmpje op YouTube en LinkedIn zetten\n") == [
        ("BEELD", ["Een filmpje op YouTube en LinkedIn zetten"])
    ]


def test_a_text_without_a_plan_gives_none() -> None:
    assert read("We hebben gewandeld. Het was mooi weer.").plans == ()
