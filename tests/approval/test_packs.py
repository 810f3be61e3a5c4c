"""What goes out: who reads what, in which words, and what the files of a pack are."""

from __future__ import annotations

import re
import zipfile
from email import message_from_bytes
from email.policy import default
from pathlib import Path

import pytest
from office_support import open_xml_errors
from rounds import CASE, DAY, TEAM, ask, edit_text, lay_out, say_yes

from toolkit.approval import load_register, make_pack, remind, run, send
from toolkit.approval.letters import NEEDED
from toolkit.approval.people import blocks_for, text_document
from toolkit.approval.register import Register
from toolkit.approval.templates import template_path
from toolkit.errors import InputError
from toolkit.study import Study

SURNAMES = ("Bloemhof", "Tichelaar", "Zandkorrel", "Wubbo", "Marga")


def ids(study: Study, person: str) -> list[str]:
    document = text_document(study, "c01")
    return [block.id for block in blocks_for(study, document, f"c01/{person}", load_register(study))]


def words_in(path: Path) -> str:
    """All words of a file of a pack, roughly."""
    if path.suffix == ".docx":
        with zipfile.ZipFile(path) as archive:
            return " ".join(
                re.sub(r"<[^>]+>", " ", archive.read(name).decode("utf-8", "replace")) for name in archive.namelist()
            )
    if path.suffix == ".pdf":
        import pypdfium2

        return " ".join(page.get_textpage().get_text_bounded() for page in pypdfium2.PdfDocument(path))
    return path.read_text(encoding="utf-8", errors="replace")


def test_a_person_reads_what_is_about_them_and_what_is_about_nobody(round_study: Study) -> None:
    assert ids(round_study, "medewerker-1") == [
        "titel", "intro", "kort-kop", "kort", "werk-kop", "werk-1", "werk-citaat", "tips-kop", "tips",
    ]  # fmt: skip
    assert ids(round_study, "collega-1") == ["titel", "tips-kop", "tips"]
    assert ids(round_study, "schoolleider-1") == ["titel", "geld-kop", "geld-1", "geld-2", "tips-kop", "tips"]


