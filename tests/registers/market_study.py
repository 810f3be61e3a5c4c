"""A study about market stalls, to try registers on."""

from __future__ import annotations

from pathlib import Path

from toolkit.study import Study

REGISTERS = """\
registers:
  kramen:
    title: Kramen op de markt
    file: {file}
    fields:
      id: {{type: id}}
      naam: {{private: true}}
      soort: {{type: choice, choices: [kaas, vis, bloemen], required: true}}
      start: {{type: date}}
      meters: {{type: number, least: 0}}
      open: {{type: yesno}}
      bord: {{label: naambord, shown_if: open, otherwise: geen bord}}
      tot: {{type: date}}
    targets:
      - {{id: markt, label: Kramen, unit: kramen, amount: 12, start: 2024-01-01, months: 12, where: {{open: ja}}, by: start}}
    bounds: {{least: 2, most: 3, unit: kramen}}
    release:
      - {{field: tot, passed: true}}
"""
SETTINGS = """\
title: De markt
date: 2024-07-01
bureau: Bureau Proef
coders: [k1]
channels:
  - {id: krant, label: krant, question: "Mag het in de krant?"}
"""


def fill(study: Study, text: str, name: str = "kramen.csv") -> Path:
    """Write the register's file."""
    path = study.interviews / "registers" / name
    path.write_text(text, encoding="utf-8")
    return path
