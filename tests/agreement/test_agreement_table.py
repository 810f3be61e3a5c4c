"""The table, the text and the files of agreement, on a study small enough to reckon by hand."""

from __future__ import annotations

import csv
import json
import math
from collections.abc import Callable
from typing import Any

import pytest
from agreement_study import save_talk

from toolkit.agreement import (
    agreement_table,
    agreement_text,
    confusion_table,
    difference_table,
    double_coded,
    from_table,
    krippendorff_alpha,
    progress_table,
    qualifier_table,
    run,
)
from toolkit.review import assign, open_journal
from toolkit.study import Study

Coded = Callable[..., None]
ODD = [1, 3, 5, 7, 9, 11, 13, 15, 17, 19]
"""The numbers of the sentences that are not the interviewer's."""


def row(study: Study, name: str) -> dict[str, Any]:
    table = agreement_table(study, draws=200)
    return dict(table.set_index("id").loc[name])


def test_only_answers_count_and_no_coding_means_no_code(study: Study, code: Coded) -> None:
    code("k1", "werk.taken", 1, 3, 5, 7)
    code("k2", "werk.taken", 1, 3, 5, 9)
    double = double_coded(study)
    assert [number for _, number in double.places] == ODD
    assert double.ratings(["werk.taken"]) == [[1, 1, 1, 1, 0, 0, 0, 0, 0, 0], [1, 1, 1, 0, 1, 0, 0, 0, 0, 0]]


def test_a_row_by_hand(study: Study, code: Coded) -> None:
    code("k1", "werk.taken", 1, 3, 5, 7)
    code("k2", "werk.taken", 1, 3, 5, 9)
    found = row(study, "werk.taken")
    assert (found["units"], found["coded"], found["prevalence"], found["percent"]) == (10, 5, 0.4, 0.8)
    assert found["kappa"] == pytest.approx((0.8 - 0.52) / (1 - 0.52))
    assert found["alpha"] == pytest.approx(krippendorff_alpha(from_table([[5, 1], [1, 3]])))
    assert found["pabak"] == pytest.approx(0.6)
    assert found["ac1"] == pytest.approx((0.8 - 0.48) / (1 - 0.48))
    assert found["alpha_low"] <= found["alpha"] <= found["alpha_high"]
    assert found["verdict"] == "te laag voor conclusies"
    assert found["warning"] == "deze code is maar 5 keer gegeven"


def test_a_theme_is_any_of_its_codes(study: Study, code: Coded) -> None:
    code("k1", "werk.taken", 1, 3)
    code("k2", "werk.uren", 1, 3)
    assert row(study, "werk")["alpha"] == 1
    assert math.isnan(row(study, "werk.taken")["alpha"])


def test_a_code_that_one_coder_never_gave_cannot_be_reckoned(study: Study, code: Coded) -> None:
    code("k1", "werk.taken", 1, 3)
    code("k2", "geld.loon", 5)
    found = row(study, "werk.taken")
    assert math.isnan(found["alpha"])
    assert math.isnan(found["kappa"])
    assert found["verdict"] == "niet te berekenen"
    assert found["percent"] == 0.8
    never = row(study, "werk.uren")
    assert all(math.isnan(never[name]) for name in ("alpha", "kappa", "pi", "ac1", "pabak", "alpha_u"))
    assert never["warning"] == "deze code is nooit gegeven"


def test_the_paradox_is_told(study: Study, code: Coded) -> None:
    save_talk(study, "c01-collega", answers=100)
    code("k1", "werk.taken", *range(1, 12, 2), conversation="c01-collega")
    code("k2", "werk.taken", *range(9, 20, 2), conversation="c01-collega")
    found = row(study, "werk.taken")
    assert found["percent"] == 0.92
    assert found["alpha"] < 0.667 < found["pabak"] < found["ac1"]
    assert "scheve verdeling" in found["warning"]


def test_a_coder_who_is_not_done_does_not_count(study: Study, code: Coded) -> None:
    code("k1", "werk.taken", 1)
    code("k2", "werk.taken", 1)
    open_journal(study, "k2", "c01-schoolleider").reopen("k2")
    assert agreement_table(study).empty
    assert agreement_text(study).startswith("Geen enkel gesprek")
    progress = progress_table(study)
    assert list(zip(progress["coder"], progress["accepted"], progress["done"])) == [("k1", 1, True), ("k2", 1, False)]


def test_the_joint_journal_is_no_coder(study: Study, code: Coded) -> None:
    code("k1", "werk.taken", 1)
    code("samen", "werk.taken", 1)
    assert double_coded(study).places == ()


def test_three_coders_of_whom_two_did_each_conversation(study: Study, code: Coded) -> None:
    save_talk(study, "c01-collega")
    for conversation, coders in (("c01-schoolleider", ("k1", "k2")), ("c01-collega", ("k1", "k3"))):
        for coder in coders:
            code(coder, "werk.taken", 1, 3, conversation=conversation)
    double = double_coded(study)
    assert double.coders == ("k1", "k2", "k3")
    assert double.ratings(["werk.taken"])[1] == [None] * 10 + [1, 1, 0, 0, 0, 0, 0, 0, 0, 0]
    found = row(study, "werk.taken")
    assert (found["alpha"], found["fleiss"]) == (1, pytest.approx(1))
    assert math.isnan(found["kappa"])
    assert math.isnan(found["alpha_u"])


