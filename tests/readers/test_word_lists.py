"""What Word numbers by itself, and headings by their style, as a reader of the document sees them."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from toolkit.intake.word import read_docx
from toolkit.readers import read_plan, read_sectors


def a_list(document: Document, *levels: tuple[str, str], same: int | None = None) -> tuple[int, int]:
    """(list, kind): a new list of Word; with ``same`` one of a kind that is there, begun anew."""
    part = document.part.numbering_part.element
    kind = same or 500 + len(part.findall(qn("w:abstractNum")))
    if same is None:
        inside = "".join(
            f'<w:lvl w:ilvl="{n}"><w:start w:val="1"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/></w:lvl>'
            for n, (form, text) in enumerate(levels)
        )
        made = parse_xml(f'<w:abstractNum {nsdecls("w")} w:abstractNumId="{kind}">{inside}</w:abstractNum>')
        part.find(qn("w:num")).addprevious(made)
    number = 900 + len(part.findall(qn("w:num")))
    anew = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>' if same else ""
    part.append(parse_xml(f'<w:num {nsdecls("w")} w:numId="{number}"><w:abstractNumId w:val="{kind}"/>{anew}</w:num>'))
    return number, kind


def add(document: Document, text: str, number: int, depth: int = 0) -> None:
    paragraph = document.add_paragraph(text)
    paragraph._p.get_or_add_pPr().append(
        parse_xml(f'<w:numPr {nsdecls("w")}><w:ilvl w:val="{depth}"/><w:numId w:val="{number}"/></w:numPr>')
    )


def marks(path: Path) -> list[str]:
    return [one.mark for one in read_docx(path.read_bytes(), path=path)[0]]


@pytest.mark.parametrize(
    ("form", "text", "expected"),
    [
        ("lowerLetter", "%1.", ["a.", "b.", "c."]),
        ("upperLetter", "(%1)", ["(A)", "(B)", "(C)"]),
        ("lowerRoman", "%1)", ["i)", "ii)", "iii)"]),
        ("upperRoman", "%1", ["I", "II", "III"]),
        ("decimal", "Punt %1:", ["Punt 1:", "Punt 2:", "Punt 3:"]),
        ("decimalZero", "%1", ["01", "02", "03"]),
        ("bullet", "x", ["•", "•", "•"]),
        ("none", "", ["", "", ""]),
    ],
)
def test_marks_in_every_usual_form(tmp_path: Path, form: str, text: str, expected: list[str]) -> None:
    document = docx.Document()
    number, _ = a_list(document, (form, text))
    for words in ("een", "twee", "drie"):
        add(document, words, number)
    document.save(str(tmp_path / "a.docx"))
    assert marks(tmp_path / "a.docx") == expected


def test_a_list_counts_on_deeper_levels_and_another_list_begin_anew(tmp_path: Path) -> None:
    document = docx.Document()
    number, kind = a_list(document, ("decimal", "P%1"), ("decimal", "P%1.%2"))
    for words, depth in (("een", 0), ("x", 1), ("y", 1), ("twee", 0), ("z", 1)):
        add(document, words, number, depth)
    document.add_paragraph("tussendoor")
    add(document, "drie", number)
    second, _ = a_list(document, same=kind)
    add(document, "opnieuw", second)
    document.save(str(tmp_path / "a.docx"))
    assert marks(tmp_path / "a.docx") == ["P1", "P1.1", "P1.2", "P2", "P2.1", "", "P3", "P1"]


def test_plans_numbered_by_word_are_read(tmp_path: Path) -> None:
    document = docx.Document()
    document.add_paragraph("Verslag van 2 juni 2022")
    number, _ = a_list(document, ("decimal", "P%1"), ("decimal", "P%1.%2"))
    for title, items in (("MOESTUIN", ("Compost maken", "Kruiden zaaien")), ("KANTINE", ("Soep koken",))):
        add(document, title, number)
        for item in items:
            add(document, item, number, 1)
    document.save(str(tmp_path / "a.docx"))
    plans = read_plan(tmp_path / "a.docx").plans
    assert [(plan.title, [(one.id, one.text) for one in plan.items]) for plan in plans] == [
        ("MOESTUIN", [("P1.1", "Compost maken"), ("P1.2", "Kruiden zaaien")]),
        ("KANTINE", [("P2.1", "Soep koken")]),
    ]


def test_sectors_by_their_headings_also_one_without_results(tmp_path: Path) -> None:
    document = docx.Document()
    for name, results in (
        ("Havens", ("Er kwam een kraan.",)),
        ("Sluizen", ()),
        ("Bruggen", ("Acht wachters.", "Een bel.")),
    ):
        document.add_heading(name, 2)
        document.add_paragraph("Hier werken mensen aan het water.")
        document.add_heading("Touwwerk", 3)
        document.add_paragraph("Een ploeg splitst touw.")
        if results:
            document.add_paragraph("Resultaten 2021")
            number, _ = a_list(document, ("lowerLetter", "%1."))
            for one in results:
                add(document, one, number)
    document.save(str(tmp_path / "a.docx"))
    report = read_sectors(tmp_path / "a.docx")
    found = [(one.name, len(one.activities), [result.text for result in one.results]) for one in report.sectors]
    assert found == [
        ("Havens", 1, ["Er kwam een kraan."]),
        ("Sluizen", 1, []),
        ("Bruggen", 1, ["Acht wachters.", "Een bel."]),
    ]
    assert any("'Sluizen' heeft geen lijst van resultaten" in line for line in report.warnings)
