"""``nota package`` and ``nota verify``: what students get, and whether it still says the same."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from . import Command

ORDER = 75


def _package_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--to",
        metavar="BESTAND.zip",
        type=Path,
        help="waar het pakket komt; anders outputs/package/studentenpakket.zip",
    )


def _package(arguments: Namespace) -> int:
    from ..numbers import dutch
    from ..package import make_package
    from ..study import Study

    study = Study.open(arguments.study)
    made = make_package(study, arguments.to, told=lambda part: print(f"  {part} ..."))
    size = made.package.stat().st_size / 1e6
    print(f"Pakket:     {study.shown(made.package)} ({made.files} bestanden, {dutch(size, 1)} MB)")
    print(f"Antwoorden: {study.shown(made.answers)} (voor de docent)")
    print(
        f"Uit het pakket zijn {made.again} zinnen en tabellen van de nota na te rekenen; {made.not_again} rusten op iets anders."
    )
    print("Er is naar namen gezocht en er is er geen gevonden.")
    for remark in made.remarks:
        print(f"Let op: {remark}")
    print(f"Rekenen of het klopt: nota verify {study.shown(made.package)}")
    return 0


def _verify_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "package", metavar="PAKKET", type=Path, help="het zip-bestand, of de map waarin het is uitgepakt"
    )


def _verify(arguments: Namespace) -> int:
    from ..package import verified_in_words, verify

    found = verify(arguments.package)
    print(verified_in_words(found))
    return 0 if found.same else 1


COMMANDS = (
    Command("package", "maak het pakket voor studenten, met de antwoorden apart", _package_arguments, _package),
    Command("verify", "reken een pakket na en zeg wat verschilt", _verify_arguments, _verify),
)
