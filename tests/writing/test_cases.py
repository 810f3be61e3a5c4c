"""Case descriptions: the machine's draft, the edited text beside it, and the step that writes both."""

from __future__ import annotations

import pandas as pd

from toolkit.study import Study
from toolkit.transcripts import load_transcripts
from toolkit.writing import case_document, case_texts, describe, difference, draft_case, quotes_of, write_document


def test_a_draft_has_the_sections_of_the_layout_and_names_no_one(coded_study: Study) -> None:
    draft = draft_case(coded_study, "c01")
    headings = [block.text for block in draft.blocks if block.kind == "heading"]
    assert headings == ["Hulp in c01", "In het kort", "Het werk", "De medewerker aan het woord", "De begeleiding", "De financiering", "Verantwoording"] or headings == [
        "Hulp in c01", "In het kort", "Het werk", "De begeleiding", "De financiering", "Verantwoording",
    ]  # fmt: skip
    assert draft.blocks[1].style == "kader" and draft.blocks[1].text.startswith("Concept, gemaakt door de software.")
    text = write_document(draft)
    assert "Sjors" not in text and "Marga" not in text


def test_facts_and_money_come_from_case_yaml(coded_study: Study) -> None:
    draft = draft_case(coded_study, "c01")
    assert (
        draft.block("intro").text == "[medewerker-1] werkt sinds september 2021 als hulpconciërge op een basisschool."
    )
    assert "Uren: 24 per week, dat is 0,9 baan van 25,5 uur" in draft.block("kort-1").text.split("\n")
    assert draft.block("geld-lijst").text == (
        "Loonkostensubsidie (gemeente aan bestuur): € 670 per maand, zeker. Genoemd door [schoolleider-1]."
    )
    assert draft.block("verantwoording-1").text == (
        "Wij spraken [medewerker-1] op 12 oktober 2023 en [schoolleider-1] op 12 oktober 2023. "
        "Niet gesproken is [gemeente-1]."
    )


def test_every_fragment_names_its_speaker_and_turn_and_stands_there(coded_study: Study) -> None:
    draft = draft_case(coded_study, "c01")
    talks = {one.id: one for one in load_transcripts(coded_study)}
    said = [block for block in draft.blocks if "‘" in block.text]
    assert said and all(block.about and block.sources for block in said)
    first = draft.block("werk-1")
    assert first.text == "[schoolleider-1] vertelt: ‘[medewerker-1] veegt het plein en doet het hek open.’"
    assert (first.about, first.sources) == (("c01/schoolleider-1", "c01/medewerker-1"), ("c01-schoolleider#2",))
    assert all(quote.verbatim for quote in quotes_of(draft, talks))


def test_the_edited_text_goes_before_the_draft(coded_study: Study) -> None:
    assert case_document(coded_study, "c01").title == "Hulp op het plein"
    assert case_document(coded_study, "c03").title == "Hulp in c03"


def test_the_difference_says_what_the_text_does_not_use(coded_study: Study) -> None:
    talks = {one.id: one for one in load_transcripts(coded_study)}
    edited = case_texts(coded_study)["c02"]
    report = difference(draft_case(coded_study, "c02"), edited, coded_study.case("c02"), talks)
    assert (
        "c02-schoolleider#1: [schoolleider-1] Zij kookt in de keuken. De gemeente betaalt niets."
        in report.block("werk-ongebruikt").text
    )
    assert "geldstromen" not in {block.id for block in report.blocks}
    own = difference(draft_case(coded_study, "c01"), edited, coded_study.case("c01"), talks)
    assert own.block("geldstromen").text == "c01-g1: loonkostensubsidie (c01-schoolleider#2)"


def test_the_step_writes_every_form_and_leaves_the_edited_text_alone(coded_study: Study) -> None:
    before = (coded_study.texts / "cases" / "c01.md").read_bytes()
    paths = {coded_study.shown(path) for path in describe(coded_study, lambda items: items)}
    wanted = {
        f"outputs/cases/c01/{name}"
        for name in (
            "casebeschrijving.docx",
            "casebeschrijving.pdf",
            "casebeschrijving.html",
            "casebeschrijving.md",
            "concept.md",
            "verschil.md",
        )
    }
    assert wanted <= paths
    assert "outputs/cases/c03/casebeschrijving.docx" in paths and "outputs/cases/c03/verschil.md" not in paths
    assert (coded_study.texts / "cases" / "c01.md").read_bytes() == before
    checks = pd.read_csv(coded_study.outputs / "cases" / "controle.csv")
    assert ("c02", "verzonnen", "citaat niet woordelijk") in set(
        zip(checks["text"], checks["place"], checks["kind"], strict=True)
    )


def test_the_same_study_gives_the_same_bytes(coded_study: Study) -> None:
    first = {path: path.read_bytes() for path in describe(coded_study, lambda items: items)}
    again = {path: path.read_bytes() for path in describe(Study(coded_study.root), lambda items: items)}
    assert first == again
