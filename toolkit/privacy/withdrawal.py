"""Withdrawal: all that holds or derives from one person, and taking it away."""

from __future__ import annotations

import re
import shutil
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

from ..errors import UsageError
from ..files import write_bytes, write_text
from ..intake import conversations
from ..records import Transcript, role_of
from ..study import Study
from ..transcripts import load_transcripts
from ..yamlfile import read_text
from .own_words import Run, holding, only_theirs, runs_of
from .raw import read_raw
from .survey import survey
from .vault import key_path, passphrase, read_key, replace_key
from .withdrawals import only_of, record, withdrawn
from .withdrawn_codings import codings_of, drop_codings

_ATTRIBUTES = re.compile(r"^\{#(?P<id>\S+)(?P<rest>[^}\n]*)\}\s*$")


@dataclass(frozen=True, slots=True)
class Block:
    """A block of a text that people edit."""

    path: Path
    id: str
    """Of its attribute line; for one without it, ``alinea 3``."""
    number: int = 0
    """Of its paragraph in the file, from 0."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What a withdrawal touches. Nothing is done yet."""

    case: str
    person: str
    talks: tuple[Path, ...]
    """Transcripts in which nobody else of the case speaks, or this person says the most: they go."""
    turns: tuple[tuple[str, int], ...]
    """(conversation, number of turns) in talks with others: these are emptied."""
    others: tuple[tuple[str, int], ...]
    """(conversation, number of turns) of somebody who sat at a conversation that goes: these go with it."""
    codings: tuple[tuple[Path, int], ...]
    """(journal, number of codings) that rest on this person's words."""
    blocks: tuple[Block, ...]
    """Quotes of this person, and passages that rest on their words alone: they go."""
    quoted: tuple[Path, ...]
    """Texts that call up a quote that goes: the call goes too."""
    about: tuple[Block, ...]
    """Passages about this person that rest on others' words as well: for a person to decide."""
    mentions: tuple[str, ...]
    """Turns of others that speak of this person (``c01-collega#4``): for a person to decide."""
    held: tuple[Path, ...]
    """Other files that people write with words of this person in them: for a person to change."""
    made: tuple[Path, ...]
    """Files under ``outputs/``: they go, and are made again without this person."""

    @property
    def whole(self) -> str:
        """``c01/medewerker-1``."""
        return f"{self.case}/{self.person}"


def plan_withdrawal(study: Study, person: str) -> Plan:
    """Find all that holds or derives from a person (``c01/medewerker-1``). Raises UsageError when there is no such person."""
    case_id, _, who = person.strip("[]").rpartition("/")
    if not case_id:
        raise UsageError("zeg ook van welke case, bijvoorbeeld c01/medewerker-1.")
    case = study.case(case_id)
    if case.person(who) is None:
        known = ", ".join(one.id for one in case.persons)
        raise UsageError(f"'{who}' staat niet bij de personen van case {case_id}.", fix=f"kies uit: {known}.")
    raw = [talk for talk in read_raw(study) if talk.case == case_id]
    gone = withdrawn(study).get(case_id, frozenset()) | {who}
    own = {talk.id for talk in raw if _speaks(talk, who) and (only_of(talk, gone) or _mostly(talk, who))}
    shared = [(talk.id, sum(turn.speaker == who for turn in talk.turns)) for talk in raw if talk.id not in own]
    words = {
        f"{talk.id}#{n}"
        for talk in raw
        for n, turn in enumerate(talk.turns, 1)
        if talk.id in own or turn.speaker == who
    }
    own_words = only_theirs((*raw, *load_transcripts(study)), case_id, who)
    blocks, about = _blocks(study, case_id, who, words, own_words)
    return Plan(
        case_id, who,
        talks=tuple(path for path in conversations(study) if path.stem in own),
        turns=tuple((talk, count) for talk, count in shared if count),
        others=tuple((talk.id, count) for talk in raw if talk.id in own and (count := _of_others(talk, who))),
        codings=tuple(codings_of(study, case_id, own, who)),
        blocks=tuple(blocks), quoted=tuple(_quoting(study, case_id, blocks)), about=tuple(about),
        mentions=tuple(_mentions(study, raw, who, own)),
        held=tuple(holding(study, own_words)), made=tuple(_made(study)),
    )  # fmt: skip


def carry_out(study: Study, plan: Plan, *, by: str = "", keep: bool = False) -> None:
    """Take away what the plan says. ``keep`` leaves the raw transcripts and the coders' journals: they are only passed over.

    The withdrawal is written down first: what stops halfway is done by the next run or by giving the command again.
    """
    record(study, plan.case, plan.person, [path.stem for path in plan.talks], by)
    for path in {block.path for block in plan.blocks}:
        _without(path, {block.number for block in plan.blocks if block.path == path})
    for path in plan.quoted:
        _without_calls(path, plan.case, {block.id for block in plan.blocks})
    if not keep:
        own = {path.stem for path in plan.talks}
        shared = {talk for talk, _ in plan.turns}
        for journal in sorted(study.codings_folder.glob("*/*.jsonl")):
            if journal.stem in own:
                _remove(journal)
            elif journal.stem in shared:
                drop_codings(study, journal, plan.case, plan.person)
        for path in plan.talks:
            _remove(path)
            _remove(path.with_suffix(".yaml"))
    _forget(study, plan)
    for path in plan.made:
        _remove(path)
    pack = study.outputs / "approval" / plan.case / plan.person
    if pack.is_dir():
        shutil.rmtree(pack)


