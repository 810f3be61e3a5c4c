"""First names that are ordinary words too ("storm", "roos", "mei"), in turns without capitals, by what stands around them."""

from __future__ import annotations

from .lexicon import listed
from .small_words import common
from .tokens import Words

_TITLES = frozenset((
    "heer", "meneertje", "mevrouwtje", "ouwe", "kleine", "familie", "fam", "gezin", "boer", "bakker", "slager", "zoon", "dochter", "coach",
))  # fmt: skip
"""Of the words before a name these often stand before something else in small letters."""
_TOWARDS_PERSON = frozenset(("met", "naast", "tegen", "namens", "volgens"))
_AFTER_PERSON = frozenset((
    "", "en", "die", "dat", "of", "want", "hij", "zij", "ze", "dan", "maar", "samen", "naar", "mee", "erbij", "is", "was", "heeft", "had", "zei",
    "zegt", "ook", "toen", "om", "over",
))  # fmt: skip
_PEOPLE = frozenset((
    "jongen", "meisje", "juf", "meester", "collega", "conciërge", "moeder", "vader", "directeur", "directrice", "leerkracht", "man", "vrouw",
    "jongeman", "dame", "kind", "stagiair", "stagiaire", "begeleider", "jobcoach", "leerling", "zoon", "dochter", "broer", "zus", "vriend",
    "vriendin", "buurman", "buurvrouw", "oom", "tante", "opa", "oma", "baas", "invaller", "assistent", "onderwijsassistent", "neef", "nicht",
))  # fmt: skip
_OWNING = frozenset(
    ("een", "de", "mijn", "m'n", "zijn", "z'n", "haar", "onze", "die", "hun", "ons", "zo'n", "dat", "d'r")
)
_BEFORE = frozenset((
    "met", "van", "naar", "bij", "tegen", "aan", "zei", "zegt", "en", "dat", "dus", "als", "toen", "want", "maar", "omdat", "of", "heeft", "had", "voor",
    "ja", "nou", "is", "was", "hoe", "waar", "naast", "door", "namens", "volgens", "vraagt", "vroeg", "vindt", "vond", "kent", "ken", "hebben", "hadden",
))  # fmt: skip
_NO_PERSON_AFTER = frozenset(
    ("tot", "t", "jongstleden", "aanstaande", "en", "of", "juni", "april", "komen", "vakantie")
)
_SAYING = frozenset(("zeg", "zegt", "zeggen", "zei", "zeiden"))
_TO_WHOM = frozenset(("haar", "hem", "'m", "m", "d'r", "r", "mij", "me", "ons"))
_ADVERBS = frozenset(
    ("gewoon", "altijd", "maar", "meestal", "nou", "vaak", "dan", "eh", "uh", "soms", "ook", "nog", "hier", "thuis")
)


def named_by_cue(words: Words, number: int) -> bool:
    """Whether a word is somebody's first name here: "sensei wolf", "met storm dat is een jongen", "mijn collega roos"."""
    word = words.words[number]
    after = words.words[number + 1] if number + 1 < len(words.words) and words.adjacent(number + 1) else ""
    before = words.words[number - 1] if number and words.gap(number) == " " else ""
    if after == "tegen" and _as_one_says(words, number, before):
        return True
    if word.capitalize() not in listed("first_names") or word in listed("function") or len(word) < 3:
        return False
    if before in listed("titles") and before not in _TITLES:
        return not common(word)
    if before in _TOWARDS_PERSON and after in _AFTER_PERSON:
        return True
    return _said_who(words, number)


def _said_who(words: Words, number: int) -> bool:
    """ "storm dat is een jongen", "merel die is onze conciërge"."""
    after = words.words[number + 1 : number + 6]
    if len(after) < 4 or after[0] not in ("dat", "die") or after[1] not in ("is", "was") or after[2] not in _OWNING:
        return False
    return not _PEOPLE.isdisjoint(after[3:5])


def _as_one_says(words: Words, number: int, before: str) -> bool:
    """ "ik zeg gewoon mar tegen haar": how somebody is called, of three letters or more that are no ordinary talk."""
    if number + 2 >= len(words.words):
        return False
    word = words.words[number]
    if words.words[number + 2] not in _TO_WHOM or len(word) < 3 or word in listed("common") or word in listed("spoken"):
        return False
    place = number - 1
    while place > 0 and words.words[place] in _ADVERBS:
        place -= 1
    return bool(before) and words.words[place] in _SAYING


def known_again(words: Words, number: int) -> bool:
    """Whether an ordinary word that was heard as a first name with its capital is that name here as well."""
    after = words.words[number + 1] if number + 1 < len(words.words) else ""
    before = words.words[number - 1] if number and words.adjacent(number) else ""
    if after in _NO_PERSON_AFTER or words.text[words.ends[number] + 1 : words.ends[number] + 2].isdigit():
        return False
    return before in _BEFORE or (number == 0 or not before) or after in listed("verbs")
