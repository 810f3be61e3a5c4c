"""The text of an HTML document as Taguette counts it: UTF-8 bytes of the text, tags left out."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property
from html.parser import HTMLParser

from .refi.positions import Counting, RawText, Ruler

_BLOCKS = frozenset(
    (
        "p", "div", "li", "tr", "br", "hr", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote", "table", "ul", "ol", "section", "article", "header", "footer", "pre", "dt", "dd",
    )
)  # fmt: skip
_SILENT = frozenset(("script", "style", "title", "head", "template"))


@dataclass(frozen=True)
class HtmlText:
    """The text with a line feed where a block ends; those that were put in are not counted."""

    text: str
    put_in: tuple[int, ...]
    """Indices in ``text`` of line feeds that the document does not hold."""

    @cached_property
    def _ruler(self) -> Ruler:
        skipped = set(self.put_in)
        counted = "".join(sign for index, sign in enumerate(self.text) if index not in skipped)
        return Ruler(RawText(counted), Counting("bytes"))

    @cached_property
    def _before(self) -> list[int]:
        """Where each line feed that was put in stands, in the text without them."""
        return [index - number for number, index in enumerate(self.put_in)]

    def span(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch that two byte positions name."""
        found = self._ruler.span(start, end)
        if found is None:
            return None
        first = found[0] + bisect_right(self._before, found[0])
        last = found[1] - 1 + bisect_right(self._before, found[1] - 1) + 1
        return first, last


@dataclass(frozen=True, slots=True)
class Marked:
    """A piece of text, with the class of the innermost ``span`` that it stands in and the heading or body it is part of."""

    text: str
    style: str
    tag: str


class _Reader(HTMLParser):
    """Collects the pieces of text, and a line feed after each block."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[Marked | None] = []
        self._spans: list[str] = []
        self._silent = 0
        self._heading = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SILENT:
            self._silent += 1
        if tag in _BLOCKS:
            self.pieces.append(None)
        if tag == "h1":
            self._heading = tag
        if tag == "span":
            self._spans.append(dict(attrs).get("class") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in _SILENT and self._silent:
            self._silent -= 1
        if tag in _BLOCKS:
            self.pieces.append(None)
        if tag == "h1":
            self._heading = ""
        if tag == "span" and self._spans:
            self._spans.pop()

    def handle_data(self, data: str) -> None:
        if not self._silent:
            self.pieces.append(Marked(data, self._spans[-1] if self._spans else "", self._heading))


def pieces_of(html: str) -> list[Marked | None]:
    """The pieces of text of a document; None where a block begins or ends."""
    reader = _Reader()
    reader.feed(html.replace("\r\n", "\n"))
    reader.close()
    return reader.pieces


def html_text(html: str) -> HtmlText:
    """The text of a document, every block on a line of its own."""
    text: list[str] = []
    put_in: list[int] = []
    size, fresh, wanted = 0, True, False
    for piece in pieces_of(html):
        if piece is None:
            wanted = not fresh
            continue
        if not piece.text:
            continue
        if wanted and not piece.text.startswith("\n"):
            put_in.append(size)
            text.append("\n")
            size += 1
        wanted = False
        text.append(piece.text)
        size += len(piece.text)
        fresh = piece.text.endswith("\n")
    return HtmlText("".join(text), tuple(put_in))
