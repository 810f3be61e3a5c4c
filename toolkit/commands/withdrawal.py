"""What goes away again: somebody who withdraws, and what was kept long enough."""

from __future__ import annotations

import datetime as dt
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from . import Command

if TYPE_CHECKING:
    from ..privacy.withdrawal import Plan
    from ..study import Study

ORDER = 21


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
    Command("withdraw", "haal iemand die zich terugtrekt overal uit", _withdraw_arguments, _withdraw),
    Command("retention", "toon wat niet langer bewaard mag worden, en vernietig het", _retention_arguments, _retention),
)
