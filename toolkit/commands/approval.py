"""``nota send``, ``remind``, ``receive``, ``record``, ``board``, ``changes``, ``settle``, ``approvals``, ``published``."""

from __future__ import annotations

import datetime as dt
import os
from argparse import ArgumentParser, ArgumentTypeError, Namespace
from pathlib import Path
from typing import TYPE_CHECKING

from . import Command

if TYPE_CHECKING:
    import pandas as pd

    from ..approval import Receipt, Sending
    from ..study import Study

ORDER = 60


def _day(text: str) -> dt.date:
    try:
        return dt.date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"'{text}' is geen datum; schrijf jjjj-mm-dd") from error


def _pair(text: str) -> tuple[str, str]:
    name, is_there, value = text.partition("=")
    if not is_there or not name or not value:
        raise ArgumentTypeError(f"'{text}' is geen keuze; schrijf bijvoorbeeld website=ja")
    return name, value


def _study(arguments: Namespace) -> Study:
    from ..study import Study

    return Study.open(arguments.study)


def _by(study: Study, arguments: Namespace) -> str:
    """Who records: --by, the variable NOTA_BY, or the only member of the team."""
    from ..errors import UsageError

    given = arguments.by or os.environ.get("NOTA_BY", "")
    team = [member.id for member in study.settings.team]
    if given and team and given not in team:
        raise UsageError(f"'{given}' hoort niet bij het team.", fix=f"kies uit: {', '.join(team)}.")
    if given or len(team) == 1:
        return str(given or team[0])
    raise UsageError("wie legt dit vast?", fix=f"geef --by, of zet NOTA_BY: {', '.join(team) or 'uw naam'}.")


def _common(parser: ArgumentParser, *, person: bool = False) -> None:
    parser.add_argument("document", metavar="TEKST", help="de tekst, bijvoorbeeld c01 of c01-campagne")
    if person:
        parser.add_argument("person", metavar="PERSOON", help="bijvoorbeeld medewerker-1")
    _by_and_on(parser)


def _by_and_on(parser: ArgumentParser) -> None:
    parser.add_argument("--by", metavar="WIE", default="", help="wie dit vastlegt: een id van het team in study.yaml")
    parser.add_argument(
        "--on", metavar="DATUM", type=_day, help="de dag waarop het gebeurde (jjjj-mm-dd); anders vandaag"
    )


def _send_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("document", metavar="TEKST", help="de tekst, bijvoorbeeld c01 of c01-campagne")
    parser.add_argument(
        "person", metavar="PERSOON", nargs="?", help="bijvoorbeeld medewerker-1; anders ieder die aan de beurt is"
    )
    parser.add_argument("--checked-by", metavar="WIE", default="", help="wie de tekst intern heeft nagelezen")
    _by_and_on(parser)


def _send(arguments: Namespace) -> int:
    from ..approval import send

    study = _study(arguments)
    by = _by(study, arguments)
    done = send(study, arguments.document, arguments.person, by=by, on=arguments.on, checked_by=arguments.checked_by)
    for one in done:
        _print_sending(study, one)
    if arguments.checked_by:
        _print_status(study, arguments.document)
    return 0


def _print_status(study: Study, document: str) -> None:
    """Sentences of a text that will no longer be true once it is approved."""
    from ..approval import text_document
    from ..writing import status_sentences

    for block in text_document(study, document).blocks:
        for sentence in status_sentences(block):
            print(f"Let op: in '{block.id}' staat: {sentence}\n  Zodra de tekst is goedgekeurd, klopt dat niet meer.")


def _print_sending(study: Study, one: Sending) -> None:
    short = one.person.rpartition("/")[2]
    if not one.paths:
        print(f"  {short:<18} {one.outcome}: {one.why}")
        return
    print(f"  {short:<18} {one.outcome}, kenmerk {one.reference}, antwoord uiterlijk {one.due}")
    print(f"  {'':<18} {study.shown(one.paths[0].parent)}/  (open de .eml en verstuur hem zelf)")


def _remind_arguments(parser: ArgumentParser) -> None:
    _common(parser, person=True)


def _remind(arguments: Namespace) -> int:
    from ..approval import remind
    from ..approval.packs import LET_OP

    study = _study(arguments)
    one = remind(study, arguments.document, arguments.person, by=_by(study, arguments), on=arguments.on)
    print(f"Herinnering vastgelegd voor {one.person}. De mail staat klaar:")
    for path in one.paths:
        print(f"  {study.shown(path)}")
    for path in one.paths:
        if path.name.endswith(LET_OP):
            print(f"Let op: {path.read_text(encoding='utf-8').strip()}")
    return 0


def _receive_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files",
        metavar="BESTAND",
        nargs="+",
        type=Path,
        help="formulieren (.docx), antwoorden van de pagina (.json) of mails (.eml)",
    )
    _by_and_on(parser)


