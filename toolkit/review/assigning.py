"""Blind double coding: who codes which conversations, drawn over actors and cases, and what each may see meanwhile."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from ..errors import InputError, UsageError
from ..files import append_line, locked, read_lines
from ..records import Coding, Transcript, in_order, role_of
from ..study import Study
from ..transcripts import load_transcripts
from .changes import now
from .codings import coders as all_coders
from .codings import journal_path, load_codings, open_journal
from .journal import Journal


@dataclass(frozen=True, slots=True)
class Assignment:
    """A draw: these coders go through these conversations without seeing each other's work until all are done."""

    coders: tuple[str, ...]
    conversations: tuple[str, ...]
    suggestions: bool
    """Whether they see the machine's suggestions meanwhile; then agreement is not independent of the machine."""
    share: float
    """Share of the words of the study that was asked for."""
    seed: int
    by: str
    at: str


@dataclass(frozen=True, slots=True)
class Sight:
    """What one coder may see of one conversation."""

    suggestions: bool = True
    others: bool = True
    waiting_for: tuple[str, ...] = ()
    """Coders who are not done yet."""


def assignments_path(study: Study) -> Path:
    """The file that keeps every draw."""
    return study.codings_folder / "assignments.jsonl"


def assignments(study: Study) -> list[Assignment]:
    """Every draw, in order. Raises InputError for a line of another form."""
    rows, broken = read_lines(assignments_path(study))
    try:
        found = [
            Assignment(
                tuple(row["coders"]), tuple(row["conversations"]), bool(row["suggestions"]), float(row["share"]),
                int(row["seed"]), row["by"], row["at"],
            )
            for row in rows
        ]  # fmt: skip
    except (KeyError, TypeError, ValueError) as error:
        message = "in dit bestand staat een regel die geen verdeling is."
        raise InputError(message, path=assignments_path(study), fix="zet een reservekopie terug.") from error
    if broken:
        raise InputError(broken[0], fix="haal die regel weg of zet een reservekopie terug.")
    return found


def assign(
    study: Study,
    coders: Sequence[str],
    *,
    share: float = 0.2,
    suggestions: bool = False,
    seed: int = 1,
    by: str = "",
    at: str | None = None,
) -> Assignment:
    """Draw conversations for double coding until they hold ``share`` of the words, spread over actors and cases.

    What these coders were given or began before is not drawn again. The draw is kept; the same seed gives the same
    draw. Raises UsageError for a wrong share or fewer than two coders, InputError when nothing is left to draw.
    """
    if len(set(coders)) < 2:
        raise UsageError("noem ten minste twee codeurs.", fix="bijvoorbeeld: nota assign k1 k2")
    if not 0 < share <= 1:
        raise UsageError(f"het deel moet tussen 0 en 1 liggen (er staat: {share}).", fix="bijvoorbeeld --share 0.2")
    for coder in coders:
        open_journal(study, coder, "proef")  # a name that cannot be a folder stops here
    transcripts = load_transcripts(study)
    taken = {name for one in assignments(study) if set(coders) & set(one.coders) for name in one.conversations}
    taken |= {t.id for t in transcripts if any(journal_path(study, coder, t.id).exists() for coder in coders)}
    free = [one for one in transcripts if one.id not in taken]
    words = sum(len(one.text.split()) for one in transcripts)
    drawn = draw(free, share * words, seed)
    if not drawn:
        message = "er zijn geen gesprekken meer te verdelen voor deze codeurs."
        raise InputError(
            message, path=study.codings_folder, fix="draai eerst 'nota pseudonymise', of kies andere codeurs."
        )
    found = Assignment(tuple(coders), tuple(sorted(drawn)), suggestions, share, seed, by, at or now())
    with locked(assignments_path(study)):
        append_line(assignments_path(study), json.dumps(asdict(found), ensure_ascii=False, sort_keys=True))
    return found


def draw(transcripts: Iterable[Transcript], words: float, seed: int) -> list[str]:
    """Conversations drawn at random until they hold this many words: actors in turn, the case drawn least first."""
    generator = random.Random(seed)  # a draw to be repeated, not a secret
    pools: dict[str, list[Transcript]] = {}
    for one in sorted(transcripts, key=lambda transcript: transcript.id):
        pools.setdefault(actor_of(one), []).append(one)
    for pool in pools.values():
        generator.shuffle(pool)
    actors = sorted(pools)
    generator.shuffle(actors)
    drawn: list[str] = []
    cases: Counter[str] = Counter()
    while words > 0 and any(pools.values()):
        for actor in actors:
            if words <= 0 or not pools[actor]:
                continue
            chosen = min(pools[actor], key=lambda one: cases[one.case])
            pools[actor].remove(chosen)
            cases[chosen.case] += 1
            drawn.append(chosen.id)
            words -= len(chosen.text.split())
    return drawn


def actor_of(transcript: Transcript) -> str:
    """The role that says most in a conversation, the interviewer apart; the kind when several people talk or nobody does."""
    if transcript.kind != "interview":
        return transcript.kind
    said: Counter[str] = Counter()
    for turn in transcript.turns:
        if (role := role_of(turn.speaker)) != "interviewer":
            said[role] += turn.end - turn.start
    return min(said, key=lambda role: (-said[role], role)) if said else transcript.kind


def sight(study: Study, coder: str, conversation: str) -> Sight:
    """What this coder may see of this conversation: everything, unless a blind draw is not finished.

    Who gives no name ("") may be any of its coders, and sees no more than they.
    """
    return sight_among(study, assignments(study), coder, conversation)


def sight_among(study: Study, draws: Sequence[Assignment], coder: str, conversation: str) -> Sight:
    """As :func:`sight`, with the draws read before."""
    mine = [one for one in draws if conversation in one.conversations]
    group = {name for one in mine for name in one.coders}
    waiting = tuple(sorted(n for n in group if not Journal(journal_path(study, n, conversation)).done))
    if not waiting:
        return Sight()
    kept = [one for one in mine if not coder or coder in one.coders]
    suggestions = all(one.suggestions for one in kept)
    return Sight(suggestions, False, waiting)


def visible_codings(
    study: Study, coder: str | None = None, *, transcripts: Sequence[Transcript] | None = None
) -> tuple[list[Coding], dict[str, tuple[str, ...]]]:
    """Everybody's codings as far as this coder (or, without one, anybody) may see them, and what is hidden.

    Hidden are the codings of others in conversations whose blind coding is not finished: conversation -> who is waited for.
    """
    draws = assignments(study)
    names = {name for one in draws for name in one.conversations}
    blind = {
        name: one.waiting_for for name in names if not (one := sight_among(study, draws, coder or "", name)).others
    }
    texts = load_transcripts(study) if transcripts is None else transcripts
    found = [
        coding
        for name in (*all_coders(study), study.settings.adjudicator)
        for coding in load_codings(study, name, transcripts=texts)
        if name == coder or coding.transcript not in blind
    ]
    return in_order(found), blind


def share_of(study: Study, drawn: Assignment) -> Mapping[str, float]:
    """What a draw came to: per actor and over all, the share of words that it holds."""
    held: Counter[str] = Counter()
    whole: Counter[str] = Counter()
    for transcript in load_transcripts(study):
        size = len(transcript.text.split())
        for name in (actor_of(transcript), "samen"):
            whole[name] += size
            held[name] += size if transcript.id in drawn.conversations else 0
    return {name: held[name] / whole[name] for name in sorted(whole) if whole[name]}
