"""Placeholders in texts (``[medewerker-1]``, ``[school-A]``): put words in their place so that the Dutch still
reads, and find the placeholders back in words that somebody edited.

Persons end in a number, schools and other bodies in a capital letter, with a number for the second of a case.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

PLACEHOLDER = re.compile(r"\[(?:(?P<case>[a-z0-9][a-z0-9_-]*)/)?(?P<name>[a-zë]+-(?:\d+|[A-Z]\d*))\]")
_GENITIVE = re.compile(r"(?:['’]s|s)(?!\w)|['’](?!\w)")
_NOUN_PHRASE = re.compile(r"\s+((?:[^\W\d_]{3,}e\s+){0,2})([^\W\d_]{2,})")
_TOKEN = re.compile(r"\s+|\w+|[^\w\s]")
_OPENING = "‘“\"'(«*_"
_ABBREVIATIONS = ("bijv.", "bv.", "o.a.", "d.w.z.", "ca.", "dhr.", "mevr.", "nr.", "blz.", "resp.", "max.", "min.")
_HET = frozenset({
    "antwoord", "advies", "beroep", "besluit", "bestuur", "bezwaar", "budget", "bureau", "contract", "diploma", "dorp", "formulier",
    "geld", "gesprek", "gevoel", "gezicht", "gezin", "hek", "huis", "idee", "initiatief", "jaar", "kantoor", "kind", "leven", "lokaal",
    "loon", "netwerk", "pensioen", "plan", "plein", "rooster", "salaris", "team", "traject", "uur", "vak", "verhaal", "verzoek",
    "voorstel", "werk",
})  # fmt: skip
"""Common nouns with "het"; all others are taken for words with "de"."""


@dataclass(frozen=True, slots=True)
class Span:
    """Where words stand in the place of a placeholder."""

    start: int
    end: int
    source: str
    """What stood there: ``[collega-1]``, with a genitive ``[collega-1]s fiets``."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A text as somebody reads it, with the places of what was put in."""

    text: str
    spans: tuple[Span, ...]


def placeholders(text: str) -> list[str]:
    """Names of the placeholders in a text, in order, without their case: ``medewerker-1``."""
    return [match["name"] for match in PLACEHOLDER.finditer(text)]


def kind_of(name: str) -> tuple[str, bool]:
    """(role or kind, whether it is a person): ``collega-2`` -> ``("collega", True)``."""
    kind, _, number = name.rpartition("-")
    return kind, number.isdigit()


def general_terms(
    names: Iterable[str], terms: Mapping[str, tuple[str, str]], own: Mapping[str, str] | None = None
) -> dict[str, str]:
    """A general term for each placeholder of one document.

    ``terms`` holds for each kind the words when there is one of it and when there are more (with ``{n}``); the key of a
    body (``school``, ``gemeente``) is written ``school-``, so that it differs from a person of that role. ``own``
    goes before them.
    """
    found = sorted(set(names))
    kinds = [kind_of(name) for name in found]
    words = {}
    for name, (kind, person) in zip(found, kinds):
        one, many = terms.get(kind if person else f"{kind}-", (f"de {kind}", f"{kind} {{n}}"))
        number = name.rpartition("-")[2].lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ") or "1"
        words[name] = one if kinds.count((kind, person)) == 1 else many.format(n=number)
    return words | {name: word for name, word in (own or {}).items() if name in words}


def resolve(text: str, words: Mapping[str, str]) -> Shown:
    """Put words in the place of placeholders: a capital where a sentence starts, no double article, the genitive right.

    A placeholder without words stays as it is.
    """
    out = ""
    spans: list[Span] = []
    at = 0
    for match in PLACEHOLDER.finditer(text):
        if match.start() < at or match["name"] not in words:
            continue
        out += text[at : match.start()]
        shown, end = _expand(out, text, match, words[match["name"]])
        spans.append(Span(len(out), len(out) + len(shown), text[match.start() : end]))
        out += shown
        at = end
    return Shown(out + text[at:], tuple(spans))


def resolved(text: str, words: Mapping[str, str]) -> str:
    """The text of :func:`resolve`."""
    return resolve(text, words).text


def unresolve(new: str, old: Shown, words: Mapping[str, str]) -> str:
    """An edited text with the placeholders of the old one back in it.

    What stood in the place of a placeholder and was left alone becomes that placeholder again; what was changed
    stays as it was typed. Putting the words in again always gives ``new``.
    """
    before, after = _tokens(old.text), _tokens(new)
    keep = _kept(before, after)
    placed: list[tuple[int, int, str]] = []
    for span in old.spans:
        start, end = _place_of(span, before, after, keep) or (-1, -1)
        if (not placed or start >= placed[-1][1]) and _reads(new[:start], span.source, words) == new[start:end] != "":
            placed.append((start, end, span.source))
        else:
            placed += _moved(span, old, new, placed, words)
            placed.sort()
    out, at = "", 0
    for start, end, source in placed:
        out, at = out + new[at:start] + source, end
    result = out + new[at:]
    return result if resolved(result, words) == new else new


