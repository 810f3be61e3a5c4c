"""What lies behind the figures: where coders differ, how they agree on the qualifiers, how far each of them is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

import numpy as np

from ..records import Certainty, Coding, Polarity, Time, Transcript
from ..study import Study
from .alpha import krippendorff_alpha
from .coefficients import gwet_ac1, percent
from .units import DoubleCoded

if TYPE_CHECKING:
    import pandas as pd

    from ..review import Work

QUALIFIERS = {"polarity": Polarity, "certainty": Certainty, "time": Time}


def difference_table(double: DoubleCoded) -> pd.DataFrame:
    """One row per sentence and code that some coders gave and others did not: places only, no words of the talk."""
    import pandas as pd

    rows = []
    for number, (conversation, sentence) in enumerate(double.places):
        cell = double.given[:, :, number]
        for code in np.flatnonzero((cell == 1).any(axis=1) & (cell == 0).any(axis=1)):
            yes = [coder for coder, value in zip(double.coders, cell[code]) if value == 1]
            no = [coder for coder, value in zip(double.coders, cell[code]) if value == 0]
            turn = double.turns[number] + 1
            rows.append((conversation, turn, sentence, double.codes[code], " ".join(yes), " ".join(no)))
    return pd.DataFrame(rows, columns=["conversation", "turn", "sentence", "code", "given_by", "not_by"])


def confusion_table(double: DoubleCoded) -> pd.DataFrame:
    """Which codes stand against each other: one coder gave only the first to a sentence, another only the second.

    Counted per sentence and pair of coders; the most frequent first. It shows which definitions need sharpening.
    """
    import pandas as pd

    counts: dict[tuple[str, str], int] = {}
    for number in range(len(double.places)):
        sets = [
            {double.codes[code] for code in np.flatnonzero(double.given[:, coder, number] == 1)}
            for coder in range(len(double.coders))
            if double.given[0, coder, number] >= 0
        ]
        for place, one in enumerate(sets):
            for other in sets[place + 1 :]:
                for first in one - other:
                    for second in other - one:
                        low, high = sorted((first, second))
                        counts[(low, high)] = counts.get((low, high), 0) + 1
    rows = [(*pair, count) for pair, count in sorted(counts.items(), key=lambda item: (-item[1], item[0]))]
    return pd.DataFrame(rows, columns=["code", "other_code", "sentences"])


def qualifier_table(double: DoubleCoded) -> pd.DataFrame:
    """Agreement on polarity, certainty and time, over sentence and code pairs that two or more coders both gave."""
    import pandas as pd

    chosen = _both_given(double)
    rows: list[dict[str, Any]] = []
    for name, kind in QUALIFIERS.items():
        ratings = [[getattr(pair[n], name) if pair[n] else None for pair in chosen] for n in range(len(double.coders))]
        enough = bool(chosen) and len(double.coders) > 1
        values = {
            "percent": percent(ratings) if enough else float("nan"),
            "alpha": krippendorff_alpha(ratings) if enough else float("nan"),
            "ac1": gwet_ac1(ratings, categories=get_args(kind)) if enough else float("nan"),
        }
        rows.append({"qualifier": name, "pairs": len(chosen)} | values)
    return pd.DataFrame(rows, columns=["qualifier", "pairs", "percent", "alpha", "ac1"])


def progress_table(
    study: Study,
    *,
    transcripts: Sequence[Transcript] | None = None,
    work: Mapping[str, Mapping[str, Work]] | None = None,
) -> pd.DataFrame:
    """One row per coder and conversation with a journal: how many codings, and whether it is done."""
    import pandas as pd

    from ..review import work_by_conversation

    rows = []
    for conversation, per_coder in sorted((work or work_by_conversation(study, transcripts=transcripts)).items()):
        for coder, one in sorted(per_coder.items()):
            turned_down = sum(coding.status == "rejected" for coding in one.codings)
            rows.append((conversation, coder, len(one.accepted), turned_down, one.done))
    return pd.DataFrame(rows, columns=["conversation", "coder", "accepted", "rejected", "done"])


def _both_given(double: DoubleCoded) -> list[list[Coding | None]]:
    """For every sentence and code that two or more gave: each coder's coding there, or None."""
    from ..review import by_key

    found: list[list[Coding | None]] = []
    counted = set(double.places)
    for conversation, per_coder in double.work.items():
        split = double.split[conversation]
        maps = [by_key(per_coder.get(coder, ()), split) for coder in double.coders]
        for key in sorted(set().union(*maps)):
            given = [one[key][0] if key in one else None for one in maps]
            if (conversation, key[0]) in counted and sum(one is not None for one in given) > 1:
                found.append(given)
    return found
