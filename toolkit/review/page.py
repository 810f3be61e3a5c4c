"""A coded transcript as a page: for readers without a notebook, with a screen reader, or on paper.

Every coding has a stripe under its words (a colour and a kind of line per theme), a number behind them, and its code in
words beside the turn: nothing hangs on colour. Stripes of overlapping codings have a lane of their own.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib.resources import files
from pathlib import Path

from ..errors import Refusal
from ..files import write_text
from ..numbers import date_in_words, dutch
from ..records import Codebook, Coding, Transcript, in_order, role_of
from ..study import ROLE_LABELS, Study
from ..transcripts import load_transcripts
from .assigning import visible_codings
from .codings import current_codings, transcript_of
from .labels import STATUS_LABELS, qualifiers_in_dutch

LANE = 5
"""Pixels from one stripe to the next."""
LANES = 8
"""More codings than this over one word share a lane; their numbers and words still tell them apart."""
_DASHES = (
    "",
    "0 9px,#fff 9px 13px",
    "0 3px,#fff 3px 7px",
    "0 12px,#fff 12px 15px,{c} 15px 18px,#fff 18px 21px",
    "0 20px,#fff 20px 23px",
)
"""How the line of a theme is broken up, as a second cue beside its colour."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A coding on the page: its number, and the lane of its stripe."""

    coding: Coding
    number: int
    lane: int


def coded_page(study: Study, conversation: str, *, codings: Sequence[Coding] | None = None) -> str:
    """One self-contained HTML page of a conversation with these codings, or with those that analysis uses.

    Raises InputError when the conversation is not there.
    """
    from ..coding import load_codebook
    from ..rendering import page

    transcript = transcript_of(study, conversation)
    chosen = current_codings(study, transcripts=[transcript]) if codings is None else codings
    shown = numbered(one for one in chosen if one.transcript == conversation and one.status != "rejected")
    codebook = load_codebook(study.codebook_path)
    css = files(__package__).joinpath("page.css").read_text(encoding="utf-8")
    classes = _classes(transcript, shown)
    body = _turns(transcript, shown, codebook, classes) + _index(transcript, shown, codebook)
    return page(
        f"Gecodeerd gesprek {conversation}", _key(shown, codebook) + body, study=study, lead=_lead(transcript, shown),
        css=css + _stripes(codebook, classes), classes=("wide",),
    )  # fmt: skip


def write_pages(study: Study, conversations: Iterable[str] | None = None) -> list[Path]:
    """Write ``outputs/review/<conversation>.html`` for these conversations, or for all that are not being coded blind.

    Raises InputError; Refusal for one that is: its page would show one coder what another did.
    """
    transcripts = load_transcripts(study)
    _, blind = visible_codings(study, transcripts=())
    names = [one.id for one in transcripts if one.id not in blind] if conversations is None else list(conversations)
    for name in names:
        if name in blind:
            fix = f"wacht tot {' en '.join(blind[name])} klaar {'is' if len(blind[name]) == 1 else 'zijn'}."
            raise Refusal(f"'{name}' wordt nog blind gecodeerd; een pagina zou laten zien wat een ander deed.", fix=fix)
    chosen = current_codings(study, transcripts=transcripts)
    paths = []
    for name in names:
        path = study.outputs / "review" / f"{name}.html"
        write_text(path, coded_page(study, name, codings=[one for one in chosen if one.transcript == name]))
        paths.append(path)
    return paths


def numbered(codings: Iterable[Coding]) -> list[Shown]:
    """Codings in the order of the text, numbered from 1, each in the first lane that is free over its whole length."""
    busy: list[int] = []
    found = []
    for number, coding in enumerate(in_order(codings), 1):
        lane = next((n for n, end in enumerate(busy) if end <= coding.start), len(busy)) % LANES
        busy[lane : lane + 1] = [coding.end]
        found.append(Shown(coding, number, lane))
    return found


