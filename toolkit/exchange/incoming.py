"""Codings, and who made them, from the selections of a project: placed in a transcript, with their qualifiers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from typing import Any

from ..records import Coding, Transcript
from ..review import anchor_of, human_coding
from .alignment import align
from .code_tree import slug
from .guids import number_in
from .layout import laid_out
from .project import Kept, Note, Project, Selection, Source, Use
from .qualifying import read_qualifiers

UNKNOWN = "onbekend"
_LONGEST_CODER = 40
_NUMBERED = re.compile(r"\w+ ?\d+[:.]\d+|\d+(,\d+)?|[\d:.,]+ [-–] [\d:.,]+")
_LEAST_SHARED = 0.5
"""A source of which less than half the words are in a conversation is another text."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """One coding of one coder, and when it was made; empty when the file does not say."""

    coder: str
    coding: Coding
    at: str


@dataclass(frozen=True, slots=True)
class Annotation:
    """A remark on a stretch without a code, or on one whose place is known only there."""

    by: str
    at: str
    conversation: str
    turn: int
    """From 1; 0 when the stretch is not in the transcript (a speaker's label, say)."""
    quote: str
    text: str


@dataclass(frozen=True, slots=True)
class Placed:
    """What came of the selections of one source."""

    codings: tuple[Incoming, ...]
    annotations: tuple[Annotation, ...]
    kept: tuple[Kept, ...]
    moved: bool
    """Whether the text differs from the transcript, so that positions had to be followed."""


@dataclass(frozen=True, slots=True)
class Known:
    """What the GUIDs of a file stand for here."""

    coders: Mapping[str, str]
    """GUID of a user -> name of a coder."""
    codes: Mapping[str, str]
    """GUID of a code -> code id."""
    notes: Mapping[str, Note]
    machines: Collection[str] = ()
    """Coders that are this software: what they coded are suggestions, which it can make again."""


Follow = Callable[[int, int], tuple[int, int] | None]


def coder_names(project: Project) -> dict[str, str]:
    """A coder's name for every user: letters, digits and dashes, each its own."""
    found: dict[str, str] = {"": UNKNOWN}
    for user in project.users:
        base = user.name if _plain(user.name) else slug(user.name, _LONGEST_CODER) or UNKNOWN
        name = next(
            one
            for one in (base, *(f"{base}-{n}" for n in range(2, 10_000)))
            if one not in found.values() or one == UNKNOWN
        )
        found[user.guid] = name
    return found


def _plain(name: str) -> bool:
    return (
        bool(name)
        and name.isascii()
        and name.replace("-", "").replace("_", "").isalnum()
        and name == name.lower()
        and len(name) <= _LONGEST_CODER
    )


def follower(source: Source, transcript: Transcript) -> tuple[Follow, bool] | None:
    """How positions in a source become positions in the transcript, and whether the texts differ.

    None when the two are not the same text.
    """
    layout = laid_out(transcript)
    if source.text == layout.text:
        return layout.inward, False
    found = align(source.text or "", transcript.text)
    words = sum(end - start for start, end in zip(found.starts, found.ends))
    all_words = sum(len(word) for word in (source.text or "").split())
    if words < _LEAST_SHARED * all_words:
        return None
    return found.span, True


def place_codings(source: Source, transcript: Transcript, follow: tuple[Follow, bool], known: Known) -> Placed:
    """The codings and annotations of one source."""
    codings: dict[tuple[str, int, int, str], Incoming] = {}
    taken: dict[str, set[str]] = defaultdict(set)
    annotations: list[Annotation] = []
    whole = f"een code op de bron '{source.name}' als geheel heeft hier geen plaats."
    kept = [Kept("codering", known.codes.get(use.code, use.code), whole, use.guid) for use in source.uses]
    for selection in source.selections:
        span = follow[0](selection.start, selection.end)
        if span is not None and not transcript.text[span[0] : span[1]].strip():
            span = None
        if not selection.uses:
            annotations += _annotated(selection, span, transcript, known, kept)
        elif span is None:
            kept.append(_lost(selection, source))
        for use in selection.uses if span else ():
            coder = known.coders.get(use.user or selection.user, UNKNOWN)
            if span is None or coder in known.machines:
                continue
            one = _incoming(
                _memo_and_fields(source, selection, use, known),
                use,
                selection.at,
                span,
                transcript,
                coder,
                known,
                taken[coder],
            )
            same = (coder, one.coding.start, one.coding.end, one.coding.code)
            if same in codings:
                kept.append(
                    Kept(
                        "codering",
                        selection.name or same[3],
                        f"deze codering van {coder} staat er twee keer in.",
                        use.guid,
                    )
                )
                continue
            taken[coder].add(one.coding.id)
            codings[same] = one
    return Placed(tuple(codings.values()), tuple(annotations), tuple(kept), follow[1])


def _memo_and_fields(source: Source, selection: Selection, use: Use, known: Known) -> tuple[str, dict[str, Any]]:
    notes = [known.notes[one] for one in (*use.notes, *selection.notes) if one in known.notes and not ours(one)]
    memo, fields = read_qualifiers(selection.description, notes)
    return "\n\n".join(part for part in (_own_name(selection, source), memo) if part), fields


def _incoming(
    said: tuple[str, dict[str, Any]], use: Use, at: str, span: tuple[int, int], transcript: Transcript, coder: str, known: Known,
    taken: Collection[str],
) -> Incoming:  # fmt: skip
    """A coding with its own number when it has one, on exactly these characters; else one without white space at its edges."""
    memo, fields = said[0], {name: value for name, value in said[1].items() if name not in ("id", "status")}
    number, code = number_in(f"coding {coder}", use.guid) or said[1].get("id"), known.codes[use.code]
    if number and number not in taken:
        anchor = anchor_of(transcript.text, *span)
        coding = Coding(number, transcript.id, transcript.digest, *span, code, source=coder, memo=memo, anchor=anchor)
    else:
        coding = human_coding(transcript, *span, code, coder, memo=memo, taken=taken)
    return Incoming(coder, replace(coding, **fields), use.at or at)


def _annotated(
    selection: Selection, span: tuple[int, int] | None, transcript: Transcript, known: Known, kept: list[Kept]
) -> list[Annotation]:
    """A selection without codes is a remark: its description and its notes."""
    quote = transcript.text[span[0] : span[1]].strip() if span else ""
    turn = transcript.turn_at(span[0]) + 1 if span else 0
    said = [(selection.user, selection.at, selection.description)] if selection.description else []
    for note in (known.notes[one] for one in selection.notes if one in known.notes and known.notes[one].text.strip()):
        text = note.text if note.name in ("", note.text) else f"{note.name}: {note.text}"
        said.append((note.user or selection.user, note.at or selection.at, text))
    if not said:
        why = f"een markering zonder code of tekst, {transcript.id}#{turn}."
        kept.append(Kept("selectie", selection.name or quote[:80], why, selection.guid))
    return [
        Annotation(known.coders.get(user, UNKNOWN), at, transcript.id, turn, quote, text) for user, at, text in said
    ]


def ours(guid: str) -> bool:
    """Whether a note is one of a study's own memos: it comes back as a memo, not as part of a coding."""
    return number_in("memo", guid) is not None


def _own_name(selection: Selection, source: Source) -> str:
    """A name that somebody gave to a selection: not its own text, and not a number of the program."""
    name = selection.name.strip()
    bare = "".join(name.rstrip("…").removesuffix("...").split())
    here = "".join((source.text or "")[selection.start : selection.end + len(name)].split())
    return "" if not bare or bare in here or _NUMBERED.fullmatch(name) else name


def _lost(selection: Selection, source: Source) -> Kept:
    codes = len(selection.uses)
    why = f"op deze plaats in '{source.name}' staat in het transcript geen tekst ({codes} {'code' if codes == 1 else 'codes'})."
    return Kept("selectie", selection.name or selection.guid, why, selection.guid)


def is_ours(project: Project) -> bool:
    """Whether the file was written by this software and not rewritten by another program."""
    return project.origin.startswith("nota ")


def program(project: Project) -> str:
    """The program that wrote the file, without its version."""
    words = [word.strip(",") for word in project.origin.split() if not word[:1].isdigit()]
    return " ".join(words[:1]) or "een ander programma"


def machines_of(project: Project) -> frozenset[str]:
    """Users that are this software itself: what they coded are suggestions, which it can make again."""
    names = coder_names(project)
    return frozenset(
        names[user.guid] for user in project.users if user.name.startswith(("nota-", "nota/")) or user.name == "nota"
    )
