"""How a table is set: column widths from its words, figures to the right, a page on its side when it is too wide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

ROOM, ROOM_LARGE = (88, 138), (60, 96)
"""Characters of table text on a line of an A4 page, upright and on its side; the same in large print."""
SMALLEST = 70
"""Per cent of the usual size that the words of a very wide table may shrink to."""
TALL = 18
"""Lines: a row below this is kept on one page."""

_OF = re.compile(r"(?<=\d) van de (?=\d)")
_FIGURE = re.compile(r"(€\s?)?[-+−]?\d[\d.,]*(\s?(%|uur|euro|€))?|[-–—]")


@dataclass(frozen=True, slots=True)
class Shape:
    """How the columns of a table are set."""

    widths: tuple[int, ...] = ()
    """Per mille of the table's width."""
    right: tuple[bool, ...] = ()
    """Columns of figures, set to the right."""
    row_headers: bool = False
    """The first column names the rows."""
    landscape: bool = False
    scale: int = 100
    """Per cent of the usual size of the words in a table."""
    tall: tuple[bool, ...] = ()
    """Rows that may break over two pages, because they might not fit on one."""


def shape_of(rows: Sequence[Sequence[str]], styles: Sequence[str] = (), *, room: tuple[int, int] = ROOM) -> Shape:
    """The shape of a table; styles ``liggend`` and ``staand`` decide about the page, else its words do."""
    columns = list(zip(*rows))
    least = [max(_longest_word(column[0]) * 1.15, max(map(_longest_word, column))) + 2 for column in columns]
    landscape = "liggend" in styles or ("staand" not in styles and sum(least) > room[0])
    line = room[landscape]
    widths = _shared(least, [min(max(map(len, column)) + 2, 90) for column in columns], line)
    return Shape(
        widths=_per_mille(widths),
        right=tuple(_of_figures(column[1:]) for column in columns),
        row_headers=len(columns) > 1 and len(rows) > 1 and all(cell.strip() for cell in columns[0]),
        landscape=landscape,
        scale=max(SMALLEST, min(100, int(100 * line / sum(least)))),
        tall=tuple(max(len(cell) / (width - 1) for cell, width in zip(row, widths)) > TALL for row in rows),
    )


def _shared(least: Sequence[float], wished: Sequence[int], line: int) -> list[float]:
    """Share a line out: every column gets room for its longest word, and above that in proportion to its longest cell."""
    low, high = 0.0, float(line)
    for _ in range(50):
        middle = (low + high) / 2
        if sum(max(need, middle * wish) for need, wish in zip(least, wished)) > line:
            high = middle
        else:
            low = middle
    return [max(need, low * wish) for need, wish in zip(least, wished)]


def unbroken(text: str) -> str:
    """The text with "3 van de 9" on one line: no-break spaces between the numbers."""
    return _OF.sub("\u00a0van\u00a0de\u00a0", text)


def _longest_word(cell: str) -> int:
    return max(map(len, re.split(r"[ \t\n]+", unbroken(cell))), default=0)


def _per_mille(widths: Sequence[float]) -> tuple[int, ...]:
    """Whole parts that add up to 1000."""
    total = sum(widths)
    edges = [0]
    running = 0.0
    for width in widths:
        running += width
        edges.append(round(running * 1000 / total))
    return tuple(high - low for low, high in zip(edges, edges[1:]))


def _of_figures(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(_FIGURE.fullmatch(cell) for cell in filled)
