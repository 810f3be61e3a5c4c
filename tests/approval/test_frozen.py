"""What was sent stays what was sent: templates, settings and software of later are for packs still to be sent."""

from __future__ import annotations

from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from rounds import CASE, DAY, STUDY, TEAM, ask, edit_text, say_yes, text_path
from test_packs import words_in

from toolkit.approval import Entry, board, check_text, load_register, make_pack, not_as_sent, remind, run, send, verify
from toolkit.approval.packs import prepare
from toolkit.approval.people import text_document
from toolkit.approval.register import append, lock
from toolkit.approval.sealing import key_path
from toolkit.approval.sent import keep
from toolkit.approval.templates import template_path
from toolkit.cli import main
from toolkit.errors import InputError
from toolkit.study import Study

TEMPLATES = ("letter.md", "letter-easy.md", "mail.md", "mail-easy.md", "reminder.md", "reminder-easy.md")


def folder(study: Study, person: str) -> Path:
    return study.outputs / "approval" / "c01" / person


def files(study: Study, person: str) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder(study, person).iterdir()}


def word_all_anew(study: Study) -> None:
    """Every letter and mail gets a sentence more, and a reminder goes out on another day."""
    own = study.interviews / "templates"
    own.mkdir(exist_ok=True)
    for name in TEMPLATES:
        text = template_path(study, name).read_text(encoding="utf-8")
        (own / name).write_text(f"{text}\nDeze zin kwam er later bij.\n", encoding="utf-8")
    terms = template_path(study, "terms.yaml").read_text(encoding="utf-8")
    (own / "terms.yaml").write_text(terms.replace("reminder_days: 5", "reminder_days: 2"), encoding="utf-8")


def to_do(study: Study, person: str) -> str:
    """What the board says is to be done for somebody."""
    frame = board(study)
    return str(frame.loc[frame["persoon"] == person, "te doen"].iloc[0])


def made_again(study: Study) -> Study:
    """The step, on what the files say now."""
    fresh = Study(study.root)
    run(fresh, lambda items: items)
    return fresh


