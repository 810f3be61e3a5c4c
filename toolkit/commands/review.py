"""``nota codings``, ``accept``, ``reject``, ``recode``, ``undo``, ``done``, ``next``: decide about codes one by one."""

from __future__ import annotations

import shutil
from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING, Any

from . import Command

if TYPE_CHECKING:
    import pandas as pd

    from ..records import Change
    from ..study import Study

ORDER = 40
STATUS = {"voorstel": "suggested", "aanvaard": "accepted", "afgewezen": "rejected"}


def coder_argument(parser: ArgumentParser) -> None:
    """``--coder``, as every verb of review has it."""
    parser.add_argument("--coder", metavar="CODEUR", help="wie codeert, bijvoorbeeld k1")


def shortened(text: str, room: int) -> str:
    """A text on one line of at most this many characters."""
    line = " ".join(text.split())
    return line if len(line) <= room else f"{line[: max(room - 1, 1)]}…"


def width() -> int:
    """How many characters fit on a line of this screen."""
    return max(shutil.get_terminal_size((110, 24)).columns, 60)


def rows_of(table: pd.DataFrame) -> list[dict[str, Any]]:
    """The rows of a table, by column."""
    return [{str(name): value for name, value in row.items()} for row in table.to_dict("records")]


def _codings_arguments(parser: ArgumentParser) -> None:
    coder_argument(parser)
    parser.add_argument("--conversation", metavar="GESPREK", help="alleen dit gesprek")
    parser.add_argument("--code", metavar="CODE", help="alleen deze code of dit thema")
    parser.add_argument("--status", choices=sorted(STATUS), metavar="STATUS", help=f"{', '.join(sorted(STATUS))}")
    parser.add_argument(
        "--lost", action="store_true", help="coderingen waarvan de plek in de tekst niet meer te vinden is"
    )
    parser.add_argument("--limit", metavar="N", type=int, default=40, help="hoogstens zoveel (anders: 40)")


def _codings(arguments: Namespace) -> int:
    from ..numbers import dutch
    from ..review import STATUS_LABELS, codings_view, journals, visible_codings
    from ..study import Study

    study = Study.open(arguments.study)
    table = codings_view(
        study, coder=arguments.coder, conversation=arguments.conversation, code=arguments.code,
        status=STATUS.get(arguments.status or ""), lost=arguments.lost,
    )  # fmt: skip
    for row in rows_of(table)[: arguments.limit]:
        place = (
            f"{row['conversation']}#{row['turn']:.0f}"
            if row["turn"] == row["turn"] and row["turn"]
            else row["conversation"]
        )
        chance = row["confidence"]
        sure = f" kans {dutch(chance, 2)}" if chance is not None and chance == chance else ""
        print(f"{row['number'][:8]}  {STATUS_LABELS[row['status']]:<9} {row['code']:<28} {place}  {row['coder']}{sure}")
        print(f"          {shortened(row['fragment'], width() - 10)}")
    print(f"\n{min(len(table), arguments.limit)} van de {len(table)} coderingen en voorstellen.")
    _, hidden = visible_codings(study, arguments.coder)
    for name, waiting in sorted(hidden.items()):
        print(f"Verborgen: {name}. Het blind coderen is nog bezig; er wordt gewacht op {' en '.join(waiting)}.")
    for journal in journals(study, arguments.coder).values():
        for line in journal.broken:
            print(f"Let op: {line}")
    return 0


def _numbers_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "numbers", metavar="NUMMER", nargs="+", help="nummers uit 'nota codings'; de eerste tekens zijn genoeg"
    )
    coder_argument(parser)
    parser.add_argument("--reason", metavar="REDEN", default="", help="waarom")


def _accept_arguments(parser: ArgumentParser) -> None:
    _numbers_arguments(parser)
    parser.add_argument("--memo", metavar="TEKST", default="", help="een memo bij de codering")


def _accept(arguments: Namespace) -> int:
    from ..review import accept, coder_of
    from ..study import Study

    study = Study.open(arguments.study)
    coder = coder_of(study, arguments.coder)
    return _told(
        study, accept(study, coder, arguments.numbers, memo=arguments.memo, reason=arguments.reason), "aanvaard"
    )


def _reject(arguments: Namespace) -> int:
    from ..review import coder_of, reject
    from ..study import Study

    study = Study.open(arguments.study)
    coder = coder_of(study, arguments.coder)
    return _told(study, reject(study, coder, arguments.numbers, reason=arguments.reason), "afgewezen")


def _recode_arguments(parser: ArgumentParser) -> None:
    _numbers_arguments(parser)
    parser.add_argument("--code", metavar="CODE", required=True, help="de nieuwe code")


def _recode(arguments: Namespace) -> int:
    from ..review import coder_of, recode
    from ..study import Study

    study = Study.open(arguments.study)
    coder = coder_of(study, arguments.coder)
    changes = recode(study, coder, arguments.numbers, arguments.code, reason=arguments.reason)
    return _told(study, changes, f"gecodeerd als {arguments.code}")


def _told(study: Study, changes: list[Change], what: str) -> int:
    for change in changes:
        coding = change.after or change.before
        assert coding is not None
        print(f"{coding.id[:8]}  {coding.transcript}: {what}.")
    print(
        "Niets veranderd: dit was al zo."
        if not changes
        else f"{len(changes)} bewaard. Terug: nota undo --coder {changes[0].by}"
    )
    del study
    return 0


