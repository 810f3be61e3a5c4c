"""The table of agreement: per theme and code, how far coders agree, how sure that is, and what to make of it."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from ..records import Coding, Transcript, digest_of
from ..study import Study
from .alpha import bootstrap_interval, krippendorff_alpha
from .coefficients import cohen_kappa, fleiss_kappa, gwet_ac1, pabak, percent, scott_pi
from .unitizing import Stretch, unitizing_alpha
from .units import DoubleCoded, double_coded

if TYPE_CHECKING:
    import pandas as pd

RELIABLE, TENTATIVE = 0.800, 0.667
"""Krippendorff (2004), p. 241: from .800 reliable, from .667 tentative conclusions only."""
FEWEST_CONVERSATIONS = 10
"""From this many conversations on the interval draws conversations; with fewer, sentences."""
FEWEST_CODED = 10
COLUMNS = (
    "level", "id", "label", "coders", "conversations", "units", "coded", "prevalence", "percent",
    "alpha", "alpha_low", "alpha_high", "kappa", "kappa_low", "kappa_high", "pi", "fleiss", "ac1", "pabak", "alpha_u",
    "verdict", "warning",
)  # fmt: skip
YES_NO = (0, 1)


def agreement_table(study: Study, *, double: DoubleCoded | None = None, draws: int = 1000) -> pd.DataFrame:
    """One row per main theme, then one per code: binary coefficients over the sentences that two or more coders did.

    ``coded`` counts the sentences to which at least one coder gave it; ``prevalence`` is its share of all judgements.
    NaN where a coefficient is undefined, also where fewer than two coders ever gave the code. ``alpha_u`` is over
    the coded stretches themselves. Empty when nothing was coded twice.
    """
    double = double or double_coded(study)
    book = study.codebook_path.read_bytes() if study.codebook_path.exists() else b""
    digest = digest_of([double.digest, digest_of(book), draws])
    found = study.once("agreement", digest, lambda: _table(study, double, draws))
    return found.copy()


def _table(study: Study, double: DoubleCoded, draws: int) -> pd.DataFrame:
    import pandas as pd

    from ..coding import load_codebook

    codebook = load_codebook(study.codebook_path)
    rows: list[dict[str, Any]] = []
    if double.places:
        for theme in codebook.themes:
            codes = [code for code in double.codes if code.partition(".")[0] == theme.id]
            rows.append({"level": "theme", "id": theme.id, "label": theme.label} | measures(double, codes, draws=draws))
        for code in double.codes:
            rows.append(
                {"level": "code", "id": code, "label": codebook.label(code)} | measures(double, [code], draws=draws)
            )
    return pd.DataFrame(rows, columns=list(COLUMNS))


def rows_of(table: pd.DataFrame) -> list[Any]:
    """The rows of a table with a field per column, to four decimals as the file has them: so that figure, sentence and table,
    which show two, never differ by a second rounding."""
    return list(table.round(4).itertuples(index=False))


def measures(double: DoubleCoded, codes: Sequence[str], *, draws: int = 1000) -> dict[str, Any]:
    """All coefficients of one code, or of a theme: any of its codes."""
    ratings = double.ratings(codes)
    judged = [value for row in ratings for value in row if value is not None]
    found: dict[str, Any] = {
        "coders": len(double.coders),
        "conversations": len(double.conversations),
        "units": len(double.places),
        "coded": sum(1 in unit for unit in zip(*ratings)),
        "prevalence": sum(judged) / len(judged) if judged else math.nan,
        "percent": percent(ratings),
        "ac1": gwet_ac1(ratings, categories=YES_NO),
        "pabak": pabak(ratings, categories=YES_NO),
        "alpha_u": stretches_alpha(double, codes),
    }
    found |= _corrected(ratings, double, draws)
    return found | {"verdict": verdict(found["alpha"]), "warning": warning(found)}


def stretches_alpha(double: DoubleCoded, codes: Sequence[str]) -> float:
    """Unitizing alpha of one code or theme over the conversations that all coders did, laid end to end."""
    common = [name for name in double.conversations if len(double.work[name]) == len(double.coders)]
    if not common or len(double.coders) < 2:
        return math.nan
    offset, stretches = 0, [list[Stretch]() for _ in double.coders]
    for name in common:
        transcript = double.transcripts[name]
        for number, coder in enumerate(double.coders):
            codings = [one for one in double.work[name][coder] if one.code in codes]
            stretches[number] += [(offset + begin, size) for begin, size in _stretches(codings, transcript)]
        offset += len(transcript.text)
    return unitizing_alpha({"": stretches}, (0, offset)) if all(stretches) else math.nan


def verdict(alpha: float) -> str:
    """What Krippendorff's thresholds say of an alpha, in Dutch."""
    if math.isnan(alpha):
        return "niet te berekenen"
    if alpha >= RELIABLE:
        return "betrouwbaar"
    return "alleen voorlopige conclusies" if alpha >= TENTATIVE else "te laag voor conclusies"


def warning(found: dict[str, Any]) -> str:
    """What a reader should know beside the figure, in Dutch: few codings; the kappa paradox.

    The paradox of Feinstein and Cicchetti (1990): coders agree on nearly every unit, yet alpha and kappa are low
    because the code is rare (or nearly always given).
    """
    notes = []
    if found["coded"] < FEWEST_CODED:
        times = "nooit" if not found["coded"] else f"maar {found['coded']} keer"
        notes.append(f"deze code is {times} gegeven")
    alpha, adjusted = found["alpha"], found["pabak"]
    if found["percent"] >= 0.80 and alpha < TENTATIVE and adjusted - alpha >= 0.20:
        notes.append(
            "scheve verdeling: de codeurs zijn het bijna altijd eens en toch is alfa laag; kijk ook naar AC1 en PABAK"
        )
    return "; ".join(notes)


def _corrected(ratings: list[list[int | None]], double: DoubleCoded, draws: int) -> dict[str, float]:
    names = ("alpha", "alpha_low", "alpha_high", "kappa", "kappa_low", "kappa_high", "pi", "fleiss")
    found = dict.fromkeys(names, math.nan)
    if sum(1 in row for row in ratings) < 2:
        return found
    groups = double.groups if len(double.conversations) >= FEWEST_CONVERSATIONS else None
    found["alpha"] = krippendorff_alpha(ratings)
    found["alpha_low"], found["alpha_high"] = bootstrap_interval(ratings, groups=groups, draws=draws)
    if len(ratings) == 2:
        found["kappa"], found["pi"] = cohen_kappa(ratings), scott_pi(ratings)
        interval = bootstrap_interval(ratings, coefficient="kappa", groups=groups, draws=draws)
        found["kappa_low"], found["kappa_high"] = interval
    else:
        found["fleiss"] = fleiss_kappa(ratings)
    return found


def _stretches(codings: Sequence[Coding], transcript: Transcript) -> list[Stretch]:
    """Coded stretches; those with nothing but white space between them are one, since the unit was the sentence."""
    found: list[Stretch] = []
    for start, end in sorted((one.start, one.end) for one in codings):
        if found and not transcript.text[sum(found[-1]) : start].strip():
            begin = found[-1][0]
            found[-1] = (begin, max(sum(found[-1]), end) - begin)
        else:
            found.append((start, end - start))
    return found
