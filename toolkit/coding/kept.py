"""What optional parts said of each conversation, kept beside the suggestions: numbers and places, no text.

Learning from decisions weighs suggestions anew within seconds; it uses this, and asks no language model again. It also says what
each optional part had to do with the suggestions.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np

from ..errors import InputError
from ..files import read_json, write_text
from ..records import Codebook
from ..study import Study, Suggester
from .conversation import Conversation
from .parts import UNSEEN, Judgement, Part


def kept_path(study: Study, conversation: str) -> Path:
    """Where it stands for one conversation."""
    return study.outputs / "suggestions" / "parts" / f"{conversation}.json"


def keep(path: Path, codebook: Codebook, said: Mapping[str, Judgement], chosen: Sequence[tuple[int, int]]) -> Path:
    """Write what some parts said of a conversation, with the words that led to what was suggested (``chosen``)."""
    parts = {}
    for name, one in said.items():
        seen = [(row, column) for row, column in chosen if one.odds[row, column] > UNSEEN / 2]
        words = {f"{row} {codebook.ids[column]}": list(one.evidence(row, column)) for row, column in seen}
        parts[name] = {"odds": one.odds.tolist(), "words": {place: held for place, held in words.items() if held}}
    write_text(path, json.dumps({"codes": codebook.ids, "parts": parts}, sort_keys=True) + "\n")
    return path


def kept_parts(study: Study, codebook: Codebook, weighed: Callable[[Suggester], Mapping[str, Any]]) -> list[Part]:
    """The parts of which something is kept for every conversation with suggestions, as they were when codes were suggested.

    ``weighed``: how a part is weighed with others, where it learned that. Raises InputError on a damaged file.
    """
    paths = sorted((study.outputs / "suggestions").glob("*.jsonl"))
    held = {path.stem: _read(kept_path(study, path.stem)) for path in paths}
    names = set.intersection(*(set(one["parts"]) for one in held.values())) if held else set()
    return [_part(one.name, held, codebook, weighed(one)) for one in study.settings.suggesters if one.name in names]


def _read(path: Path) -> dict[str, Any]:
    found = read_json(path) if path.is_file() else {"codes": [], "parts": {}}
    if not isinstance(found, dict) or not {"codes", "parts"} <= set(found):
        message = "wat onderdelen van dit gesprek zeiden, is beschadigd."
        raise InputError(message, path=path, fix="maak het opnieuw met 'nota code --force'.")
    return found


def _part(name: str, held: Mapping[str, dict[str, Any]], codebook: Codebook, mixtures: Mapping[str, Any]) -> Part:
    known = {code for one in held.values() for code in one["codes"]}

    def judge(conversation: Conversation) -> Judgement:
        one = held.get(conversation.id, {"codes": [], "parts": {}})
        said = one["parts"].get(name, {"odds": [], "words": {}})
        odds = np.full((len(conversation.units), len(codebook.ids)), UNSEEN)
        if len(said["odds"]) == len(odds):  # else the text changed since
            given = np.array(said["odds"], dtype=np.float64).reshape(len(odds), len(one["codes"]))
            for column, code in enumerate(codebook.ids):
                if code in one["codes"]:
                    odds[:, column] = given[:, one["codes"].index(code)]
        return Judgement(odds, lambda row, column: tuple(said["words"].get(f"{row} {codebook.ids[column]}", ())))

    return Part(name, judge, np.array([code.id in known for code in codebook.codes]), mixtures)
