"""From paragraphs to turns: who speaks where, in talk with labels; paragraphs as turns in documents."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from .captions import Cue
from .plain import without_emphasis
from .word import Paragraph

_STAMP = r"(?:[\[(]?(?P<time>(?:\d{1,2}:)?\d{1,2}:\d{2})(?:[.,]\d+)?[\])]?\s*(?:[-–]\s*)?)?"
_LABELLED = re.compile(
    rf"^\s*{_STAMP}(?P<label>[^\W\d_][\w .,'’()\-/&]{{0,38}}?)\s*(?:[\[(](?P<late>(?:\d{{1,2}}:)?\d{{1,2}}:\d{{2}})[\])])?\s*:(?:\s+|$)(?P<words>.*)$",
    re.DOTALL,
)
_LIST = re.compile(r"^\s*(?:[-•*·–]|\d{1,2}[.)]|[a-z][.)])\s+")
_END = re.compile(r"[.!?:;…][\"'”’)\]]*$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A turn before it has a place in the text: label as written (empty in documents), words, time, place."""

    label: str
    words: str
    time: str | None
    place: str


def from_cues(cues: Sequence[Cue], labels: Iterable[str] = ()) -> list[Piece]:
    """Cues of one speaker in a row become one turn; a cue without a label belongs to who spoke last.

    A label typed in the text (``Naam: ...``, as in .srt) counts when the head has it or, without a head, when it
    comes back; else it is talk with a colon in it.
    """
    known = set(labels)
    counts = Counter(cue.label for cue in cues)
    pieces: list[Piece] = []
    for cue in cues:
        typed = not cue.voice and cue.label and cue.label not in known and (known or counts[cue.label] < 2)
        label, text = ("", f"{cue.label}: {cue.text}") if typed else (cue.label, cue.text)
        if pieces and label in ("", pieces[-1].label):
            last = pieces[-1]
            pieces[-1] = Piece(last.label, f"{last.words} {text}", last.time, last.place)
        else:
            pieces.append(Piece(label, text, cue.time, f"regel {cue.line}"))
    return pieces


def from_paragraphs(
    paragraphs: Sequence[Paragraph], labels: Iterable[str] = (), *, talk: bool | None = None
) -> list[Piece]:
    """Turns of labelled paragraphs and of table rows (speaker | words, with or without a time in front).

    ``labels`` are those of the head. ``talk=False`` says that there are none to look for (a document). Where
    nothing is known, a label counts when it begins several paragraphs or stands in the speakers' column.
    """
    known = set(labels)
    if talk is False:
        return [Piece("", paragraph.text, None, paragraph.place) for paragraph in paragraphs]
    rows = _speaker_rows(paragraphs, known)
    heads = Counter(match["label"].strip() for p in paragraphs if not p.cells and (match := _labelled(p.text)))
    inferred = known or {label for label, count in heads.items() if count > 1}
    pieces: list[Piece] = []
    for paragraph in paragraphs:
        if paragraph.cells and rows:
            label, words, time = _row(paragraph.cells)
            if not words or all(cell.strip().lower() in _HEADER_WORDS for cell in paragraph.cells):
                continue
            _add(pieces, label, words, time, paragraph.place)
            continue
        match = _labelled(paragraph.text)
        if match and (match["label"].strip() in inferred or (known and _is_like_label(match["label"], heads, pieces))):
            _add(
                pieces,
                match["label"].strip(),
                match["words"].strip(),
                _stamp(match["time"] or match["late"]),
                paragraph.place,
            )
        elif pieces and pieces[-1].label:
            last = pieces[-1]
            pieces[-1] = Piece(last.label, f"{last.words}\n{paragraph.text}".strip(), last.time, last.place)
        else:
            pieces.append(Piece("", paragraph.text, None, paragraph.place))
    return [piece for piece in pieces if piece.words]


