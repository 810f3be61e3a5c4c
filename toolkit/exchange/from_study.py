"""A study as a project for other programs: pseudonymised text, codes, codings per coder, cases, memos."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import PackageNotFoundError, version

from ..coding import load_codebook, load_suggestions
from ..records import Codebook, Coding, Transcript, in_order
from ..review import Memo, journals, memos, reanchor
from ..study import Study
from .choosing import EVERYTHING, Part, chosen_transcripts
from .code_tree import tree_of
from .codebook_file import codebook_text
from .describing import one_line
from .facts import case_entries, source_values, variables_of
from .guids import guid_of, guid_with
from .layout import Layout, laid_out
from .project import Group, Note, Project, Selection, Source, Use, User
from .qualifying import description_of, origin_note, qualifier_note, qualifiers
from .wording import several

MACHINE = "nota"
CODEBOOK_NOTE = "Codeboek van nota"
DONE, CASE_MEMOS = "Klaar: ", "Memo's bij case "
_BEHIND = {
    "rejected": ("afgewezen codering", "afgewezen coderingen"),
    "lost": ("codering waarvan de plek in de tekst kwijt is", "coderingen waarvan de plek in de tekst kwijt is"),
    "suggested": ("voorstel van de software", "voorstellen van de software"),
}
ACTIVE, RETIRED = "Geldende codes", "Vervallen codes"


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A project, and in Dutch what stayed behind."""

    project: Project
    left_out: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Coded:
    """A coding in the present text, by whom and when."""

    coding: Coding
    coder: str
    at: str


def study_project(study: Study, part: Part = EVERYTHING) -> Outgoing:
    """The project of a study or a part of it. Raises InputError and UsageError."""
    transcripts = chosen_transcripts(study, part)
    codebook = load_codebook(study.codebook_path)
    day = f"{study.settings.date.isoformat()}T00:00:00Z"
    coded, done, left_out = coded_in(study, part, transcripts)
    written = _memos(study, transcripts, coded)
    by_subject: dict[str, list[str]] = defaultdict(list)
    for memo in written:
        by_subject[memo.about].append(guid_with("memo", memo.id))
    notes = {note.guid: note for note in (_memo_note(memo) for memo in written)}
    sources = []
    for transcript in transcripts:
        layout = laid_out(transcript)
        mine = [one for one in coded if one.coding.transcript == transcript.id]
        marks = tuple(_selection(one, layout, notes, by_subject, day) for one in mine)
        sources.append(_source(transcript, layout.text, marks, tuple(by_subject[f"gesprek:{transcript.id}"]), day))
    book = Note(
        guid_of("note", "codebook"), CODEBOOK_NOTE, codebook_text(codebook), user=_user(MACHINE), at=day, in_file=True
    )
    names = [
        *dict.fromkeys(
            [*study.settings.coders, *sorted({one.coder for one in coded} | {memo.by for memo in written}), MACHINE]
        )
    ]
    used = {one.coder for one in coded} | {memo.by for memo in written} | set(done) | {MACHINE}
    project = Project(
        study.settings.title, f"nota {tool_version()}", day, tuple(User(_user(name), name) for name in names if name in used),
        tree_of(codebook, lambda code: tuple(by_subject[f"code:{code}"])), variables_of(study, transcripts), case_entries(study, transcripts),
        tuple(sources), (*notes.values(), book), (*_groups(study, transcripts, done, by_subject), *code_sets(codebook)), study.settings.subtitle,
        (*by_subject["studie"], book.guid),
    )  # fmt: skip
    return Outgoing(project, tuple(left_out))


def coded_in(
    study: Study, part: Part, transcripts: Sequence[Transcript], *, rejected: bool = False
) -> tuple[list[Coded], dict[str, list[str]], list[str]]:
    """The codings of every coder in the order of the text, who is done with what, and in Dutch what stays behind."""
    texts = {one.id: one for one in transcripts}
    found: list[Coded] = []
    done: dict[str, list[str]] = defaultdict(list)
    behind: Counter[str] = Counter()
    for (coder, conversation), journal in journals(study).items():
        if conversation not in texts or (part.coders and coder not in part.coders):
            continue
        times = {change.after.id: change.at for change in journal.changes if change.after is not None}
        placed, lost = reanchor(journal.state.values(), texts[conversation])
        behind["rejected"] += 0 if rejected else sum(1 for one in placed if one.status == "rejected")
        behind["lost"] += len(lost)
        found += [Coded(one, coder, times.get(one.id, "")) for one in placed if rejected or one.status == "accepted"]
        if journal.done:
            done[coder].append(conversation)
    suggested = [one for one in load_suggestions(study) if one.transcript in texts]
    if part.suggestions:
        decided = {one.coding.id for one in found}
        found += [Coded(one, one.source, "") for one in suggested if one.id not in decided]
    else:
        behind["suggested"] += len(suggested)
    order = {id(coding): number for number, coding in enumerate(in_order(one.coding for one in found))}
    found.sort(key=lambda one: (order[id(one.coding)], one.coder))
    return found, done, [several(count, *_BEHIND[what]) for what, count in behind.items() if count]


