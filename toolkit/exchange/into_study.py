"""A project of another program as a new study: raw files, codebook, a journal per coder, memos, and a report."""

from __future__ import annotations

import json
import shutil
import tempfile
import warnings
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from .. import steps
from ..errors import InputError
from ..files import write_text
from ..intake import new_study
from ..records import Codebook
from ..review import added, journals, open_journal
from ..review.changes import now
from ..study import Study
from ..transcripts import load_transcripts
from .code_tree import Mapped, codebook_of, tree_with_paths
from .codebook_file import codebook_text, read_codebook_text
from .from_study import CODEBOOK_NOTE, DONE
from .guids import guid_of
from .incoming import Annotation, Incoming, Known, coder_names, follower, is_ours, machines_of, place_codings, program
from .memos_in import memos_of, write_memos
from .project import Kept, Project
from .raw_files import plan, write_raw
from .reporting import Imported, report_folder, uncertain, write_report
from .wording import several


def import_as_study(project: Project, source: Path, target: Path, *, done: bool = False) -> Imported:
    """Make a new study of a project. ``source`` is the file it was read from; it is kept in the study.

    ``done`` says that every coder went through each conversation that they coded in: no coding then means no code.
    The study is built beside its place and moved there when it is whole. Raises InputError when the place is taken.
    """
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise InputError(
            "deze map bestaat al en is niet leeg.", path=target, fix="kies een andere naam; er is niets veranderd."
        )
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".nota-") as folder:
        outcome = _build(project, source, Path(folder) / target.name)
        if done:
            mark_done(outcome.study, outcome.codings)
        if target.exists():
            target.rmdir()
        built = outcome.study.root
        shutil.move(built, target)
    study = Study.open(target)
    return replace(outcome, study=study, folder=study.root / outcome.folder.relative_to(built))


def _build(project: Project, source: Path, place: Path) -> Imported:
    study = new_study(place, title=project.name, date=_date(project))
    mapped = mapped_codes(project, source)
    if mapped.codebook.codes:
        write_text(study.codebook_path, codebook_text(mapped.codebook))
    cases, planned, remarks = plan(project)
    coders = coder_names(project)
    _settings(study, project, [name for name in coders.values() if name not in machines_of(project)])
    if planned:
        write_raw(study.cases_folder, project, cases, planned)
        remarks += _pseudonymise(study)
    names = {one.source.guid: one.conversation for one in planned}
    case_names = {case.entry.guid: case.id for case in cases if case.entry}
    return bring_in(study, project, source, mapped, names, case_names, coders, remarks)


def mapped_codes(project: Project, source: Path) -> Mapped:
    """The codebook of a project: its own when it came from a study of ours, and what was changed since."""
    base: Codebook | None = None
    note = next(
        (one for one in project.notes if one.guid == guid_of("note", "codebook") or one.name == CODEBOOK_NOTE), None
    )
    if note is not None:
        try:
            base = read_codebook_text(note.text, path=source)
        except InputError:
            base = None  # somebody edited the note: the tree still says what there is
    return codebook_of(tree_with_paths(project), base, origin="" if is_ours(project) else program(project))


def bring_in(
    study: Study, project: Project, source: Path, mapped: Mapped, conversations: Mapping[str, str], cases: Mapping[str, str],
    coders: Mapping[str, str], remarks: Iterable[str],
) -> Imported:  # fmt: skip
    """Write the codings into journals and the notes into memos, and report. The texts are there already."""
    moment = now()
    incoming, annotations, kept, moved = collect(study, project, mapped.ids, conversations, coders)
    written = _journals(study, incoming, f"ingelezen uit {source.name}", moment)
    _mark_done(study, project, conversations, moment)
    memos = memos_of(
        project,
        coders=coders,
        codes=mapped.ids,
        conversations=conversations,
        cases=cases,
        annotations=annotations,
        now=moment,
    )
    all_remarks = [*project.remarks, *mapped.remarks, *remarks]
    if moved:
        all_remarks.append(
            f"in {several(moved, 'gesprek', 'gesprekken')} is de tekst anders opgeslagen (namen, sprekers, spaties); de coderingen zijn meegeschoven."
        )
    outcome = Imported(
        study, report_folder(study, source), len(conversations), written, write_memos(study, memos), (*project.kept, *kept),
        tuple(all_remarks), uncertain(project),
    )  # fmt: skip
    write_report(outcome.folder, source, project, outcome, mapped.rows, conversations)
    return outcome


