"""Numbers that belong to one person, said aloud: telephone, citizen service, account, postcode, house and licence plate."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from .found import Found
from .numbers import NUMBER, VALUES
from .tokens import Words

TOKEN = re.compile(r"\d+|[^\W\d_]+(?:['’][^\W\d_]+)?|[@/_+]")
_FILLERS = frozenset((
    "dan", "en", "nou", "eh", "uh", "ehm", "uhm", "euh", "dus", "streepje", "even", "kijken", "daarna", "met", "keer", "komma", "spatie", "punt",
    "weer", "wacht", "ja", "hè", "plus", "min", "nog", "nee", "laatste", "maal", "toen", "slash",
))  # fmt: skip
_MOST_FILLERS = 3
_HUNDREDS = re.compile(rf"(?P<many>{NUMBER})?honderd(?:en)?(?P<rest>{NUMBER})?")
_DOUBLE = {"dubbel": 2, "dubbele": 2, "driedubbel": 3, "tweemaal": 2, "driemaal": 3}
_PHONE = frozenset((
    "nummer", "nummers", "bel", "bellen", "belt", "belde", "gebeld", "app", "appen", "appje", "telefoon", "telefoonnummer", "mobiel", "mobiele",
    "mobieltje", "toestel", "tel", "bereikbaar", "doorkiesnummer", "noodnummer", "vaste", "nulzes", "sms", "smsen", "whatsapp", "whatsappen",
))  # fmt: skip
_EXTENSION = frozenset(("toestel", "toestelnummer", "doorkiesnummer", "doorkies", "toestelnr"))
_CITIZEN = frozenset(("bsn", "burgerservicenummer", "sofinummer", "sofi", "servicenummer", "persoonsnummer"))
_ACCOUNT = frozenset(("iban", "rekeningnummer", "rekening", "banknummer", "bankrekening", "bankrekeningnummer", "giro", "gironummer"))  # fmt: skip
_CODE = frozenset(("postcode", "postcodes"))
_PLATE = frozenset(("kenteken", "kentekennummer", "kentekenplaat", "nummerbord", "nummerplaat"))
_HOUSE = frozenset(("huisnummer", "huisnummertje"))
_LIVES = frozenset((
    "woon", "woont", "wonen", "woonde", "woonden", "gewoond", "zit", "zitten", "straat", "adres", "huis", "flat", "verhuisd", "deur", "langs",
    "appartement", "weg", "laan", "hofje", "plein", "buren", "buurman", "buurvrouw", "hoek", "kantoor",
))  # fmt: skip
_ROOM = frozenset(("kamer", "kamernummer", "flat", "appartement", "postbus", "antwoordnummer"))
_LETTER_NAMES = frozenset((
    "bee", "bé", "cee", "cé", "see", "dee", "dé", "ef", "gee", "gé", "ha", "haa", "jee", "jé", "ka", "kaa", "el", "em", "en", "oo", "pee", "pé",
    "ku", "kuu", "er", "es", "tee", "té", "uu", "vee", "vé", "wee", "wé", "ix", "ij", "zet", "zed", "ie", "aa", "ee",
))  # fmt: skip
_AMBIGUOUS = frozenset(("en", "er", "ha", "ie", "u", "o", "vee", "thee", "zet", "ef", "ja"))
_BANKS = frozenset(("rabo", "ingb", "ing", "abna", "abn", "amro", "snsb", "sns", "trio", "triodos", "knab", "asnb", "asn", "rbrb", "bunq", "fvlb", "revo"))  # fmt: skip
_TO_FIGURES = re.compile(r"[A-Z]{1,3}-\d{1,3}-[A-Z]{1,3}|\d{1,3}-[A-Z]{2,3}-\d{1,2}|\d{2}-\d{2}-[A-Z]{2}|[A-Z]{2}-\d{2}-\d{2}|\d{2}-[A-Z]{2}-[A-Z]{2}|[A-Z]{2}-[A-Z]{2}-\d{2}")  # fmt: skip
_FIGURE = re.compile(r"\d")
_NUMBERS = frozenset(VALUES) - {"een"}
_GATE = _CITIZEN | _CODE | _PLATE | _HOUSE | _EXTENSION | _ACCOUNT | frozenset(("kamer", "kamernummer", "postbus", "antwoordnummer", "nl", "nummer"))  # fmt: skip
_FEW, _CLOSE = 3, 6


@dataclass(frozen=True, slots=True)
class Token:
    """A word, a figure or a sign of one turn."""

    word: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Run:
    """Numbers said one after the other: from the first token to the number after the last, and their figures."""

    first: int
    stop: int
    parts: tuple[str, ...]

    @property
    def figures(self) -> str:
        """All figures together."""
        return "".join(self.parts)


def said_numbers(words: Words, present: frozenset[str]) -> Iterator[Found]:
    """Numbers said aloud, wholly or in part, that belong to somebody."""
    for start, end in _turns(words, present):
        tokens = tokens_of(words.text, start, end)
        end_of_last = 0
        for run in runs_of(tokens):
            found = _believed(words.text, tokens, run)
            if found and found.start >= end_of_last:
                end_of_last = found.end
                yield found
        yield from _plates(tokens)
    if _FIGURE.search(words.text):
        for match in _TO_FIGURES.finditer(words.text):
            around = words.text[max(0, match.start() - 1) : match.start()] + words.text[match.end() : match.end() + 1]
            if not re.search(r"[\w-]", around):
                yield Found(match.start(), match.end(), "contact", "pattern", label="kenteken")


def tokens_of(text: str, start: int, end: int) -> list[Token]:
    """The words, figures and signs of one turn."""
    return [Token(m.group().lower(), *m.span()) for m in TOKEN.finditer(text, start, end)]


def _turns(words: Words, present: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Turns with three number words close together, or with a word that such a number follows."""
    text, lowers, done = words.text, words.lowers, -1
    telling = {word for word in present if word in _NUMBERS or word in _GATE or "honderd" in word}
    places = [n for n, word in enumerate(lowers) if word in telling] if telling else []
    for place, number in enumerate(places):
        if words.starts[number] < done:
            continue
        near = place + _FEW - 1
        many = near < len(places) and places[near] - number <= _FEW * _CLOSE
        coded = lowers[number + 1 : number + 2] and _letter(lowers[number + 1]) and lowers[number + 1] not in _AMBIGUOUS
        if many or coded or lowers[number] in _GATE or _figures_near(words, number):
            start = text.rfind("\n", 0, words.starts[number]) + 1
            done = text.find("\n", words.ends[number])
            done = len(text) if done < 0 else done
            yield start, done


