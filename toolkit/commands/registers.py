"""``nota register``: read documents into rows, check registers, count them against their targets, show them."""

from __future__ import annotations

import json
from argparse import SUPPRESS, ArgumentParser, Namespace
from dataclasses import asdict, is_dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from . import Command

if TYPE_CHECKING:
    from ..registers import Progress
    from ..study import Study

ORDER = 90
KINDS = {
    "plan": "plannen met genummerde punten uit een verslag",
    "sectors": "sectorpagina's met activiteiten en resultaten",
    "figures": "getallen met hun voorbehoud en plaats",
    "targets": "doelen: hoeveel, in hoeveel tijd",
    "quotes": "citaten met spreker en functie",
    "cohort": "grenzen van een groep en de bouwstenen van een programma",
}


def _arguments(parser: ArgumentParser) -> None:
    verbs = parser.add_subparsers(dest="action", metavar="WAT", title="wat u kunt doen", required=True)
    read = verbs.add_parser("read", help="lees een document en laat zien wat erin staat")
    read.add_argument(
        "kind", metavar="SOORT", choices=tuple(KINDS), help="; ".join(f"{name}: {text}" for name, text in KINDS.items())
    )
    read.add_argument("file", metavar="BESTAND", type=Path, help=".txt, .md, .docx of .odt")
    read.add_argument(
        "--json",
        metavar="UIT",
        nargs="?",
        const="-",
        default="",
        help="geef het als JSON, op het scherm of in dit bestand",
    )
    take = verbs.add_parser("take", help="lees een document in het register; wat er al staat, blijft")
    take.add_argument(
        "kind",
        metavar="SOORT",
        choices=("plan", "sectors", "figures", "quotes"),
        help="plan, sectors, figures of quotes",
    )
    take.add_argument("file", metavar="BESTAND", type=Path, help=".txt, .md, .docx of .odt")
    verbs.add_parser("check", help="kijk of alle registers kloppen")
    count = verbs.add_parser("count", help="tel de registers en leg ze naast hun doel")
    count.add_argument("name", metavar="REGISTER", nargs="?", default="", help="anders alle registers")
    count.add_argument(
        "--on", metavar="DATUM", default="", help="de dag waarop wordt geteld (jjjj-mm-dd); anders die van de studie"
    )
    show = verbs.add_parser("show", help="laat de rijen van een register zien")
    show.add_argument("name", metavar="REGISTER", help="de naam van het register")
    show.add_argument(
        "--where", metavar="VELD=WAARDE", action="append", default=[], help="alleen rijen met deze waarde"
    )
    show.add_argument("--most", metavar="N", type=int, default=50, help="hoeveel rijen hoogstens (anders 50)")
    for one in (take, check_parser(verbs), count, show):
        one.add_argument("--study", metavar="MAP", default=SUPPRESS, help="de map van de studie (anders: deze map)")


def check_parser(verbs: Any) -> ArgumentParser:
    """The parser of ``check``."""
    found: ArgumentParser = verbs.choices["check"]
    return found


def _register(arguments: Namespace) -> int:
    actions = {"read": _read, "take": _take, "check": _check, "count": _count, "show": _show}
    return actions[arguments.action](arguments)


def found_in(kind: str, path: Path) -> Any:
    """What a reader finds in a document, as plain JSON types. Raises InputError."""
    from .. import readers

    reader = {
        "plan": readers.read_plan, "sectors": readers.read_sectors, "figures": readers.read_figures, "targets": readers.read_targets,
        "quotes": readers.read_quotes, "cohort": readers.read_cohort,
    }[kind]  # fmt: skip
    return _plain(reader(path))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        value = asdict(value)
    if isinstance(value, (list, tuple)):
        return [_plain(one) for one in value]
    return json.loads(json.dumps(value, default=str, ensure_ascii=False))


def _read(arguments: Namespace) -> int:
    from ..files import write_json

    found = found_in(arguments.kind, arguments.file)
    if arguments.json == "-":
        print(json.dumps(found, ensure_ascii=False, indent=1))
    elif arguments.json:
        write_json(Path(arguments.json), found)
        print(f"Geschreven: {arguments.json}.")
    else:
        for line in _PRINTERS[arguments.kind](found):
            print(line)
    return 0


def _print_plan(found: dict[str, Any]) -> list[str]:
    count = sum(len(plan["items"]) for plan in found["plans"])
    lines = [f"{_several(len(found['plans']), 'plan', 'plannen')}, {_several(count, 'punt', 'punten')}"]
    lines += [f"Datum: {found['date']}"] if found["date"] else []
    lines += [f"Thema: {found['theme']}"] if found["theme"] else []
    lines += [f"Volgende keer: {found['next']}"] if found["next"] else []
    for plan in found["plans"]:
        lines += ["", f"{plan['id']}  {plan['title']}", *(f"  {item['id']}  {item['text']}" for item in plan["items"])]
    return [*lines, *_warned(found)]


def _print_sectors(found: dict[str, Any]) -> list[str]:
    results = sum(len(one["results"]) for one in found["sectors"])
    lines = [
        f"{_several(len(found['sectors']), 'sectorpagina', 'sectorpagina’s')} in {_several(len(found['chapters']), 'hoofdstuk', 'hoofdstukken')}, {_several(results, 'resultaat', 'resultaten')}"
    ]
    chapter = None
    for one in found["sectors"]:
        if one["chapter"] != chapter:
            chapter = one["chapter"]
            lines += ["", f"Hoofdstuk {chapter}"] if chapter else [""]
        lines.append(
            f"  {one['id']:<4} {one['name']}: {_several(len(one['activities']), 'blok', 'blokken')}, {_several(len(one['results']), 'resultaat', 'resultaten')} {one['year']}"
        )
        lines += [f"         {result['letter']}. {result['text']}" for result in one["results"]]
    return [*lines, *_warned(found)]


