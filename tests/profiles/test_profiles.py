"""Every profile: an empty study of it, its example carried to documents, and what must not get out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browser_support import axe_violations, open_page, sideways
from office_support import open_xml_errors
from pdf_support import pdf_failures

from toolkit.approval import record
from toolkit.cli import main
from toolkit.coding import load_codebook
from toolkit.errors import InputError, UsageError
from toolkit.intake.report import topic_lists
from toolkit.profiles import NAMES, new_profiled
from toolkit.registers import Registers, check_references
from toolkit.registers.step import run
from toolkit.study import Study

Example = Callable[[str], Study]
OWN = NAMES[1:]
pytestmark = pytest.mark.xdist_group("profielen")


def text(study: Study, place: str) -> str:
    return (study.outputs / "documents" / place).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "names", [[name] for name in OWN] + [["cases", "boards"], ["plan", "sectors", "route"]], ids="+".join
)
def test_an_empty_study_of_any_mix_is_in_order(tmp_path: Path, names: list[str]) -> None:
    study = new_profiled(tmp_path / "studie", names)
    registers = Registers(study)
    check_references(registers)
    assert registers.definitions
    assert all(registers.rows(name) == () for name in registers.definitions)
    themes = {theme.id for theme in load_codebook(study.codebook_path).themes}
    assert ("functie" in themes) == ("cases" in names)
    assert topic_lists(study).lists
    assert study.settings.channels
    assert ("note" in study.settings.without) == ("cases" not in names)
    for name in (one for one in names if one != "cases"):
        assert (study.root / "notebooks" / f"{name}.ipynb").is_file()


def test_an_unknown_profile_and_an_example_of_two(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="kennen we niet"):
        new_profiled(tmp_path / "a", ["schepen"])
    with pytest.raises(UsageError, match="één profiel tegelijk"):
        new_profiled(tmp_path / "b", ["plan", "boards"], example=True)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / "iets.txt").write_text("x")
    with pytest.raises(InputError, match="niet leeg"):
        new_profiled(tmp_path / "c", ["plan"])


@pytest.mark.parametrize("name", OWN)
def test_the_example_gives_documents_in_every_format(example: Example, name: str) -> None:
    folder = example(name).outputs / "documents"
    stems = {path.with_suffix("") for path in folder.rglob("*.html")}
    assert stems
    for stem in stems:
        assert all(stem.with_suffix(suffix).stat().st_size > 300 for suffix in (".docx", ".pdf", ".md"))
        assert "Verzonnen studie" in stem.with_suffix(".html").read_text(encoding="utf-8")


def test_boards_quotes_go_only_where_people_said_yes(example: Example) -> None:
    study = example("boards")
    report, news = text(study, "rapport/stand-van-zaken.md"), text(study, "website/nieuwsbericht.md")
    assert "6 van de 72 schoolbesturen" in report
    assert "nog geen functie" in report and "nog geen functie" in news
    assert "oud-leerling" in report and "oud-leerling" not in news, "no for the website"
    assert "niet opnieuw ingevuld" not in report, "no answer yet"
    record(study, "b04", "bestuur-1", "akkoord", by="interviewer-1", channels={"rapport": "ja"})
    run(study, lambda items: items)
    assert "niet opnieuw ingevuld" in text(study, "rapport/stand-van-zaken.md")
    assert "niet opnieuw ingevuld" not in text(study, "website/nieuwsbericht.md"), "not meant for the website"
    assert "De functie maken | 1 | – | – | – | 2 van de 4" in report


def test_route_a_minor_needs_both_yeses_and_a_tool_waits(example: Example) -> None:
    study = example("route")
    tips, tools = text(study, "rapport/tips.md"), text(study, "website/hulpmiddelen.md")
    assert "## Stagebegeleider" in tips and "— oud-leerling, school 1" in tips
    assert "bakkerij" not in tips, "the parents were not asked"
    assert "Belkaart" in tools and "Keukentafelvragen" not in tools and "Proefdag" not in tools
    assert "De Verzonnen Beuk" in tools and "Het Bedachte Eiland" not in tools
    assert "verdeeld" in text(study, "rapport/focusgroepen.md")
    assert "Ouders schrikken niet meer" in text(study, "intern/ontwikkelplan-SB01.md")


def test_plan_items_say_what_they_rest_on_and_what_is_open(example: Example) -> None:
    study = example("plan")
    proposal = text(study, "college/voorstel-college.md")
    assert "| 1: i01-jobcoach | 1: e01-expert | 1: Haverkort en van der Zee (2019) |" in proposal
    assert "1: e01-expert (tegen)" in proposal
    assert "Dat is over 112 dagen." in proposal
    assert "P2.1: nog geen deskundige en geen literatuur" in text(study, "intern/voorlopige-uitkomst.md")
    assert [path.stem for path in (study.outputs / "documents" / "overdracht").glob("*.md")] == ["paspoort-L1"]


def test_sectors_have_lettered_results_the_year_and_figures_as_written(example: Example) -> None:
    study = example("sectors")
    page = text(study, "rapport/sectorpagina-S2.md")
    assert (
        "## Enkele resultaten 2022\n\n- a. Vier kwekerijen doen mee.\n- b. In de cao staat een extra loonschaal.\n- c."
        in page
    )
    assert "| Een kleine vijftig | mensen |" in page
    assert "stokstaartjes" not in text(study, "rapport/sectorpagina-S1.md"), "a story without its teller's yes"


@pytest.mark.parametrize("name", OWN)
def test_the_pdf_and_word_are_accessible_and_valid(example: Example, name: str) -> None:
    paths = sorted((example(name).outputs / "documents").rglob("*.pdf"))[:4]
    for path in paths:
        assert pdf_failures(path.read_bytes()) == [], path.name


@pytest.mark.office
@pytest.mark.parametrize("name", OWN)
def test_the_word_files_are_valid(example: Example, name: str) -> None:
    for path in sorted((example(name).outputs / "documents").rglob("*.docx"))[:2]:
        assert open_xml_errors(path) == [], path.name


@pytest.mark.browser
@pytest.mark.parametrize("name", OWN)
def test_the_pages_have_no_violation(browser: Any, example: Example, name: str) -> None:
    for path in sorted((example(name).outputs / "documents").rglob("*.html"))[:2]:
        for width in (1280, 360):
            page = open_page(browser, path, width=width)
            assert axe_violations(page) == [], path.name
            assert not sideways(page), path.name
            page.context.close()


def test_the_command_line_lays_out_reads_and_checks(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = str(tmp_path / "sectoren")
    assert main(["new", target, "--profile", "sectors,plan"]) == 0
    report = tmp_path / "rapport.md"
    report.write_text(
        "## Tuinen\n\nEr zijn ruim 30 tuinen.\n\n### Enkele resultaten 2021\n\na. Twee tuinen. Ook twee banken.\nb. Klaar.\n",
        encoding="utf-8",
    )
    assert main(["register", "take", "sectors", str(report), "--study", target]) == 0
    assert main(["register", "take", "figures", str(report), "--study", target]) == 0
    capsys.readouterr()
    assert main(["register", "check", "--study", target]) == 0
    assert "resultaat: 2 zinnen; één zin is genoeg" in capsys.readouterr().out
    assert main(["register", "show", "getallen", "--study", target]) == 0
    assert "getal: ruim 30" in capsys.readouterr().out
    assert main(["register", "show", "schepen", "--study", target]) == 1
    assert main(["register", "read", "plan", str(tmp_path / "weg.txt")]) == 1
    assert main(["register", "read", "figures", str(report), "--json", "-"]) == 0
    assert '"written": "ruim 30"' in capsys.readouterr().out