def _selection(
    one: Coded, layout: Layout, notes: dict[str, Note], by_subject: Mapping[str, list[str]], day: str
) -> Selection:
    coding, at = replace(one.coding, source=one.coder), moment_of(one.at) or day
    guid, user = guid_with(f"coding {one.coder}", coding.id), _user(one.coder)
    refs = []
    said = qualifiers(coding)
    if said:
        note = qualifier_note(said, _user(MACHINE), day)
        notes.setdefault(note.guid, note)
        refs.append(note.guid)
    origin = origin_note(coding, guid, user, at)
    if origin:
        notes[origin.guid] = origin
        refs.append(origin.guid)
    use = Use(guid, guid_of("code", coding.code), user, at, (*refs, *by_subject.get(f"codering:{coding.id}", ())))
    start, end = layout.outward(coding.start, coding.end)
    return Selection(guid_of("selection", guid), start, end, "", description_of(coding), user, at, (use,))


def _source(
    transcript: Transcript, text: str, selections: tuple[Selection, ...], notes: tuple[str, ...], day: str
) -> Source:
    at = f"{transcript.date.isoformat()}T00:00:00Z" if transcript.date else day
    return Source(
        guid_of("conversation", transcript.id), transcript.id, text, "", _user(MACHINE), at, selections, (), notes,
        source_values(transcript),
    )  # fmt: skip


def _memos(study: Study, transcripts: Sequence[Transcript], coded: Iterable[Coded]) -> list[Memo]:
    """The memos about what goes out."""
    kept = {"studie", *(f"gesprek:{one.id}" for one in transcripts), *(f"case:{one.case}" for one in transcripts)}
    kept |= {f"codering:{one.coding.id}" for one in coded}
    return [memo for memo in memos(study) if memo.about in kept or memo.about.startswith("code:")]


def _memo_note(memo: Memo) -> Note:
    """A memo on a conversation stands in the XML with a selection, as QualCoder wants it; the others in a file."""
    on_source = memo.about.startswith("gesprek:")
    return Note(
        guid_with("memo", memo.id), one_line(f"Memo ({memo.kind}) bij {memo.about}"), memo.text, "", _user(memo.by), moment_of(memo.at),
        ((0, len(memo.text)),) if on_source else (), not on_source,
    )  # fmt: skip


def _groups(
    study: Study, transcripts: Sequence[Transcript], done: Mapping[str, list[str]], by_subject: Mapping[str, list[str]]
) -> tuple[Group, ...]:
    found = [
        Group(
            guid_of("set", f"done {coder}"), f"{DONE}{coder}", f"{coder} is met deze gesprekken klaar: wat geen code heeft, hoort er geen te hebben.",
            sources=tuple(guid_of("conversation", name) for name in sorted(names)),
        )
        for coder, names in sorted(done.items())
    ]  # fmt: skip
    cases = {one.case for one in transcripts}
    for case in study.cases:
        notes = by_subject.get(f"case:{case.id}", ())
        if case.id in cases and notes:
            found.append(Group(guid_of("set", f"case {case.id}"), f"{CASE_MEMOS}{case.id}", notes=tuple(notes)))
    return tuple(found)


def code_sets(codebook: Codebook) -> tuple[Group, ...]:
    """Which codes are in force and which are not. A codebook without any set is more than some programs can read."""
    parts = (
        ("active", ACTIVE, "Deze codes gelden.", False),
        ("retired", RETIRED, "Deze codes gelden niet meer.", True),
    )
    found = (
        Group(
            guid_of("set", name),
            title,
            said,
            tuple(guid_of("code", code.id) for code in codebook.codes if code.retired == lapsed),
        )
        for name, title, said, lapsed in parts
    )
    return tuple(group for group in found if group.codes)


def moment_of(text: str) -> str:
    """A journal's moment as REFI-QDA writes it."""
    from .refi.elements import utc

    return utc(text)


def _user(name: str) -> str:
    return guid_of("user", name)


def tool_version() -> str:
    """The version of this software."""
    try:
        return version("discussienota-toolkit")
    except PackageNotFoundError:
        return "0"
