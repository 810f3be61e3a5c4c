"""What real writers do beside the standard, made plain: cases that are codes, cases without a name, links, lost codes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from ..guids import guid_of
from ..project import CaseEntry, CodeNode, Kept, Project, Selection, Source, Use, walk
from .elements import Element, child, children, guid

LOST = "Codes die niet in het codeboek stonden"


def mended(project: Project, root: Element) -> Project:
    """The project with everything in its place; what has none is added to ``kept``."""
    project = _linked(project, root)
    project = _cases_apart(project)
    project = _variables_of_sources(project)
    return _with_lost_codes(project)


def _linked(project: Project, root: Element) -> Project:
    """NVivo links a note to the stretch that it is about; other links, and graphs, have no place in a study."""
    notes = {note.guid for note in project.notes}
    places = {selection.guid for source in project.sources for selection in source.selections}
    places |= {source.guid for source in project.sources} | {code.guid for code, _ in walk(project.codes)}
    about: dict[str, list[str]] = defaultdict(list)
    kept = list(project.kept)
    for link in children(child(root, "Links"), "Link"):
        ends = guid(link, "originGUID"), guid(link, "targetGUID")
        pair = next(((note, place) for note, place in (ends, ends[::-1]) if note in notes and place in places), None)
        if pair:
            about[pair[1]].append(pair[0])
        else:
            kept.append(
                Kept(
                    "koppeling",
                    link.get("name") or guid(link),
                    "een koppeling tussen twee onderdelen heeft hier geen plaats.",
                    guid(link),
                )
            )
    for graph in children(child(root, "Graphs"), "Graph"):
        kept.append(
            Kept("schema", graph.get("name") or guid(graph), "een getekend schema heeft hier geen plaats.", guid(graph))
        )
    sources = tuple(
        replace(
            source, notes=_more(source.notes, about.get(source.guid, ())),
            selections=tuple(replace(one, notes=_more(one.notes, about.get(one.guid, ()))) for one in source.selections),
        )
        for source in project.sources
    )  # fmt: skip
    return replace(project, sources=sources, codes=_noted(project.codes, about), kept=tuple(kept))


def _noted(codes: tuple[CodeNode, ...], about: Mapping[str, Iterable[str]]) -> tuple[CodeNode, ...]:
    return tuple(
        replace(code, notes=_more(code.notes, about.get(code.guid, ())), children=_noted(code.children, about))
        for code in codes
    )


def _more(one: tuple[str, ...], other: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys((*one, *other)))


def _cases_apart(project: Project) -> Project:
    """NVivo gives a case the GUID of a code: what bears that code is a stretch that belongs to the case."""
    cases = {case.guid for case in project.cases} & {code.guid for code, _ in walk(project.codes)}
    if not cases:
        return project
    members: dict[str, list[str]] = defaultdict(list)
    parts: dict[str, list[str]] = defaultdict(list)
    sources = tuple(_without_cases(source, cases, members, parts) for source in project.sources)
    entries = tuple(
        replace(
            case, sources=_more(case.sources, members[case.guid]), selections=_more(case.selections, parts[case.guid])
        )
        for case in project.cases
    )
    remark = f"{len(cases)} {'case staat' if len(cases) == 1 else 'cases staan'} ook als code in het bestand; die codes zijn als case gelezen."
    return replace(
        project, sources=sources, cases=entries, codes=_pruned(project.codes, cases), remarks=(*project.remarks, remark)
    )


def _without_cases(
    source: Source, cases: Collection[str], members: dict[str, list[str]], parts: dict[str, list[str]]
) -> Source:
    for use in source.uses:
        if use.code in cases:
            members[use.code].append(source.guid)
    selections: list[Selection] = []
    for selection in source.selections:
        belonging = [use.code for use in selection.uses if use.code in cases]
        for code in belonging:
            parts[code].append(selection.guid)
            members[code].append(source.guid)
        left = tuple(use for use in selection.uses if use.code not in cases)
        if left or not belonging or selection.description or selection.notes:
            selections.append(replace(selection, uses=left))
    return replace(
        source, selections=tuple(selections), uses=tuple(use for use in source.uses if use.code not in cases)
    )


def _pruned(codes: tuple[CodeNode, ...], cases: Collection[str]) -> tuple[CodeNode, ...]:
    """The tree without these codes; what hung under one moves up, and a folder that held only cases goes."""
    found: list[CodeNode] = []
    for code in codes:
        below = _pruned(code.children, cases)
        if code.guid in cases:
            found += below
        elif below or not code.children or code.codable:
            found.append(replace(code, children=below))
    return tuple(found)


def _variables_of_sources(project: Project) -> Project:
    """A case without a name and with one source holds the variables of that source (MAXQDA, Quirkos)."""
    values = {source.guid: list(source.values) for source in project.sources}
    cases: list[CaseEntry] = []
    kept = list(project.kept)
    for case in project.cases:
        if case.name:
            cases.append(case)
        elif len(case.sources) == 1 and case.sources[0] in values:
            values[case.sources[0]] += [value for value in case.values if value not in values[case.sources[0]]]
        elif case.values or case.sources:
            kept.append(
                Kept(
                    "case",
                    case.guid,
                    f"een case zonder naam, met {len(case.sources)} bronnen en {len(case.values)} kenmerken.",
                    case.guid,
                )
            )
    sources = tuple(replace(source, values=tuple(values[source.guid])) for source in project.sources)
    return replace(project, cases=tuple(cases), sources=sources, kept=tuple(kept))


def _with_lost_codes(project: Project) -> Project:
    """A coding may point at a code that is nowhere: it gets one, under a folder of its own."""
    known = {code.guid for code, _ in walk(project.codes)}
    lost: dict[str, CodeNode] = {}
    for use in _uses(project):
        if use.code not in known and use.code not in lost:
            lost[use.code] = CodeNode(
                use.code, f"Onbekende code {len(lost) + 1}", description=f"GUID in het bestand: {use.code or 'geen'}"
            )
    if not lost:
        return project
    folder = CodeNode(guid_of("folder", LOST), LOST, codable=False, children=tuple(lost.values()))
    remark = f"{len(lost)} {'code wordt' if len(lost) == 1 else 'codes worden'} gebruikt maar staan niet in het codeboek; zij staan onder '{LOST}'."
    return replace(project, codes=(*project.codes, folder), remarks=(*project.remarks, remark))


def _uses(project: Project) -> Iterable[Use]:
    for source in project.sources:
        yield from source.uses
        for selection in source.selections:
            yield from selection.uses
