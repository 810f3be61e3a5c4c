"""Schools and boards in turns without capitals, by what is said around them: "juf op de linde", "we vallen onder kadans"."""

from __future__ import annotations

from .found import FoundKind
from .lexicon import dutch_words, is_word, listed
from .numbers import VALUES
from .small_lists import (
    AFTER,
    ALWAYS_NAMED,
    AT,
    BELONGING,
    BODIES,
    CALLED_BETWEEN,
    CALLING,
    DETERMINERS,
    DOES,
    ENDS,
    HEADS,
    KINDS,
    OF_NAMES,
    OF_NATURE,
    OURS,
    SMALL_QUALITIES,
    SORTS,
    SURE_HEADS,
    TAKEN_ALONG,
    WHERE_ONE_IS,
)
from .small_people import schoolish
from .small_words import ARTICLES, common, derived, sure_places
from .tokens import Words
from .wordclass import lower_no_names

_LINKS = (
    ("aan", "de"),
    ("aan", "het"),
    ("aan",),
    ("in", "de"),
    ("op", "de"),
    ("op", "het"),
    ("bij", "de"),
    ("met", "de"),
    ("en",),
)
_LEADS = (
    ARTICLES
    | ALWAYS_NAMED
    | KINDS
    | BODIES
    | CALLING
    | CALLED_BETWEEN
    | {"onder", "bij", "is", "was", "dat", "van", "op", "via", "door", "met", "naar"}
)
"""After these a name can begin: any other word before it ends the matter at once."""
_STANDS_AT = ("van", "bij", "via", "op", "door", "met", "naar")
_SHORTEST = 5
_LONGEST, _ENOUGH, _NEAR, _LONG = 3, 2, 10, 6


def said_school(words: Words, number: int) -> tuple[int, FoundKind] | None:
    """The number after the last word of a school or body that begins here, by the words before and after; None when none does."""
    word = words.words[number]
    if number == 0 or words.words[number - 1] not in _LEADS or word in lower_no_names():
        return None
    before = words.words[number - 1] if words.adjacent(number) else ""
    article = before in ARTICLES
    head = words.words[number - 2] if article and number > 1 and words.adjacent(number - 1) else before
    if _hard(word) and word not in SMALL_QUALITIES and head not in ALWAYS_NAMED:
        return None
    if (stop := _after_kind(words, number, head, article=article)) is not None:
        return stop, ("organisation" if head in BODIES else "school")
    if _called(words, number, article=article) and (stop := _name(words, number, sure=article)):
        return stop, "school"
    if (
        not article
        and _belongs(words, number, before)
        and not _plain(word)
        and (stop := _name(words, number, sure=True))
    ):
        return stop, "organisation"
    if article and _acts(words, number) and (stop := _name(words, number, sure=True)):
        return stop, "school"
    if article and head in AT and _weigh(words, number) >= _ENOUGH and (stop := _name(words, number, sure=True)):
        return stop, "school"
    return None


def _after_kind(words: Words, number: int, head: str, *, article: bool) -> int | None:
    """ "obs de bron", "daltonschool meander", "brede school pendrecht", "stichting kans aan zee"."""
    if head in ALWAYS_NAMED:
        if article and not _grammar(words.words[number]):
            return _name(words, number, sure=True, common_too=True) or number + 1
        return _name(words, number, sure=True, common_too=True)
    word = words.words[number]
    strange = not _plain(word) or word in SMALL_QUALITIES or _listed(word)
    if head in BODIES:
        if article and head in ("bestuur", "vereniging", "koepel", "samenwerkingsverband"):
            return None
        determiner = (
            not article and number > 1 and words.adjacent(number - 1) and words.words[number - 2] in DETERMINERS
        )
        if strange and (not determiner or word not in dutch_words()):
            return _name(words, number, sure=True, body=True)
        if article or determiner or head not in ("stichting", "scholengroep", "onderwijsgroep") or _verb_like(word):
            return None
        return _name(words, number, sure=True, body=True, common_too=True)
    if head not in KINDS or not strange:
        return None
    if head in ("school", "schooltje", "so", "pro", "college", "lyceum") and not article:
        sort = words.words[number - 2] if number > 1 else ""
        if sort not in SORTS and word in dutch_words() and not _listed(word):
            return None
    if head in ("locatie", "vestiging", "campus") and article and word in dutch_words() and not _listed(word):
        return None
    return _name(words, number, sure=True)


