"""Markdown, and all formats side by side."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st

from toolkit.errors import InputError
from toolkit.records import Block, Document
from toolkit.rendering import Look, escape, to_markdown, write_all
from toolkit.rendering.inline import clean
from toolkit.study import Study


def test_every_kind_of_block(document: Document, study: Study) -> None:
    shown = to_markdown(
        replace(document, blocks=document.blocks[:-2]), study=study, options=Look(numbered=True), images="../../"
    )
    assert shown == EXPECTED


EXPECTED = """\
# Werk op school

**CONCEPT**

**Verzonnen studie: mensen, scholen en gesprekken bestaan niet**

## Samenvatting

Zie figuur\u00a01 en tabel\u00a01.[^1]

> **In het kort**
>
> | Onderwerp | Antwoord |
> | --- | --- |
> | Functie | hulp in de keuken |

## 1 Wat we zien

### 1.1 Geld

> **Bevinding**
>
> In **twee** van de *drie* cases.

> **Toelichting**
>
> Dat komt vaak voor.

> Nou, dat was even slikken.
>
> — schoolleider, case c01

> **Tegenvoorbeeld**
>
> In één case niet.

> **Ter discussie**
>
> Ter overweging:
>
> 1. Wie betaalt?
> 2. Hoe lang?

> Achtergrond bij het geld.

- een
- twee

1. eerst
2. daarna

![Twee balken: gemeente 8, school 3.](../../outputs/figures/betaald.svg)

**Figuur 1.** Wie betaalt

**Tabel 1.** Uren per case

| Case | Functie | Uren |
| --- | --- | ---: |
| c01 | keuken | 12,5 |
| c02 | tuin | 8 |

## Colofon

- **Opdrachtgever**: Opdrachtgever Proef
- **Datum**: 15 mei 2024

[^1]: Gesproken met \\[school-A\\], zie [de bron](<https://voorbeeld.example/bron>).
"""


@given(st.text(min_size=1, max_size=60))
def test_words_stay_words_for_a_markdown_reader(text: str) -> None:
    words = " ".join(clean(text).split()) or "x"
    shown = to_markdown(Document("x", "Titel", (Block("a", "paragraph", escape(words)),)))
    tokens, _ = mistune.create_markdown(renderer="ast", plugins=["table", "footnotes", "strikethrough", "url"]).parse(
        shown
    )  # type: ignore[misc]
    kinds = [token["type"] for token in tokens if token["type"] != "blank_line"]
    assert kinds == ["heading", "paragraph"]
    leaves = tokens[-1]["children"]
    assert {leaf["type"] for leaf in leaves} == {"text"}
    assert "".join(leaf["raw"] for leaf in leaves) == words


def test_all_formats_are_written_or_none(document: Document, study: Study, tmp_path: Path) -> None:
    paths = write_all(document, study.outputs / "note", "nota", study=study)
    assert [path.name for path in paths] == ["nota.docx", "nota.pdf", "nota.html", "nota.md"]
    assert "](../../outputs/figures/betaald.svg)" in paths[3].read_text(encoding="utf-8")
    before = [path.stat().st_mtime_ns for path in paths]
    assert write_all(document, study.outputs / "note", "nota", study=study) == paths
    assert [path.stat().st_mtime_ns for path in paths] == before
    broken = replace(document, blocks=(*document.blocks, Block("leeg", "heading", "", level=2)))
    with pytest.raises(InputError, match="leeg"):
        write_all(broken, tmp_path / "nieuw", "nota", study=study)
    assert not (tmp_path / "nieuw").exists()
