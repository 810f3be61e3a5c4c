"""For engineers and linguists: spaCy ``DocBin``, JSON Lines with spans, W3C Web Annotations."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..coding import load_codebook
from ..records import Codebook, Coding, Transcript, as_json
from ..review import anchor_of
from ..study import Study
from .choosing import EVERYTHING, Part, chosen_transcripts
from .from_study import Coded, coded_in
from .guids import guid_of, guid_with

SPANS = "codes"
"""The key of ``Doc.spans``: codes overlap, so they can't be entities."""
CONTEXT = "http://www.w3.org/ns/anno.jsonld"


def jsonl_lines(study: Study, part: Part = EVERYTHING) -> str:
    """A line per conversation: ``text``, ``spans`` with half-open code points, ``meta``. Prodigy and doccano read it."""
    lines = []
    for transcript, coded in _conversations(study, part):
        row = {"text": transcript.text, "spans": [_span(one) for one in coded], "meta": _meta(transcript)}
        lines.append(json.dumps(row, ensure_ascii=False, sort_keys=True))
    return "".join(f"{line}\n" for line in lines)


def docbin_bytes(study: Study, part: Part = EVERYTHING) -> bytes:
    """A ``DocBin``: a ``Doc`` per conversation, tokens by the study's own tokenizer, codings in ``doc.spans["codes"]``.

    A span widens to whole tokens; ``doc.user_data["codings"]`` has the exact characters and everything else.
    """
    from spacy.tokens import Doc, DocBin

    from ..coding.language import pipeline

    tokenizer = pipeline().tokenizer
    box = DocBin(store_user_data=True)
    for transcript, coded in _conversations(study, part):
        doc: Doc = tokenizer(transcript.text)
        spans = [
            (
                one,
                doc.char_span(
                    one.coding.start,
                    one.coding.end,
                    label=one.coding.code,
                    span_id=one.coding.id,
                    alignment_mode="expand",
                ),
            )
            for one in coded
        ]
        doc.spans[SPANS] = [span for _, span in spans if span is not None]
        doc.user_data = {"codings": [_span(one) for one in coded], "meta": _meta(transcript)}
        box.add(doc)
    data: bytes = box.to_bytes()
    return data


def annotations_text(study: Study, part: Part = EVERYTHING) -> str:
    """A collection of Web Annotations (W3C, 2017) as JSON-LD: quote and position of every coding, its code, its coder."""
    codebook = load_codebook(study.codebook_path)
    texts = {}
    items = []
    for transcript, coded in _conversations(study, part):
        texts[transcript.id] = transcript
        items += [_annotation(one, transcript, codebook) for one in coded]
    collection = {
        "@context": CONTEXT,
        "id": f"urn:uuid:{guid_of('collection', study.settings.title)}",
        "type": "AnnotationCollection",
        "label": study.settings.title,
        "total": len(items),
        "first": {
            "id": f"urn:uuid:{guid_of('page', study.settings.title)}",
            "type": "AnnotationPage",
            "startIndex": 0,
            "items": items,
        },
    }
    return json.dumps(collection, ensure_ascii=False, indent=1) + "\n"


def _annotation(one: Coded, transcript: Transcript, codebook: Codebook) -> dict[str, Any]:
    coding = one.coding
    anchor = anchor_of(transcript.text, coding.start, coding.end)
    quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": anchor.quote}
    quote |= {name: text for name, text in (("prefix", anchor.before), ("suffix", anchor.after)) if text}
    body: list[dict[str, Any]] = [
        {"type": "SpecificResource", "purpose": "classifying", "source": f"urn:uuid:{guid_of('code', coding.code)}"},
        {
            "type": "TextualBody",
            "purpose": "tagging",
            "value": codebook.label(coding.code),
            "format": "text/plain",
            "language": "nl",
        },
    ]
    body += [
        {"type": "TextualBody", "purpose": "describing", "value": f"{name}: {value}", "format": "text/plain"}
        for name, value in _qualified(coding).items()
    ]
    if coding.memo:
        body.append(
            {
                "type": "TextualBody",
                "purpose": "commenting",
                "value": coding.memo,
                "format": "text/plain",
                "language": "nl",
            }
        )
    found: dict[str, Any] = {
        "id": f"urn:uuid:{guid_with(f'coding {one.coder}', coding.id)}",
        "type": "Annotation",
        "motivation": "classifying",
        "creator": {"type": "Software" if coding.status == "suggested" else "Person", "nickname": one.coder},
        "body": body,
        "target": {
            "source": f"urn:uuid:{guid_of('conversation', coding.transcript)}",
            "selector": [quote, {"type": "TextPositionSelector", "start": coding.start, "end": coding.end}],
        },
    }
    return found | ({"created": one.at} if one.at else {})


def _span(one: Coded) -> dict[str, Any]:
    coding = as_json(one.coding)
    kept = {
        name: value
        for name, value in coding.items()
        if name in ("id", "polarity", "certainty", "time", "status", "confidence", "evidence", "memo")
    }
    return {
        "start": one.coding.start,
        "end": one.coding.end,
        "label": one.coding.code,
        "coder": one.coder,
        **kept,
    }


def _qualified(coding: Coding) -> Mapping[str, str]:
    plain = {"polarity": "affirmed", "certainty": "real", "time": "now"}
    return {name: getattr(coding, name) for name, usual in plain.items() if getattr(coding, name) != usual}


def _meta(transcript: Transcript) -> dict[str, Any]:
    turns = [
        {"speaker": turn.speaker, "start": turn.start, "end": turn.end, "time": turn.time} for turn in transcript.turns
    ]
    date = transcript.date.isoformat() if transcript.date else None
    return {
        "conversation": transcript.id,
        "case": transcript.case,
        "kind": transcript.kind,
        "date": date,
        "digest": transcript.digest,
        "turns": turns,
    }


def _conversations(study: Study, part: Part) -> Iterable[tuple[Transcript, Sequence[Coded]]]:
    transcripts = chosen_transcripts(study, part)
    coded, _, _ = coded_in(study, part, transcripts)
    by_text: dict[str, list[Coded]] = {one.id: [] for one in transcripts}
    for one in coded:
        by_text[one.coding.transcript].append(one)
    return [(one, by_text[one.id]) for one in transcripts]
