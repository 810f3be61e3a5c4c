"""``nota adjudicate``: differences between coders one by one, and what was decided together."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from typing import TYPE_CHECKING

from . import Command
from .review import shortened, width

if TYPE_CHECKING:
    from ..review import Difference
    from ..study import Study

ORDER = 42


def _adjudicate_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "conversation", metavar="GESPREK", nargs="?", help="bijvoorbeeld c01-collega; zonder: een overzicht"
    )
    parser.add_argument("--sentence", metavar="ZIN", type=int, help="het nummer van de zin")
    parser.add_argument("--code", metavar="CODE", help="de code waarover het verschil gaat")
    choice = parser.add_mutually_exclusive_group()
    choice.add_argument("--accept", action="store_true", help="de code geldt")
    choice.add_argument("--reject", action="store_true", help="de code geldt niet")
    choice.add_argument("--instead", metavar="CODE", help="deze andere code geldt")
    parser.add_argument(
        "--like", metavar="CODEUR", help="neem van deze codeur over: bevestigd of ontkend, zekerheid, tijd"
    )
    parser.add_argument("--reason", metavar="REDEN", default="", help="waarom; altijd nodig bij een beslissing")
    parser.add_argument("--ask", action="store_true", help="ga de verschillen een voor een langs")
    parser.add_argument("--finish", action="store_true", help="sluit het gesprek af als alles beslist is")


def _adjudicate(arguments: Namespace) -> int:
    from ..review import decide, differences, finish
    from ..study import Study

    study = Study.open(arguments.study)
    if arguments.conversation is None:
        return _overview(study)
    if arguments.finish:
        number = finish(study, arguments.conversation)
        print(f"{arguments.conversation} is afgerond; {number} coderingen waren bij alle codeurs gelijk.")
        return 0
    found = differences(study, arguments.conversation)
    if arguments.ask:
        return _ask(study, found)
    if not (arguments.accept or arguments.reject or arguments.instead):
        for one in found:
            _show(study, one)
        print(f"{_differences(len(found))} open in {arguments.conversation}.")
        return 0
    chosen = _the_one(found, arguments)
    decide(study, chosen, accept=arguments.accept, reason=arguments.reason, code=arguments.instead, like=arguments.like)
    print(f"Bewaard. Nog {_differences(len(found) - 1)} open in {arguments.conversation}.")
    print(f"Terug: nota undo --coder {study.settings.adjudicator}")
    return 0


def _differences(number: int) -> str:
    return "1 verschil" if number == 1 else f"{number} verschillen"


def _the_one(found: list[Difference], arguments: Namespace) -> Difference:
    from ..errors import UsageError

    matching = [one for one in found if one.sentence == arguments.sentence and arguments.code in (None, one.code)]
    if len(matching) != 1:
        message = "dit verschil is er niet." if not matching else "in deze zin zijn er meer verschillen."
        raise UsageError(message, fix="geef --sentence en --code zoals 'nota adjudicate GESPREK' ze toont.")
    return matching[0]


def _overview(study: Study) -> int:
    from collections import Counter

    from ..review import differences

    counts = Counter(one.conversation for one in differences(study))
    for name, number in sorted(counts.items()):
        print(f"  {name:<28} {number:>4} open")
    where = "1 gesprek" if len(counts) == 1 else f"{len(counts)} gesprekken"
    print(f"{_differences(sum(counts.values()))} open, in {where}.")
    if counts:
        print(f"Een voor een langsgaan: nota adjudicate {min(counts)} --ask")
    return 0


def _show(study: Study, one: Difference) -> None:
    from ..review import QUALIFIER_LABELS, qualifiers_in_dutch, transcript_of

    words = transcript_of(study, one.conversation).text[one.start : one.end]
    print(f"{one.conversation}#{one.turn}, zin {one.sentence}: {shortened(words, max(width() - 30, 200))}")
    if one.not_by:
        print(f"   {one.code}: wel {', '.join(one.given_by)}; niet {', '.join(one.not_by)}")
    else:
        about = " en ".join(QUALIFIER_LABELS[name] for name in one.about.split())
        given = "; ".join(
            f"{who}: {qualifiers_in_dutch(c.polarity, c.certainty, c.time)}"
            for who, c in zip(one.given_by, one.codings)
        )
        print(f"   {one.code}: allen gaven de code, maar verschillen in {about} ({given})")


def _ask(study: Study, found: list[Difference]) -> int:
    kept = skipped = 0
    for number, one in enumerate(found, 1):
        print(f"\n{number} van de {len(found)}")
        _show(study, one)
        answer = _answered("Geldt de code? j (ja), n (nee), a (andere code), o (overslaan), s (stoppen): ", "jnaos")
        if answer == "s":
            break
        if answer == "o" or not _decided_together(study, one, answer):
            skipped += 1
        else:
            kept += 1
    left = len(found) - kept
    print(f"\n{kept} beslist, {skipped} overgeslagen; {left} open.")
    if kept:
        print(f"Terug: nota undo --coder {study.settings.adjudicator}")
    if found and not left:
        print(f"Het gesprek afsluiten: nota adjudicate {found[0].conversation} --finish")
    return 0


def _decided_together(study: Study, one: Difference, answer: str) -> bool:
    """Ask what belongs to a decision until it is kept, or left open by who asked for that. Returns whether it was kept."""
    from ..errors import NotaError
    from ..review import decide

    other = like = None
    reason = ""
    while True:
        if answer == "a" and not other:
            other = _line("Welke code (leeg: overslaan): ")
            if not other:
                return False
        if answer == "j" and not one.not_by and not like:
            like = _line(f"Naar wie ({', '.join(one.given_by)}; leeg: {one.given_by[0]}): ") or one.given_by[0]
        while not reason:
            reason = _line("Reden: ")
            if not reason:
                print(
                    "Niet bewaard: een gezamenlijke beslissing heeft een reden nodig. Geef die, of o om over te slaan."
                )
        if reason == "o":
            return False
        try:
            decide(study, one, accept=answer == "j", reason=reason, code=other, like=like)
        except NotaError as error:
            print(f"Niet bewaard: {error}")
            if not (other or like):
                return False
            other = like = None
        else:
            print("Bewaard.")
            return True


def _answered(question: str, letters: str) -> str:
    while (answer := _line(question).lower()[:1]) not in tuple(letters):
        print(f"Kies een van deze letters: {', '.join(letters)}.")
    return answer


def _line(question: str) -> str:
    """A line from the keyboard. Raises UsageError where there is no keyboard to ask."""
    from ..errors import UsageError

    try:
        return input(question).strip()
    except EOFError:
        message = "er is geen antwoord meer te lezen; wat hierboven 'Bewaard' heet, is bewaard."
        raise UsageError(
            message, fix="geef de beslissing mee: --sentence, --code, --accept of --reject, --reason."
        ) from None


COMMANDS = (Command("adjudicate", "beslis samen over verschillen tussen codeurs", _adjudicate_arguments, _adjudicate),)
