"""The verbs on the command line: what they say, what they write, how they end."""

from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.cli import main
from toolkit.exchange import read_refi
from toolkit.review import assign, journals, load_codings
from toolkit.study import Study

FILES = Path(__file__).parent / "files"


def run(*words: object) -> int:
    return main([str(word) for word in words])


@pytest.mark.parametrize(
    ("what", "name", "start"),
    [
        ("codings", "c.csv", b"\xef\xbb\xbfid,case"), ("codings", "c.xlsx", b"PK"), ("codebook", "b.csv", b"\xef\xbb\xbflevel"),
        ("codebook", "b.qdc", b"<?xml"), ("jsonl", "x.jsonl", b'{"meta"'), ("webannotations", "x.jsonld", b"{\n"), ("spacy", "x.spacy", b"x"),
    ],
)  # fmt: skip
def test_export_writes_the_file(
    study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str], what: str, name: str, start: bytes
) -> None:
    path = tmp_path / "uit" / name
    assert run("export", what, path, "--study", study.root) == 0
    assert path.read_bytes().startswith(start)
    said = capsys.readouterr().out
    assert str(path) in said
    assert ("werkt" in said) == (what != "codebook")


def test_export_as_rock_writes_a_folder(study: Study, tmp_path: Path) -> None:
    assert run("export", "rock", tmp_path / "rock", "--study", study.root, "--case", "c02") == 0
    assert [path.name for path in (tmp_path / "rock").iterdir()] == ["c02-notitie.k1.rock"]


def test_refi_there_and_back(study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "brug.qdpx"
    assert run("refi", "export", path, "--study", study.root) == 0
    said = capsys.readouterr().out
    assert "2 gesprekken, 7 coderingen van 2 codeurs" in said
    assert "Niet mee: 1 afgewezen codering" in said
    assert run("refi", "import", path, "--study", tmp_path / "nieuw") == 0
    said = capsys.readouterr().out
    assert "5 coderingen bij k1" in said
    assert "Verslag: interviews/imports/brug/verslag.md" in said
    assert run("refi", "import", path, "--study", tmp_path / "nieuw") == 0
    assert "er is niets geschreven" in capsys.readouterr().out
    assert len(load_codings(Study(tmp_path / "nieuw"))) == 7


def test_refi_export_of_a_codebook(study: Study, tmp_path: Path) -> None:
    path = tmp_path / "codes.qdc"
    assert run("refi", "export", path, "--study", study.root) == 0
    assert [code.name for code in read_refi(path).codes] == ["Het werk", "Het geld"]
    assert run("refi", "import", path, "--study", study.root) == 0
    assert (study.interviews / "codebook.import.yaml").is_file()


def test_import_of_what_taguette_wrote(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run("import", FILES / "taguette.sqlite3", "--study", tmp_path / "brug", "--done") == 0
    assert "5 coderingen bij anna" in capsys.readouterr().out
    assert all(journal.done for journal in journals(Study(tmp_path / "brug")).values())


def test_import_of_a_table(study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "c.csv"
    path.write_text("gesprek;code;fragment\nc02-notitie;geld.uren;De brug is óp.\n", encoding="utf-8")
    assert run("import", path, "--study", study.root, "--coder", "k3") == 0
    assert "1 codering toegevoegd of veranderd bij k3. Terug: nota undo --coder k3" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("words", "code", "message"),
    [
        (("export", "codings", "c.ods"), 2, "kies een naam op .csv of .xlsx"),
        (("export", "codings", "c.csv", "--case", "c99"), 2, "de case 'c99' is er niet"),
        (("refi", "export", "x.zip"), 2, "kies een naam op .qdpx (project) of .qdc (codeboek)"),
        (("refi", "import", "weg.qdpx"), 1, "dit bestand is er niet"),
        (("import", "weg.csv"), 1, "dit bestand is er niet"),
        (("import", "weg.iets"), 1, "dit bestand is er niet"),
    ],
)
def test_what_goes_wrong_is_said_in_dutch(
    study: Study,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    words: tuple[str, ...],
    code: int,
    message: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run(*words, "--study", study.root) == code
    said = capsys.readouterr().err
    assert message in said
    assert "Traceback" not in said


def test_blind_coding_that_is_not_finished_is_named(
    study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assign(study, ["k3", "k4"], share=0.9, seed=1)
    assert run("refi", "export", tmp_path / "x.qdpx", "--study", study.root) == 0
    assert "nog blind gecodeerd; geef dit bestand niet aan k3 en k4" in capsys.readouterr().out


def test_a_file_needs_a_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("import", FILES / "taguette.sqlite3") == 2
    assert "geef --study MAP" in capsys.readouterr().err


def test_a_place_that_is_taken(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "vol").mkdir()
    (tmp_path / "vol" / "iets.txt").write_text("x")
    assert run("import", FILES / "taguette.sqlite3", "--study", tmp_path / "vol") == 1
    assert "niet leeg" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["vol"]


def test_a_study_without_transcripts(study: Study, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import shutil

    shutil.rmtree(study.outputs / "transcripts")
    assert run("refi", "export", tmp_path / "x.qdpx", "--study", study.root) == 2
    assert "nota pseudonymise" in capsys.readouterr().err
