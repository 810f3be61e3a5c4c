"""``nota assign``, ``memo``, ``codebook``, ``conflicts``: coding with several people."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from ..study import ROLE_LABELS
from . import Command
from .review import coder_argument, rows_of

if TYPE_CHECKING:
    from ..study import Study

ORDER = 41


def _assign_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("coders", metavar="CODEUR", nargs="+", help="twee of meer codeurs, bijvoorbeeld: k1 k2")
    parser.add_argument("--share", metavar="DEEL", type=float, default=0.2, help="deel van de woorden (anders: 0.2)")
    parser.add_argument(
        "--suggestions", action="store_true", help="laat de voorstellen van de software zien (dan is het niet blind)"
    )
    parser.add_argument("--seed", metavar="GETAL", type=int, default=1, help="hetzelfde getal geeft dezelfde trekking")


def _assign(arguments: Namespace) -> int:
    from ..numbers import dutch
    from ..review import assign, share_of
    from ..study import Study

    study = Study.open(arguments.study)
    drawn = assign(
        study, arguments.coders, share=arguments.share, suggestions=arguments.suggestions, seed=arguments.seed
    )
    number = len(drawn.conversations)
    print(f"{'1 gesprek' if number == 1 else f'{number} gesprekken'} voor {' en '.join(drawn.coders)}:")
    for name in drawn.conversations:
        print(f"  {name}")
    shares = dict(share_of(study, drawn))
    whole = shares.pop("samen")
    print(f"Dat is {dutch(100 * whole, 0)}% van de woorden. Per soort spreker of tekst:")
    for actor, share in shares.items():
        print(f"  {_ACTORS.get(actor, actor):<28} {dutch(100 * share, 0):>3}%")
    print("Ieder zet in notebook 3 de eigen naam bij coder, en een van deze gesprekken bij conversation.")
    print(
        "Tot allen klaar zijn (de knop 'Klaar met dit gesprek', of 'nota done'), ziet niemand de coderingen van een ander."
    )
    return 0


_ACTORS = ROLE_LABELS | {
    "document": "documenten", "focus_group": "groepsgesprekken", "meeting": "overleggen", "arena": "arena's",
    "membercheck": "terugkoppelingen",
}  # fmt: skip


def _memo_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("about", metavar="WAARBIJ", nargs="?", help="studie, code:…, case:…, gesprek:… of codering:…")
    parser.add_argument("text", metavar="TEKST", nargs="?", help="de memo; zonder tekst worden memo's getoond")
    coder_argument(parser)
    parser.add_argument("--kind", metavar="SOORT", default="inhoud", help="inhoud, methode, codeboek of reflectie")
    parser.add_argument(
        "--replaces", metavar="NUMMER", default="", help="het nummer van de memo waar deze voor in de plaats komt"
    )


def _memo(arguments: Namespace) -> int:
    from ..review import coder_of, memo_table, write_memo
    from ..study import Study

    study = Study.open(arguments.study)
    if arguments.text is not None:
        by = coder_of(study, arguments.coder)
        memo = write_memo(study, arguments.about, arguments.text, by, kind=arguments.kind, replaces=arguments.replaces)
        print(f"Memo {memo.id} bewaard bij {memo.about}.")
        return 0
    table = memo_table(study)
    shown = table[table["about"] == arguments.about] if arguments.about else table
    for row in rows_of(shown):
        print(f"{row['id']}  {row['about']} ({row['kind']}), {row['by']} {row['at'][:10]}")
        print(f"    {row['text']}")
    print(f"{len(shown)} memo's.")
    return 0


_ACTIONS = {"history": "toon de geschiedenis", "queue": "toon wat opnieuw gecodeerd moet worden", "rename": "geef een code een andere naam",
            "retire": "laat een code vervallen", "merge": "laat codes opgaan in één", "split": "vervang een code door meer",
            "recode": "codeer wat in één code is opgegaan"}  # fmt: skip


def _codebook_arguments(parser: ArgumentParser) -> None:
    told = "; ".join(f"{name}: {text}" for name, text in _ACTIONS.items())
    parser.add_argument("action", choices=list(_ACTIONS), metavar="WAT", help=told)
    parser.add_argument("codes", metavar="CODE", nargs="*", help="de codes die veranderen")
    parser.add_argument("--into", metavar="CODE", nargs="+", default=[], help="de codes die ervoor in de plaats komen")
    parser.add_argument("--label", metavar="NAAM", default="", help="de nieuwe naam")
    parser.add_argument("--reason", metavar="REDEN", default="", help="waarom; altijd nodig bij een wijziging")
    coder_argument(parser)


def _codebook(arguments: Namespace) -> int:
    from ..study import Study

    study = Study.open(arguments.study)
    if arguments.action == "history":
        return _history(study)
    if arguments.action == "queue":
        return _queue(study, arguments.coder)
    if arguments.action == "recode":
        return _recode_merged(study, arguments)
    return _revised(study, arguments)


def _revised(study: Study, arguments: Namespace) -> int:
    from ..errors import UsageError
    from ..review import merge_codes, rename_code, retire_code

    action, codes, by = arguments.action, arguments.codes, arguments.coder or ""
    if not codes or (action != "merge" and len(codes) > 1):
        raise UsageError("noem één code." if action != "merge" else "noem de codes die samengaan.")
    if action == "rename":
        if not arguments.label:
            raise UsageError("geef de nieuwe naam.", fix="--label 'Taken op het werk'")
        made = rename_code(study, codes[0], arguments.label, reason=arguments.reason, by=by)
    elif action == "merge":
        if len(arguments.into) != 1:
            raise UsageError("noem één code waarin ze opgaan.", fix="--into CODE")
        made = merge_codes(study, codes, arguments.into[0], reason=arguments.reason, by=by)
    else:
        if action == "split" and len(arguments.into) < 2:
            raise UsageError("noem ten minste twee codes die ervoor in de plaats komen.", fix="--into CODE CODE")
        made = retire_code(study, codes[0], reason=arguments.reason, into=arguments.into, by=by)
    print(f"Codeboek versie {made.version}: {', '.join(made.codes)} {made.action}.")
    print(
        f"{made.touched} {'codering draagt' if made.touched == 1 else 'coderingen dragen'} deze code; zie 'nota codebook queue'."
        if made.touched
        else "Er zijn geen coderingen mee."
    )
    return 0


def _history(study: Study) -> int:
    from ..review import codebook_history

    table = codebook_history(study)
    for row in rows_of(table):
        after = f" -> {row['into']}" if row["into"] else ""
        head = f"{row['version'] or '-':<6} {row['date'] or '-':<10} {row['action']}: {row['codes']}{after}"
        print(f"{head} ({row['touched']} coderingen). {row['reason']}")
    print(f"{len(table)} wijzigingen.")
    return 0


def _queue(study: Study, coder: str | None) -> int:
    from ..review import recoding_queue

    found = recoding_queue(study, coder)
    for one in found:
        choice = " of ".join(one.successors) or "geen opvolger"
        print(f"{one.coding.id[:8]}  {one.coder}  {one.coding.transcript}  {one.coding.code} -> {choice}")
    print(
        f"{len(found)} coderingen wachten. Een voor een: nota recode NUMMER --code CODE; bij één opvolger: nota codebook recode CODE."
    )
    return 0


def _recode_merged(study: Study, arguments: Namespace) -> int:
    from ..review import coder_of, recode_merged

    coder = coder_of(study, arguments.coder)
    for code in arguments.codes:
        changes = recode_merged(study, coder, code, reason=arguments.reason)
        print(f"{code}: {len(changes)} coderingen van {coder} bijgewerkt.")
    return 0


def _conflicts_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--merge", action="store_true", help="neem over wat in het dagboek ontbreekt en zet de kopie opzij"
    )


def _conflicts(arguments: Namespace) -> int:
    from ..review import conflict_copies, take_in
    from ..study import Study

    study = Study.open(arguments.study)
    copies = conflict_copies(study)
    for copy in copies:
        print(
            f"{study.shown(copy.path)}: {len(copy.missing)} wijzigingen die niet in het dagboek van {copy.coder} staan."
        )
        if arguments.merge:
            taken, refused = take_in(study, copy)
            print(f"  {taken} overgenomen; {len(refused)} passen niet en vragen een nieuwe beslissing:")
            for change in refused:
                coding = change.after or change.before
                print(f"    {coding.id[:8] if coding else ''} {coding.code if coding else change.reason} ({change.at})")
    print(f"{len(copies)} kopieën van een synchronisatieprogramma.")
    return 0


COMMANDS = (
    Command("assign", "verdeel gesprekken om blind dubbel te coderen", _assign_arguments, _assign),
    Command("memo", "schrijf of toon memo's", _memo_arguments, _memo),
    Command("codebook", "hernoem, splits of voeg codes samen; toon de geschiedenis", _codebook_arguments, _codebook),
    Command("conflicts", "toon kopieën die een synchronisatieprogramma maakte", _conflicts_arguments, _conflicts),
)
