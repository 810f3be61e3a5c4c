"""The whole step, on a small study and on documents only."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest
from analysis_talks import CODEBOOK_FILE, lay_out, talk

from toolkit.analysis import analyse, run
from toolkit.errors import InputError
from toolkit.figures import INK, ink_on
from toolkit.study import Study
from toolkit.transcripts import save_transcript

TABLES = {
    "matrix_case_theme", "matrix_case_code", "matrix_actor_theme", "matrix_actor_code", "matrix_conversation_theme",
    "matrix_case_actor_theme", "counts_per_code", "counts_per_theme", "counts_by_actor", "added_value", "barriers", "conditions",
    "lessons", "money_flows", "money_links", "money_sheet", "money_contested", "money_check", "money_candidates", "tensions",
    "tensions_by_actor", "negative_cases", "cooccurrence", "saturation", "saturation_curve", "collocations", "keyness",
    "placements", "cases", "targets", "coverage", "coverage_by_topic", "speakers", "invitations", "response", "coreq", "sample_for_others",
}  # fmt: skip
FIGURES = {"codes_per_theme", "saturation", "cooccurrence", "actor_theme", "money_flows", "timeline"}


def names(study: Study, folder: str, suffix: str) -> set[str]:
    found = (study.outputs / folder).glob(f"analysis_*{suffix}")
    return {path.name.removeprefix("analysis_").removesuffix(suffix) for path in found}


def test_every_table_and_figure_is_written(analysed: Study) -> None:
    assert names(analysed, "tables", ".csv") == TABLES
    for suffix in (".svg", ".png", ".json"):
        assert names(analysed, "figures", suffix) == FIGURES


def test_tables_in_memory_are_the_tables_on_disk(analysed: Study) -> None:
    found = analyse(analysed)
    assert set(found) == TABLES
    on_disk = pd.read_csv(analysed.outputs / "tables" / "analysis_counts_per_code.csv")
    assert list(on_disk["codings"]) == list(found["counts_per_code"]["codings"]) == [2, 2, 2, 2, 1]


def test_every_figure_has_words_and_the_table_behind_it(analysed: Study) -> None:
    for path in sorted((analysed.outputs / "figures").glob("analysis_*.json")):
        words = json.loads(path.read_text(encoding="utf-8"))
        assert len(words["alt"]) > 40, path.name
        assert words["caption"].endswith("."), path.name
        assert words["rows"], path.name
        assert {len(row) for row in words["rows"]} == {len(words["header"])}, path.name
        assert all(isinstance(cell, str) for row in words["rows"] for cell in row), path.name


def test_the_alternative_text_tells_the_numbers(analysed: Study) -> None:
    read = {
        path.stem: json.loads(path.read_text(encoding="utf-8"))
        for path in (analysed.outputs / "figures").glob("*.json")
    }
    assert read["analysis_codes_per_theme"]["alt"] == (
        "Staafdiagram van 9 coderingen over 5 codes. Het vaakst komen voor: Gemeente (2 coderingen, 2 van de 2 cases), Kosten "
        "(2 coderingen, 2 van de 2 cases) en Tijd (2 coderingen, 1 van de 2 cases). Van alle coderingen zijn er 2 ontkennend. "
        "Elke code komt voor."
    )
    assert read["analysis_money_flows"]["alt"].startswith(
        "Stroomdiagram van 3 geldstromen. Betaler: gemeente 1, UWV 1 en school 1."
    )
    assert read["analysis_timeline"]["alt"].endswith("Beëindigd: case 2 na 12 maanden.")
    assert read["analysis_money_flows"]["rows"][0] == [
        "gemeente",
        "bestuur",
        "1",
        "1",
        "1",
        "€ 7.200",
        "",
        "0",
        "0",
        "0",
    ]


def test_figures_hold_no_clock_and_are_the_same_bytes_in_another_process(analysed: Study) -> None:
    folder = analysed.outputs / "figures"
    before = {path.name: path.read_bytes() for path in sorted(folder.iterdir())}
    assert not any(re.search(rb"<dc:date>|202[5-9]-", data) for name, data in before.items() if name.endswith(".svg"))
    for path in folder.iterdir():
        path.unlink()
    code = "import sys; from toolkit.study import Study; from toolkit.analysis import run; run(Study(__import__('pathlib').Path(sys.argv[1])), list)"
    environment = {
        "PYTHONHASHSEED": "7",
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PATH": "",
        "PYTHONPATH": str(Path(__file__).parents[2]),
    }
    subprocess.run([sys.executable, "-c", code, str(analysed.root)], check=True, env=environment)
    assert {path.name: path.read_bytes() for path in sorted(folder.iterdir())} == before


def test_a_written_summary_is_kept_word_for_word(coded_study: Study) -> None:
    path = coded_study.texts / "matrix.yaml"
    path.parent.mkdir(parents=True)
    path.write_text(
        "cells:\n  - {row: c01, column: geld, summary: De gemeente legt bij., quote: 'c01-schoolleider#2', by: k1}\n",
        encoding="utf-8",
    )
    before = path.read_bytes()
    table = analyse(coded_study)["matrix_case_theme"]
    row = table[(table["row"] == "c01") & (table["column"] == "geld")].iloc[0]
    assert (row["summary"], row["quote"], row["by"]) == ("De gemeente legt bij.", "c01-schoolleider#2", "k1")
    assert path.read_bytes() == before
    path.write_text("cells:\n  - {row: c09, column: geld, summary: x}\n", encoding="utf-8")
    with pytest.raises(InputError, match="'c09' is geen case") as error:
        analyse(coded_study)
    assert error.value.line == 2


def test_documents_only(empty_study: Study) -> None:
    (empty_study.codebook_path).write_text(CODEBOOK_FILE, encoding="utf-8")
    folder = empty_study.cases_folder / "documenten"
    folder.mkdir()
    (folder / "case.yaml").write_text("id: documenten\nkind: overstijgend\n", encoding="utf-8")
    for name in ("nota", "brief"):
        paper = talk(
            name,
            "documenten",
            "document",
            None,
            [("", "De gemeente betaalt 500 euro per maand."), ("", "Dat is alles.")],
        )
        save_transcript(empty_study.outputs / "transcripts" / f"{name}.json", paper)
    run(empty_study, list)
    assert names(empty_study, "tables", ".csv") == TABLES
    assert names(empty_study, "figures", ".svg") == {
        "codes_per_theme",
        "saturation",
        "cooccurrence",
        "conversation_theme",
    }
    found = analyse(empty_study)
    assert set(found["matrix_conversation_theme"]["row"]) == {"nota", "brief"}
    assert set(found["matrix_conversation_theme"]["state"]) == {"nog niet verwerkt"}
    assert found["coreq"]["answer"].iloc[0] == "Geen gesprekken, en 2 documenten."


def test_one_case_without_codings_runs(tmp_path: Path) -> None:
    study = lay_out(tmp_path / "studie")
    run(study, list)
    assert set(analyse(study)["matrix_case_theme"]["state"]) == {"nog niet verwerkt"}


def test_letters_stay_readable_on_every_shade() -> None:
    assert ink_on(0) == INK
    assert ink_on(1) == "#FFFFFF"
