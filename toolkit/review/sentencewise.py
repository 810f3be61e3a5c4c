"""From spans to sentences and back: which sentences a coding touches, and a coder's decisions per sentence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, get_args

from ..errors import InputError
from ..records import Certainty, Coding, Polarity, Time, Transcript
from .anchors import human_coding

if TYPE_CHECKING:
    from ..coding import Sentence

Key = tuple[int, str]
"""A sentence's number and a code: what coders agree or differ about."""


def touched(start: int, end: int, sentences: Sequence[Sentence]) -> list[Sentence]:
    """The sentences that a half-open span touches with at least one character."""
    first = bisect_right(sentences, start, key=lambda sentence: sentence.end)
    last = bisect_left(sentences, end, key=lambda sentence: sentence.start)
    return list(sentences[first:last])


def keys_of(coding: Coding, sentences: Sequence[Sentence]) -> list[Key]:
    """(sentence number, code) for every sentence that a coding touches."""
    return [(sentence.number, coding.code) for sentence in touched(coding.start, coding.end, sentences)]


def by_key(codings: Iterable[Coding], sentences: Sequence[Sentence]) -> dict[Key, list[Coding]]:
    """The codings at every (sentence number, code)."""
    found: dict[Key, list[Coding]] = {}
    for coding in codings:
        for key in keys_of(coding, sentences):
            found.setdefault(key, []).append(coding)
    return found


def sentence_codings(
    transcript: Transcript, sentences: Sequence[Sentence], coder: str, rows: Iterable[Mapping[str, Any]]
) -> list[Coding]:
    """Codings of whole sentences from rows with sentence, code and, if given, polarity, certainty, time and memo.

    A row without a code says that the sentence carries none. Raises InputError for a sentence that is not there
    or a value that we don't know.
    """
    numbered = {sentence.number: sentence for sentence in sentences}
    found: dict[str, Coding] = {}
    for line, row in enumerate(rows, 1):
        if not row.get("code"):
            continue
        sentence = numbered.get(int(row["sentence"]))
        if sentence is None:
            message = f"zin {row['sentence']} bestaat niet in {transcript.id} (er zijn {len(sentences)} zinnen)."
            raise InputError(message, place=f"rij {line}", fix="nummer de zinnen zoals 'nota codings' ze toont.")
        polarity, certainty, time = (
            _known(row, name, kind, line)
            for name, kind in (("polarity", Polarity), ("certainty", Certainty), ("time", Time))
        )
        coding = human_coding(
            transcript, sentence.start, sentence.end, str(row["code"]), coder,
            polarity=polarity, certainty=certainty, time=time, memo=str(row.get("memo") or ""),
        )  # fmt: skip
        if coding.id in found:
            message = f"zin {row['sentence']} heeft de code '{row['code']}' twee keer."
            raise InputError(message, place=f"rij {line}", fix="haal een van de twee weg.")
        found[coding.id] = coding
    return list(found.values())


def _known(row: Mapping[str, Any], name: str, kind: Any, line: int) -> Any:
    value = row.get(name) or get_args(kind)[_USUAL.get(name, 0)]
    if value not in get_args(kind):
        message = f"'{name}' mag alleen {', '.join(get_args(kind))} zijn (er staat: {value})."
        raise InputError(message, place=f"rij {line}")
    return value


_USUAL = {"time": 1}
"""Place of the usual value where it is not the first: time is now."""
