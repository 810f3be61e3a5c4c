"""Tables of codings and codebooks: safe to open, exact on the way back, clear about what is wrong."""

from __future__ import annotations

import csv
import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from exchange_study import transcript
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from toolkit.coding import load_codebook
from toolkit.errors import InputError, Refusal, UsageError
from toolkit.exchange import (
    codebook_table,
    codings_table,
    export_codebook,
    export_codings,
    import_codebook,
    import_codings,
)
from toolkit.exchange.cells import guard, unguard
from toolkit.exchange.workbook import read_table, read_texts, table_bytes, texts
from toolkit.review import load_codings, open_journal, undo
from toolkit.study import Study

Write = Callable[[str, str | bytes], Path]
DAY = date(2024, 5, 15)
HOSTILE = [
    "=1+1",
    "+31 6",
    "-2",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    "'=1",
    "''-",
    "-",
    "=",
    '=HYPERLINK("http://x")',
    "gewoon",
    "'gewoon'",
]
CELLS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")) | st.sampled_from("=+-@'\"\n\t;,"), max_size=12
)


@given(cell=CELLS | st.sampled_from(HOSTILE))
def test_a_guarded_cell_never_begins_a_formula_and_comes_back(cell: str) -> None:
    safe = guard(cell)
    assert safe == "" or safe[0] not in "=+-@\t\r\n"
    assert unguard(safe) == cell


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_no_cell_runs(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"tabel{suffix}"
    path.write_bytes(table_bytes(pd.DataFrame({"=kop()": HOSTILE}), suffix, day=DAY))
    if suffix == ".csv":
        cells = [row[0] for row in csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))]
        assert not [cell for cell in cells if cell[:1] in tuple("=+-@\t\r\n")]
    else:
        book = load_workbook(path)
        cells = list(next(book.worksheets[0].iter_cols()))
        assert {cell.data_type for cell in cells} == {"s"}
        assert all(cell.quotePrefix for cell in cells)
    assert [row.cells["=kop()"] for row in read_table(path)] == [
        one.replace("\r", "\n") if suffix == ".csv" else one for one in HOSTILE
    ]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_the_same_table_gives_the_same_bytes(study: Study, suffix: str) -> None:
    name = Path(f"x{suffix}")
    assert export_codings(study, name) == export_codings(Study(study.root), name)
    assert export_codebook(study, name) == export_codebook(Study(study.root), name)


