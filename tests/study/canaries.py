"""A small real study with made-up names wherever names come in, and a search of what is made that shares nothing with the check."""

from __future__ import annotations

import io
import re
import sys
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

import docx
import pypdfium2

from toolkit.approval import load_register
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
    """Texts go out and answers come back: a form with tracked changes and remarks, and two by mail."""
    from toolkit.cli import main

    by_mail(study, names)
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


def by_mail(study: Study, names: Names) -> None:
    """Two replies as mail programs send them, with the reference of the pack: one with the form in it, one of words alone."""
    from toolkit.cli import main

    with_form = study.root.parent / "met het formulier.docx"
    for number, person in enumerate(("medewerker-1", "collega-1")):
        ask(study, person)
        if not number:
            changed(form_of(study, person), with_form, lambda body: agree(body, "nota", "website"))
            document = docx.Document(str(with_form))
            document.core_properties.last_modified_by = names.reviewers[7]
            document.save(str(with_form))
        draft = next((study.outputs / "approval" / "c01" / person).glob("*-mail.eml"))
        asked = message_from_bytes(draft.read_bytes(), policy=default)
        reply = EmailMessage()
        reply["Subject"] = f"Re: {asked['Subject']}"
        reply["From"] = f"{names.replies[2 + number]} <x{number}@school.example>"
        reply["To"] = f"{names.replies[4 + number]} <y@proef.example>"
        reply["Message-ID"] = (
            f"<{names.replies[6 + number].replace(' ', '.').replace('é', 'e').lower()}@school.example>"
        )
        body = asked.get_body(("plain",))
        quoted = "".join(f"> {line}\n" for line in body.get_content().splitlines()) if body else ""
        words = f"Dag,\n\n{names.replies[8 + number]} heeft meegelezen.\nGroet, {names.replies[2 + number]}\n"
        reply.set_content(f"{words}\nOp 20 mei schreef {names.replies[4 + number]}:\n{quoted}")
        if not number:
            name = f"Formulier van {names.files[3]}.docx"
            sub = "vnd.openxmlformats-officedocument.wordprocessingml.document"
            reply.add_attachment(with_form.read_bytes(), maintype="application", subtype=sub, filename=name)
        path = study.root.parent / f"{names.files[4 + number]}.eml"
        path.write_bytes(reply.as_bytes())
        assert main(["receive", str(path), "--study", str(study.root)]) == 0
        assert load_register(study).entries[-1].via == "mail"
        say_yes(study, person, channels=("nota", "campagne", "website"))  # words in a mail are no yes


LABELS = (
    ("cases/c01/case.yaml", "title: Hulp in de keuken", "title: Hulp van {}"),
    ("codebook.yaml", "label: Functie en doelgroeper", "label: Functie van {}"),
    ("codebook.yaml", "label: Financiering", "label: Financiering door {}"),
    ("study.yaml", "title: Banen bij de proef", "title: Banen bij {}"),
    ("study.yaml", "Mag de tekst op een website?", "Mag de tekst van {} op een website?"),
    ("study.yaml", "label: campagne", "label: campagne met {}"),
)
"""Titles and labels that people type, and that tables and figures show: the file, what stands there, and that with a name."""


def write_in_label(study: Study, label: int, name: str) -> Path:
    """One of the labels with a name in it."""
    file, old, new = LABELS[label]
    path = study.interviews / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new.format(name), 1))
    return path


def write_in_labels(study: Study, known: Sequence[str]) -> tuple[str, ...]:
    """Names in what people write themselves: titles, labels of codes (and so of figures), texts, what is asked of people."""
    names = tuple(known[:8])
    for label, name in enumerate((names[0], names[1], names[6], names[2], names[3])):
        write_in_label(study, label, name)
    for path, old, new in (
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
