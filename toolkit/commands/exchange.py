"""``nota export`` and ``nota import``: tables, ROCK, Taguette, corpora."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from . import Command

if TYPE_CHECKING:
    from ..exchange import Imported, Part
    from ..study import Study

ORDER = 80
WHAT = {
    "codings": "alle coderingen als tabel (.csv of .xlsx)",
    "codebook": "het codeboek (.csv, .xlsx of .qdc)",
    "rock": "gesprekken met codes als ROCK (een map)",
    "jsonl": "gesprekken met codes als JSON Lines (.jsonl)",
    "spacy": "gesprekken met codes als spaCy DocBin (.spacy)",
    "webannotations": "coderingen als W3C Web Annotations (.jsonld)",
}
INSIDE = (
    "In dit bestand staat wat mensen zeiden, met aanduidingen in plaats van namen. Deel het alleen met wie aan het onderzoek "
    "werkt; voor anderen is er 'nota publish'."
)


def part_arguments(parser: ArgumentParser) -> None:
    """The options that choose a part of a study."""
    parser.add_argument("--case", metavar="CASE", action="append", default=[], help="alleen deze case; mag vaker")
    parser.add_argument(
        "--conversation", metavar="GESPREK", action="append", default=[], help="alleen dit gesprek; mag vaker"
    )
    parser.add_argument("--coder", metavar="CODEUR", action="append", default=[], help="alleen deze codeur; mag vaker")
    parser.add_argument(
        "--suggestions", action="store_true", help="ook wat de software voorstelt en niemand nog besliste"
    )


def done_argument(parser: ArgumentParser) -> None:
    """``--done``, for reading in."""
    parser.add_argument(
        "--done",
        action="store_true",
        help="bij inlezen: de codeurs zijn klaar; wat geen code heeft, hoort er geen te hebben",
    )


def part_of(arguments: Namespace) -> Part:
    """The part that the options choose."""
    from ..exchange import Part

    return Part(tuple(arguments.case), tuple(arguments.conversation), tuple(arguments.coder), arguments.suggestions)


def warn_of_blind(study: Study, part: Part) -> None:
    """Say so when what goes out would end the blindness of coders who are not done."""
    from ..exchange.choosing import chosen_transcripts, unfinished_blind
    from ..exchange.wording import several

    waiting = unfinished_blind(study, chosen_transcripts(study, part))
    if waiting:
        names = " en ".join(sorted({name for names in waiting.values() for name in names}))
        talks = several(len(waiting), "gesprek wordt", "gesprekken worden")
        print(f"Let op: {talks} nog blind gecodeerd; geef dit bestand niet aan {names} zolang zij niet klaar zijn.")


def _export_arguments(parser: ArgumentParser) -> None:
    told = "; ".join(f"{name}: {what}" for name, what in WHAT.items())
    parser.add_argument("what", metavar="WAT", choices=sorted(WHAT), help=told)
    parser.add_argument("file", metavar="BESTAND", type=Path, help="waar het komt te staan; bij rock een map")
    part_arguments(parser)


def _export(arguments: Namespace) -> int:
    from ..files import write_bytes, write_text
    from ..study import Study

    study, path = Study.open(arguments.study), arguments.file
    part = part_of(arguments)
    if arguments.what == "rock":
        from ..exchange import rock_files

        files = rock_files(study, part)
        for name, text in files.items():
            write_text(path / name, text)
        print(f"{len(files)} bestanden geschreven in {path}.")
    else:
        write_bytes(path, _bytes(study, arguments.what, path, part))
        print(f"Geschreven: {path}.")
    if arguments.what != "codebook":
        warn_of_blind(study, part)
        print(INSIDE)
    return 0


def _bytes(study: Study, what: str, path: Path, part: Part) -> bytes:
    from .. import exchange

    made: dict[str, Callable[[], bytes]] = {
        "codings": lambda: exchange.export_codings(study, path, part),
        "codebook": lambda: exchange.export_codebook(study, path),
        "jsonl": lambda: exchange.jsonl_lines(study, part).encode("utf-8"),
        "spacy": lambda: exchange.docbin_bytes(study, part),
        "webannotations": lambda: exchange.annotations_text(study, part).encode("utf-8"),
    }
    return made[what]()


def _import_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        metavar="BESTAND",
        type=Path,
        help="een tabel (.csv, .xlsx), een export van Taguette (.html, .sqlite3, .csv) of ROCK",
    )
    parser.add_argument(
        "--coder", metavar="CODEUR", default="", help="van wie de coderingen zijn, als dat er niet bij staat"
    )
    parser.add_argument(
        "--project", metavar="NAAM", default="", help="welk project, als een database van Taguette er meer heeft"
    )
    done_argument(parser)
    parser.add_argument(
        "--replace", action="store_true", help="zet een codeboek op de plaats van het oude (dat blijft bewaard)"
    )


def _import(arguments: Namespace) -> int:
    from ..exchange import highlights, read_any, table_kind
    from ..exchange.workbook import SUFFIXES, read_table
    from ..study import Study

    path: Path = arguments.file
    if path.suffix.lower() not in SUFFIXES:
        return bring_in(read_any(path, project=arguments.project), path, arguments)
    rows = read_table(path)
    study = Study.open(arguments.study)
    kind = table_kind(rows)
    if kind == "highlights":
        return bring_in(highlights(study, path), path, arguments)
    return _codings(study, path, arguments) if kind == "codings" else codebook_in(study, path, arguments)


def bring_in(project: object, path: Path, arguments: Namespace) -> int:
    """Make a new study of a project, or merge it into the one that is there; say what came of it."""
    from ..errors import UsageError
    from ..exchange import Project, import_as_study, merge_project
    from ..study import Study

    assert isinstance(project, Project)
    target = Path(arguments.study)
    if (target / "interviews" / "study.yaml").is_file():
        if path.suffix.lower() == ".qdc":
            return codebook_in(Study.open(target), path, arguments)
        tell(merge_project(Study.open(target), project, path, coder=arguments.coder, done=arguments.done), new=False)
        return 0
    if str(arguments.study) == ".":
        fix = "geef --study MAP: een nieuwe map voor een nieuwe studie, of de map van een studie om in te voegen."
        raise UsageError("hier is geen studie om dit bestand in te voegen.", path=target, fix=fix)
    tell(import_as_study(project, path, target, done=arguments.done), new=True)
    return 0


def tell(outcome: Imported, *, new: bool) -> None:
    """What an import did, on the screen."""
    from ..exchange.wording import several

    study = outcome.study
    print(f"Nieuwe studie in {study.root}." if new else f"Ingevoegd in {study.root}.")
    talks = several(outcome.conversations, "gesprek of document", "gesprekken en documenten")
    print(f"  {talks}, {several(outcome.memos, 'nieuwe memo', 'nieuwe memo’s')}")
    for coder, count in outcome.codings.items():
        print(f"  {several(count, 'codering', 'coderingen')} bij {coder}")
    for remark in outcome.remarks:
        print(f"  Let op: {remark}")
    for name in outcome.uncertain:
        print(f"  Let op: bij bron '{name}' is niet zeker hoe de plaatsen zijn geteld; kijk een paar coderingen na.")
    if outcome.kept:
        parts = several(len(outcome.kept), "onderdeel heeft", "onderdelen hebben")
        print(f"  {parts} geen plaats in een studie; de lijst en het bestand zelf zijn bewaard.")
    print(f"Verslag: {study.shown(outcome.folder / 'verslag.md')}")


def _codings(study: Study, path: Path, arguments: Namespace) -> int:
    from ..exchange import import_codings
    from ..exchange.wording import several

    done = import_codings(study, path, coder=arguments.coder)
    for coder, count in done.written.items():
        if count:
            amount = several(count, "codering", "coderingen")
            print(f"{amount} toegevoegd of veranderd bij {coder}. Terug: nota undo --coder {coder}")
    if done.same:
        print(f"{several(done.same, 'codering stond', 'coderingen stonden')} er al precies zo.")
    if done.skipped:
        print(f"{several(done.skipped, 'rij', 'rijen')} overgeslagen: een voorstel van de software, of geen code.")
    return 0


def codebook_in(study: Study, path: Path, arguments: Namespace) -> int:
    from ..exchange import import_codebook

    done = import_codebook(study, path, replace=arguments.replace)
    for label, codes in (("nieuw", done.added), ("anders", done.changed), ("niet in het bestand", done.missing)):
        if codes:
            print(f"  {label}: {', '.join(codes)}")
    print(f"Codeboek geschreven: {study.shown(done.path)}.")
    if not arguments.replace:
        print("Het codeboek van de studie is niet veranderd. Overnemen kan met --replace; het oude blijft dan bewaard.")
    return 0


COMMANDS = (
    Command(
        "export", "exporteer coderingen, codeboek of gesprekken naar andere programma's", _export_arguments, _export
    ),
    Command("import", "lees een tabel, een export van Taguette of bestanden van ROCK in", _import_arguments, _import),
)
