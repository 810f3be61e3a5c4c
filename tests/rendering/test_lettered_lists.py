"""Lists that count a, b, c."""

from __future__ import annotations

import io
import zipfile

from toolkit.records import Block, Document
from toolkit.rendering import to_docx, to_html, to_markdown

LETTERED = Document("l", "Lijst", (Block("x", "list", "Een\nTwee", style="letters"),))


def test_html_and_markdown_say_the_letters() -> None:
    assert '<ol type="a" id="x"><li>Een</li><li>Twee</li></ol>' in to_html(LETTERED).decode()
    assert "- a. Een\n- b. Twee" in to_markdown(LETTERED)


def test_word_counts_in_letters() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(LETTERED))) as archive:
        assert b'<w:numFmt w:val="lowerLetter"/>' in archive.read("word/numbering.xml")
