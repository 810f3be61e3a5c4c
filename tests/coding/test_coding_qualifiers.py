from __future__ import annotations

import pytest

from toolkit.coding.language import words_of
from toolkit.coding.qualifiers import Qualifiers, cues_in, qualify
from toolkit.coding.vocabulary import compile_terms, find

SUBSIDY = "financiering.gemeente"
COACH = "functie.begeleiding"
VOCABULARY = compile_terms([(SUBSIDY, "subsidie|gemeente ... betalen"), (COACH, "jobcoach|begeleiding|buddy")])


def said(text: str, code: str) -> Qualifiers:
    words = words_of(text)
    places = {place for hit in find(words, VOCABULARY) if hit.code == code for place in hit.positions}
    return qualify(cues_in(words), code, places)


@pytest.mark.parametrize(
    ("text", "code", "polarity"),
    [
        ("Van de gemeente krijgen we subsidie.", SUBSIDY, "affirmed"),
        ("Van de gemeente krijgen we geen subsidie.", SUBSIDY, "negated"),
        ("Van subsidie is hier nooit sprake geweest.", SUBSIDY, "negated"),
        ("De gemeente betaalt niet alleen het loon.", SUBSIDY, "affirmed"),
        ("De school betaalt niet, maar er is wel subsidie.", SUBSIDY, "affirmed"),
        ("Hij heeft een jobcoach en hij heeft geen rijbewijs.", COACH, "affirmed"),
        ("Een buddy heeft hij niet.", COACH, "negated"),
        ("Er is geen geld.", "belemmering.middelen", "affirmed"),
        ("Er was in het team geen weerstand.", "belemmering.draagvlak", "negated"),
        ("Het papierwerk valt mee.", "belemmering.regels", "negated"),
        ("Wij hoeven zelf niet meer te kopiëren.", "waarde.collegas", "affirmed"),
        ("Ik betwijfel of zij er iets aan heeft.", "waarde.doelgroeper", "negated"),
    ],
)
def test_polarity(text: str, code: str, polarity: str) -> None:
    assert said(text, code).polarity == polarity


@pytest.mark.parametrize(
    ("text", "certainty"),
    [
        ("Hij heeft een jobcoach.", "real"),
        ("Ik zou zo graag een jobcoach zien.", "wish"),
        ("We willen er een jobcoach bij.", "wish"),
        ("Als er een jobcoach komt, durven we het aan.", "condition"),
        ("Komt er een jobcoach, dan doen we het.", "condition"),
        ("Zij werkt hier als jobcoach.", "real"),
        ("Misschien heeft hij een jobcoach.", "uncertain"),
        ("Of er een jobcoach is, weet ik niet zeker.", "uncertain"),
        ("Als de bel gaat, helpt de jobcoach hem altijd.", "real"),
        ("De jobcoach komt hier graag.", "real"),
    ],
)
def test_certainty(text: str, certainty: str) -> None:
    assert said(text, COACH).certainty == certainty


@pytest.mark.parametrize(
    ("text", "time"),
    [
        ("Hij heeft een jobcoach.", "now"),
        ("Vroeger was er een jobcoach.", "past"),
        ("De jobcoach kwam in het begin elke week.", "past"),
        ("Destijds kwam hij elke week en nu belt hij.", "now"),
        ("Volgend jaar krijgt hij een jobcoach.", "future"),
        ("Straks komt er een jobcoach.", "future"),
        ("De jobcoach is meteen gekomen.", "now"),
    ],
)
def test_time(text: str, time: str) -> None:
    assert said(text, COACH).time == time
