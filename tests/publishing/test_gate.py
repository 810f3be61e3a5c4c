"""The gate: what it lets through, what it holds back and why; and that none of its conditions can be missed."""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Callable

import pytest
from rounds import DAY, TEAM, all_agree, ask, edit_text, say_yes, text_path

from toolkit.approval import check_text, no_reply, record, withdraw
from toolkit.approval.register import log_path
from toolkit.errors import Refusal, UsageError
from toolkit.publishing import conditions, judge, release, shown
from toolkit.study import Study


def released(study: Study, channel: str = "website") -> list[str]:
    return [block.id for block in release(study, "c01", channel).document.blocks]


def test_what_everybody_agreed_to_goes_out_whole(round_study: Study) -> None:
    all_agree(round_study)
    given = release(round_study, "c01", "website")
    assert given.left_out == ()
    assert [block.id for block in given.document.blocks][:3] == ["titel", "intro", "kort-kop"]
    assert len(given.approvals) == 3
    assert (
        shown(given).block("intro").text
        == "De medewerker werkt sinds 2021 in de keuken van de school. Hij kwam op proef en bleef."
    )


def test_without_any_answer_nothing_goes_out(round_study: Study) -> None:
    check_text(round_study, "c01", by=TEAM)
    with pytest.raises(Refusal, match="medewerker-1 is nog niet gevraagd"):
        release(round_study, "c01", "nota")


