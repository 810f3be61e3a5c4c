"""Figures in a text, each with the word before it that must never be lost (ca., ruim, een kleine), its unit and its place.

A year, a day, a time, an article of law, a footnote's number and a number in an address are no figures.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from .amounts import MONTH, Amount, amounts, date_spans, parts
from .sectors import Report, sectors_in
from .text import Line, Paragraph, mark_of, paragraphs, read_lines, sentences_of

_QUALIFIERS = (
    "meer dan", "minder dan", "niet meer dan", "niet minder dan", "ten minste", "tenminste", "op zijn minst", "ten hoogste", "op zijn hoogst",
    "rond de", "rond", "om en nabij de", "om en nabij", "in de buurt van de", "naar schatting", "nog geen", "een kleine", "kleine", "een dikke",
    "een krappe", "een goede", "zo'n", "zo’n", "ca.", "ca", "circa", "ongeveer", "ruim", "bijna", "krap", "dik", "pakweg", "grofweg",
    "plusminus", "omstreeks", "minstens", "minimaal", "maximaal", "hoogstens", "hooguit", "nagenoeg", "ruwweg", "gemiddeld", "in totaal", "totaal",
    "tot wel", "vele", "enkele", "een paar", "±", "~", ">", "<", "≥", "≤",
)  # fmt: skip
_QUALIFIER = re.compile(
    r"(?<![\w])(?P<q>"
    + "|".join(re.escape(one) for one in sorted(_QUALIFIERS, key=len, reverse=True))
    + r")\s*(?:(?:de|het|aan|in|totaal|€|euro|EUR)\s*)*$",
    re.IGNORECASE,
)
_VAGUE = re.compile(
    r"\b(?P<q>vele|enkele|een paar|meerdere)\s+(?P<v>tientallen|honderden|duizenden|dozijnen)\b|\b(?P<w>tientallen|honderden|duizenden)\b",
    re.IGNORECASE,
)
_TIMES = re.compile(
    rf"\b(?P<v>{'|'.join(('één', 'een', 'twee', 'drie', 'vier', 'vijf', 'zes', 'zeven', 'acht', 'negen', 'tien', 'twaalf'))})maal\b",
    re.IGNORECASE,
)
_LAW = re.compile(
    r"(?:\b(?:nrs?|art(?:ikel)?|lid|kamerstuk(?:ken)?|stcrt|staatsblad|hoofdstuk|bijlage|pagina|blz|p|fase|groep|klas|punt|versie|regel|schaal|wave|deel|nummer)\.?|\bnr\. ?|§)\s*$",
    re.IGNORECASE,
)
_BEFORE_YEAR = re.compile(
    rf"(?:\b(?:in|sinds|vanaf|voor|van|tot|tot en met|t/m|eind|begin|medio|half|per|over|jaar|jaren|na|rond|resultaten|voorjaar|najaar|zomer|herfst|winter|periode|schooljaar|{MONTH})|['’(\-–/,])\s*$",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"^\s*(?:u(?:ur)?\b|[.:]\d{2}\s*u)", re.IGNORECASE)
_STOP = frozenset(
    [
        "van",
        "in",
        "op",
        "met",
        "voor",
        "aan",
        "bij",
        "tot",
        "te",
        "om",
        "uit",
        "over",
        "door",
        "naar",
        "als",
        "dat",
        "die",
        "de",
        "het",
        "een",
        "en",
        "of",
        "is",
        "zijn",
        "was",
        "waren",
        "wordt",
        "worden",
        "kan",
        "kunnen",
        "heeft",
        "hebben",
        "er",
        "ze",
        "zij",
        "wij",
        "we",
        "hun",
        "hen",
        "niet",
        "nog",
        "al",
        "dan",
        "ook",
        "per",
        "meer",
        "minder",
        "waarin",
        "waarbij",
        "waarvan",
        "waar",
        "samen",
        "actief",
        "gestart",
    ]
)
_ADJECTIVE = re.compile(r"(?:e|extra|back|-end|eigen|goed|open|vol)$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A number as it stands in a text."""

    id: str
    value: float | None
    """None for a figure without a number: "vele tientallen"."""
    high: float | None
    """Of a range: "5 tot 10"."""
    written: str
    """As it is written, with its qualifier: "ca. 5000"."""
    qualifier: str
    unit: str
    place: str
    """The page or heading it stands under."""
    line: int
    sentence: str


