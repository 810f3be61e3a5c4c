"""The letter, the mail, the reminder and the calendar item of a pack, from templates that a bureau may edit."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from email.message import EmailMessage
from email.policy import SMTP

from ..errors import InputError
from ..numbers import date_in_words
from ..records import Block, Document
from ..study import Study
from .names import first_name, full_name, holds_name
from .people import person_of
from .plain_words import explained
from .sent import Sent
from .templates import fill, template_path, terms

NEEDED = ("uiterste_datum", "kanalen", "laatste_wijziging", "bewaartermijn", "functionaris", "klacht", "contact_telefoon", "contact_mail", "kenmerk")  # fmt: skip
"""What a letter must say for the yes to be an informed one (AVG art. 7 and 13); the plain letter words one itself."""
NAME, REFERENCE = "[naam]", "[kenmerk]"
"""Placeholders in what is frozen: a name is nowhere kept, and the reference follows from what is frozen."""
_UNKNOWN = "[nog in te vullen]"


def letter_text(study: Study, sent: Sent, *, name: str, reference: str) -> str:
    """The letter as Markdown. Raises InputError when the template lacks what people must know."""
    needed = tuple(field for field in NEEDED if not (sent.easy and field == "laatste_wijziging"))
    template = "letter-easy.md" if sent.easy else "letter.md"
    return fill(study, template, values(study, sent, name=name, reference=reference), needed=needed)


def letter_document(study: Study, sent: Sent, text: str) -> Document:
    """A letter as blocks, to be shown as Word and PDF."""
    blocks = tuple(blocks_of(text))
    title = blocks[0].text if blocks and blocks[0].level == 1 else sent.title
    return Document(sent.document, title, blocks, sent.version, sent.case)


def addressed(text: str, *, name: str, reference: str) -> str:
    """Frozen words with the addressee and the reference in the place of their placeholders."""
    return text.replace(NAME, name).replace(REFERENCE, reference)


def mail_text(study: Study, sent: Sent, template: str) -> tuple[str, str]:
    """(subject, body) of ``mail`` or ``reminder``, with placeholders for addressee and reference.

    Raises InputError when the subject is missing or holds a name.
    """
    file = f"{template}-easy.md" if sent.easy else f"{template}.md"
    text = fill(study, file, values(study, sent, name=NAME, reference=REFERENCE))
    match = re.match(r"Onderwerp:\s*(.+)\n", text)
    path = template_path(study, file)
    if match is None:
        raise InputError("de eerste regel is geen onderwerp.", path=path, line=1, fix="begin met 'Onderwerp: ...'.")
    subject = match[1].strip()
    if NAME in subject or holds_name(study, sent.case, subject):
        fix = "noem alleen het kenmerk; een onderwerp is voor anderen te lezen."
        raise InputError("in het onderwerp staat een naam.", path=path, line=1, fix=fix)
    return subject, text[match.end() :].strip() + "\n"


def mail_draft(subject: str, body: str, attachments: Mapping[str, bytes], *, reference: str) -> bytes:
    """An .eml that mail programs open as a draft (``X-Unsent``); no date, no sender, no addressee: same bytes always."""
    message = EmailMessage(policy=SMTP)
    message["Subject"] = subject
    message["To"] = ""
    message["X-Unsent"] = "1"
    message.set_content(body, charset="utf-8", cte="quoted-printable")
    for name, data in attachments.items():
        main, _, sub = _media_type(name).partition("/")
        message.add_attachment(data, maintype=main, subtype=sub, filename=name)
    if attachments:
        message.set_boundary(f"nota-{reference}")
    return message.as_bytes()


def reminder_item(sent: Sent, *, made: dt.date, days: int) -> bytes:
    """A calendar item on the last day to answer, with an alarm some days before; it says the reference and nothing else."""
    from icalendar import Alarm, Calendar, Event

    due = dt.date.fromisoformat(sent.due)
    calendar, event, alarm = Calendar(), Event(), Alarm()
    calendar.add("prodid", "-//discussienota-toolkit//NL")
    calendar.add("version", "2.0")
    event.add("uid", f"{sent.reference}@discussienota-toolkit")
    event.add("dtstamp", dt.datetime.combine(made, dt.time(12), tzinfo=dt.UTC))
    event.add("dtstart", due)
    event.add("dtend", due + dt.timedelta(days=1))
    event.add("summary", f"Laatste dag om te antwoorden (kenmerk {sent.reference})")
    event.add("class", "PRIVATE")
    event.add("transp", "TRANSPARENT")
    alarm.add("action", "DISPLAY")
    alarm.add("description", f"Antwoorden kan nog tot en met {date_in_words(due)} (kenmerk {sent.reference})")
    alarm.add("trigger", -dt.timedelta(days=days))
    event.add_component(alarm)
    calendar.add_component(event)
    return bytes(calendar.to_ical())


def addressee(study: Study, sent: Sent) -> str:
    """How the letter greets: by first name, or as parents of a pupil; by function when no name is known."""
    person = person_of(study, sent.person)
    if person.role == "leerling":
        return "ouders of verzorgers"
    name = full_name(study, sent.person)
    if person.target_group or not name:
        return first_name(name) or "meneer of mevrouw"
    return name


def _questions(sent: Sent) -> list[str]:
    """What is asked about use; in the easy letter with what hard words mean."""
    asked = tuple(channel.question or channel.label for channel in sent.channels)
    return explained(asked) if sent.easy else list(asked)


def values(study: Study, sent: Sent, *, name: str, reference: str) -> dict[str, str]:
    """Every field that a letter or mail may use."""
    settings, reply = study.settings, terms(study)
    due = dt.date.fromisoformat(sent.due)
    pieces = sum(block.kind in ("paragraph", "quote", "list", "table", "figure") for block in sent.blocks)
    return {
        "aan": name,
        "reden": _reason(study, sent),
        "onderzoek": settings.title,
        "opdrachtgever": _inline(settings.client) or _UNKNOWN,
        "bureau": settings.bureau or _UNKNOWN,
        "titel": sent.title,
        "versie": str(sent.version),
        "datum": date_in_words(settings.date),
        "stukken": str(pieces),
        "uiterste_datum": date_in_words(due),
        "herinnering": date_in_words(due - dt.timedelta(days=reply.reminder_days)),
        "kanalen": "\n".join(f"- {question}" for question in _questions(sent)),
        "bewaartermijn": ((sent.easy and reply.kept_until_easy) or reply.kept_until).strip(),
        "laatste_wijziging": reply.last_change.strip(),
        "klacht": ((sent.easy and reply.complaint_easy) or reply.complaint).strip(),
        "contact_naam": settings.contact.name or _UNKNOWN,
        "contact_mail": settings.contact.email or _UNKNOWN,
        "contact_telefoon": settings.contact.phone or _UNKNOWN,
        "functionaris": settings.contact.privacy_officer or settings.contact.email or _UNKNOWN,
        "kenmerk": reference,
    }


def blocks_of(text: str) -> list[Block]:
    """A letter's Markdown as blocks: headings, lists, paragraphs."""
    found = []
    for number, part in enumerate(re.split(r"\n\s*\n", text.strip()), 1):
        lines = part.strip().split("\n")
        heading = re.match(r"(#{1,3})\s+(.*)", lines[0])
        if heading:
            found.append(Block(f"brief-{number}", "heading", heading[2], level=len(heading[1])))
        elif all(re.match(r"(?:[-*]|\d+\.)\s+", line) for line in lines):
            style = "genummerd" if lines[0][0].isdigit() else ""
            entries = [re.sub(r"^(?:[-*]|\d+\.)\s+", "", line) for line in lines]
            found.append(Block(f"brief-{number}", "list", "\n".join(entries), style=style))
        else:
            found.append(Block(f"brief-{number}", "paragraph", " ".join(line.strip() for line in lines)))
    return found


def _reason(study: Study, sent: Sent) -> str:
    person = person_of(study, sent.person)
    title = study.settings.title
    if person.role == "leerling":
        return f"In ons onderzoek ‘{title}’ komt uw kind voor. Daarom vragen wij het aan u."
    if sent.easy:
        return (
            "Wij hebben met u gepraat voor ons onderzoek." if person.speaks else "Voor ons onderzoek is over u verteld."
        )
    if person.speaks:
        return f"Wij spraken u voor ons onderzoek ‘{title}’."
    return f"In de gesprekken voor ons onderzoek ‘{title}’ is over u verteld."


def _inline(client: str) -> str:
    """The client as it stands in a sentence: "het Ministerie van ..."."""
    starts = ("ministerie", "bestuur", "bureau", "fonds", "instituut")
    return f"het {client}" if client.lower().startswith(starts) else client


def _media_type(name: str) -> str:
    kinds = {
        ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ".pdf": "application/pdf", ".html": "text/html", ".ics": "text/calendar",
    }  # fmt: skip
    return next((kind for suffix, kind in kinds.items() if name.endswith(suffix)), "application/octet-stream")
