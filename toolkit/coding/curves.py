"""Learning curves: how well suggestions meet people by how much was learned from. Worked out by ``benchmarks/curves.py``, beside the
model that they are of; the page of ``nota measure`` shows them as long as the model is the same."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from ..errors import InputError
from ..figures import DARK, LINES, MIDDLE, Drawn, canvas, dutch_axis, whole_numbers
from ..files import read_json, write_json
from ..numbers import dutch
from .linear import FOLDER, load_model
from .vectors import model_digest

FILE = FOLDER / "curves.json"
CORPUS, CORRECTIONS = "corpus", "corrections"


@dataclass(frozen=True, slots=True)
class Point:
    """One measurement."""

    learned: int
    """Sentences of the training corpus, or sentences that were decided."""
    alpha: float
    """Mean of the themes."""
    f1: float


@dataclass(frozen=True, slots=True)
class Curve:
    """What one table of coded sentences says."""

    kind: str
    """:data:`CORPUS` or :data:`CORRECTIONS`."""
    table: str
    points: tuple[Point, ...]


def save_curves(path: Path, curves: Sequence[Curve]) -> None:
    """Write curves of the present model."""
    rows = [
        {
            "kind": one.kind,
            "table": one.table,
            "points": [[p.learned, round(p.alpha, 4), round(p.f1, 4)] for p in one.points],
        }
        for one in curves
    ]
    write_json(path, {"model": model_digest(load_model()), "curves": rows})


def load_curves(path: Path | None = None) -> tuple[Curve, ...]:
    """The curves of the present model; none when they are of another one. Raises InputError on a damaged file."""
    path = FILE if path is None else path
    if not path.is_file():
        return ()
    try:
        plain = read_json(path)
        if plain["model"] != model_digest(load_model()):
            return ()
        return tuple(
            Curve(one["kind"], one["table"], tuple(Point(int(n), float(a), float(f)) for n, a, f in one["points"]))
            for one in plain["curves"]
        )
    except (KeyError, TypeError, ValueError) as error:
        fix = "werk hen opnieuw uit met benchmarks/curves.py, of gooi dit bestand weg."
        raise InputError("deze leercurven zijn beschadigd.", path=path, fix=fix) from error


def curve_figures(curves: Sequence[Curve]) -> list[Drawn]:
    """A figure per kind, with a line per table."""
    said = (
        (CORPUS, "zinnen waarvan het model leerde", "Hoe voorstellen beter worden van meer zinnen om van te leren"),
        (CORRECTIONS, "zinnen waarover is beslist", "Hoe voorstellen over de rest van een studie beter worden van beslissingen"),
    )  # fmt: skip
    kinds = {kind: [one for one in curves if one.kind == kind] for kind, _, _ in said}
    return [_drawn(kind, kinds[kind], label, caption) for kind, label, caption in said if kinds[kind]]


def _drawn(kind: str, curves: Sequence[Curve], label: str, caption: str) -> Drawn:
    figure, axes = canvas(8.5)
    for number, one in enumerate(curves):
        color, mark, line = (DARK, MIDDLE)[number % 2], "o^sv"[number % 4], ("-", "--", ":")[number % 3]
        learned, alpha = zip(*((p.learned, p.alpha) for p in one.points))
        axes.plot(learned, alpha, line, marker=mark, color=color, markersize=5, label=one.table)
    axes.set_ylim(0, 1)
    axes.set_xlim(left=0)
    axes.set_xlabel(label)
    axes.set_ylabel("gemiddelde alfa van de thema's")
    axes.grid(axis="y", color=LINES, linewidth=0.4)
    axes.legend(loc="upper left", ncols=3)
    whole_numbers(axes.xaxis)
    dutch_axis(axes.yaxis, 1)
    rows = tuple(
        (one.table, dutch(p.learned, 0), dutch(p.alpha, 2), dutch(p.f1, 2)) for one in curves for p in one.points
    )
    alt = f"Lijnfiguur van alfa naar het aantal {label}. " + "; ".join(
        f"{one.table}: van {dutch(one.points[0].alpha, 2)} bij {dutch(one.points[0].learned, 0)} naar "
        f"{dutch(one.points[-1].alpha, 2)} bij {dutch(one.points[-1].learned, 0)}"
        for one in curves
    )
    return Drawn(f"curve_{kind}", figure, f"{alt}.", caption, ("Tabel", "Zinnen", "Alfa", "F1"), rows)
