"""Rows as people type them: read, checked, every error with its file and line."""

from __future__ import annotations

import datetime as dt

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from market_study import REGISTERS, fill

from toolkit.errors import InputError
from toolkit.exchange.workbook import table_bytes
from toolkit.registers import Registers, read_rows
from toolkit.registers.schema import RegisterDef
from toolkit.study import Study


def test_a_table_is_read_with_its_types(market: Study) -> None:
    fill(
        market,
        "id;naam;soort;start;meters;open;bord\nK1;De Kaasbaas;Kaas;1-2-2024;2,5;ja;KAAS\nK2;;vis;2024-03-01;;nee;\n",
    )
    first, second = Registers(market).rows("kramen")
    assert (first.id, first["soort"], first["start"], first["meters"], first["open"], first.line) == (
        "K1",
        "kaas",
        dt.date(2024, 2, 1),
        2.5,
        True,
        2,
    )
    assert (second["naam"], second["meters"], second["open"], second["tot"]) == ("", None, False, None)


def test_yaml_and_excel_say_the_same(market: Study) -> None:
    folder = market.interviews / "registers"
    frame = pd.DataFrame(
        [("K1", "kaas", "2024-02-01", "2,5", "ja")], columns=["id", "soort", "start", "meters", "open"]
    )
    (folder / "kramen.xlsx").write_bytes(table_bytes(frame, ".xlsx", day=dt.date(2024, 1, 1)))
    (folder / "kramen.yaml").write_text(
        "# kramen\nrijen:\n  - id: K1\n    soort: kaas\n    start: 2024-02-01\n    meters: 2.5\n    open: true\n"
    )
    form = Registers(market).definitions["kramen"]
    values = [
        read_rows("kramen", form.model_copy(update={"file": name}), folder)[0].values
        for name in ("kramen.xlsx", "kramen.yaml")
    ]
    assert values[0] == values[1]
    assert values[0]["meters"] == 2.5


def test_every_wrong_line_is_named_at_once(market: Study) -> None:
    path = fill(
        market, "id;soort;start;meters;open\nK1;hout;;;\nK2;kaas;31-02-2024;;\nK3;vis;;-1;misschien\nK3;vis;;;\n"
    )
    with pytest.raises(InputError) as caught:
        Registers(market).rows("kramen")
    error = caught.value
    assert (error.path, error.line) == (path, 2)
    assert "'soort': 'hout' kan niet; kies uit kaas, vis, bloemen" in error.message
    assert "regel 3: 'start': '2024-02-31' is geen datum; schrijf jjjj-mm-dd" in error.message
    assert "regel 4: 'meters': -1 valt buiten 0" in error.message
    assert "regel 4: 'open': 'misschien' kan niet; schrijf ja of nee" in error.message


def test_a_number_that_stands_there_twice(market: Study) -> None:
    fill(market, "id;soort\nK1;kaas\nK1;vis\n")
    with pytest.raises(InputError, match="het nummer 'K1' staat er twee keer in \\(ook op regel 2\\)"):
        Registers(market).rows("kramen")


def test_an_unknown_column_names_the_known_ones(market: Study) -> None:
    fill(market, "id;soort;kleur\nK1;kaas;rood\n")
    with pytest.raises(InputError, match="het veld 'kleur' kennen we niet; de velden zijn id, naam, soort"):
        Registers(market).rows("kramen")


def test_yaml_errors_name_the_line_of_the_field(market: Study) -> None:
    (market.interviews / "registers" / "registers.yaml").write_text(REGISTERS.format(file="kramen.yaml"))
    path = fill(market, "- id: K1\n  soort: kaas\n- id: K2\n  soort: vis\n  meters: veel\n", "kramen.yaml")
    with pytest.raises(InputError) as caught:
        Registers(market).rows("kramen")
    assert (caught.value.path, caught.value.line) == (path, 5)


def test_a_wrong_definition_is_refused_with_its_line(market: Study) -> None:
    path = market.interviews / "registers" / "registers.yaml"
    path.write_text(path.read_text().replace("where: {open: ja}", "where: {dicht: ja}"))
    with pytest.raises(InputError, match="het veld 'dicht' wordt genoemd, maar is er niet"):
        Registers(market).rows("kramen")


@given(st.text(max_size=200))
def test_whatever_stands_in_a_table_is_read_or_refused_in_dutch(text: str) -> None:
    import tempfile
    from pathlib import Path

    form = RegisterDef.model_validate(
        {
            "title": "t",
            "file": "t.csv",
            "fields": {"id": {"type": "id"}, "n": {"type": "number"}, "d": {"type": "date"}},
        }
    )
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "t.csv").write_text(f"id;n;d\nA;{text}\n", encoding="utf-8", errors="replace", newline="")
        try:
            read_rows("t", form, Path(folder))
        except InputError as error:
            assert error.path is not None