def _receive(arguments: Namespace) -> int:
    """All files are tried; the first error decides the exit code."""
    from ..approval import receive
    from ..errors import NotaError

    study = _study(arguments)
    by, failed = _by(study, arguments), 0
    for path in arguments.files:
        try:
            _print_receipt(study, path, receive(study, path, by=by, on=arguments.on))
        except NotaError as error:
            print(f"{path.name}: NIET ingelezen.\n  {error}")
            failed = failed or error.exit_code
    return failed


def _print_receipt(study: Study, path: Path, receipt: Receipt) -> None:
    from ..approval import LABELS
    from ..approval.receiving import described

    entry = receipt.entry
    again = " (was al ingelezen)" if receipt.already else ""
    print(f"{path.name}: {entry.person}, {entry.document} versie {entry.version}: {LABELS[entry.event]}{again}")
    print(f"  {described(entry.channels)}")
    counted = [block for block in receipt.reading.blocks if block.status != "gelijk"]
    print(f"  {len(counted)} stukken gewijzigd of weggehaald, {len(receipt.reading.remarks)} opmerkingen")
    for note in receipt.notes:
        print(f"  Let op: {note}")
    if counted or receipt.reading.remarks or receipt.reading.unplaced or receipt.reading.choices.comment:
        print(f"  Bekijk ze met: nota changes {entry.document}")
    print(f"  bewaard als {study.shown(receipt.path)}")


def _record_arguments(parser: ArgumentParser) -> None:
    from ..approval.recording import NAMINGS, VIA
    from ..approval.states import ANSWERS

    answers = (*ANSWERS, "geen_reactie", "ingetrokken")
    _common(parser, person=True)
    parser.add_argument("answer", metavar="ANTWOORD", choices=answers, help=", ".join(answers))
    parser.add_argument(
        "--channel", metavar="KANAAL=JA", type=_pair, action="append", default=[], help="per gebruik: website=ja"
    )
    parser.add_argument(
        "--naming",
        metavar="HOE",
        action="append",
        default=[],
        help=f"{', '.join(NAMINGS)}; per gebruik: website=pseudoniem",
    )
    parser.add_argument("--pseudonym", metavar="NAAM", default="", help="de verzonnen naam")
    parser.add_argument("--school", choices=("ja", "nee"), default="", help="of de naam van de school erbij mag")
    parser.add_argument("--via", choices=VIA, default="telefoon", help=f"hoe het antwoord kwam: {', '.join(VIA)}")
    parser.add_argument("--reason", metavar="TEKST", default="", help="een toelichting, zonder namen")
    parser.add_argument("--file", metavar="BESTAND", type=Path, help="een scan of brief om bij het register te bewaren")


def _record(arguments: Namespace) -> int:
    from ..approval import LABELS, no_reply, record, withdraw

    study = _study(arguments)
    by, on = _by(study, arguments), arguments.on
    if arguments.answer == "geen_reactie":
        entry = no_reply(study, arguments.document, arguments.person, by=by, on=on)
    elif arguments.answer == "ingetrokken":
        gone = [channel for channel, _ in arguments.channel] or [""]
        for channel in gone:
            entry = withdraw(
                study, arguments.document, arguments.person, by=by, on=on, channel=channel, reason=arguments.reason
            )
    else:
        naming = dict(one.split("=", 1) if "=" in one else ("*", one) for one in arguments.naming)
        entry = record(
            study, arguments.document, arguments.person, arguments.answer, by=by, via=arguments.via, on=on,
            channels=dict(arguments.channel), naming=naming, pseudonym=arguments.pseudonym, school=arguments.school,
            reason=arguments.reason, file=arguments.file,
        )  # fmt: skip
    what = LABELS.get(entry.event, f"kanaal {entry.channel} ingetrokken")
    print(f"Vastgelegd: {entry.person}, {entry.document} versie {entry.version}: {what}.")
    return 0


def _board_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--on", metavar="DATUM", type=_day, help="de dag waarop 'te laat' wordt gemeten; anders vandaag"
    )


def _board(arguments: Namespace) -> int:
    from ..approval import board

    study = _study(arguments)
    _print_table(board(study, on=arguments.on or dt.date.today()), "Er zijn nog geen teksten om akkoord op te vragen.")
    return 0


def _changes_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("document", metavar="TEKST", help="de tekst, bijvoorbeeld c01")


