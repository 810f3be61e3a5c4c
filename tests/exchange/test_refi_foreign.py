"""What real writers do beside the standard, each habit on its own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from exchange_writers import archive, qde

from toolkit.coding import load_codebook
from toolkit.exchange import Project, import_as_study, read_refi
from toolkit.exchange.code_tree import codebook_of, tree_with_paths
from toolkit.exchange.project import walk
from toolkit.review import load_codings, memos

A, B, C, D, E, F = (f"{letter * 8}-0000-4000-8000-{letter * 12}" for letter in "abcdef")
N = "12345678-0000-4000-8000-123456789abc"
TEXT = "De brug is open. Wij wachten op geld.\n"
CODE = f'<CodeBook><Codes><Code guid="{A}" name="Werk" isCodable="true"/></Codes></CodeBook>'
Write = Callable[[str, str | bytes], Path]


def source(inside: str, *, attributes: str = "", text: str = TEXT) -> str:
    return f'<TextSource guid="{B}" name="gesprek" {attributes}><PlainTextContent>{text}</PlainTextContent>{inside}</TextSource>'


def selection(start: int, end: int, inside: str = "", *, guid: str = C, name: str = "") -> str:
    return f'<PlainTextSelection guid="{guid}" name="{name}" startPosition="{start}" endPosition="{end}">{inside}</PlainTextSelection>'


def coding(code: str = A, guid: str = D, inside: str = "") -> str:
    return f'<Coding guid="{guid}"><CodeRef targetGUID="{code}"/>{inside}</Coding>'


@pytest.fixture
def read(write: Write) -> Callable[..., Project]:
    def from_parts(inside: str, members: dict[str, bytes] | None = None, **fields: str) -> Project:
        return read_refi(write("project.qdpx", archive({"project.qde": qde(inside, **fields), **(members or {})})))

    return from_parts


Read = Callable[..., Project]


@pytest.mark.parametrize("space", ["urn:QDA-XML:project:1.0", "urn:QDA-XML:project:0:10", "urn:QDA-XML:project:0:4"])
def test_every_namespace_is_read(read: Read, space: str) -> None:
    project = read(f"{CODE}<Sources>{source(selection(0, 16, coding()))}</Sources>", space=space)
    assert project.sources[0].selections[0].uses[0].code == A


@pytest.mark.parametrize("folder", ["sources", "Sources", "SOURCES", "sources\\"])
def test_the_folder_of_sources_may_be_spelled_in_any_way(read: Read, folder: str) -> None:
    member = f"{folder}/{B.upper()}.TXT" if not folder.endswith("\\") else f"{folder}{B}.txt"
    inside = f'<Sources><TextSource guid="{{{B.upper()}}}" name="x" plainTextPath="internal://{B}.txt">{selection(0, 16, coding())}</TextSource></Sources>'
    project = read(CODE + inside, {member: TEXT.encode()})
    assert project.sources[0].text == TEXT
    assert project.sources[0].guid == B


@pytest.mark.parametrize(("encoding", "remark"), [("utf-16", "UTF-16"), ("cp1252", "Windows-1252")])
def test_texts_in_another_encoding_are_read_and_named(read: Read, encoding: str, remark: str) -> None:
    inside = f'<Sources><TextSource guid="{B}" name="x" plainTextPath="internal://{B}.txt"/></Sources>'
    project = read(inside, {f"sources/{B}.txt": "Eén café.\r\n".encode(encoding)})
    assert project.sources[0].text == "Eén café.\n"
    assert remark in project.remarks[0]


def test_a_case_without_a_name_holds_the_variables_of_its_source(read: Read) -> None:
    variables = f'<Variables><Variable guid="{E}" name="functie" typeOfVariable="Text"/></Variables>'
    value = f'<VariableValue><VariableRef targetGUID="{E}"/><TextValue>conciërge</TextValue></VariableValue>'
    project = read(
        f'{variables}<Cases><Case guid="{F}">{value}<SourceRef targetGUID="{B}"/></Case></Cases><Sources>{source("")}</Sources>'
    )
    assert project.cases == ()
    assert [(one.variable, one.text) for one in project.sources[0].values] == [(E, "conciërge")]


def test_a_case_that_is_also_a_code_is_a_case(read: Read) -> None:
    """NVivo gives a case the GUID of a code; what bears it belongs to the case."""
    book = f'<CodeBook><Codes><Code guid="{A}" name="Werk" isCodable="true"/><Code guid="{N}" name="Cases" isCodable="false"><Code guid="{F}" name="Anna" isCodable="true"/></Code></Codes></CodeBook>'
    cases = f'<Cases><Case guid="{{{F.upper()}}}" name="Anna"/></Cases>'
    marks = selection(0, 36, coding(F)) + selection(0, 16, coding(), guid=E)
    project = read(f"{book}{cases}<Sources>{source(marks)}</Sources>")
    assert [code.name for code, _ in walk(project.codes)] == ["Werk"]
    assert [(one.start, one.end) for one in project.sources[0].selections] == [(0, 16)]
    assert project.cases[0].sources == (B,)
    assert "als case gelezen" in project.remarks[0]


def test_an_empty_value_says_nothing(read: Read) -> None:
    variables = f'<Variables><Variable guid="{E}" name="jaren" typeOfVariable="Float"/></Variables>'
    value = f'<VariableValue><VariableRef targetGUID="{E}"/><FloatValue></FloatValue></VariableValue>'
    project = read(f'{variables}<Cases><Case guid="{F}" name="x">{value}</Case></Cases>')
    assert project.cases[0].values == ()


def test_colours_that_are_none_and_guids_that_come_twice_are_mended(read: Read) -> None:
    codes = f'<Code guid="{A}" name="Rood" isCodable="true" color="red"/><Code guid="{A}" name="Blauw" isCodable="1" color="#12f"/>'
    project = read(f"<CodeBook><Codes>{codes}</Codes></CodeBook>")
    assert [(code.name, code.color) for code in project.codes] == [("Rood", ""), ("Blauw", "#1122FF")]
    assert project.codes[0].guid != project.codes[1].guid
    assert len(project.remarks) == 2


def test_a_coding_with_a_code_that_is_nowhere_is_kept(read: Read) -> None:
    project = read(f"{CODE}<Sources>{source(selection(0, 16, coding(F)))}</Sources>")
    assert [code.name for code, _ in walk(project.codes)] == [
        "Werk",
        "Codes die niet in het codeboek stonden",
        "Onbekende code 1",
    ]


def test_a_note_that_is_linked_to_a_stretch_is_an_annotation(read: Read) -> None:
    note = f'<Notes><Note guid="{N}" name="Let op"><PlainTextContent>Klopt dit?</PlainTextContent></Note></Notes>'
    links = f'<Links><Link guid="{F}" originGUID="{N}" targetGUID="{C}"/><Link guid="{E}" name="los" originGUID="{A}" targetGUID="{A}"/></Links>'
    project = read(f"{CODE}<Sources>{source(selection(0, 16))}</Sources>{note}{links}")
    assert project.sources[0].selections[0].notes == (N,)
    assert [(one.kind, one.name) for one in project.kept] == [("koppeling", "los")]


def test_a_note_of_qualcoder_stands_on_a_stretch_of_its_source(read: Read) -> None:
    inside = f'<PlainTextContent>Klopt dit?</PlainTextContent><PlainTextSelection guid="{F}" startPosition="3" endPosition="7"/>'
    project = read(
        f'<Sources>{source(f"""<NoteRef targetGUID="{N}"/>""")}</Sources><Notes><Note guid="{N}">{inside}</Note></Notes>',
        origin="QualCoder 4.0",
    )
    assert [(TEXT[one.start : one.end], one.notes) for one in project.sources[0].selections] == [("brug", (N,))]
    assert project.sources[0].notes == ()


def test_the_plain_text_of_a_pdf_is_a_source_and_its_areas_are_listed(read: Read) -> None:
    area = f'<PDFSelection guid="{{}}" name="vlak" page="0" firstX="1" firstY="1" secondX="2" secondY="2">{coding()}</PDFSelection>'
    representation = f'<Representation guid="{F}"><PlainTextContent>{TEXT}</PlainTextContent>{selection(0, 16, coding())}</Representation>'
    pdf = f'<PDFSource guid="{E}" name="nota.pdf" path="internal://{E}.pdf">{area.format(C)}{area.format(N)}{representation}</PDFSource>'
    project = read(f"{CODE}<Sources>{pdf}</Sources>", {f"sources/{E}.pdf": b"%PDF"})
    assert [(one.name, one.text) for one in project.sources] == [("nota.pdf", TEXT)]
    assert [(one.kind, one.guid) for one in project.kept] == [("pdf", E), ("selectie", N)]


def test_transcripts_of_sound_are_sources_and_pictures_are_listed(read: Read) -> None:
    points = f'<SyncPoint guid="{E}" position="0" timeStamp="0"/><SyncPoint guid="{F}" position="16" timeStamp="900"/>'
    mark = f'<TranscriptSelection guid="{C}" fromSyncPoint="{E}" toSyncPoint="{F}">{coding()}</TranscriptSelection>'
    audio = f'<AudioSource guid="{B}" name="band.m4a" path="absolute:///etc/passwd"><Transcript guid="{N}" name="band"><PlainTextContent>{TEXT}</PlainTextContent>{points}{mark}</Transcript></AudioSource>'
    picture = f'<PictureSource guid="{D}" name="foto.jpg"/>'
    project = read(f"{CODE}<Sources>{audio}{picture}</Sources>")
    assert [TEXT[one.start : one.end] for one in project.sources[0].selections] == ["De brug is open."]
    assert [(one.kind, one.name) for one in project.kept] == [("geluid", "band.m4a"), ("beeld", "foto.jpg")]


def test_a_source_of_which_only_the_word_file_is_there(read: Read, tmp_path: Path) -> None:
    book = Document()
    for line in TEXT.splitlines():
        book.add_paragraph(line)
    book.save(tmp_path / "x.docx")
    inside = (
        f'<TextSource guid="{B}" name="x" richTextPath="internal://{B}.docx">{selection(0, 16, coding())}</TextSource>'
    )
    project = read(f"{CODE}<Sources>{inside}</Sources>", {f"sources/{B}.docx": (tmp_path / "x.docx").read_bytes()})
    assert project.sources[0].text == TEXT.strip()
    assert "Word-bestand" in project.remarks[0]


@pytest.mark.parametrize(
    "path", ["internal://weg.txt", "relative:///weg.txt", "absolute:///etc/hostname", "internal://../../etc/hostname"]
)
def test_a_text_outside_the_file_is_not_fetched(read: Read, path: str) -> None:
    inside = f'<TextSource guid="{B}" name="weg" plainTextPath="{path}">{selection(0, 16, coding(), name="De brug")}</TextSource>'
    project = read(f"{CODE}<Sources>{inside}</Sources>")
    assert project.sources[0].text is None
    assert [(one.kind, one.name) for one in project.kept] == [("selectie", "De brug"), ("bron", "weg")]


@pytest.mark.parametrize(("start", "end"), [(5, 5), (16, 3), (0, 400), (-4, 3), (10**30, 10**31)])
def test_a_stretch_that_is_none_is_listed(read: Read, start: int, end: int) -> None:
    project = read(f"{CODE}<Sources>{source(selection(start, end, coding()))}</Sources>")
    assert project.sources[0].selections == ()
    assert [one.kind for one in project.kept] == ["selectie"]


def test_paths_in_names_become_a_tree(read: Read) -> None:
    names = ("Cola::light", "Cola", "Melk", "Thee::groen::los")
    codes = "".join(
        f'<Code guid="{str(number) * 8}{A[8:]}" name="{name}" isCodable="true"/>' for number, name in enumerate(names)
    )
    project = read(f"<CodeBook><Codes>{codes}</Codes></CodeBook>", origin="ATLAS.ti 9")
    tree = tree_with_paths(project)
    assert [" > ".join(one.name for one in (*path, code)) for code, path in walk(tree)] == [
        "Cola", "Cola > light", "Melk", "Thee", "Thee > groen", "Thee > groen > los",
    ]  # fmt: skip
    mapped = codebook_of(tree, None, origin="ATLAS.ti")
    assert [code.id for code in mapped.codebook.codes] == ["cola.cola", "cola.light", "codes.melk", "thee.los"]


def test_double_names_get_ids_of_their_own(read: Read) -> None:
    inner = "".join(f'<Code guid="{str(number) * 8}{A[8:]}" name="Hulp" isCodable="true"/>' for number in range(2))
    project = read(f'<CodeBook><Codes><Code guid="{B}" name="Werk" isCodable="false">{inner}</Code></Codes></CodeBook>')
    mapped = codebook_of(project.codes, None)
    assert [code.id for code in mapped.codebook.codes] == ["werk.hulp", "werk.hulp-2"]
    assert "meer dan één code" in mapped.remarks[0]


def test_a_foreign_project_becomes_a_study(write: Write, tmp_path: Path) -> None:
    text = "Interviewer: Hoe gaat het?\nAnna: De brug is open. Wij wachten op geld.\nInterviewer: En nu?\nAnna: Nu wachten wij.\n"
    at = text.index("De brug")
    note = f'<Notes><Note guid="{N}" name="Idee"><PlainTextContent>Verder uitzoeken.</PlainTextContent></Note></Notes>'
    marks = (
        selection(at, at + 16, f"<Description>mooi</Description>{coding()}", name="De brug is open.")
        + selection(at + 17, at + 37, coding(guid=E), guid=F, name="Een eigen naam")
        + selection(0, 11, coding(guid=F), guid=E)
        + selection(at, at + 7, "<Description>Welke brug?</Description>", guid=N)
    )
    inside = f'{CODE}<Cases><Case guid="{F}" name="Anna"><Description>Werkt op school.</Description><SourceRef targetGUID="{B}"/></Case></Cases><Sources>{source(marks, text=text)}</Sources>{note}'
    path = write("anna.qdpx", archive({"project.qde": qde(inside, origin="MAXQDA 2022")}))
    outcome = import_as_study(read_refi(path), path, tmp_path / "nieuw")
    codings = load_codings(outcome.study, "onbekend")
    assert [(one.anchor.quote if one.anchor else "", one.memo) for one in codings] == [
        ("De brug is open.", "mooi"), ("Wij wachten op geld.", "Een eigen naam"),
    ]  # fmt: skip
    assert [one.kind for one in outcome.kept] == ["selectie"]
    assert {(memo.about, memo.text) for memo in memos(outcome.study)} == {
        ("studie", "Idee\n\nVerder uitzoeken."), ("case:c01", "Werkt op school."), ("gesprek:c01-gesprek-1", "Bij #2, ‘De brug’: Welke brug?"),
    }  # fmt: skip
    assert load_codebook(outcome.study.codebook_path).ids == ("codes.werk",)
    raw = (outcome.study.cases_folder / "c01" / "c01-gesprek-1.txt").read_text(encoding="utf-8")
    assert raw.endswith(text)
    assert (outcome.folder / "anna.qdpx").read_bytes() == path.read_bytes()
    report = (outcome.folder / "verslag.md").read_text(encoding="utf-8")
    assert "coderingen van onbekend: 2" in report
    assert "Gemaakt met: MAXQDA 2022" in report
    assert (outcome.folder.parent / ".gitignore").read_text(encoding="utf-8").endswith("*\n")


def test_a_text_that_looks_like_a_head_is_text(write: Write, tmp_path: Path) -> None:
    text = "---\nsoort: geheim\n---\nEr staat hier iets.\n"
    path = write(
        "streep.qdpx",
        archive({"project.qde": qde(f"{CODE}<Sources>{source(selection(22, 41, coding()), text=text)}</Sources>")}),
    )
    outcome = import_as_study(read_refi(path), path, tmp_path / "nieuw")
    assert [one.anchor.quote for one in load_codings(outcome.study, "onbekend") if one.anchor] == [
        "Er staat hier iets."
    ]
