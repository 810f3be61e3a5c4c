"""``nota receive``: a reply comes in. It is kept as it came, read against what was sent, and written in the register."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import InputError
from ..files import write_bytes
from ..records import digest_of
from ..study import Study
from .form_parts import Form
from .judging import entry_of
from .names import general_words, own_words, words_for
from .questions import form_of
from .reading import Reading
from .register import Entry, Register, append, lock, trusted
from .sent import Sent, load_sent
from .states import ANSWERS, last_sent, require

LIMIT = 40 * 2**20
_ASK = "vraag de afzender het formulier terug te sturen, of leg het antwoord vast met 'nota record'."


@dataclass(frozen=True, slots=True)
class Receipt:
    """What came in and what was made of it."""

    entry: Entry
    sent: Sent
    reading: Reading
    notes: tuple[str, ...]
    """What the researcher should look at, in Dutch, without names."""
    path: Path
    """The file as it was kept."""
    already: bool = False
    """True when this very file had been taken in before: nothing was added."""


@dataclass(frozen=True, slots=True)
class Claim:
    """What a reply says that it answers: a digest, a reference, or both."""

    digest: str
    references: tuple[str, ...]


def receive(study: Study, path: Path, *, by: str, on: dt.date | None = None) -> Receipt:
    """Take in one reply: a Word form, an answer of the page (.json) or a mail (.eml).

    Raises InputError when it is damaged, is no reply, or answers another version; Refusal when the state of the
    person does not allow it. The file is kept before the register speaks of it, so that a crash loses nothing of either.
    """
    data = read_reply(path)
    name = f"{digest_of(data)}{_suffix(data, path)}"
    with lock(study):
        register = trusted(study)
        known = next((e for e in register.entries if e.reply == name and e.event in ANSWERS), None)
        if known:
            sent, reading = read_kept(study, known)
            return Receipt(
                known, sent, reading, _since(register, known), study.approvals / "replies" / name, already=True
            )
        sent, reading, via = interpret(study, register, data, path)
        made, notes = entry_of(study, sent, reading, words_of(study, sent), via=via, on=on or dt.date.today())
        require(register, sent.document, sent.person, made.event)
        kept = study.approvals / "replies" / name
        write_bytes(kept, data)
        entry = append(study, replace(made, reply=name, by=by, on=(on or dt.date.today()).isoformat()))
    return Receipt(entry, sent, reading, tuple(notes), kept)


def _since(register: Register, known: Entry) -> tuple[str, ...]:
    """What to say of a file that had been taken in before, when its sender said something else since.

    It may be a mail that was read twice, or somebody who changed their mind again: only a person can tell.
    """
    later = register.entries[register.entries.index(known) + 1 :]
    mine = (e for e in later if (e.document, e.person) == (known.document, known.person))
    last = next((e for e in reversed(list(mine)) if e.event in (*ANSWERS, "kanaal_ingetrokken", "ingetrokken")), None)
    if last is None:
        return ()
    return (
        f"dit bestand is al ingelezen, en deze persoon antwoordde daarna anders ({last.on}). Is het nu opnieuw "
        "gestuurd, vraag dan wat geldt en leg dat vast met 'nota record'.",
    )


def read_kept(study: Study, entry: Entry) -> tuple[Sent, Reading]:
    """A reply that was taken in, read again."""
    path = study.approvals / "replies" / entry.reply
    data = read_reply(path)
    sent = load_sent(study, entry.pack)
    reading, _ = _read(study, sent, data, path)
    return sent, reading


def interpret(study: Study, register: Register, data: bytes, path: Path) -> tuple[Sent, Reading, str]:
    """(what it answers, what it says, how it came) without writing anything. Raises InputError."""
    from . import mail_reply, page_reply, word_parts

    kind = _suffix(data, path)
    if kind == ".docx":
        parts = word_parts.take_apart(data, path=path)
        claim = Claim(parts.digest, parts.references)
    elif kind == ".json":
        claim = page_reply.claim(data, path)
    else:
        claim = mail_reply.claim(data, path)
    sent = find_sent(study, register, claim, path)
    reading, via = _read(study, sent, data, path)
    return sent, reading, via


def find_sent(study: Study, register: Register, claim: Claim, path: Path) -> Sent:
    """What a reply answers. Raises InputError when it is not the last thing this person was sent."""
    entries = [e for e in register.entries if e.event == "verzonden" and e.pack]
    by_digest = next((e for e in entries if e.pack == claim.digest), None)
    found = [by_digest] if by_digest else []
    for reference in claim.references:
        document, version, start = re.fullmatch(r"(.+)-v(\d+)-([0-9a-f]{10})", reference).groups()  # type: ignore[union-attr]
        mine = [e for e in entries if e.document == document and str(e.version) == version and e.pack.startswith(start)]
        if not mine and not claim.digest:
            message = f"het kenmerk {reference} is niet van een tekst die deze studie verstuurde."
            raise InputError(message, path=path, fix=_ASK)
        found += mine
    if not found:
        what = "hoort niet bij een tekst die deze studie verstuurde" if claim.digest else "draagt geen kenmerk"
        raise InputError(f"dit bestand {what}.", path=path, fix=_ASK)
    if len({entry.pack for entry in found}) > 1 or (claim.digest and by_digest is None):
        message = "de kenmerken in dit bestand spreken elkaar tegen."
        raise InputError(message, path=path, fix=_ASK)
    entry = found[0]
    last = last_sent(register, entry.document, entry.person)
    if last is None or last.pack != entry.pack:
        message = f"dit is een antwoord op een eerdere versie dan er het laatst is verstuurd ({entry.document}, versie {entry.version})."
        raise InputError(
            message,
            path=path,
            fix="vraag om een antwoord op de nieuwe versie, of leg vast wat er nog telt met 'nota record'.",
        )
    return load_sent(study, entry.pack)


def words_of(study: Study, sent: Sent) -> dict[str, str]:
    """The words in the pack of the person it was sent to: general terms as shown then, and the person's own name."""
    return (
        words_for(study, sent.shown, sent.person) if not sent.words else own_words(study, sent.person, dict(sent.words))
    )