def test_unitizing_alpha_joins_sentences_that_follow_each_other(study: Study, code: Coded) -> None:
    code("k1", "werk.taken", 1, 3)
    code("k2", "werk.taken", 1, 3)
    assert row(study, "werk.taken")["alpha_u"] == 1


def test_differences_and_confusions_name_places(study: Study, code: Coded) -> None:
    code("k1", "werk.taken", 1, 3, 5)
    code("k2", "werk.taken", 1)
    code("k2", "werk.uren", 3)
    double = double_coded(study)
    assert [tuple(one) for one in difference_table(double).itertuples(index=False)] == [
        ("c01-schoolleider", 4, 3, "werk.taken", "k1", "k2"),
        ("c01-schoolleider", 4, 3, "werk.uren", "k2", "k1"),
        ("c01-schoolleider", 6, 5, "werk.taken", "k1", "k2"),
    ]
    assert [tuple(one) for one in confusion_table(double).itertuples(index=False)] == [("werk.taken", "werk.uren", 1)]


def test_qualifiers_are_compared_where_both_gave_the_code(study: Study, code: Coded) -> None:
    code("k1", "werk.taken", 1, 3, time="past")
    code("k2", "werk.taken", 1, time="past")
    code("k2", "werk.taken", 3, 5, time="now")
    time = dict(qualifier_table(double_coded(study)).set_index("qualifier").loc["time"])
    assert (time["pairs"], time["percent"]) == (2, 0.5)


def test_the_paragraph(study: Study, code: Coded) -> None:
    for coder in ("k1", "k2"):
        code(coder, "werk.taken", 1, 3, 5)
        code(coder, "geld.loon", 7, 9)
    assert agreement_text(study) == (
        "Twee codeurs (k1 en k2) codeerden allebei 1 van de 1 gelezen teksten, samen 10 zinnen; de zinnen van de "
        "interviewer tellen niet mee. Of zij dat los van elkaar deden, is niet vastgelegd. Krippendorffs alfa per hoofdthema is: ‘het geld’ 1,00 en ‘het werk’ 1,00. Bij alle "
        "twee hoofdthema's is dat ten minste 0,80, de gangbare grens voor betrouwbare conclusies. Van de drie "
        "afzonderlijke codes halen er twee de grens van 0,80, ligt er geen tussen 0,667 en 0,80 en ligt er geen daaronder. "
        "Voor één is alfa niet te berekenen, omdat niet ten minste twee codeurs de code gaven. Twee codes zijn minder dan "
        "tien keer gegeven; dat getal is onzeker. Alfa is nominaal, per code wel of niet gegeven, met de zin als eenheid. "
        "De intervallen van 95% komen uit duizend trekkingen met teruglegging van zinnen."
    )


@pytest.mark.parametrize(
    ("suggestions", "told"),
    [
        (False, "zien, en ook haar eigen voorstellen niet. Krippendorffs"),
        (True, "zien. De voorstellen van de software zagen zij wel. Krippendorffs"),
    ],
)
def test_the_paragraph_says_what_is_on_record_about_coding_blind(
    study: Study, code: Coded, suggestions: bool, told: str
) -> None:
    assign(study, ["k1", "k2"], share=1.0, suggestions=suggestions)
    for coder in ("k1", "k2"):
        code(coder, "werk.taken", 1, 3, 5)
    text = agreement_text(study)
    assert "Deze tekst is daarvoor bij loting gekozen en los van elkaar gecodeerd: tot allen klaar waren" in text
    assert told in text


def test_what_was_not_drawn_is_told_apart(study: Study, code: Coded) -> None:
    assign(study, ["k1", "k2"], share=1.0)
    save_talk(study, "c02-schoolleider")
    for conversation in ("c01-schoolleider", "c02-schoolleider"):
        for coder in ("k1", "k2"):
            code(coder, "werk.taken", 1, 3, conversation=conversation)
    text = agreement_text(study)
    assert "Één van deze teksten is daarvoor bij loting gekozen" in text
    assert text.count("Of dat ook voor de andere geldt, is niet vastgelegd.") == 1


def test_the_step_writes_the_same_bytes_twice(study: Study, code: Coded) -> None:
    code("k1", "werk.taken", 1, 3, 5)
    code("k2", "werk.taken", 1, 3, 7)
    paths = run(study, lambda items: items)
    assert {study.shown(path) for path in paths} == {
        "outputs/tables/agreement.csv", "outputs/tables/agreement_qualifiers.csv",
        "outputs/tables/agreement_differences.csv", "outputs/tables/agreement_confusions.csv",
        "outputs/tables/agreement_progress.csv", "outputs/figures/agreement_alpha.svg",
        "outputs/figures/agreement_alpha.png", "outputs/figures/agreement_alpha.json",
    }  # fmt: skip
    before = {path: path.read_bytes() for path in paths}
    for path in paths:
        path.unlink()
    assert {path: path.read_bytes() for path in run(study, lambda items: items)} == before
    rows = list(csv.DictReader(study.outputs.joinpath("tables", "agreement.csv").open(encoding="utf-8-sig")))
    assert [one["alpha"] for one in rows if one["id"] == "geld.loon"] == ["niet te berekenen"]
    figure = json.loads(study.outputs.joinpath("figures", "agreement_alpha.json").read_text(encoding="utf-8"))
    assert "Het werk 0,55" in figure["alt"]
    assert ["Het werk", "4", "80%", "0,55"] in [one[:4] for one in figure["rows"]]


def test_without_double_coding_there_is_no_figure(study: Study) -> None:
    paths = run(study, lambda items: items)
    assert all(path.suffix == ".csv" for path in paths)
