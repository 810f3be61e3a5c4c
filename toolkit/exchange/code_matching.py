"""The codes of a file in terms of a study's codebook: recognised, new, or changed elsewhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ..coding import load_codebook
from ..errors import InputError
from ..files import write_text
from ..records import Code, Codebook, Theme
from ..study import Study
from ..yamlfile import read_text
from .code_tree import Mapped, codebook_of, tree_of, tree_with_paths
from .codebook_file import read_codebook_text, with_entries
from .describing import read_description
from .guids import guid_of
from .project import CodeNode, Project, walk


@dataclass(frozen=True, slots=True)
class Matched:
    """What the codes of a file are here."""

    ids: Mapping[str, str]
    """GUID in the file -> code id."""
    rows: tuple[tuple[str, str, str, str], ...]
    codebook: Codebook
    """What the study's codebook would be if the file's took its place."""
    new: tuple[Code, ...]
    themes: tuple[Theme, ...]
    remarks: tuple[str, ...]


def match_codes(study: Study, project: Project, origin: str) -> Matched:
    """Codes by their GUID, by their id (in the description, or as their path), or by their name; what is left is new."""
    codebook = load_codebook(study.codebook_path)
    tree = tree_with_paths(project)
    alias = dict(_aliases(tree, codebook))
    mapped = codebook_of(_with_guids(tree, alias), codebook, origin=origin)
    own = {code.id: code for code in codebook.codes}
    ids = {
        node.guid: mapped.ids[name] for node, _ in walk(tree) if (name := alias.get(node.guid, node.guid)) in mapped.ids
    }
    new = tuple(code for code in mapped.codebook.codes if code.id not in own)
    known_themes = {theme.id for theme in codebook.themes}
    themes = tuple(theme for theme in mapped.codebook.themes if theme.id not in known_themes)
    return Matched(ids, mapped.rows, mapped.codebook, new, themes, tuple(_remarks(mapped, own, set(ids.values()), new)))


def add_codes(study: Study, matched: Matched, used: set[str]) -> None:
    """Add the new codes that are in use to codebook.yaml; what people wrote there stays. Raises InputError."""
    codes = [code for code in matched.new if code.id in used]
    if not codes:
        return
    wanted = {code.theme for code in codes}
    path = study.codebook_path
    old = read_text(path)
    try:
        text = with_entries(old, [theme for theme in matched.themes if theme.id in wanted], codes)
    except ValueError as error:
        names = ", ".join(code.id for code in codes)
        message = "het codeboek is zo geschreven dat er geen codes achteraan kunnen."
        raise InputError(
            message, path=path, fix=f"zet deze codes er zelf in en lees het bestand opnieuw in: {names}."
        ) from error
    read_codebook_text(text, path=path)
    write_text(path, text)


def _aliases(tree: tuple[CodeNode, ...], codebook: Codebook) -> Iterator[tuple[str, str]]:
    """(GUID in the file, our GUID) for what is recognised, each of ours once."""
    ours = {node.guid for node, _ in walk(tree_of(codebook))}
    by_label = _by_label(codebook)
    taken = {node.guid for node, _ in walk(tree) if node.guid in ours}
    for node, path in walk(tree):
        if node.guid in ours:
            continue
        number = read_description(node.description).id
        theme = not path and (bool(node.children) or not node.codable)
        names = (number, f"{path[0].name}.{node.name}" if path else "")
        by_id = next((guid_of("code", name) for name in names if name in codebook.ids), None)
        found = by_id or by_label.get(("theme" if theme else "code", node.name.casefold()))
        if found and found not in taken:
            taken.add(found)
            yield node.guid, found


def _by_label(codebook: Codebook) -> dict[tuple[str, str], str]:
    """Our GUID by what a code or theme is called; what two are called belongs to none."""
    pairs = [(("code", code.label.casefold()), guid_of("code", code.id)) for code in codebook.codes]
    pairs += [(("theme", theme.label.casefold()), guid_of("theme", theme.id)) for theme in codebook.themes]
    pairs += [(("code", code.id.casefold()), guid_of("code", code.id)) for code in codebook.codes]
    pairs += [(("theme", theme.id), guid_of("theme", theme.id)) for theme in codebook.themes]
    pairs = list(dict.fromkeys(pairs))
    names = [name for name, _ in pairs]
    return {name: guid for name, guid in pairs if names.count(name) == 1}


def _with_guids(tree: tuple[CodeNode, ...], alias: Mapping[str, str]) -> tuple[CodeNode, ...]:
    return tuple(
        replace(node, guid=alias.get(node.guid, node.guid), children=_with_guids(node.children, alias)) for node in tree
    )


def _remarks(mapped: Mapped, own: Mapping[str, Code], present: set[str], new: Sequence[Code]) -> list[str]:
    found = []
    if new:
        names = ", ".join(f"{code.label} ({code.id})" for code in new)
        found.append(f"nieuwe codes in het bestand: {names}; wat in gebruik is, staat nu in het codeboek.")
    other = [code for code in mapped.codebook.codes if code.id in own and code.id in present and code != own[code.id]]
    if other:
        names = ", ".join(f"{code.id} ({code.label})" for code in other)
        found.append(
            f"deze codes heten of betekenen in het bestand iets anders; het codeboek is niet veranderd: {names}."
        )
    gone = [code.id for code in own.values() if code.id not in present and not code.retired]
    if gone:
        found.append(f"deze codes staan niet in het bestand; hier veranderde niets: {', '.join(gone)}.")
    return found
