"""One door for every format: ``read_transcript(path)``."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import takewhile
from pathlib import Path

from ..errors import InputError
from ..records import Kind, Transcript, Turn
from ..study import ROLES, Case
from . import captions, plain, turns, word
from .heads import Head, Headed, head_beside, is_head_line, said_date, split_head

_OPENING = 12
"""Lines above a conversation among which a date is looked for."""
SUFFIXES = (".docx", ".odt", ".txt", ".md", ".vtt", ".srt")
_OLD = {
    ".doc": "Word 97-2003",
    ".rtf": "RTF",
    ".pdf": "PDF",
    ".mp3": "geluid",
    ".m4a": "geluid",
    ".wav": "geluid",
    ".mp4": "beeld",
}
_ROLE_WORDS = {
    "interviewer": "interviewer", "onderzoeker": "interviewer", "vraag": "interviewer", "i": "interviewer",
    "schoolleider": "schoolleider", "directeur": "schoolleider", "directrice": "schoolleider",
    "medewerker": "medewerker", "collega": "collega", "leerkracht": "collega", "conciërge": "collega",
    "bestuurder": "bestuur", "bestuur": "bestuur", "hr": "bestuur", "hr-adviseur": "bestuur",
    "gemeente": "gemeente", "consulent": "gemeente", "uwv": "uwv", "jobcoach": "jobcoach", "ouder": "ouder",
    "moeder": "ouder", "vader": "ouder", "leerling": "leerling", "werkgever": "werkgever", "deskundige": "expert", "expert": "expert",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reading:
    """A raw transcript (with names), and what a person must know about how it was read."""

    transcript: Transcript
    path: Path
    warnings: tuple[str, ...] = ()
    """Dutch sentences."""
    comments: tuple[word.Comment, ...] = ()
    unknown: tuple[str, ...] = ()
    """Labels that no head or case names; they became ``onbekend-1`` and so on."""
    guessed: tuple[tuple[str, str], ...] = ()
    """(label, person) that the label's own word suggested: to be confirmed."""
    head: Head = Head()


@dataclass(frozen=True, slots=True)
class _Content:
    pieces: list[turns.Piece]
    head: Head | None
    comments: tuple[word.Comment, ...] = ()
    warnings: tuple[str, ...] = ()


def read_transcript(path: Path | str, *, case: Case | None = None, kind: Kind | None = None) -> Reading:
    """Read a .docx, .odt, .txt, .md, .vtt or .srt transcript.

    The head stands in the file, in the .yaml beside it, or is missing: then defaults are used and reported.
    ``case`` gives the persons that labels may name; ``kind`` goes before a missing kind. Raises InputError.
    """
    path = Path(path)
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise _unknown_format(path, suffix)
    data = plain.read_raw(path)
    beside = head_beside(path)
    content = _read(data, suffix, path, beside, kind)
    head = _merged(content.head, beside)
    warnings = list(content.warnings)
    if not content.pieces:
        raise InputError("hier staat geen tekst in.", path=path, fix="haal het weg of zet het transcript erin.")
    kind = head.kind or kind or _default_kind(content.pieces, warnings)
    head = _dated(head, content.pieces, warnings)
    speakers, unknown, guessed = _speakers(content.pieces, head, case, path)
    transcript = _assemble(path.stem, case.id if case else path.parent.name, kind, head.date, content.pieces, speakers)
    if unknown:
        names = ", ".join(f"'{label}'" for label in unknown)
        warnings.append(f"onbekende spreker: {names}; zet wie dit is in het hoofd onder 'sprekers'.")
    for label, person in guessed:
        warnings.append(f"spreker '{label}' is gelezen als {person}; bevestig dit in het hoofd onder 'sprekers'.")
    return Reading(transcript, path, tuple(warnings), content.comments, tuple(unknown), tuple(guessed), head)