def _lead(transcript: Transcript, shown: Sequence[Shown]) -> tuple[str, ...]:
    day = f"Gesprek van {date_in_words(transcript.date)}. " if transcript.date else ""
    machine = sum(one.coding.status == "suggested" for one in shown)
    people = len(shown) - machine
    told = [f"{dutch(people)} {'codering' if people == 1 else 'coderingen'}"] if people or not machine else []
    if machine:
        noun = "voorstel" if machine == 1 else "voorstellen"
        told.append(f"{dutch(machine)} {noun} van de software waarover nog niet is beslist")
    return (f"{day}{' en '.join(told)}.",)


def _key(shown: Sequence[Shown], codebook: Codebook) -> str:
    themes = {one.coding.code.partition(".")[0] for one in shown}
    rows = [
        f'<li><span class="swatch {_theme_class(theme.id, codebook)}"></span>{escape(theme.label)}</li>'
        for theme in codebook.themes
        if theme.id in themes
    ]
    return (
        f'<section class="key" aria-labelledby="legenda"><h2 id="legenda">Legenda</h2><ul>{"".join(rows)}</ul></section>\n'
        if rows
        else ""
    )


def _turns(
    transcript: Transcript, shown: Sequence[Shown], codebook: Codebook, classes: Mapping[tuple[Shown, ...], str]
) -> str:
    parts = ['<h2 id="gesprek">Het gesprek</h2>\n']
    for number, turn in enumerate(transcript.turns, 1):
        here = [one for one in shown if one.coding.start < turn.end and one.coding.end > turn.start]
        role = role_of(turn.speaker)
        who = ROLE_LABELS.get(role, role or "alinea")
        notes = "".join(_note(one, codebook) for one in here if one.coding.start >= turn.start)
        asks = " asks" if role == "interviewer" else ""
        deep = max((one.lane for one in here), default=0)
        depth = f" deep-{deep + 1}" if deep > 1 else ""
        parts.append(
            f'<div class="turn{asks}{depth}" id="beurt-{number}"><div><p class="who">{number} {escape(who.capitalize())}</p>'
            f'<p class="said">{_words(transcript, turn.start, turn.end, here, classes)}</p></div>'
            + (f'<ul class="codes" aria-label="Codes bij beurt {number}">{notes}</ul>' if notes else "")
            + "</div>\n"
        )
    return "".join(parts)


def _words(
    transcript: Transcript, start: int, end: int, here: Sequence[Shown], classes: Mapping[tuple[Shown, ...], str]
) -> str:
    parts = []
    for low, high, under in _runs(start, end, here):
        words = escape(transcript.text[low:high])
        parts.append(f'<mark class="{classes[under]}">{words}</mark>' if under else words)
        parts += [
            f'<sup><span class="vh">codering </span>{one.number}</sup>'
            for one in here
            if one.coding.end == high and high <= end
        ]
    return "".join(parts)


def _runs(start: int, end: int, here: Sequence[Shown]) -> list[tuple[int, int, tuple[Shown, ...]]]:
    """The turn cut at every begin and end of a coding, with what lies over each piece."""
    edges = {start, end, *(max(one.coding.start, start) for one in here), *(min(one.coding.end, end) for one in here)}
    cuts = sorted(edges)
    return [
        (low, high, tuple(one for one in here if one.coding.start <= low and one.coding.end >= high))
        for low, high in zip(cuts, cuts[1:])
    ]


def _note(one: Shown, codebook: Codebook) -> str:
    coding = one.coding
    theme = codebook.label(coding.code.partition(".")[0])
    more = [STATUS_LABELS[coding.status] if coding.status == "suggested" else coding.source]
    if (coding.polarity, coding.certainty, coding.time) != ("affirmed", "real", "now"):
        more.append(qualifiers_in_dutch(coding.polarity, coding.certainty, coding.time))
    if coding.status == "suggested" and coding.confidence is not None:
        more.append(f"kans {dutch(coding.confidence, 2)}")
    if coding.memo:
        more.append(f"memo: {coding.memo}")
    detail = escape(f"{theme} · {' · '.join(more)}")
    return f'<li><span class="no">{one.number}</span>{escape(codebook.label(coding.code))}<span class="more">{detail}</span></li>'


