"""What has to stay together on paper stays together."""

from __future__ import annotations

import pypdfium2
import pytest

from toolkit.records import Block, Document
from toolkit.rendering import to_pdf
from toolkit.rendering.tables import shape_of, unbroken


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("in 3 van de 9 cases", "in 3\u00a0van\u00a0de\u00a09 cases"),
        ("4.020 van de 10.000", "4.020\u00a0van\u00a0de\u00a010.000"),
        ("een van de negen", "een van de negen"),
    ],
)
def test_so_many_of_so_many_is_not_broken(text: str, shown: str) -> None:
    assert unbroken(text) == shown


def test_a_column_is_wide_enough_for_it() -> None:
    narrow = shape_of([("Wat", "Cases"), ("woord " * 40, "9 van de 9")])
    assert narrow.widths[1] * 88 / 1000 >= len("9 van de 9")


def test_a_quote_stays_with_who_says_it() -> None:
    filling = tuple(
        Block(f"p{n}", "paragraph", "Regel.") for n in range(29)
    )  # the quote would end on the page's last line
    quote = Block("q", "quote", "Dit zijn de woorden van iemand. " * 9, by="c01/schoolleider-1")
    data = to_pdf(Document("d", "Titel", (Block("t", "heading", "Titel", level=1), *filling, quote)))
    pages = [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)]
    assert ["Dit zijn de woorden" in text for text in pages] == ["schoolleider" in text for text in pages]
    assert any("schoolleider" in text for text in pages)