def _undo_arguments(parser: ArgumentParser) -> None:
    coder_argument(parser)
    parser.add_argument(
        "--conversation", metavar="GESPREK", help="in dit gesprek (anders: waar het laatst iets veranderde)"
    )
    parser.add_argument("--redo", action="store_true", help="doe opnieuw wat net is teruggenomen")


def _undo(arguments: Namespace) -> int:
    from ..review import coder_of, undo
    from ..study import Study

    study = Study.open(arguments.study)
    coder = coder_of(study, arguments.coder)
    conversation, changes = undo(study, coder, arguments.conversation, again=arguments.redo)
    if not changes:
        print("Er is niets om opnieuw te doen." if arguments.redo else "Er is niets om terug te nemen.")
        return 0
    what = "opnieuw gedaan" if arguments.redo else "teruggenomen"
    print(f"{conversation}: {len(changes)} {'wijziging' if len(changes) == 1 else 'wijzigingen'} {what}.")
    return 0


def _done_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("conversation", metavar="GESPREK", help="bijvoorbeeld c01-collega")
    coder_argument(parser)
    parser.add_argument("--reopen", action="store_true", help="toch niet: ga verder met dit gesprek")


def _done(arguments: Namespace) -> int:
    from ..review import coder_of, open_journal, transcript_of
    from ..study import Study

    study = Study.open(arguments.study)
    coder = coder_of(study, arguments.coder)
    transcript_of(study, arguments.conversation)
    journal = open_journal(study, coder, arguments.conversation)
    if arguments.reopen:
        journal.reopen(coder)
        print(f"{arguments.conversation} staat voor {coder} weer open.")
    else:
        journal.mark_done(coder)
        print(f"{coder} is klaar met {arguments.conversation}: wat geen codering heeft, telt als 'geen code'.")
    return 0


def _next_arguments(parser: ArgumentParser) -> None:
    coder_argument(parser)
    parser.add_argument("--limit", metavar="N", type=int, default=10, help="hoogstens zoveel zinnen (anders: 10)")
    parser.add_argument("--learn", action="store_true", help="leer eerst van wat al beslist is")


def _next(arguments: Namespace) -> int:
    from ..review import next_to_review, relearned
    from ..study import Study
    from ..transcripts import load_transcripts

    study = Study.open(arguments.study)
    transcripts = load_transcripts(study)
    texts = {one.id: one.text for one in transcripts}
    learned = relearned(study, arguments.coder, transcripts=transcripts) if arguments.learn else None
    found = next_to_review(study, arguments.limit, arguments.coder, transcripts=transcripts, suggestions=learned)
    for one in found:
        print(f"{one.conversation}#{one.turn}  {shortened(texts[one.conversation][one.start : one.end], width() - 24)}")
        for suggestion in one.suggestions:
            print(f"   {suggestion.id[:8]}  {suggestion.code}")
        print(f"   Waarom: {'; '.join(one.reasons)}.")
    if not found:
        print("Er wacht niets meer op een beslissing.")
    return 0


def _pages_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "conversations", metavar="GESPREK", nargs="*", help="bijvoorbeeld c01-collega; zonder: alle gesprekken"
    )


def _pages(arguments: Namespace) -> int:
    from ..review import visible_codings, write_pages
    from ..study import Study

    study = Study.open(arguments.study)
    for path in write_pages(study, arguments.conversations or None):
        print(study.shown(path))
    for name, waiting in sorted(visible_codings(study, transcripts=())[1].items()):
        print(f"Weggelaten: {name}. Het blind coderen is nog bezig; er wordt gewacht op {' en '.join(waiting)}.")
    return 0


def _gain_arguments(parser: ArgumentParser) -> None:
    del parser


def _gain(arguments: Namespace) -> int:
    from ..figures import save, style
    from ..numbers import dutch
    from ..review import gain_curve, gain_figure
    from ..study import Study

    study = Study.open(arguments.study)
    curve = gain_curve(study)
    if curve.empty:
        print("Hiervoor zijn vier gesprekken nodig waar een codeur mee klaar is ('nota done').")
        return 0
    print("Gesprekken  Zinnen  Precisie  Dekking  F1")
    for row in rows_of(curve):
        quality = "".join(f"{dutch(row[name], 2):>9}" for name in ("precision", "recall", "f1"))
        print(f"{dutch(row['conversations'], 0):>10}{dutch(row['sentences'], 0):>8}{quality}")
    with style():
        paths = save(gain_figure(curve), study.outputs / "review", prefix="review")
    print(f"Figuur: {study.shown(paths[1])}")
    return 0


COMMANDS = (
    Command("codings", "toon voorstellen en coderingen", _codings_arguments, _codings),
    Command("next", "toon de zinnen waarvan het programma het meest leert", _next_arguments, _next),
    Command("gain", "toon hoe voorstellen beter worden van beslissingen", _gain_arguments, _gain),
    Command("accept", "aanvaard voorstellen", _accept_arguments, _accept),
    Command("reject", "wijs voorstellen af", _numbers_arguments, _reject),
    Command("recode", "geef coderingen een andere code", _recode_arguments, _recode),
    Command("undo", "neem de laatste wijziging terug", _undo_arguments, _undo),
    Command("pages", "maak van gecodeerde gesprekken pagina's om te lezen en te printen", _pages_arguments, _pages),
    Command("done", "zeg dat een codeur klaar is met een gesprek", _done_arguments, _done),
)
