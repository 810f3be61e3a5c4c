"""What was asked against what was answered: a topic that nobody raised is something else than one that nobody has a word for."""

from __future__ import annotations

import pandas as pd

from ..numbers import x_of_y
from .table import records_of, role_label, role_order

COLUMNS = ("case", "transcript", "role", "topic", "codes", "asked", "asked_in", "answered", "state", "ids")
TOPIC_COLUMNS = ("role", "role_label", "topic", "conversations", "asked", "answered", "in_words", "unasked")
STATES = {
    (True, True): "gevraagd en genoemd", (True, False): "gevraagd, niet genoemd",
    (False, True): "niet gevraagd, wel genoemd", (False, False): "niet gevraagd",
}  # fmt: skip
NO_CODE = "geen code"
NOT_PROCESSED = "nog niet verwerkt"


def coverage(frame: pd.DataFrame, asked: pd.DataFrame, voices: pd.DataFrame) -> pd.DataFrame:
    """One row per conversation, role and topic of its list: asked (and in which turn), answered (how many codings), state.

    Topics without a code can only be asked ("geen code"); conversations that nobody coded are "nog niet verwerkt".
    """
    done = dict(zip(voices["transcript"], voices["processed"].astype(bool)))
    ids = frame.groupby(["transcript", "role", "code"])["id"].agg(list).to_dict()
    rows = []
    for topic in records_of(asked):
        codes = topic["codes"].split()
        found = [one for code in codes for one in ids.get((topic["transcript"], topic["role"], code), ())]
        if not done.get(topic["transcript"], False):
            state = NOT_PROCESSED
        elif not codes:
            state = NO_CODE
        else:
            state = STATES[bool(topic["asked"]), bool(found)]
        rows.append((*(topic[name] for name in COLUMNS[:7]), len(found), state, " ".join(found)))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def coverage_by_topic(covered: pd.DataFrame) -> pd.DataFrame:
    """One row per role and topic: in how many of that role's conversations it was asked, and answered."""
    rows = []
    for key, group in covered.groupby(["role", "topic"], sort=False):
        role, topic = (str(part) for part in key)
        asked = group[group["asked"].astype(bool)]
        answered = int((asked["answered"] > 0).sum())
        unasked = " ".join(group.loc[~group["asked"].astype(bool), "transcript"])
        words = f"gevraagd in {x_of_y(len(asked), len(group))} gesprekken"
        rows.append((role, role_label(role), topic, len(group), len(asked), answered, words, unasked))
    table = pd.DataFrame(rows, columns=list(TOPIC_COLUMNS))
    return table.iloc[sorted(range(len(table)), key=lambda n: role_order(str(table["role"].iloc[n])))].reset_index(
        drop=True
    )