def _read(data: bytes, suffix: str, path: Path, beside: Head | None, kind: Kind | None) -> _Content:
    if suffix in (".docx", ".odt"):
        reader = word.read_docx if suffix == ".docx" else word.read_odt
        paragraphs, comments, warnings = reader(data, path=path)
        headed, rest = _word_head(paragraphs, path)
        head = _merged(headed.head, beside)
        pieces = turns.from_paragraphs(rest, head.speakers, talk=_talk(head, kind))
        return _Content(pieces, headed.head, tuple(comments), tuple(warnings))
    text, warnings = plain.decode(data, path=path)
    if suffix in (".vtt", ".srt"):
        note = split_head(captions.head_lines(text), path=path)
        labels = _merged(note.head, beside).speakers
        return _Content(turns.from_cues(captions.read_cues(text, path=path), labels), note.head, (), tuple(warnings))
    headed = split_head(text.split("\n"), path=path)
    head = _merged(headed.head, beside)
    lines = turns.reflow(headed.lines)
    paragraphs = [
        word.Paragraph(_plain(line, suffix), f"regel {number + headed.first_line - 1}") for number, line in lines
    ]
    return _Content(
        turns.from_paragraphs(paragraphs, head.speakers, talk=_talk(head, kind)), headed.head, (), tuple(warnings)
    )


def _plain(line: str, suffix: str) -> str:
    if suffix != ".md":
        return line
    return plain.without_emphasis(re.sub(r"^(?:#{1,6}|>)\s+", "", line))


def _word_head(paragraphs: list[word.Paragraph], path: Path) -> tuple[Headed, list[word.Paragraph]]:
    """A head in Word: ``---`` paragraphs, ``soort: ...`` paragraphs at the top, or a first table of two columns."""
    table = []
    for paragraph in paragraphs:
        if len(paragraph.cells) != 2:
            break
        table.append(f"{paragraph.cells[0].rstrip(': ')}: {paragraph.cells[1]}")
    if table and split_head(table, path=path).head:
        return split_head(table, path=path), paragraphs[len(table) :]
    lines: list[str] = []
    owner: list[int] = []
    for number, paragraph in enumerate(paragraphs[:60]):
        for line in paragraph.text.split("\n"):
            lines.append(line)
            owner.append(number)
    if "---" not in (
        line.strip() for line in lines
    ):  # there are no blank paragraphs left: the head ends with its fields
        stop = next((n for n, line in enumerate(lines) if not is_head_line(line)), len(lines))
        if stop == 0:
            return Headed(None, tuple(lines)), paragraphs
        lines[stop:stop] = ["---"]
        owner[stop:stop] = [owner[stop] if stop < len(owner) else len(paragraphs)]
    headed = split_head(lines, path=path)
    if headed.head is None:
        return headed, paragraphs
    after = headed.first_line - 1
    return headed, paragraphs[owner[after] if after < len(owner) else len(paragraphs) :]


def _talk(head: Head, kind: Kind | None) -> bool | None:
    if head.speakers:
        return True
    return False if (head.kind or kind) in ("document",) else None


def _merged(first: Head | None, second: Head | None) -> Head:
    """The head in the file goes before the one beside it, field by field."""
    if first is None or second is None:
        return first or second or Head()
    return Head.model_validate({**second.model_dump(exclude_defaults=True), **first.model_dump(exclude_defaults=True)})


def _dated(head: Head, pieces: list[turns.Piece], warnings: list[str]) -> Head:
    """Without a date in the head, the one that a report gives under its title, before anybody speaks."""
    if head.date is not None:
        return head
    opening = takewhile(lambda piece: not piece.label, pieces[:_OPENING])
    day = said_date(line for piece in opening for line in piece.words.split("\n"))
    if day is None:
        warnings.append("de datum van het gesprek is niet bekend; zet 'datum: jjjj-mm-dd' in het hoofd.")
        return head
    warnings.append(
        f"de datum {day.isoformat()} staat boven het gesprek; klopt die niet, zet dan 'datum: jjjj-mm-dd' in het hoofd."
    )
    return head.model_copy(update={"date": day})


