"""One round, from sending to deciding, with replies as people fill them in."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from lxml import etree
from rounds import (
    DAY,
    TEAM,
    agree,
    as_google_docs,
    as_libreoffice,
    ask,
    changed,
    choose,
    edit_text,
    form_of,
    line_with,
    replace_words,
    rewritten,
    say_yes,
    text_path,
    tick,
    track_words,
)  # fmt: skip

from toolkit.approval import (
    Decision,
    board,
    changes,
    check_text,
    decide,
    load_register,
    no_reply,
    receive,
    record,
    remind,
    send,
    state_of,
    verify,
    withdraw,
)  # fmt: skip
from toolkit.errors import InputError, Refusal, UsageError
from toolkit.study import Study


def stand(study: Study, person: str) -> str:
    return state_of(load_register(study), "c01", f"c01/{person}")


def test_the_target_group_goes_first_and_alone(round_study: Study) -> None:
    check_text(round_study, "c01", by=TEAM)
    done = {one.person: one.outcome for one in send(round_study, "c01", by=TEAM, on=DAY)}
    assert done == {"c01/medewerker-1": "verzonden", "c01/collega-1": "wacht", "c01/schoolleider-1": "verzonden"}
    with pytest.raises(Refusal, match="nog niet aan de beurt"):
        send(round_study, "c01", "collega-1", by=TEAM, on=DAY)
    say_yes(round_study, "medewerker-1")
    assert send(round_study, "c01", "collega-1", by=TEAM, on=DAY)[0].outcome == "verzonden"


def test_a_text_goes_out_only_after_somebody_read_it(round_study: Study) -> None:
    with pytest.raises(Refusal, match="nog niet intern gecontroleerd"):
        send(round_study, "c01", by=TEAM, on=DAY)
    check_text(round_study, "c01", by=TEAM)
    edit_text(round_study, "Begin klein.", "Begin heel klein.")
    with pytest.raises(Refusal, match="na de laatste controle veranderd"):
        send(round_study, "c01", by=TEAM, on=DAY)
    assert send(round_study, "c01", "medewerker-1", by=TEAM, on=DAY, checked_by=TEAM)[0].due == "2024-06-03"


def test_a_form_that_says_yes(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")

    def fill(body: etree._Element) -> None:
        agree(body, "nota", "website")
        choose(body, "naam", "Een verzonnen naam")
        choose(body, "pseudoniem", "Teun")
        tick(body, "school:nee")

    receipt = receive(
        round_study, changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", fill), by=TEAM, on=DAY
    )
    entry = receipt.entry
    assert entry.event == "akkoord"
    assert dict(entry.channels) == {"nota": "ja", "website": "ja", "campagne": "nee", "journalist": "nee"}
    assert (dict(entry.naming), entry.pseudonym, entry.school) == ({"*": "pseudoniem"}, "Teun", "nee")
    assert (receipt.notes, entry.wishes, entry.unsure, entry.remarks) == ((), (), (), ())
    assert "intro" in entry.blocks and "geld-1" not in entry.blocks
    assert stand(round_study, "medewerker-1") == "akkoord"
    verify(round_study)


def test_a_tracked_change_is_shown_with_its_author_as_a_placeholder(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")

    def fill(body: etree._Element) -> None:
        tick(body, "oordeel:akkoord_met_wijziging")
        track_words(body, "2021", "2020", author="Sjors Kamp")

    receipt = receive(
        round_study, changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", fill), by=TEAM, on=DAY
    )
    assert receipt.entry.event == "akkoord_met_wijziging" and receipt.entry.wishes == ("intro",)
    frame = changes(round_study, "c01")
    assert frame[["stuk", "soort", "door", "zeker"]].values.tolist() == [
        ["intro", "wijziging", "c01/medewerker-1", "ja"]
    ]
    assert (
        frame["wordt"][0] == "[medewerker-1] werkt sinds 2020 in de keuken van [school-A]. Hij kwam op proef en bleef."
    )


def test_what_somebody_wrote_needs_no_second_yes_but_others_are_asked(round_study: Study, tmp_path: Path) -> None:
    for person in ("medewerker-1", "collega-1"):
        ask(round_study, person)
        if person == "medewerker-1":
            say_yes(round_study, person)

    def fill(body: etree._Element) -> None:
        tick(body, "oordeel:akkoord_met_wijziging")
        replace_words(body, "bij de oven", "bij het fornuis")

    receive(round_study, changed(form_of(round_study, "collega-1"), tmp_path / "x.docx", fill), by=TEAM, on=DAY)
    wish = changes(round_study, "c01")["wens"][0]
    decided = decide(round_study, "c01", [Decision(wish, "accept")], by=TEAM, on=DAY)
    assert (decided.changed, decided.again, decided.document.version) == (True, ("c01/medewerker-1",), 2)
    assert "[collega-1] helpt hem bij het fornuis." in text_path(round_study).read_text(encoding="utf-8")
    rows = board(round_study).set_index("persoon")
    assert rows["te doen"].to_dict() == {
        "medewerker-1": "opnieuw versturen", "collega-1": "", "schoolleider-1": "versturen",
    }  # fmt: skip
    assert rows["stand"]["collega-1"] == "wijziging verwerkt"
    kept = list((round_study.approvals / "versions").glob("c01-v1-*.md"))
    assert len(kept) == 1 and "bij de oven" in kept[0].read_text(encoding="utf-8")
    verify(round_study)


def test_names_that_people_type_become_placeholders_and_are_not_sure(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")

    def fill(body: etree._Element) -> None:
        tick(body, "oordeel:akkoord_met_wijziging")
        replace_words(body, "De collega helpt hem", "Wubbo helpt hem")

    receipt = receive(
        round_study, changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", fill), by=TEAM, on=DAY
    )
    assert receipt.entry.unsure == ("werk-1",) and "werk-1" not in receipt.entry.blocks
    frame = changes(round_study, "c01")
    assert frame["wordt"][0].endswith("[collega-1] helpt hem bij de oven.")
    assert "Wubbo" not in (round_study.approvals / "log.jsonl").read_text(encoding="utf-8")


@pytest.mark.parametrize("lose", [as_google_docs, as_libreoffice])
def test_a_form_that_lost_its_anchors_or_tags_is_still_read(round_study: Study, tmp_path: Path, lose: object) -> None:
    ask(round_study, "medewerker-1")

    def fill(body: etree._Element) -> None:
        agree(body, "website")
        choose(body, "naam", "Mijn eigen naam")
        lose(body)  # type: ignore[operator]

    receipt = receive(
        round_study, changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", fill), by=TEAM, on=DAY
    )
    assert receipt.entry.event == "akkoord"
    assert receipt.entry.channels["website"] == "ja" and receipt.entry.channels["campagne"] == "nee"
    assert dict(receipt.entry.naming) == {"*": "eigen_naam"}
    assert {block.status for block in receipt.reading.blocks} == {"gelijk"}


def test_two_ticks_or_a_box_that_disagrees_with_its_sign_are_never_yes(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")

    def fill(body: etree._Element) -> None:
        agree(body, "nota")
        tick(body, "kanaal:nota:nee")
        tick(body, "kanaal:campagne:ja")
        replace_words(line_with(body, "Mag de tekst op een website?").getparent().getparent(), "☐", "☒")

    receipt = receive(
        round_study, changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", fill), by=TEAM, on=DAY
    )
    assert receipt.entry.channels["nota"] == "onduidelijk"
    assert receipt.entry.channels["campagne"] == "onduidelijk"
    assert receipt.entry.channels["website"] == "onduidelijk"
    assert "niet duidelijk ja of nee" in " ".join(receipt.notes)


def test_a_comment_holds_its_block_until_it_is_settled(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    record(round_study, "c01", "medewerker-1", "akkoord_met_wijziging", by=TEAM, channels={"nota": "ja"},
           reason="wil dat de uren er niet in staan", on=DAY)  # fmt: skip
    wish = changes(round_study, "c01")
    assert wish["wordt"][0] == "wil dat de uren er niet in staan"
    with pytest.raises(UsageError, match="is een opmerking"):
        decide(round_study, "c01", [Decision(wish["wens"][0], "accept")], by=TEAM, on=DAY)
    decide(round_study, "c01", [Decision(wish["wens"][0], "settle")], by=TEAM, on=DAY)
    assert board(round_study).set_index("persoon")["open"]["medewerker-1"] == ""


def test_one_file_counts_once(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")
    form = changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", lambda body: agree(body, "nota"))
    first = receive(round_study, form, by=TEAM, on=DAY)
    again = receive(round_study, form, by=TEAM, on=DAY)
    assert not first.already and again.already and again.entry == first.entry
    assert len([e for e in load_register(round_study).entries if e.event == "akkoord"]) == 1


def test_another_version_is_refused(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")
    old = changed(form_of(round_study, "medewerker-1"), tmp_path / "x.docx", lambda body: agree(body, "nota"))
    edit_text(round_study, "versie: 1", "versie: 2")
    edit_text(round_study, "Hij kwam op proef", "Hij kwam eerst op proef")
    ask(round_study, "medewerker-1")
    with pytest.raises(InputError, match="eerdere versie"):
        receive(round_study, old, by=TEAM, on=DAY)


def test_a_damaged_file_is_refused_and_leaves_nothing(round_study: Study, tmp_path: Path) -> None:
    ask(round_study, "medewerker-1")
    broken = rewritten(
        form_of(round_study, "medewerker-1"), tmp_path / "x.docx", {"word/document.xml": lambda data: data[:-200]}
    )
    with pytest.raises(InputError, match="beschadigd"):
        receive(round_study, broken, by=TEAM, on=DAY)
    assert not (round_study.approvals / "replies").exists()
    stranger = tmp_path / "y.docx"
    rewritten(form_of(round_study, "medewerker-1"), stranger, {
        "customXml/item1.xml": lambda data: None, "docProps/custom.xml": lambda data: None,
        "word/footer1.xml": lambda data: None, "word/footer2.xml": lambda data: None,
    })  # fmt: skip
    with pytest.raises(InputError, match="draagt geen kenmerk"):
        receive(round_study, stranger, by=TEAM, on=DAY)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"", "leeg"), (b"%PDF-1.7 x", "PDF"), (b"\xd0\xcf\x11\xe0abc", "oude vorm"), (b"hallo", "geen Word-formulier"),
     (b"PK\x03\x04" + b"\0" * 26 + b"mimetypeapplication/vnd.oasis.opendocument.text", ".odt"), (b"PK\x03\x04kapot", "beschadigd"),
     (b'{"schema": "anders"}', "geen antwoord van de antwoordpagina"), (b'{"schema": "nota-antwoord/1"', "niet heel")],
)  # fmt: skip
def test_what_is_no_reply_is_refused_with_what_to_do(
    round_study: Study, tmp_path: Path, content: bytes, message: str
) -> None:
    path = tmp_path / "antwoord.bin"
    path.write_bytes(content)
    with pytest.raises(InputError, match=message) as caught:
        receive(round_study, path, by=TEAM, on=DAY)
    assert caught.value.fix


def test_silence_is_recorded_after_the_last_day_and_ends_the_asking(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    remind(round_study, "c01", "medewerker-1", by=TEAM, on=DAY)
    with pytest.raises(Refusal, match="kan niet na"):
        remind(round_study, "c01", "medewerker-1", by=TEAM, on=DAY)
    with pytest.raises(Refusal, match="heeft nog tot en met 2024-06-03"):
        no_reply(round_study, "c01", "medewerker-1", by=TEAM, on=dt.date(2024, 6, 3))
    no_reply(round_study, "c01", "medewerker-1", by=TEAM, on=dt.date(2024, 6, 4))
    with pytest.raises(Refusal, match="geen reactie"):
        send(round_study, "c01", "medewerker-1", by=TEAM, on=dt.date(2024, 6, 5))
    others = {one.person: one for one in send(round_study, "c01", by=TEAM, on=dt.date(2024, 6, 5))}
    assert others["c01/collega-1"].outcome == "niet nodig"
    assert others["c01/schoolleider-1"].outcome == "verzonden"


def test_after_a_withdrawal_nothing_follows(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    say_yes(round_study, "medewerker-1")
    withdraw(round_study, "c01", "medewerker-1", by=TEAM, on=DAY)
    with pytest.raises(Refusal, match="kan niet na 'ingetrokken'"):
        say_yes(round_study, "medewerker-1")


def test_nothing_is_recorded_of_who_was_not_asked(round_study: Study) -> None:
    check_text(round_study, "c01", by=TEAM)
    with pytest.raises(Refusal, match="kan niet na"):
        say_yes(round_study, "medewerker-1")
    with pytest.raises(UsageError, match="geen kanaal"):
        record(round_study, "c01", "medewerker-1", "akkoord", by=TEAM, channels={"krant": "ja"})
    with pytest.raises(UsageError, match="een naam"):
        withdraw(round_study, "c01", "medewerker-1", by=TEAM, reason="Sjors belde")
