"""For engineers: every form read back by the library that it is for."""

from __future__ import annotations

import json

import spacy
from exchange_study import transcript
from spacy.tokens import DocBin

from toolkit.exchange import Part, annotations_text, docbin_bytes, jsonl_lines
from toolkit.study import Study


def test_json_lines(study: Study) -> None:
    rows = [json.loads(line) for line in jsonl_lines(study).splitlines()]
    assert [(row["meta"]["conversation"], len(row["spans"])) for row in rows] == [
        ("c01-medewerker", 6),
        ("c02-notitie", 1),
    ]
    text = transcript(study, "c01-medewerker").text
    assert rows[0]["text"] == text
    denied = next(span for span in rows[0]["spans"] if span["polarity"] == "negated" and span["coder"] == "k1")
    assert text[denied["start"] : denied["end"]] == "Niemand betaalt mij."
    assert (denied["label"], denied["certainty"], denied["time"]) == ("geld.uren", "uncertain", "future")
    assert rows[0]["meta"]["turns"][1] == {"speaker": "medewerker-1", "start": 19, "end": 102, "time": "00:00:09"}
    assert jsonl_lines(Study(study.root)) == jsonl_lines(study)


def test_a_docbin_of_spacy(study: Study) -> None:
    data = docbin_bytes(study)
    assert docbin_bytes(Study(study.root)) == data
    docs = list(DocBin(store_user_data=True).from_bytes(data).get_docs(spacy.blank("nl").vocab))
    assert [doc.text for doc in docs] == [transcript(study, name).text for name in ("c01-medewerker", "c02-notitie")]
    spans = docs[0].spans["codes"]
    assert {(span.text, span.label_) for span in spans} >= {
        ("Niemand betaalt mij.", "geld.uren"),
        ("Ik ruim", "werk.taken"),
    }
    assert docs[0].user_data["codings"][0]["coder"] in ("k1", "k2")


def test_web_annotations(study: Study) -> None:
    collection = json.loads(annotations_text(study))
    items = collection["first"]["items"]
    assert (collection["@context"], collection["type"], collection["total"]) == (
        "http://www.w3.org/ns/anno.jsonld",
        "AnnotationCollection",
        len(items),
    )
    one = next(item for item in items if item["target"]["selector"][0]["exact"] == "Wij wachten al één jaar op geld.")
    quote, position = one["target"]["selector"]
    text = transcript(study, "c02-notitie").text
    assert quote == {
        "type": "TextQuoteSelector",
        "exact": "Wij wachten al één jaar op geld.",
        "prefix": "Notitie over de brug\nDe brug is óp. "[-32:],
    }
    assert text[position["start"] : position["end"]] == quote["exact"]
    assert [body["value"] for body in one["body"] if body["purpose"] == "tagging"] == ["Uren"]
    assert (one["type"], one["motivation"], one["creator"]) == (
        "Annotation",
        "classifying",
        {"type": "Person", "nickname": "k1"},
    )
    assert one["created"] == "2024-03-05T09:28:00Z"
    assert len({item["id"] for item in items}) == len(items)


def test_suggestions_only_when_asked(study: Study) -> None:
    def labels(part: Part) -> list[str]:
        return [span["coder"] for line in jsonl_lines(study, part).splitlines() for span in json.loads(line)["spans"]]

    assert labels(Part()).count("nota-1/vocabulary") == 0
    assert labels(Part(suggestions=True)).count("nota-1/vocabulary") == 2
