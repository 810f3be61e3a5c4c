"""The codings of a study, read from its journals and placed in the present text."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from ..errors import InputError
from ..records import Coding, Transcript, in_order
from ..study import Study
from ..transcripts import load_transcript, load_transcripts
from .anchors import reanchor
from .changes import added, changed, now
from .journal import Journal
from .sentencewise import sentence_codings
from .settling import Work, settle

MACHINE, MOVED = "nota", "de tekst is veranderd"


def journal_path(study: Study, coder: str, conversation: str) -> Path:
    """Where the journal of one coder and one conversation stands."""
    return study.codings_folder / coder / f"{conversation}.jsonl"


def open_journal(study: Study, coder: str, conversation: str) -> Journal:
    """The journal of one coder and one conversation; empty when there is none yet.

    Raises InputError for a coder's name that cannot be a folder.
    """
    if not coder or coder.startswith(".") or any(sign in coder for sign in '/\\:*?"<>|'):
        message = f"'{coder}' kan geen naam van een codeur zijn."
        raise InputError(message, fix="gebruik alleen letters, cijfers en streepjes, bijvoorbeeld k1.")
    return Journal(journal_path(study, coder, conversation))


def coders(study: Study) -> list[str]:
    """Everybody who has a journal, without the joint one: first those of study.yaml in their order."""
    found = {path.parent.name for path in study.codings_folder.glob("*/*.jsonl")} - {study.settings.adjudicator}
    order = {name: number for number, name in enumerate(study.settings.coders)}
    return sorted(found, key=lambda name: (order.get(name, len(order)), name))


def journals(study: Study, coder: str | None = None) -> dict[tuple[str, str], Journal]:
    """Every journal by (coder, conversation), or those of one coder. Conflict copies are not among them."""
    names = [*coders(study), study.settings.adjudicator] if coder is None else [coder]
    known = conversation_ids(study)
    return {
        (name, path.stem): Journal(path)
        for name in names
        for path in sorted((study.codings_folder / name).glob("*.jsonl"))
        if not copied_from(path.stem, known)
    }


def conversation_ids(study: Study) -> frozenset[str]:
    """The ids of all conversations that were pseudonymised."""
    return frozenset(path.stem for path in (study.outputs / "transcripts").glob("*.json"))


def copied_from(stem: str, known: Iterable[str]) -> str | None:
    """The conversation of which this journal's name is a sync program's copy: ``c01-x (1)``, ``c01-x-LAPTOP``."""
    names = set(known)
    if stem in names:
        return None
    originals = [name for name in names if stem.startswith(name) and not stem[len(name)].isalnum()]
    return max(originals, key=len, default=None)


def load_codings(
    study: Study, coder: str | None = None, *, transcripts: Sequence[Transcript] | None = None
) -> list[Coding]:
    """What people coded (accepted and rejected), of one coder or of all, in the present text.

    Codings whose place is lost are not among them: see :func:`lost_codings`.
    """
    placed = _placed(study, coder, transcripts)
    return in_order(coding for found, _ in placed.values() for coding in found)


def lost_codings(
    study: Study, coder: str | None = None, *, transcripts: Sequence[Transcript] | None = None
) -> list[Coding]:
    """Codings whose place is not in the present text any more, or not for certain: a person has to look."""
    placed = _placed(study, coder, transcripts)
    return in_order(coding for _, lost in placed.values() for coding in lost)


def update_places(
    study: Study, coder: str, transcript: Transcript, *, at: str | None = None
) -> tuple[int, list[Coding]]:
    """Write the codings of a changed text to their new places in the journal, so that they can be edited there.

    Appended as changes by ``nota``; the old places stay in the journal. Returns how many moved, and which are lost.
    """
    journal = open_journal(study, coder, transcript.id)
    held = list(journal.state.values())
    placed, lost = reanchor(held, transcript)
    before = {coding.id: coding for coding in held}
    moved = [(before[coding.id], coding) for coding in placed if coding != before[coding.id]]
    moment = at or now()
    journal.append(*(changed(old, new, MACHINE, at=moment, reason=MOVED) for old, new in moved))
    return len(moved), lost


def work_by_conversation(
    study: Study, *, transcripts: Sequence[Transcript] | None = None
) -> dict[str, dict[str, Work]]:
    """Per conversation, per coder in order (the joint journal among them): the codings and whether it is done."""
    found: dict[str, dict[str, Work]] = {}
    kept = journals(study)
    for key, (placed, _) in _placed(study, None, transcripts, kept).items():
        coder, conversation = key
        if kept[key].changes:
            found.setdefault(conversation, {})[coder] = Work(coder, tuple(placed), kept[key].done)
    return found


def current_codings(
    study: Study,
    *,
    transcripts: Sequence[Transcript] | None = None,
    suggestions: Sequence[Coding] | None = None,
    work: Mapping[str, Mapping[str, Work]] | None = None,
) -> list[Coding]:
    """The codings that analysis uses: per conversation what was decided together, else what all coders agree on,

    else the one coder's, else the machine's suggestions (which keep the status ``suggested``). See
    :func:`toolkit.review.settling.settle`. ``work`` is what :func:`work_by_conversation` gave, for who has it already.
    """
    from ..coding import load_suggestions, sentences

    transcripts = _transcripts(study, transcripts)
    suggestions = load_suggestions(study) if suggestions is None else suggestions
    work = work_by_conversation(study, transcripts=transcripts) if work is None else work
    proposed: dict[str, list[Coding]] = {}
    for suggestion in suggestions:
        proposed.setdefault(suggestion.transcript, []).append(suggestion)
    found: list[Coding] = []
    for transcript in transcripts:
        mine = dict(work.get(transcript.id, {}))
        machine = proposed.get(transcript.id, [])
        if not mine:
            found += machine
            continue
        joint = mine.pop(study.settings.adjudicator, None)
        found += settle(transcript, sentences(transcript), list(mine.values()), joint, machine)
    return in_order(found)


def write_sentence_codings(
    study: Study,
    coder: str,
    conversation: str,
    rows: Iterable[Mapping[str, Any]],
    at: str | None = None,
    *,
    done: bool = True,
    reason: str = "",
) -> list[Coding]:
    """Write a coder's decisions per sentence into the journal in one go; ``done``: the rest carries no code.

    ``rows`` have ``sentence`` (number), ``code`` and, if given, ``polarity``, ``certainty``, ``time``, ``memo``.
    Codings that the journal already holds are left alone, so that doing it twice changes nothing. Returns what was
    added. Raises InputError for an unknown conversation, sentence, code or value.
    """
    from ..coding import load_codebook, sentences

    transcript = transcript_of(study, conversation)
    codings = sentence_codings(transcript, sentences(transcript), coder, rows)
    known = set(load_codebook(study.codebook_path).ids)
    wrong = next((coding for coding in codings if coding.code not in known), None)
    if wrong is not None:
        message = f"de code '{wrong.code}' staat niet in het codeboek."
        raise InputError(message, path=study.codebook_path, fix="verbeter de code of neem haar op in het codeboek.")
    journal = open_journal(study, coder, conversation)
    moment = at or now()
    new = [coding for coding in codings if coding.id not in journal.state]
    journal.append(*(added(coding, coder, at=moment, reason=reason) for coding in new))
    if done:
        journal.mark_done(coder, at=moment)
    return new


def transcript_of(study: Study, conversation: str) -> Transcript:
    """The pseudonymised transcript of one conversation. Raises InputError when there is none."""
    path = study.outputs / "transcripts" / f"{conversation}.json"
    if not path.is_file():
        message = f"er is geen gesprek '{conversation}' dat is gepseudonimiseerd."
        raise InputError(message, path=path.parent, fix="kijk de naam na of draai 'nota pseudonymise'.")
    return load_transcript(path)


def _transcripts(study: Study, given: Sequence[Transcript] | None) -> list[Transcript]:
    return load_transcripts(study) if given is None else list(given)


def _placed(
    study: Study,
    coder: str | None,
    transcripts: Sequence[Transcript] | None,
    kept: Mapping[tuple[str, str], Journal] | None = None,
) -> dict[tuple[str, str], tuple[list[Coding], list[Coding]]]:
    texts = {transcript.id: transcript for transcript in _transcripts(study, transcripts)}
    found = {}
    for key, journal in (journals(study, coder) if kept is None else kept).items():
        held = list(journal.state.values())
        text = texts.get(key[1])
        found[key] = reanchor(held, text) if text else ([], held)
    return found
