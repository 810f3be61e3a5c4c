"""The command line ``nota``: Dutch help and messages, exit codes 0 done, 1 input, 2 use, 3 refused by a rule."""

from __future__ import annotations

import argparse
import gc
import sys
from collections.abc import Sequence
from typing import Any

from .commands import all_commands
from .errors import NotaError

_DUTCH = {
    "usage: ": "gebruik: ",
    "positional arguments": "wat u opgeeft",
    "options": "opties",
    "show this help message and exit": "toon deze hulp",
    "%(prog)s: error: %(message)s\n": "%(prog)s: %(message)s\n",
    "the following arguments are required: %s": "dit ontbreekt nog: %s",
    "unrecognized arguments: %s": "dit kennen we niet: %s",
    "argument %(argument_name)s: %(message)s": "bij %(argument_name)s: %(message)s",
    "expected one argument": "hier hoort één waarde achter",
    "expected at least one argument": "hier hoort ten minste één waarde achter",
    "expected at most one argument": "hier hoort hoogstens één waarde achter",
    "expected %s argument": "hier horen %s waarden achter",
    "expected %s arguments": "hier horen %s waarden achter",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r kan niet; kies uit %(choices)s",
    "invalid %(type)s value: %(value)r": "%(value)r is geen geldige waarde",
    "not allowed with argument %s": "kan niet samen met %s",
    "one of the arguments %s is required": "geef een van deze op: %s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan op meer slaan: %(matches)s",
}


def _translate() -> None:
    """argparse looks its own messages up through gettext; these are the Dutch ones."""
    module: Any = argparse
    module._ = lambda text: _DUTCH.get(text, text)
    module.ngettext = lambda one, many, n: _DUTCH.get(one if n == 1 else many, one if n == 1 else many)


def build_parser() -> argparse.ArgumentParser:
    """The parser with every verb."""
    _translate()
    parser = argparse.ArgumentParser(
        prog="nota",
        description="Van interviews naar een goedgekeurde tekst: inlezen, coderen, akkoord vragen en de discussienota maken.",
        epilog="Begin met 'nota run'. Hulp bij een opdracht: 'nota OPDRACHT --help'.",
    )
    parser.add_argument("--debug", action="store_true", help="toon bij een fout ook de technische melding")
    verbs = parser.add_subparsers(dest="verb", metavar="OPDRACHT", title="opdrachten")
    for command in all_commands():
        child = verbs.add_parser(command.name, help=command.help, description=command.help)
        child.add_argument("--study", metavar="MAP", default=".", help="de map van de studie (anders: deze map)")
        command.arguments(child)
        child.set_defaults(run=command.run)
    return parser


def collect_seldom() -> None:
    """Tables of words and rows make no cycles; looking for them among so many took a sixth of the time."""
    gc.set_threshold(50_000, 20, 50)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command. Returns the exit code; never shows a traceback unless --debug is given."""
    collect_seldom()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:  # Windows consoles: a character it lacks must not stop the work
            reconfigure(errors="replace")
    parser = build_parser()
    arguments = parser.parse_args(argv)
    if arguments.verb is None:
        parser.print_help()
        return 2
    try:
        return int(arguments.run(arguments))
    except NotaError as error:
        if arguments.debug:
            raise
        print(f"nota: {error}", file=sys.stderr)
        return error.exit_code
    except KeyboardInterrupt:
        print("\nnota: gestopt. Wat af was, is bewaard; 'nota run' gaat daar verder.", file=sys.stderr)
        return 130
    except BrokenPipeError:
        return 0
    except Exception as error:
        if arguments.debug:
            raise
        print(f"nota: hier ging iets mis dat niet had mogen gebeuren ({type(error).__name__}).", file=sys.stderr)
        print(
            "  Wat te doen: herhaal de opdracht met 'nota --debug ...' en stuur de melding naar de makers.",
            file=sys.stderr,
        )
        return 1