def test_other_templates_change_nothing_of_what_was_sent(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    before = files(round_study, "medewerker-1")
    word_all_anew(round_study)
    made_again(round_study)
    assert files(round_study, "medewerker-1") == before


def test_who_was_not_sent_anything_yet_gets_the_new_templates(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    word_all_anew(round_study)
    pack = make_pack(round_study, "c01", "c01/schoolleider-1")
    words = {
        p.name.rpartition("-")[2]: p.read_text(encoding="utf-8") for p in pack.paths if p.suffix in (".txt", ".ics")
    }
    assert "later bij" in words["mail.txt"] and "later bij" in words["herinnering.txt"]
    assert "-P2D" in words["herinnering.ics"]


def test_other_settings_change_nothing_of_what_was_sent(round_study: Study) -> None:
    ask(round_study, "schoolleider-1")
    before = files(round_study, "schoolleider-1")
    text = STUDY
    for old, new in (
        ("2024-05-15", "2024-06-30"), ("Ministerie van Proeven", "Gemeente Proef"), ("Bureau Proef", "Bureau Na"),
        ("ank@proef.example", "na@proef.example"), ("030 000 00 00", "030 000 00 09"), ("Banen bij", "Werk bij"),
    ):  # fmt: skip
        assert old in text
        text = text.replace(old, new)
    (round_study.interviews / "study.yaml").write_text(text + "invented: true\n", encoding="utf-8")
    made_again(round_study)
    assert files(round_study, "schoolleider-1") == before


def test_a_reminder_is_the_one_of_the_pack(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    before = files(round_study, "medewerker-1")
    word_all_anew(round_study)
    for path in remind(round_study, "c01", "medewerker-1", by=TEAM, on=DAY).paths:
        assert path.read_bytes() == before[path.name]


def test_sent_once_more_is_a_new_sending_with_the_new_templates(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    first = load_register(round_study).entries[-1]
    kept = (round_study.approvals / "sent" / f"{first.pack}.json").read_bytes()
    word_all_anew(round_study)
    again = send(round_study, "c01", "medewerker-1", by=TEAM, on=DAY)[0]
    assert first.pack[:10] not in again.reference
    assert any("later bij" in p.read_text(encoding="utf-8") for p in again.paths if p.name.endswith("mail.txt"))
    assert (round_study.approvals / "sent" / f"{first.pack}.json").read_bytes() == kept
    assert verify(round_study).problems == ()


def test_a_version_in_which_nothing_of_somebody_changed_leaves_what_they_were_sent(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    say_yes(round_study, "medewerker-1")
    before = files(round_study, "medewerker-1")
    word_all_anew(round_study)
    edit_text(round_study, "drie uur per week", "vier uur per week")
    edit_text(round_study, "versie: 1", "versie: 2")
    made_again(round_study)
    assert files(round_study, "medewerker-1") == before
    assert to_do(round_study, "medewerker-1") == ""
    check_text(round_study, "c01", by=TEAM)
    told = {one.person: (one.outcome, one.why) for one in send(round_study, "c01", by=TEAM, on=DAY)}
    assert told["c01/medewerker-1"] == ("niet nodig", f"kreeg deze tekst al ({DAY})")
    assert told["c01/schoolleider-1"][0] == "verzonden"


def test_a_new_version_takes_the_new_templates_and_leaves_what_was_sent(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    say_yes(round_study, "medewerker-1")
    before = files(round_study, "medewerker-1")
    word_all_anew(round_study)
    edit_text(round_study, "bij de oven", "bij het fornuis")
    pack = make_pack(round_study, "c01", "c01/medewerker-1")
    mails = [path.read_text(encoding="utf-8") for path in pack.paths if path.name.endswith("mail.txt")]
    assert ["later bij" in mail for mail in mails] == [True]
    assert before.items() <= files(round_study, "medewerker-1").items()


def test_the_text_that_was_checked_is_kept_whole_when_somebody_changes_it_by_hand(round_study: Study) -> None:
    before = text_path(round_study).read_text(encoding="utf-8")
    check_text(round_study, "c01", by=TEAM)
    edit_text(round_study, "bij de oven", "bij het fornuis")
    check_text(round_study, "c01", by=TEAM)
    kept = {path.name: path.read_text(encoding="utf-8") for path in (round_study.approvals / "versions").iterdir()}
    digests = [entry.digest[:10] for entry in load_register(round_study).entries]
    assert kept == {
        f"c01-v1-{digests[0]}.md": before,
        f"c01-v1-{digests[1]}.md": before.replace("bij de oven", "bij het fornuis"),
    }


def test_a_text_that_says_it_still_has_to_be_approved_is_told(
    round_study: Study, capsys: pytest.CaptureFixture[str]
) -> None:
    edit_text(round_study, "Hij kwam op proef en bleef.", "Deze tekst wordt nog voorgelegd.")
    folder = str(round_study.root)
    assert main(["send", "c01", "medewerker-1", "--by", TEAM, "--checked-by", TEAM, "--study", folder]) == 0
    assert "Let op: in 'intro' staat: Deze tekst wordt nog voorgelegd." in capsys.readouterr().out


def test_a_pack_that_cannot_be_made_is_not_recorded_as_sent(round_study: Study) -> None:
    check_text(round_study, "c01", by=TEAM)
    lines = load_register(round_study).entries
    image = "\n![Een figuur.](weg.svg)\n{#figuur over=medewerker-1}\n"
    edit_text(round_study, "\n## Het geld", f"{image}\n## Het geld")
    check_text(round_study, "c01", by=TEAM)
    with pytest.raises(InputError, match="geen tekstalternatief"):
        send(round_study, "c01", "medewerker-1", by=TEAM, on=DAY)
    assert [e.event for e in load_register(round_study).entries[len(lines) :]] == ["intern_gecontroleerd"]


def other_name(study: Study) -> None:
    """The roster learns another first name: the one thing of a pack that is nowhere kept."""
    path = study.cases_folder / "c01" / "case.yaml"
    path.write_text(CASE.replace("[Sjors Kamp, Sjors]", "[Sjoerd Kamp, Sjoerd]"), encoding="utf-8")


def test_a_file_that_is_what_was_sent_is_not_overwritten_by_one_that_is_not(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    before = files(round_study, "medewerker-1")
    other_name(round_study)
    study = made_again(round_study)
    after = files(study, "medewerker-1")
    note = next(name for name in after if name.endswith("-let-op.txt"))
    told = after.pop(note).decode()
    assert after == before
    assert "Opnieuw gemaakt worden ze anders" in told and "brief.pdf" in told and "herinnering.ics" not in told
    assert "Sjo" not in told and not_as_sent(study) == []


def test_what_cannot_be_made_as_it_was_is_said(round_study: Study, capsys: pytest.CaptureFixture[str]) -> None:
    ask(round_study, "medewerker-1")
    reference = next(iter(files(round_study, "medewerker-1"))).rpartition("-")[0]
    for path in folder(round_study, "medewerker-1").iterdir():
        path.unlink()
    other_name(round_study)
    made_again(round_study)
    told = files(round_study, "medewerker-1")[f"{reference}-let-op.txt"].decode()
    assert told.startswith("Dit is niet precies wat is verzonden: ")
    assert main(["approvals", "--verify", "--study", str(round_study.root)]) == 0
    assert f"{reference}-brief.pdf is niet precies wat is verzonden" in capsys.readouterr().out
    assert main(["remind", "c01", "medewerker-1", "--by", TEAM, "--study", str(round_study.root)]) == 0
    assert "Let op: Dit is niet precies wat is verzonden" in capsys.readouterr().out


@pytest.mark.parametrize("key", ["", "00" * 32])
def test_without_the_key_of_then_packs_are_made_and_it_is_said(round_study: Study, key: str) -> None:
    ask(round_study, "medewerker-1")
    before = files(round_study, "medewerker-1")
    key_path(round_study).unlink()
    if key:
        key_path(round_study).write_text(key, encoding="ascii")
    study = made_again(round_study)
    assert files(study, "medewerker-1") == before
    assert [note.partition(":")[0] for note in not_as_sent(study)] == [
        "van 10 bestanden in outputs/approval/ is niet na te gaan of het is wat is verzonden"
    ]


def test_the_register_gives_no_digest_that_a_name_can_be_tried_on(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    log = (round_study.approvals / "log.jsonl").read_text(encoding="utf-8")
    line = load_register(round_study).entries[-1]
    assert len(line.files) == 10
    for name, data in files(round_study, "medewerker-1").items():
        assert line.files[name.rpartition("-")[2]][8:] not in sha256(data).hexdigest()
        assert sha256(data).hexdigest()[:16] not in log
    assert key_path(round_study).read_text(encoding="ascii").strip() not in log


def test_of_a_pack_from_before_mails_were_kept_the_letter_stays_and_the_rest_is_said(round_study: Study) -> None:
    check_text(round_study, "c01", by=TEAM)
    text = text_document(round_study, "c01")
    now = prepare(round_study, text, "c01/medewerker-1", load_register(round_study), due=DAY)
    assert now is not None
    old = replace(now, around=None, letter=f"{now.letter}\nZo stond het er, [naam] ([kenmerk]).\n")
    keep(round_study, old)
    with lock(round_study):
        append(
            round_study,
            Entry("verzonden", "c01", "c01", 1, old.text, old.person, by=TEAM, pack=old.digest, due=old.due),
        )
    make_pack(round_study, "c01", old.person)
    letter = words_in(folder(round_study, "medewerker-1") / f"{old.reference}-brief.docx")
    assert f"Zo stond het er, Sjors ({old.reference})." in letter
    told = (folder(round_study, "medewerker-1") / f"{old.reference}-let-op.txt").read_text(encoding="utf-8")
    assert told.startswith("De brief is die van toen. De mails van toen zijn niet bewaard")
