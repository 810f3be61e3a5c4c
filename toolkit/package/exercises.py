"""Exercises for students, and their answers apart: code blind, compute agreement, rebuild a figure, argue with a finding."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import pandas as pd

from ..analysis.table import records_of, role_label
from ..numbers import dutch, listed, x_of_y
from ..records import digest_of
from ..tables import csv_bytes

if TYPE_CHECKING:
    from ..agreement import DoubleCoded
    from ..study import Study
    from ..writing import NoteData

FOLDER = "opdrachten"
SHEET = f"{FOLDER}/1_codeerblad.csv"
NOTEBOOK = f"{FOLDER}/opdrachten.ipynb"
ANSWERS, ANSWER_SHEET = "antwoorden.md", "1_coderingen_van_het_team.csv"
FEWEST_CODED = 10
MOST_FINDINGS = 3


def exercise_files(study: Study, data: NoteData, agreement: pd.DataFrame, specs: Mapping[str, Any]) -> dict[str, bytes]:
    """What students get, by path in the package."""
    code, findings = chosen_code(agreement), chosen_findings(specs)
    fragments = _fragments(study, data)
    sheet = pd.DataFrame([(n, text, "", "") for n, (text, _) in enumerate(fragments, 1)],
                         columns=["nr", "fragment", "codes", "waarom"])  # fmt: skip
    parts = _parts(data, code, findings, len(fragments))
    return {SHEET: csv_bytes(sheet), NOTEBOOK: _notebook(parts)}


def answer_files(study: Study, data: NoteData, agreement: pd.DataFrame, specs: Mapping[str, Any]) -> dict[str, bytes]:
    """What the teacher gets: never in the package itself."""
    code, findings = chosen_code(agreement), chosen_findings(specs)
    fragments = _fragments(study, data)
    label = data.material.codebook.label
    sheet = pd.DataFrame(
        [
            (n, text, " ".join(codes), "; ".join(label(one) for one in codes))
            for n, (text, codes) in enumerate(fragments, 1)
        ],
        columns=["nr", "fragment", "codes", "labels"],
    )
    parts = [
        f"# Antwoorden bij de opdrachten\n\n{study.settings.title}, {study.settings.version}. Voor de docent; niet voor studenten.",
        _answer_1(fragments), _answer_2(data.double, code, agreement), _answer_3(data), _answer_4(data, findings),
    ]  # fmt: skip
    return {ANSWER_SHEET: csv_bytes(sheet), ANSWERS: ("\n\n".join(parts) + "\n").encode("utf-8")}


def chosen_code(agreement: pd.DataFrame) -> str:
    """The code on which coders agree least, among those that were given often enough; empty when nothing was coded twice."""
    rows = agreement[(agreement["level"] == "code") & (agreement["coded"] >= FEWEST_CODED) & agreement["alpha"].notna()]
    return str(rows.sort_values(["alpha", "id"])["id"].iloc[0]) if len(rows) else ""


def chosen_findings(specs: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """(sentence, its id, code) of the first sentences of the note that say in how many cases a code comes up."""
    import re

    found: list[tuple[str, str, str]] = []
    for spec in specs["sentences"]:
        for pair in spec["fields"] if spec["again"] else ():
            match = re.match(r"(?:x_van_y|x_of_y|hoeveel)\(\s*[\"'“]([a-z_.-]+)", pair["field"])
            if match and match[1] not in {code for _, _, code in found}:
                found.append((spec["text"], spec["id"], match[1]))
                break
    return found[:MOST_FINDINGS]


def _fragments(study: Study, data: NoteData) -> list[tuple[str, tuple[str, ...]]]:
    """Released quotes in an order of their own, and the codes that the team gave them."""
    from ..approval.names import general_words
    from ..placeholders import resolved

    words = {case: general_words(study, text) for case, text in data.texts.items()}
    rows = []
    for quote in data.free_quotes:
        codes = tuple(dict.fromkeys(str(row["code"]) for row in data.quote_codings.get(quote.key, ())))
        rows.append((resolved(quote.text, words[quote.case]), codes))
    return sorted(dict(rows).items(), key=lambda row: digest_of(row[0]))


def _parts(data: NoteData, code: str, findings: Sequence[tuple[str, str, str]], count: int) -> list[tuple[str, str]]:
    """(words, code) of every cell of the notebook; the code may be empty."""
    label = data.material.codebook.label(code) if code else ""
    quoted = (
        "\n".join(f"- ‘{text}’ (`{name}`)" for text, name, _ in findings) or "- Kies zelf een bevinding uit de nota."
    )
    theme = data.material.codebook.themes[0]
    return [
        (_INTRO, "import pandas as pd"),
        (_ONE.format(count=count), f'blad = pd.read_csv("{SHEET.rpartition("/")[2]}")\nblad.head()'),
        (_TWO, "eigen = {1: \"functie.taken\", 2: \"\"}    # uw codes, per nummer\nander = {1: \"functie.taken\", 2: \"\"}    # die van uw medestudent"),
        ("", _OWN_ALPHA),
        *([(_TWO_MORE.format(label=label, code=code), f'dubbel = pd.read_csv("../gegevens/dubbel.csv")\ncode = "{code}"\ndubbel[dubbel["code"] == code].groupby("coder").size()')] if code else []),
        (_THREE.format(theme=theme.label.lower()), f'telling = pd.read_csv("../tabellen/counts_per_code.csv")\ntelling[telling["theme"] == "{theme.id}"][["label", "cases", "of_cases", "codings"]]'),
        (_THREE_MORE, ""),
        (_FOUR.format(findings=quoted), 'coderingen = pd.read_csv("../gegevens/coderingen.csv")\nontkend = coderingen[coderingen["polarity"] == "negated"]\nontkend.groupby("code").size().sort_values(ascending=False).head(10)'),
    ]  # fmt: skip


def _notebook(parts: Sequence[tuple[str, str]]) -> bytes:
    cells: list[dict[str, Any]] = []
    for number, (words, code) in enumerate(parts, 1):
        if words:
            cells.append({"cell_type": "markdown", "id": f"tekst-{number}", "metadata": {}, "source": _lines(words)})
        if code:
            cells.append({
                "cell_type": "code", "execution_count": None, "id": f"code-{number}", "metadata": {}, "outputs": [],
                "source": _lines(code),
            })  # fmt: skip
    kernel = {"display_name": "Python 3", "language": "python", "name": "python3"}
    book = {
        "cells": cells,
        "metadata": {"kernelspec": kernel, "language_info": {"name": "python"}},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(book, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _answer_1(fragments: Sequence[tuple[str, tuple[str, ...]]]) -> str:
    coded = sum(bool(codes) for _, codes in fragments)
    return (
        f"## 1. Codeer blind\n\nDe codes van het team staan in `{ANSWER_SHEET}`: {x_of_y(coded, len(fragments))} fragmenten kregen "
        "een code. Een ander antwoord is niet per se fout. Vraag steeds welke regel van het codeboek de student volgde, en of "
        "het fragment zonder het gesprek eromheen wel te coderen is."
    )


def _answer_2(double: DoubleCoded, code: str, agreement: pd.DataFrame) -> str:
    head = "## 2. Overeenstemming"
    if not code:
        return f"{head}\n\nIn deze studie is niets dubbel gecodeerd. Alleen de eigen overeenstemming is te berekenen."
    row = records_of(agreement[agreement["id"] == code])[0]
    first, second = double.ratings([code])[:2]
    pairs = [(a, b) for a, b in zip(first, second) if a is not None and b is not None]
    cells = {key: sum(pair == key for pair in pairs) for key in ((1, 1), (1, 0), (0, 1), (0, 0))}
    one, two = double.coders[:2]
    table = (
        f"| | {two}: wel | {two}: niet |\n| --- | --- | --- |\n"
        f"| {one}: wel | {dutch(cells[1, 1])} | {dutch(cells[1, 0])} |\n| {one}: niet | {dutch(cells[0, 1])} | {dutch(cells[0, 0])} |"
    )
    same = (cells[1, 1] + cells[0, 0]) / len(pairs)
    return (
        f"{head}\n\nVoor `{code}`, over {dutch(len(pairs))} zinnen:\n\n{table}\n\nGelijk: {dutch(same, 3)}. Krippendorffs alfa: "
        f"{dutch(row['alpha'], 3)} (95%-interval {dutch(row['alpha_low'], 3)} tot {dutch(row['alpha_high'], 3)}). De codeurs zijn het "
        "bijna altijd eens dat de code er niet hoort. Daarom zegt het aandeel gelijke oordelen weinig en is alfa lager. "
        "`tabellen/agreement_confusions.csv` laat zien welke codes tegenover elkaar staan."
    )


def _answer_3(data: NoteData) -> str:
    theme = data.material.codebook.themes[0]
    rows = [row for row in records_of(data.table("counts_per_code")) if row["theme"] == theme.id]
    lines = "\n".join(f"| {row['label']} | {row['in_words']} | {dutch(row['codings'])} |" for row in rows)
    return (
        f"## 3. Bouw een figuur na\n\nDe staven van ‘{theme.label}’ horen deze hoogte te hebben:\n\n| code | cases | coderingen |\n"
        f"| --- | --- | --- |\n{lines}\n\nNeem cases of gesprekken als eenheid, geen coderingen: een lang gesprek telt anders dubbel. "
        f"Zoekt de student een codering om te veranderen, dan werkt het duidelijkst een code die in een case maar één keer "
        f"voorkomt: {_single(data)}."
    )


def _single(data: NoteData) -> str:
    """Codings that alone make a case count for a code."""
    sizes: dict[tuple[str, str], list[str]] = {}
    known = set(data.material.own_cases)
    for code, found in sorted(data.by_code.items()):
        for one in found:
            if "." in code and one.case in known:
                sizes.setdefault((code, one.case), []).append(one.id)
    single = [f"`{ids[0]}` ({code} in {case})" for (code, case), ids in sorted(sizes.items()) if len(ids) == 1]
    return listed(single[:3]) or "die zijn er in deze studie niet"


def _answer_4(data: NoteData, findings: Sequence[tuple[str, str, str]]) -> str:
    from ..writing.data import case_label
    from ..writing.fields_counts import share

    parts = ["## 4. Spreek een bevinding tegen"]
    for text, name, code in findings:
        found = share(data, code, eenheid="cases") if data.material.has_cases else share(data, code)
        said = data.by_code.get(code, [])
        places = {one.case if data.material.has_cases else one.transcript for one in said}
        without = [case_label(one) for one in data.units if one not in places]
        denied = sorted({one.case for one in said if one.polarity == "negated"} & set(data.material.own_cases))
        roles = sorted({one.role for one in said})
        parts.append(
            f"‘{text}’ (`{name}`)\n\n"
            f"- Code `{code}`: {x_of_y(found.part, found.whole)} {found.noun[1]}, {dutch(len(said))} coderingen.\n"
            f"- Zonder deze code: {listed(without) or 'geen'}.\n"
            f"- Waar het (ook) wordt ontkend: {listed([case_label(one) for one in denied]) or 'nergens'}.\n"
            f"- Wie erover spreken: {listed([role_label(one) for one in roles])}."
        )
    parts.append(
        "Een goed tegenargument noemt een case, een rol die zwijgt of ontkent, of een codering die ook anders te lezen is. "
        "‘Het zijn maar weinig cases’ is geen tegenargument, maar een grens van het onderzoek."
        if findings
        else "Er zijn in deze nota geen zinnen die met dit pakket zijn na te rekenen; bespreek het argument van de student."
    )
    return "\n\n".join(parts)


_INTRO = """\
# Opdrachten