def _called(words: Words, number: int, *, article: bool) -> bool:
    """ "die heette toen (kadans)", "de school noemen we nu het (vonder)"."""
    place = number - 1 - article
    steps = 0
    while place >= 0 and steps < 3 and words.words[place] in CALLED_BETWEEN and words.adjacent(place + 1):
        place, steps = place - 1, steps + 1
    if place < 0 or words.words[place] not in CALLING or not words.adjacent(place + 1):
        return False
    word = words.words[number]
    if "hoe" in words.words[max(0, place - 4) : place] or (word.endswith(("e", "end", "eel")) and not article):
        return False
    if words.words[place].startswith("noem"):
        return article and not _plain(word) and schoolish(words, number)
    return not _plain(word) and (article or word not in dutch_words() or schoolish(words, number))


def _belongs(words: Words, number: int, before: str) -> bool:
    """ "we vallen onder (kadans)", "ons bestuur is (kadans)", "directeur bij (kadans)": no article, and no ordinary word."""
    word = words.words[number]
    head = words.words[number - 2] if number > 1 else ""
    near = set(words.words[max(0, number - 5) : number])
    if before == "onder" and not near.isdisjoint(BELONGING):
        return True
    if before == "bij" and not near.isdisjoint(("hoort", "horen", "hoorden", "hoorde", "aangesloten")):
        return not _plain(word)
    if before in ("is", "heet", "was", "heette", "dat") and head in BODIES and not near.isdisjoint(OURS):
        return word not in dutch_words()
    if before in ("van", "bij", "op") and head in SURE_HEADS | {
        "bestuur",
        "koepel",
        "bestuurder",
        "directeur",
        "voorzitter",
        "hr",
    }:
        return head in ("bestuur", "koepel", "bestuurder") or not (is_word(word) or derived(word))
    if before in _STANDS_AT and word in listed("schools") and word not in listed("very_common"):
        return True  # "die zit nu bij spectrum": without an article it is no thing
    if len(word) < _SHORTEST or word in dutch_words() or derived(word) or _verb_like(word):
        return before in _STANDS_AT and len(word) > _LONG and word.endswith(OF_NATURE) and not derived(word)
    if before in _STANDS_AT and not is_word(word):
        return not word.endswith(("en", "s")) or before == "van"
    return before in _STANDS_AT and word.endswith(OF_NAMES)


def _acts(words: Words, number: int) -> bool:
    """ "de wegwijzer heeft er twee", "de sprong heette dat": what schools are called, and a verb; more is asked of ordinary things."""
    after = words.words[number + 1] if number + 1 < len(words.words) else ""
    word = words.words[number]
    if after in ("heet", "heette", "heetten"):
        return _listed(word) or not is_word(word)
    if (
        after in ("heeft", "had", "doet", "deed", "en", "die")
        and word.endswith(OF_NATURE)
        and word not in dutch_words()
    ):
        return True  # "de duinsprong en ..."
    if after not in DOES or not _listed(word):
        return False
    return word in listed("schools") or (
        schoolish(words, number) and after in ("heeft", "had", "doet", "deed", "wil", "wilde")
    )


def _weigh(words: Words, number: int) -> int:
    """How much speaks for a school after "op de", "van het"."""
    word = words.words[number]
    if word in SMALL_QUALITIES and number + 1 < len(words.words) and words.adjacent(number + 1):
        after = words.words[number + 1]
        if _hard(after) or _plain(after):
            return 0
        word = after
    weight = _strangeness(word)
    if weight < 0:
        return 0
    place = number - 3
    before = words.words[place] if place >= 0 and words.adjacent(place + 1) else ""
    at = words.words[number - 2]
    if before in HEADS and at != "en":
        weight += 2 if before in SURE_HEADS or word not in dutch_words() else 1
    if at in WHERE_ONE_IS and not AFTER.isdisjoint(words.words[number + 1 : number + 4]):
        weight += 1
    if (
        words.words[number + 1 : number + 2] == ["in"]
        and number + 2 < len(words.words)
        and words.words[number + 2] in sure_places()
    ):
        weight += 2
    return weight + schoolish(words, number) - (at not in WHERE_ONE_IS)


