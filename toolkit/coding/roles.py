"""The role behind a speaker's label as transcripts write it ("P&O-adviseur", "Arbeidsdeskundige")."""

from __future__ import annotations

from functools import lru_cache

_NOBODY = ("auteur", "rapport", "citaat", "verslag", "portret", "tekst", "redactie")
_ROLES = (
    ("interviewer", ("interviewer", "onderzoeker", "gespreksleider", "moderator", "vraag")),
    ("uwv", ("uwv", "arbeidsdeskundige", "verzekeringsarts")),
    ("jobcoach", ("jobcoach", "sw-bedrijf", "werkbedrijf", "ontwikkelbedrijf", "servicepunt", "accountmanager",
                  "trajectbegeleider", "re-integratie", "detacheer", "jobhunter", "werkcoach")),
    ("gemeente", ("gemeente", "wethouder", "klantmanager", "consulent", "sociale zaken", "casemanager")),
    ("expert", ("ministerie", "beleid", "vakbond", "expert", "deskundige", "sectorfonds", "onderzoek", "coördinator", "vereniging")),
    ("bestuur", ("bestuur", "hr", "p&o", "personeel", "controller", "mr-lid", "or-lid", "raad van")),
    ("medewerker", ("medewerker", "werknemer", "oud-leerling", "doelgroep", "hulpconciërge")),
    ("ouder", ("ouder", "moeder", "vader", "zus", "broer")),
    ("werkgever", ("werkgever", "eigenaar", "bedrijf", "hotel", "bakkerij", "ziekenhuis", "theater", "kringloop", "manager",
                   "voorman", "winkel", "ondernemer", "kinderopvang")),
    ("schoolleider", ("schoolleider", "directeur", "directrice", "teamleider", "rector", "afdelingsleider", "locatieleider")),
    ("collega", ("collega", "leerkracht", "leraar", "docent", "conciërge", "buddy", "begeleider", "juf", "meester", "ib'er",
                 "mentor", "assistent")),
    ("leerling", ("leerling", "student")),
)  # fmt: skip


@lru_cache(maxsize=1024)
def role_of_label(label: str) -> str:
    """A role of :data:`toolkit.study.ROLES`; empty for an author's text; ``overig`` for any other name."""
    small = label.casefold().strip().rstrip("0123456789 -")
    if not small or any(small.startswith(word) for word in _NOBODY):
        return ""
    for role, words in _ROLES:
        if any(small.startswith(word) or (len(word) > 3 and word in small) for word in words):
            return role
    return "overig"
