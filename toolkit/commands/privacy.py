"""Names: measure the finder, decide about candidates, the leak check, the key, withdrawal, retention."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from ..errors import UsageError
from . import Command

if TYPE_CHECKING:
    from ..privacy.undecided import Candidate
    from ..privacy.withdrawal import Plan
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


def _withdraw_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("person", metavar="PERSOON", help="case en persoon, bijvoorbeeld c01/medewerker-1")
    parser.add_argument("--yes", action="store_true", help="vraag niet om bevestiging")
    parser.add_argument(
        "--keep", action="store_true", help="laat het ruwe transcript en de codeerbestanden staan; sla ze alleen over"
    )
    parser.add_argument("--by", metavar="NAAM", default="", help="wie dit vastlegt")


def _withdraw(arguments: Namespace) -> int:
    from ..intake import conversations
    from ..privacy.withdrawal import carry_out, plan_withdrawal
    from ..study import Study

    study = Study.open(arguments.study)
    plan = plan_withdrawal(study, arguments.person)
    _show_plan(study, plan, keep=arguments.keep)
    out = _already_out(study, plan)
    if not arguments.yes and input("Typ 'ja' om dit te doen: ").strip().lower() != "ja":
        print("Er is niets veranderd.")
        return 0
    _in_register(study, plan, arguments.by)
    carry_out(study, plan, by=arguments.by, keep=arguments.keep)
    print("\nGedaan. 'nota run' maakt alles opnieuw, zonder deze persoon.")
    if not conversations(study):
        print("Dit was het laatste gesprek van de studie: er is geen gesprek meer over, en wat gemaakt was is weg.")
    for line in out:
        print(f"Niet terug te draaien: {line}")
    print(
        f"De namen in {study.shown(study.cases_folder / plan.case / 'case.yaml')} blijven staan om anderen die over deze persoon"
    )
    print("praten te kunnen afdekken. Haal ze weg als dat niet meer nodig is.")
    return 0


def _show_plan(study: Study, plan: Plan, *, keep: bool) -> None:
    print(f"Van {plan.whole} is er:")
    for path in plan.talks:
        print(f"  gesprek {study.shown(path)}: {'wordt overgeslagen' if keep else 'wordt verwijderd'}")
    for talk, count in plan.others:
        print(f"  let op: in {talk} {'zegt' if count == 1 else 'zeggen'} ook anderen iets, {count} keer; dat gaat mee")
    for talk, count in plan.turns:
        print(f"  {count} {'beurt' if count == 1 else 'beurten'} in {talk}: {'wordt' if count == 1 else 'worden'} leeg")
    for path, count in plan.codings:
        print(f"  {count} coderingen in {study.shown(path)}: {'blijven staan' if keep else 'vervallen'}")
    for block in plan.blocks:
        print(f"  passage {block.id} in {study.shown(block.path)}: vervalt")
    for path in plan.quoted:
        print(f"  verwijzing naar een citaat in {study.shown(path)}: vervalt")
    for path in plan.held:
        print(
            f"  let op: in {study.shown(path)} staan woorden van deze persoon; haal die daar zelf weg vóór 'nota run'"
        )
    print(f"  {len(plan.made)} gemaakte bestanden in outputs/: worden verwijderd en opnieuw gemaakt")
    if plan.about or plan.mentions:
        print("Beslis zelf over wat anderen over deze persoon zeggen; dit blijft staan:")
        for block in plan.about:
            print(f"  passage {block.id} in {study.shown(block.path)}")
        for place in plan.mentions:
            print(f"  beurt {place}")


def _already_out(study: Study, plan: Plan) -> list[str]:
    """What was published with this person in it: it stays out there."""
    from ..approval.register import load_register

    found = []
    for entry in load_register(study).entries:
        if entry.event == "gepubliceerd" and entry.case == plan.case:
            found.append(
                f"{entry.document} staat sinds {entry.on or entry.at[:10]} op kanaal {entry.channel}; vraag daar zelf om verwijdering."
            )
    return found


def _in_register(study: Study, plan: Plan, by: str) -> None:
    """One line per text of the case that the person has a say in; without a name."""
    from ..approval.people import documents
    from ..approval.register import Entry, append, load_register, lock
    from ..approval.states import state_of

    today = dt.date.today().isoformat()
    with lock(study):
        for document in documents(study):
            people = {person for block in document.blocks for person in (*block.about, block.by)}
            if plan.whole in people and state_of(load_register(study), document.id, plan.whole) != "ingetrokken":
                append(study, Entry("ingetrokken", document.id, document.case, document.version, document.digest, plan.whole,
                                    on=today, by=by))  # fmt: skip


def _retention_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--destroy", action="store_true", help="vernietig wat te lang is bewaard (vraagt eerst om bevestiging)"
    )
    parser.add_argument("--yes", action="store_true", help="vraag niet om bevestiging")
    parser.add_argument("--by", metavar="NAAM", default="", help="wie dit doet")


def _retention(arguments: Namespace) -> int:
    from ..privacy.retaining import destroy, retention, terms_path
    from ..study import Study

    study = Study.open(arguments.study)
    today = dt.date.today()
    rows = retention(study)
    if not terms_path(study).exists():
        print(f"Dit zijn voorgestelde termijnen. Leg die van uw bureau vast in {study.shown(terms_path(study))}.\n")
    for one in rows:
        state = "nu vernietigen" if one.due <= today else f"tot en met {one.due.isoformat()}"
        print(f"  {state:<26} {study.shown(one.path)}  ({one.what})")
    due = [one for one in rows if one.due <= today]
    if not due:
        print("Er is niets dat nu weg moet.")
        return 0
    if not arguments.destroy:
        print(f"\n{len(due)} bestanden moeten weg. Doe dat met 'nota retention --destroy'.")
        return 0
    print(
        "\nVernietigen is definitief. Zonder ruwe transcripten kan 'nota run' niets meer opnieuw maken: bewaar eerst outputs/."
    )
    if not arguments.yes and input(f"Typ 'ja' om {len(due)} bestanden te vernietigen: ").strip().lower() != "ja":
        print("Er is niets veranderd.")
        return 0
    gone = destroy(study, due, by=arguments.by)
    print(f"{len(gone)} bestanden vernietigd; vastgelegd in interviews/privacy/destroyed.jsonl.")
    return 0


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
    Command("withdraw", "haal iemand die zich terugtrekt overal uit", _withdraw_arguments, _withdraw),
    Command("retention", "toon wat niet langer bewaard mag worden, en vernietig het", _retention_arguments, _retention),
)
