"""Between a codebook of themes and codes, and a tree of codes of any depth."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from ..coding.codebook import CODE_ID, COLOR, LONGEST_ID, THEME_ID
from ..records import Code, Codebook, Theme
from .describing import description_of, read_description
from .guids import guid_of
from .project import CodeNode, Project, walk

LOOSE = Theme("codes", "Codes", "Codes die in het andere programma niet onder een hoofdcode stonden.")
TO_WRITE = "Nog te omschrijven."
_EXAMPLE = "(kies nog een voorbeeldzin)"
_THEME_LENGTH = 15


@dataclass(frozen=True, slots=True)
class Mapped:
    """A codebook made from a tree."""

    codebook: Codebook
    ids: Mapping[str, str]
    """GUID in the tree -> code id."""
    rows: tuple[tuple[str, str, str, str], ...]
    """(GUID, path in the tree, code or theme id, description): what became what."""
    remarks: tuple[str, ...] = ()


def tree_of(codebook: Codebook, notes: Callable[[str], tuple[str, ...]] = lambda code: ()) -> tuple[CodeNode, ...]:
    """Themes as folders with their colour, codes under them; names are made unique, for some programs ask that."""
    doubles = {label for label, count in Counter(code.label for code in codebook.codes).items() if count > 1}
    found = []
    for theme in codebook.themes:
        children = tuple(
            CodeNode(
                guid_of("code", code.id), f"{code.label} ({code.id})" if code.label in doubles else code.label, True,
                theme.color.upper(), description_of(code), notes(code.id),
            )
            for code in codebook.codes
            if code.theme == theme.id
        )  # fmt: skip
        found.append(
            CodeNode(
                guid_of("theme", theme.id), theme.label, False, theme.color.upper(), theme.definition, (), children
            )
        )
    return tuple(found)


def tree_with_paths(project: Project) -> tuple[CodeNode, ...]:
    """The tree of codes; ATLAS.ti and Taguette write a flat list with the path in the name."""
    origin = project.origin.casefold()
    mark = "::" if "atlas" in origin else "." if "taguette" in origin else ""
    return nested(project.codes, mark) if mark else project.codes


def nested(codes: tuple[CodeNode, ...], mark: str) -> tuple[CodeNode, ...]:
    """A flat list whose names hold their path (ATLAS.ti ``Coke::diet``, Taguette ``geld.subsidie``) as a tree."""
    if not any(mark in code.name for code in codes):
        return codes
    by_name = {code.name: code for code in codes}
    below: dict[str, list[CodeNode]] = {}
    top: dict[str, CodeNode] = {}
    for code in codes:
        above, _, own = code.name.rpartition(mark)
        if above.strip() and own.strip():
            below.setdefault(above, []).append(replace(code, name=own.strip()))
            while above and above not in by_name:
                upper, _, last = above.rpartition(mark)
                by_name[above] = CodeNode(guid_of("path", above), last or above, codable=False)
                (below.setdefault(upper, []) if upper else []).append(by_name[above])
                if not upper:
                    top.setdefault(above, by_name[above])
                above = upper
        else:
            top[code.name] = code

    def filled(path: str, code: CodeNode) -> CodeNode:
        inner = tuple(filled(f"{path}{mark}{one.name}", one) for one in below.get(path, ()))
        return replace(code, children=(*code.children, *inner))

    return tuple(filled(name, code) for name, code in top.items())


def codebook_of(tree: tuple[CodeNode, ...], base: Codebook | None, *, origin: str = "") -> Mapped:
    """A codebook from a tree; what ``base`` has under the same GUID keeps its id and all that the tree cannot hold.

    Two levels is what a codebook has: the outermost code is the theme, the others are its codes.
    """
    base = base or Codebook("1", (), ())
    taken = {theme.id for theme in base.themes} | {code.id for code in base.codes}
    themes = _themes_of(tree, base, taken)
    codes = _codes_of(tree, base, themes, taken, origin)
    known = {guid_of("code", code.id): code for code in base.codes}
    gone = [code for guid, code in known.items() if guid not in codes]
    used = {code.theme for code in (*codes.values(), *gone)}
    kept = [theme for theme in base.themes if theme.id in {code.theme for code in gone}]
    loose = [LOOSE] if LOOSE.id in used else []
    lapsed = [code if code.retired else _lapsed(code, origin) for code in gone]
    ids = {guid: code.id for guid, code in codes.items()}
    names = {guid: theme.id for guid, theme in themes.items()} | ids
    rows = [
        (node.guid, " > ".join(one.name for one in (*path, node)), names.get(node.guid, ""), node.description)
        for node, path in walk(tree)
    ]
    codebook = Codebook(
        base.version, _unique([*themes.values(), *loose, *kept]), (*codes.values(), *lapsed), base.rules
    )
    return Mapped(codebook, ids, tuple(rows), tuple(_remarks(tree, gone)))


def _themes_of(tree: tuple[CodeNode, ...], base: Codebook, taken: set[str]) -> dict[str, Theme]:
    """A theme for every outermost code that is a folder or has codes under it."""
    known = {guid_of("theme", theme.id): theme for theme in base.themes}
    found = {}
    for node in tree:
        if node.children or not node.codable:
            theme = known.get(node.guid) or _new_theme(node, taken)
            taken.add(theme.id)
            color = (
                node.color if COLOR.fullmatch(node.color) and node.color.upper() != theme.color.upper() else theme.color
            )
            found[node.guid] = replace(theme, label=node.name, color=color)
    return found


def _codes_of(
    tree: tuple[CodeNode, ...], base: Codebook, themes: Mapping[str, Theme], taken: set[str], origin: str
) -> dict[str, Code]:
    """A code for everything in the tree that can be on a text, and for folders with nothing in them."""
    known = {guid_of("code", code.id): code for code in base.codes}
    shown = {node.guid: node for node, _ in walk(tree_of(base))}
    names = Counter(node.name for node, _ in walk(tree))
    found = {}
    for node, path in walk(tree):
        if not node.codable and (node.children or not path):
            continue
        theme = themes.get(path[0].guid if path else node.guid, LOOSE)
        old = known.get(node.guid)
        if old is not None and (shown[node.guid].name, shown[node.guid].description) == (node.name, node.description):
            code = old
        else:
            label = node.name if names[node.name] == 1 or not path else f"{path[-1].name}: {node.name}"
            code = _new_code(node, label, theme, old, taken, origin)
        taken.add(code.id)
        found[node.guid] = code
    return found


def _unique(themes: Sequence[Theme]) -> tuple[Theme, ...]:
    return tuple({theme.id: theme for theme in themes}.values())


def _remarks(tree: tuple[CodeNode, ...], gone: Collection[Code]) -> list[str]:
    found = []
    deep = sum(1 for _, path in walk(tree) if len(path) > 1)
    if deep:
        said = (
            "1 code stond dieper dan twee lagen en staat"
            if deep == 1
            else f"{deep} codes stonden dieper dan twee lagen en staan"
        )
        found.append(f"{said} nu recht onder het hoofdthema (zie codes.csv).")
    doubles = [name for name, count in Counter(code.name for code, _ in walk(tree)).items() if count > 1]
    if doubles:
        found.append(
            f"deze namen komen bij meer dan één code voor en zijn uit elkaar gehouden: {', '.join(sorted(doubles))}."
        )
    if gone:
        found.append(
            f"deze codes stonden niet meer in het bestand en zijn vervallen: {', '.join(code.id for code in gone)}."
        )
    return found


def _new_theme(node: CodeNode, taken: set[str]) -> Theme:
    below = Counter(read_description(child.description).id.partition(".")[0] for child in node.children)
    ours = next((name for name, _ in below.most_common(1) if THEME_ID.fullmatch(name)), "")
    number = _free(ours or slug(node.name, _THEME_LENGTH) or "thema", taken, lambda base, n: f"{base}{n}")
    return Theme(number, node.name, node.description)


def _new_code(node: CodeNode, label: str, theme: Theme, old: Code | None, taken: Collection[str], origin: str) -> Code:
    parts = read_description(node.description)
    if old is None:
        name = _named(parts.id, theme, taken) or _fresh(node.name, theme, taken)
        taken_over = f"Overgenomen uit {origin}. {TO_WRITE}" if origin else TO_WRITE
        old = Code(
            name,
            label,
            taken_over,
            TO_WRITE,
            TO_WRITE,
            (_EXAMPLE,),
            origin="inductief",
            reason=parts.reason,
            retired=bool(parts.reason),
        )
    return replace(
        old, label=old.label if f"{old.label} ({old.id})" == label else label, definition=parts.definition or old.definition,
        include=parts.include or old.include, exclude=parts.exclude or old.exclude, examples=parts.examples or old.examples,
    )  # fmt: skip


def _named(name: str, theme: Theme, taken: Collection[str]) -> str:
    """The id that stands in the description, when it can still be that of this code."""
    fits = CODE_ID.fullmatch(name) and len(name) <= LONGEST_ID and name.partition(".")[0] == theme.id
    return name if fits and name not in taken else ""


def _fresh(name: str, theme: Theme, taken: Collection[str]) -> str:
    room = LONGEST_ID - len(theme.id) - 1
    base = slug(name, room) or "code"
    return _free(f"{theme.id}.{base}", taken, lambda stem, n: f"{stem[: LONGEST_ID - len(str(n)) - 1]}-{n}")


def _free(base: str, taken: Collection[str], numbered: Callable[[str, int], str]) -> str:
    return (
        base if base not in taken else next(name for n in range(2, 100_000) if (name := numbered(base, n)) not in taken)
    )


def _lapsed(code: Code, origin: str) -> Code:
    return replace(
        code, retired=True, reason=f"Stond niet meer in het codeboek uit {origin or 'het andere programma'}."
    )


def slug(text: str, longest: int) -> str:
    """A text as an id: small letters and digits with dashes, starting with a letter."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    found = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return found.lstrip("0123456789-")[:longest].rstrip("-")
