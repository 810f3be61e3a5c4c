"""Checks of the note: typed numbers against the data, quotes against the approvals, statements without sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from pathlib import Path

from ..analysis.money import PARTY_LABELS
from ..numbers import FEWEST_FOR_PERCENT, dutch
from .checks import Check, Level, written_numbers
from .counting import Number, numbers_in
from .data import NoteData, speaker_label
from .fields_counts import role_plural, share, speakers
from .filling import Statement
from .note import Note
from .prose import FIELD, words_in
from .quotes import Quote
from .texts import Numbered, read_numbered

MOST_OF_ONE_SPEAKER = 3
SHARE_OF_ONE_SPEAKER = 0.15
_OF = re.compile(r"\s+van\s+de\s+")
_CITED = re.compile(r"\([^()]*$")
_NOUN = re.compile(r"\s+([a-zà-ÿ'’]+)")
_ADVICE = re.compile(
    r"\b(?:moeten?|zou(?:den)? moeten|dient|dienen|is nodig dat|het is belangrijk dat|verdient aanbeveling)\b"
)
SHORTEST_QUOTE = 4
_QUOTED = re.compile(r"[‘“\"]([^‘’“”\"]{12,}?)[’”\"]")
_OWED = ("bevinding", "toelichting", "tegenvoorbeeld")


def check_note(note: Note, data: NoteData, paths: list[Path]) -> list[Check]:
    """Everything to look at in the note. ``paths`` are the texts it was made of."""
    texts = [(path.name, read_numbered(path)) for path in paths]
    found = [check for name, text in texts for check in _typed(name, text, data)]
    found += _unsupported(note, set(_totals(data)))
    found += _unknown_sources(note, data)
    found += _quotes(note, data, texts)
    found += _left_out(note)
    return found


def _typed(name: str, text: Numbered, data: NoteData) -> Iterator[Check]:
    """Numbers that somebody typed instead of asking for them: against the data where they can be compared."""
    totals = _totals(data)
    for block in text.document.blocks:
        if block.kind in ("heading", "figure") or "{{ als" in block.text or block.text.startswith("{{ einde"):
            continue
        place = f"{block.id}, regel {text.lines[block.id]}"
        words = FIELD.sub(" ", block.text)
        pairs = _pairs(words)
        for part, whole, noun in pairs:
            yield from _pair(name, place, part, whole, noun, block.sources, totals, data)
        seen = {number.start for part, whole, _ in pairs for number in (part, whole)}
        for number in numbers_in(words):
            noun = _noun_after(words, number)
            if number.start not in seen and noun in totals and number.value > totals[noun]:
                total = dutch(totals[noun])
                yield Check(
                    name, place, "fout", "getal klopt niet", f"{number.text} {noun}", f"de gegevens hebben er {total}."
                )
        if "%" in words or " procent" in words:
            advice = f"geef bij minder dan {FEWEST_FOR_PERCENT} geen percentage, maar 'x van de y'."
            yield Check(name, place, "let op", "percentage", _around(words, "%"), advice)
        if block.style == "bevinding" and (match := _ADVICE.search(words)):
            yield Check(
                name,
                place,
                "let op",
                "advies als bevinding",
                match[0],
                "een bevinding zegt wat er is; zet een vraag bij 'discussie'.",
            )


def _pair(
    name: str,
    place: str,
    part: Number,
    whole: Number,
    noun: str,
    sources: tuple[str, ...],
    totals: dict[str, int],
    data: NoteData,
) -> Iterator[Check]:
    """A typed "x van de y": the whole against what there is, the part against the code it rests on."""
    shown = f"{part.text} van de {whole.text} {noun}".strip()
    if part.value > whole.value:
        yield Check(name, place, "fout", "getal klopt niet", shown, "het deel is meer dan het geheel.")
    elif noun in totals and whole.value != totals[noun]:
        yield Check(name, place, "fout", "getal klopt niet", shown, f"de gegevens hebben er {dutch(totals[noun])}.")
    elif len(codes := _codes(sources, data)) == 1:
        real = share(data, codes[0])
        if (part.value, whole.value) != (real.part, real.whole):
            advice = f'volgens de gegevens {dutch(real.part)} van de {dutch(real.whole)}; schrijf {{{{ x_van_y("{codes[0]}") }}}}.'
            yield Check(name, place, "fout", "getal klopt niet", shown, advice)
    else:
        advice = "dit getal verandert niet mee met de gegevens; gebruik een veld, of noem de code als bron."
        yield Check(name, place, "let op", "getal is getypt", shown, advice)


def _unsupported(note: Note, nouns: set[str]) -> Iterator[Check]:
    """Sentences with a number, and findings, that rest on nothing."""
    styles = {block.id: block.style for block in note.document.blocks}
    for one in note.statements:
        if one.sources:
            continue
        if styles.get(one.block) in _OWED:
            yield _of(one, "fout", "uitspraak zonder bron", "noem waar dit op berust: bron=code of bron=gesprek#beurt.")
        elif number := counting_number(one.text, nouns):
            yield _of(
                one,
                "let op",
                "getal zonder bron",
                f"'{number.text}': gebruik een veld, noem een bron, of zet er een voetnoot bij.",
            )


def _unknown_sources(note: Note, data: NoteData) -> Iterator[Check]:
    """Sources that point at nothing."""
    ids = set(data.ids)
    turns = {f"{one.id}#{n}" for one in data.material.transcripts for n in range(1, len(one.turns) + 1)}
    known = (
        ids
        | turns
        | set(data.transcripts)
        | {case.id for case in data.study.cases}
        | {flow.id for case in data.study.cases for flow in case.money}
    )
    known |= {quote.key for quote in data.quotes} | set(speakers(data)) | data.code_names
    for one in note.statements:
        for source in () if known.issuperset(one.sources) else sorted(set(one.sources) - known):
            if "/" not in source and not source.startswith("voetnoot: "):
                advice = f"'{source}' is geen code, codering, beurt of gesprek van deze studie."
                yield _of(one, "fout", "bron bestaat niet", advice)


def _quotes(note: Note, data: NoteData, texts: list[tuple[str, Numbered]]) -> Iterator[Check]:
    """Typed quotes that nobody released, quotes used twice, speakers used too often."""
    free = {(quote.text, quote.by) for quote in data.free_quotes}
    for name, text in texts:
        for block in text.document.blocks:
            if block.kind == "quote" and (block.text, block.by) not in free:
                place = f"{block.id}, regel {text.lines[block.id]}"
                advice = (
                    'gebruik {{ citaat("c01", "naam-van-het-citaat") }}; dan komt het erin zodra het is vrijgegeven.'
                )
                yield Check(name, place, "fout", "citaat niet vrijgegeven", block.text[:80], advice)
            if block.kind in ("paragraph", "list"):
                yield from _in_passing(name, f"{block.id}, regel {text.lines[block.id]}", block.text, data)
    quoted = [block for block in note.document.blocks if block.kind == "quote"]
    for person, count in sorted(Counter(block.by for block in quoted).items()):
        if count > MOST_OF_ONE_SPEAKER and count > SHARE_OF_ONE_SPEAKER * len(quoted):
            found = f"{speaker_label(person)}: {count} van de {len(quoted)} citaten"
            yield Check("nota", "citaten", "let op", "spreker te vaak", found, "laat ook anderen aan het woord.")
    asked = Counter(
        re.findall(r'citaat\("([^"]+)",\s*"([^"]+)"\)', " ".join(b.text for _, t in texts for b in t.document.blocks))
    )
    for (case, block_id), count in sorted(asked.items()):
        if count > 1:
            yield Check("nota", f"{case}/{block_id}", "let op", "citaat twee keer", f"{count} keer", "kies één plaats.")
    for quote in data.quotes:
        if not quote.verbatim:
            advice = "het staat niet woordelijk in het transcript en komt daarom niet in de nota."
            yield Check("nota", quote.key, "fout", "citaat niet woordelijk", quote.text[:80], advice)


def _in_passing(name: str, place: str, text: str, data: NoteData) -> Iterator[Check]:
    """Words of a conversation between quotation marks in the middle of a sentence: those too have to be released."""
    for match in _QUOTED.finditer(text):
        words = " ".join(words_in(match[1])).lower()
        if len(words.split()) < SHORTEST_QUOTE or any(words in one for one in _spoken(data.free_quotes)):
            continue
        if data.talks.hold(words):
            advice = "dit zei iemand in een gesprek; gebruik alleen citaten die zijn vrijgegeven."
            yield Check(name, place, "fout", "citaat niet vrijgegeven", match[1][:80], advice)


def _spoken(quotes: Iterable[Quote]) -> list[str]:
    return [" ".join(words_in(quote.text)).lower() for quote in quotes]


def _left_out(note: Note) -> Iterator[Check]:
    for field, name, line in note.left_out:
        if field.startswith("citaat("):
            yield Check(
                name, f"regel {line}", "let op", "citaat weggelaten", field, "het is nog niet vrijgegeven voor de nota."
            )
        elif note.own_texts and field.startswith(("tabel(", "figuur(")):
            yield Check(
                name,
                f"regel {line}",
                "let op",
                "niets te tonen",
                field,
                "in deze studie is er niets voor; haal het weg of laat het staan.",
            )


def _pairs(words: str) -> list[tuple[Number, Number, str]]:
    """Typed "x van de y", with the word that follows."""
    numbers = numbers_in(words)
    return [
        (part, whole, _noun_after(words, whole))
        for part, whole in zip(numbers, numbers[1:])
        if _OF.fullmatch(words, part.end, whole.start)
    ]


def _totals(data: NoteData) -> dict[str, int]:
    """How many there are of what texts count, by the plural."""
    material = data.material
    talks = sum(one.kind != "document" for one in material.transcripts)
    people = speakers(data)
    totals = {
        "cases": len(material.own_cases), "gesprekken": talks, "interviews": talks,
        "documenten": len(material.transcripts) - talks, "plaatsingen": len(data.table("placements")),
        "geldstromen": len(data.table("money_flows")), "mensen": len(people), "gesprekspartners": len(people),
        "codes": sum(not code.retired for code in material.codebook.codes), "thema's": len(material.codebook.themes),
        "coderingen": len(data.frame), "citaten": len(data.free_quotes),
    }  # fmt: skip
    for role in set(people.values()):
        noun = role_plural(role)
        if " " not in noun and noun.lower() not in PARTY_LABELS:
            totals[noun] = sum(own == role for own in people.values())
    return {noun: total for noun, total in totals.items() if total}


def _codes(sources: tuple[str, ...], data: NoteData) -> list[str]:
    book = data.material.codebook
    return [one for one in sources if one in book.ids or one in {theme.id for theme in book.themes}]


def _noun_after(words: str, number: Number) -> str:
    match = _NOUN.match(words, number.end)
    return match[1] if match else ""


def counting_number(text: str, nouns: Collection[str] = ()) -> Number | None:
    """The first number of a sentence that has to rest on something.

    Not "één" or "twee" in passing ("een van de twee kanten"), nor the year of a publication between brackets.
    """
    for number in written_numbers(text):
        spelled = not number.text[0].isdigit()
        year = 1900 <= number.value <= 2100 and _CITED.search(text[: number.start])
        if not year and (not spelled or number.value > 3 or _noun_after(text, number) in nouns):
            return number
    return None


def _around(words: str, sign: str) -> str:
    place = max(words.find(sign), 0)
    return words[max(place - 30, 0) : place + 30].strip()


def _of(one: Statement, level: Level, kind: str, advice: str) -> Check:
    return Check(one.path or "nota", f"{one.block}, regel {one.line}", level, kind, one.text[:120], advice)
