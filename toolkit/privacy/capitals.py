"""Names beyond the roster: capitals against the word lists, weighed by what stands around them."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from .bodies import body_spans
from .context import after_verb_cue, called_so, guess_kind, heard_as_name, preceded_by
from .found import Found, FoundKind
from .full_names import before_family_name, full_name_opens, two_sided
from .lexicon import dutch_words, is_word, listed
from .numbers import VALUES
from .patterns import mails
from .phrases import phrases_in
from .runs import CAPITAL_JOINERS, TAILS, joined, merged
from .tokens import WORD, Words
from .widening import initials_before, letter_after, with_head
from .wordclass import WordClass, bases, word_class


@dataclass
class Evidence:
    """What the conversations of one case tell about a word, put together before anything is decided."""

    capital: Counter[str] = field(default_factory=Counter)
    """How often a word has a capital in mid-sentence."""
    small: Counter[str] = field(default_factory=Counter)
    """How often a word occurs, as it is written: in lower case, when it is looked up so."""
    full: set[str] = field(default_factory=set)
    """First names that are something else too ("Mei", "Rijk"), which stand before a family name somewhere."""

    def add(self, words: Words) -> None:
        """Count the words of one text."""
        for number in words.capitals:
            if words.gap(number) == " " and not words.opens(number):
                self.capital[words.words[number]] += 1
            if words.words[number] in two_sided() and before_family_name(words, number):
                self.full.add(words.words[number])
        self.small.update(w for n, w in enumerate(words.words) if n not in words.small) if words.small else (
            self.small.update(words.words)
        )
        for address in mails(words.text):
            self.small.subtract(WORD.findall(address.group()))  # "h.slotboom@" says nothing about the word

    def is_name(self, word: str) -> bool:
        """True when the word stands with a capital in mid-sentence and is never written small."""
        return self.capital[word] > 0 and self.small[word.lower()] == 0


def capital_names(words: Words, evidence: Evidence, *, written: bool = False) -> list[Found]:
    """Stretches of capitalised words that name a person, school, place or organisation.

    In a written document an ordinary word with a capital is a heading or a term, and no name.
    """
    shut, towns = phrases_in(words)
    marked: dict[int, WordClass] = {}
    for number in words.capitals:
        if number in shut:
            continue
        kind = word_class(words.words[number])
        if written and kind == "word" and not preceded_by(words, number, "school_words"):
            continue
        if _is_name(words, number, kind, evidence):
            marked[number] = kind
    spans = joined(words, marked, shut)
    spans += towns.items()
    spans = [(_capital_before(words, start, shut), end) for start, end in spans]
    spans += () if written else body_spans(words, shut)
    spans = merged(initials_before(words, start, letter_after(words, end)) for start, end in spans)
    return [_found(words, start, end, marked) for start, end in spans]


def _is_name(words: Words, number: int, kind: WordClass, evidence: Evidence) -> bool:
    word = words.words[number]
    titled = preceded_by(words, number, "titles")
    if titled and len(word) == 1 and words.text[words.ends[number] : words.ends[number] + 1] == ".":
        return True  # "meneer K."
    if word in _DIRECTIONS and number and words.adjacent(number) and words.lowers[number - 1] in _SITES:
        return True  # "locatie Zuid"
    if kind == "no" and (_compound_of_a_name(words, number) or _first_name_after_all(words, number, evidence)):
        return True
    if kind == "no" and _where_one_goes(words, number, evidence):
        return True
    if kind == "no":
        return titled and word.lower() not in listed("generic") and len(word) > 2 and not word.isupper()
    if _begins_or_titles(words, number, kind) and not _after_particle(words, number):
        return False
    if not words.opens(number):
        return _in_mid_sentence(words, number, kind, titled, evidence)
    if kind in ("ordinary first", "unknown", "word", "ordinary surname") and full_name_opens(words, number, kind):
        return True
    if kind in ("first", "school", "surname", "street"):
        return True
    if kind == "unknown":
        return not evidence.small[word.lower()]
    if kind == "acronym":
        return (len(word) >= 4 and not evidence.small[word.lower()]) or called_so(words, number)
    if kind == "place":
        return not is_word(word)
    if kind == "ordinary first":
        return _opening_name(words, number, evidence)
    if kind == "ordinary surname":
        return heard_as_name(words, number) or (evidence.is_name(word) and after_verb_cue(words, number))
    return kind == "word" and (_known_opening(words, number, evidence) or _form_of_a_name(words, number, evidence))


def _where_one_goes(words: Words, number: int, evidence: Evidence) -> bool:
    """ "Op de Klokkenbaan": after these words a track is no job but what a school is called."""
    word = words.lowers[number]
    if not word.endswith("baan") or number < 2 or evidence.small[word] or words.lowers[number - 1] != "de":
        return False
    return words.lowers[number - 2] in ("op", "naar", "bij") and words.adjacent(number) and words.adjacent(number - 1)


def _first_name_after_all(words: Words, number: int, evidence: Evidence) -> bool:
    """ "De buddy van Mei", "Rijk Bomhof", and "Rijk doet het" once that was said: no month, and not the state."""
    word = words.words[number]
    if word not in two_sided():
        return False
    if before_family_name(words, number):
        return True
    after = words.text[words.ends[number] : words.ends[number] + 2].strip()
    dated = words.lowers[number - 1] in _NO_PERSON_BEFORE if number and words.adjacent(number) else False
    figures = words.gap(number).strip().isdigit() or after.isdigit() or words.lowers[number + 1 : number + 2] == ["tot"]
    if dated or figures:
        return False
    if words.opens(number):
        return word in evidence.full and after_verb_cue(words, number)
    return word in evidence.full or (word.lower() in listed("function") and words.adjacent(number))


def _compound_of_a_name(words: Words, number: int) -> bool:
    """ "Die De Ark-mensen": a word with a hyphen after an article that has a capital of its own."""
    if "-" not in words.words[number] or words.words[number] in listed("no_names") or number == 0:
        return False
    return words.words[number - 1] in ("De", "Het") and words.adjacent(number) and not words.opens(number - 1)


def _capital_before(words: Words, start: int, shut: set[int]) -> int:
    """ "het heet nu Wij Duinkinderen": a small word with a capital in mid-sentence belongs to the name after it."""
    before = start - 1
    if before < 0 or before in shut or words.gap(start) != " " or words.opens(before):
        return start
    word = words.words[before]
    small = word[0].isupper() and (
        len(word) < 3 or word.lower() in listed("function") or word.lower() in listed("pronouns")
    )
    return before if small and len(word) > 1 and word_class(word) == "word" and word not in ("Ik", "U") else start


def _begins_or_titles(words: Words, number: int, kind: WordClass) -> bool:
    """True for a title, or a word that begins a longer name; "zei Ben" is a first name by itself."""
    word = words.words[number]
    if word.lower() in listed("generic"):
        return True
    if word not in CAPITAL_JOINERS:
        return False
    alone = number + 1 == len(words.words) or not words.adjacent(number + 1) or words.words[number + 1][0].islower()
    if alone and kind in ("surname", "ordinary surname") and not words.opens(number):
        return number > 0 and words.lowers[number - 1] in ("de", "het", "onze", "een", "die", "koning")
    return not (alone and kind in ("first", "ordinary first") and (kind == "first" or not words.opens(number)))


def _form_of_a_name(words: Words, number: int, evidence: Evidence) -> bool:
    """ "Roosjes jas", "Marks fiets": a word, and a form of a first name that stands elsewhere in the case."""
    word = words.words[number]
    known = any(base in listed("first_names") and evidence.is_name(base) for base in bases(word)[1:])
    return known and not after_verb_cue(words, number)


def _after_particle(words: Words, number: int) -> bool:
    """True for "De Groot", "meneer De Lange": a family name that looks like the first part of one."""
    before = words.words[number - 1] if number else ""
    return (
        words.words[number] in listed("surnames")
        and words.adjacent(number)
        and before in ("De", "de", "Van", "van", "het", "Het")
    )


def _in_mid_sentence(words: Words, number: int, kind: WordClass, titled: bool, evidence: Evidence) -> bool:
    word = words.words[number]
    if kind == "acronym":
        return len(word.rstrip("s'")) >= 3 or called_so(words, number)
    if kind == "unknown" and words.gap(number).startswith(",") and words.lowers[number - 1] in _PRODUCTS:
        return False
    if kind != "word":
        return not (word in _COACHED and _a_training(words, number))
    if len(word) < 3 or word.lower() in listed("function"):
        return preceded_by(words, number, "address_titles") and len(word) == 2 and word[1].islower()
    return titled or words.adjacent(number) or evidence.is_name(word) or _listed_with_names(words, number)


def _listed_with_names(words: Words, number: int) -> bool:
    """After a comma: "De Hoeksteen, Prisma, de Fontein", or with a verb as of somebody: ", Prisma heeft er geen"."""
    if not words.gap(number).startswith(","):
        return False
    before = words.words[number - 1]
    if before[0].isupper() and not words.opens(number - 1) and word_class(before) != "no":
        return True
    after = number + 1
    if after < len(words.words) and words.gap(after).startswith(","):  # "wij, Kinderrijk, zijn"
        return words.lowers[number - 1] in _OURSELVES or words.lowers[number] not in dutch_words()
    return words.lowers[number] not in listed("verbs") and after_verb_cue(words, number)


def _a_training(words: Words, number: int) -> bool:
    """ "Een Harrie", "de Harry training": the course of that name."""
    before = words.words[number - 1].lower() if number else ""
    if number > 1 and before.endswith("e") and before not in _COACHES:
        before = words.lowers[number - 2]  # "een goeie Harrie"
    after = words.words[number + 1].lower() if number + 1 < len(words.words) else ""
    return before in _COACHES or after in ("training", "cursus", "opleiding", "trainingen", "trainer")


_DIRECTIONS = frozenset(("Noord", "Zuid", "Oost", "West", "Centrum", "Midden"))
_SITES = frozenset(("locatie", "vestiging", "dependance", "nevenvestiging"))
_OURSELVES = frozenset(
    ("wij", "we", "ons", "school", "basisschool", "stichting", "bestuur", "koepel", "organisatie", "bureau")
)
_PRODUCTS = frozenset(("systeem", "programma", "app", "pakket", "merk", "software", "medicijn", "spel", "spelletje"))
"""After one of these and a comma comes what it is called."""
_COACHED = frozenset(("Harrie", "Harry", "Harries"))
_COACHES = frozenset(
    (
        "een",
        "de",
        "die",
        "halve",
        "cursus",
        "training",
        "zo'n",
        "als",
        "echte",
        "dagen",
        "geen",
        "allemaal",
        "interne",
        "n",
    )
)


def _opening_name(words: Words, number: int, evidence: Evidence) -> bool:
    """A first name that is a word as well, at the start of a sentence."""
    word = words.words[number]
    if _heads_a_list(words, number):
        return word.lower() not in listed("pronouns") and word.lower() not in _ADVERBS
    if _alone(words, number):
        return word.lower() not in _ADVERBS and word not in ("Ben", "Do", "Wil", "Ken")
    if number + 1 < len(words.words) and words.adjacent(number + 1):
        after = words.words[number + 1]
        if after[0].isupper() and word_class(after) in ("surname", "ordinary surname", "unknown"):
            return True
        if word.lower() in listed("function"):
            return after.lower() in listed("verbs") - listed("pronouns") and word.lower() not in _ADVERBS
        return after_verb_cue(words, number) or evidence.is_name(word)
    return word.lower() not in _ADVERBS and (heard_as_name(words, number) or evidence.is_name(word))


def _heads_a_list(words: Words, number: int) -> bool:
    """ "Mo, Yildiz en Tessel doen dat": a comma, and names of others."""
    second, third = number + 1, number + 2
    if third >= len(words.words) or words.gap(second) != ", " or not words.words[second][0].isupper():
        return False
    others = word_class(words.words[second]) in ("first", "ordinary first", "surname", "unknown")
    return others and (words.gap(third).startswith(",") or words.lowers[third] in ("en", "of"))


def _alone(words: Words, number: int) -> bool:
    """A sentence of one word: "Mark? Die is er niet." """
    after = number + 1
    if after == len(words.words):
        return False
    return words.gap(after)[0] in "?!" and words.opens(after)


_NO_PERSON_BEFORE = frozenset((
    "in", "eind", "begin", "half", "medio", "sinds", "vanaf", "tot", "per", "op", "elke", "deze", "vorige", "volgende", "komende", "afgelopen", "t/m",
    "het", "de", "dit", "ons", "een", "na", "voor", "april", "juni", "maand", "uiterlijk",
)) | frozenset(VALUES)  # fmt: skip
"""After these a word like "Mei" or "Rijk" is the month or the state."""
_ADVERBS = frozenset(
    ("dan", "alle", "elke", "door", "lieve", "nu", "al", "mei", "brand", "lang", "long", "can", "an", "age")
)


def _known_opening(words: Words, number: int, evidence: Evidence) -> bool:
    """An ordinary word at the start of a sentence that is a name elsewhere in the case, or begins a firm's name."""
    word = words.words[number]
    after = number + 1
    if after < len(words.words) and words.adjacent(after) and words.words[after] in TAILS:
        return True
    if word.lower() in listed("schools") and after < len(words.words) and words.gap(after) == ", ":
        return words.lowers[after] in (
            "locatie",
            "vestiging",
            "dependance",
            "de",
            "het",
            "dat",
            "in",
        )  # "Robijn, vestiging ..."
    if called_so(words, number):
        return True
    return evidence.is_name(word) and (after_verb_cue(words, number) or _alone(words, number))


def _found(words: Words, start: int, end: int, marked: dict[int, WordClass]) -> Found:
    kind: FoundKind = guess_kind(words, start, end, marked)
    last = words.words[end - 1]
    how = "list" if any(marked.get(n) in ("first", "surname", "place") for n in range(start, end)) else "capital"
    start = with_head(words, start, kind)
    first = words.starts[start] - (
        words.words[start] in ("t", "s", "e") and words.text[words.starts[start] - 1] in "'’"
    )
    return Found(first, words.ends[end - 1], kind, how, suffix=_suffix(last))


def _suffix(word: str) -> str:
    """The possessive ending of a word whose base is a listed name."""
    for ending in ("'s", "’s", "s"):
        if word.endswith(ending) and word not in listed("first_names") and word not in listed("surnames"):
            base = word.removesuffix(ending)
            if base in bases(word) and (base in listed("first_names") or ending != "s"):
                return ending
    return ""