def _figures_near(words: Words, number: int) -> bool:
    return bool(_FIGURE.search(words.text, max(0, words.starts[number] - 30), words.ends[number] + 30))


def _figures(word: str) -> str | None:
    if word.isdigit():
        return word
    if word in VALUES:
        return str(VALUES[word])
    match = _HUNDREDS.fullmatch(word) if "honderd" in word else None
    if not match:
        return None
    return str(VALUES.get(match["many"] or "één", 1) * 100 + (VALUES.get(match["rest"], 0) if match["rest"] else 0))


def runs_of(tokens: list[Token]) -> Iterator[Run]:
    """Stretches of numbers with nothing but small words between."""
    number = 0
    while number < len(tokens):
        if _figures(tokens[number].word) is None and tokens[number].word not in _DOUBLE:
            number += 1
            continue
        first, stop, parts, times = number, number, [], 1
        while number < len(tokens) and number - stop <= _MOST_FILLERS:
            word = tokens[number].word
            figures = _figures(word)
            if figures is not None:
                parts.append(figures * times)
                stop, times = number + 1, 1
            elif word in _DOUBLE:
                times = _DOUBLE[word]
            elif word not in _FILLERS:
                break
            number += 1
        if parts:
            while len(parts) > 1 and tokens[first].word == "een" and parts[1][0] == "0":  # "een nul zes": an article
                first, parts = first + 1, parts[1:]
            yield Run(first, stop, tuple(parts))
        number = max(stop, first + 1)


def _believed(text: str, tokens: list[Token], run: Run) -> Found | None:
    before = {token.word for token in tokens[max(0, run.first - 12) : run.first]}
    figures = run.figures
    if not before.isdisjoint(_CITIZEN) and len(figures) >= 7:
        return _found(tokens, run.first, run.stop, "burgerservicenummer")
    if account := _account(tokens, run, before):
        return account
    if code := _postcode(tokens, run, before):
        return code
    plain = not _counting(run.parts)
    if plain and _phone(tokens, run, before):
        first = run.first - (run.first > 0 and tokens[run.first - 1].word in ("+", "plus"))
        return _found(tokens, first, run.stop, "telefoonnummer")
    near = [token.word for token in tokens[max(0, run.first - 3) : run.first]]
    if not _EXTENSION.isdisjoint(near) and len(figures) >= 2:
        return _found(tokens, run.first, run.stop, "toestelnummer")
    return _house(text, tokens, run, near)


def _phone(tokens: list[Token], run: Run, before: set[str]) -> bool:
    figures = run.figures
    if all(part.isdigit() and len(part) > 5 for part in run.parts):
        return False  # written as a whole: the patterns for figures judge it
    said = any(not tokens[n].word.isdigit() for n in range(run.first, run.stop) if tokens[n].word not in _FILLERS)
    if figures.startswith("0") and len(figures) >= (7 if said else 9):
        return True
    if figures.startswith(("31", "0031")) and len(figures) in (11, 13) and said:
        return True
    cued = not before.isdisjoint(_PHONE) or not {t.word for t in tokens[run.stop : run.stop + 8]}.isdisjoint(_PHONE)
    if said and cued and len(figures) >= 7:
        return True
    return said and len(run.parts) >= 6 and all(len(part) == 1 for part in run.parts)


