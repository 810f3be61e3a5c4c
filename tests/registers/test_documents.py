"""Documents about a register: filled in, held to its rules, with file and line when something is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest
from market_study import fill

from toolkit.errors import InputError
from toolkit.registers import Material, all_documents
from toolkit.registers.documents import Made
from toolkit.registers.step import run
from toolkit.study import Study

ROWS = "id;naam;soort;start;open;bord;tot\nK1;De Kaasbaas;kaas;2024-01-15;ja;KAAS;\nK2;Visser;vis;2024-03-01;nee;VIS;\nK3;Bloem;bloemen;2024-03-01;ja;BLOEM;2024-12-31\n"


def write(study: Study, text: str, name: str = "blad.md") -> Path:
    path = study.texts / "documents" / name
    path.write_text(text, encoding="utf-8")
    return path


def made(study: Study) -> list[Made]:
    return list(all_documents(Material.of(study)))


def test_a_table_counts_and_fields_in_sentences(market: Study) -> None:
    fill(market, ROWS)
    write(
        market,
        '---\ntitel: Blad\n---\n\n# Blad\n\nEr zijn {{ aantal("kramen") }} kramen, {{ aantal("kramen", soort="kaas|vis") }} zonder bloemen.\n\n{{ tabel("kramen", "id, soort, start") }}\n',
    )
    (one,) = made(market)
    assert one.document.blocks[1].text == "Er zijn 3 kramen, 2 zonder bloemen."
    assert one.document.blocks[2].rows == (
        ("Id", "Soort", "Start"),
        ("K1", "kaas", "15 januari 2024"),
        ("K2", "vis", "1 maart 2024"),
        ("K3", "bloemen", "1 maart 2024"),
    )


def test_for_others_an_embargo_holds_and_a_name_needs_its_yes(market: Study) -> None:
    fill(market, ROWS)
    write(market, '---\ntitel: Blad\nkanaal: krant\n---\n\n# Blad\n\n{{ tabel("kramen", "id, bord") }}\n')
    (one,) = made(market)
    assert one.document.blocks[1].rows == (("Id", "Naambord"), ("K1", "KAAS"), ("K2", "geen bord"))


def test_a_private_field_is_never_shown(market: Study) -> None:
    fill(market, ROWS)
    path = write(market, '---\ntitel: Blad\n---\n\n# Blad\n\n{{ tabel("kramen", "id, naam") }}\n')
    with pytest.raises(InputError, match="alleen voor het bureau") as caught:
        made(market)
    assert (caught.value.path, caught.value.line) == (path, 7)


def test_one_document_per_row(market: Study) -> None:
    fill(market, ROWS)
    write(
        market,
        '---\ntitel: Kraam\nper: kramen\nwaar: {soort: [kaas, vis]}\n---\n\n# Kraam {{ nummer }}\n\nHier is {{ veld("soort") }}.\n',
    )
    assert [(one.stem, one.document.title, one.document.blocks[1].text) for one in made(market)] == [
        ("blad-K1", "Kraam K1", "Hier is kaas."), ("blad-K2", "Kraam K2", "Hier is vis."),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("# Zonder hoofd\n", 1, "geen hoofd"),
        ("---\ntitel: A\nkanaal: radio\n---\n\n# A\n", 1, "geen kanaal 'radio'"),
        ("---\ntitel: A\nper: schepen\n---\n\n# A\n", 1, "geen register 'schepen'"),
        ('---\ntitel: A\n---\n\n# A\n\n{{ aantal("schepen") }}\n', 7, "geen register 'schepen'"),
        ("---\ntitel: A\n---\n\n# A\n\n{{ veld(\"soort\") }}\n", 7, "gaat niet over één rij"),
        ("---\ntitel: A\nkleur: rood\n---\n\n# A\n", 3, "kennen we niet"),
    ],
)  # fmt: skip
def test_what_is_wrong_names_its_file_and_line(market: Study, text: str, line: int, message: str) -> None:
    fill(market, ROWS)
    path = write(market, text)
    with pytest.raises(InputError, match=message) as caught:
        made(market)
    assert (caught.value.path, caught.value.line) == (path, line)


def test_the_step_writes_every_format_and_says_what_stayed_behind(market: Study) -> None:
    fill(market, ROWS.replace("K2;Visser;vis", "K2;Visser;kaas"))
    write(market, '---\ntitel: Blad\nkanaal: krant\n---\n\n# Blad\n\n{{ lijst("kramen", "bord", stijl="letters") }}\n')
    paths = {market.shown(path) for path in run(market, lambda items: items)}
    assert {f"outputs/documents/krant/blad.{suffix}" for suffix in ("docx", "pdf", "html", "md")} <= paths
    kept = (market.outputs / "documents" / "niet-uitgegeven.csv").read_text(encoding="utf-8-sig")
    assert "register kramen,krant,K3,tot: die dag is nog niet voorbij" in kept
    again = {path: (market.root / path).read_bytes() for path in paths}
    run(market, lambda items: items)
    assert all((market.root / path).read_bytes() == data for path, data in again.items())