def collect(
    study: Study,
    project: Project,
    codes: Mapping[str, str],
    conversations: Mapping[str, str],
    coders: Mapping[str, str],
) -> tuple[list[Incoming], list[Annotation], list[Kept], int]:
    """All codings and annotations placed in the study's transcripts, what has no place, and in how many texts they moved."""
    texts = {one.id: one for one in load_transcripts(study)}
    known = Known(coders, codes, {note.guid: note for note in project.notes}, machines_of(project))
    incoming: list[Incoming] = []
    annotations: list[Annotation] = []
    kept: list[Kept] = []
    moved = 0
    for source in project.sources:
        transcript = texts.get(conversations.get(source.guid, ""))
        follow = follower(source, transcript) if transcript and source.text is not None else None
        if transcript is None or follow is None:
            kept += _without_place(
                source.name, source.guid, bool(source.text and source.text.strip()), len(source.selections)
            )
            continue
        placed = place_codings(source, transcript, follow, known)
        incoming += placed.codings
        annotations += placed.annotations
        kept += placed.kept
        moved += placed.moved
    return incoming, annotations, kept, moved


def _without_place(name: str, guid: str, written: bool, selections: int) -> list[Kept]:
    if not written and not selections:
        return [] if guid == "" else [Kept("bron", name, "in deze bron staat geen tekst.", guid)]
    why = f"deze tekst hoort bij geen gesprek van de studie; er zijn {selections} markeringen in."
    return [Kept("bron", name, why, guid)]


def _journals(study: Study, incoming: Sequence[Incoming], reason: str, moment: str) -> dict[str, int]:
    """Write codings that are not there yet. Returns how many per coder."""
    groups: dict[tuple[str, str], list[Incoming]] = defaultdict(list)
    for one in incoming:
        groups[one.coder, one.coding.transcript].append(one)
    written: dict[str, int] = defaultdict(int)
    for (coder, conversation), mine in sorted(groups.items()):
        journal = open_journal(study, coder, conversation)
        new = [one for one in mine if one.coding.id not in journal.state]
        journal.append(*(added(one.coding, coder, at=one.at or moment, reason=reason) for one in new))
        written[coder] += len(new)
    return dict(written)


def mark_done(study: Study, coders: Iterable[str]) -> None:
    """Mark the conversations that these coders coded in as gone through."""
    moment = now()
    for coder in coders:
        for journal in journals(study, coder).values():
            if journal.state:
                journal.mark_done(coder, at=moment)


def _mark_done(study: Study, project: Project, conversations: Mapping[str, str], moment: str) -> None:
    """Who had gone through which conversations, as a study of ours writes it."""
    for group in project.groups:
        coder = group.name.removeprefix(DONE)
        if group.name.startswith(DONE) and group.guid == guid_of("set", f"done {coder}"):
            for guid in group.sources:
                if guid in conversations:
                    open_journal(study, coder, conversations[guid]).mark_done(coder, at=moment)


def _pseudonymise(study: Study) -> list[str]:
    """Run the step that writes the transcripts; its warnings are remarks."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        steps.run(study, ["pseudonymise"], progress=lambda _: lambda items: items)
    return [str(one.message) for one in caught if one.category.__name__ == "PrivacyWarning"]


def _settings(study: Study, project: Project, coders: Sequence[str]) -> None:
    """The subtitle and the coders in study.yaml, which is fresh from its template."""
    path = study.interviews / "study.yaml"
    names = [name for name in coders if name not in ("onbekend", "samen")]
    text = path.read_text(encoding="utf-8")
    if is_ours(project) and project.description:
        text = text.replace('subtitle: ""', f"subtitle: {_quoted(project.description)}", 1)
    if names:
        text = text.replace("coders: [k1, k2]", f"coders: [{', '.join(_quoted(name) for name in names)}]", 1)
    write_text(path, text)


def _quoted(text: str) -> str:
    return json.dumps(" ".join(text.split()), ensure_ascii=False)


def _date(project: Project) -> date | None:
    return date.fromisoformat(project.at[:10]) if is_ours(project) and project.at else None