def _default_kind(pieces: list[turns.Piece], warnings: list[str]) -> Kind:
    kind: Kind = "interview" if any(piece.label for piece in pieces) else "document"
    shown = "interview (er staan sprekers in)" if kind == "interview" else "document (er staan geen sprekers in)"
    warnings.append(f"er staat geen hoofd bij; gelezen als {shown}. Klopt dat niet, zet dan 'soort:' in het hoofd.")
    return kind


def _speakers(
    pieces: Iterable[turns.Piece], head: Head, case: Case | None, path: Path
) -> tuple[dict[str, str], list[str], list[tuple[str, str]]]:
    """Person per label; the labels that nobody names; those that their own word names."""
    names = {name.lower(): person.id for person in (case.persons if case else ()) for name in person.names}
    ids = {person.id for person in (case.persons if case else ())}
    found: dict[str, str] = {"": ""}
    unknown: list[str] = []
    guessed: list[tuple[str, str]] = []
    taken = set(head.speakers.values())
    for label in dict.fromkeys(piece.label for piece in pieces):
        if label in found:
            continue
        if label in head.speakers:
            found[label] = _checked(head.speakers[label], ids, case, path)
        elif label.lower() in names:
            found[label] = names[label.lower()]
        elif label in ids:
            found[label] = label
        elif role := _role_in(label):
            person = _free(role, taken | set(found.values()), ids)
            found[label] = person
            guessed.append((label, person))
        else:
            unknown.append(label)
            found[label] = f"onbekend-{len(unknown)}"
    return found, unknown, guessed


def _checked(person: str, ids: set[str], case: Case | None, path: Path) -> str:
    role = person.rpartition("-")[0] or person
    if role not in ROLES:
        message = f"de spreker '{person}' heeft geen bekende rol."
        raise InputError(message, path=path, fix=f"schrijf rol-nummer, met een rol uit: {', '.join(ROLES)}.")
    if case is not None and case.persons and person not in ids and role != "interviewer":
        message = f"de spreker '{person}' staat niet bij de personen van case {case.id}."
        raise InputError(message, path=path, fix=f"voeg '{person}' toe in case.yaml of verbeter het hoofd.")
    return person


def _role_in(label: str) -> str | None:
    words = re.findall(r"[^\W\d_]+(?:-[^\W\d_]+)?", label.lower())
    return next((_ROLE_WORDS[word] for word in words if word in _ROLE_WORDS), None)


def _free(role: str, taken: set[str], ids: set[str]) -> str:
    numbers = range(1, 1000)
    ours = [f"{role}-{n}" for n in numbers if f"{role}-{n}" in ids and f"{role}-{n}" not in taken]
    return ours[0] if ours else next(f"{role}-{n}" for n in numbers if f"{role}-{n}" not in taken)


def _assemble(
    name: str, case: str, kind: Kind, when: date | None, pieces: list[turns.Piece], speakers: dict[str, str]
) -> Transcript:
    spans, parts, place = [], [], 0
    for piece in pieces:
        words = re.sub(r"[ ]{2,}", " ", piece.words)
        spans.append(Turn(speakers[piece.label], place, place + len(words), piece.time))
        parts.append(words)
        place += len(words) + 1
    return Transcript(name, case, kind, when, "\n".join(parts), tuple(spans))


def _unknown_format(path: Path, suffix: str) -> InputError:
    known = ", ".join(SUFFIXES)
    if suffix in _OLD:
        message = f"bestanden van deze soort ({_OLD[suffix]}) worden niet gelezen."
        return InputError(message, path=path, fix=f"bewaar het transcript als een van: {known}.")
    return InputError(
        f"de bestandssoort '{suffix or 'zonder achtervoegsel'}' kennen we niet.",
        path=path,
        fix=f"gebruik een van: {known}.",
    )