def read_figures(path: Path) -> list[Figure]:
    """The figures of a document, in order. Raises InputError for a file that cannot be read."""
    return figures_in(read_lines(path))


def figures_in(lines: Sequence[Line]) -> list[Figure]:
    """The figures in lines; the place is the sector's page where the document has such pages, else the heading above."""
    report = sectors_in(lines)
    found: list[Figure] = []
    heading = ""
    notes = _footnotes(lines)
    for paragraph in paragraphs(lines):
        if paragraph.title:
            heading = paragraph.text.strip(" :")
        place = _sector(report, paragraph) or heading
        mark = mark_of(paragraph.text)
        own = mark.text if mark and mark.kind in ("letter", "number", "bullet") else paragraph.text
        if mark and mark.kind == "bare" and mark.ordinal in notes:
            continue
        for _, sentence in sentences_of(own):
            for amount, qualifier, unit in _figures(sentence):
                if _is_noted_year(amount, notes):
                    continue
                value = None if amount.value < 0 else amount.value
                start = _start(sentence, amount, qualifier)
                written = sentence[start : amount.end]
                found.append(
                    Figure(
                        f"G{len(found) + 1}",
                        value,
                        amount.high,
                        written,
                        qualifier,
                        unit,
                        place,
                        paragraph.number,
                        sentence,
                    )
                )
    return found


def _sector(report: Report, paragraph: Paragraph) -> str:
    return next((one.name for one in report.sectors if one.line <= paragraph.number <= one.last), "")


def _footnotes(lines: Sequence[Line]) -> frozenset[int]:
    """Numbers of the footnotes: a line begins with the number, and it stands glued to a word somewhere."""
    text = "\n".join(line.text for line in lines)
    opened = {mark.ordinal for line in lines if (mark := mark_of(line.text)) and mark.kind == "bare"}
    return frozenset(n for n in opened if re.search(rf"(?:[a-zà-ÿ’”)]|\b20\d\d){n}(?!\d)", text))


def _is_noted_year(amount: Amount, notes: frozenset[int]) -> bool:
    """A year with a footnote's number behind it: ``20253``."""
    match = re.fullmatch(r"(?:19|20)\d{2}(\d{1,2})", amount.text)
    return bool(match and int(match[1]) in notes)


def _start(sentence: str, amount: Amount, qualifier: str) -> int:
    if not qualifier:
        return amount.start
    place = sentence.lower().rfind(qualifier.lower(), 0, amount.start + len(qualifier))
    return place if place >= 0 else amount.start


def _figures(text: str) -> Iterator[tuple[Amount, str, str]]:
    """(number, qualifier, unit) of the figures of a sentence, in order."""
    found: list[tuple[Amount, str, str]] = []
    days = date_spans(text)
    for amount in (*parts(text), *amounts(text)):
        if any(a < amount.end and amount.start < b for a, b in days):
            continue
        before, after = text[: amount.start], text[amount.end :]
        qualifier = match["q"] if (match := _QUALIFIER.search(before)) else ""
        if not qualifier and _no_figure(amount, before, after):
            continue
        if any(one.start < amount.end and amount.start < one.end for one, _, _ in found):
            continue
        if re.search(r"\d\s+van\s+de\s+$|\d\s*\($", before):
            continue  # the second half of "1 van de 3", or the same number once more in words
        found.append((amount, qualifier.strip(), unit_after(after)))
    for match in _VAGUE.finditer(text):
        words = match["v"] or match["w"]
        found.append(
            (
                Amount(match.start(), match.end(), match.group(), -1.0, None, False),
                (match["q"] or "").strip() or words.lower(),
                unit_after(text[match.end() :]),
            )
        )
    for match in _TIMES.finditer(text):
        if match["v"].lower() == "een" and not re.match(r"\s+per\b", text[match.end() :]):
            continue  # "nu eenmaal"
        count = next(amounts(match["v"].lower().replace("één", "1").replace("een", "1")), None)
        if count:
            found.append(
                (
                    Amount(match.start(), match.end(), match.group(), count.value, None, False),
                    "",
                    f"maal {unit_after(text[match.end() :])}".strip(),
                )
            )
    yield from sorted(found, key=lambda one: one[0].start)


