"""``nota new`` and ``nota add``."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path

from . import Command

ORDER = 10


def date_of(text: str) -> dt.date:
    """A date as jjjj-mm-dd, for argparse."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"'{text}' is geen datum; schrijf jjjj-mm-dd") from error


def _new_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="MAP", type=Path, help="de nieuwe map")
    parser.add_argument("--title", metavar="TITEL", default="", help="de titel van de studie")
    parser.add_argument(
        "--profile",
        metavar="PROFIEL",
        action="append",
        default=[],
        help="cases, boards, route, plan of sectors; meer dan een mag (met een komma, of vaker opgeven)",
    )
    parser.add_argument("--example", action="store_true", help="leg het verzonnen voorbeeld van het profiel erbij")


def _new(arguments: Namespace) -> int:
    from ..profiles import new_profiled

    profiles = [name.strip() for given in arguments.profile for name in given.split(",") if name.strip()]
    study = new_profiled(arguments.path, profiles, title=arguments.title, example=arguments.example)
    print(f"Studie gemaakt in {arguments.path}.")
    if arguments.example:
        print(f"  Dit voorbeeld is verzonnen. Bekijk het met: nota run --study {arguments.path}")
        return 0
    print(f"  Pas nu {study.shown(study.interviews / 'study.yaml')} aan (titel, opdrachtgever, bureau).")
    print(f"  Voeg daarna gesprekken toe: nota add BESTAND... --study {arguments.path}")
    return 0


def _add_arguments(parser: ArgumentParser) -> None:
    from ..intake.heads import KINDS

    parser.add_argument(
        "files", metavar="BESTAND", nargs="+", type=Path, help="transcripten, of een map met transcripten"
    )
    parser.add_argument("--case", metavar="CASE", default="", help="de case waar ze bij horen, bijvoorbeeld c01")
    parser.add_argument(
        "--kind", choices=sorted(KINDS), metavar="SOORT", help=f"de soort: {', '.join(sorted(set(KINDS)))}"
    )
    parser.add_argument("--date", type=date_of, metavar="DATUM", help="de datum van het gesprek (jjjj-mm-dd)")


def _add(arguments: Namespace) -> int:
    from ..intake import KIND_LABELS, KINDS, add_conversations
    from ..study import Study

    study = Study.open(arguments.study)
    kind = KINDS[arguments.kind] if arguments.kind else None
    added = add_conversations(study, arguments.files, case=arguments.case, kind=kind, date=arguments.date)
    for item in added:
        transcript = item.reading.transcript
        words = len(transcript.text.split())
        print(f"{item.source.name} -> {study.shown(item.path)}")
        print(f"  {KIND_LABELS[transcript.kind]}, {len(transcript.turns)} beurten of alinea's, {words} woorden")
        for warning in item.reading.warnings:
            print(f"  Let op: {warning}")
    cases = sorted({item.path.parent.name for item in added})
    if not arguments.case:
        print(
            f"\nGeen --case opgegeven: toegevoegd aan {', '.join(cases)}. Horen ze ergens anders bij? Verplaats ze dan, met hun .yaml."
        )
    print("Kijk de .yaml-bestanden naast de transcripten na: daar staat wat is aangenomen en wat nog open is.")
    return 0


COMMANDS = (
    Command("new", "maak een nieuwe, lege studie", _new_arguments, _new),
    Command("add", "voeg transcripten toe aan een studie", _add_arguments, _add),
)
