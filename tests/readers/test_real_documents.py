"""What must be found in the real documents. Only counts and single words stand here: no sentence of theirs."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from toolkit.readers import read_cohort, read_figures, read_plan, read_quotes, read_sectors, read_targets

Real = Callable[[str], Path]


def test_the_note_of_a_walk_has_three_plans_and_fourteen_items(real: Real) -> None:
    found = read_plan(real("003"))
    assert [len(plan.items) for plan in found.plans] == [5, 5, 4]
    assert [plan.id for plan in found.plans] == ["P1", "P2", "P3"]
    assert found.plans[2].items[3].id == "P3.4"
    assert found.plans[2].items[3].text.endswith("versterken")
    assert found.plans[0].items[4].text.endswith("bijscholing voor werkgever.")
    assert str(found.date) == "2021-09-30"
    assert found.next.startswith("Woensdag 1 december")


def test_the_report_over_sectors_has_thirteen_pages_and_thirty_nine_results(real: Real) -> None:
    found = read_sectors(real("004"))
    assert len(found.chapters) == 3
    assert [len(one.results) for one in found.sectors] == [3, 4, 3, 4, 3, 4, 1, 2, 2, 4, 4, 3, 2]
    per_chapter = [sum(one.chapter == chapter for one in found.sectors) for chapter in found.chapters]
    assert per_chapter == [3, 4, 6]
    assert [one.name for one in found.sectors][:5] == ["Defensie", "Politie", "Rijk", "Gemeenten", "Provincies"]
    assert {one.year for one in found.sectors} == {"2018"}
    glued = [result for one in found.sectors for result in one.results if result.parts]
    assert [len(result.parts) for result in glued] == [2, 2]
    assert not any("missieIn" in result.text for result in glued)
    assert sum(activity.story for one in found.sectors for activity in one.activities) == 2


def test_its_figures_keep_their_qualifiers_and_places(real: Real) -> None:
    found = read_figures(real("004"))
    assert len(found) >= 15
    shown = {(one.written, one.place.split()[0]) for one in found}
    assert {
        ("ca. 5000", "Rijk"),
        ("een kleine 1000", "Rijk"),
        ("ongeveer 10-15", "Provincies"),
        ("5 tot 10", "Politie"),
    } <= shown
    assert {("een derde", "Gemeenten"), ("1,5", "Provincies"), ("vele tientallen", "Defensie")} <= shown


def test_the_news_item_gives_the_target_and_the_quote(real: Real) -> None:
    target = read_targets(real("000"))[0]
    assert (target.amount, target.unit, target.months, target.per_month) == (72, "schoolbesturen", 24, 3)
    (quote,) = read_quotes(real("000"))
    assert (quote.speaker, quote.function, quote.closed) == ("Paul Rosenmöller", "voorzitter VO-raad", True)


def test_the_programme_gives_its_cohort_and_building_blocks(real: Real) -> None:
    found = read_cohort(real("002"))
    assert found.cohort is not None
    assert (found.cohort.least, found.cohort.most, found.cohort.sessions, found.cohort.months) == (16, 18, 6, 18)
    assert [block.title for block in found.blocks] == [
        "Traject Stagebegeleiders",
        "Focusgroepen",
        "Arena gesprekken",
        "Jaloersmaakvirus",
    ]
    assert len(found.views) == 5
