"""What coders' journals hold of somebody who withdrew: codings on their words, and their words around others' codings."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ..files import read_lines, write_text
from ..study import Study
from ..transcripts import load_transcripts
from .withdrawals import EMPTIED


@dataclass(frozen=True, slots=True)
class _Said:
    """The turns of a person in one pseudonymised conversation."""

    digest: str = ""
    turns: tuple[tuple[int, int, str], ...] = ()
    """(start, end, words)."""


def codings_of(study: Study, case: str, own: set[str], who: str) -> list[tuple[Path, int]]:
    """Journals with codings on this person's words, and how many; ``own`` are conversations that go as a whole."""
    said = _said(study, case, who)
    found = []
    for path in sorted(study.codings_folder.glob("*/*.jsonl")):
        rows = read_lines(path)[0]
        here = said.get(path.stem, _Said())
        count = len({_id(row) for row in rows if path.stem in own or _rests_on(row, here)})
        if count:
            found.append((path, count))
    return found


def drop_codings(study: Study, journal: Path, case: str, who: str) -> None:
    """Take codings on this person's words out of a journal, and their words out of what stands around other codings."""
    here = _said(study, case, who).get(journal.stem, _Said())
    rows = read_lines(journal)[0]
    kept = [_without_words(row, here) for row in rows if not _rests_on(row, here)]
    if kept != rows:
        write_text(journal, "".join(json.dumps(row, ensure_ascii=False, sort_keys=True) + "\n" for row in kept))


def _said(study: Study, case: str, who: str) -> dict[str, _Said]:
    return {
        talk.id: _Said(
            talk.digest,
            tuple((turn.start, turn.end, talk.words_of(turn)) for turn in talk.turns if turn.speaker == who),
        )
        for talk in load_transcripts(study)
        if talk.case == case
    }


def _id(row: dict[str, Any]) -> str:
    change = row.get("after") or row.get("before")
    return str(change.get("id", "")) if isinstance(change, dict) else ""


def _rests_on(row: dict[str, Any], said: _Said) -> bool:
    """True when a change is about words in one of these turns: by place in the text as it is, else by what it quotes."""
    for key in ("after", "before"):
        coding = row.get(key)
        if not isinstance(coding, dict):
            continue
        start, end = int(coding.get("start", 0)), int(coding.get("end", 0))
        anchor = coding.get("anchor")
        quote = str(anchor.get("quote", "")) if isinstance(anchor, dict) else ""
        if coding.get("digest") == said.digest or not quote:
            if any(start < stop and begin < end for begin, stop, _ in said.turns):
                return True
        elif any(line.strip() and line.strip() in words for line in quote.split("\n") for _, _, words in said.turns):
            return True
    return False


def _without_words(row: dict[str, Any], said: _Said) -> dict[str, Any]:
    """The same change; of the words before and after its quote, other turns' lines of this person are emptied."""
    changed = dict(row)
    for key in ("after", "before"):
        coding = row.get(key)
        anchor = coding.get("anchor") if isinstance(coding, dict) else None
        if isinstance(coding, dict) and isinstance(anchor, dict):
            before, after = str(anchor.get("before", "")).split("\n"), str(anchor.get("after", "")).split("\n")
            around = {
                "before": "\n".join([*(_emptied(line, said) for line in before[:-1]), before[-1]]),
                "after": "\n".join([after[0], *(_emptied(line, said) for line in after[1:])]),
            }
            kept = {name: words for name, words in around.items() if name in anchor}
            changed[key] = {**coding, "anchor": {**anchor, **kept}}
    return changed


def _emptied(line: str, said: _Said) -> str:
    return EMPTIED if line and any(line in words for _, _, words in said.turns) else line
