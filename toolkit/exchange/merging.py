"""A project that was changed elsewhere, merged back: as a journal beside those that are there, never over them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError
from ..intake import conversations as raw_paths
from ..intake import read_transcript
from ..records import Change, Coding, Transcript
from ..review import Journal, added, changed, journals, open_journal, reanchor, removed
from ..review.changes import now
from ..study import Study
from ..transcripts import load_transcripts
from .code_matching import add_codes, match_codes
from .code_tree import slug
from .guids import guid_of
from .incoming import Incoming, coder_names, is_ours, program
from .into_study import collect, mark_done
from .memos_in import memos_of, write_memos
from .project import Project
from .reporting import Imported, report_folder, uncertain, write_report
from .wording import several

READ_FROM = "ingelezen uit "
Key = tuple[str, int, int, str, str, str, str, str]


def merge_project(study: Study, project: Project, source: Path, *, coder: str = "", done: bool = False) -> Imported:
    """Bring the codings of a project into a study, each coder's under a name of their own.

    A coder whose journals already say the same gets none. Otherwise the codings come under ``<coder>-<program>``, or
    ``coder`` when given, so that the two can be compared and settled. Codes that are new are added to the codebook.
    Reading the same file again changes nothing. ``done``: see :func:`import_as_study`. Raises InputError when no source belongs to the study.
    """
    transcripts = load_transcripts(study)
    conversations = _matched(study, project, transcripts)
    if project.sources and not conversations:
        fix = "geef met --study een map die nog niet bestaat, om er een nieuwe studie van te maken."
        raise InputError("geen enkele bron in dit bestand hoort bij een gesprek van deze studie.", path=source, fix=fix)
    if project.description == study.settings.subtitle:
        project = replace(project, description="")
    origin = "nota" if is_ours(project) else program(project)
    codes, coders, moment = match_codes(study, project, origin), coder_names(project), now()
    incoming, annotations, kept, moved = collect(study, project, codes.ids, conversations, coders)
    add_codes(study, codes, {one.coding.code for one in incoming})
    into = _Into(f"{READ_FROM}{source.name}", coder, slug(origin, 20), moment)
    written, remarks = _write(study, incoming, transcripts, set(conversations.values()), into)
    if done:
        mark_done(study, written)
    cases = {case.guid: case.name for case in project.cases if case.guid == guid_of("case", case.name)}
    memos = write_memos(study, memos_of(
        project, coders=coders, codes=codes.ids, conversations=conversations, cases=cases, annotations=annotations, now=moment,
    ))  # fmt: skip
    notes = [*project.remarks, *codes.remarks, *remarks]
    if moved:
        talks = several(moved, "gesprek", "gesprekken")
        notes.append(f"in {talks} is de tekst anders dan hier; de coderingen zijn aan hun woorden teruggevonden.")
    outcome = Imported(
        study,
        report_folder(study, source),
        len(conversations),
        written,
        memos,
        (*project.kept, *kept),
        tuple(notes),
        uncertain(project),
    )
    write_report(outcome.folder, source, project, outcome, codes.rows, conversations)
    return outcome


@dataclass(frozen=True, slots=True)
class _Into:
    """How what is read is written: the reason, under which name, when."""

    reason: str
    name: str
    """The name that was asked for; empty when there was none."""
    program: str
    moment: str

    def journal(self, coder: str, *, held: bool) -> str:
        """The name of a coder's journals for this file."""
        return self.name or (f"{coder}-{self.program}" if held else coder)


def _matched(study: Study, project: Project, transcripts: Iterable[Transcript]) -> dict[str, str]:
    """The conversation of each source: by its GUID, its name, or the name of the file that the conversation came from."""
    ids = {one.id for one in transcripts}
    by_guid = {guid_of("conversation", name): name for name in ids}
    original = originals(study, ids)
    found: dict[str, str] = {}
    for source in project.sources:
        bare = (
            source.name.rpartition(".")[0] if source.name.lower().endswith((".txt", ".docx", ".rock")) else source.name
        )
        names = (
            by_guid.get(source.guid),
            *(one if one in ids else None for one in (source.name, bare)),
            original.get(source.name),
        )
        name = next((one for one in names if one and one not in found.values()), None)
        if name:
            found[source.guid] = name
    return found


