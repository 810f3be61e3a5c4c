"""A note read into the plan register: numbers stay, what people filled in stays, what is new is added."""

from __future__ import annotations

from pathlib import Path

from toolkit.profiles import new_profiled
from toolkit.registers import Material, Registers, take
from toolkit.registers.remarks import remarks

FIRST = "Plan: TUIN\n1. Onkruid wieden langs het hek\n2. Een bank timmeren\n\nPlan: KEUKEN\n1. Borden tellen\n"
LATER = "Plan: ZOLDER\n1. Dozen sorteren\n\nPlan: TUIN\n1. Onkruid wieden, langs het hek\n2. Een vijver graven\n3. Een bank timmeren\n"


def test_numbers_stay_when_a_later_note_words_and_orders_them_otherwise(tmp_path: Path) -> None:
    study = new_profiled(tmp_path / "plannen", ["plan"])
    note = tmp_path / "verslag.txt"
    note.write_text(FIRST, encoding="utf-8")
    (first,) = take(study, "plan", note)
    assert first.new == ("P1.1", "P1.2", "P2.1")
    text = first.path.read_text(encoding="utf-8").replace("\n  status: open", "\n  status: loopt", 1)
    first.path.write_text(text, encoding="utf-8")
    note.write_text(LATER, encoding="utf-8")
    (second,) = take(study, "plan", note)
    assert second.same == ("P1.1", "P1.2")
    assert second.new == ("P3.1", "P1.3")
    rows = {row.id: (row["plan"], row["tekst"], row["status"]) for row in Registers(study).rows("plan")}
    assert rows["P1.1"] == ("TUIN", "Onkruid wieden langs het hek", "loopt")
    assert rows["P1.3"] == ("TUIN", "Een vijver graven", "open")
    assert rows["P3.1"] == ("ZOLDER", "Dozen sorteren", "open")


def test_the_same_note_twice_adds_nothing(tmp_path: Path) -> None:
    study = new_profiled(tmp_path / "plannen", ["plan"])
    note = tmp_path / "verslag.txt"
    note.write_text(FIRST, encoding="utf-8")
    take(study, "plan", note)
    before = (study.interviews / "registers" / "plan.yaml").read_bytes()
    (again,) = take(study, "plan", note)
    assert (again.new, len(again.same)) == ((), 3)
    assert (study.interviews / "registers" / "plan.yaml").read_bytes() == before


REPORT = (
    "Hoofdstuk I: Water\n\nSluizen\n\nSluizen zijn overal.\n\nLeren van elkaar\n\nEen leernetwerk komt bij elkaar, bijvoorbeeld in mei.\n\n"
    "Koffie\n\nEr is koffie.\n\nEnkele resultaten 2021\n\na. Een sluis is open.\n"
)


def test_kinds_of_activity_are_proposed_with_the_words_and_left_to_a_person(tmp_path: Path) -> None:
    study = new_profiled(tmp_path / "sectoren", ["sectors"])
    report = tmp_path / "rapport.txt"
    report.write_text(REPORT, encoding="utf-8")
    take(study, "sectors", report)
    rows = {row["titel"]: row for row in Registers(study).rows("activiteiten")}
    first, second = rows["Leren van elkaar"], rows["Koffie"]
    assert first["voorstel"] == ("activiteit.leernetwerk",)
    assert first["voorstel_om"] == "activiteit.leernetwerk: 'leernetwerk'"
    assert (first["soort"], second["soort"], second["voorstel"]) == ((), (), ())
    (line,) = remarks(Registers(study), "activiteiten")
    assert "voorgesteld is activiteit.leernetwerk" in line and "zet bij 'soort'" in line
    assert Material.of(study).evidence("activiteiten")[first.id] == []


def test_what_somebody_decided_about_a_kind_ends_the_remark(tmp_path: Path) -> None:
    study = new_profiled(tmp_path / "sectoren", ["sectors"])
    report = tmp_path / "rapport.txt"
    report.write_text(REPORT, encoding="utf-8")
    take(study, "sectors", report)
    path = study.interviews / "registers" / "activiteiten.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("\n  voorstel:\n", "\n  soort: [activiteit.leernetwerk]\n  voorstel:\n", 1), encoding="utf-8"
    )
    assert remarks(Registers(study), "activiteiten") == []
    take(study, "sectors", report)
    assert Registers(study).rows("activiteiten")[0]["soort"] == ("activiteit.leernetwerk",)