def _print_figures(found: list[dict[str, Any]]) -> list[str]:
    lines = [_several(len(found), "getal", "getallen")]
    return lines + [
        f"  {one['id']:<4} {one['written']} {one['unit']}  ({one['place'] or 'begin'}, regel {one['line']})"
        for one in found
    ]


def _print_targets(found: list[dict[str, Any]]) -> list[str]:
    lines = [_several(len(found), "doel", "doelen")]
    for one in found:
        term = f" in {one['months']:g} maanden" if one["months"] else f" ({one['until']})" if one["until"] else ""
        lines.append(f"  {one['amount']:g} {one['unit']}{term}  (regel {one['line']})")
    return lines


def _print_quotes(found: list[dict[str, Any]]) -> list[str]:
    lines = [_several(len(found), "citaat", "citaten")]
    for one in found:
        who = ", ".join(part for part in (one["speaker"], one["function"]) if part) or "spreker onbekend"
        lines.append(
            f"  {one['id']}  {who} (regel {one['line']}): {one['text'][:80]}{'…' if len(one['text']) > 80 else ''}"
        )
    return lines


def _print_cohort(found: dict[str, Any]) -> list[str]:
    one = found["cohort"]
    lines = ["geen groep gevonden"] if one is None else [
        f"{one['members']}: {_dash(one['least'])} tot en met {_dash(one['most'])}, {_dash(one['sessions'])} bijeenkomsten in {_dash(one['months'])} maanden (regel {one['line']})"
    ]  # fmt: skip
    lines += [f"  bouwsteen: {block['title']}" for block in found["blocks"]]
    return lines + [f"  blik: {view}" for _, view, _ in found["views"]]


_PRINTERS: dict[str, Any] = {
    "plan": _print_plan, "sectors": _print_sectors, "figures": _print_figures, "targets": _print_targets,
    "quotes": _print_quotes, "cohort": _print_cohort,
}  # fmt: skip


def _warned(found: dict[str, Any]) -> list[str]:
    return ["", *(f"Let op: {line}" for line in found["warnings"])] if found["warnings"] else []


def _several(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


def _dash(value: Any) -> str:
    return "?" if value is None else f"{value:g}"


def _study(arguments: Namespace) -> Study:
    from ..study import Study

    return Study.open(arguments.study)


def _take(arguments: Namespace) -> int:
    from ..registers import take

    study = _study(arguments)
    for one in take(study, arguments.kind, arguments.file):
        print(f"{one.register}: {len(one.new)} nieuw, {len(one.same)} stonden er al ({study.shown(one.path)})")
        if one.new:
            print(f"  Nieuw: {', '.join(one.new)}")
    return 0


def _check(arguments: Namespace) -> int:
    from ..registers import Registers, check_references, outside
    from ..registers.remarks import remarks

    study = _study(arguments)
    registers = Registers(study)
    check_references(registers)
    if not registers.definitions:
        print("Deze studie heeft nog geen registers.")
    for name, form in registers.definitions.items():
        rows = registers.rows(name)
        print(f"{name}: {_several(len(rows), 'rij', 'rijen')}, in orde")
        for line in remarks(registers, name)[:20]:
            print(f"  Let op: {line}.")
        wrong = outside(rows, form.bounds) if form.bounds else ""
        if wrong:
            print(f"  Let op: {wrong}.")
    return 0


def _count(arguments: Namespace) -> int:
    import datetime as dt

    from ..errors import UsageError
    from ..registers import Registers, all_progress, definition

    study = _study(arguments)
    try:
        day = dt.date.fromisoformat(arguments.on) if arguments.on else study.settings.date
    except ValueError as error:
        raise UsageError(f"'{arguments.on}' is geen datum.", fix="schrijf jjjj-mm-dd.") from error
    registers = Registers(study)
    names = [arguments.name] if arguments.name else list(registers.definitions)
    for name in names:
        form = definition(study, name)
        rows = registers.rows(name)
        print(f"{form.title}: {_several(len(rows), 'rij', 'rijen')}")
        for one in all_progress(form, rows, day):
            _print_progress(one)
    return 0


def _print_progress(one: Progress) -> None:
    print(f"  {one.label}: {one.in_words}")


def _show(arguments: Namespace) -> int:
    from ..errors import UsageError
    from ..registers import Registers, definition
    from ..registers.material import in_words
    from ..registers.schema import matches

    study = _study(arguments)
    form = definition(study, arguments.name)
    where = {}
    for text in arguments.where:
        field, sign, value = text.partition("=")
        if not sign or field not in form.fields:
            raise UsageError(f"'{text}' kan niet.", fix=f"schrijf VELD=WAARDE met een van: {', '.join(form.fields)}.")
        where[field] = tuple(value.split("|"))
    rows = [row for row in Registers(study).rows(arguments.name) if matches(row.values, where)]
    names = [name for name, one in form.fields.items() if not one.private]
    for row in rows[: arguments.most]:
        cells = [
            f"{form.label(name)}: {in_words(row[name])}"
            for name in names
            if name != form.key and row[name] not in (None, "", ())
        ]
        print(f"{row.id}  {'; '.join(cells)}")
    if len(rows) > arguments.most:
        print(f"... en nog {len(rows) - arguments.most} rijen (--most {len(rows)} toont alles)")
    print(f"{_several(len(rows), 'rij', 'rijen')}")
    return 0


COMMANDS = (
    Command(
        "register", "lees, controleer en tel registers: besturen, plannen, sectoren, citaten", _arguments, _register
    ),
)
