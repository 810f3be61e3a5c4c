"""Notes of a project as memos of a study."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict

from ..files import append_line, locked
from ..records import digest_of
from ..review.memos import KINDS, STUDY, Memo, memo_path, memos
from ..study import Study
from .from_study import CODEBOOK_NOTE
from .guids import guid_of, number_in
from .incoming import UNKNOWN, Annotation, is_ours
from .project import Project, walk
from .qualifying import is_qualifier

_OURS = re.compile(r"Memo \((?P<kind>\w+)\) bij (?P<about>\S.*)")


def memos_of(
    project: Project, *, coders: Mapping[str, str], codes: Mapping[str, str], conversations: Mapping[str, str],
    cases: Mapping[str, str], annotations: Iterable[Annotation], now: str,
) -> list[Memo]:  # fmt: skip
    """Every note that is not part of a coding, as a memo on what it was about."""
    subjects, placed = _subjects(project, codes, conversations), _in_codings(project)
    found = []
    for note in project.notes:
        if note.guid == guid_of("note", "codebook") or note.name == CODEBOOK_NOTE or is_qualifier(note):
            continue
        by = coders.get(note.user, UNKNOWN)
        match = _OURS.fullmatch(note.name)
        number = number_in("memo", note.guid)
        if number and match and match["kind"] in KINDS:
            found.append(Memo(number, match["about"], note.text, by, note.at or now, match["kind"]))
            continue
        if note.guid in placed:
            continue
        text = "\n\n".join(dict.fromkeys(part for part in (note.name, note.description, note.text.strip()) if part))
        for about in subjects.get(note.guid, [STUDY]):
            if text:
                found.append(_memo(about, text, by, note.at or now))
    for about, by, at, text in _descriptions(project, coders, conversations, cases):
        found.append(_memo(about, text, by, at or now))
    for one in annotations:
        place = f"Bij #{one.turn}, ‘{one.quote}’" if one.turn else "Bij een stuk dat niet in het transcript staat"
        text = f"{place}: {one.text}"
        found.append(_memo(f"gesprek:{one.conversation}", text, one.by, one.at or now))
    return found


def _descriptions(
    project: Project, coders: Mapping[str, str], conversations: Mapping[str, str], cases: Mapping[str, str]
) -> Iterable[tuple[str, str, str, str]]:
    """(about, by, at, text) of the descriptions of the project, its cases and its sources, when they are not ours."""
    writer = coders.get(project.users[0].guid, UNKNOWN) if project.users else UNKNOWN
    if project.description and not is_ours(project):
        yield STUDY, writer, project.at, project.description
    for case in project.cases:
        if case.description and case.guid in cases and case.guid != guid_of("case", cases[case.guid]):
            yield f"case:{cases[case.guid]}", writer, project.at, case.description
    for source in project.sources:
        if source.description and source.guid in conversations:
            yield (
                f"gesprek:{conversations[source.guid]}",
                coders.get(source.user, writer),
                source.at,
                source.description,
            )


def write_memos(study: Study, found: Iterable[Memo]) -> int:
    """Append memos that are not there yet. Returns how many were added."""
    known = {memo.id for memo in memos(study)}
    by_author: dict[str, dict[str, Memo]] = defaultdict(dict)
    for memo in found:
        if memo.id not in known:
            by_author[memo.by].setdefault(memo.id, memo)
    for author, new in by_author.items():
        path = memo_path(study, author)
        lines = [
            json.dumps({k: v for k, v in asdict(memo).items() if v}, ensure_ascii=False, sort_keys=True)
            for memo in new.values()
        ]
        with locked(path):
            append_line(path, "\n".join(lines))
    return sum(len(new) for new in by_author.values())


def _memo(about: str, text: str, by: str, at: str) -> Memo:
    """The number follows from the memo, as :func:`toolkit.review.write_memo` has it: reading a file twice adds nothing."""
    text = text.strip()
    return Memo(digest_of([about, text, by, at])[:12], about, text, by, at)


def _subjects(project: Project, codes: Mapping[str, str], conversations: Mapping[str, str]) -> dict[str, list[str]]:
    """What each note is about."""
    found: dict[str, list[str]] = defaultdict(list)
    for code, _ in walk(project.codes):
        for note in code.notes:
            found[note].append(f"code:{codes[code.guid]}" if code.guid in codes else STUDY)
    for source in project.sources:
        for note in source.notes:
            found[note].append(f"gesprek:{conversations[source.guid]}" if source.guid in conversations else STUDY)
    for note in project.project_notes:
        found[note].append(STUDY)
    return found


def _in_codings(project: Project) -> frozenset[str]:
    """Notes whose text has become part of a coding or an annotation."""
    return frozenset(
        note
        for source in project.sources
        for selection in source.selections
        for note in (*selection.notes, *(one for use in selection.uses for one in use.notes))
    )