def _account(tokens: list[Token], run: Run, before: set[str]) -> Found | None:
    """ "NL tachtig RABO nul drie", "n l acht nul r a b o ...": or any long number after the word for it."""
    number = run.first
    dutch = number > 0 and tokens[number - 1].word == "nl"
    spelled = number > 1 and [token.word for token in tokens[number - 2 : number]] in (["n", "l"], ["en", "el"])
    if dutch or spelled:
        stop = run.stop
        while (
            stop < len(tokens) and stop - run.stop < 5 and (tokens[stop].word in _BANKS or _letter(tokens[stop].word))
        ):
            stop += 1
        if stop > run.stop:
            more = next((r for r in runs_of(tokens[stop:]) if r.first <= _MOST_FILLERS), None)
            if more and len(more.figures) >= 3:
                return _found(tokens, number - (1 if dutch else 2), stop + more.stop, "rekeningnummer")
    if not before.isdisjoint(_ACCOUNT) and len(run.figures) >= 6 and len(run.parts) > 2:
        return _found(tokens, run.first, run.stop, "rekeningnummer")
    return None


def _postcode(tokens: list[Token], run: Run, before: set[str]) -> Found | None:
    """ "zesendertig twaalf a b", and after the word for it also without its letters."""
    cued = not before.isdisjoint(_CODE)
    length, stop = 0, run.first
    for token in tokens[run.first : run.stop]:
        length += len(_figures(token.word) or "")
        stop += 1
        if length >= 4:
            break
    if length != 4 or run.figures.startswith("0") or (not cued and stop != run.stop):
        return None
    letters = [token.word for token in tokens[stop : stop + 2]]
    close = len(letters) == 2 and all(_letter(one) for one in letters)
    if close and (cued or not set(letters) <= _AMBIGUOUS) and (cued or letters[0] not in _AMBIGUOUS):
        return _found(tokens, run.first, stop + 2, "postcode")
    if not cued:
        return None
    joined = letters[:1] and len(letters[0]) == 2 and letters[0] not in _SHORT_WORDS
    return _found(tokens, run.first, stop + bool(joined), "postcode")


_SHORT_WORDS = frozenset(("en", "in", "is", "op", "of", "ik", "je", "de", "we", "ze", "te", "er", "ja", "zo", "nu", "al", "om", "ie", "eh", "uh", "ga", "hè", "zo", "me", "wij"))  # fmt: skip


def _house(text: str, tokens: list[Token], run: Run, near: list[str]) -> Found | None:
    """ "huisnummer zeven", "we wonen op nummer veertien a", "kamer 2.14"."""
    last = near[-1] if near else ""
    lives = {token.word for token in tokens[max(0, run.first - 9) : run.first]}
    house = not _HOUSE.isdisjoint(near) or (last == "nummer" and near[-2:-1] == ["op"] and not lives.isdisjoint(_LIVES))
    room = last in _ROOM and (len(run.figures) >= 3 or last in ("kamernummer", "postbus", "antwoordnummer"))
    if not house and not room:
        return None
    stop = run.first + 1
    if room:
        stop = run.stop
    after = tokens[stop].word if stop < len(tokens) else ""
    if house and (
        (len(after) == 1 and after.isalpha() and after not in "uo") or after in ("bis", "rood", "zwart", "huis")
    ):
        stop += 1
    return _found(tokens, run.first, stop, "adres")


def _plates(tokens: list[Token]) -> Iterator[Found]:
    """After the word for a licence plate: its letters and figures."""
    for number, token in enumerate(tokens):
        if token.word not in _PLATE:
            continue
        start = number + 1
        while start < len(tokens) and start - number < 5 and not _of_plate(tokens[start].word):
            start += 1
        stop = start
        while stop < len(tokens) and (_of_plate(tokens[stop].word) or tokens[stop].word == "streepje"):
            stop += 1
        if stop - start >= 3 and any(_figures(one.word) is not None for one in tokens[start:stop]):
            yield _found(tokens, start, stop, "kenteken")


def _of_plate(word: str) -> bool:
    return _letter(word) or _figures(word) is not None or (len(word) <= 3 and word.isalpha() and word not in _PLATE_NOT)


_PLATE_NOT = frozenset(("is", "van", "de", "het", "dat", "was", "die", "ik", "en", "op", "in", "met", "hij", "zij", "we", "dan", "ja", "nou", "eh", "uh", "er"))  # fmt: skip


def _letter(word: str) -> bool:
    return (len(word) == 1 and word.isalpha()) or word in _LETTER_NAMES


def _counting(parts: tuple[str, ...]) -> bool:
    """True when every number is one more or one less than the one before, or the same."""
    values = [int(part) for part in parts]
    return {after - before for before, after in zip(values, values[1:])} in ({1}, {-1}, {0})


def _found(tokens: list[Token], first: int, stop: int, label: str) -> Found:
    return Found(tokens[first].start, tokens[stop - 1].end, "contact", "pattern", label=label)
