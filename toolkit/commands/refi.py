"""``nota refi export`` and ``nota refi import``: projects and codebooks of NVivo, ATLAS.ti, MAXQDA, QualCoder and others."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from pathlib import Path

from . import Command
from .exchange import INSIDE, bring_in, done_argument, part_arguments, part_of, warn_of_blind

ORDER = 85


def _arguments(parser: ArgumentParser) -> None:
    parser.add_argument("action", metavar="export|import", choices=("export", "import"), help="exporteren of inlezen")
    parser.add_argument("file", metavar="BESTAND", type=Path, help="een project (.qdpx) of codeboek (.qdc)")
    part_arguments(parser)
    done_argument(parser)
    parser.add_argument(
        "--replace",
        action="store_true",
        help="bij inlezen: zet een codeboek op de plaats van het oude (dat blijft bewaard)",
    )


def _refi(arguments: Namespace) -> int:
    return _export(arguments) if arguments.action == "export" else _import(arguments)


def _export(arguments: Namespace) -> int:
    from ..errors import UsageError
    from ..exchange import export_codebook, study_project, write_project
    from ..files import write_bytes
    from ..study import Study

    study, path = Study.open(arguments.study), arguments.file
    suffix = path.suffix.lower()
    if suffix == ".qdc":
        write_bytes(path, export_codebook(study, path))
        print(f"Codeboek geschreven: {path}.")
        return 0
    if suffix != ".qdpx":
        raise UsageError(
            f"'{path.name}' is geen naam voor een REFI-QDA-bestand.",
            fix="kies een naam op .qdpx (project) of .qdc (codeboek).",
        )
    outgoing = study_project(study, part_of(arguments))
    write_bytes(path, write_project(outgoing.project))
    codings = sum(len(source.selections) for source in outgoing.project.sources)
    users = len({one.user for source in outgoing.project.sources for one in source.selections})
    print(f"Project geschreven: {path}.")
    print(
        f"  {len(outgoing.project.sources)} gesprekken, {codings} coderingen van {users} codeurs, {len(outgoing.project.notes)} notities"
    )
    for line in outgoing.left_out:
        print(f"  Niet mee: {line}")
    print("  Niet mee: namen van mensen, geldstromen, plaatsingen, teksten en akkoorden.")
    warn_of_blind(study, part_of(arguments))
    print(INSIDE)
    return 0


def _import(arguments: Namespace) -> int:
    from ..errors import UsageError
    from ..exchange import read_refi

    if len(arguments.coder) > 1:
        raise UsageError("bij inlezen kan er één --coder zijn.")
    if arguments.case or arguments.conversation or arguments.suggestions:
        raise UsageError("--case, --conversation en --suggestions horen bij 'nota refi export'.")
    project = read_refi(arguments.file)
    arguments.coder = arguments.coder[0] if arguments.coder else ""
    return bring_in(project, arguments.file, arguments)


COMMANDS = (
    Command("refi", "wissel projecten uit met NVivo, ATLAS.ti, MAXQDA en QualCoder (REFI-QDA)", _arguments, _refi),
)