def test_others_read_of_the_target_group_only_what_that_person_agreed_to(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    say_yes(round_study, "medewerker-1")
    assert ids(round_study, "collega-1") == ["titel", "kort-kop", "kort", "werk-kop", "werk-1", "tips-kop", "tips"]
    edit_text(round_study, "bij de oven", "bij het fornuis")
    assert "werk-1" not in ids(round_study, "collega-1")


def test_no_name_of_another_and_none_in_a_file_name_or_subject(round_study: Study) -> None:
    for person in ("medewerker-1", "schoolleider-1"):
        pack = make_pack(round_study, "c01", f"c01/{person}")
        assert len(pack.paths) == 10
        for path in pack.paths:
            text = words_in(path)
            mine = ("Sjors", "Kamp") if person == "medewerker-1" else ("Marga", "Bloemhof")
            assert not [name for name in (*SURNAMES, "Sjors", "Kamp") if name in text and name not in mine], path.name
            assert re.fullmatch(r"c01-v1-[0-9a-f]{10}-[a-z]+\.(docx|pdf|html|eml|txt|ics)", path.name)
        calendar = next(path for path in pack.paths if path.suffix == ".ics").read_text(encoding="utf-8")
        assert "Sjors" not in calendar and "Marga" not in calendar and "keuken" not in calendar


def test_the_pack_of_somebody_of_the_target_group_is_in_plain_words_and_large(round_study: Study) -> None:
    own = make_pack(round_study, "c01", "c01/medewerker-1")
    letter = words_in(next(path for path in own.paths if path.name.endswith("brief.pdf")))
    assert "Beste Sjors" in letter and "Uw baas" not in letter.split("Wie leest")[0]
    longest = max(len(sentence.split()) for sentence in re.split(r"[.?!]\s", re.sub(r"\s+", " ", letter)))
    assert longest <= 22
    form = next(path for path in own.paths if path.name.endswith("formulier.docx"))
    with zipfile.ZipFile(form) as archive:
        assert b'<w:sz w:val="28"/>' in archive.read("word/styles.xml")


def test_the_mail_is_a_draft_with_three_attachments_and_no_sender(round_study: Study) -> None:
    pack = make_pack(round_study, "c01", "c01/schoolleider-1")
    mail = message_from_bytes(next(p for p in pack.paths if p.name.endswith("mail.eml")).read_bytes(), policy=default)
    assert (mail["X-Unsent"], mail["From"], mail["Date"], mail["Bcc"]) == ("1", None, None, None)
    assert mail["Subject"].startswith("Tekst om na te lezen (kenmerk c01-v1-")
    assert [one.get_filename()[18:] for one in mail.iter_attachments()] == ["brief.pdf", "tekst.pdf", "formulier.docx"]
    assert "Beste Marga Bloemhof" in mail.get_body().get_content()


def test_the_same_study_gives_the_same_bytes(round_study: Study, tmp_path: Path) -> None:
    other = lay_out(tmp_path / "ander")
    first, second = (make_pack(study, "c01", "c01/medewerker-1") for study in (round_study, other))
    assert [p.read_bytes() for p in first.paths] == [p.read_bytes() for p in second.paths]


def test_the_step_records_nothing_and_notes_who_waits(round_study: Study) -> None:
    paths = [path.relative_to(round_study.outputs).as_posix() for path in run(round_study, lambda items: items)]
    assert "approval/c01/collega-1/c01-nog-niet.txt" in paths and "approval/overzicht.csv" in paths
    text = (round_study.outputs / "approval/c01/collega-1/c01-nog-niet.txt").read_text(encoding="utf-8")
    assert text == "Er is geen pakket voor c01/collega-1 bij c01: wacht op het antwoord van medewerker-1.\n"
    assert load_register(round_study) == Register(())


def test_after_sending_the_step_makes_exactly_what_was_sent(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    folder = round_study.outputs / "approval" / "c01" / "medewerker-1"
    sent = {path.name: path.read_bytes() for path in folder.iterdir()}
    for path in folder.iterdir():
        path.unlink()
    run(round_study, lambda items: items)
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == sent


def test_the_reminder_is_in_the_pack(round_study: Study) -> None:
    ask(round_study, "medewerker-1")
    names = [path.name.rpartition("-")[2] for path in remind(round_study, "c01", "medewerker-1", by=TEAM, on=DAY).paths]
    assert sorted(names) == ["herinnering.eml", "herinnering.ics", "herinnering.txt"]


@pytest.mark.parametrize("field", NEEDED)
def test_a_letter_must_say_what_makes_a_yes_an_informed_one(round_study: Study, field: str) -> None:
    folder = round_study.interviews / "templates"
    folder.mkdir()
    text = template_path(round_study, "letter.md").read_text(encoding="utf-8")
    (folder / "letter.md").write_text(text.replace(f"{{{{ {field} }}}}", "..."), encoding="utf-8")
    with pytest.raises(InputError, match=f"ontbreekt het veld '{field}'"):
        make_pack(round_study, "c01", "c01/schoolleider-1")


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("mail.md", "Beste {{ aan }},\n", "geen onderwerp"),
        ("mail.md", "Onderwerp: tekst van Marga\n\nHallo\n", "in het onderwerp staat een naam"),
        ("mail.md", "Onderwerp: x\n\n{{ naam }}\n", "het veld 'naam' kennen we niet"),
        ("terms.yaml", "minimum_share: 3\n", "schrijf een getal van 0 tot 1"),
        ("words.yaml", "persons: {collega: de collega}\n", "moet een lijst zijn|is niet goed"),
    ],
)
def test_a_template_that_cannot_be_used_is_named(round_study: Study, name: str, text: str, message: str) -> None:
    folder = round_study.interviews / "templates"
    folder.mkdir()
    (folder / name).write_text(text, encoding="utf-8")
    with pytest.raises(InputError, match=message) as caught:
        make_pack(round_study, "c01", "c01/schoolleider-1")
    assert caught.value.path == folder / name


def test_somebody_whom_the_case_does_not_know_is_named(tmp_path: Path) -> None:
    study = lay_out(tmp_path / "s")
    path = study.cases_folder / "c01" / "case.yaml"
    path.write_text(CASE.replace("collega-1", "collega-9"), encoding="utf-8")
    with pytest.raises(InputError, match="'collega-1' staat in de tekst, maar niet bij de personen"):
        run(study, lambda items: items)


def test_a_field_that_was_not_filled_in_does_not_go_out(round_study: Study) -> None:
    edit_text(round_study, "16 per week", "{{ uren }} per week")
    with pytest.raises(InputError, match="een veld dat niet is ingevuld"):
        send(round_study, "c01", by=TEAM, on=DAY)


@pytest.mark.office
@pytest.mark.parametrize("person", ["medewerker-1", "schoolleider-1"])
def test_the_open_xml_validator_finds_nothing(round_study: Study, person: str) -> None:
    pack = make_pack(round_study, "c01", f"c01/{person}")
    for path in pack.paths:
        if path.suffix == ".docx":
            assert open_xml_errors(path) == []
