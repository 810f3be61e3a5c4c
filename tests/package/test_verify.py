"""``nota verify`` names exactly what differs."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from toolkit.cli import main
from toolkit.errors import InputError
from toolkit.package import Made, verified_in_words, verify


def change(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8", newline="")


def test_a_package_as_it_was_made_shows_no_difference(package: Made) -> None:
    found = verify(package.package)
    assert found.same
    assert verified_in_words(found).startswith("Geen verschil. ")


def test_one_changed_coding_names_the_affected_sentences_tables_and_figures(folder: Path) -> None:
    coding = next(
        line for line in (folder / "gegevens/coderingen.csv").read_text("utf-8").splitlines()
        if ",c02-schoolleider," in f",{line}," and ",financiering.gemeente," in line
    )  # fmt: skip
    change(
        folder / "gegevens/coderingen.csv",
        coding,
        coding.replace("financiering,financiering.gemeente", "functie,functie.begeleiding"),
    )
    found = verify(folder)
    assert not found.same
    assert found.codings == (coding.partition(",")[0],)
    assert found.broken == ("gegevens/coderingen.csv is veranderd",)
    assert [(one.id, one.was, one.now) for one in found.sentences if one.kind == "zin"] == [
        ("gemeente/1", ("2 van de 3 cases",), ("1 van de 3 cases",))
    ]
    assert [one.id for one in found.sentences if one.kind != "zin"] == ["tabel-codes"]
    assert "codes_per_theme" in found.figures and "timeline" not in found.figures and "money_flows" not in found.figures
    tables = {told.partition(":")[0] for told in found.tables}
    assert "tabellen/counts_per_code.csv" in tables and "tabellen/money_flows.csv" not in tables
    told = verified_in_words(found)
    assert "gemeente/1 (Wat we zien): In 2 van de 3 cases gaat het over de gemeente." in told
    assert "was: 2 van de 3 cases" in told and "nu:  1 van de 3 cases" in told


def test_a_sentence_that_says_the_same_on_a_changed_coding_is_to_be_read_again(folder: Path) -> None:
    coding = next(
        line for line in (folder / "gegevens/coderingen.csv").read_text("utf-8").splitlines()
        if ",c02-schoolleider," in f",{line}," and ",financiering.gemeente," in line
    )  # fmt: skip
    change(folder / "gegevens/coderingen.csv", coding, coding.replace("negated", "affirmed"))
    found = verify(folder)
    assert [one.id for one in found.sentences if one.kind == "zin"] == []
    assert [one.id for one in found.touched] == ["gemeente/1"]


def test_changed_missing_and_extra_files_are_named(folder: Path) -> None:
    change(folder / "LEES-MIJ.md", "# ", "## ")
    (folder / "codeboek.md").unlink()
    (folder / "extra.txt").write_text("iets", encoding="utf-8")
    assert verify(folder).broken == ("LEES-MIJ.md is veranderd", "codeboek.md ontbreekt", "extra.txt hoort er niet bij")


@pytest.mark.parametrize(
    ("name", "old", "new", "told"),
    [
        ("gegevens/coderingen.csv", ",schoolleider-1,", ",schoolleider-1,te,veel,", "niet evenveel kolommen"),
        ("gegevens/coderingen.csv", "transcript", "gesprek", "ontbreekt: transcript"),
        ("gegevens/coderingen.csv", ",c01-medewerker,", ",c99-medewerker,", "het gesprek 'c99-medewerker' staat niet"),
        ("gegevens/beurten.csv", ",0,", ",nul,", "'nul' is geen geheel getal"),
        ("nota/zinnen.json", '"sentences"', '"zinnen"', "niet zoals nota het schreef"),
        ("checksums.sha256", "  LEES-MIJ.md", " LEES-MIJ.md", "geen controlegetal"),
    ],
)
def test_what_cannot_be_read_is_an_error_with_its_place(folder: Path, name: str, old: str, new: str, told: str) -> None:
    change(folder / name, old, new)
    with pytest.raises(InputError, match=told):
        verify(folder)


def test_what_is_no_package_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="dit pakket is er niet"):
        verify(tmp_path / "weg.zip")
    with pytest.raises(InputError, match="dit is geen studentenpakket"):
        verify(tmp_path)
    (tmp_path / "stuk.zip").write_bytes(b"PK\x03\x04 en verder niets")
    with pytest.raises(InputError, match="beschadigd"):
        verify(tmp_path / "stuk.zip")


def test_a_zip_that_wants_out_of_its_folder_is_refused(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "erg.zip", "w") as archive:
        archive.writestr("../erg.txt", "uit")
    with pytest.raises(InputError, match="buiten zijn map"):
        verify(tmp_path / "erg.zip")
    assert not (tmp_path.parent / "erg.txt").exists()


def test_the_command_line_ends_in_0_or_1(package: Made, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(package.package)]) == 0
    assert "Geen verschil" in capsys.readouterr().out
    change(folder / "LEES-MIJ.md", "# ", "## ")
    assert main(["verify", str(folder)]) == 1
    assert "LEES-MIJ.md is veranderd" in capsys.readouterr().out