def test_the_columns_and_a_row(study: Study) -> None:
    table = codings_table(study)
    assert list(table.columns) == [
        "id", "case", "transcript", "kind", "date", "turn", "speaker", "role", "start", "end", "theme", "code", "label", "polarity",
        "certainty", "time", "status", "coder", "confidence", "evidence", "memo", "fragment",
    ]  # fmt: skip
    row = table[(table["coder"] == "k1") & (table["polarity"] == "negated")].iloc[0]
    assert (row["case"], row["transcript"], row["turn"], row["speaker"], row["role"]) == (
        "c01",
        "c01-medewerker",
        4,
        "medewerker-1",
        "medewerker",
    )
    assert (row["theme"], row["code"], row["certainty"], row["time"], row["fragment"]) == (
        "geld",
        "geld.uren",
        "uncertain",
        "future",
        "Niemand betaalt mij.",
    )
    assert sorted(table["status"]) == ["accepted"] * 7 + ["rejected"]


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_codings_come_back_exactly(study: Study, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"tabel{suffix}"
    path.write_bytes(export_codings(study, path))
    before = {one: one.read_bytes() for one in study.codings_folder.rglob("*.jsonl")}
    done = import_codings(study, path)
    assert (done.written, done.same) == ({"k1": 0, "k2": 0}, 8)
    assert {one: one.read_bytes() for one in study.codings_folder.rglob("*.jsonl")} == before
    held = load_codings(study)
    for journal in before:
        journal.unlink()
    import_codings(study, path)
    assert load_codings(Study(study.root)) == held


def test_a_row_that_was_changed_changes_the_coding_and_can_be_undone(study: Study, write: Write) -> None:
    text = export_codings(study, Path("x.csv")).decode("utf-8-sig")
    done = import_codings(study, write("x.csv", text.replace(",affirmed,wish,", ",ontkend,Onzeker,")))
    assert done.written["k1"] == 1
    assert ("negated", "uncertain") in {
        (one.polarity, one.certainty) for one in load_codings(study, "k1") if one.code == "geld.oud"
    }
    undo(study, "k1", "c01-medewerker")
    assert {one.certainty for one in load_codings(study, "k1") if one.code == "geld.oud"} == {"wish"}


def test_a_table_of_dutch_excel_by_hand(study: Study, write: Write) -> None:
    rows = "Gesprek;Code;Citaat;Polariteit;Codeur;Memo\nc01-medewerker;werk.uren;Van acht tot tien.;;k3;hé\n;;;;;\nc02-notitie;geld.uren; Wij wachten  al één jaar;ontkend;k3;\n"
    with pytest.raises(InputError, match=r"1 rij klopt niet\. regel 4: dit fragment staat niet in c02-notitie"):
        import_codings(study, write("x.csv", rows.encode("cp1252")))
    assert not load_codings(study, "k3")
    import_codings(study, write("x.csv", rows.replace("  al", " al").encode("cp1252")))
    assert [(one.code, one.polarity, one.memo, one.anchor.quote if one.anchor else "") for one in load_codings(study, "k3")] == [
        ("werk.uren", "affirmed", "hé", "Van acht tot tien."), ("geld.uren", "negated", "", "Wij wachten al één jaar"),
    ]  # fmt: skip


def test_every_wrong_row_is_named_and_nothing_is_written(study: Study, write: Write) -> None:
    rows = [
        "c09;werk.uren;;;;k1", "c01-medewerker;werk.niets;;;;k1", "c01-medewerker;werk.uren;0;99999;;k1", "c01-medewerker;werk.uren;;;;k1",
        "c01-medewerker;werk.uren;0;3;;", "c01-medewerker;werk.uren;;;staat er niet;k1",
    ]  # fmt: skip
    path = write("x.csv", "transcript;code;start;end;fragment;coder\n" + "\n".join(rows))
    with pytest.raises(InputError) as caught:
        import_codings(study, path)
    message = str(caught.value)
    for part in (
        "6 rijen kloppen niet", "regel 2: het gesprek 'c09' is er niet", "regel 3: de code 'werk.niets' staat niet in het codeboek",
        "regel 4: de plaats 0-99999 ligt buiten de tekst", "regel 5: er staat geen plaats", "regel 6: er staat geen codeur",
        "regel 7: dit fragment staat niet in c01-medewerker", "er is niets geschreven",
    ):  # fmt: skip
        assert part in message


def test_a_fragment_that_comes_twice_needs_its_turn(study: Study, write: Write) -> None:
    text = transcript(study, "c01-medewerker").text
    assert text.count("e") > 1
    with pytest.raises(InputError, match="geef ook de beurt"):
        import_codings(study, write("x.csv", "transcript,code,fragment,coder\nc01-medewerker,werk.uren,e,k1\n"))
    import_codings(study, write("x.csv", "transcript,code,fragment,turn,coder\nc01-medewerker,werk.uren,vast,4,k3\n"))
    assert [text[one.start : one.end] for one in load_codings(study, "k3")] == ["vast"]


def test_sentences_by_number_and_suggestions_passed_over(study: Study, write: Write) -> None:
    rows = "transcript,code,sentence,status\nc02-notitie,geld.uren,1,\nc02-notitie,geld.uren,2,voorstel\nc02-notitie,,0,\nc02-notitie,werk.taken,2,afgewezen\n"
    done = import_codings(study, write("x.csv", rows), coder="k4")
    assert (done.written, done.skipped) == ({"k4": 2}, 2)
    found = [(one.anchor.quote if one.anchor else "", one.status) for one in load_codings(study, "k4")]
    assert found == [("De brug is óp.", "accepted"), ("Wij wachten al één jaar op geld.", "rejected")]


# ------------------------------------------------------------ codebook


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_codebook_comes_back_exactly(study: Study, tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"codeboek{suffix}"
    path.write_bytes(export_codebook(study, path))
    own = load_codebook(study.codebook_path)
    done = import_codebook(study, path)
    assert (done.added, done.changed, done.missing) == ((), (), ())
    assert done.path.name == "codebook.import.yaml"
    assert load_codebook(done.path) == own
    assert study.codebook_path.read_text(encoding="utf-8").startswith("# Het codeboek van de proef")


@given(
    items=st.lists(
        st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), min_size=1, max_size=20)
        .map(str.strip)
        .filter(bool),
        max_size=4,
    )
)
@settings(deadline=None)
def test_lists_in_a_cell_come_back(items: list[str]) -> None:
    assert read_texts(texts(items)) == tuple(items)


