"""The step publish: pages, campaign texts, contact sheets, and lists of what they rest on."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
import yaml
from rounds import DAY, TEAM, agree, all_agree, ask, changed, choose, form_of, say_yes

from toolkit.approval import check_text, receive, record, send, withdraw
from toolkit.publishing import examine, release, run
from toolkit.publishing.remainder import ANNOUNCES, COUNTS, EMPTY, LEANS, remainder
from toolkit.records import Block
from toolkit.study import Study
from toolkit.views import releases


def publish(study: Study) -> dict[str, str]:
    paths = run(study, lambda items: items)
    base = study.outputs / "publication"
    made = {path.relative_to(base).as_posix() for path in base.rglob("*") if path.is_file()}
    assert made == {path.relative_to(base).as_posix() for path in paths}
    return {
        name: (base / name).read_text(encoding="utf-8-sig") for name in made if not name.endswith((".docx", ".pdf"))
    }


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_a_released_case_becomes_a_page_and_markdown_with_front_matter(round_study: Study) -> None:
    all_agree(round_study)
    made = publish(round_study)
    page, text = made["website/c01.html"], made["website/c01.md"]
    assert "<h1" in page and "De medewerker snijdt de groente" in page and "— de medewerker" in page
    assert '<a href="c01.html">Hulp in de keuken</a>' in made["website/index.html"]
    head = yaml.safe_load(text.split("---")[1])
    assert (head["title"], head["lang"], head["version"], head["channel"]) == (
        "Hulp in de keuken",
        "nl-NL",
        1,
        "website",
    )
    assert head["description"].startswith("De medewerker werkt sinds 2021")
    assert len(head["approvals"]) == 3
    assert json.loads(made["names.json"]) == {}


def test_nothing_is_made_of_what_was_not_released(round_study: Study) -> None:
    made = publish(round_study)
    assert set(made) == {
        "website/index.html", "verantwoording/vrijgave-website.csv", "verantwoording/vrijgave-campagne.csv",
        "contact/journalist.csv", "LEES-MIJ.txt", "names.json",
    }  # fmt: skip
    assert "Er is nog geen beschrijving vrijgegeven" in made["website/index.html"]
    rows = table(made["verantwoording/vrijgave-website.csv"])
    assert {row["uit"] for row in rows} == {"nee"} and all(row["waarom niet"] for row in rows)


def test_the_list_says_on_which_lines_of_the_register_each_block_went(round_study: Study) -> None:
    for person in ("medewerker-1", "schoolleider-1"):
        ask(round_study, person)
        say_yes(round_study, person)
    rows = {row["blok"]: row for row in table(publish(round_study)["verantwoording/vrijgave-website.csv"])}
    assert rows["intro"]["uit"] == "ja" and len(rows["intro"]["rust op regels"].split()) == 2
    assert (rows["werk-1"]["uit"], rows["werk-1"]["waarom niet"]) == ("nee", "collega-1 is nog niet gevraagd")


def test_the_same_study_gives_the_same_bytes(round_study: Study) -> None:
    all_agree(round_study)
    first = {path: path.read_bytes() for path in run(round_study, lambda items: items)}
    assert {path: path.read_bytes() for path in run(round_study, lambda items: items)} == first


def test_names_by_consent_are_listed_for_the_leak_check(round_study: Study) -> None:
    all_agree(round_study, naming={"*": "eigen_naam"}, school="ja")
    made = publish(round_study)
    assert "Sjors snijdt de groente" in made["website/c01.html"]
    assert json.loads(made["names.json"])["outputs/publication/website/c01.html"] == [
        "c01/collega-1", "c01/medewerker-1", "c01/school-A", "c01/schoolleider-1",
    ]  # fmt: skip


def test_the_contact_sheet_has_only_who_said_yes_and_their_number(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")

    def fill(body: object) -> None:
        agree(body, "nota", "journalist")  # type: ignore[arg-type]
        choose(body, "bereikbaar", "06 00 00 00 00")  # type: ignore[arg-type]

    receive(round_study, changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", fill), by=TEAM, on=DAY)
    ask(round_study, "schoolleider-1")
    say_yes(round_study, "schoolleider-1")
    made = publish(round_study)
    rows = table(made["contact/journalist.csv"])
    assert [(row["naam"], row["rol"], row["bereikbaar via"]) for row in rows] == [
        ("Sjors Kamp", "medewerker", "06 00 00 00 00")
    ]
    assert json.loads(made["names.json"])["outputs/publication/contact/journalist.csv"] == ["c01/medewerker-1"]
    assert "06 00" not in (round_study.approvals / "log.jsonl").read_text(encoding="utf-8")
    withdraw(round_study, "c01", "medewerker-1", by=TEAM, channel="journalist", on=DAY)
    assert table(publish(round_study)["contact/journalist.csv"]) == []


CAMPAIGN = (
    "# In de keuken\n{#titel}\n\n[medewerker-1] snijdt elke dag groente. "
    + "Dat gaat goed en iedereen eet mee. " * 45
    + "\n{#een over=medewerker-1}\n"
)


def test_a_campaign_text_has_its_own_approval_and_goes_whole_or_not_at_all(round_study: Study) -> None:
    all_agree(round_study, channels=("nota", "website", "campagne"))
    path = round_study.texts / "campaign" / "c01.md"
    path.parent.mkdir()
    path.write_text(CAMPAIGN, encoding="utf-8")
    assert "campagne/c01.html" not in publish(round_study)
    check_text(round_study, "c01-campagne", by=TEAM)
    send(round_study, "c01-campagne", "medewerker-1", by=TEAM, on=DAY)
    record(round_study, "c01-campagne", "medewerker-1", "akkoord", by=TEAM, channels={"campagne": "ja"}, on=DAY)
    made = publish(round_study)
    assert "De medewerker snijdt elke dag groente" in made["campagne/c01.html"]
    assert (round_study.outputs / "publication" / "campagne" / "c01.docx").is_file()
    assert not any(row["soort"] == "let op" for row in table(made["verantwoording/vrijgave-campagne.csv"]))
    path.write_text(CAMPAIGN + "\n[collega-1] helpt.\n{#twee over=collega-1}\n", encoding="utf-8")
    check_text(round_study, "c01-campagne", by=TEAM)
    found = examine(round_study, "c01-campagne", "campagne", partial=False)
    assert found.released is None and found.problems[0] == "deze tekst gaat alleen in zijn geheel uit"


def blocks(*texts: str) -> list[Block]:
    made = []
    for number, text in enumerate(texts):
        if text.startswith("#"):
            made.append(Block(f"b{number}", "heading", text.lstrip("# "), level=len(text) - len(text.lstrip("#"))))
        elif text.startswith(">"):
            made.append(Block(f"b{number}", "quote", text.lstrip("> ")))
        else:
            made.append(Block(f"b{number}", "paragraph", text))
    return made


@pytest.mark.parametrize(
    ("texts", "gone", "expected"),
    [
        (["# T", "## A", "Iets over de collega.", "Zij doet dat graag.", "De school is blij."], ["b2"], {"b3": LEANS}),
        (["# T", "## A", "Iets over de collega.", "## B", "Zij doet dat graag."], ["b2"], {"b1": EMPTY}),
        (["# T", "## A", "Hij heeft nog een tip.", "> Doe het rustig aan.", "De school is blij."], ["b3"], {"b2": ANNOUNCES}),
        (["# T", "## A", "Zij zegt:", "> Doe het rustig aan."], ["b3"], {"b1": EMPTY, "b2": ANNOUNCES}),
        (["# T", "## A", "Er zijn drie redenen.", "De eerste is geld.", "De tweede is tijd."], ["b3"], {"b2": COUNTS}),
        (["# T", "## A", "Er zijn drie weken voorbij.", "De eerste is geld.", "De school is blij."], ["b3"], {}),
        (["# T", "## A", "Iets.", "> Zij deed het goed.", "De school is blij."], ["b2"], {}),
        (["# T", "## A", "### A1", "Iets.", "## B", "Iets anders."], ["b3"], {"b1": EMPTY, "b2": EMPTY}),
    ],
)  # fmt: skip
def test_what_remains_still_reads(texts: list[str], gone: list[str], expected: dict[str, str]) -> None:
    some = blocks(*texts)
    kept, left = remainder(some, dict.fromkeys(gone, "niet vrijgegeven"))
    assert {name: reason for name, reason in left.items() if name not in gone} == expected
    assert [block.id for block in kept] == [block.id for block in some if block.id not in left]


def test_a_released_text_says_what_was_left_out_and_why(round_study: Study) -> None:
    for person in ("medewerker-1", "schoolleider-1"):
        ask(round_study, person)
        say_yes(round_study, person)
    assert dict(release(round_study, "c01", "website").left_out)["kort"] == "collega-1 is nog niet gevraagd"


def test_a_notebook_shows_what_goes_out_and_each_reason_once(round_study: Study) -> None:
    for person in ("medewerker-1", "collega-1", "schoolleider-1"):
        ask(round_study, person)
        say_yes(round_study, person, channels=("nota",) if person == "collega-1" else ("nota", "website"))
    shown = releases(round_study).text
    assert "collega-1 gaf voor dit gebruik geen toestemming (nee) (2 keer)" in shown
    assert "ten dele" in shown and "journalist" not in shown