def originals(study: Study, ids: Collection[str]) -> dict[str, str]:
    """Conversations by what their file was called when it was added."""
    found: dict[str, str] = {}
    for path in raw_paths(study):
        if path.stem in ids:
            found.setdefault(read_transcript(path, case=study.case(path.parent.name)).head.original, path.stem)
    return found


def _write(
    study: Study,
    incoming: Sequence[Incoming],
    transcripts: Iterable[Transcript],
    conversations: Collection[str],
    into: _Into,
) -> tuple[dict[str, int], list[str]]:
    """Write what differs. Returns how many changes per journal name, and Dutch remarks."""
    texts = {one.id: one for one in transcripts}
    by_coder: dict[str, list[Incoming]] = defaultdict(list)
    for one in incoming:
        by_coder[one.coder].append(one)
    written: dict[str, int] = {}
    remarks = []
    for coder, mine in sorted(by_coder.items()):
        held = {key[1]: journal for key, journal in journals(study, coder).items() if key[1] in conversations}
        before = {conversation: _keys(_placed(journal, texts[conversation])) for conversation, journal in held.items()}
        by_text = {name: [one for one in mine if one.coding.transcript == name] for name in conversations}
        after = {name: _keys(one.coding for one in found) for name, found in by_text.items()}
        other = sorted(name for name in conversations if before.get(name, set()) != after[name])
        if held and not other:
            remarks.append(f"{coder}: dezelfde coderingen als hier; er is niets geschreven.")
            continue
        target = into.journal(coder, held=bool(held))
        for name in other:
            journal = open_journal(study, target, name)
            written[target] = written.get(target, 0) + _bring(journal, target, by_text[name], into)
            if name in held and held[name].done:
                journal.mark_done(target, at=into.moment)
        if held:
            remarks.append(_difference(coder, target, before, after))
    return written, remarks


def _bring(journal: Journal, coder: str, wanted: Sequence[Incoming], into: _Into) -> int:
    """Bring a journal to what the file says. What a person did in it since then stays."""
    changes: list[Change] = []
    new = {one.coding.id: (replace(one.coding, source=coder), one.at) for one in wanted}
    read = {
        change.after.id
        for change in journal.changes
        if change.after is not None and change.reason.startswith(READ_FROM)
    }
    for number, (coding, at) in new.items():
        held = journal.state.get(number)
        if held is None:
            changes.append(added(coding, coder, at=at or into.moment, reason=into.reason))
        elif _key(held) != _key(coding):
            changes.append(changed(held, coding, coder, at=into.moment, reason=into.reason))
    gone = [held for number, held in journal.state.items() if number not in new and number in read]
    changes += [removed(held, coder, at=into.moment, reason=into.reason) for held in gone]
    journal.append(*changes)
    return len(changes)


def _placed(journal: Journal, transcript: Transcript) -> list[Coding]:
    placed, _ = reanchor((one for one in journal.state.values() if one.status == "accepted"), transcript)
    return placed


def _keys(codings: Iterable[Coding]) -> set[Key]:
    return {_key(one) for one in codings}


def _key(coding: Coding) -> Key:
    """What makes two codings say the same."""
    return (
        coding.transcript,
        coding.start,
        coding.end,
        coding.code,
        coding.polarity,
        coding.certainty,
        coding.time,
        coding.memo,
    )


def _difference(coder: str, target: str, before: Mapping[str, set[Key]], after: Mapping[str, set[Key]]) -> str:
    old, new = set(_all(before)), set(_all(after))
    counts = (
        f"in het bestand nieuw of anders: {len(new - old)}; van hier niet of anders in het bestand: {len(old - new)}"
    )
    return f"{coder}: {counts}. Zij staan bij '{target}', naast die van {coder}; beslis erover met 'nota adjudicate'."


def _all(keys: Mapping[str, set[Key]]) -> Iterator[Key]:
    for found in keys.values():
        yield from found