def _no_figure(amount: Amount, before: str, after: str) -> bool:
    """Whether a number without a qualifier is a year, a time, a part of a law or of a name."""
    if _LAW.search(before) or _CLOCK.match(after) or re.match(r"[-–]\d", after) or re.search(r"[A-Za-z]$", before):
        return True
    text = amount.text
    year = amount.digits and re.fullmatch(r"(?:19|20)\d{2}(?:\s*[-–/]\s*(?:(?:19|20)?\d{2}))?", text.strip())
    if year and amount.high is not None:
        return True
    if year and (_BEFORE_YEAR.search(before) or not re.match(r"\s+[a-zà-ÿ]+(?:en|s|ers|ren)\b", after)):
        return True
    if re.search(r"\d\s*$", before) or re.match(r"\s*(?:%?\s*-\s*op\b|\d{3}\b|[A-Z]{2}\b)", after):
        return True
    if not amount.digits and re.match(r"-op-", after):
        return True
    if amount.text.lower() in ("één", "twee", "beide") and not re.match(r"\s+[a-zà-ÿ(]", after):
        return amount.text.lower() == "één"
    named = re.search(r"[A-ZÀ-Þ][a-zà-ÿ]+\s+$", before) and re.match(r"\s+[A-ZÀ-Þ]", after)
    return bool(named and amount.digits and amount.value < 100) or not _counts_something(amount, after)


def _counts_something(amount: Amount, after: str) -> bool:
    """A bare small number at the end of a sentence or before a sign counts nothing that can be shown."""
    return (
        bool(unit_after(after))
        or amount.value >= 1000
        or bool(re.match(r"\s*(?:%|procent)", after))
        or amount.high is not None
    )


def unit_after(text: str) -> str:
    """What is counted: the words after a number up to its noun, with "per week" and the like."""
    rest = re.sub(r"^\s*\([^)]*\)", "", text)
    if share := re.match(r"\s*(%|procent\b)(?:\s+van\s+(?:de|het)\s+[\wà-ÿ-]+)?", rest):
        return share.group().strip()
    if of := re.match(r"\s+van\s+de\s+\d+(?:\s+[a-zà-ÿ-]+)?", rest):
        return of.group().strip()
    if of := re.match(r"\s+(?:deel\s+)?van\s+(?:de|het)\s+[\wà-ÿ-]+", rest):
        return of.group().strip()
    words: list[str] = []
    for raw in re.findall(r"\s*\S+", rest)[:5]:
        word = raw.strip()
        bare = word.strip("()\"'“”‘’,.;:!?")
        if not bare or bare.lower() in _STOP or not re.search(r"[^\W\d]", bare):
            break
        words.append(bare)
        if word[-1:] in ",.;:!?)" or not _ADJECTIVE.search(bare.lower()):
            break
    unit = " ".join(words)
    tail = (
        re.match(r"\s+per\s+[a-zà-ÿ]+", rest[rest.find(words[-1]) + len(words[-1]) :])
        if words
        else re.match(r"\s+per\s+[a-zà-ÿ]+", rest)
    )
    return f"{unit}{tail.group()}".strip() if tail else unit