def test_a_missing_person_holds_back_what_is_about_them_and_what_leans_on_it(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    say_yes(round_study, "medewerker-1")
    ask(round_study, "schoolleider-1")
    say_yes(round_study, "schoolleider-1")
    given = release(round_study, "c01", "website")
    assert [block.id for block in given.document.blocks] == [
        "titel", "intro", "werk-kop", "werk-citaat", "geld-kop", "geld-1", "geld-2", "tips-kop", "tips",
    ]  # fmt: skip
    assert dict(given.left_out) == {
        "kort-kop": "kop zonder tekst eronder",
        "kort": "collega-1 is nog niet gevraagd",
        "werk-1": "collega-1 is nog niet gevraagd",
    }


def test_names_appear_as_each_person_chose_for_that_channel(round_study: Study) -> None:
    for person, more in (
        ("medewerker-1", {"naming": {"*": "pseudoniem", "nota": "functie"}, "pseudonym": "Teun", "school": "ja"}),
        ("collega-1", {"school": "ja"}),
        ("schoolleider-1", {"naming": {"website": "eigen_naam"}, "school": "ja"}),
    ):
        ask(round_study, person)
        say_yes(round_study, person, **more)  # type: ignore[arg-type]
    website, note = (shown(release(round_study, "c01", channel)) for channel in ("website", "nota"))
    assert website.block("intro").text.startswith("Teun werkt sinds 2021 in de keuken van De Zandkorrel.")
    assert website.block("geld-1").text.startswith("Marga Bloemhof betaalt drie uur")
    assert (
        website.block("werk-1").text
        == "Teun snijdt de groente en ruimt de tafels af. De collega helpt hem bij de oven."
    )
    assert note.block("geld-1").text.startswith("De schoolleider betaalt")


def test_the_school_is_named_only_when_everybody_in_the_text_said_so(round_study: Study) -> None:
    for person, school in (("medewerker-1", "nee"), ("collega-1", "ja"), ("schoolleider-1", "ja")):
        ask(round_study, person)
        say_yes(round_study, person, school=school)
    assert dict(release(round_study, "c01", "website").names)["school-A"] == "de school"


def test_somebody_of_the_target_group_goes_by_the_first_name_only(round_study: Study) -> None:
    all_agree(round_study, naming={"*": "eigen_naam"})
    names = dict(release(round_study, "c01", "website").names)
    assert (names["medewerker-1"], names["schoolleider-1"]) == ("Sjors", "Marga Bloemhof")


def test_an_unknown_channel_is_wrong_use(round_study: Study) -> None:
    with pytest.raises(UsageError, match="geen kanaal 'krant'"):
        release(round_study, "c01", "krant")


def test_too_little_left_is_not_published(round_study: Study) -> None:
    ask(round_study, "schoolleider-1")
    say_yes(round_study, "schoolleider-1")
    with pytest.raises(Refusal, match=r"er blijft \d+% van de tekst over"):
        release(round_study, "c01", "website")


def test_judging_says_the_same_without_giving_anything_out(round_study: Study) -> None:
    all_agree(round_study)
    assert judge(round_study, "c01", "website").whole
    verdict = judge(round_study, "c01", "campagne")
    assert not verdict.whole
    assert dict(verdict.left_out)["intro"] == "medewerker-1 gaf voor dit gebruik geen toestemming (nee)"


# Each of these leaves one thing wrong. With all conditions in place the block stays in; without the one, it gets out.


def _name_in_text(study: Study) -> None:
    edit_text(study, "- Begin klein.", "- Vraag het Wubbo.")
    all_agree(study)


def _tampered(study: Study) -> None:
    all_agree(study)
    path = log_path(study)
    lines = path.read_text(encoding="utf-8").split("\n")
    at = next(n for n, line in enumerate(lines) if '"event":"akkoord"' in line)
    lines[at] = lines[at].replace('"campagne":"nee"', '"campagne":"ja"')
    path.write_text("\n".join(lines), encoding="utf-8")


def _unchecked(study: Study) -> None:
    all_agree(study)
    edit_text(
        study,
        "- Begin klein.\n- Maak een rooster.\n{#tips}",
        "- Begin klein.\n- Maak een rooster.\n{#tips bron=c01-schoolleider#3}",
    )


def _refused_by_whom_it_is_about(study: Study) -> None:
    ask(study, "medewerker-1")
    record(study, "c01", "medewerker-1", "niet_akkoord", by=TEAM, channels={"website": "ja"}, on=DAY)
    ask(study, "schoolleider-1")
    say_yes(study, "schoolleider-1")
    (study.interviews / "templates").mkdir()
    (study.interviews / "templates" / "terms.yaml").write_text("minimum_share: 0.1\n", encoding="utf-8")


def _nobody_read_the_tips(study: Study) -> None:
    all_agree(study)
    edit_text(study, "Begin klein", "Begin groot")
    check_text(study, "c01", by=TEAM)


def _silent(study: Study) -> None:
    for person in ("medewerker-1", "schoolleider-1"):
        ask(study, person)
    say_yes(study, "schoolleider-1")
    say_yes(study, "medewerker-1")
    ask(study, "collega-1")
    no_reply(study, "c01", "collega-1", by=TEAM, on=dt.date(2024, 8, 1))


def _withdrawn(study: Study) -> None:
    all_agree(study)
    withdraw(study, "c01", "collega-1", by=TEAM, on=DAY)


def _refused(study: Study) -> None:
    all_agree(study)
    record(study, "c01", "collega-1", "niet_akkoord", by=TEAM, channels={"website": "ja"}, on=DAY)


def _edited(study: Study) -> None:
    all_agree(study)
    edit_text(study, "bij de oven", "bij de gloeiend hete oven")
    check_text(study, "c01", by=TEAM)


def _open_remark(study: Study) -> None:
    all_agree(study)
    record(
        study,
        "c01",
        "collega-1",
        "akkoord_met_wijziging",
        by=TEAM,
        channels={"website": "ja"},
        reason="liever niet zo",
        on=DAY,
    )


def _other_channel(study: Study) -> None:
    for person in ("medewerker-1", "collega-1", "schoolleider-1"):
        ask(study, person)
        say_yes(study, person, channels=("nota",) if person == "collega-1" else ("nota", "website"))


def _expired(study: Study) -> None:
    (study.interviews / "templates").mkdir()
    (study.interviews / "templates" / "terms.yaml").write_text("consent_months: 6\n", encoding="utf-8")
    for person in ("medewerker-1", "collega-1", "schoolleider-1"):
        ask(study, person)
        say_yes(study, person)
    path = study.interviews / "study.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("date: 2024-05-15", "date: 2024-12-01"), encoding="utf-8")


FAULTS: dict[str, tuple[Callable[[Study], None], str, str, str]] = {
    "chain_is_whole": (_tampered, "TEXT_CONDITIONS", "website", "werk-1"),
    "text_was_checked": (_unchecked, "TEXT_CONDITIONS", "website", "werk-1"),
    "nobody_holds_it": (_refused_by_whom_it_is_about, "TEXT_CONDITIONS", "website", "geld-1"),
    "no_name_in_it": (_name_in_text, "BLOCK_CONDITIONS", "website", "tips"),
    "somebody_agreed": (_nobody_read_the_tips, "BLOCK_CONDITIONS", "website", "tips"),
    "answered": (_silent, "PERSON_CONDITIONS", "website", "werk-1"),
    "not_withdrawn": (_withdrawn, "PERSON_CONDITIONS", "website", "werk-1"),
    "said_yes": (_refused, "PERSON_CONDITIONS", "website", "werk-1"),
    "same_words": (_edited, "PERSON_CONDITIONS", "website", "werk-1"),
    "nothing_open": (_open_remark, "PERSON_CONDITIONS", "website", "werk-1"),
    "channel_was_chosen": (_other_channel, "PERSON_CONDITIONS", "website", "werk-1"),
    "still_holds": (_expired, "PERSON_CONDITIONS", "website", "werk-1"),
}


def out(study: Study, channel: str) -> list[str]:
    try:
        return released(study, channel)
    except Refusal:
        return []


@pytest.mark.parametrize("name", FAULTS)
def test_every_condition_is_needed(round_study: Study, monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    fault, group, channel, block = FAULTS[name]
    fault(round_study)
    study = Study(round_study.root)
    assert block not in out(study, channel)
    without = tuple(one for one in getattr(conditions, group) if one.__name__ != name)
    monkeypatch.setattr(conditions, group, without)
    assert block in out(study, channel)


def test_the_list_of_faults_is_complete() -> None:
    groups = (conditions.TEXT_CONDITIONS, conditions.BLOCK_CONDITIONS, conditions.PERSON_CONDITIONS)
    assert {one.__name__ for group in groups for one in group} == set(FAULTS)


def test_a_register_that_was_cut_short_releases_nothing(round_study: Study) -> None:
    all_agree(round_study)
    withdraw(round_study, "c01", "collega-1", by=TEAM, on=DAY)
    path = log_path(round_study)
    path.write_text("\n".join(path.read_text(encoding="utf-8").rstrip("\n").split("\n")[:-1]) + "\n", encoding="utf-8")
    with pytest.raises(Refusal, match="aan het eind ontbreken regels"):
        release(round_study, "c01", "website")


def test_the_register_holds_digests_and_no_words_or_names(round_study: Study) -> None:
    all_agree(round_study, naming={"*": "eigen_naam"})
    text = log_path(round_study).read_text(encoding="utf-8")
    assert not any(word in text for word in ("Sjors", "Marga", "Zandkorrel", "groente"))
    assert all(json.loads(line)["previous"] for line in text.splitlines())
    assert text_path(round_study).exists()
