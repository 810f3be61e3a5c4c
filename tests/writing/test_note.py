"""The note: parts in order, what each sentence rests on, what is left out, and the skeleton of a new study."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from toolkit.errors import InputError
from toolkit.records import Block
from toolkit.rendering import lay_out
from toolkit.rendering.look import Look
from toolkit.study import Study
from toolkit.writing import Consent, NoteData, check_note, collect, compose, note_document, note_texts
from toolkit.writing.checks_note import counting_number
from toolkit.writing.trace import trace_json, trace_table

Part = Callable[..., Path]


def test_parts_follow_their_names_and_their_highest_heading_is_a_chapter(coded_study: Study, write_part: Part) -> None:
    write_part("# Twee\n\nB.", "02-twee.md")
    write_part("## Een\n\nA.\n\n### Deel\n\nC.", "01-een.md")
    document = note_document(coded_study)
    assert [(block.level, block.text) for block in document.blocks if block.kind == "heading"] == [
        (1, "Een proef"), (2, "Een"), (3, "Deel"), (2, "Twee"),
    ]  # fmt: skip
    assert dict(document.meta)["Opdrachtgever"] == "Ministerie van Proeven"


def test_every_sentence_knows_its_fields_and_what_it_rests_on(coded_study: Study, write_part: Part) -> None:
    write_part(
        '# Kop\n\nIn {{ x_van_y("financiering.gemeente") }} gaat het over geld. Dat is een begin.\n{#a stijl=bevinding}'
    )
    data = collect(coded_study)
    note = compose(data)
    first, second = (one for one in note.statements if one.block == "a")
    money = set(data.frame[data.frame["code"] == "financiering.gemeente"]["id"])
    assert first.text == "In 2 van de 3 cases gaat het over geld."
    assert first.fields == (('x_van_y("financiering.gemeente")', "2 van de 3 cases"),)
    assert set(first.sources) == money == set(note.document.block("a").sources)
    assert (second.text, second.sources) == ("Dat is een begin.", ())
    assert (first.path, first.line) == ("01-deel.md", 3)


def test_a_code_as_source_stands_for_its_codings(coded_study: Study, write_part: Part) -> None:
    write_part("# Kop\n\nOver geld is gesproken.\n{#a bron=financiering,c01-schoolleider#2}")
    data = collect(coded_study)
    sources = compose(data).document.block("a").sources
    assert sources == (*data.frame[data.frame["theme"] == "financiering"]["id"], "c01-schoolleider#2")


def test_a_field_of_more_sentences_counts_for_each(coded_study: Study, write_part: Part) -> None:
    write_part("# Kop\n\n{{ overeenstemming }}\n{#a}")
    said = [one for one in compose(collect(coded_study)).statements if one.block == "a"]
    assert len(said) == 2 and all(one.sources for one in said)


def test_a_quote_comes_in_only_when_it_is_released_and_word_for_word(
    coded_study: Study, write_part: Part, all_free: Consent
) -> None:
    write_part('# Kop\n\n{{ citaat("c01", "tip") }}\n\n{{ citaat("c01", "werk") }}\n\n{{ citaat("c02", "verzonnen") }}')
    none = compose(collect(coded_study))
    assert [block.kind for block in none.document.blocks] == ["heading"]
    assert [field for field, _, _ in none.left_out] == [
        'citaat("c01", "tip")',
        'citaat("c01", "werk")',
        'citaat("c02", "verzonnen")',
    ]
    given = compose(collect(coded_study, consent=all_free))
    quotes = [block for block in given.document.blocks if block.kind == "quote"]
    assert [block.id for block in quotes] == ["citaat-c01-tip", "citaat-c01-werk"]
    assert (quotes[0].text, quotes[0].by, quotes[0].about) == (
        "Eén ding tegelijk zeggen, dat is mijn tip.", "c01/medewerker-1", ("c01/medewerker-1",),
    )  # fmt: skip


def test_a_typed_quote_stays_out_and_is_reported(coded_study: Study, write_part: Part, all_free: Consent) -> None:
    write_part("# Kop\n\nTekst.\n\n> Ik snijd de groente.\n{#q door=c02/medewerker-1}")
    data = collect(coded_study, consent=all_free)
    note = compose(data)
    assert [block.kind for block in note.document.blocks] == ["heading", "heading", "paragraph"]
    assert [
        (c.level, c.kind) for c in check_note(note, data, note_texts(coded_study)[0]) if c.place.startswith("q")
    ] == [("fout", "citaat niet vrijgegeven")]


def test_questions_for_discussion_come_together(coded_study: Study, write_part: Part) -> None:
    write_part(
        "# Een\n\nIs het geregeld? En wie betaalt?\n{#a stijl=discussie}\n\nIs het geregeld?\n{#b stijl=discussie}",
        "01-een.md",
    )
    write_part("# Vragen\n\n{{ vragen }}", "02-vragen.md")
    found = [block for block in note_document(coded_study).blocks if block.kind == "list"]
    assert [(block.text, block.style) for block in found] == [("Is het geregeld?\nEn wie betaalt?", "genummerd")]


def test_headings_with_nothing_under_them_go(coded_study: Study, write_part: Part) -> None:
    write_part('# Leeg\n\n## Ook leeg\n\n{{ tabel("tegengesproken") }}\n\n# Vol\n\nTekst.')
    assert [block.text for block in note_document(coded_study).blocks] == ["Een proef", "Vol", "Tekst."]


def test_references_to_what_this_study_does_not_have_are_taken_out(coded_study: Study, write_part: Part) -> None:
    write_part('# Kop\n\nZie ook het geld (@tab:tabel-tegengesproken). @tab:tabel-codes telt.\n\n{{ tabel("codes") }}')
    texts = [block.text for block in note_document(coded_study).blocks if block.kind == "paragraph"]
    assert texts == ["Zie ook het geld. @tab:tabel-codes telt."]
    write_part("# Kop\n\nZie @tab:onzin.")
    with pytest.raises(InputError, match="@tab:onzin"):
        note_document(coded_study)


def test_a_writer_names_a_table_and_its_caption(coded_study: Study, write_part: Part) -> None:
    write_part('# Kop\n\nZie @tab:alles.\n\n{{ tabel("codes", bijschrift="Wat er is gezegd") }}\n{#alles stijl=staand}')
    block = note_document(coded_study).block("alles")
    assert (block.text, block.style, block.rows[0][0]) == ("Wat er is gezegd", "staand", "Thema")
    assert block.rows[1] == ("Functie", "Taken", "3 van de 3", "5", "5", "0")


def test_two_parts_cannot_use_one_id(coded_study: Study, write_part: Part) -> None:
    write_part("# Een\n\nA.\n{#zelfde}", "01-een.md")
    write_part("# Twee\n\nB.\n{#zelfde}", "02-twee.md")
    with pytest.raises(InputError, match=r"01-een\.md") as caught:
        note_document(coded_study)
    assert caught.value.path is not None and caught.value.path.name == "02-twee.md"


def walk(data: NoteData) -> list[str]:
    """Sentences with a number that rest on nothing."""
    return [one.text for one in compose(data).statements if counting_number(one.text) and not one.sources]


def test_the_skeleton_reads_on_a_coded_study(coded_study: Study, all_free: Consent) -> None:
    data = collect(coded_study, consent=all_free)
    note = compose(data)
    assert not note.own_texts
    lay_out(note.document, study=coded_study, look=Look(cover=True, toc=True, numbered=True))
    assert walk(data) == []
    assert [
        c
        for c in check_note(note, data, note_texts(coded_study)[0])
        if c.level == "fout" and c.kind != "citaat niet woordelijk"
    ] == []
    texts = " ".join(block.text for block in note.document.blocks)
    assert "Deze nota beschrijft wat 5 mensen in 5 gesprekken vertelden, verdeeld over 3 cases." in texts
    assert "**Gemeente.** Hierover gaat het in enkele cases (2 van de 3)." in texts


def test_the_skeleton_reads_on_documents_alone(document_study: Study) -> None:
    data = collect(document_study)
    note = compose(data)
    lay_out(note.document, study=document_study, look=Look(cover=True, toc=True, numbered=True))
    texts = " ".join(block.text for block in note.document.blocks)
    assert walk(data) == []
    assert "Deze nota ordent wat er in 2 documenten staat." in texts
    assert "**Taken.** Hierover gaat het in één document (1 van de 2)." in texts
    assert "gevraagd" not in texts.replace("niet naar is gevraagd", "")
    assert all("{{" not in text for block in note.document.blocks for text in (block.text, *sum(block.rows, ())))


def test_the_trace_holds_every_statement(coded_study: Study, write_part: Part) -> None:
    write_part('# Kop\n\nIn {{ x_van_y("functie.taken") }}.\n{#a}')
    note = compose(collect(coded_study))
    trace = trace_json(note)
    assert trace["digest"] == note.document.digest
    [row] = [one for one in trace["statements"] if one["statement"] == "a/1"]
    assert row["fields"] == [{"field": 'x_van_y("functie.taken")', "value": "3 van de 3 cases"}]
    assert list(trace_table(note).query("statement == 'a/1'")["sources"]) == [5]


def test_the_same_study_gives_the_same_note(coded_study: Study, all_free: Consent) -> None:
    first = compose(collect(coded_study, consent=all_free)).document
    again = compose(collect(Study(coded_study.root), consent=all_free)).document
    assert first == again and isinstance(first.blocks[0], Block)
