"""The wage subsidy (loonkostensubsidie, Participatiewet art. 10c to 10e) and what is left for the employer.

A month's subsidy is ``min(WML x (1 - loonwaarde), maximum x WML) x (1 + opslag)``, for the hours worked. Whether the
holiday allowance counts is for the reader to choose: the law adds it to both the minimum wage and the loonwaarde.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pandas as pd

from ..errors import UsageError
from ..numbers import dutch
from .parameters import Instrument, Value, instrument

COLUMNS = ("line", "per_month", "payer", "how", "source", "checked")
WEEKS = 52
_NONE = ("", True)


def subsidy(minimum: float, wage_value: float, *, maximum: float = 70, surcharge: float = 23.5) -> float:
    """The subsidy over a wage, all rates in percent: ``subsidy(100, 40) == 74.1``, ``subsidy(100, 20) == 86.45``.

    Raises UsageError for a loonwaarde outside 0 to 100.
    """
    if not 0 <= wage_value <= 100:
        message = f"een loonwaarde van {dutch(wage_value)} procent kan niet."
        raise UsageError(message, fix="geef een getal van 0 tot en met 100.")
    return minimum * min(100 - wage_value, maximum) / 100 * (1 + surcharge / 100)


def wage_subsidy(
    instruments: Sequence[Instrument], *, day: dt.date, hours: float, wage_value: float | None = None,
    full_time: float = 40, gross: float | None = None, charges: float | None = None, holiday: bool = False,
    tax_credit: bool = False,
) -> pd.DataFrame:  # fmt: skip
    """The sum, line by line, with the rates that held on ``day`` and their sources.

    Without ``wage_value`` (loonwaarde, percent) the flat rate of the first months is taken. ``full_time`` is the week
    of a whole job where the minimum wage is set by the month. With ``gross`` (wage a month by the cao, for these hours)
    the employer's own share is worked out too: plus ``charges`` (percent), less the subsidy and, if asked, the tax
    credit (loonkostenvoordeel). Raises UsageError for impossible hours and for a day on which no rate is known.
    """
    if not 0 < hours <= full_time:
        message = f"{dutch(hours)} uur per week kan niet bij een hele baan van {dutch(full_time)} uur."
        raise UsageError(message, fix="geef de uren per week van deze baan.")
    base, lines = _minimum(instruments, day, hours, full_time, holiday)
    kind = instrument(instruments, "loonkostensubsidie")
    cap, extra = kind.on("maximum", day), kind.on("opslag werkgeverslasten", day)
    if wage_value is None:
        flat = instrument(instruments, "forfaitaire-loonkostensubsidie").on("deel", day)
        share, how, by = flat.value, f"vast deel van {dutch(flat.value)} procent, nog zonder meting", _from(flat)
    else:
        subsidy(base, wage_value)  # refuses an impossible loonwaarde
        share, by = min(100 - wage_value, cap.value), _from(cap)
        limit = f", ten hoogste {dutch(cap.value)} procent" if 100 - wage_value > cap.value else ""
        how = f"100 min loonwaarde {dutch(wage_value)} procent{limit}"
    filled = base * share / 100
    total = filled * (1 + extra.value / 100)
    lines += [
        ("aanvulling op het loon", filled, "gemeente", how, *by),
        ("opslag voor werkgeverslasten", total - filled, "gemeente", f"{dutch(extra.value)} procent", *_from(extra)),
        ("loonkostensubsidie", total, "gemeente", "aanvulling plus opslag", *_NONE),
    ]
    if gross is not None:
        lines += _own_share(instruments, day, hours, gross, charges, total, tax_credit)
    return pd.DataFrame(lines, columns=list(COLUMNS))


_Line = tuple[str, float, str, str, str, bool]


def _minimum(
    instruments: Sequence[Instrument], day: dt.date, hours: float, full_time: float, holiday: bool
) -> tuple[float, list[_Line]]:
    """The minimum wage a month for these hours: by the month until 2024, by the hour since."""
    wage = instrument(instruments, "minimumloon")
    if any(one.name == "per uur" and one.holds(day) for one in wage.values):
        rate = wage.on("per uur", day)
        base = rate.value * hours * WEEKS / 12
        how = f"{dutch(rate.value, 2)} euro per uur x {dutch(hours)} uur x {WEEKS} weken / 12"
    else:
        rate = wage.on("per maand", day)
        base = rate.value * hours / full_time
        how = f"{dutch(rate.value, 2)} euro per maand x {dutch(hours)} / {dutch(full_time)} uur"
    lines: list[_Line] = [("minimumloon voor deze uren", base, "", how, *_from(rate))]
    if holiday:
        extra = wage.on("vakantietoeslag", day)
        lines.append(("vakantietoeslag", base * extra.value / 100, "", f"{dutch(extra.value)} procent", *_from(extra)))
        base += base * extra.value / 100
    return base, lines


def _own_share(
    instruments: Sequence[Instrument], day: dt.date, hours: float, gross: float, charges: float | None, total: float,
    tax_credit: bool,
) -> list[_Line]:  # fmt: skip
    kind = instrument(instruments, "loonkostensubsidie")
    rate = kind.on("opslag werkgeverslasten", day) if charges is None else None
    percent = rate.value if rate is not None else (charges or 0.0)
    cost = gross * percent / 100
    source = _from(rate) if rate is not None else ("opgegeven", True)
    lines: list[_Line] = [
        ("brutoloon", gross, "werkgever", "opgegeven", "opgegeven", True),
        ("werkgeverslasten", cost, "werkgever", f"{dutch(percent)} procent van het brutoloon", *source),
        ("af: loonkostensubsidie", -total, "gemeente", "", *_NONE),
    ]
    credit = 0.0
    if tax_credit:
        kind = instrument(instruments, "loonkostenvoordeel")
        by_hour, most = kind.on("per uur", day), kind.on("hoogste bedrag", day)
        credit = min(by_hour.value * hours * WEEKS, most.value) / 12
        how = f"{dutch(by_hour.value, 2)} euro per uur, ten hoogste {dutch(most.value)} euro per jaar, per maand"
        lines.append(("af: loonkostenvoordeel", -credit, "belastingdienst", how, *_from(by_hour)))
    left = gross + cost - total - credit
    lines.append(("blijft voor de werkgever", left, "werkgever", "loon plus lasten, min wat terugkomt", *_NONE))
    return lines


def _from(value: Value) -> tuple[str, bool]:
    return f"{value.source} (vanaf {value.valid_from})", value.checked
