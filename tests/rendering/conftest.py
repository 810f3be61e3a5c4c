"""A study with one figure, and a document with a block of every kind."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest

from toolkit.records import Block, Document
from toolkit.study import Study

SETTINGS = """\
title: Werk op school
client: Opdrachtgever Proef
bureau: Bureau Proef
invented: true
date: 2024-05-15
version: concept 1
"""
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="120" viewBox="0 0 400 120">'
    '<rect x="80" y="20" width="240" height="30" fill="#12355b"/><rect x="80" y="70" width="90" height="30" fill="#b5541c"/></svg>'
)


def png(width: int = 40, height: int = 12) -> bytes:
    """A small grey picture."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    rows = (b"\0" + b"\x80" * width) * height
    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    parts = chunk(b"IHDR", header), chunk(b"IDAT", zlib.compress(rows)), chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


@pytest.fixture
def study(tmp_path: Path) -> Study:
    """An invented study, in concept, with one figure."""
    folder = tmp_path / "studie"
    (folder / "interviews" / "cases").mkdir(parents=True)
    (folder / "interviews" / "study.yaml").write_text(SETTINGS, encoding="utf-8")
    figures = folder / "outputs" / "figures"
    figures.mkdir(parents=True)
    (figures / "betaald.svg").write_text(SVG, encoding="utf-8")
    (figures / "betaald.png").write_bytes(png())
    return Study(folder)


@pytest.fixture
def document() -> Document:
    """A block of every kind, a callout of every kind, a reference and a footnote."""
    return Document(
        "proef",
        "Werk op school",
        BLOCKS,
        version=2,
        meta=(("Opdrachtgever", "Opdrachtgever Proef"), ("Datum", "15 mei 2024")),
    )


WIDE = (
    tuple(f"Onderwerpenlijst{n}" for n in range(9)),
    *(tuple(f"cel {row} {n} met woorden" for n in range(9)) for row in range(3)),
)
BLOCKS = (
    Block("titel", "heading", "Werk op school", level=1),
    Block("samenvatting", "heading", "Samenvatting", level=2, style="ongenummerd"),
    Block("s-1", "paragraph", "Zie @fig:betaald en @tab:uren.[^Gesproken met [school-A], zie [de bron](https://voorbeeld.example/bron).]"),
    Block("kort", "table", "In het kort", style="kader", rows=(("Onderwerp", "Antwoord"), ("Functie", "hulp in de keuken"))),
    Block("zien", "heading", "Wat we zien", level=2),
    Block("geld", "heading", "Geld", level=3),
    Block("b-1", "paragraph", "In **twee** van de *drie* cases.", style="bevinding"),
    Block("t-1", "paragraph", "Dat komt vaak voor.", style="toelichting"),
    Block("q-1", "quote", "Nou, dat was even slikken.", by="c01/schoolleider-1"),
    Block("n-1", "paragraph", "In één case niet.", style="tegenvoorbeeld"),
    Block("d-1", "paragraph", "Ter overweging:", style="discussie"),
    Block("d-2", "list", "Wie betaalt?\nHoe lang?", style="discussie genummerd"),
    Block("k-1", "paragraph", "Achtergrond bij [het geld](#geld).", style="kader"),
    Block("l-1", "list", "een\ntwee"),
    Block("l-2", "list", "eerst\ndaarna", style="genummerd"),
    Block("betaald", "figure", "Wie betaalt", alt="Twee balken: gemeente 8, school 3.", image="outputs/figures/betaald"),
    Block("uren", "table", "Uren per case", rows=(("Case", "Functie", "Uren"), ("c01", "keuken", "12,5"), ("c02", "tuin", "8"))),
    Block("bijlage-a", "heading", "Overzicht", level=2, style="bijlage"),
    Block("breed", "table", "Alles naast elkaar", rows=WIDE),
)  # fmt: skip
