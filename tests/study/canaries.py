"""A small real study with made-up names wherever names come in, and a search of what is made that shares nothing with the check."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx
import pypdfium2

from toolkit.study import Study

sys.path.insert(0, str(Path(__file__).parents[1] / "approval"))

from rounds import agree, ask, changed, form_of, lay_out, say_yes, track_words

ROOT = Path(__file__).parents[2]
HEAD = "---\nsoort: interview\ndatum: 2023-10-12\nsprekers:\n  I: interviewer-1\n  P: {person}\n---\n"
SAID = ("De gemeente betaalt de helft van zijn loon.", "Dat scheelt de leerkrachten veel werk.", "Hij snijdt elke dag de groente.",
        "Zonder begeleiding lukt het niet.", "Het bestuur wilde eerst geen contract geven.")  # fmt: skip


@dataclass(frozen=True)
class Names:
    """Two hundred names, by where they come in."""

    known: Sequence[str]
    """In case.yaml, and said."""
    said: Sequence[str]
    """Said in a conversation, and in no list."""
    facts: Sequence[str]
    """In remarks in case.yaml and study.yaml."""
    replies: Sequence[str]
    """In the words of a reply."""
    reviewers: Sequence[str]
    """Who changed a Word file, or wrote beside it."""
    files: Sequence[str]
    """What files are called that came in."""
    labels: Sequence[str]
    """Who speaks, as a transcript has it."""


def shared_out(names: Sequence[str]) -> Names:
    """Every place gets its share."""
    cuts = (0, 60, 140, 150, 165, 180, 190, 200)
    return Names(*(names[start:end] for start, end in zip(cuts, cuts[1:])))


def lay_out_study(folder: Path, names: Names) -> Study:
    """The study of the round of approval, with conversations, a note and one answer of each kind, full of names."""
    study = lay_out(folder)
    case = study.cases_folder / "c01" / "case.yaml"
    people = "".join(
        f"  - {{id: collega-{n}, role: collega, speaks: false, names: ['{name}', '{name.split()[0]}']}}  # {other}\n"
        for n, (name, other) in enumerate(zip(names.known, [*names.facts, *[""] * len(names.known)]), 2)
    )
    case.write_text(case.read_text().replace("entities:", f"{people}entities:"))
    (study.interviews / "codebook.yaml").write_bytes((ROOT / "interviews" / "codebook.yaml").read_bytes())
    turns = [turn for n, name in enumerate((*names.known, *names.said)) for turn in _turns(name, SAID[n % len(SAID)])]
    _talk(study, "c01-schoolleider", "schoolleider-1", turns)
    _talk(
        study, "c01-medewerker", "medewerker-1", ["Wat doe je hier?", "Ik snijd de groente, en dat vind ik leuk werk."]
    )
    _talk(
        study,
        "c01-overleg",
        "collega-1",
        ["Hoe gaat dat?", "Goed hoor.", *(f"\n{one}: Dat vind ik ook." for one in names.labels)],
    )
    _in_word(study, names)
    note = study.texts / "note" / "01-wat.md"
    note.parent.mkdir(parents=True)
    note.write_text("# Wat we zagen\n{#wat-kop}\n\nOp deze school werkt iemand in de keuken.\n{#wat}\n")
    return Study(folder)


def _turns(name: str, more: str) -> tuple[str, str]:
    first = name.split()[0]
    return "Wie nog meer?", f"Toen kwam {name} erbij. {more} {first} zei niets, en {first}s fiets stond er nog."


def _talk(study: Study, stem: str, person: str, turns: Iterable[str]) -> None:
    lines = [turn.lstrip("\n") if turn.startswith("\n") else f"{'IP'[n % 2]}: {turn}" for n, turn in enumerate(turns)]
    (study.cases_folder / "c01" / f"{stem}.txt").write_text(HEAD.format(person=person) + "\n".join(lines) + "\n")


def _in_word(study: Study, names: Names) -> None:
    """A transcript in Word, corrected by somebody, brought in with 'nota add' under the name it had."""
    document = docx.Document()
    for line in (
        "Interviewer: Wat kost het?",
        f"Schoolleider: De gemeente betaalt, zei {names.said[0]}.",
        "Interviewer: En de rest?",
        "Schoolleider: De rest betalen wij zelf uit de formatie.",
    ):
        document.add_paragraph(line)
    document.add_comment(
        document.paragraphs[1].runs, text=f"Nagevraagd bij {names.reviewers[0]}", author=names.reviewers[1]
    )
    document.core_properties.last_modified_by = names.reviewers[2]
    document.core_properties.title = names.files[0]
    path = study.root.parent / f"Gesprek met {names.files[1]}.docx"
    document.save(str(path))
    from toolkit.cli import main

    assert main(["add", str(path), "--case", "c01", "--study", str(study.root)]) == 0


def answers(study: Study, names: Names) -> None:
    """Texts go out and answers come back: a form with tracked changes and remarks, and two by telephone."""
    from toolkit.cli import main

    for person in ("medewerker-1", "collega-1"):
        ask(study, person)
        say_yes(study, person, channels=("nota", "campagne", "website"))
    ask(study, "schoolleider-1")
    reply = study.root.parent / f"Antwoord {names.files[2]}.docx"

    def fill(body: object) -> None:
        agree(body, "nota", "website")
        track_words(
            body, "drie uur per week", f"vier uur per week, vraag {names.replies[0]}", author=names.reviewers[3]
        )

    changed(form_of(study, "schoolleider-1"), reply, fill)
    document = docx.Document(str(reply))
    line = next(one for one in document.paragraphs if "te dragen" in one.text)
    document.add_comment(
        line.runs or document.paragraphs[0].runs, text=f"Dit zei {names.replies[1]} ook", author=names.reviewers[4]
    )
    document.core_properties.last_modified_by = names.reviewers[5]
    document.core_properties.author = names.reviewers[6]
    document.save(str(reply))
    assert main(["receive", str(reply), "--study", str(study.root)]) == 0
    mail = study.root.parent / f"{names.files[3]}.eml"
    mail.write_text(
        f"From: {names.replies[2]} <x@school.example>\nSubject: tekst\n\nAkkoord. Groet, {names.replies[3]}\n"
    )
    main(["receive", str(mail), "--study", str(study.root)])  # it says to what it answers, or is turned down


def write_in_labels(study: Study, known: Sequence[str]) -> tuple[str, ...]:
    """Names in what people write themselves: titles, labels of codes (and so of figures), texts, what is asked of people."""
    names = tuple(known[:8])
    for path, old, new in (
        (study.cases_folder / "c01" / "case.yaml", "title: Hulp in de keuken", f"title: Hulp van {names[0]}"),
        (study.interviews / "codebook.yaml", "label: Functie en doelgroeper", f"label: Functie van {names[1]}"),
        (study.interviews / "study.yaml", "title: Banen bij de proef", f"title: Banen bij {names[2]}"),
        (study.interviews / "study.yaml", "Mag de tekst op een website?", f"Mag de tekst van {names[3]} op een website?"),
        (study.texts / "cases" / "c01.md", "Begin klein.", f"Begin klein, zegt {names[4]}."),
        (study.texts / "note" / "01-wat.md", "werkt iemand", f"werkt {names[5]}"),
    ):  # fmt: skip
        text = path.read_text()
        assert old in text
        path.write_text(text.replace(old, new))
    return names


def held(study: Study, names: Sequence[str]) -> dict[Path, set[str]]:
    """Files under ``outputs/`` with one of these names, in their bytes, in what is packed in them or in what they are called."""
    parts = {part.lower() for name in names for part in name.split()}
    pattern = re.compile("|".join(sorted(parts)))
    found: dict[Path, set[str]] = {}
    for path in sorted(study.outputs.rglob("*")):
        if path.is_file():
            texts = [str(path.relative_to(study.root)), *_texts(path.read_bytes())]
            hits = {hit for text in texts for hit in pattern.findall(text.lower())}
            if hits:
                found[path] = hits
    return found


def _texts(data: bytes) -> Iterator[str]:
    """What can be read in a file, read in another way than the check does."""
    yield data.decode("utf-8", errors="replace")
    yield data.decode("utf-16-le", errors="replace")
    if data.startswith(b"%PDF"):
        document = pypdfium2.PdfDocument(data)
        yield from (document[n].get_textpage().get_text_range() for n in range(len(document)))
        yield from document.get_metadata_dict().values()
    if data.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            for member in archive.namelist():
                text = archive.read(member)
                yield member
                yield re.sub(r"<[^>]+>", "", text.decode("utf-8", errors="replace"))
                yield from _texts(text)
    if b"Content-Transfer-Encoding" in data[:20000]:
        import email

        for part in email.message_from_bytes(data).walk():
            content = part.get_payload(decode=True)
            if isinstance(content, bytes):
                yield from _texts(content)
