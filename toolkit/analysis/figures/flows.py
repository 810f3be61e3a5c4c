"""Who pays whom: payers on the left, receivers on the right, bands as wide as the number of flows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from ...figures import DARK, HATCH, INK, LIGHT, MUTED, Drawn, canvas, cells
from ...numbers import dutch, euro, listed
from ..money import GROUPS, OTHER, party
from ..table import records_of

_FILLS = {
    "gemeente": DARK, "UWV": "#8C4A1C", "school en bestuur": LIGHT, "Belastingdienst en Rijk": "#E9C46A", OTHER: "#B9B9B9",
}  # fmt: skip
_GAP = 0.026
"""Between two parties, as a share of all flows: room for a label."""
_LEFT, _RIGHT, _BAR = 0.0, 10.0, 0.28


def money_figure(links: pd.DataFrame) -> Drawn:
    """The flows between payers and receivers; what is contradicted is hatched. Amounts stand in the table."""
    flows = records_of(links)
    payers, receivers = (_totals(flows, side) for side in ("payer", "receiver"))
    total, most = sum(payers.values()), max(len(payers), len(receivers))
    gap = _GAP * total
    height = total + gap * (most - 1)
    figure, axes = canvas(min(15.0, 3.0 + 1.3 * most + 0.04 * total))
    starts = {side: _starts(totals, height, gap) for side, totals in (("payer", payers), ("receiver", receivers))}
    for side, totals in (("payer", payers), ("receiver", receivers)):
        for name, total in totals.items():
            _node(axes, side, name, starts[side][name], total)
    left, right = dict(starts["payer"]), dict(starts["receiver"])
    for flow in flows:
        for count, contested in ((flow["flows"] - flow["contested"], False), (flow["contested"], True)):
            if count:
                _band(axes, left[flow["payer"]], right[flow["receiver"]], count, flow["payer"], contested)
                left[flow["payer"]] += count
                right[flow["receiver"]] += count
    axes.set(xlim=(-2.6, 12.6), ylim=(height * 1.01, -0.06 * height))
    axes.axis("off")
    for x, text, side in ((_LEFT, "betaalt", "right"), (_RIGHT, "ontvangt", "left")):
        axes.text(x, -0.015 * height, text, ha=side, va="bottom", weight="bold")
    _key(axes)
    shown = links.assign(
        year=[euro(v) if v else "" for v in links["per_year"]], one=[euro(v) if v else "" for v in links["once"]]
    )
    return Drawn(
        "money_flows", figure, _alt(flows, payers),
        "Geldstromen: wie betaalt aan wie, in aantallen stromen. Bedragen in de tabel zijn optellingen van wat is genoemd, "
        "zonder stromen die zijn gestopt, niet zijn ingegaan of worden tegengesproken.",
        ("Betaalt", "Ontvangt", "Stromen", "Cases", "Met bedrag", "Genoemd per jaar", "Genoemd eenmalig", "Tegengesproken",
         "Gestopt", "Niet ingegaan"),
        cells(shown, ("payer_label", "receiver_label", "flows", "cases", "with_amount", "year", "one", "contested", "stopped", "refused")),
    )  # fmt: skip


def _totals(flows: Sequence[Mapping[str, Any]], side: str) -> dict[str, int]:
    totals: dict[str, int] = {}
    for flow in flows:
        totals[flow[side]] = totals.get(flow[side], 0) + flow["flows"]
    return totals


def _starts(totals: Mapping[str, int], height: float, gap: float) -> dict[str, float]:
    place = (height - sum(totals.values()) - gap * (len(totals) - 1)) / 2
    starts = {}
    for name, total in totals.items():
        starts[name] = place
        place += total + gap
    return starts


def _fill(payer: str) -> str:
    return _FILLS[GROUPS.get(payer, OTHER)]


def _node(axes: Any, side: str, name: str, start: float, total: int) -> None:
    from matplotlib.patches import Rectangle

    first = side == "payer"
    x = _LEFT if first else _RIGHT - _BAR
    axes.add_patch(Rectangle((x, start), _BAR, total, facecolor=_fill(name) if first else "#3A3A3A", edgecolor="none"))
    place = (_LEFT - 0.15, "right") if first else (_RIGHT + 0.15, "left")
    axes.text(place[0], start + total / 2, f"{party(name)} ({dutch(total)})", ha=place[1], va="center")


def _band(axes: Any, left: float, right: float, count: int, payer: str, contested: bool) -> None:
    from matplotlib.patches import PathPatch
    from matplotlib.path import Path

    a, b, middle = _LEFT + _BAR, _RIGHT - _BAR, (_LEFT + _RIGHT) / 2
    corners = [
        (a, left), (middle, left), (middle, right), (b, right),
        (b, right + count), (middle, right + count), (middle, left + count), (a, left + count), (a, left),
    ]  # fmt: skip
    steps = [Path.MOVETO, *[Path.CURVE4] * 3, Path.LINETO, *[Path.CURVE4] * 3, Path.CLOSEPOLY]
    fill = _fill(payer)
    look = {"facecolor": "white", "hatch": HATCH} if contested else {"facecolor": fill}
    axes.add_patch(PathPatch(Path(corners, steps), edgecolor=fill, linewidth=0.5, alpha=0.85, **look))


def _key(axes: Any) -> None:
    from matplotlib.patches import Patch

    patches = [Patch(facecolor=MUTED, label="zeker, onzeker of onbekend"),
               Patch(facecolor="white", edgecolor=INK, hatch=HATCH, label="de betrokkenen spreken elkaar tegen")]  # fmt: skip
    axes.legend(handles=patches, loc="upper center", bbox_to_anchor=(0.5, 0.0), ncols=2)


def _alt(flows: Sequence[Mapping[str, Any]], payers: Mapping[str, int]) -> str:
    if not flows:
        return "Er zijn geen geldstromen genoteerd."
    total, contested = sum(flow["flows"] for flow in flows), sum(flow["contested"] for flow in flows)
    who = [f"{party(name)} {dutch(count)}" for name, count in sorted(payers.items(), key=lambda pair: -pair[1])]
    most = max(flows, key=lambda flow: flow["flows"])
    return (
        f"Stroomdiagram van {dutch(total)} geldstromen. Betaler: {listed(who)}. De meeste stromen lopen van "
        f"{most['payer_label']} naar {most['receiver_label']} ({dutch(most['flows'])}). Over {dutch(contested)} stromen spreken de "
        f"betrokkenen elkaar tegen."
    )
