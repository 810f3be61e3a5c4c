"""``nota send``: make a pack and record that it went out; the reminder."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass, replace
from pathlib import Path

from ..errors import Refusal
from ..records import Document
from ..study import Study
from .blocks import asked
from .packs import LET_OP, prepare, same_text, write_pack
from .people import is_target, text_document, waits_for
from .recording import check_person, check_text
from .register import Entry, Register, append, lock, trusted
from .sealing import new_seals
from .sent import Sent, keep, load_sent
from .states import CLOSED, last_sent, require, state_of

NEW, WAITS, DONE = "verzonden", "wacht", "niet nodig"


@dataclass(frozen=True, slots=True)
class Sending:
    """What happened for one person."""

    person: str
    outcome: str
    """``verzonden``, ``wacht`` or ``niet nodig``."""
    why: str = ""
    reference: str = ""
    due: str = ""
    paths: tuple[Path, ...] = ()


def send(
    study: Study, document: str, person: str | None = None, *, by: str, on: dt.date | None = None, checked_by: str = ""
) -> list[Sending]:
    """Make the pack of one person, or of everybody whose turn it is, and record it as sent.

    Somebody of the target group goes first, alone. ``checked_by`` records first that this text was read internally.
    Raises Refusal when the text was not checked, or, for one person, when it is not their turn or they were done.
    """
    day = on or dt.date.today()
    if checked_by:
        check_text(study, document, by=checked_by)
    text = text_document(study, document)
    people = [check_person(study, document, person)] if person else sorted(
        asked(text), key=lambda one: (not is_target(study, one), one)
    )  # fmt: skip
    done = []
    for one in people:
        with lock(study):
            register = trusted(study)
            _require_checked(register, text)
            done.append(_send_one(study, register, text, one, by, day, explicit=person is not None))
    return done


def remind(study: Study, document: str, person: str, *, by: str, on: dt.date | None = None) -> Sending:
    """Record the one reminder. Its mail and calendar item are in the pack. Raises Refusal on a second one."""
    day = on or dt.date.today()
    whole = check_person(study, document, person)
    with lock(study):
        register = trusted(study)
        require(register, document, whole, "herinnerd")
        last = last_sent(register, document, whole)
        if last is None:
            raise Refusal(f"aan {whole} is nog niets verstuurd.", fix="verstuur eerst de tekst met 'nota send'.")
        sent = load_sent(study, last.pack)
        append(study, _line(sent, "herinnerd", by, day))
    paths = write_pack(study, sent, last)
    mine = tuple(path for path in paths if "herinnering" in path.name or path.name.endswith(LET_OP))
    return Sending(whole, "herinnerd", reference=sent.reference, due=sent.due, paths=mine)


def _send_one(
    study: Study, register: Register, text: Document, person: str, by: str, day: dt.date, *, explicit: bool
) -> Sending:
    state = state_of(register, text.id, person)
    first = waits_for(study, text, person, register)
    if state in CLOSED and not explicit:
        return Sending(person, DONE, f"{state.replace('_', ' ')}: wordt niet opnieuw gevraagd")
    if first:
        names = " en ".join(one.rpartition("/")[2] for one in first)
        if explicit:
            message = f"{person.rpartition('/')[2]} is nog niet aan de beurt: eerst leest {names} de eigen stukken."
            raise Refusal(
                message,
                fix=f"wacht op het antwoord van {names}; tekst over een medewerker gaat nooit via de werkgever.",
            )
        return Sending(person, WAITS, f"eerst het antwoord van {names}")
    due = day + dt.timedelta(days=study.settings.rules.reply_days)
    sent = prepare(study, text, person, register, due=due)
    if sent is None:
        return Sending(person, DONE, "komt in geen stuk voor dat mag worden getoond")
    last = last_sent(register, text.id, person)
    if last and not explicit and same_text(sent, load_sent(study, last.pack)):
        return Sending(person, DONE, f"kreeg deze tekst al ({last.on})")
    require(register, text.id, person, "verzonden")
    paths = write_pack(study, sent)
    files = {path.name.removeprefix(f"{sent.reference}-"): path.read_bytes() for path in paths}
    keep(study, sent)
    append(study, replace(_line(sent, "verzonden", by, day), files=new_seals(study, files)))
    return Sending(person, NEW, reference=sent.reference, due=sent.due, paths=tuple(paths))


def _require_checked(register: Register, text: Document) -> None:
    lines = [e for e in register.of(text.id, "") if e.event in ("intern_gecontroleerd", "gewijzigd")]
    if any(entry.digest == text.digest for entry in lines):
        return
    what = "is na de laatste controle veranderd" if lines else "is nog niet intern gecontroleerd"
    fix = f"lees hem na en geef dat op: nota send {text.id} --checked-by NAAM."
    raise Refusal(f"de tekst {text.id} {what}.", fix=fix)


def _line(sent: Sent, event: str, by: str, day: dt.date) -> Entry:
    return Entry(
        event, sent.document, sent.case, sent.version, sent.text, sent.person, on=day.isoformat(), by=by,
        pack=sent.digest, due=sent.due,
    )  # fmt: skip
