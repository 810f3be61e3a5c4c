"""Names: measure the finder, decide about candidates, the leak check, the key."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from . import Command

if TYPE_CHECKING:
    from ..privacy.undecided import Candidate
    from ..study import Study

ORDER = 20
_KEYS = {"p": "persoon", "s": "school", "l": "plaats", "o": "organisatie", "g": "geen"}


def _names_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="BESTAND", type=Path, help="uitingen met gemarkeerde namen (.jsonl)")
    parser.add_argument("--json", metavar="BESTAND", type=Path, help="schrijf de uitkomst ook als JSON")


def _names(arguments: Namespace) -> int:
    from ..files import write_json
    from ..numbers import dutch
    from ..privacy.measuring import measure, read_utterances

    scores = measure(read_utterances(arguments.file))
    print("gevonden (elk woord afgedekt):")
    for kind, recall in scores["recall"].items():
        print(f"  {kind:<14} {dutch(recall, 3):>6}  van {scores['marked'][kind]}")
    print(f"ten onrechte afgedekt: {dutch(scores['false_masks_per_1000_words'], 2)} per 1.000 woorden")
    print(f"snelheid: {dutch(scores['words_per_second'])} woorden per seconde")
    if arguments.json:
        write_json(arguments.json, scores)
    return 0


def _candidates_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--ask", action="store_true", help="loop ze langs en beslis met één toets")
    parser.add_argument("--by", metavar="NAAM", default="", help="wie er beslist")


def _candidates(arguments: Namespace) -> int:
    from ..privacy.found import KIND_LABELS
    from ..privacy.survey import survey
    from ..privacy.undecided import undecided
    from ..study import Study

    study = Study.open(arguments.study)
    found = undecided(survey(study))
    if not found:
        print("Er is niets te beslissen: alle gevonden namen zijn bekend of beoordeeld.")
        return 0
    if arguments.ask:
        return _ask(study, found, arguments.by)
    for one in found:
        print(f"{one.words}  ({KIND_LABELS[one.kind]}?, {one.count} keer, {', '.join(one.placeholders)})")
        for context in one.contexts:
            print(f"    {context}")
    print(
        "\nZolang u niet beslist, worden deze woorden vervangen. Beslis met 'nota candidates --ask' of 'nota decide'."
    )
    return 0


def _ask(study: Study, found: list[Candidate], by: str) -> int:
    from ..privacy import decide
    from ..privacy.found import KIND_LABELS

    print("p persoon, s school, l plaats, o organisatie, g geen naam, Enter overslaan, q stoppen\n")
    for number, one in enumerate(found, 1):
        print(f"{number} van {len(found)}: {one.words}  ({KIND_LABELS[one.kind]}?, {one.count} keer)")
        for context in one.contexts:
            print(f"    {context}")
        answer = input("  > ").strip().lower()[:1]
        if answer == "q":
            break
        if answer in _KEYS:
            decide(study, one.words, _KEYS[answer], by=by)
    print("Uw beslissingen zijn bewaard. 'nota run' gebruikt ze.")
    return 0


def _decide_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("words", metavar="WOORDEN", help="de woorden, of hun aanduiding (c01/persoon-1)")
    parser.add_argument(
        "kind", metavar="SOORT", help="persoon, school, plaats, organisatie, geen, of van wie het is (c01/medewerker-1)"
    )
    parser.add_argument("--by", metavar="NAAM", default="", help="wie er beslist")


def _decide(arguments: Namespace) -> int:
    from ..privacy import decide
    from ..privacy.undecided import words_behind
    from ..study import Study

    study = Study.open(arguments.study)
    words = arguments.words
    if words.rpartition("-")[0].strip("[").rpartition("/")[2] in ("persoon", "school", "plaats", "organisatie"):
        words = words_behind(study, words) or words
    decide(study, words, arguments.kind, by=arguments.by)
    print("Bewaard. De beslissing geldt voor de hele studie; 'nota run' gebruikt haar.")
    return 0


def _check_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "paths", metavar="PAD", nargs="*", type=Path, help="bestanden of mappen; anders alles in outputs/"
    )
    parser.add_argument("--staged", action="store_true", help="controleer wat klaarstaat voor een commit in git")
    parser.add_argument("--install-hook", action="store_true", help="laat git dit voor elke commit doen")
    parser.add_argument("--force", action="store_true", help="controleer ook als er niets veranderde")


def _check(arguments: Namespace) -> int:
    from ..study import Study

    study = Study.open(arguments.study)
    if arguments.install_hook:
        return _install_hook(study)
    if arguments.staged:
        return _check_staged(study)
    if not arguments.paths:
        from .main import run_step

        return run_step(arguments, "check")
    from ..privacy import check_files
    from ..privacy.checking import refusal, remarks

    report = check_files(study, arguments.paths)
    if report.leaks:
        raise refusal(report.leaks)
    for remark in remarks(report):
        print(f"Let op: {remark}")
    print(f"Geen namen gevonden in {report.files} {'bestand' if report.files == 1 else 'bestanden'}.")
    return 0


def _check_staged(study: Study) -> int:
    from ..privacy.staged import check_staged

    report = check_staged(study)
    if report.leaks:
        from ..privacy.checking import refusal

        raise refusal(report.leaks)
    print(f"Geen namen gevonden in wat klaarstaat ({report.files} bestanden).")
    return 0


def _install_hook(study: Study) -> int:
    from ..privacy.staged import install_hook

    path = install_hook(study)
    print(f"Git controleert nu voor elke commit op namen ({path}).")
    return 0


def _key_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--change", action="store_true", help="geef de sleutel een ander wachtwoord")
    parser.add_argument("--show", metavar="CASE", help="toon op het scherm wie wie is in een case")


def _key(arguments: Namespace) -> int:
    import getpass

    from ..privacy import vault
    from ..study import Study

    study = Study.open(arguments.study)
    exists = vault.key_path(study).is_file()
    if exists and not arguments.change:
        words = vault.passphrase(study, ask=True)
        if not words:
            raise UsageError("er is geen wachtwoord gegeven.", fix=f"zet het in de variabele {vault.VARIABLE}.")
        key = vault.read_key(study, words)
        _show_key(key, arguments.show)
        return 0
    old = vault.passphrase(study, ask=True) if exists else None
    new, again = getpass.getpass("Nieuw wachtwoord: "), getpass.getpass("Nog een keer: ")
    if not new or new != again:
        raise UsageError("de twee wachtwoorden zijn niet gelijk, of leeg.", fix="probeer het opnieuw.")
    if old:
        vault.change_passphrase(study, old, new)
    else:
        vault.write_key(study, {}, new)
    kept = vault.save_passphrase(study, new)
    where = "in de sleutelbos van dit systeem" if kept else f"nergens; geef het mee in de variabele {vault.VARIABLE}"
    print(f"De sleutel is op slot. Het wachtwoord is bewaard: {where}.")
    print("Wie het wachtwoord kwijt is, kan namen niet meer terugzetten. De studie zelf loopt dan gewoon door.")
    return 0


def _show_key(key: dict[str, dict[str, list[str]]], case: str | None) -> None:
    if case is None:
        people = sum(len(names) for names in key.values())
        print(f"De sleutel gaat open: {people} aanduidingen in {len(key)} cases. Toon ze met 'nota key --show CASE'.")
        return
    if case not in key:
        raise UsageError(
            f"case '{case}' staat niet in de sleutel.", fix=f"kies uit: {', '.join(sorted(key)) or 'geen'}."
        )
    for who, names in sorted(key[case].items()):
        print(f"  [{who}]  {', '.join(names)}")


COMMANDS = (
    Command("names", "meet hoe goed namen worden gevonden in gemarkeerde uitingen", _names_arguments, _names),
    Command(
        "candidates",
        "toon woorden die misschien een naam zijn en nog niet zijn beoordeeld",
        _candidates_arguments,
        _candidates,
    ),
    Command("decide", "leg vast of een woord een naam is, en wat voor een", _decide_arguments, _decide),
    Command("check", "zoek in alles wat gemaakt is, of in bestanden die u noemt, naar namen", _check_arguments, _check),
    Command("key", "de sleutel: wie is wie, op slot met een wachtwoord", _key_arguments, _key),
)