def _changes(arguments: Namespace) -> int:
    from ..approval import changes

    frame = changes(_study(arguments), arguments.document)
    if frame.empty:
        print("Er zijn geen wensen of opmerkingen.")
    for row in frame.to_dict("records"):
        decided = f" [{row['besluit']}]" if row["besluit"] else ""
        print(f"{row['wens']}: {row['soort']} bij {row['stuk']}, door {row['door']}{decided}")
        print(f"  was:   {row['was']}\n  wordt: {row['wordt'] or '(weg)'}")
        if row["let op"]:
            print(f"  let op: {row['let op']}")
    if not frame.empty:
        print(
            f"\nBeslissen: nota settle {arguments.document} WENS=accept|keep|discuss|settle, of WENS=adapt --text 'nieuwe tekst'"
        )
    return 0


def _decide_arguments(parser: ArgumentParser) -> None:
    from ..approval.deciding import DECISIONS

    _common(parser)
    parser.add_argument(
        "decisions",
        metavar="WENS=BESLUIT",
        nargs="+",
        type=_pair,
        help=f"de wens en wat u besluit: {', '.join(DECISIONS)}",
    )
    parser.add_argument(
        "--text", metavar="TEKST", default="", help="de nieuwe tekst bij adapt (voor één wens tegelijk)"
    )
    parser.add_argument("--reason", metavar="TEKST", default="", help="waarom, zonder namen")


def _decide(arguments: Namespace) -> int:
    from ..approval import Decision, decide

    study = _study(arguments)
    chosen = [
        Decision(wish, what, arguments.text if what == "adapt" else "", arguments.reason)
        for wish, what in arguments.decisions
    ]
    done = decide(study, arguments.document, chosen, by=_by(study, arguments), on=arguments.on)
    print(f"Vastgelegd: {len(chosen)} besluiten over {arguments.document}.")
    if done.changed:
        print(f"  Versie {done.document.version} staat in {study.shown(done.path)}.")
    if done.again:
        names = ", ".join(one.rpartition("/")[2] for one in done.again)
        print(f"  Leg de gewijzigde stukken opnieuw voor aan: {names} (nota send {arguments.document}).")
    return 0


def _approvals_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("--verify", action="store_true", help="controleer de ketting en alle bewaarde bestanden")


def _approvals(arguments: Namespace) -> int:
    from ..approval import load_register, not_as_sent, verify

    study = _study(arguments)
    register = verify(study) if arguments.verify else load_register(study)
    packs = not_as_sent(study) if arguments.verify else []
    for entry in () if arguments.verify else register.entries:
        what = " ".join(part for part in (entry.event, entry.channel, entry.change, entry.decision) if part)
        print(
            f"{entry.at}  {entry.document:<14} v{entry.version}  {entry.person.rpartition('/')[2]:<16} {what}  ({entry.by})"
        )
    for note in (*register.notes, *packs, *register.problems):
        print(f"Let op: {note}")
    if arguments.verify:
        print(f"Het register klopt: {len(register.entries)} regels. Laatste regel: {register.head}")
        print("Bewaar die code elders; dan kunt u later aantonen dat er niets is veranderd.")
    return 3 if register.problems else 0


def _published_arguments(parser: ArgumentParser) -> None:
    _common(parser)
    parser.add_argument("channel", metavar="KANAAL", help="waar de tekst is verschenen, bijvoorbeeld website")


def _published(arguments: Namespace) -> int:
    from ..approval import published

    study = _study(arguments)
    entry = published(study, arguments.document, arguments.channel, by=_by(study, arguments), on=arguments.on)
    print(f"Vastgelegd: {entry.document} versie {entry.version} is verschenen via {entry.channel} op {entry.on}.")
    return 0


def _print_table(frame: pd.DataFrame, empty: str) -> None:
    if frame.empty:
        print(empty)
        return
    import pandas as pd

    with pd.option_context(
        "display.max_rows", None, "display.max_columns", None, "display.width", 220, "display.max_colwidth", 60
    ):
        print(frame.to_string(index=False))


COMMANDS = (
    Command("send", "maak het pakket van een tekst en leg vast dat het is verzonden", _send_arguments, _send),
    Command("remind", "leg vast dat de herinnering is verstuurd", _remind_arguments, _remind),
    Command(
        "receive", "lees antwoorden in: formulieren, antwoorden van de pagina, mails", _receive_arguments, _receive
    ),
    Command("record", "leg een antwoord vast dat per telefoon, brief of gesprek kwam", _record_arguments, _record),
    Command("board", "toon wie wat heeft, sinds wanneer, en wat er te doen is", _board_arguments, _board),
    Command("changes", "toon elke wijziging en opmerking bij een tekst", _changes_arguments, _changes),
    Command("settle", "beslis over wensen en schrijf de volgende versie van de tekst", _decide_arguments, _decide),
    Command("approvals", "toon of controleer het register van akkoord", _approvals_arguments, _approvals),
    Command("published", "leg vast dat een tekst echt is verschenen", _published_arguments, _published),
)