_HEADER_WORDS = {
    "", "nr", "nummer", "tijd", "tijdcode", "wie", "wat", "naam", "spreker", "tekst", "uitspraak", "transcript", "beurt", "opmerking",
}  # fmt: skip


def reflow(lines: Sequence[str]) -> list[tuple[int, str]]:
    """Paragraphs (first line number from 1, text) of plain text; lines that were broken at a fixed width are joined.

    Text copied from a PDF often has a blank line after every broken line: there, a full line runs on over the blank.
    """
    filled = [line for line in lines if line.strip()]
    width = max((len(line.rstrip()) for line in filled), default=0)
    broken = 50 <= width <= 130 and sum(len(line.rstrip()) >= 0.75 * width for line in filled) >= 0.3 * len(filled)
    spaced = broken and sum(1 for a, b in zip(lines, lines[1:]) if a.strip() and b.strip()) < 0.1 * len(filled)
    found: list[tuple[int, str]] = []
    blank = True
    previous = ""
    for number, line in enumerate(lines, 1):
        text = line.strip()
        if not text:
            blank = True
            continue
        runs_on = (
            broken and found and not _LIST.match(line) and not _LABELLED.match(line) and _runs_on(previous, text, width)
        )
        if found and runs_on and (spaced or not blank):
            found[-1] = (found[-1][0], f"{found[-1][1]} {text}")
        else:
            found.append((number, text))
        previous, blank = line.rstrip(), False
    return found


def _runs_on(previous: str, text: str, width: int) -> bool:
    if len(previous) >= 0.8 * width and not (_END.search(previous) and len(previous) < 0.9 * width):
        return True
    return text[:1].islower() and not _END.search(previous)


def _labelled(text: str) -> re.Match[str] | None:
    return _LABELLED.match(without_emphasis(text))


def _is_like_label(label: str, heads: Counter[str], pieces: list[Piece]) -> bool:
    """A label that the head does not have, but that opens a turn like the others: one word or name, capitalised."""
    words = label.strip().split()
    return bool(pieces) and len(words) <= 3 and words[0][:1].isupper() and (heads[label.strip()] > 1 or len(words) == 1)


def _speaker_rows(paragraphs: Sequence[Paragraph], known: set[str]) -> bool:
    rows = [p.cells for p in paragraphs if len(p.cells) >= 2]
    if len(rows) < 2:
        return False
    labels = [_row(cells)[0] for cells in rows]
    short = sum(1 for label in labels if 0 < len(label) <= 40)
    return bool(known & {label.strip(": ") for label in labels}) or (
        short >= 0.8 * len(rows) and len(set(labels)) < len(rows)
    )


def _row(cells: tuple[str, ...]) -> tuple[str, str, str | None]:
    """Label, words and time of a row: ``[time |] speaker | words``; a bare number in front is passed over."""
    parts = [cell.strip() for cell in cells]
    time = None
    while len(parts) > 2 and (not parts[0] or re.fullmatch(r"[\[(]?(?:\d{1,2}:)?\d{1,2}:\d{2}[\])]?|\d+\.?", parts[0])):
        time = _stamp(parts[0].strip("[]()")) or time
        parts = parts[1:]
    if len(parts) > 2 and re.fullmatch(r"(?:\d{1,2}:)?\d{1,2}:\d{2}", parts[-1]):
        time, parts = _stamp(parts[-1]), parts[:-1]
    return parts[0].rstrip(": "), "\n".join(part for part in parts[1:] if part), time


def _add(pieces: list[Piece], label: str, words: str, time: str | None, place: str) -> None:
    if not label and pieces:
        label = pieces[-1].label
    pieces.append(Piece(label, words, time, place))


def _stamp(text: str | None) -> str | None:
    if not text or ":" not in text:
        return None
    parts = [int(part) for part in text.split(":")]
    hours, minutes, seconds = ([0, *parts] if len(parts) == 2 else parts)[-3:]
    return f"{hours:02d}:{minutes:02d}:{seconds:02d}"
