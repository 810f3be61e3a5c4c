"""Texts that people edit: read as blocks, written back, and what is said about wrong ones."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.records import Block, Document
from toolkit.writing.texts import read_document, read_numbered, write_document

Write = Callable[[str, str | bytes], Path]

TEXT = """\
---
titel: "Hulp in de keuken"
versie: 3
---

# Hulp in de keuken
{#titel}

[medewerker-1] werkt in de keuken.
Daar is het warm.
{#begin-1 over=medewerker-1,c02/jobcoach-1 bron=c01-medewerker#3 stijl=bevinding}

> Ik ga daar met plezier heen.
{#citaat over=medewerker-1 door=medewerker-1 bron=c01-medewerker#5}

- pannen
- de vloer,
  elke dag

1. eerst
2. dan

| Wie | Wat |
| --- | --- |
| gemeente | 670 \\| euro |
{#geld bijschrift="Wie betaalt wat"}

![Het verloop](outputs/figures/verloop)
{#figuur alt="Een lijn die stijgt"}
"""


def test_every_kind_of_block(write: Write) -> None:
    document = read_document(write("c01.md", TEXT), case="c01")
    assert (document.id, document.title, document.version, document.case) == ("c01", "Hulp in de keuken", 3, "c01")
    assert [block.kind for block in document.blocks] == [
        "heading",
        "paragraph",
        "quote",
        "list",
        "list",
        "table",
        "figure",
    ]
    paragraph = document.block("begin-1")
    assert paragraph.text == "[medewerker-1] werkt in de keuken. Daar is het warm."
    assert paragraph.about == ("c01/medewerker-1", "c02/jobcoach-1")
    assert (paragraph.sources, paragraph.style) == (("c01-medewerker#3",), "bevinding")
    assert document.block("citaat").by == "c01/medewerker-1"
    assert [block.text for block in document.blocks if block.kind == "list"] == [
        "pannen\nde vloer, elke dag",
        "eerst\ndan",
    ]
    assert [block.style for block in document.blocks if block.kind == "list"] == ["", "genummerd"]
    assert document.block("geld").rows == (("Wie", "Wat"), ("gemeente", "670 | euro"))
    assert document.block("geld").text == "Wie betaalt wat"
    assert (document.block("figuur").image, document.block("figuur").alt) == (
        "outputs/figures/verloop",
        "Een lijn die stijgt",
    )


def test_a_block_without_an_id_gets_one_from_its_heading_and_number(write: Write) -> None:
    document = read_document(write("x.md", "## Het werk\n\nEen.\n\nTwee.\n\n## Het werk\n\nDrie."))
    assert [block.id for block in document.blocks] == [
        "het-werk-kop",
        "het-werk-1",
        "het-werk-2",
        "het-werk-kop-2",
        "het-werk-1-2",
    ]


def test_the_line_on_which_a_block_begins_is_known(write: Write) -> None:
    lines = read_numbered(write("x.md", TEXT), case="c01").lines
    assert (lines["titel"], lines["begin-1"], lines["geld"]) == (6, 9, 23)


def test_a_directive_is_a_block_of_its_own(write: Write) -> None:
    text = "Voor.\n{{ als n_cases > 0 }}\nIn de cases.\n{{ einde }}\n\nNa {{ n_cases }} cases."
    texts = [block.text for block in read_document(write("x.md", text)).blocks]
    assert texts == ["Voor.", "{{ als n_cases > 0 }}", "In de cases.", "{{ einde }}", "Na {{ n_cases }} cases."]


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "leeg"),
        ("---\ntitel: x\n", 1, "niet afgesloten"),
        ("---\ntitel: x\nversie: twee\n---\nTekst.", 1, "versie"),
        ("Een.\n{#a}\n\nTwee.\n{#a}", 4, "twee keer"),
        ("Een.\n{#a onzin=1}", 2, "kennen we niet"),
        ("{#a over=b}", 1, "zonder tekst"),
        ("Een.\n{#a over b}", 2, "niet te lezen"),
        ("| a | b |\n| 1 | 2 |", 1, "kopregel"),
        ("| a | b |\n| --- | --- |\n| 1 |", 3, "kolommen"),
    ],
)
def test_what_is_wrong_is_said_with_its_line(write: Write, text: str, line: int, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        read_document(write("x.md", text))
    assert caught.value.line == line


def test_a_file_in_another_encoding_is_refused(write: Write) -> None:
    with pytest.raises(InputError, match="UTF-8"):
        read_document(write("x.md", "Één".encode("cp1252")))


def cells() -> st.SearchStrategy[str]:
    return st.text(alphabet='ab é#-*>|{}[]\\"!1.=(){}', max_size=12).map(lambda text: " ".join(text.split()))


def words() -> st.SearchStrategy[str]:
    return cells().filter(bool)


def blocks() -> st.SearchStrategy[tuple[Block, ...]]:
    one = st.one_of(
        words().map(lambda text: Block("", "paragraph", text)),
        words().map(lambda text: Block("", "quote", text, by="c01/medewerker-1")),
        st.lists(words(), min_size=1, max_size=3).map(lambda items: Block("", "list", "\n".join(items))),
        st.tuples(words(), words(), cells()).map(lambda c: Block("", "table", c[0], rows=((c[1], "Kop"), (c[2], "1")))),
        st.tuples(words(), words()).map(
            lambda c: Block("", "figure", "Figuur", alt=c[0] + c[1], image="outputs/figures/a")
        ),
    )
    number = st.lists(one, min_size=1, max_size=4)
    return number.map(
        lambda found: tuple(
            Block(f"b{n}", b.kind, b.text, by=b.by, alt=b.alt, rows=b.rows, image=b.image) for n, b in enumerate(found)
        )
    )


@given(blocks())
def test_what_is_written_reads_back_the_same(made: tuple[Block, ...]) -> None:
    document = Document("x", 'De "titel"', made, 2, "c01")
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "x.md"
        path.write_text(write_document(document), encoding="utf-8")
        assert read_document(path, case="c01") == document
