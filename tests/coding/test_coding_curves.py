from __future__ import annotations

from pathlib import Path

import pytest

from toolkit.cli import main
from toolkit.coding import curves as curves_module
from toolkit.coding import load_codebook, measure
from toolkit.coding.corpus import read_corpus
from toolkit.coding.curves import CORPUS, CORRECTIONS, Curve, Point, curve_figures, load_curves, save_curves
from toolkit.coding.learning import learn
from toolkit.errors import InputError
from toolkit.study import Study

CURVES = (
    Curve(CORPUS, "gesproken", (Point(6000, 0.41, 0.3), Point(48275, 0.65, 0.52))),
    Curve(CORRECTIONS, "gesproken", (Point(0, 0.65, 0.52), Point(50, 0.66, 0.55))),
)
GOLD = "codes\tspeaker\ttext\nwerk.taken\tCollega\tHij leegt de prullenbak.\n\tCollega\tHet regent.\n"


def _page(study: Study, codebook: Path, folder: Path) -> str:
    study.codebook_path.write_bytes(codebook.read_bytes())
    gold, page = folder / "goud.tsv", folder / "meting.html"
    gold.write_text(GOLD, encoding="utf-8")
    argv = ["measure", str(gold), "--study", str(study.root), "--page", str(page), "--with", "vocabulary"]
    assert main(argv) == 0
    return page.read_text(encoding="utf-8")


def test_the_page_shows_the_curves_of_the_model_that_there_is(
    empty_study: Study, small_codebook: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "curves.json"
    save_curves(path, CURVES)
    assert load_curves(path) == CURVES
    monkeypatch.setattr(curves_module, "FILE", path)
    shown = _page(empty_study, small_codebook, tmp_path)
    assert "Wat meer leren doet" in shown and "48.275" in shown and "0,66" in shown
    assert shown.count("<figure") >= 3 or shown.count("<img") + shown.count("<svg") >= 3
    path.write_text(path.read_text(encoding="utf-8").replace('"model": "', '"model": "een-ander-'), encoding="utf-8")
    assert load_curves(path) == ()
    assert "Wat meer leren doet" not in _page(empty_study, small_codebook, tmp_path)


def test_a_curve_says_in_words_what_it_shows() -> None:
    corpus, corrections = curve_figures(CURVES)
    assert "gesproken: van 0,41 bij 6.000 naar 0,65 bij 48.275" in corpus.alt
    assert corrections.rows == (("gesproken", "0", "0,65", "0,52"), ("gesproken", "50", "0,66", "0,55"))
    assert curve_figures(()) == []


@pytest.mark.parametrize("text", ["[]", '{"model": 1}', '{"curves": [{}]}'])
def test_damaged_curves_are_refused_or_of_another_model(tmp_path: Path, text: str) -> None:
    path = tmp_path / "curves.json"
    path.write_text(text, encoding="utf-8")
    try:
        assert load_curves(path) == ()
    except InputError as error:
        assert "benchmarks/curves.py" in str(error)


def test_a_table_is_measured_with_another_model_than_the_shipped_one(small_codebook: Path, tmp_path: Path) -> None:
    lines = ["doc\tkind\tn\tspeaker\tcodes\tdisputed\ttext"]
    for doc in range(8):
        for number, thing in enumerate(("raam", "plein", "huis")):
            lines.append(f"d{doc}\tgesprek\t{number}\tCollega\twerk.taken\t\tHij poetst het {thing}.")
            lines.append(f"d{doc}\tgesprek\t{number}\tCollega\t\t\tHij zag het {thing}.")
    (tmp_path / "gesprekken.tsv").write_text("\n".join(lines) + "\n", encoding="utf-8")
    codebook = load_codebook(small_codebook)
    model = learn(read_corpus(tmp_path, codebook), codebook)
    found = measure(tmp_path / "gesprekken.tsv", codebook, parts=("trained",), trained=model)
    assert found.scores.codes["werk.taken"].f1 == 1