def _mostly(talk: Transcript, who: str) -> bool:
    """True when more than half of what was answered in a conversation is of this person."""
    said: Counter[str] = Counter()
    for turn in talk.turns:
        if role_of(turn.speaker) != "interviewer":
            said[turn.speaker] += turn.end - turn.start
    return talk.kind != "document" and 2 * said[who] > said.total()


def _of_others(talk: Transcript, who: str) -> int:
    return sum(turn.speaker != who and role_of(turn.speaker) != "interviewer" for turn in talk.turns)


def _speaks(talk: Transcript, who: str) -> bool:
    return any(turn.speaker == who for turn in talk.turns)


def _blocks(study: Study, case: str, who: str, words: set[str], own: frozenset[Run]) -> tuple[list[Block], list[Block]]:
    """(blocks that go, blocks for a person to decide) in the texts that people edit."""
    go: list[Block] = []
    look: list[Block] = []
    for path in sorted(study.texts.rglob("*.md")):
        local = path.stem.partition("-")[0] if path.parent.name == "cases" else ""
        for number, (part, found) in enumerate(_paragraphs(read_text(path))):
            if not part.startswith("---") and not own.isdisjoint(
                runs_of(part)
            ):  # their very words, whatever is said of where they come from
                go.append(Block(path, found["id"] if found else f"alinea {number + 1}", number))
                continue
            if found is None:
                continue
            about, by, sources = (_values(found["rest"], key) for key in ("over", "door", "bron"))
            names = {who, f"{case}/{who}"} if local == case else {f"{case}/{who}"}
            rests = bool(sources) and set(sources) <= words
            if names & set(by) or (rests and set(about) <= names):
                go.append(Block(path, found["id"], number))
            elif names & set(about) or words & set(sources):
                look.append(Block(path, found["id"], number))
    return go, look


def _values(rest: str, key: str) -> list[str]:
    match = re.search(rf"(?<!\w){key}=(?:\"([^\"]*)\"|(\S+))", rest)
    return [part.strip() for part in (match[1] or match[2] or "").split(",") if part.strip()] if match else []


def _paragraphs(text: str) -> list[tuple[str, re.Match[str] | None]]:
    """The blocks of a text with the attribute line that ends each; joined together they are the text."""
    parts: list[tuple[str, re.Match[str] | None]] = []
    lines: list[str] = []
    for line in text.splitlines(keepends=True):
        lines.append(line)
        match = _ATTRIBUTES.match(line.rstrip("\n"))
        if match or not line.strip():
            parts.append(("".join(lines), match))
            lines = []
    if lines:
        parts.append(("".join(lines), None))
    return parts


def _without(path: Path, numbers: set[int]) -> None:
    """Write a text without some of its paragraphs."""
    kept = [part for number, (part, _) in enumerate(_paragraphs(read_text(path))) if number not in numbers]
    write_bytes(path, re.sub(r"\n{3,}", "\n\n", "".join(kept)).encode("utf-8"))


def _quoting(study: Study, case: str, blocks: list[Block]) -> list[Path]:
    """Texts with ``{{ citaat("c01", "woord-citaat-1") }}`` for a block that goes."""
    ids = {block.id for block in blocks}
    calls = (_call(case, one) for one in ids)
    pattern = re.compile("|".join(calls)) if ids else None
    texts = sorted(study.texts.rglob("*.md"))
    return [path for path in texts if pattern and pattern.search(read_text(path))]


def _call(case: str, block: str) -> str:
    return rf"(?:heeft_)?citaat\(\s*[\"“']{re.escape(case)}[\"”']\s*,\s*[\"“']{re.escape(block)}[\"”']\s*\)"


def _without_calls(path: Path, case: str, ids: set[str]) -> None:
    """Take the calls of these quotes out of a text; a condition on one becomes 0, which is no."""
    text = read_text(path)
    for one in sorted(ids):
        call = _call(case, one)
        text = re.sub(rf"\{{\{{\s*{call}\s*\}}\}}[ \t]*\n?(?:\{{#[^}}\n]*\}}[ \t]*\n?)?", "", text)
        text = re.sub(call, "0", text)
    write_text(path, re.sub(r"\n{3,}", "\n\n", text))


def _mentions(study: Study, raw: list[Transcript], who: str, own: set[str]) -> list[str]:
    case = raw[0].case if raw else ""
    places = []
    for one in survey(study).sightings:
        talk = one.transcript
        if one.found.id == who and talk.case == case and talk.id not in own:
            number = talk.turn_at(one.found.start)
            if talk.turns[number].speaker != who:
                places.append(f"{talk.id}#{number + 1}")
    return list(dict.fromkeys(places))


def _made(study: Study) -> list[Path]:
    if not study.outputs.is_dir():
        return []
    return [
        path
        for path in sorted(study.outputs.rglob("*"))
        if path.is_file() and path.name not in ("README.md", ".gitkeep")
    ]


def _forget(study: Study, plan: Plan) -> None:
    """Take the person out of the key, when it can be opened."""
    words = passphrase(study)
    if not words or not key_path(study).is_file():
        return
    key = read_key(study, words)
    if plan.person in key.get(plan.case, {}):
        replace_key(
            study,
            {c: {p: n for p, n in people.items() if (c, p) != (plan.case, plan.person)} for c, people in key.items()},
            words,
        )


def _remove(path: Path) -> None:
    path.unlink(missing_ok=True)
    Path(f"{path}.lock").unlink(missing_ok=True)
