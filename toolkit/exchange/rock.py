"""ROCK, the Reproducible Open Coding Kit (rock.science): plain text, one utterance per line, codes as ``[[geld>subsidie]]``.

Out: a file per conversation and coder. In: the same, and what others write: identifiers, YAML fragments, comments.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from ..coding import load_codebook, sentences
from ..errors import InputError
from ..records import Codebook, Coding, Transcript
from ..review import keys_of
from ..study import Study
from .choosing import EVERYTHING, Part, chosen_transcripts
from .code_tree import nested
from .from_study import Coded, coded_in
from .guids import guid_of
from .layout import label_of
from .project import CodeNode, Project, Selection, Source, Use, User
from .qualifying import qualifiers

ORIGIN = "ROCK"
SUFFIXES = (".rock", ".txt")
_CODE = re.compile(r"\[\[([A-Za-z][A-Za-z0-9_>-]*)\]\]")
_OTHER = re.compile(r"\[\[[^\[\]]*[=:|][^\[\]]*\]\]")
_BREAK = re.compile(r"\s*-{3,}(?:<<)?[A-Za-z][A-Za-z0-9_-]*(?:>>)?-{3,}\s*")
_SIZE_LIMIT = 32 * 2**20
_CODER = re.compile(r"(?:codeur|coder)\s*:\s*(\S.*)", re.IGNORECASE)


def rock_files(study: Study, part: Part = EVERYTHING) -> dict[str, str]:
    """The files by name: ``c01-collega.k1.rock``; a conversation that nobody coded has one without a coder."""
    codebook = load_codebook(study.codebook_path)
    transcripts = chosen_transcripts(study, part)
    coded, _, _ = coded_in(study, part, transcripts)
    files = {}
    for transcript in transcripts:
        mine = [one for one in coded if one.coding.transcript == transcript.id]
        coders = sorted({one.coder for one in mine}) or [""]
        for coder in coders:
            name = f"{transcript.id}.{coder}.rock" if coder else f"{transcript.id}.rock"
            files[name.replace("/", "-")] = _written(
                transcript, [one for one in mine if one.coder == coder], coder, codebook
            )
    return files


def _written(transcript: Transcript, coded: Sequence[Coded], coder: str, codebook: Codebook) -> str:
    """One source: a head, the tree of codes in YAML, and the sentences with their codes."""
    cut = sentences(transcript)
    by_sentence: dict[int, list[Coding]] = {}
    for one in coded:
        for number, _ in keys_of(one.coding, cut):
            by_sentence.setdefault(number, []).append(one.coding)
    lines = [f"# gesprek: {transcript.id}", f"# codeur: {coder}"] if coder else [f"# gesprek: {transcript.id}"]
    lines += ["---", *_tree(codebook), "---", "", f"[[cid={transcript.case}]]", ""]
    turn = -1
    for sentence in cut:
        words = _escaped(transcript.text[sentence.start : sentence.end])
        if sentence.turn != turn:
            turn = sentence.turn
            words = label_of(transcript.turns[turn].speaker, transcript.turns[turn].time) + words
        codings = by_sentence.get(sentence.number, [])
        codes = dict.fromkeys(f"[[{coding.code.replace('.', '>')}]]" for coding in codings)
        uid = guid_of("utterance", f"{transcript.id} {sentence.number}").replace("-", "")[:10]
        lines.append(" ".join([f"[[uid={uid}]]", words, *codes]))
        lines += [f"# {coding.code}: {said}" for coding in codings if (said := qualifiers(coding))]
    return "\n".join(lines) + "\n"


def _tree(codebook: Codebook) -> Iterator[str]:
    yield "codes:"
    for theme in codebook.themes:
        yield f"  - id: {theme.id}"
        yield f"    label: {json.dumps(theme.label, ensure_ascii=False)}"
        codes = [code for code in codebook.codes if code.theme == theme.id]
        if codes:
            yield "    children:"
        for code in codes:
            yield f"      - id: {code.id.partition('.')[2]}"
            yield f"        label: {json.dumps(code.label, ensure_ascii=False)}"


def _escaped(text: str) -> str:
    """A sentence on one line, in which nothing reads as a code, a comment or the edge of a YAML fragment."""
    return " ".join(text.split()).replace("[[", "[ [").replace("]]", "] ]")


def read_rock(path: Path) -> Project:
    """A .rock file, or a folder of them, as a project. Raises InputError."""
    files = sorted(one for one in path.iterdir() if one.suffix.lower() in SUFFIXES) if path.is_dir() else [path]
    if not files:
        raise InputError("in deze map staan geen bestanden van ROCK.", path=path)
    texts: dict[str, list[tuple[str, str, list[tuple[int, int, list[str]]]]]] = {}
    for file in files:
        name, coder, text, marks = _read(file)
        texts.setdefault(name, []).append((coder, text, marks))
    sources, users, codes = [], dict[str, User](), dict[str, None]()
    for name, versions in texts.items():
        for number, (text, parts) in enumerate(_by_text(versions).items(), 1):
            selections = []
            for coder, marks in parts:
                user = guid_of("rock user", coder) if coder else ""
                if coder:
                    users.setdefault(user, User(user, coder))
                for start, end, names in marks:
                    codes |= dict.fromkeys(names)
                    uses = tuple(
                        Use(guid_of("rock use", f"{name} {coder} {start} {one}"), _guid(one), user) for one in names
                    )
                    selections.append(
                        Selection(guid_of("rock mark", f"{name} {coder} {start}"), start, end, user=user, uses=uses)
                    )
            title = name if number == 1 else f"{name} ({number})"
            sources.append(Source(guid_of("rock source", title), title, text, selections=tuple(selections)))
    return Project(path.stem, ORIGIN, users=tuple(users.values()), codes=_nodes(codes), sources=tuple(sources))


def _by_text(
    versions: Sequence[tuple[str, str, list[tuple[int, int, list[str]]]]],
) -> dict[str, list[tuple[str, list[tuple[int, int, list[str]]]]]]:
    """Coders who coded one and the same text, together."""
    found: dict[str, list[tuple[str, list[tuple[int, int, list[str]]]]]] = {}
    for coder, text, marks in versions:
        found.setdefault(text, []).append((coder, marks))
    return found


def _read(file: Path) -> tuple[str, str, str, list[tuple[int, int, list[str]]]]:
    """Name, coder, text and coded lines of one file."""
    from .refi.files import decode

    if file.stat().st_size > _SIZE_LIMIT:
        raise InputError("dit bestand is te groot.", path=file)
    lines = decode(file.read_bytes())[0].text.split("\n")
    coder, name = "", file.stem
    if name.count(".") == 1:
        name, _, coder = name.partition(".")
    parts: list[str] = []
    marks: list[tuple[int, int, list[str]]] = []
    size, fenced = 0, False
    for line in lines:
        if line.strip() == "---":
            fenced = not fenced
            continue
        if fenced or _BREAK.fullmatch(line):
            continue
        if line.lstrip().startswith("#"):
            said = _CODER.search(line)
            coder = said[1].strip() if said else coder
            continue
        codes = _CODE.findall(line)
        words = " ".join(_OTHER.sub("", _CODE.sub("", line)).split())
        if not words:
            continue
        if codes:
            marks.append((size, size + len(words), list(dict.fromkeys(codes))))
        parts.append(words)
        size += len(words) + 1
    return name, coder, "\n".join(parts), marks


def _nodes(codes: Mapping[str, None]) -> tuple[CodeNode, ...]:
    flat = tuple(CodeNode(_guid(code), code) for code in sorted(codes))
    return nested(flat, ">")


def _guid(code: str) -> str:
    return guid_of("rock code", code)