def form_for(study: Study, sent: Sent) -> Form:
    """The form they were sent."""
    name = sent.person.rpartition("/")[2]
    return sent.form or form_of(sent, general_words(study, sent.shown).get(name, name))


def read_reply(path: Path) -> bytes:
    """The bytes of a reply. Raises InputError when there is none, or it is too large."""
    try:
        if path.stat().st_size > LIMIT:
            raise InputError("dit bestand is te groot voor een antwoord en is niet gelezen.", path=path, fix=_ASK)
        return path.read_bytes()
    except FileNotFoundError as error:
        raise InputError("dit bestand is er niet.", path=path) from error
    except IsADirectoryError as error:
        raise InputError("dit is een map en geen antwoord.", path=path, fix="noem de bestanden zelf.") from error


def _read(study: Study, sent: Sent, data: bytes, path: Path) -> tuple[Reading, str]:
    from . import mail_reply, page_reply, word_parts, word_reading

    form, words = form_for(study, sent), words_of(study, sent)
    kind = _suffix(data, path)
    if kind == ".docx":
        parts = word_parts.take_apart(data, path=path)
        return word_reading.read_word(parts, sent, form, words), "word"
    if kind == ".json":
        return page_reply.read_page(data, sent, form, words, path=path), "pagina"
    return mail_reply.read_mail(data, sent, form, words, path=path), "mail"


def _suffix(data: bytes, path: Path) -> str:
    """The kind of a reply, by what is in it. Raises InputError with what to do when it is none of ours."""
    start = data[:4096]
    if not data.strip():
        raise InputError("dit bestand is leeg.", path=path, fix=_ASK)
    if start.startswith(b"PK"):
        if b"mimetypeapplication/vnd.oasis.opendocument" in start:
            raise InputError(
                "dit is een .odt-bestand.", path=path, fix="open het in LibreOffice en bewaar het als .docx."
            )
        return ".docx"
    if start.startswith(b"%PDF"):
        fix = "lees het zelf en leg het antwoord vast met 'nota record ... --file'."
        raise InputError("een PDF kunnen we niet als antwoord lezen.", path=path, fix=fix)
    if start.startswith(b"\xd0\xcf\x11\xe0"):
        fix = "bewaar een oud Word-bestand als .docx, en een bericht van Outlook als .eml."
        raise InputError("dit is een bestand in een oude vorm van Office of Outlook.", path=path, fix=fix)
    if start.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return ".json"
    if path.suffix.lower() == ".eml" or re.match(rb"(?:[A-Za-z][A-Za-z0-9-]*:.*\r?\n(?:[ \t].*\r?\n)*){2,}", start):
        return ".eml"
    raise InputError("dit is geen Word-formulier, geen antwoord van de pagina en geen mail.", path=path, fix=_ASK)


def described(values: Mapping[str, str]) -> str:
    """Channels and their answers in a line."""
    return ", ".join(f"{name}: {value}" for name, value in sorted(values.items())) or "geen keuzes"
