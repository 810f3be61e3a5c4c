"""One style for every figure: safe for colour-blind readers, legible in grey, the same bytes each run.

A figure is three files: ``.svg`` and ``.png``, and ``.json`` with the alternative text, the caption and the table behind it.
"""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .files import json_bytes, write_bytes
from .numbers import dutch

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

INK = "#1A1A1A"
MUTED = "#5F5F5F"
LINES = "#D0D0D0"
DARK, MIDDLE, LIGHT, PALE = "#12355B", "#B5541C", "#6FA8C9", "#E9C46A"
"""Four colours whose lightness differs (22, 45, 66 and 81 of 100), so that they stay apart in grey and for the
colour-blind; wherever two meet, form, hatching or a label tells them apart as well."""
HATCH = "////"
WIDTH = 16.5
"""Width in centimetres: the text column of an A4 page."""
TALLEST = 22.0
"""Height in centimetres that still fits that page with a caption."""
_STYLE: Any = {
    "font.family": "DejaVu Sans", "font.size": 9, "text.color": INK,
    "axes.edgecolor": MUTED, "axes.labelcolor": INK, "axes.labelsize": 9, "axes.linewidth": 0.6,
    "axes.spines.top": False, "axes.spines.right": False,
    "xtick.color": INK, "ytick.color": INK, "xtick.labelsize": 8.5, "ytick.labelsize": 8.5,
    "xtick.major.width": 0.6, "ytick.major.width": 0.6,
    "legend.frameon": False, "legend.fontsize": 8.5, "hatch.linewidth": 0.6, "patch.linewidth": 0.6,
    "figure.dpi": 100, "savefig.dpi": 200, "figure.facecolor": "white", "axes.unicode_minus": True,
    "svg.hashsalt": "nota", "svg.fonttype": "path", "path.simplify": False,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A figure, and what readers who do not see it get instead."""

    name: str
    figure: Figure
    alt: str
    """What the figure shows, written from the data: two or three sentences with the numbers that matter."""
    caption: str
    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    """The table behind it, in Dutch number format."""


@contextmanager
def style() -> Iterator[None]:
    """Draw and save inside this: nothing of matplotlib's settings leaks in or out."""
    import matplotlib

    with matplotlib.rc_context():
        matplotlib.rcdefaults()
        matplotlib.rcParams.update(_STYLE)
        yield


def canvas(height: float, *, width: float = WIDTH) -> tuple[Figure, Axes]:
    """An empty figure (centimetres, never taller than a page) with one set of axes; pyplot's hidden state stays out."""
    from matplotlib.figure import Figure

    figure = Figure(figsize=(width / 2.54, min(height, TALLEST) / 2.54), layout="constrained")
    return figure, figure.add_subplot()


def save(drawn: Drawn, folder: Path, *, prefix: str) -> list[Path]:
    """Write the three files of a figure as ``<prefix>_<name>``; returns their paths. Call it inside :func:`style`."""
    paths = []
    for name, content in files_of(drawn, f"{prefix}_{drawn.name}").items():
        paths.append(folder / name)
        write_bytes(paths[-1], content)
    return paths


def files_of(drawn: Drawn, stem: str) -> dict[str, bytes]:
    """The three files of a figure by name. Call it inside :func:`style`."""
    found: dict[str, bytes] = {}
    for suffix, metadata in ((".svg", {"Date": None, "Creator": None}), (".png", {"Software": None})):
        buffer = io.BytesIO()
        drawn.figure.savefig(buffer, format=suffix[1:], metadata=metadata)
        found[stem + suffix] = buffer.getvalue()
    words = {"alt": drawn.alt, "caption": drawn.caption, "header": drawn.header, "rows": drawn.rows}
    found[f"{stem}.json"] = json_bytes(words)
    return found


def dutch_axis(axis: Any, decimals: int | None = None) -> None:
    """Numbers along an axis with a decimal comma and points for thousands."""
    from matplotlib.ticker import FuncFormatter

    axis.set_major_formatter(FuncFormatter(lambda value, _: dutch(value, decimals)))


def whole_numbers(axis: Any) -> None:
    """Only whole numbers along an axis: half a conversation does not exist."""
    from matplotlib.ticker import MaxNLocator

    axis.set_major_locator(MaxNLocator(integer=True, nbins=6))
    dutch_axis(axis, 0)


def shades(levels: int = 256) -> Any:
    """From white to dark blue, evenly darker: the same order in grey."""
    from matplotlib.colors import LinearSegmentedColormap

    return LinearSegmentedColormap.from_list("nota", ["#FFFFFF", "#BBD3E3", LIGHT, "#2F6690", DARK], N=levels)


def ink_on(shade: float) -> str:
    """Black or white, whichever reads best on this shade (0 to 1) of :func:`shades`."""
    red, green, blue, _ = shades()(float(shade))  # a whole number would be an index
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (red, green, blue)]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#FFFFFF" if 1.05 / (luminance + 0.05) > (luminance + 0.05) / 0.0605 else INK


def wrapped(text: str, width: int) -> str:
    """A label over several lines, broken between words."""
    import textwrap

    return "\n".join(textwrap.wrap(text, width, break_long_words=False)) or text


def cells(frame: Any, columns: Sequence[str]) -> tuple[tuple[str, ...], ...]:
    """Columns of a table as strings in Dutch format: what stands behind a figure."""
    return tuple(tuple(_cell(value) for value in row) for row in frame[list(columns)].itertuples(index=False))


def _cell(value: Any) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "ja" if value else "nee"
    if value is None or value != value:
        return ""
    return dutch(float(value))
