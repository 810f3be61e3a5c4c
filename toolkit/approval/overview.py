"""The board of a round of approval: who has what, since when, until when, and what they answered. And every change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from ..records import Document
from ..study import Study
from .answers import agrees, standing
from .blocks import asked, block_digest, persons_of
from .packs import current, folder_of, same_text
from .people import is_target, text_document, text_ids, waits_for
from .register import Entry, Register, load_register
from .sealing import fits, key_path
from .sent import load_sent
from .states import ANSWERS, CLOSED, LABELS, last_sent, last_state, state_of
from .wishes import Wish, wishes_of

if TYPE_CHECKING:
    import pandas as pd

COLUMNS = (
    "tekst",
    "persoon",
    "eerst",
    "stand",
    "sinds",
    "versie",
    "uiterlijk",
    "open",
    "te doen",
    "kanalen",
    "genoemd als",
    "school",
)
CHANGE_COLUMNS = ("wens", "stuk", "soort", "was", "wordt", "door", "zeker", "besluit", "let op")


def board(study: Study, *, on: dt.date | None = None) -> pd.DataFrame:
    """One row per text and person. ``on`` is the day that "te laat" is measured by; the study's date when not given."""
    import pandas as pd

    register = load_register(study)
    day = on or study.settings.date
    rows = []
    for document in text_ids(study):
        text = text_document(study, document)
        open_wishes: dict[str, int] = {}
        for wish in wishes_of(study, register, document):
            open_wishes[wish.entry.person] = open_wishes.get(wish.entry.person, 0) + wish.open
        for person in sorted(asked(text), key=lambda one: (not is_target(study, one), one)):
            rows.append(_row(study, register, document, person, open_wishes.get(person, 0), day))
    return pd.DataFrame(rows, columns=list(COLUMNS))


def changes(study: Study, document: str) -> pd.DataFrame:
    """Every change and remark in the last answers on a text: old, new, who, where; names are placeholders."""
    import pandas as pd

    register = load_register(study)
    rows = [_change_row(wish) for wish in wishes_of(study, register, document)]
    return pd.DataFrame(rows, columns=list(CHANGE_COLUMNS))


def wish_texts(study: Study) -> dict[str, str]:
    """The text of every wish, by its number."""
    register = load_register(study)
    return {wish.id: text for text in text_ids(study) for wish in wishes_of(study, register, text)}


def not_as_sent(study: Study) -> list[str]:
    """Files in ``outputs/approval/`` that bear the reference of a sent pack and are not what was sent, in Dutch."""
    found = {}
    for entry in load_register(study).entries:
        start = f"{entry.document}-v{entry.version}-{entry.pack[:10]}"
        for name in entry.files:
            path = folder_of(study, entry.document, entry.person) / f"{start}-{name}"
            if path.is_file():
                found[study.shown(path)] = fits(study, entry, name, path.read_bytes())
    notes = [f"{path} is niet precies wat is verzonden" for path, same in sorted(found.items()) if same is False]
    if None in found.values():
        untold, key = [*found.values()].count(None), study.shown(key_path(study))
        notes.append(
            f"van {untold} bestanden in outputs/approval/ is niet na te gaan of het is wat is verzonden: {key} is hier niet, "
            "of is een andere dan toen"
        )
    return notes


def _row(study: Study, register: Register, document: str, person: str, wishes: int, day: dt.date) -> dict[str, object]:
    state = state_of(register, document, person)
    last = last_state(register, document, person)
    sent = last_sent(register, document, person)
    found = standing(register, document, person)
    answer = found.answer if found and state not in ("ingetrokken", "geen_reactie") else None
    return {
        "tekst": document,
        "persoon": person.rpartition("/")[2],
        "eerst": "ja" if is_target(study, person) else "",
        "stand": LABELS[state],
        "sinds": last.on if last else "",
        "versie": sent.version if sent else "",
        "uiterlijk": sent.due if sent else "",
        "open": wishes or "",
        "te doen": _todo(study, register, document, person, state, wishes, day),
        "kanalen": _shown(answer.channels if answer and answer.event in ANSWERS else {}),
        "genoemd als": ", ".join(sorted(set(answer.naming.values()))).replace("_", " ") if answer else "",
        "school": answer.school if answer else "",
    }


def _todo(study: Study, register: Register, document: str, person: str, state: str, wishes: int, day: dt.date) -> str:
    """The one next thing to do for this person; empty when it is theirs to act, or nothing is needed."""
    if state in CLOSED:
        return ""
    if wishes:
        return "besluiten over de wensen"
    if state == "onduidelijk":
        return "bellen en vastleggen"
    text = text_document(study, document)
    first = waits_for(study, text, person, register)
    if state in ("verzonden", "herinnerd"):
        return _chase(register, document, person, state, day)
    if _agrees_to_all(register, text, person):
        return ""
    if first:
        return f"wachten op {' en '.join(one.rpartition('/')[2] for one in first)}"
    last = last_sent(register, document, person)
    now = current(study, text, person, register)
    if now is None or (last and same_text(now, load_sent(study, last.pack))):
        return ""
    return "opnieuw versturen" if last else "versturen"


def _agrees_to_all(register: Register, text: Document, person: str) -> bool:
    mine = [block for block in text.blocks if person in persons_of(block, text.case)]
    return bool(mine) and all(agrees(register, text.id, person, block_digest(block)) for block in mine)


def _chase(register: Register, document: str, person: str, state: str, day: dt.date) -> str:
    sent = last_sent(register, document, person)
    if sent is None or not sent.due or day.isoformat() <= sent.due:
        return "herinneren" if _soon(sent, day) and state == "verzonden" else ""
    return "te laat: bellen, of vastleggen dat er geen reactie kwam"


def _soon(sent: Entry | None, day: dt.date) -> bool:
    return bool(sent and sent.due) and dt.date.fromisoformat(sent.due) - day <= dt.timedelta(days=5)  # type: ignore[union-attr]


def _shown(channels: Mapping[str, str]) -> str:
    return ", ".join(f"{name} {value}" for name, value in sorted(channels.items()))


def _change_row(wish: Wish) -> dict[str, object]:
    return {
        "wens": wish.id,
        "stuk": wish.block or "(niet bij een stuk)",
        "soort": wish.kind,
        "was": wish.before if wish.kind != "opmerking" else wish.quoted,
        "wordt": wish.after,
        "door": wish.author,
        "zeker": "ja" if wish.sure else "nee",
        "besluit": wish.decision,
        "let op": "; ".join(wish.notes),
    }
