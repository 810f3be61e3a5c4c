"""Decide about suggestions and codings by their number: accept, reject, recode, write a memo, take away."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from ..errors import InputError, Refusal, UsageError
from ..records import Change, Coding
from ..study import Study
from .anchors import anchor_of, human_coding
from .assigning import sight
from .changes import accepted, added, changed, now, rejected, removed
from .codings import journals, open_journal, transcript_of
from .journal import Journal

SHORTEST = 4
"""Characters of a number that are enough, as long as only one coding begins with them."""


def coder_of(study: Study, given: str | None) -> str:
    """The coder who works here: the one that is given, or the only one of the study. Raises UsageError."""
    known = study.settings.coders
    if given:
        return given
    if len(known) == 1:
        return known[0]
    raise UsageError("zeg wie er codeert.", fix=f"geef --coder, bijvoorbeeld --coder {known[0] if known else 'k1'}.")


def accept(study: Study, coder: str, numbers: Sequence[str], *, memo: str = "", reason: str = "") -> list[Change]:
    """Take over suggestions (or turn a rejection back into an acceptance). Raises InputError for an unknown number."""

    def take(coding: Coding) -> Coding:
        transcript = transcript_of(study, coding.transcript)
        anchor = coding.anchor or anchor_of(transcript.text, coding.start, coding.end)
        return accepted(coding, coder, anchor=anchor, memo=memo or coding.memo)

    return _change(study, coder, numbers, take, reason)


def reject(study: Study, coder: str, numbers: Sequence[str], *, reason: str = "") -> list[Change]:
    """Turn suggestions down; they stay in the journal as rejected. Raises InputError for an unknown number."""

    def turn_down(coding: Coding) -> Coding:
        transcript = transcript_of(study, coding.transcript)
        anchor = coding.anchor or anchor_of(transcript.text, coding.start, coding.end)
        return rejected(coding, coder, anchor=anchor)

    return _change(study, coder, numbers, turn_down, reason)


def recode(study: Study, coder: str, numbers: Sequence[str], code: str, *, reason: str = "") -> list[Change]:
    """Give codings another code; place, memo and qualifiers stay. Raises InputError for an unknown or retired code."""
    usable(study, code)
    return _change(study, coder, numbers, lambda coding: accepted(coding, coder, code=code), reason)


def set_memo(study: Study, coder: str, number: str, memo: str) -> list[Change]:
    """Write a memo on one coding; an empty one takes it away."""
    return _change(study, coder, [number], lambda coding: replace(coding, memo=memo), "memo")


def remove(study: Study, coder: str, numbers: Sequence[str], *, reason: str = "") -> list[Change]:
    """Take codings of one's own away. Raises Refusal for a suggestion: that is rejected, not removed."""
    made = []
    moment = now()
    for journal, coding in _found(study, coder, numbers):
        if coding.status == "suggested":
            raise Refusal("een voorstel kan niet weg, het kan wel worden afgewezen.", fix="gebruik 'nota reject'.")
        made.append((journal, removed(coding, coder, at=moment, reason=reason)))
    return _write(made)


def code_span(
    study: Study, coder: str, conversation: str, start: int, end: int, code: str, *, memo: str = ""
) -> Coding:
    """Give a stretch of a conversation a code by hand. Raises InputError for a wrong place or code."""
    usable(study, code)
    journal = open_journal(study, coder, conversation)
    try:
        coding = human_coding(
            transcript_of(study, conversation), start, end, code, coder, memo=memo, taken=journal.state
        )
    except ValueError as error:
        raise InputError(f"{error}.", place=conversation) from error
    journal.append(added(coding, coder))
    return coding


def undo(study: Study, coder: str, conversation: str | None = None, *, again: bool = False) -> tuple[str, list[Change]]:
    """Take back this coder's last change (``again``: do it again), of one conversation or wherever the last one was.

    Returns the conversation and the changes; none when there is nothing to undo. Raises Refusal as :class:`Journal` does.
    """
    if conversation is None:
        mine = {name: one for (_, name), one in journals(study, coder).items() if one.changes}
        if not mine:
            return "", []
        conversation = max(mine, key=lambda name: (mine[name].changes[-1].at, name))
    journal = open_journal(study, coder, conversation)
    return conversation, list(journal.redo(coder) if again else journal.undo(coder))


def usable(study: Study, code: str) -> None:
    """Raises InputError when a code is not in the codebook or is retired."""
    from ..coding import load_codebook

    codebook = load_codebook(study.codebook_path)
    if code not in codebook.ids:
        message = f"de code '{code}' staat niet in het codeboek."
        raise InputError(message, path=study.codebook_path, fix="kijk de spelling na of neem de code op.")
    if (entry := codebook.code(code)).retired:
        after = f"gebruik {' of '.join(entry.succeeded_by)}." if entry.succeeded_by else "kies een andere code."
        raise InputError(f"de code '{code}' is vervallen: {entry.reason}", path=study.codebook_path, fix=after)


def _change(
    study: Study, coder: str, numbers: Sequence[str], make: Callable[[Coding], Coding], reason: str
) -> list[Change]:
    moment = now()
    return _write(
        [
            (journal, changed(coding, after, coder, at=moment, reason=reason))
            for journal, coding in _found(study, coder, numbers)
            if (after := make(coding)) != coding
        ]
    )


def _write(made: Sequence[tuple[Journal, Change]]) -> list[Change]:
    per_journal: dict[str, tuple[Journal, list[Change]]] = {}
    for journal, change in made:
        per_journal.setdefault(str(journal.path), (journal, []))[1].append(change)
    for journal, changes in per_journal.values():
        journal.append(*changes)
    return [change for _, change in made]


def _found(study: Study, coder: str, numbers: Sequence[str]) -> list[tuple[Journal, Coding]]:
    """Each coding in this coder's journals, or else among the suggestions, with the journal that it belongs in."""
    from ..coding import load_suggestions

    books = {name: one for (_, name), one in journals(study, coder).items()}
    own = {coding.id: coding for one in books.values() for coding in one.state.values()}
    machine = {coding.id: coding for coding in load_suggestions(study) if coding.id not in own}
    found = []
    for number in dict.fromkeys(numbers):
        coding = _one(number, {**machine, **own})
        if coding.status == "suggested" and not sight(study, coder, coding.transcript).suggestions:
            message = f"'{coder}' codeert '{coding.transcript}' blind, zonder voorstellen."
            raise Refusal(message, fix="maak het gesprek eerst af: nota done.")
        if coding.transcript not in books:
            books[coding.transcript] = open_journal(study, coder, coding.transcript)
        found.append((books[coding.transcript], coding))
    return found


def _one(number: str, known: dict[str, Coding]) -> Coding:
    if number in known:
        return known[number]
    matching = [coding for key, coding in known.items() if key.startswith(number)] if len(number) >= SHORTEST else []
    if len(matching) == 1:
        return matching[0]
    if matching:
        message = f"het nummer '{number}' past op {len(matching)} coderingen."
        raise InputError(message, fix="geef meer tekens van het nummer.")
    raise InputError(f"er is geen codering of voorstel met nummer '{number}'.", fix="kijk in 'nota codings'.")
