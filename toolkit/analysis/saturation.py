"""Code saturation after Guest, Namey & Chen (2020), PLOS ONE 15(5): e0232076.

Base size: the first conversations, whose codes are the denominator. Run length: so many conversations in a row. New
information threshold: the new codes of a run as a share of the base. Runs overlap, the base stays. "5% at 6+2" means: after
six conversations, a run of two brought at most five percent. With a codebook that was there beforehand saturation comes
by itself; codes made along the way (inductive) are counted apart.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
import pandas as pd

from ..numbers import dutch
from ..records import Codebook
from .table import DOCUMENT, INTERVIEWER, records_of, role_label, role_order

BASE, RUN, THRESHOLDS = 4, 2, (0.05, 0.0)
ORDERS, SEED = 1000, 20200514
RUN_COLUMNS = ("run", "first", "last", "new", "base_codes", "share")
CURVE_COLUMNS = ("n", "transcript", "date", "new", "codes", "share", "low", "middle", "high")
TABLE_COLUMNS = (
    "group", "origin", "conversations", "codes", "base_codes", "reached_5", "reached_0", "orders_reached_5", "orders_median_5",
    "in_words",
)  # fmt: skip
ALL, INDUCTIVE = "alle codes", "inductieve codes"
BEFOREHAND = "alle codes stonden vooraf vast, daarom zegt dit weinig"


def new_codes(order: Iterable[Iterable[str]]) -> list[int]:
    """How many codes each conversation brings that no earlier one had."""
    seen: set[str] = set()
    found = []
    for codes in order:
        fresh = set(codes) - seen
        seen |= fresh
        found.append(len(fresh))
    return found


def saturation_runs(new: Sequence[int], *, base: int = BASE, run: int = RUN) -> pd.DataFrame:
    """One row per run after the base. ``share`` is NaN where the base holds no code at all."""
    whole = sum(new[:base])
    rows = []
    for first in range(base, len(new) - run + 1):
        fresh = sum(new[first : first + run])
        share = fresh / whole if whole else float("nan")
        rows.append((f"{first + 1}–{first + run}", first + 1, first + run, fresh, whole, share))
    return pd.DataFrame(rows, columns=list(RUN_COLUMNS))


def reached(new: Sequence[int], threshold: float, *, base: int = BASE, run: int = RUN) -> str:
    """Where a run first brought no more than the threshold: "6+2"; empty when none did."""
    runs = saturation_runs(new, base=base, run=run)
    low = runs[runs["share"] <= threshold]
    return f"{int(low['first'].iloc[0]) - 1}+{run}" if len(low) else ""


def saturation_table(
    frame: pd.DataFrame, voices: pd.DataFrame, codebook: Codebook, *, base: int = BASE, run: int = RUN,
    orders: int = ORDERS, seed: int = SEED,
) -> pd.DataFrame:  # fmt: skip
    """One row per group (everybody, then each actor) and origin of the codes (all, inductive).

    ``orders_reached_5`` is the share of random orders that get to 5%, ``orders_median_5`` after how many conversations
    half of those do: how much hangs on the order in which people happened to be spoken to.
    """
    talks = interviews(voices)
    inductive = {code.id for code in codebook.codes if code.origin == "inductief"}
    roles = [role for role in sorted(set(talks["role"]), key=role_order) if role != INTERVIEWER]
    rows = []
    for role in ("", *(roles if len(roles) > 1 else ())):
        here = talks if not role else talks[talks["role"] == role]
        said = frame if not role else frame[frame["role"] == role]
        names = in_time(here)
        for origin, part in ((ALL, said), (INDUCTIVE, said[said["code"].isin(inductive)])):
            found = _row(presence(part, names), base, run, orders, seed)
            rows.append((role_label(role) if role else "iedereen", origin, *found))
    table = pd.DataFrame(rows, columns=list(TABLE_COLUMNS))
    if not inductive:  # the codes were there before the talks: that none are new says little about the talks
        reached_it = (table["origin"] == ALL) & (table["reached_5"] != "")
        table.loc[reached_it, "in_words"] += f" ({BEFOREHAND})"
    return table


def saturation_curve(
    frame: pd.DataFrame, voices: pd.DataFrame, *, base: int = BASE, orders: int = ORDERS, seed: int = SEED
) -> pd.DataFrame:
    """One row per conversation in the order of the fieldwork: new codes, codes so far, and the middle 90% of random orders."""
    talks = interviews(voices)
    names = in_time(talks)
    found = presence(frame, names)
    new = _new(found)
    total = np.cumsum(new)
    drawn = np.cumsum(random_orders(found, orders, seed), axis=1) if len(names) else np.zeros((1, 0))
    low, middle, high = np.percentile(drawn, (5, 50, 95), axis=0) if len(names) else (total, total, total)
    whole = total[min(base, len(names)) - 1] if len(names) else 0
    dates = dict(zip(talks["transcript"], talks["date"]))
    rows = [
        (n + 1, name, dates[name], int(new[n]), int(total[n]), new[n] / whole if whole else float("nan"),
         float(low[n]), float(middle[n]), float(high[n]))
        for n, name in enumerate(names)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=list(CURVE_COLUMNS))


def interviews(voices: pd.DataFrame) -> pd.DataFrame:
    """The coded conversations; documents only where there is nothing else."""
    coded = voices[voices["processed"].astype(bool)]
    talks = coded[coded["kind"] != DOCUMENT]
    return talks if len(talks) else coded


def in_time(talks: pd.DataFrame) -> list[str]:
    """Conversations in the order of the fieldwork; those without a date come last."""
    once = talks.drop_duplicates("transcript")
    return [name for _, name in sorted(zip(once["date"].where(once["date"] != "", "9999"), once["transcript"]))]


Presence = np.ndarray[tuple[int, int], np.dtype[np.bool_]]


def presence(frame: pd.DataFrame, names: Sequence[str]) -> Presence:
    """Conversations (rows, in the given order) by codes: does it bear the code at all?"""
    codes = {code: number for number, code in enumerate(sorted(frame["code"].unique()))}
    places = {name: number for number, name in enumerate(names)}
    found = np.zeros((len(names), len(codes)), dtype=np.bool_)
    for row in records_of(frame[["transcript", "code"]].drop_duplicates()):
        if row["transcript"] in places:
            found[places[row["transcript"]], codes[row["code"]]] = True
    return found


def random_orders(found: Presence, orders: int, seed: int) -> np.ndarray[tuple[int, int], np.dtype[np.int64]]:
    """New codes per place for so many random orders of the conversations (orders by conversations)."""
    chance = np.random.default_rng(seed)
    drawn = np.empty((orders, len(found)), dtype=np.int64)
    for number in range(orders):
        drawn[number] = _new(found[chance.permutation(len(found))])
    return drawn


def _new(found: Presence) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    if not found.size:
        return np.zeros(len(found), dtype=np.int64)
    first = np.where(found.any(axis=0), found.argmax(axis=0), len(found))
    return np.bincount(first, minlength=len(found) + 1)[: len(found)].astype(np.int64)


def _row(found: Presence, base: int, run: int, orders: int, seed: int) -> tuple[object, ...]:
    n, codes = len(found), int(found.any(axis=0).sum())
    new = [int(one) for one in _new(found)]
    if n < base + run:
        words = f"te weinig gesprekken ({n}) om verzadiging te bepalen (nodig: {base + run})"
        return (n, codes, sum(new[:base]), "", "", float("nan"), float("nan"), words)
    if not codes:
        return (n, 0, 0, "", "", float("nan"), float("nan"), "geen codes van deze soort")
    at_5, at_0 = (reached(new, threshold, base=base, run=run) for threshold in THRESHOLDS)
    drawn = random_orders(found, orders, seed)
    places = _reached_at(drawn, THRESHOLDS[0], base, run)
    got = places > 0
    middle = float(np.median(places[got])) if got.any() else float("nan")
    share = float(got.mean())
    if at_5:
        first = _in_words(
            at_0 if at_0 == at_5 else at_5, "geen nieuwe codes" if at_0 == at_5 else "ten hoogste 5% nieuwe codes"
        )
        none = f", {_in_words(at_0, 'geen nieuwe codes')}" if at_0 and at_0 != at_5 else ""
        later = sum(new[int(at_5.partition("+")[0]) + run :])
        extra = f"; daarna kwam{'en' if later > 1 else ''} er nog {later} bij" if later else ""
        words = f"{first}{none}{extra}; de grens van 5% is gehaald in {dutch(100 * share, 0)}% van {dutch(orders)} willekeurige volgordes"
    else:
        words = f"verzadiging niet bereikt na {n} gesprekken"
    return (n, codes, sum(new[:base]), at_5, at_0, share, middle, words)


def _in_words(place: str, what: str) -> str:
    """``4+2`` for who does not know that notation, with the notation behind it for who does."""
    before, _, run = place.partition("+")
    return f"na {before} gesprekken brachten de volgende {run} {what} ({place})"


def _reached_at(
    drawn: np.ndarray[tuple[int, int], np.dtype[np.int64]], threshold: float, base: int, run: int
) -> np.ndarray[tuple[int], np.dtype[np.int64]]:
    """Per order the number of conversations before the first run that stays under the threshold; 0 when none does."""
    whole = drawn[:, :base].sum(axis=1)
    sums = np.stack(
        [drawn[:, first : first + run].sum(axis=1) for first in range(base, drawn.shape[1] - run + 1)], axis=1
    )
    low = (sums <= threshold * whole[:, None]) & (whole[:, None] > 0)
    return np.where(low.any(axis=1), low.argmax(axis=1) + base, 0).astype(np.int64)
