"""The leak check as a git hook: names in what is about to be committed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from ..errors import InputError
from ..study import Study
from .checking import names_to_search
from .insides import Piece, pieces_of_bytes
from .insides.files import named
from .leaks import Report, check_paths


def check_staged(study: Study) -> Report:
    """Search the files that stand ready for a commit, as they stand ready. Raises InputError outside git.

    In a study that says it is invented the names in ``interviews/`` are nobody's and may be committed.
    """
    top = Path(_git(study, "rev-parse", "--show-toplevel").decode().strip())
    listed = (
        _git(study, "diff", "--cached", "--name-only", "--diff-filter=ACMR", "--ignore-submodules", "-z")
        .decode()
        .split("\0")
    )
    paths = [top / name for name in listed if name]
    if study.settings.invented:
        paths = [path for path in paths if not path.is_relative_to(study.interviews.resolve())]

    if not paths:
        return Report()
    with _blobs(study) as blob:

        def pieces(path: Path) -> Iterator[Piece]:
            name = PurePosixPath(path.relative_to(top)).as_posix()
            yield named(name)
            yield from pieces_of_bytes(blob(name, path), path)

        return check_paths(study, paths, names_to_search(study), pieces=pieces)


def install_hook(study: Study) -> Path:
    """Write git's ``pre-commit`` hook. Raises InputError when there is another one already."""
    top = Path(_git(study, "rev-parse", "--show-toplevel").decode().strip())
    folder = Path(_git(study, "rev-parse", "--git-path", "hooks").decode().strip())
    path = (study.root / folder if not folder.is_absolute() else folder) / "pre-commit"
    line = f'exec "{sys.executable}" -m toolkit check --staged --study "{study.root}"\n'
    if path.exists() and "toolkit check --staged" not in path.read_text(encoding="utf-8"):
        message = "er is al een andere pre-commit-hook."
        raise InputError(message, path=path, fix=f"zet daar zelf deze regel in: {line.strip()}")
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n# Weigert een commit waarin namen staan.\n{line}", encoding="utf-8", newline="\n")
    path.chmod(0o755)
    return path if not path.is_relative_to(top) else path.relative_to(top)


@contextmanager
def _blobs(study: Study) -> Iterator[Callable[[str, Path], bytes]]:
    """Read files as they stand ready, by one ``git cat-file --batch``: starting git for each takes longer than looking into it.

    The protocol is that of git-cat-file(1), "Batch output"; it knows no name with a line break.
    """
    pipe = subprocess.PIPE
    process = subprocess.Popen(["git", "cat-file", "--batch"], cwd=study.root, stdin=pipe, stdout=pipe)
    given, taken = process.stdin, process.stdout

    def read(name: str, path: Path) -> bytes:
        if given is None or taken is None or "\n" in name:
            raise InputError("de naam van dit bestand is niet te lezen.", path=path, fix="geef het een andere naam.")
        given.write(f":{name}\n".encode())
        given.flush()
        head = taken.readline().split()
        if len(head) != 3 or head[1] != b"blob":
            raise InputError(
                "dit bestand is niet uit git te lezen.", path=path, fix="zet het opnieuw klaar met 'git add'."
            )
        data = taken.read(int(head[2]))
        taken.read(1)
        return data

    try:
        yield read
    finally:
        process.communicate()


def _git(study: Study, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", *arguments], cwd=study.root, capture_output=True, check=True)
    except FileNotFoundError as error:
        raise InputError("git is niet gevonden.", fix="installeer git, of laat --staged weg.") from error
    except subprocess.CalledProcessError as error:
        raise InputError("deze map staat niet in git.", path=study.root, fix="laat --staged weg.") from error
    return done.stdout
