"""Whether a flow of money still runs on a day: as people noted it, else by the words and dates of how long it lasts.

Only what is said outright counts: "tot 1 november 2022", "afgelopen", "niet doorgegaan". Where nothing says so, it is not known
("").
"""

from __future__ import annotations

import datetime as dt
import re

from ..numbers import MONTHS
from ..study import Case, MoneyFlow

RUNNING, STOPPED, REFUSED, NOT_BEGUN = "loopt", "gestopt", "geweigerd", "niet ingegaan"
_NOT_BEGUN = re.compile(
    r"\bniet doorgegaan\b|\bnog niet (?:ingegaan|begonnen|besloten|toegekend)\b|\baangevraagd\b|\bnooit begonnen\b"
)
_REFUSED = re.compile(r"\bgeweigerd\b|\bafgewezen\b|\bniet toegekend\b|\bniet gekregen\b")
_STOPPED = re.compile(r"\bafgelopen\b|\bgestopt\b|\bbeëindigd\b|\bdaarna (?:op|niets|niet meer)\b")
_SEASONS = {"voorjaar": 6, "lente": 6, "zomer": 9, "najaar": 12, "herfst": 12, "winter": 3}
"""The month in which a season is surely over."""
_UNTIL = re.compile(
    rf"\b(?:tot(?: en met)?|t/m)\s+(?:eind\s+)?(?:de\s+)?(?:(?P<day>\d{{1,2}})\s+)?(?:(?P<month>{'|'.join((*MONTHS, *_SEASONS))})\s+(?:van\s+)?)?(?P<year>\d{{4}})\b"
)
_YEAR = re.compile(r"^(?P<year>\d{4})\b(?!\s*[-–])")
"""Only a year: it was in that year."""


def state_of_flow(flow: MoneyFlow, case: Case, day: dt.date | None) -> str:
    """ "loopt", "gestopt", "geweigerd", "niet ingegaan", or empty when nobody says so. ``day`` is the study's."""
    if flow.state:
        return flow.state
    words = flow.duration.lower()
    for pattern, state in ((_REFUSED, REFUSED), (_NOT_BEGUN, NOT_BEGUN), (_STOPPED, STOPPED)):
        if pattern.search(words):
            return state
    last = last_day(words)
    seen = case.facts.get("state_on")
    known = seen if isinstance(seen, dt.date) else day
    if known is not None and ((last is not None and last < known) or _job_ended(flow, case, known)):
        return STOPPED
    return RUNNING if last is not None or "doorlopend" in words else ""


def last_day(words: str) -> dt.date | None:
    """The last day that the words name: "tot en met juli 2023" is 31 July 2023; None when they name none."""
    found = list(_UNTIL.finditer(words))
    if found:
        return _day(found[-1])
    year = _YEAR.search(words.strip())
    return dt.date(int(year["year"]), 12, 31) if year else None


def _day(match: re.Match[str]) -> dt.date | None:
    year, name, number = int(match["year"]), match["month"], match["day"]
    through = "met" in match[0] or "t/m" in match[0] or "eind" in match[0]
    if name is None:
        return dt.date(year, 12, 31) if through else dt.date(year - 1, 12, 31)
    month = _SEASONS.get(name) or MONTHS.index(name) + 1
    try:
        if number:
            return dt.date(year, month, int(number)) - dt.timedelta(days=0 if through else 1)
        first = dt.date(year, month, 1)
    except ValueError:
        return None
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return (after if through or name in _SEASONS else first) - dt.timedelta(days=1)


def _job_ended(flow: MoneyFlow, case: Case, day: dt.date) -> bool:
    """Whether the placement that the money is for, or else every one of the case, is over."""
    jobs = [one for one in case.placements if not flow.placement or one.person == flow.placement]
    return bool(jobs) and all(one.ended is not None and one.ended <= day for one in jobs)