def test_a_codebook_takes_the_place_of_the_old_one_only_when_asked(study: Study, write: Write) -> None:
    table = codebook_table(load_codebook(study.codebook_path))
    table.loc[table["id"] == "werk.taken", "label"] = "Klussen"
    done = import_codebook(study, write("c.csv", table.to_csv(index=False)), replace=True)
    assert done.changed == ("werk.taken",)
    assert load_codebook(study.codebook_path).label("werk.taken") == "Klussen"
    assert load_codebook(study.interviews / "codebook.vorige.yaml").label("werk.taken") == "Taken"


def test_a_code_in_use_cannot_be_left_out(study: Study, write: Write) -> None:
    table = codebook_table(load_codebook(study.codebook_path))
    path = write("c.csv", table[table["id"] != "werk.uren"].to_csv(index=False))
    with pytest.raises(Refusal, match=r"mist codes waar al mee gecodeerd is: werk\.uren"):
        import_codebook(study, path, replace=True)


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("a,b\n1,2\n", "ontbreken de kolommen id en label"),
        ("id,label\nwerk.taken,Taken\n", "ontbreekt 'definition'"),
        ("id,label,definition,include,exclude,examples\nWerk Taken.x,Taken,a,b,c,d\n", "is geen code"),
        ("", "leeg"),
        ("\n\n,,\n", "leeg"),
    ],
)
def test_a_codebook_that_is_not_in_order_says_what(study: Study, write: Write, rows: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        import_codebook(study, write("c.csv", rows))


# ------------------------------------------------------------ files


def xlsx(**members: bytes) -> bytes:
    """A workbook with some of its members replaced."""
    buffer, out = io.BytesIO(), io.BytesIO()
    book = Workbook()
    book.active.append(["transcript", "code"])
    book.save(buffer)
    with zipfile.ZipFile(buffer) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, members.pop(name.replace("/", "_").replace(".", "_"), old.read(name)))
        for name, data in members.items():
            new.writestr(name, data)
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (
            xlsx(xl_workbook_xml=b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><workbook>&a;</workbook>'),
            "DOCTYPE",
        ),
        (xlsx(xl_worksheets_sheet1_xml=b"<worksheet><sheetData>"), "beschadigd"),
        (xlsx(**{"xl/media/bom.bin": b"0" * (120 * 2**20)}), "te groots"),
        (b"PK\x03\x04 kapot", "beschadigd"),
        (b"tekst", "beschadigd"),
    ],
    ids=["entity", "broken sheet", "bomb", "broken zip", "text"],
)
def test_a_hostile_workbook_is_refused(write: Write, data: bytes, message: str) -> None:
    with pytest.raises(InputError, match=message):
        read_table(write("x.xlsx", data))


def test_tables_that_are_none(write: Write, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="geen CSV-tabel"):
        read_table(write("x.csv", b"a,b\x00c\n"))
    with pytest.raises(InputError, match="is er niet"):
        read_table(tmp_path / "weg.csv")
    with pytest.raises(UsageError, match=r"\.ods"):
        table_bytes(pd.DataFrame(), ".ods", day=DAY)


def test_a_cell_that_is_too_long_says_so(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(table_bytes(pd.DataFrame({"a": ["x" * 40_000, "b\x01c"]}), ".xlsx", day=DAY))
    first, second = (row.cells["a"] for row in read_table(path))
    assert (len(first), first[-1], second) == (32_767, "…", "b\ufffdc")


def test_numbers_and_dates_of_excel_are_read_as_people_write_them(write: Write) -> None:
    buffer = io.BytesIO()
    book = Workbook()
    book.active.append(["getal", "datum", "ja", "leeg"])
    book.active.append([12.0, date(2024, 3, 1), True, None])
    book.save(buffer)
    (row,) = read_table(write("x.xlsx", buffer.getvalue()))
    assert dict(row.cells) == {"getal": "12", "datum": "2024-03-01", "ja": "true", "leeg": ""}


def test_the_journal_of_an_import_says_where_it_came_from(study: Study, write: Write) -> None:
    import_codings(
        study, write("lijst.csv", "transcript,code,fragment,coder\nc02-notitie,geld.uren,De brug is óp.,k5\n")
    )
    assert [change.reason for change in open_journal(study, "k5", "c02-notitie").changes] == ["ingelezen uit lijst.csv"]
