"""The same short talk in every format gives the same turns."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import pytest
from docx.oxml import OxmlElement
from docx.oxml.ns import qn

from toolkit.errors import InputError
from toolkit.intake import read_transcript

Write = Callable[[str, str | bytes], Path]

HEAD = "soort: interview\ndatum: 2023-10-12\nsprekers:\n  Interviewer: interviewer-1\n  Marga: schoolleider-1\n"
TURNS = [("interviewer-1", "Hoe ging dat?"), ("schoolleider-1", "Nou, eh, best: één keer per week. Café's en zo.")]


def turns_of(path: Path) -> list[tuple[str, str]]:
    transcript = read_transcript(path).transcript
    return [(turn.speaker, transcript.words_of(turn)) for turn in transcript.turns]


def labelled() -> str:
    return f"---\n{HEAD}---\nInterviewer: {TURNS[0][1]}\nMarga: {TURNS[1][1]}\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("newline", ["\n", "\r\n", "\r"])
def test_plain_text_in_every_encoding_and_newline(write: Write, encoding: str, newline: str) -> None:
    path = write("gesprek.txt", labelled().replace("\n", newline).encode(encoding))
    assert turns_of(path) == TURNS


def test_windows_1252_is_reported(write: Write) -> None:
    reading = read_transcript(write("gesprek.txt", labelled().encode("cp1252")))
    assert any("Windows-1252" in warning for warning in reading.warnings)


def test_markdown_with_bold_labels_and_blank_lines(write: Write) -> None:
    text = f"---\n{HEAD}---\n\n# Gesprek\n\n**Interviewer:** {TURNS[0][1]}\n\n**Marga:** {TURNS[1][1]}\n"
    assert turns_of(write("gesprek.md", text)) == [("", "Gesprek"), *TURNS]


def test_word_with_speaker_turns_and_a_head_without_indents(tmp_path: Path) -> None:
    document = docx.Document()
    for line in ("---", *HEAD.splitlines(), "---"):
        document.add_paragraph(line.strip())
    document.add_paragraph().add_run("Interviewer: ").bold = True
    document.paragraphs[-1].add_run(TURNS[0][1])
    document.add_paragraph(f"Marga: {TURNS[1][1]}")
    document.save(tmp_path / "gesprek.docx")
    assert turns_of(tmp_path / "gesprek.docx") == TURNS


def test_word_head_without_dashes(tmp_path: Path) -> None:
    document = docx.Document()
    for line in (
        "Soort: interview",
        "Datum: 2023-10-12",
        "Sprekers: Interviewer = interviewer-1, Marga = schoolleider-1",
    ):
        document.add_paragraph(line)
    document.add_paragraph("")
    document.add_paragraph(f"Interviewer: {TURNS[0][1]}")
    document.add_paragraph(f"Marga: {TURNS[1][1]}")
    document.save(tmp_path / "gesprek.docx")
    assert turns_of(tmp_path / "gesprek.docx")[-1:] == TURNS[-1:]


@pytest.mark.parametrize(
    "line",
    [
        "Datum: 12-10-2023",
        "Datum: donderdag 12 oktober 2023",
        "datum gesprek: 2023-10-12",
        "Datum: 12 okt. 2023, 14.00 uur",
    ],
)
def test_the_date_under_a_title_in_word(tmp_path: Path, line: str) -> None:
    document = docx.Document()
    document.add_heading("Gesprek op school", 1)
    for words in (line, "Locatie: de aula", f"Interviewer: {TURNS[0][1]}", "Directeur: Datum: 1-1-2020"):
        document.add_paragraph(words)
    document.save(tmp_path / "gesprek.docx")
    reading = read_transcript(tmp_path / "gesprek.docx")
    assert reading.transcript.date == date(2023, 10, 12)
    assert any("de datum 2023-10-12 staat boven het gesprek" in warning for warning in reading.warnings)


@pytest.mark.parametrize("line", ["Datum: onbekend", "Datum: 31-2-2023", "Datum: volgt in 2023"])
def test_what_is_no_date_is_asked_for(tmp_path: Path, line: str) -> None:
    document = docx.Document()
    document.add_heading("Gesprek op school", 1)
    for words in (line, f"Interviewer: {TURNS[0][1]}", "Directeur: Ja. Datum: 1-1-2020"):
        document.add_paragraph(words)
    document.save(tmp_path / "gesprek.docx")
    reading = read_transcript(tmp_path / "gesprek.docx")
    assert reading.transcript.date is None
    assert any("de datum van het gesprek is niet bekend" in warning for warning in reading.warnings)


def test_word_table_with_times_and_a_header_row(tmp_path: Path) -> None:
    document = docx.Document()
    table = document.add_table(rows=0, cols=3)
    for row in (("tijd", "spreker", "tekst"), ("00:00:05", "Interviewer", TURNS[0][1]), ("0:09", "Marga", TURNS[1][1])):
        for cell, text in zip(table.add_row().cells, row):
            cell.text = text
    document.save(tmp_path / "gesprek.docx")
    (tmp_path / "gesprek.yaml").write_text(HEAD, encoding="utf-8")
    transcript = read_transcript(tmp_path / "gesprek.docx").transcript
    assert turns_of(tmp_path / "gesprek.docx") == TURNS
    assert [turn.time for turn in transcript.turns] == ["00:00:05", "00:00:09"]


def test_word_tracked_changes_are_read_as_accepted_and_comments_apart(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Interviewer: Hoe ging dat?")
    document.add_paragraph("Interviewer: Ja?")
    paragraph = document.add_paragraph("Marga: Het kost ")
    for tag, child, words in (("w:del", "w:delText", "veertig "), ("w:ins", "w:t", "vijftig ")):
        change, run, text = OxmlElement(tag), OxmlElement("w:r"), OxmlElement(child)
        change.set(qn("w:author"), "iemand")
        text.text = words
        text.set(qn("xml:space"), "preserve")
        run.append(text)
        change.append(run)
        paragraph._p.append(change)
    paragraph.add_run("euro.")
    document.add_comment(paragraph.runs[-1:], text="Navragen.", author="iemand", initials="i")
    document.add_paragraph("Marga: Ja.")
    document.save(tmp_path / "gesprek.docx")
    reading = read_transcript(tmp_path / "gesprek.docx")
    words = [reading.transcript.words_of(turn) for turn in reading.transcript.turns]
    assert words == ["Hoe ging dat?", "Ja?", "Het kost vijftig euro.", "Ja."]
    assert [comment.text for comment in reading.comments] == ["Navragen."]
    assert any("bijgehouden wijzigingen" in warning for warning in reading.warnings)


def test_opendocument_text(tmp_path: Path) -> None:
    office = "urn:oasis:names:tc:opendocument:xmlns:"
    lines = "".join(f"<text:p>{line}</text:p>" for line in labelled().splitlines())
    content = (
        f'<office:document-content xmlns:office="{office}office:1.0" xmlns:text="{office}text:1.0">'
        f"<office:body><office:text>{lines}</office:text></office:body></office:document-content>"
    )
    with zipfile.ZipFile(tmp_path / "gesprek.odt", "w") as archive:
        archive.writestr("content.xml", content)
    assert turns_of(tmp_path / "gesprek.odt") == TURNS


def test_teams_captions_join_the_cues_of_one_speaker(write: Write) -> None:
    write("gesprek.yaml", HEAD)
    path = write(
        "gesprek.vtt",
        "WEBVTT\n\n1a/0-0\n00:00:02.100 --> 00:00:04.000\n<v Interviewer>Hoe ging dat?</v>\n\n"
        "1a/1-0\n00:00:05.000 --> 00:00:07.000\n<v Marga>Nou, eh, best: één keer\nper week.</v>\n\n"
        "1a/1-1\n00:00:07.000 --> 00:00:09.000\n<v Marga>Café&apos;s en zo.</v>\n",
    )
    assert turns_of(path) == TURNS
    assert [turn.time for turn in read_transcript(path).transcript.turns] == ["00:00:02", "00:00:05"]


def test_subrip_keeps_a_colon_in_talk(write: Write) -> None:
    write("gesprek.yaml", HEAD)
    path = write(
        "gesprek.srt",
        "1\r\n00:00:02,100 --> 00:00:04,000\r\nInterviewer: Hoe ging dat?\r\n\r\n"
        "2\r\n00:00:05,000 --> 00:00:07,000\r\nMarga: Nou, eh, best: één keer\r\n\r\n"
        "3\r\n00:00:07,000 --> 00:00:09,000\r\nper week. Café's en zo.\r\n",
    )
    assert turns_of(path) == TURNS


def test_offsets_are_code_points_and_cover_the_text(write: Write) -> None:
    text = "Interviewer: Ging het 🙂?\nMarga: Ja.\nInterviewer: E\u0301cht?\nMarga: Zeker, 🙂🙂.\n"
    transcript = read_transcript(write("gesprek.txt", text)).transcript
    assert transcript.text == "Ging het 🙂?\nJa.\nÉcht?\nZeker, 🙂🙂."
    assert [transcript.words_of(turn) for turn in transcript.turns] == transcript.text.split("\n")


def test_document_broken_at_a_fixed_width_with_blank_lines_is_joined(write: Write) -> None:
    line = "Dit is een regel van een rapport die precies zo lang is dat hij aan het einde wordt afgebroken door"
    text = f"Inleiding\n\n{line}\n\n{line}\n\nhet programma.\n\n{line}\n\nen klaar.\n"
    transcript = read_transcript(write("rapport.txt", text), kind="document").transcript
    words = [transcript.words_of(turn) for turn in transcript.turns]
    assert words == ["Inleiding", f"{line} {line} het programma.", f"{line} en klaar."]


@pytest.mark.parametrize("name", ["gesprek.docx", "gesprek.odt"])
@pytest.mark.parametrize("content", [b"PK\x03\x04 geen zip", b"zomaar tekst", b"PK"])
def test_a_damaged_archive_is_refused(write: Write, name: str, content: bytes) -> None:
    with pytest.raises(InputError, match="beschadigd"):
        read_transcript(write(name, content))


def test_entities_in_word_are_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "gesprek.docx", "w") as archive:
        archive.writestr("word/document.xml", '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><x>&a;</x>')
    with pytest.raises(InputError, match=r"DOCTYPE|beschadigd"):
        read_transcript(tmp_path / "gesprek.docx")


def test_a_zip_bomb_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "gesprek.docx", "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * (210 * 2**20))
    with pytest.raises(InputError, match="te groot"):
        read_transcript(tmp_path / "gesprek.docx")
