"""Who was asked and who was spoken to: COREQ items 12, 13 and 16 to 18, and 21 (Tong e.a. 2007)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from ..numbers import dutch, listed, x_of_y
from ..records import Transcript
from ..study import Case
from .table import DOCUMENT, INTERVIEWER, actor_of, role_label, role_order

SPEAKER_COLUMNS = ("role", "role_label", "speakers", "conversations", "cases", "of_cases", "turns", "words")
ASKED_COLUMNS = ("case", "person", "role", "asked", "held", "state", "reason")
RESPONSE_COLUMNS = ("role", "role_label", "asked", "held", "not_held", "in_words", "reasons")
COREQ_COLUMNS = ("item", "label", "answer")
ATTRIBUTE_COLUMNS = ("attribute", "value", "number")
TOGETHER, TOTAL = "andere, samengenomen", "totaal"
_MONTHS = (
    (12, "korter dan een jaar"),
    (24, "een tot twee jaar"),
    (48, "twee tot vier jaar"),
    (10**6, "vier jaar of langer"),
)
HELD, NOT_HELD, PLANNED = "gehouden", "niet gehouden", "nog open"
_HOURS = re.compile(r"(\d+)\s*(?:uur|u\b)")
_HALF = re.compile(r"\b(anderhalf uur|half uur|halfuur)\b")
_MINUTES = re.compile(r"(\d+)\s*min")


def speakers_table(transcripts: Iterable[Transcript], voices: pd.DataFrame, cases: Sequence[str]) -> pd.DataFrame:
    """One row per role that speaks: how many people, in how many conversations and cases, and how much they say."""
    people: dict[str, set[str]] = {}
    for one in transcripts:
        for turn in one.turns:
            people.setdefault(actor_of(turn.speaker), set()).add(
                f"{one.case}/{turn.speaker}" if turn.speaker else one.id
            )
    known = set(cases)
    rows = []
    for role in sorted(people, key=role_order):
        here = voices[voices["role"] == role]
        found = len(set(here["case"]) & known)
        # interviewers work for the study: the same one in every case
        count = len({who.partition("/")[2] for who in people[role]}) if role == INTERVIEWER else len(people[role])
        rows.append((
            role, role_label(role), count, here["transcript"].nunique(), found, len(known), int(here["turns"].sum()),
            int(here["words"].sum()),
        ))  # fmt: skip
    return pd.DataFrame(rows, columns=list(SPEAKER_COLUMNS))


def invitations(cases: Iterable[Case]) -> pd.DataFrame:
    """One row per person who was asked: held, or not and why."""
    rows = []
    for case in cases:
        for one in case.interview_log:
            state = HELD if one.held else NOT_HELD if one.reason else PLANNED
            day = (one.asked.isoformat() if one.asked else "", one.held.isoformat() if one.held else "")
            rows.append((case.id, one.person, actor_of(one.person), *day, state, one.reason))
    return pd.DataFrame(rows, columns=list(ASKED_COLUMNS))


def response(asked: pd.DataFrame) -> pd.DataFrame:
    """One row per role: asked, held, and the reasons why not (COREQ 13)."""
    rows = []
    for role in sorted(set(asked["role"]), key=role_order):
        here = asked[asked["role"] == role]
        held = int((here["state"] == HELD).sum())
        why = here.loc[here["state"] == NOT_HELD, "reason"].value_counts()
        reasons = "; ".join(
            f"{reason} ({n})" for reason, n in sorted(why.items(), key=lambda pair: (-pair[1], str(pair[0])))
        )
        rows.append((role, role_label(role), len(here), held, len(here) - held, x_of_y(held, len(here)), reasons))
    return pd.DataFrame(rows, columns=list(RESPONSE_COLUMNS))


def sample_for_others(overview: pd.DataFrame, *, least: int = 3) -> pd.DataFrame:
    """The sample by attribute, for readers outside the bureau (COREQ 16): small groups together, and what stays small left out.

    ``least`` is the study's ``small_cell``; what is left out shows as an asterisk (:func:`toolkit.privacy.cells.suppress`).
    """
    from ..privacy.cells import suppress

    rows = []
    for label, values in _attributes(overview):
        found = values.replace("", "onbekend").value_counts()
        large = sorted(
            ((str(name), int(n)) for name, n in found.items() if n >= least), key=lambda pair: (-pair[1], pair[0])
        )
        rest = int(found.sum()) - sum(n for _, n in large)
        parts = [*large, *([(TOGETHER, rest)] if rest else []), (TOTAL, int(found.sum()))]
        frame = pd.DataFrame({"number": [n for _, n in parts]}, index=[name for name, _ in parts])
        shown = suppress(frame, least=least, total_row=TOTAL)
        rows += [(label, name, str(number)) for name, number in zip(shown.index, shown["number"])]
    return pd.DataFrame(rows, columns=list(ATTRIBUTE_COLUMNS))


def _attributes(overview: pd.DataFrame) -> list[tuple[str, pd.Series[str]]]:
    once = overview.drop_duplicates("case")
    months = pd.Series([_months_class(value) for value in overview["months"]], dtype=object)
    return [
        ("soort school", once["school_type"]), ("grootte van de school", once["size"]),
        ("dienstverband", overview["contract"]), ("tijd in de baan", months), ("stand", overview["state"]),
    ]  # fmt: skip


def _months_class(months: float) -> str:
    if months != months:
        return ""
    return next(label for most, label in _MONTHS if months < most)


def minutes_of(recording: str, transcript: Transcript | None = None) -> int | None:
    """How long a conversation took: from its head ("52 minuten", "1 uur en 10 minuten"), else from its last time stamp."""
    text = recording.lower()
    half = _HALF.search(text)
    hours, minutes = _HOURS.search(text), _MINUTES.search(text)
    if half:
        return 90 if half[1].startswith("anderhalf") else 30
    if hours or minutes:
        return 60 * int(hours[1] if hours else 0) + int(minutes[1] if minutes else 0)
    stamps = [turn.time for turn in transcript.turns if turn.time] if transcript else []
    if not stamps:
        return None
    seconds = 0.0
    for part in stamps[-1].replace(",", ".").split(":"):
        seconds = 60 * seconds + float(part)
    return round(seconds / 60)


def coreq(
    transcripts: Sequence[Transcript], speakers: pd.DataFrame, asked: pd.DataFrame, overview: pd.DataFrame, *,
    minutes: Mapping[str, int | None], topics: Sequence[str], saturation: str = "", least: int = 0,
) -> pd.DataFrame:  # fmt: skip
    """The items of COREQ that follow from the data: 12, 13, 16, 17, 18, 21 and 22, each as a Dutch sentence.

    Numbers of people of one role below ``least`` (the study's ``small_cell``) are left out, and so is what would tell them.
    """
    talks = [one for one in transcripts if one.kind != DOCUMENT]
    papers = len(transcripts) - len(talks)
    spoken = speakers[~speakers["role"].isin([INTERVIEWER, DOCUMENT])]
    who = _numbers(list(zip(spoken["role_label"], spoken["speakers"])), least)
    size = (
        f"{dutch(len(talks))} gesprekken met {dutch(int(spoken['speakers'].sum()))} mensen ({who})"
        if len(spoken)
        else "Geen gesprekken"
    )
    extra = f", en {dutch(papers)} {'document' if papers == 1 else 'documenten'}" if papers else ""
    answers = (
        (12, "Omvang van de steekproef", f"{size}{extra}."),
        (13, "Wie niet meedeed", _refusals(asked, least)),
        (16, "Kenmerken van de steekproef", _description(overview)),
        (
            17,
            "Vragenlijst",
            f"Topiclijsten voor {listed([role_label(role) for role in topics])}."
            if topics
            else "Er is geen topiclijst vastgelegd.",
        ),
        (18, "Herhaalde gesprekken", _repeats(talks)),
        (21, "Duur van de gesprekken", _duration(talks, minutes)),
        (22, "Verzadiging", f"{saturation[:1].upper()}{saturation[1:]}." if saturation else "Niet bepaald."),
    )
    return pd.DataFrame(answers, columns=list(COREQ_COLUMNS))


def _numbers(parts: Sequence[tuple[str, int]], least: int) -> str:
    """``schoolleider 11, collega 7``, and of which roles the number is not shown."""
    from ..privacy.cells import hidden_parts

    hidden = hidden_parts([int(n) for _, n in parts], least=least)
    shown = listed([f"{label} {dutch(int(n))}" for (label, n), small in zip(parts, hidden) if not small])
    kept = listed([label for (label, _), small in zip(parts, hidden) if small])
    return "; ".join(part for part in (shown, f"van {kept} staan de aantallen er niet bij" if kept else "") if part)


def _refusals(asked: pd.DataFrame, least: int) -> str:
    if asked.empty:
        return "Niet bijgehouden."
    held = int((asked["state"] == HELD).sum())
    not_held = asked[asked["state"] == NOT_HELD]
    text = f"{x_of_y(held, len(asked))} gevraagde mensen {'is' if held == 1 else 'zijn'} gesproken."
    if not len(not_held):
        return text
    roles = not_held["role"].value_counts()
    ordered = sorted(roles.items(), key=lambda pair: role_order(str(pair[0])))
    who = _numbers([(role_label(str(role)), int(n)) for role, n in ordered], least)
    return f"{text} Niet gesproken: {who}. De redenen staan in de tabel van uitnodigingen."


def _description(overview: pd.DataFrame) -> str:
    if overview.empty:
        return "Er zijn geen cases met kenmerken."
    once = overview.drop_duplicates("case")
    kinds = once["school_type"].replace("", "soort onbekend").value_counts()
    what = listed([f"{name} {n}" for name, n in sorted(kinds.items(), key=lambda pair: (-pair[1], str(pair[0])))])
    running = int((overview["state"] == "loopt").sum())
    return f"{dutch(len(once))} cases ({what}); {x_of_y(running, len(overview))} plaatsingen {'liep' if running == 1 else 'liepen'} nog."


def _repeats(talks: Sequence[Transcript]) -> str:
    places: dict[str, set[str]] = {}
    for one in talks:
        for turn in one.turns:
            if actor_of(turn.speaker) not in (INTERVIEWER, DOCUMENT):
                places.setdefault(f"{one.case}/{turn.speaker}", set()).add(one.id)
    more = sum(len(found) > 1 for found in places.values())
    if not places:
        return "Niet van toepassing."
    if not more:
        return f"Niemand van de {dutch(len(places))} mensen is vaker dan één keer gesproken."
    return f"{x_of_y(more, len(places))} mensen {'is' if more == 1 else 'zijn'} vaker dan één keer gesproken."


def _duration(talks: Sequence[Transcript], minutes: Mapping[str, int | None]) -> str:
    known = sorted(value for one in talks if (value := minutes.get(one.id)) is not None)
    if not known:
        return "Niet vastgelegd."
    middle = (known[(len(known) - 1) // 2] + known[len(known) // 2]) / 2
    return (
        f"Van {x_of_y(len(known), len(talks))} gesprekken is de duur bekend: {known[0]} tot {known[-1]} minuten, "
        f"de middelste {dutch(middle)} minuten."
    )