def _moved(
    span: Span, old: Shown, new: str, placed: list[tuple[int, int, str]], words: Mapping[str, str]
) -> list[tuple[int, int, str]]:
    """Where the words of a span stand now, if the sentence they were in was moved."""
    for match in re.finditer(rf"\b{re.escape(old.text[span.start : span.end])}(?!\w)", new, re.IGNORECASE):
        start, end = match.span()
        free = all(end <= one or other <= start for one, other, _ in placed)
        if free and _reads(new[:start], span.source, words) == new[start:end]:
            return [(start, end, span.source)]
    return []


def starts_sentence(before: str) -> bool:
    """Whether what follows this text is the start of a sentence."""
    bare = before.rstrip(" \t\u00a0").rstrip(_OPENING)
    quoted = bare != before.rstrip(" \t\u00a0")
    bare = bare.rstrip(" \t\u00a0")
    if not bare or bare.endswith("\n"):
        return True
    if bare.endswith(":"):
        return quoted
    if bare.endswith((".", "!", "?", "…")):
        return not bare.lower().endswith(_ABBREVIATIONS)
    return bare.endswith(("’", "”")) and len(bare) > 1 and bare[-2] in ".!?…" and not quoted


def capital(words: str) -> str:
    """Words with a capital, the Dutch way: ``ijsvereniging`` -> ``IJsvereniging``."""
    if words.startswith("ij"):
        return "IJ" + words[2:]
    return words[:1].upper() + words[1:]


def genitive(name: str) -> str:
    """The genitive of a name: Ricks, Anna's, Kees', Renés (Woordenlijst Nederlandse Taal, 2015, §12.2)."""
    last = name[-1:].lower()
    if last in "szxß" or name.lower().endswith(("ce", "sh")):
        return f"{name}'"
    if last in "aiouy" and not re.search(r"[aeiou][aiouy]$", name.lower()):
        return f"{name}'s"
    return f"{name}s"


def _expand(before: str, text: str, match: re.Match[str], words: str) -> tuple[str, int]:
    """The words for one placeholder, and where in the source it (with a genitive) ends."""
    article = words.partition(" ")[0] if words.startswith(("de ", "het ", "een ", "deze ")) else ""
    possessive = _GENITIVE.match(text, match.end())
    end = match.end()
    if possessive and not article:
        words, end = genitive(words), possessive.end()
    elif possessive:
        words, end = _of(words, text, possessive.end())
    elif article and re.search(r"(?:^|\s)(?:de|het|een)\s+$", before, re.IGNORECASE):
        words = words.removeprefix(f"{article} ")
    return (capital(words) if starts_sentence(before) else words), end


def _of(words: str, text: str, end: int) -> tuple[str, int]:
    """ "de medewerkers jas" does not read: "de jas van de medewerker"."""
    noun = _NOUN_PHRASE.match(text, end)
    if noun is None:
        return f"van {words}", end
    article = "het" if (noun[2] in _HET or noun[2].endswith(("je", "tje", "pje"))) else "de"
    phrase = text[noun.start() : noun.end()].strip()
    return f"{article} {phrase} van {words}", noun.end()


def _reads(prefix: str, source: str, words: Mapping[str, str]) -> str:
    match = PLACEHOLDER.match(source)
    if match is None or match["name"] not in words:
        return ""
    shown, end = _expand(prefix, source, match, words[match["name"]])
    return shown + source[end:]


def _tokens(text: str) -> list[tuple[int, str]]:
    return [(match.start(), match.group()) for match in _TOKEN.finditer(text)]


def _kept(before: list[tuple[int, str]], after: list[tuple[int, str]]) -> dict[int, int]:
    """Index of each token that stayed -> its index in the new text; a first capital makes no difference."""
    matcher = SequenceMatcher(None, [t.lower() for _, t in before], [t.lower() for _, t in after], autojunk=False)
    return {a + n: b + n for a, b, size in matcher.get_matching_blocks() for n in range(size)}


def _place_of(
    span: Span, before: list[tuple[int, str]], after: list[tuple[int, str]], keep: dict[int, int]
) -> tuple[int, int] | None:
    """Where the words of a span stand in the new text, if all of them are there side by side."""
    inside = [n for n, (start, token) in enumerate(before) if span.start <= start and start + len(token) <= span.end]
    found = [keep.get(n) for n in inside]
    if not found or None in found:
        return None
    numbers = [n for n in found if n is not None]
    if numbers != list(range(numbers[0], numbers[0] + len(numbers))):
        return None
    start, last = after[numbers[0]][0], after[numbers[-1]]
    return start, last[0] + len(last[1])
