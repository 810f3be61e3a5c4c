"""What the rooms hold, as notebooks show it: codebook, progress, what to look at, boards and checks."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from typing import Any

import pandas as pd

from .errors import InputError, UsageError
from .notebook import Shown, drawing, headless, message, table
from .numbers import listed
from .study import ROLE_LABELS, Study


def codebook(study: Study) -> Shown:
    """The codes that are in use, with when to use them and when not."""
    from .coding import load_codebook

    book = load_codebook(study.codebook_path)
    rows = [
        (book.label(one.theme), one.label, one.definition, one.include, one.exclude)
        for one in book.codes
        if not one.retired
    ]
    return table(pd.DataFrame(rows, columns=["theme", "label", "definition", "include", "exclude"]), "Codeboek")


def topics_asked(study: Study, most: int = 40) -> Shown:
    """Per conversation and question of the topic list: was it asked, and in which turn first. Roles and codes by their names."""
    from .coding import load_codebook
    from .intake.report import topic_lists

    path = study.outputs / "tables" / "coverage.csv"
    if not path.exists():
        raise InputError("deze tabel is er nog niet.", path=study.shown(path), fix="draai eerst de cel met run(...).")
    book, lists = load_codebook(study.codebook_path), topic_lists(study)
    frame = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)
    rows = []
    for row in frame.to_dict("records"):
        question = next((one.question for one in lists.for_role(row["role"]) if one.id == row["topic"]), row["topic"])
        codes = ", ".join(book.label(code) for code in row["codes"].split()) or "geen code"
        asked = f"ja, in beurt {row['asked_in']}" if row["asked_in"] else "nee"
        rows.append((row["conversation"], ROLE_LABELS.get(row["role"], row["role"]), question, asked, codes))
    return table(
        pd.DataFrame(rows, columns=["conversation", "role", "question", "asked", "codes"]),
        "Onderwerpen per gesprek",
        headers={"codes": "codes die bij een antwoord passen"},
        most=most,
    )


def progress(study: Study) -> Shown:
    """Per conversation: how many suggestions there are, and how many codings each coder made."""
    from .coding import load_suggestions
    from .review import work_by_conversation
    from .transcripts import load_transcripts

    suggestions = load_suggestions(study)
    work = work_by_conversation(study)
    rows = []
    for transcript in load_transcripts(study):
        mine = work.get(transcript.id, {})
        coded = [f"{coder}: {len(one.codings)}{' (klaar)' if one.done else ''}" for coder, one in mine.items()]
        offered = sum(one.transcript == transcript.id for one in suggestions)
        rows.append((transcript.case, transcript.id, offered, "; ".join(coded) or "nog niemand"))
    return table(
        pd.DataFrame(rows, columns=["case", "conversation", "voorstellen", "coderingen per codeur"]), "Voortgang"
    )


def to_review(study: Study, count: int = 20) -> Shown:
    """The sentences from which most is learned, with the reason; the text itself is not shown."""
    from .coding import load_codebook
    from .review import next_to_review

    book = load_codebook(study.codebook_path)
    rows = [
        (
            one.conversation,
            one.turn,
            ", ".join(book.label(coding.code) for coding in one.suggestions),
            "; ".join(one.reasons),
        )
        for one in next_to_review(study, count)
    ]
    return table(pd.DataFrame(rows, columns=["conversation", "turn", "voorgestelde codes", "waarom"]), "Eerst bekijken")


def learning_gain(study: Study, repeats: int = 1) -> Shown:
    """How suggestions improve with what was decided: the curve, and the table behind it.

    ``repeats``: over how many orders of the conversations the curve is a mean; each costs some seconds on a large study.
    """
    from .review import gain_curve, gain_figure, work_by_conversation
    from .review.gain import FEWEST_CONVERSATIONS

    curve = gain_curve(study, repeats=repeats)
    if curve.empty:
        done = sum(any(one.done for one in work.values()) for work in work_by_conversation(study).values())
        words = "Dit is nog niet te zeggen. Het programma heeft ten minste"
        return message(
            f"{words} {FEWEST_CONVERSATIONS} gesprekken nodig waar een codeur klaar mee is; nu zijn het er {done}."
        )
    return drawing(gain_figure(curve))


def agreement_paragraph(study: Study) -> Shown:
    """The paragraph on agreement for the note's method section."""
    from .agreement import agreement_text

    return message(agreement_text(study))


def plain_language(study: Study, most: int = 40) -> Shown:
    """Signals of plain language in the case texts: which sentence, what to look at. Never a verdict."""
    from .writing import case_texts, signals
    from .writing.wording import load_wording

    wording = load_wording(study)
    rows = [
        (text.case, text_signal.block, text_signal.kind, text_signal.found, text_signal.advice)
        for text in case_texts(study).values()
        for text_signal in signals(text, wording)
    ]
    frame = pd.DataFrame(rows, columns=["case", "blok", "signaal", "gevonden", "advies"])
    return table(frame, f"Signalen van gewone taal ({len(rows)})", most=most)


def approval_board(study: Study) -> Shown:
    """Who has what, since when, due when, and what they answered."""
    from .approval import board

    return table(board(study).astype(str), "Stand van het akkoord", most=120)


