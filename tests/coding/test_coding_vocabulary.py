from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit.coding import load_codebook
from toolkit.coding.forms import alternatives, forms_of, lemma_of, separable
from toolkit.coding.language import words_of
from toolkit.coding.vocabulary import GAP, Hit, compile_terms, compile_vocabulary, find
from toolkit.errors import InputError
from toolkit.records import Code, Codebook, Theme


def hits(text: str, *lines: str) -> list[tuple[str, str]]:
    """(strength, words) of what the lines of vocabulary find in a sentence."""
    words = words_of(text)
    found = find(words, compile_terms(("werk.x", line) for line in lines))
    return [(hit.strength, " ".join(words.lower[place] for place in hit.positions)) for hit in found]


@pytest.mark.parametrize(
    ("text", "line", "expected"),
    [
        ("Hij zette koffie.", "koffie zetten", []),
        ("Eerst koffie gezet.", "koffie zetten", ["koffie gezet"]),
        ("Ze leegt de prullenbakken.", "prullenbak|container", ["prullenbakken"]),
        ("Zij neemt dat werk van ons over.", "overnemen", ["neemt over"]),
        ("Dat heeft zij overgenomen.", "overnemen", ["overgenomen"]),
        ("Over twee jaar neemt hij afscheid.", "overnemen", []),
        ("De gemeente heeft het eerste jaar alles betaald.", "gemeente ... betalen", ["gemeente betaald"]),
        ("Dat betaalt de gemeente.", "gemeente ... betalen", ["betaalt gemeente"]),
        ("De gemeente was er. Wij betalen.", "gemeente ... betalen", []),
        ("Dat past er mooi bij.", "=past ... bij", ["past bij"]),
        ("Die pasten er mooi bij.", "=past ... bij", []),
        ("De loon kosten subsidie kwam.", "loonkostensubsidie", ["loon kosten subsidie"]),
        ("Een norisk polis dus.", "no-riskpolis", ["norisk polis"]),
        ("We krijgen job coaching.", "jobcoaching", ["job coaching"]),
        ("Hij is oudleerling.", "oud-leerling", ["oudleerling"]),
        ("Hij werkt hier.", "werk", []),
    ],
)
def test_a_term_is_found_in_the_forms_of_talk(text: str, line: str, expected: list[str]) -> None:
    assert [words for _, words in hits(text, line)] == expected


def test_strength_follows_the_mark_before_the_line() -> None:
    assert hits("Een klusje met de begeleiding.", "~klusje", "begeleiding", "!klusje") == [
        ("weak", "klusje"),
        ("not", "klusje"),
        ("strong", "begeleiding"),
    ]


def test_a_compound_is_a_weak_sign() -> None:
    assert hits("De begeleidingsuren zijn op.", "begeleiding") == [("weak", "begeleidingsuren")]
    assert hits("Zijn werkbegeleiding stopt.", "begeleiding") == [("weak", "werkbegeleiding")]


def test_a_gap_holds_at_most_six_words() -> None:
    assert hits(f"gemeente {'en ' * GAP}betaalt", "gemeente ... betalen")
    assert not hits(f"gemeente {'en ' * (GAP + 1)}betaalt", "gemeente ... betalen")


def test_forms() -> None:
    assert {"betaalt", "betaalde", "betaald"} <= forms_of("betalen")
    assert {"loonkostensubsidies"} <= forms_of("loonkostensubsidie")
    assert forms_of("niet") == {"niet"}
    assert alternatives("=vast") == ((frozenset({"vast"}),),)
    assert separable("begeleiden") is None
    split = separable("opruimen")
    assert split is not None and split[1] == "op" and "ruimt" in split[0]
    assert lemma_of("wachtlijsten") == "wachtlijst"
    assert lemma_of("zxqw") == "zxqw"


@pytest.mark.parametrize("line", ["", " ... geld", "geld ... ", "a||b", "~"])
def test_a_term_that_says_nothing_is_refused(line: str) -> None:
    theme, code = Theme("t", "T"), Code("t.a", "A", "x", vocabulary=(line,))
    with pytest.raises(InputError, match=r"t\.a"):
        compile_vocabulary(Codebook("1", (theme,), (code,)))


def test_retired_codes_are_not_looked_for(small_codebook: Path) -> None:
    text = small_codebook.read_text(encoding="utf-8")
    small_codebook.write_text(
        text.replace("label: Begeleiding", "label: Begeleiding\n    retired: true\n    reason: op"), "utf-8"
    )
    found = find(words_of("De jobcoach betaalt."), compile_vocabulary(load_codebook(small_codebook)))
    assert found == []


def _naive(words: tuple[str, ...], first: str, last: str) -> set[tuple[int, ...]]:
    """Every pair within the gap: what the indexed matcher must agree with on whether there is one."""
    return {
        tuple(sorted((a, b)))
        for a, word in enumerate(words)
        for b, other in enumerate(words)
        if word == first and other == last and 0 < abs(a - b) <= GAP + 1
    }


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from(["fiets", "boom", "en", "de"]), min_size=1, max_size=14))
def test_the_index_finds_a_gap_pattern_exactly_when_a_plain_search_does(words: list[str]) -> None:
    found: list[Hit] = find(words_of(" ".join(words)), compile_terms([("werk.x", "=fiets ... =boom")]))
    naive = _naive(tuple(words), "fiets", "boom")
    assert bool(found) == bool(naive)
    assert {hit.positions for hit in found} <= naive
