"""What people report to the bureau, and what the bureau does: each a line in the register."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from pathlib import Path

from ..errors import InputError, Refusal, UsageError
from ..files import write_bytes
from ..records import digest_of
from ..study import Study
from .answers import ALL
from .blocks import asked, block_digest
from .judging import until
from .names import holds_name
from .people import case_of, keep_version, text_document
from .receiving import read_reply
from .register import Entry, append, lock, trusted
from .sent import load_sent
from .states import AGREEING, ANSWERS, last_sent, require, state_of

VIA = ("telefoon", "gesprek", "post", "mail")
NAMINGS = ("eigen_naam", "pseudoniem", "functie")


def check_text(study: Study, document: str, *, by: str) -> Entry:
    """Record that somebody of the team read this very text and lets it go out (``intern_gecontroleerd``).

    The text is kept whole in ``interviews/approvals/versions/``, so that a next version by hand overwrites nothing.
    """
    with lock(study):
        trusted(study)
        text = text_document(study, document)
        keep_version(study, text)
        return append(study, Entry("intern_gecontroleerd", document, text.case, text.version, text.digest, by=_who(by)))


def record(
    study: Study, document: str, person: str, answer: str, *, by: str, via: str = "telefoon",
    channels: Mapping[str, str] | None = None, naming: Mapping[str, str] | None = None, pseudonym: str = "",
    school: str = "", reason: str = "", file: Path | None = None, on: dt.date | None = None,
) -> Entry:  # fmt: skip
    """Record an answer that came otherwise than in a file: by telephone, in a talk, on paper.

    A yes is a yes to exactly what was last sent to this person. With ``akkoord_met_wijziging`` nothing goes out
    before the wishes are decided about. ``file`` keeps a scan. Raises UsageError and Refusal.
    """
    if answer not in ANSWERS:
        raise UsageError(f"'{answer}' is geen antwoord.", fix=f"kies uit: {', '.join(ANSWERS)}.")
    if via not in VIA:
        raise UsageError(f"'{via}' kennen we niet.", fix=f"kies uit: {', '.join(VIA)}.")
    day = on or dt.date.today()
    chosen, named = dict(channels or {}), dict(naming or {})
    _check_choices(study, chosen, named, school)
    person = full_id(document, person)
    with lock(study):
        register = trusted(study)
        require(register, document, person, answer)
        last = last_sent(register, document, person)
        if last is None:
            raise Refusal(f"aan {person} is nog niets verstuurd.", fix="verstuur eerst de tekst met 'nota send'.")
        if pseudonym and holds_name(study, case_of(document), pseudonym):
            raise UsageError("dit is een echte naam uit deze case.", fix="kies een verzonnen naam.")
        sent = load_sent(study, last.pack)
        reply = _kept(study, file) if file else ""
        return append(study, Entry(
            event=answer, document=document, case=sent.case, version=sent.version, digest=sent.text, person=person,
            on=day.isoformat(), by=_who(by), pack=sent.digest, via=via, reply=reply,
            blocks={block.id: block_digest(block) for block in sent.blocks},
            remarks=(ALL,) if answer == "akkoord_met_wijziging" else (),
            channels=chosen, naming=named, pseudonym=pseudonym, school=school, reason=_no_names(study, document, reason),
            until=until(study, day) if answer in AGREEING else "",
        ))  # fmt: skip


def no_reply(study: Study, document: str, person: str, *, by: str, on: dt.date | None = None) -> Entry:
    """Record that nothing came back (``geen_reactie``); not before the last day to answer has passed."""
    day = on or dt.date.today()
    person = full_id(document, person)
    with lock(study):
        register = trusted(study)
        require(register, document, person, "geen_reactie")
        last = last_sent(register, document, person)
        if last and last.due and day.isoformat() <= last.due:
            message = f"{person} heeft nog tot en met {last.due} om te antwoorden."
            raise Refusal(message, fix="wacht tot die dag voorbij is.")
        return _event(study, "geen_reactie", document, person, by=by, day=day)


def withdraw(
    study: Study, document: str, person: str, *, by: str, channel: str = "", reason: str = "", on: dt.date | None = None
) -> Entry:
    """Record that a person takes back what they agreed to: everything, or one channel."""
    day = on or dt.date.today()
    person = full_id(document, person)
    with lock(study):
        register = trusted(study)
        if channel:
            _check_choices(study, {channel: "nee"}, {}, "")
            if state_of(register, document, person) not in (*AGREEING, "gewijzigd", "verzonden"):
                raise Refusal(f"{person} gaf voor deze tekst nog geen toestemming.")
            return _event(study, "kanaal_ingetrokken", document, person, by=by, day=day, channel=channel, reason=reason)
        require(register, document, person, "ingetrokken")
        return _event(study, "ingetrokken", document, person, by=by, day=day, reason=reason)


def published(
    study: Study, document: str, channel: str, *, by: str, on: dt.date | None = None, reason: str = ""
) -> Entry:
    """Record that a text was really put out: what is out cannot be taken back, so it must be known."""
    _check_choices(study, {channel: "ja"}, {}, "")
    with lock(study):
        trusted(study)
        return _event(
            study, "gepubliceerd", document, "", by=by, day=on or dt.date.today(), channel=channel, reason=reason
        )


def full_id(document: str, person: str) -> str:
    """``medewerker-1`` -> ``c01/medewerker-1``."""
    return person if "/" in person else f"{case_of(document)}/{person}"


def check_person(study: Study, document: str, person: str) -> str:
    """The full id of somebody who is in this text. Raises UsageError."""
    people = asked(text_document(study, document))
    whole = full_id(document, person)
    if whole not in people:
        known = ", ".join(one.rpartition("/")[2] for one in people)
        raise UsageError(f"'{person}' komt in {document} niet voor.", fix=f"kies uit: {known}.")
    return whole


def _event(
    study: Study, event: str, document: str, person: str, *, by: str, day: dt.date, channel: str = "", reason: str = ""
) -> Entry:
    text = text_document(study, document)
    reason = _no_names(study, document, reason)
    return append(study, Entry(
        event, document, text.case, text.version, text.digest, person, on=day.isoformat(), by=_who(by),
        channel=channel, reason=reason,
    ))  # fmt: skip


def _check_choices(study: Study, channels: Mapping[str, str], naming: Mapping[str, str], school: str) -> None:
    known = [channel.id for channel in study.settings.channels]
    for channel, value in channels.items():
        if channel not in known:
            raise UsageError(f"er is geen kanaal '{channel}'.", fix=f"kies uit: {', '.join(known)}.")
        if value not in ("ja", "nee"):
            raise UsageError(f"'{value}' is geen antwoord bij {channel}.", fix="schrijf ja of nee.")
    for channel, value in naming.items():
        if channel != "*" and channel not in known:
            raise UsageError(f"er is geen kanaal '{channel}'.", fix=f"kies uit: *, {', '.join(known)}.")
        if value not in NAMINGS:
            raise UsageError(f"'{value}' is geen manier om iemand te noemen.", fix=f"kies uit: {', '.join(NAMINGS)}.")
    if school not in ("", "ja", "nee"):
        raise UsageError(f"'{school}' is geen antwoord bij de naam van de school.", fix="schrijf ja of nee.")


def _no_names(study: Study, document: str, reason: str) -> str:
    if reason and holds_name(study, case_of(document), reason):
        raise UsageError("in de toelichting staat een naam; het register bevat geen namen.", fix="schrijf de functie.")
    return reason


def _kept(study: Study, file: Path) -> str:
    data = read_reply(file)
    name = f"{digest_of(data)}{file.suffix.lower()}"
    write_bytes(study.approvals / "replies" / name, data)
    return name


def _who(by: str) -> str:
    if not by.strip():
        raise InputError("wie legt dit vast?", fix="geef --by met uw id uit study.yaml (team).")
    return by.strip()
