"""Somebody withdraws: the chain runs again, and nothing they said is in what it makes. One study, every kind of person."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from toolkit.approval import verify
from toolkit.cli import main
from toolkit.privacy.insides import pieces_of
from toolkit.study import Study
from toolkit.transcripts import load_transcripts

from .canaries import HEAD, ROOT, ask, lay_out, say_yes

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("ingetrokken")]

TALKS = {
    "c01-schoolleider": ("schoolleider-1", [
        "Hoe begon het?", "Wij zochten al heel lang iemand voor de vaat en voor de soep op vrijdag.",
        "En het geld?", "Drie uur per week betaal ik zelf uit de formatie en de gemeente legt de rest bij.",
    ]),
    "c01-medewerker": ("medewerker-1", [
        "Wat doe je?", "Snijden kan ik heel erg goed, dat zeggen ze hier allemaal tegen mij.",
        "En verder?", "Op vrijdag roer ik in de grote pan en dan proeft iedereen even mee.",
    ]),
    "c02-schoolleider": ("schoolleider-1", [
        "Hoe gaat het hier?", "Bij ons ruimt hij de boeken op en plakt hij alle ruggen opnieuw vast.",
        "Wie betaalt dat?", "Het bestuur betaalt bij ons alles zolang het potje nog niet leeg is.",
    ]),
}  # fmt: skip
GROUP = """\
---
soort: focusgroep
datum: 2023-11-02
sprekers:
  I: interviewer-1
  S: schoolleider-1
  M: medewerker-1
  C: collega-1
