"""The package holds codes and places, approved words and nothing else, and is the same bytes each time."""

from __future__ import annotations

import csv
import json
import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
import yaml
from note_studies import TALKS, lay_out_documents, put

from toolkit.errors import InputError, Refusal, UsageError
from toolkit.package import Made, make_package, verify
from toolkit.package.facts import shared_speakers
from toolkit.records import digest_of
from toolkit.study import Case, Study

RELEASED = "Eén ding tegelijk zeggen, dat is mijn tip."


def files_of(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def rows_of(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(content.decode("utf-8-sig").splitlines()))


def test_it_holds_what_students_need_and_not_the_answers(package: Made) -> None:
    names = set(files_of(package.package))
    assert {
        "LEES-MIJ.md", "CITATION.cff", "datacite.json", "ro-crate-metadata.json", "checksums.sha256", "requirements.lock",
        "LICENTIE-CODE.txt", "LICENTIE-GEGEVENS.txt", "codeboek.md", "datawoordenboek.csv", "gegevens/coderingen.csv",
        "nota/discussienota.pdf", "nota/discussienota.md", "nota/zinnen.json", "notebooks/1_proef.ipynb", "opdrachten/opdrachten.ipynb",
        "opdrachten/1_codeerblad.csv", "tabellen/counts_per_code.csv", "figuren/codes_per_theme.svg",
    } <= names  # fmt: skip
    assert not [name for name in names if "antwoord" in name.lower()]
    assert sorted(files_of(package.answers)) == ["1_coderingen_van_het_team.csv", "antwoorden.md"]


def test_of_what_was_said_only_what_was_released_is_in_it(package: Made) -> None:
    everything = b"\n".join(files_of(package.package).values()).decode("utf-8", errors="replace")
    said = [words for _, talk in TALKS.values() for _, text in talk for words in text.split(". ")]
    found = [words for words in said if words.rstrip(".") in everything]
    assert found == [RELEASED]
    assert "Marga" not in everything and "Bloemhof" not in everything and "ank@proef.example" in everything


def test_the_codings_are_places_without_words(package: Made) -> None:
    rows = rows_of(files_of(package.package)["gegevens/coderingen.csv"])
    assert {name: rows[0][name] for name in ("transcript", "turn", "sentence", "speaker", "code", "polarity", "coder")} == {
        "transcript": "c01-medewerker", "turn": "1", "sentence": "0", "speaker": "medewerker-1", "code": "functie.taken",
        "polarity": "affirmed", "coder": "k1",
    }  # fmt: skip
    assert "fragment" not in rows[0] and "memo" not in rows[0] and len(rows) == 9


def test_cases_come_without_names_remarks_and_reasons(package: Made) -> None:
    case = yaml.safe_load(files_of(package.package)["interviews/cases/c01/case.yaml"])
    assert case["persons"][0] == {"id": "schoolleider-1", "role": "schoolleider", "speaks": True, "target_group": False}
    assert "entities" not in case and case["facts"]["pupils"] == 100
    assert case["interview_log"][1]["reason"] == "reden is bij de onderzoekers bekend"


def test_examples_of_the_codebook_stay_behind_unless_all_is_invented(package: Made) -> None:
    book = yaml.safe_load(files_of(package.package)["interviews/codebook.yaml"])
    assert {example for code in book["codes"] for example in code["examples"]} == {"Niet meegegeven."}


def test_notebooks_come_without_outputs(package: Made) -> None:
    book = json.loads(files_of(package.package)["notebooks/1_proef.ipynb"])
    assert book["cells"][0]["outputs"] == [] and book["cells"][0]["execution_count"] is None and book["metadata"] == {}


def test_a_speaker_whom_nobody_named_is_not_called_by_the_label() -> None:
    case = Case.model_validate({"id": "c01", "persons": [{"id": "schoolleider-1", "role": "schoolleider"}]})
    labels = {"c01": ["schoolleider-1", "Tante Koosje", "collega-2", "Stem 3", "Tante Koosje", ""]}
    assert shared_speakers((case,), labels) == {
        ("c01", "schoolleider-1"): "schoolleider-1", ("c01", "Tante Koosje"): "onbekend-1", ("c01", "collega-2"): "collega-2",
        ("c01", "Stem 3"): "onbekend-2", ("c01", ""): "",
    }  # fmt: skip


def test_every_column_of_every_table_is_explained(package: Made) -> None:
    files = files_of(package.package)
    explained = {(row["bestand"], row["kolom"]) for row in rows_of(files["datawoordenboek.csv"]) if row["betekenis"]}
    tables = [name for name in files if name.startswith(("gegevens/", "tabellen/"))]
    missing = [
        (name, column)
        for name in tables
        for column in files[name].decode("utf-8-sig").splitlines()[0].split(",")
        if (name, column) not in explained
    ]
    assert missing == []


def test_checksums_and_crate_name_every_file(package: Made) -> None:
    files = files_of(package.package)
    lines = dict(reversed(line.split("  ")) for line in files["checksums.sha256"].decode().splitlines())  # type: ignore[misc]
    assert lines == {name: digest_of(content) for name, content in files.items() if name != "checksums.sha256"}
    graph = {one["@id"]: one for one in json.loads(files["ro-crate-metadata.json"])["@graph"]}
    assert {name for name in files if name not in graph} == {"checksums.sha256"}
    assert graph["ro-crate-metadata.json"]["conformsTo"] == {"@id": "https://w3id.org/ro/crate/1.3"}


def test_metadata_say_who_what_and_under_which_licence(package: Made) -> None:
    files = files_of(package.package)
    found = json.loads(files["datacite.json"])
    assert found["creators"] == [
        {"name": "Proef, Ank", "nameType": "Personal", "givenName": "Ank", "familyName": "Proef", "affiliation": [{"name": "Bureau Proef"}]}
    ]  # fmt: skip
    assert found["publicationYear"] == "2024" and "rightsList" not in found
    assert "voorbehouden aan Bureau Proef" in files["LICENTIE-GEGEVENS.txt"].decode()
    assert yaml.safe_load(files["CITATION.cff"])["authors"] == [{"family-names": "Proef", "given-names": "Ank"}]


def test_a_licence_that_we_do_not_know_is_refused(packed_study: Study) -> None:
    path = packed_study.interviews / "study.yaml"
    put(path, path.read_text(encoding="utf-8") + "data_license: Gratis\n")
    with pytest.raises(InputError, match="de licentie 'Gratis' kennen we niet"):
        make_package(Study(packed_study.root))


def test_a_name_stops_it_and_nothing_is_written(packed_study: Study) -> None:
    path = packed_study.cases_folder / "c01" / "case.yaml"
    put(path, path.read_text(encoding="utf-8").replace("title: Hulp in c01", "title: Hulp van Marga Bloemhof"))
    with pytest.raises(Refusal, match=r"pakket/interviews/cases/c01/case\.yaml"):
        make_package(Study(packed_study.root))
    assert list((packed_study.outputs / "package").iterdir()) == []


def test_the_target_is_a_zip(packed_study: Study, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="geen naam voor een zip-bestand"):
        make_package(packed_study, tmp_path / "pakket.pdf")


def test_before_the_first_run_there_is_nothing_to_pack(empty_study: Study) -> None:
    with pytest.raises(InputError, match="nog geen gepseudonimiseerde gesprekken"):
        make_package(empty_study)


def test_a_study_of_documents_makes_a_package_that_verifies(tmp_path: Path) -> None:
    made = make_package(lay_out_documents(tmp_path / "papier"))
    assert verify(made.package).same


def test_the_same_bytes_in_another_folder_time_zone_locale_and_hash_seed(package: Made, tmp_path: Path) -> None:
    study = shutil.copytree(package.package.parent / "studie", tmp_path / "elders" / "map met spatie")
    code = "import sys; from toolkit.package import make_package; from toolkit.study import Case, Study; make_package(Study(__import__('pathlib').Path(sys.argv[1])))"
    environment = os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "4", "LC_ALL": "C"}
    subprocess.run([sys.executable, "-c", code, str(study)], check=True, env=environment, cwd=Path(__file__).parents[2])
    again = study / "outputs" / "package"
    assert (again / "studentenpakket.zip").read_bytes() == package.package.read_bytes()
    assert (again / "studentenpakket-antwoorden.zip").read_bytes() == package.answers.read_bytes()