def _strangeness(word: str) -> int:
    """3 for what schools are called, 2 for no Dutch word, 1 for a rare or ordinary thing, below that for what talk is full of."""
    if word in listed("schools"):
        return 3
    if word in listed("ordinary_schools"):
        return 1
    if _plain(word) or derived(word) or word in listed("institutions"):
        return -1
    if word.endswith(("en", "s")) and is_word(word):
        return 0
    if word not in dutch_words():
        if word.endswith(OF_NAMES) and not word.endswith(("en", "s")):
            return 2
        return 2 if not is_word(word) else 0
    if word.endswith(OF_NATURE) and not word.startswith(("ge", "be", "ver")):
        return 2
    return 1


def with_kind(words: Words, number: int) -> int:
    """Where a name begins with its article and the kind of school before it: "obs de bron", "de linde"."""
    first = number
    if (
        first
        and words.words[first - 1] in ARTICLES
        and words.gap(first) in (" ", " '")
        and words.gap(first - 1) in (" ", " '")
    ):
        first -= 1
    if first and words.words[first - 1] in TAKEN_ALONG and words.gap(first) in (" ", " '"):
        first -= 1
    return first


def _name(words: Words, start: int, *, sure: bool, body: bool = False, common_too: bool = False) -> int | None:
    """The number after the last word of a name that begins here; None when no name can begin so."""
    word = words.words[start]
    stop = start + 1
    if word in SMALL_QUALITIES:
        if stop >= len(words.words) or not words.adjacent(stop) or _hard(words.words[stop]):
            return None
        stop += 1
    elif _hard(word) or (not sure and _plain(word)) or (_plain(word) and not common_too and not _listed(word)):
        return None
    while stop < len(words.words) and stop - start < _LONGEST and words.adjacent(stop):
        after = words.words[stop]
        if after in ENDS or (
            not _plain(after) and not _hard(after) and after not in sure_places() and not _verb_like(after)
        ):
            stop += 1
        else:
            break
    return linked(words, stop) if body else stop


def with_end(words: Words, stop: int) -> int:
    """ "stichting primo groep": with the word that ends such names."""
    while stop < len(words.words) and words.adjacent(stop) and words.words[stop] in ENDS:
        stop += 1
    return stop


def linked(words: Words, stop: int) -> int:
    """ "kans aan zee", "kind en morgen": what follows a small word, in the name of a body."""
    for link in _LINKS:
        end = stop + len(link)
        if tuple(words.words[stop:end]) != link or end >= len(words.words) or not words.adjacent(end):
            continue
        last = words.words[end]
        if _hard(last) or last in VALUES or (link != ("aan",) and last in listed("very_common")):
            continue
        if link[0] in ("aan",) or not _plain(last):
            return end + 1
    return stop


def _listed(word: str) -> bool:
    return word in listed("schools") or word in listed("ordinary_schools")


def _plain(word: str) -> bool:
    """A word that ordinary talk is made of."""
    return word in listed("common") and not _listed(word)


def _verb_like(word: str) -> bool:
    return word in dutch_words() and word.endswith(("t", "te", "de", "den", "ten", "en", "d"))


def _grammar(word: str) -> bool:
    """A word that holds a sentence together."""
    return len(word) < 3 or word in listed("function") or word in VALUES or common(word) or word in listed("particles")


def _hard(word: str) -> bool:
    """A word with which no name begins or goes on."""
    return (
        len(word) < 3
        or word in listed("very_common")
        or word in listed("function")
        or word in VALUES
        or common(word)
        or word in listed("particles")
    )