---
I: Wat vinden jullie van het werk?
S: Ik vind dat het rooster nu veel rustiger is geworden voor het hele team.
C: Als ik eerlijk ben was ik in het begin bang dat het mij te veel tijd ging kosten.
M: Ik vind het soms wel druk als alle klassen tegelijk komen eten.
S: Daar hebben we toen samen een oplossing voor bedacht met twee ploegen achter elkaar.
C: En sinds die twee ploegen er zijn hoor je niemand meer klagen over de herrie.
"""
CASE_TEXT = """
> Als ik eerlijk ben was ik in het begin bang dat het mij te veel tijd ging kosten.
{#werk-citaat-2 over=collega-1 door=collega-1 bron=c01-overleg#3}
"""
CASE_2 = """\
---
titel: Hulp in de bieb
versie: 1
---

# Hulp in de bieb
{#titel}

De boeken zijn weer heel.
{#intro over=schoolleider-1 bron=c02-schoolleider#2}

> Bij ons ruimt hij de boeken op en plakt hij alle ruggen opnieuw vast.
{#werk-citaat over=schoolleider-1 door=schoolleider-1 bron=c02-schoolleider#2}
"""
CAMPAIGN = """\
---
titel: Soep
versie: 1
---

# Soep
{#titel}

> Op vrijdag roer ik in de grote pan en dan proeft iedereen even mee.
{#soep-citaat over=medewerker-1 door=medewerker-1 bron=c01-medewerker#4}

Op vrijdag ruikt de school naar soep.
{#soep}
"""
NOTE = """\
# Wat we zagen
{#wat-kop}

Er waren {{ n_gesprekken }} gesprekken, met {{ n_mensen }} mensen.
{#aantal}

{{ citaat("c01", "werk-citaat") }}

{{ citaat("c02", "werk-citaat") }}

Iemand zei het zo: "Op vrijdag roer ik in de grote pan en dan proeft iedereen even mee."

{{ als ingetrokken > 0 }}

Het materiaal van {{ ingetrokken }} is weggehaald.
{#weg}

{{ einde }}

Dit blijft staan.
{#blijft}
"""


@pytest.fixture(scope="module")
def base(tmp_path_factory: pytest.TempPathFactory) -> Study:
    """Two cases, of which one has a single interviewee; a talk in a group, a note with quotes, a campaign text, a round."""
    folder = tmp_path_factory.mktemp("ingetrokken") / "studie"
    study = lay_out(folder)
    settings = study.interviews / "study.yaml"
    settings.write_text(settings.read_text() + "rules: {mention_withdrawn: true}\n")
    (study.interviews / "codebook.yaml").write_bytes((ROOT / "interviews" / "codebook.yaml").read_bytes())
    second = study.cases_folder / "c02"
    second.mkdir()
    second.joinpath("case.yaml").write_text(
        "id: c02\ntitle: Hulp in de bieb\npersons:\n  - {id: schoolleider-1, role: schoolleider, names: [Wieger Stam]}\n"
    )
    for stem, (person, turns) in TALKS.items():
        lines = [f"{'IP'[n % 2]}: {turn}" for n, turn in enumerate(turns)]
        (study.cases_folder / stem[:3] / f"{stem}.txt").write_text(HEAD.format(person=person) + "\n".join(lines) + "\n")
    (study.cases_folder / "c01" / "c01-overleg.txt").write_text(GROUP)
    text = study.texts / "cases" / "c01.md"
    quote = "Snijden kan ik goed, dat zeggen ze allemaal."
    text.write_text(text.read_text().replace(quote, TALKS["c01-medewerker"][1][1]) + CASE_TEXT)
    (study.texts / "cases" / "c02.md").write_text(CASE_2)
    for name, content in (("campaign/c01.md", CAMPAIGN), ("note/01-wat.md", NOTE)):
        (study.texts / name).parent.mkdir(exist_ok=True)
        (study.texts / name).write_text(content)
    study = Study(folder)
    for person in ("medewerker-1", "collega-1", "schoolleider-1"):
        ask(study, person)
        say_yes(study, person)
    assert main(["run", "--study", str(folder)]) == 0
    return study


@pytest.mark.parametrize(
    ("person", "gone", "left"),
    [
        ("c02/schoolleider-1", "één gesprek", "3 gesprekken, met 3 mensen"),  # the only one who was spoken to in a case
        ("c01/collega-1", "", "4 gesprekken, met 3 mensen"),  # somebody who only spoke in a group
        (
            "c01/medewerker-1",
            "één gesprek",
            "3 gesprekken, met 3 mensen",
        ),  # with a quote in the note and a campaign text
        ("c01/schoolleider-1", "één gesprek", "3 gesprekken, met 3 mensen"),  # spoke alone and in a group
    ],
)
def test_nothing_that_somebody_said_is_left_once_they_withdrew(
    base: Study, tmp_path: Path, person: str, gone: str, left: str
) -> None:
    study = Study(Path(shutil.copytree(base.root, tmp_path / "studie")))
    own = theirs(study, person)
    assert len(own) > 10 and holding(study, own)
    before = note(study)
    entries = len(verify(study).entries)
    assert main(["withdraw", person, "--yes", "--by", "interviewer-1", "--study", str(study.root)]) == 0
    assert main(["run", "--study", str(study.root)]) == 0
    study = Study(study.root)
    assert holding(study, own) == []
    assert "4 gesprekken, met 4 mensen" in before and left in note(study)
    assert (f"Het materiaal van {gone} is weggehaald." in note(study)) == bool(gone)
    assert "Dit blijft staan." in note(study)
    register = verify(study)
    assert (register.problems, len(register.entries) > entries) == ((), True)
    assert register.entries[-1].event == "ingetrokken"


@pytest.mark.parametrize("keep", [False, True], ids=["weg", "bewaard"])
def test_a_study_whose_only_conversation_was_withdrawn_is_made_again_without_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], keep: bool
) -> None:
    study = lay_out(tmp_path / "studie")
    (study.interviews / "codebook.yaml").write_bytes((ROOT / "interviews" / "codebook.yaml").read_bytes())
    settings = study.interviews / "study.yaml"
    settings.write_text(settings.read_text() + "rules: {mention_withdrawn: true}\n")
    person, turns = TALKS["c01-medewerker"]
    lines = "\n".join(f"{'IP'[n % 2]}: {turn}" for n, turn in enumerate(turns))
    (study.cases_folder / "c01" / "c01-medewerker.txt").write_text(HEAD.format(person=person) + lines + "\n")
    text = study.texts / "cases" / "c01.md"
    text.write_text(text.read_text().replace("Snijden kan ik goed, dat zeggen ze allemaal.", turns[1]))
    (study.texts / "note").mkdir()
    (study.texts / "note" / "01-wat.md").write_text(NOTE.replace('{{ citaat("c02", "werk-citaat") }}\n\n', ""))
    study = Study(study.root)
    for one in ("medewerker-1", "collega-1", "schoolleider-1"):
        ask(study, one)
        say_yes(study, one)
    place = ["--study", str(study.root)]
    assert main(["run", *place]) == 0
    own = theirs(study, "c01/medewerker-1")
    assert len(own) > 10 and holding(study, own)
    extra = ["--keep"] if keep else []
    assert main(["withdraw", "c01/medewerker-1", "--yes", "--by", "interviewer-1", *extra, *place]) == 0
    assert ("geen gesprek meer over" in capsys.readouterr().out) == (not keep)
    assert holding(study, own) == [] and not [path for path in study.outputs.rglob("*") if path.is_file()]
    assert main(["run", *place]) == 0
    assert ("elk gesprek van deze studie is ingetrokken" in capsys.readouterr().err) == (not keep)
    assert holding(study, own) == []
    assert "Er waren 0 gesprekken, met 0 mensen." in note(study)
    assert "Het materiaal van één gesprek is weggehaald." in note(study)
    assert (study.root / "interviews" / "cases" / "c01" / "c01-medewerker.txt").exists() == keep


def theirs(study: Study, person: str) -> set[tuple[str, ...]]:
    """Five words in a row that only this person said."""
    case, _, who = person.partition("/")
    own: set[tuple[str, ...]] = set()
    others: set[tuple[str, ...]] = set()
    for talk in load_transcripts(study):
        for turn in talk.turns:
            (own if (talk.case, turn.speaker) == (case, who) else others).update(fives(talk.words_of(turn)))
    return own - others


def fives(text: str) -> Iterator[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return zip(*(words[n:] for n in range(5)))


def holding(study: Study, own: set[tuple[str, ...]]) -> list[str]:
    """Files under ``outputs/`` with five of these words in a row."""
    return [
        study.shown(path)
        for path in sorted(study.outputs.rglob("*"))
        if path.is_file() and any(not own.isdisjoint(fives(piece.text)) for piece in pieces_of(path))
    ]


def note(study: Study) -> str:
    return (study.outputs / "note" / "discussienota.md").read_text()