Vier opdrachten bij dit pakket. Lees eerst `codeboek.md`. Draai dit notebook in de map `opdrachten`. De antwoorden zitten niet in
het pakket."""
_ONE = """\
## 1. Codeer blind

In `1_codeerblad.csv` staan {count} vrijgegeven fragmenten, in willekeurige volgorde en zonder naam of case. Geef elk fragment
nul, een of meer codes uit het codeboek. Schrijf erbij welke regel u volgde. Kijk niet in `gegevens/`: dan is het niet meer blind."""
_TWO = """\
## 2. Bereken de overeenstemming

Laat een medestudent hetzelfde blad coderen. Reken per code uit hoe vaak u het eens bent, en Krippendorffs alfa. Waar bent u
het oneens, en ligt dat aan u, aan het fragment of aan het codeboek?"""
_OWN_ALPHA = """\
from toolkit.agreement import krippendorff_alpha, percent

code = "functie.taken"
oordelen = [[int(code in codes[nr].split()) for nr in sorted(eigen)] for codes in (eigen, ander)]
percent(oordelen), krippendorff_alpha(oordelen)"""
_TWO_MORE = """\
Doe het ook met de codeurs van het onderzoek. `gegevens/dubbel.csv` heeft wat twee codeurs ieder gaven. Neem de code
‘{label}’ (`{code}`). Maak een tabel van twee bij twee over alle zinnen van de gesprekken die dubbel zijn gecodeerd (`gegevens/zinnen.csv`; de zinnen
van de interviewer tellen niet mee). Vergelijk uw alfa met `tabellen/agreement.csv`. Waarom is alfa zoveel lager dan het aandeel gelijke oordelen?"""
_THREE = """\
## 3. Bouw een figuur na

Maak zelf een staafdiagram van ‘{theme}’: in hoeveel cases komt elke code voor? Begin bij `gegevens/coderingen.csv` en
`gegevens/gesprekken.csv`, en kijk pas daarna in `tabellen/counts_per_code.csv` of het klopt."""
_THREE_MORE = """\
Verander daarna één codering in een kopie van het pakket, bijvoorbeeld de code op één regel van `coderingen.csv`, en draai `nota verify MAP`. Welke figuren en
zinnen veranderen? Had u dat vooraf kunnen zeggen?"""
_FOUR = """\
## 4. Spreek een bevinding tegen

Kies een van deze zinnen uit de nota:

{findings}

Zoek in de coderingen en in `teksten/` wat ertegen pleit: een case waar het anders ligt, een rol die zwijgt, iemand die het
ontkent. Schrijf een alinea van hoogstens 150 woorden. Noem de coderingen waarop u zich baseert. Zeg ook wat u zou overtuigen dat de nota gelijk heeft."""
