"""Transcripts with placeholders: turns keep their words, and names can be put back."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from conftest import TALKS, write_talk
from hypothesis import given
from hypothesis import strategies as st

from toolkit import privacy
from toolkit.cli import main
from toolkit.placeholders import PLACEHOLDER
from toolkit.privacy import Entry, Roster, find_names, masked_transcript
from toolkit.privacy.pseudonymise import PrivacyWarning
from toolkit.records import Transcript, Turn
from toolkit.study import Study
from toolkit.transcripts import load_transcripts


def everything(items: object) -> object:
    return items


def turns_of(study: Study) -> dict[str, list[str]]:
    return {talk.id: [talk.words_of(turn) for turn in talk.turns] for talk in load_transcripts(study)}


def test_one_person_has_one_placeholder_in_all_conversations_of_a_case(study: Study) -> None:
    privacy.run(study, everything)
    assert turns_of(study) == {
        "c01-medewerker": [
            "Wat doe je hier?",
            "Ik veeg het plein met [persoon-1]. Ik ben vierentwintig. Ik heb [diagnose], daarom heb ik een petje op als ik werk.",
        ],
        "c01-schoolleider": [
            "Hoe begon het met [medewerker-1]?",
            "[medewerker-1] kwam in maart op [school-A]. [medewerker-1] moeder kende [collega-1]. Dat was een idee van meester "
            "[persoon-1].",
            "En wie betaalt?",
            "De gemeente. Bel [persoon-1] maar, zijn nummer is [telefoonnummer]. [schoolleider-1]s hondje heet [persoon-2].",
        ],
    }


def test_the_tables_hold_counts_and_places_and_no_names(study: Study) -> None:
    privacy.run(study, everything)
    table = (study.outputs / "tables" / "placeholders.csv").read_text(encoding="utf-8-sig")
    assert "c01,[persoon-1],persoon,te beslissen,3" in table
    assert "c01,[medewerker-1],persoon,rooster,3" in table
    standing = (study.outputs / "tables" / "placeholders_herkenbaar.csv").read_text(encoding="utf-8-sig")
    assert "c01,c01-medewerker#2,leeftijd,midden 20" in standing
    assert "c01,c01-medewerker#2,diagnose,een beperking" in standing


def test_a_later_conversation_renumbers_nobody(study: Study) -> None:
    privacy.run(study, everything)
    before = turns_of(study)
    write_talk(study, "c01-aanvang", "collega-1", ["Wie waren er?", "Tjitske Hamstra en Ubbo waren er, en Zwaantje."])
    privacy.run(study, everything)
    after = turns_of(study)
    assert {talk: after[talk] for talk in before} == before
    assert after["c01-aanvang"][1] == "[persoon-3] en [persoon-1] waren er, en [persoon-4]."


def test_without_the_keys_folder_numbers_are_made_again(study: Study) -> None:
    privacy.run(study, everything)
    before = turns_of(study)
    for path in study.keys.iterdir():
        path.unlink()
    privacy.run(study, everything)
    assert turns_of(study) == before


def test_a_second_run_writes_the_same_bytes_and_adds_nothing(study: Study) -> None:
    privacy.run(study, everything)
    before = {path: path.read_bytes() for path in study.root.rglob("*") if path.is_file()}
    privacy.run(study, everything)
    assert {path: path.read_bytes() for path in study.root.rglob("*") if path.is_file()} == before


def test_decisions_hold_for_the_whole_study_and_name_nobody(study: Study) -> None:
    privacy.decide(study, "Bram", "geen", by="k1")
    privacy.decide(study, "Ubbo Feitsma", "c01/collega-1", by="k1")
    privacy.run(study, everything)
    said = turns_of(study)
    assert said["c01-schoolleider"][3].endswith("[schoolleider-1]s hondje heet Bram.")
    assert "[collega-1]" in said["c01-medewerker"][1]
    journal = (study.interviews / "privacy" / "decisions.jsonl").read_text()
    assert [json.loads(line)["kind"] for line in journal.splitlines()] == ["none", "person"]
    assert "Ubbo" not in journal and "Bram" not in journal


def test_a_name_that_the_machine_missed_can_be_added(study: Study) -> None:
    write_talk(study, "c01-extra", "collega-1", ["Wie nog?", "Vraag het de blauwe schuur, daar weten ze het."])
    privacy.decide(study, "blauwe schuur", "organisatie")
    privacy.run(study, everything)
    assert turns_of(study)["c01-extra"][1] == "Vraag het de [organisatie-X], daar weten ze het."


def test_a_decision_finds_its_place_back_when_turns_are_added_before_it(study: Study) -> None:
    privacy.decide(study, "Bram", "geen")
    person, turns = TALKS["c01-schoolleider"]
    write_talk(study, "c01-schoolleider", person, ["Dag!", "Dag.", *turns])
    privacy.run(study, everything)
    assert turns_of(study)["c01-schoolleider"][5].endswith("hondje heet Bram.")


def test_a_decision_whose_place_is_gone_is_reported(study: Study) -> None:
    privacy.decide(study, "Bram", "geen")
    write_talk(study, "c01-schoolleider", "schoolleider-1", ["Dag!", "Bram is er niet."])
    with pytest.warns(PrivacyWarning, match="c01-schoolleider#4"):
        privacy.run(study, everything)
    assert turns_of(study)["c01-schoolleider"][1] == "[persoon-2] is er niet."


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["decide", "Pinokkio", "persoon"], "staan in geen transcript"),
        (["decide", "Bram", "hond"], "de soort 'hond' kennen we niet"),
        (["decide", "Bram", "c01/niemand-1"], "kennen we niet"),
    ],
)
def test_a_wrong_decision_says_what_is_wrong(
    study: Study, arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([*arguments, "--study", str(study.root)]) == 2
    assert message in capsys.readouterr().err


def test_candidates_are_shown_once_with_their_places(study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["candidates", "--study", str(study.root)]) == 0
    shown = capsys.readouterr().out
    assert "Ubbo  (persoon?, 2 keer, c01/persoon-1)" in shown
    assert "[medewerker-1] moeder kende [collega-1]" not in shown.split("Ubbo  ")[0]
    assert "Dat was een idee van meester «Ubbo»." in shown


def test_a_transcript_without_capitals_is_masked_by_its_roster_and_reported(make_study: Callable[..., Study]) -> None:
    turns = [
        "hoe gaat het nu met roos want die was er lang niet",
        "ja roos is weer terug op de zilverplas en wendelien ook",
    ]
    study = make_study(talks={"c01-schoolleider": ("schoolleider-1", turns)})
    with pytest.warns(PrivacyWarning, match="bijna geen hoofdletters"):
        privacy.run(study, everything)
    said = turns_of(study)["c01-schoolleider"]
    assert said == [
        "hoe gaat het nu met [medewerker-1] want die was er lang niet",
        "ja [medewerker-1] is weer terug op [school-A] en [collega-1] ook",
    ]


def test_a_case_without_a_roster_is_masked_all_the_same(make_study: Callable[..., Study]) -> None:
    study = make_study(case="id: c01\n")
    privacy.run(study, everything)
    text = json.dumps(turns_of(study))
    assert not any(name in text for name in ("Geertrui", "Ubbo", "Wendelien", "Feitsma", "Zilverplas"))


ROSTER = Roster(
    (
        Entry("medewerker-1", "person", ("Marjolein Tuinhof", "Marjolein")),
        Entry("school-A", "school", ("de Duikplank",)),
    )
)
PIECES = st.lists(
    st.sampled_from(["Marjolein", "Marjoleins jas", "de Duikplank", "Pim", "kwam", "Marjolein Tuinhof", "ja.", "06 12 34 56 78", "é"]),
    min_size=1, max_size=6,
)  # fmt: skip


@given(st.lists(PIECES, min_size=1, max_size=5))
def test_turns_keep_their_words_and_names_can_be_put_back(pieces: list[list[str]]) -> None:
    lines = [" ".join(parts) for parts in pieces]
    text = "\n".join(lines)
    places = [sum(len(line) + 1 for line in lines[:n]) for n in range(len(lines))]
    turns = tuple(Turn("medewerker-1", place, place + len(line)) for place, line in zip(places, lines))
    raw = Transcript("t", "c01", "interview", None, text, turns)
    found = find_names(text, ROSTER)
    names = {f"x-{n}": text[one.start : one.end - len(one.suffix)] for n, one in enumerate(found)}
    keys = {one: f"x-{n}" for n, one in enumerate(found)}
    done = masked_transcript(raw, found, lambda one: keys[one])
    back = [PLACEHOLDER.sub(lambda match: names[match["name"]], done.words_of(turn)) for turn in done.turns]
    assert back == lines
    assert done.text == "\n".join(done.words_of(turn) for turn in done.turns)