def approval_changes(study: Study) -> Shown:
    """What readers want changed: old and new, by whom, and what was decided."""
    from .approval import changes, text_ids

    frames = [changes(study, text).assign(tekst=text) for text in text_ids(study)]
    found = [frame for frame in frames if not frame.empty]
    if not found:
        return message("Er zijn nog geen wijzigingen gevraagd.")
    return table(pd.concat(found).astype(str), "Gevraagde wijzigingen", most=80)


def decide_changes(study: Study, decisions: Mapping[str, str], by: str) -> Shown:
    """Take decisions and write the next version of every text that changes; with none, say how.

    ``decisions``: number of a change -> ``accept``, ``keep``, ``discuss``, ``settle`` or ``adapt: the new wording``. All
    decisions about one text are taken together, or none. Raises UsageError for a number or decision that is not known.
    """
    from .approval import Decision, decide, text_ids, wish_texts

    if not decisions:
        return message("Er is niets besloten. Zet tussen de accolades per wijziging het nummer en uw besluit.")
    homes = wish_texts(study)
    unknown = [wish for wish in decisions if wish not in homes]
    if unknown:
        fix = "neem een nummer over uit de tabel hierboven, uit de kolom 'wens'."
        raise UsageError(f"er is geen wijziging met nummer '{unknown[0]}'.", fix=fix)
    rows = []
    for text in text_ids(study):
        chosen = [_decision(wish, words, Decision) for wish, words in decisions.items() if homes[wish] == text]
        if chosen:
            done = decide(study, text, chosen, by=by)
            new = f"versie {done.document.version}" if done.changed else "ongewijzigd"
            rows.append((text, len(chosen), new, ", ".join(one.rpartition("/")[2] for one in done.again)))
    return table(pd.DataFrame(rows, columns=["tekst", "besluiten", "de tekst is nu", "opnieuw vragen"]), "Besloten")


def _decision(wish: str, words: str, make: Any) -> Any:
    decision, _, text = words.partition(":")
    return make(wish, decision.strip(), text.strip())


def note_checks(study: Study) -> Shown:
    """What the checks of the note found: wrong numbers, quotes that are not verbatim or released, claims without a source."""
    path = study.outputs / "note" / "controle.csv"
    if not path.exists():
        return message("De nota is nog niet gemaakt: draai eerst de cel met run(...).")
    frame = pd.read_csv(path, encoding="utf-8-sig", keep_default_na=False)
    if frame.empty:
        return message("De controle vond niets: getallen, citaten en bronnen kloppen met de gegevens.")
    return table(frame, "Wat de controle vond")


def releases(study: Study) -> Shown:
    """Per text and use: does it go out, and what stays behind and why; each reason once, with how often it counts.

    A campaign text has a use of its own and goes whole or not at all; being called or visited is no use of a text.
    """
    from .approval import CONTACT_CHANNELS, case_of, text_ids
    from .publishing import examine

    rows = []
    for text in text_ids(study):
        own = text != case_of(text)
        for channel in study.settings.channels:
            if channel.id in CONTACT_CHANNELS or (channel.id == "campagne") is not own:
                continue
            found = examine(study, text, channel.id, partial=not own)
            left = Counter(part for _, reason in found.judgement.left_out for part in reason.split("; "))
            why = [f"{reason} ({n} keer)" if n > 1 else reason for reason, n in left.most_common()]
            head = list(found.judgement.against) or found.problems[:1]
            total = len(found.judgement.document.blocks)
            kept = len(found.released.document.blocks) if found.released else 0
            goes = "nee" if not kept else "ja" if kept == total else "ten dele"
            rows.append((text, channel.label, goes, f"{kept} van {total}", "; ".join([*head, *why])))
    columns = ["tekst", "gebruik", "gaat uit", "stukken", "waarom niet"]
    return table(pd.DataFrame(rows, columns=columns), "Wat is vrijgegeven", most=120)


def code(study: Study, conversation: str = "", coder: str = "") -> Any:
    """Open the coding window on a conversation; without a name on the one from which most is learned.

    Says in a sentence what is missing. Headless it opens nothing and changes nothing. Raises InputError for an unknown
    conversation.
    """
    from .review import coder_of, coders, next_to_review
    from .review.widget import CodingWidget, open_session

    if headless():
        return message("Hier opent in JupyterLab het venster om te coderen.")
    if not coder and len(study.settings.coders) != 1:
        there = coders(study)
        known = f" Er codeerden al: {listed(there)}; wie een van hen is, gaat onder die naam verder." if there else ""
        words = (
            'Wie codeert er? Zet in de cel hierboven bij coder uw naam tussen de aanhalingstekens, bijvoorbeeld "anna".'
        )
        return message(f"{words} Voer die cel en deze cel dan opnieuw uit.{known}")
    who = coder_of(study, coder or None)
    if not conversation:
        first = next_to_review(study, 1, who)
        if not first:
            return message("Er wacht geen voorstel meer op u. Vul bij conversation een gesprek in om het te bekijken.")
        conversation = first[0].conversation
    return CodingWidget(open_session(study, conversation, who))


def name_desk(study: Study, by: str = "") -> Any:
    """Decide about the names that the roster does not hold, one key each. Headless: how many wait, without a name."""
    from .privacy import name_desk as desk
    from .privacy import waiting

    if headless():
        return table(waiting(study), "Nog te beoordelen in JupyterLab; tot die tijd voor de zekerheid vervangen")
    return desk(study, by=by)
