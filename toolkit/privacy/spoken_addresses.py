"""Addresses on the internet, said aloud: "info apenstaartje zilverplas punt nl", "op insta heet ik fenna bakt"."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .found import Found
from .lexicon import listed
from .numbers import VALUES
from .spoken import Token, tokens_of
from .tokens import Words

_SIGNS = re.compile(r"ape?n?st?aart(?:je)?")
_SHORT_SIGNS = frozenset(("at", "ad", "et", "@"))
_POINTS = frozenset(("punt", "dot"))
_JOINERS = _POINTS | frozenset(("streepje", "underscore", "koppelteken", "min", "liggend", "laag", "laagstreepje", "onderstreepje", "_", "dash"))  # fmt: skip
_ENDS = frozenset(("nl", "com", "org", "eu", "be", "net", "info", "frl", "nu", "school", "amsterdam", "de", "example", "online"))  # fmt: skip
_ENDS_IN_TWO = (["n", "l"], ["en", "el"], ["e", "u"], ["b", "e"], ["n", "el"], ["ennel"])
_PARTICLES = frozenset(("de", "van", "der", "den", "het", "ten", "ter", "el", "t"))
_SPEAKING = frozenset((
    "mail", "mailen", "mailt", "mailde", "mailadres", "e-mail", "email", "adres", "emailadres", "e-mailadres", "mailtje", "schrijf", "stuur",
    "sturen", "kijk", "kijken", "site", "website", "staat", "vind", "vinden", "volg", "volgen", "ga", "gewoon", "via", "onder", "naar", "op",
    "is", "dat", "dit", "of", "en", "dan", "ja", "nou", "eh", "uh", "dus", "aan", "bij", "heet", "zoek", "maar", "even", "anders", "daar",
))  # fmt: skip
_WWW = (["www"], ["w", "w", "w"], ["wee", "wee", "wee"], ["drie", "keer", "w"], ["driemaal", "w"])
_PLATFORMS = frozenset((
    "instagram", "insta", "linkedin", "facebook", "tiktok", "twitter", "snapchat", "snap", "youtube", "bluesky", "mastodon", "threads",
    "discord", "teams", "skype",
))  # fmt: skip
_CALLED = frozenset(
    ("heet", "heette", "als", "onder", "naam", "accountnaam", "gebruikersnaam", "account", "handle", "genaamd")
)
_BETWEEN = frozenset(("ik", "sta", "staat", "zit", "heb", "ben", "vind", "ze", "zij", "hij", "hij", "we", "wij", "is", "de", "naam", "te", "vinden", "dat", "ie", "die", "eh", "uh", "gewoon", "me", "mij", "je", "mijn", "account", "het"))  # fmt: skip
_LONGEST, _FAR, _NEAR = 9, 10, 5


def said_addresses(words: Words, present: frozenset[str]) -> Iterator[Found]:
    """E-mail and web addresses and names on platforms, as people say them."""
    cues = {word for word in present if _SIGNS.fullmatch(word)} | (present & (_POINTS | _PLATFORMS | {"at"}))
    if not cues:
        return
    done = -1
    for number in (n for n, word in enumerate(words.lowers) if word in cues):
        if words.starts[number] < done:
            continue
        start = words.text.rfind("\n", 0, words.starts[number]) + 1
        done = words.text.find("\n", words.ends[number])
        done = len(words.text) if done < 0 else done
        yield from _of_turn(words.text, tokens_of(words.text, start, done))


def _of_turn(text: str, tokens: list[Token]) -> Iterator[Found]:
    for number, token in enumerate(tokens):
        if _SIGNS.fullmatch(token.word) or token.word in _SHORT_SIGNS:
            yield from _mail(text, tokens, number)
        elif token.word in _POINTS:
            yield from _web(text, tokens, number)
        elif token.word in _PLATFORMS:
            yield from _platform(text, tokens, number)


def _mail(text: str, tokens: list[Token], sign: int) -> Iterator[Found]:
    stop = _domain(text, tokens, sign + 1)
    sure = tokens[sign].word not in _SHORT_SIGNS
    if stop is None:
        if not sure:
            return
        if sign + 1 == len(tokens):
            first = _local(text, tokens, sign)
            if first < sign:
                yield Found(tokens[first].start, tokens[sign].end, "contact", "pattern", label="e-mailadres")
            return
        stop = sign + 1 + (not _ends(text, tokens, sign + 1) and _part(tokens[sign + 1].word))
        while (
            stop > sign + 1
            and stop < len(tokens)
            and stop - sign < 4
            and _part(tokens[stop].word)
            and not _ends(text, tokens, stop)
        ):
            stop += 1
    first = _local(text, tokens, sign)
    if first < sign or sure:
        yield Found(tokens[first].start, tokens[stop - 1].end, "contact", "pattern", label="e-mailadres")


def _domain(text: str, tokens: list[Token], start: int) -> int | None:
    """The number after the last token of a domain that begins here; None when it never ends in one."""
    for number in range(start, min(len(tokens), start + _LONGEST)):
        if number > start and _ends(text, tokens, number) and tokens[number].word not in _ENDS:
            return None
        point = tokens[number].word in _POINTS or text[tokens[number].start - 1] == "."
        at = number + (tokens[number].word in _POINTS)
        if number == start or not point:
            continue
        if stop := _end_of_domain(tokens, at):
            return stop
    return None


def _end_of_domain(tokens: list[Token], at: int) -> int | None:
    if at < len(tokens) and tokens[at].word in _ENDS:
        return at + 1
    if [token.word for token in tokens[at : at + 2]] in _ENDS_IN_TWO:
        return at + 2
    return None


def _local(text: str, tokens: list[Token], sign: int) -> int:
    """Where the part before the sign begins: "marieke punt de vries", "j p jansen dertien"."""
    first = sign
    while first > 0 and sign - first < _LONGEST:
        before = tokens[first - 1].word
        ended = first < sign and _ends(text, tokens, first)
        joined = before in _JOINERS or (first < sign and tokens[first].word in _JOINERS)
        part = _part(before) or (first == sign and before not in _SPEAKING)
        if not joined and (ended or not part) and not _joined_before(text, tokens, first):
            break
        first -= 1
    while first < sign - 1 and tokens[first].word in _JOINERS:
        first += 1
    return first


def _joined_before(text: str, tokens: list[Token], first: int) -> bool:
    """ "f punt el die drie k at": letters by their names, with a joiner shortly before."""
    for number in range(first - 1, max(-1, first - _NEAR), -1):
        if _ends(text, tokens, number + 1) or tokens[number].word in _SPEAKING:
            return False
        if tokens[number].word in _JOINERS:
            return True
    return False


def _web(text: str, tokens: list[Token], point: int) -> Iterator[Found]:
    if point == 0 or text[tokens[point - 1].end : tokens[point].start] != " ":
        return
    stop = _end_of_domain(tokens, point + 1)
    if stop is None or (tokens[stop - 1].word == "de" or tokens[point - 1].word in _SPEAKING):
        return
    first = point - 1
    while first > 1 and point - first < _LONGEST and tokens[first - 1].word in _JOINERS:
        first -= 2 if tokens[first - 1].word not in ("laag", "liggend") else 1
    if first > 0 and _part(tokens[first - 1].word) and tokens[first - 1].word not in _SPEAKING:
        first -= _joins(text, tokens, first)
    if first > 0 and tokens[first - 1].word in ("de", "het"):
        first -= 1
    for head in _WWW:
        size = len(head) + (first > 0 and tokens[first - 1].word in _POINTS)
        if first >= size and [t.word for t in tokens[first - size : first - size + len(head)]] == head:
            first -= size
            break
    while stop + 1 < len(tokens) and tokens[stop].word in ("slash", "/"):
        stop += 2
    yield Found(tokens[first].start, tokens[stop - 1].end, "contact", "pattern", label="webadres")


def _joins(text: str, tokens: list[Token], first: int) -> bool:
    """ "zilver plas punt nl": a name in two parts, both no ordinary talk."""
    before = tokens[first - 1].word
    return text[tokens[first - 1].end : tokens[first].start] == " " and before not in listed("very_common")


def _platform(text: str, tokens: list[Token], number: int) -> Iterator[Found]:
    """ "op insta heet ik fenna bakt", "op linkedin onder okko visser"."""
    start = number + 1
    called = False
    while (
        start < len(tokens)
        and start - number < _FAR
        and (tokens[start].word in _CALLED or tokens[start].word in _BETWEEN)
    ):
        called = called or tokens[start].word in _CALLED
        start += 1
    if not called or start == len(tokens):
        return
    stop = start
    while stop < len(tokens) and stop - start < _LONGEST and (stop == start or not _ends(text, tokens, stop)):
        word = tokens[stop].word
        joined = word in _JOINERS or (stop > start and tokens[stop - 1].word in _JOINERS)
        if not joined and not (_part(word) and word not in _SPEAKING):
            break
        stop += 1
    if stop > start:
        yield Found(tokens[start].start, tokens[stop - 1].end, "contact", "pattern", label="naam op een platform")


def _part(word: str) -> bool:
    """Whether a word may be a part of an address: no word that talk is full of."""
    if len(word) == 1 or word.isdigit() or word in _PARTICLES or (word in VALUES and word != "een"):
        return True
    return word not in listed("very_common") and word not in listed("pronouns") and word not in _SPEAKING


def _ends(text: str, tokens: list[Token], number: int) -> bool:
    """True when a sentence or a part of one ends before this token."""
    gap = text[tokens[number - 1].end : tokens[number].start]
    return gap != "." and bool(re.search(r"[,;:.?!]", gap))  # "j.vermaat apenstaartje" goes on
