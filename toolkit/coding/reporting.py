"""The report of ``nota measure``: where suggestions meet what people said, where they don't, and why."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from ..figures import DARK, LINES, Drawn, canvas, dutch_axis
from ..numbers import dutch
from ..records import Block, Codebook, Document
from ..study import ROLE_LABELS
from .measuring import Judged, Measurement, scored
from .scoring import Counts

WORST = 50
DRAWS = 200
RUN = 10
"""Consecutive sentences that are drawn together: neighbours are not independent."""
_HEAD = ("alfa", "precisie", "dekking", "F1", "mensen", "nota")
FIGURE = "calibration"


def measure_document(
    found: Measurement, codebook: Codebook, *, source: str, image: str = "", escape: Callable[[str], str] = str,
    curves: Sequence[tuple[Drawn, str]] = (),
) -> Document:  # fmt: skip
    """The report as a document.

    ``image``: path of the calibration figure, without suffix, left out when empty; ``escape`` takes the meaning from
    marks in people's sentences, for whoever shows the document; ``curves``: what more learning does, each with its image.
    """
    blocks = [
        Block("titel", "heading", "Hoe goed nota codeert", level=1),
        Block("begin", "paragraph", _opening(found, escape(source))),
        Block("thema-kop", "heading", "Per thema en code", level=2),
        Block("thema", "table", "Overeenstemming tussen mensen en nota. Alfa is die van Krippendorff; tussen haakjes het "
              "95%-interval uit herhaald trekken van stukken van tien zinnen.", rows=_theme_rows(found, codebook)),
        Block("wie-kop", "heading", "Per rol en per bron", level=2),
        Block("wie", "table", "Per rol van de spreker", rows=_group_rows(found, codebook, _role, "Rol")),
        Block("bron", "table", "Per bron", rows=_group_rows(found, codebook, lambda one: escape(one.row.doc), "Bron")),
        Block("kans-kop", "heading", "Hoe zeker nota mag zijn", level=2),
        Block("kans-uitleg", "paragraph", _calibration(found)),
    ]  # fmt: skip
    if image:
        drawn = calibration_figure(found)
        blocks.append(Block("kans", "figure", drawn.caption, alt=drawn.alt, image=image))
    if curves:
        blocks.append(Block("leren-kop", "heading", "Wat meer leren doet", level=2))
    for drawn, place in curves:
        blocks += [
            Block(drawn.name, "figure", drawn.caption, alt=drawn.alt, image=place),
            Block(f"{drawn.name}-tabel", "table", drawn.caption, rows=(drawn.header, *drawn.rows)),
        ]
    blocks += [
        Block("verwarring-kop", "heading", "Codes die voor elkaar werden aangezien", level=2),
        *_table("verwarring", "Zinnen waarin mensen de ene code gaven en nota de andere",
                ("Mensen", "Nota", "Zinnen"), _confusion(found, codebook)),
        Block("fouten-kop", "heading", "De ergste fouten", level=2),
        *_table("fouten", "Wat nota zeker vond en mensen niet, en omgekeerd, de ergste eerst",
                ("Zin", "Code", "Fout", "Kans", "Woorden"), _worst(found, codebook, escape)),
    ]  # fmt: skip
    return Document("meting", "Hoe goed nota codeert", tuple(blocks))


def calibration_figure(found: Measurement) -> Drawn:
    """What was said to be so sure, against how often people said so too."""
    bins = found.calibration.bins
    figure, axes = canvas(9.0)
    axes.plot([0, 1], [0, 1], "--", color=LINES)
    axes.plot([one.said for one in bins], [one.right for one in bins], "o-", color=DARK, markersize=5)
    for one in bins:
        axes.annotate(str(one.n), (one.said, one.right), textcoords="offset points", xytext=(4, -11), fontsize=8)
    axes.set_xlim(0, 1)
    axes.set_ylim(0, 1)
    axes.set_xlabel("kans die nota noemde")
    axes.set_ylabel("deel dat mensen ook gaven")
    for axis in (axes.xaxis, axes.yaxis):
        dutch_axis(axis, 1)
    rows = tuple((dutch(one.said, 2), dutch(one.right, 2), str(one.n)) for one in bins)
    alt = "Lijnfiguur van de kans die nota noemde tegen het deel dat klopte. " + "; ".join(
        f"bij {said}: {right} ({n} suggesties)" for said, right, n in rows
    )
    return Drawn(FIGURE, figure, f"{alt}.", "Genoemde kans en wat klopte; bij elk punt het aantal suggesties",
                 ("Kans", "Klopte", "Suggesties"), rows)  # fmt: skip


def intervals(found: Measurement, codebook: Codebook) -> dict[str, tuple[float, float]]:
    """95% intervals of alpha by theme, and of ``mean`` alpha and ``micro`` F1 (block bootstrap; the seed is fixed)."""
    drawing = random.Random(0)
    runs = [
        held[place : place + RUN]
        for _, group in groupby(found.judged, key=lambda one: one.row.doc)
        for held in [list(group)]
        for place in range(0, len(held), RUN)
    ]
    drawn: dict[str, list[float]] = {}
    for _ in range(DRAWS):
        some = [one for run in drawing.choices(runs, k=len(runs)) for one in run]
        scores = scored(some, codebook, found.parts).scores
        figures = {theme: counts.alpha for theme, counts in scores.themes.items()}
        for name, value in (figures | {"mean": scores.mean_alpha, "micro": scores.micro.f1}).items():
            if value is not None:
                drawn.setdefault(name, []).append(value)
    return {name: _middle(values) for name, values in drawn.items()}


def _middle(values: list[float]) -> tuple[float, float]:
    ranked = sorted(values)
    return ranked[int(0.025 * (len(ranked) - 1))], ranked[round(0.975 * (len(ranked) - 1))]


def _opening(found: Measurement, source: str) -> str:
    bounds = ""
    if found.scores.mean_alpha is not None:
        bounds = (
            f" Gemiddeld over de thema's is alfa {_number(found.scores.mean_alpha)}; over alle codes samen is F1 "
            f"{_number(found.scores.micro.f1)}."
        )
    return f"Gemeten op {dutch(found.sentences, 0)} zinnen uit {source}, met {', '.join(found.parts)}.{bounds}"


def _theme_rows(found: Measurement, codebook: Codebook) -> tuple[tuple[str, ...], ...]:
    bounds = intervals(found, codebook)
    rows: list[tuple[str, ...]] = [("Thema of code", *_HEAD)]
    for theme in codebook.themes:
        counts = found.scores.themes[theme.id]
        low_high = bounds.get(theme.id)
        between = f" ({_number(low_high[0])} tot {_number(low_high[1])})" if low_high else ""
        first = f"{_number(counts.alpha)}{between}"
        rows.append((theme.label, first, *_scores(counts)[1:]))
        rows += [
            (f"– {code.label}", *_scores(found.scores.codes[code.id]))
            for code in codebook.codes
            if code.theme == theme.id and code.id in found.scores.codes
        ]
    return tuple(rows)


def _scores(counts: Counts) -> tuple[str, ...]:
    figures = tuple(_number(value) for value in (counts.alpha, counts.precision, counts.recall, counts.f1))
    return (*figures, str(counts.both + counts.people), str(counts.both + counts.machine))


def _group_rows(
    found: Measurement, codebook: Codebook, key: Callable[[Judged], str], name: str
) -> tuple[tuple[str, ...], ...]:
    """Scores per group of sentences, the largest group first."""
    groups: dict[str, list[Judged]] = {}
    for one in found.judged:
        groups.setdefault(key(one), []).append(one)
    rows: list[tuple[str, ...]] = [(name, "zinnen", "gemiddelde alfa", "precisie", "dekking", "F1")]
    for label, held in sorted(groups.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        scores = scored(held, codebook, found.parts).scores
        micro = scores.micro
        figures = (scores.mean_alpha, micro.precision, micro.recall, micro.f1)
        rows.append((label or "geen spreker", str(len(held)), *(_number(value) for value in figures)))
    return tuple(rows)


def _role(one: Judged) -> str:
    return ROLE_LABELS.get(one.role, one.role)


def _calibration(found: Measurement) -> str:
    held = found.calibration
    if held.error is None:
        return "Er waren geen suggesties, dus over zekerheid valt niets te zeggen."
    high = f"Van de {held.high} suggesties met kans 0,8 of hoger klopten er {held.high_right}." if held.high else ""
    return (
        f"De kans die nota noemt zit er bij suggesties gemiddeld {_number(held.error)} naast, over alle zinnen en codes "
        f"{_number(found.overall.error)}. {high}"
    ).strip()


def _confusion(found: Measurement, codebook: Codebook) -> list[tuple[str, ...]]:
    """Pairs of codes where each side has one that the other has not."""
    counted: Counter[tuple[str, str]] = Counter()
    for one in found.judged:
        missed = [code for code in one.row.codes if code not in one.said]
        extra = [code for code in one.said if code not in one.row.codes and code not in one.row.disputed]
        counted.update((people, machine) for people in missed for machine in extra)
    ranked = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))[:25]
    return [(codebook.label(people), codebook.label(machine), str(n)) for (people, machine), n in ranked]


def _worst(found: Measurement, codebook: Codebook, escape: Callable[[str], str]) -> list[tuple[str, ...]]:
    """Suggestions that people did not give, the surest first, and codes that were missed, the least expected first."""
    errors: list[tuple[float, int, str, str, float, str]] = []
    for number, one in enumerate(found.judged):
        for column, code in enumerate(codebook.ids):
            people, machine, sure = code in one.row.codes, code in one.said, one.chances[column]
            if people == machine or code in one.row.disputed:
                continue
            wrong = sure if machine else 1 - sure
            errors.append((-wrong, number, code, "te veel" if machine else "gemist", sure, one.evidence.get(code, "")))
    too_many = [error for error in sorted(errors) if error[3] == "te veel"][: WORST // 2]
    missed = [error for error in sorted(errors) if error[3] == "gemist"][: WORST - len(too_many)]
    return [
        (escape(found.judged[number].row.text), codebook.label(code), kind, _number(sure), escape(words) or "–")
        for _, number, code, kind, sure, words in (*too_many, *missed)
    ]


def _table(name: str, caption: str, head: Sequence[str], rows: Iterable[tuple[str, ...]]) -> list[Block]:
    held = list(rows)
    if not held:
        return [Block(name, "paragraph", "Geen.")]
    return [Block(name, "table", caption, rows=(tuple(head), *held))]


def _number(value: float | None) -> str:
    return "–" if value is None else dutch(value, 2)