def _index(transcript: Transcript, shown: Sequence[Shown], codebook: Codebook) -> str:
    if not shown:
        return "<p>In dit gesprek is nog niets gecodeerd.</p>"
    order = {code: number for number, code in enumerate(codebook.ids)}
    codes = sorted({one.coding.code for one in shown}, key=lambda code: (order.get(code, len(order)), code))
    rows = []
    for code in codes:
        mine = [one for one in shown if one.coding.code == code]
        turns = sorted({transcript.turn_at(one.coding.start) + 1 for one in mine})
        links = " ".join(f'<a href="#beurt-{turn}">{turn}</a>' for turn in turns)
        rows.append(
            f'<tr><th scope="row">{escape(codebook.label(code))}</th><td class="num">{len(mine)}</td><td>{links}</td></tr>'
        )
    return (
        '<h2 id="codes">Codes in dit gesprek</h2>\n<div class="scroll index"><table><thead><tr><th scope="col">Code</th>'
        '<th scope="col" class="num">Aantal</th><th scope="col">Beurten</th></tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table></div>\n"
    )


def _classes(transcript: Transcript, shown: Sequence[Shown]) -> dict[tuple[Shown, ...], str]:
    """A class for every set of codings that lie over one piece of text; alike sets share their stripes."""
    found: dict[tuple[Shown, ...], str] = {}
    for turn in transcript.turns:
        here = [one for one in shown if one.coding.start < turn.end and one.coding.end > turn.start]
        for _, _, under in _runs(turn.start, turn.end, here):
            if under:
                parts = sorted(
                    {f"{one.lane}{one.coding.code.partition('.')[0]}{one.coding.status[0]}" for one in under}
                )
                found[under] = "s-" + "-".join(parts)
    return found


def _stripes(codebook: Codebook, classes: Mapping[tuple[Shown, ...], str]) -> str:
    """Style rules: the swatches of the key, and one rule per set of stripes."""
    rules = [
        f".{_theme_class(theme.id, codebook)}{{background:{_line(theme.id, codebook)}}}" for theme in codebook.themes
    ]
    for name, under in sorted({name: under for under, name in classes.items()}.items()):
        lanes = sorted({(one.lane, one.coding.code.partition(".")[0], one.coding.status) for one in under})
        deepest = lanes[-1][0]
        images = ",".join(_line(theme, codebook) for _, theme, _ in lanes)
        places = ",".join(f"0 calc(100% - {(deepest - lane) * LANE}px)" for lane, _, _ in lanes)
        sizes = ",".join(f"100% {2 if status == 'suggested' else 4}px" for _, _, status in lanes)
        rules.append(
            f".{name}{{background-image:{images};background-position:{places};background-size:{sizes};"
            f"padding-bottom:{deepest * LANE + 2}px}}"
        )
    rules += [f".deep-{lane} .said{{line-height:{1.55 + 0.3 * lane:.2f}}}" for lane in range(3, LANES + 1)]
    return "\n".join(rules)


def _line(theme: str, codebook: Codebook) -> str:
    ids = [one.id for one in codebook.themes]
    place = ids.index(theme) if theme in ids else len(ids)
    color = codebook.themes[place].color if place < len(ids) else "#555555"
    dashes = _DASHES[place % len(_DASHES)].format(c=color)
    return f"repeating-linear-gradient(90deg,{color} {dashes})" if dashes else f"linear-gradient({color},{color})"


def _theme_class(theme: str, codebook: Codebook) -> str:
    ids = [one.id for one in codebook.themes]
    return f"theme-{ids.index(theme) if theme in ids else len(ids)}"
