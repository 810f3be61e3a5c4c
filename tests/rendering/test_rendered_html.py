"""The pages: strict, accessible, readable on a telephone; and nothing in a text becomes markup."""

from __future__ import annotations

import base64
import hashlib
import re
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
from browser_support import WIDTHS, axe_violations, open_page, sideways
from hypothesis import given
from hypothesis import strategies as st

from toolkit.records import Block, Document
from toolkit.rendering import Look, page, to_html
from toolkit.rendering.look import CALLOUTS, COLORS
from toolkit.study import Study

LOOKS = (
    Look(),
    Look(cover=True, toc=True, numbered=True),
    Look(large_print=True, paragraph_numbers=True, toc=True, reference="CASUS-07-v3-0080e5b3"),
)
INVENTED = "Verzonnen studie: mensen, scholen en gesprekken bestaan niet"


class Outline(HTMLParser):
    """Tags with their attributes, and the words."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def outline(data: bytes) -> Outline:
    found = Outline()
    found.feed(data.decode("utf-8"))
    return found


def test_the_page_is_closed_to_everything_but_its_own_style(document: Document, study: Study) -> None:
    html = to_html(document, study=study).decode("utf-8")
    policy = re.search(r'Content-Security-Policy" content="([^"]+)"', html)
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert policy and style
    digest = base64.b64encode(hashlib.sha256(style.group(1).encode("utf-8")).digest()).decode("ascii")
    assert (
        policy.group(1)
        == f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert "<script" not in html
    assert " style=" not in html


def test_landmarks_headings_tables_and_figures(document: Document, study: Study) -> None:
    found = outline(to_html(document, study=study, options=Look(toc=True, numbered=True)))
    tags = [tag for tag, _ in found.tags]
    assert [tags.count(tag) for tag in ("header", "nav", "main", "h1")] == [1, 1, 1, 1]
    assert [tag for tag in tags if re.fullmatch(r"h[1-6]", tag)] == ["h1", "h2", "h2", "h2", "h3", "h2", "h2", "h2"]
    assert dict(found.tags)["html"] == {"lang": "nl-NL"}
    assert [a["alt"] for tag, a in found.tags if tag == "img"] == ["Twee balken: gemeente 8, school 3."]
    scopes = [a["scope"] for tag, a in found.tags if tag == "th"]
    assert scopes[:3] == ["col", "col", "row"]
    ids = [a["id"] for _, a in found.tags if "id" in a]
    assert len(set(ids)) == len(ids)
    assert {a["href"][1:] for tag, a in found.tags if tag == "a" and a["href"] and a["href"].startswith("#")} <= set(
        ids
    )


def test_marks_and_words(document: Document, study: Study) -> None:
    words = " ".join(" ".join(outline(to_html(document, study=study)).words).split())
    assert words.count(INVENTED) >= 2
    assert "CONCEPT Werk op school" in words
    assert "Bevinding In twee van de drie cases." in words
    assert "— schoolleider, case c01" in words
    assert INVENTED not in " ".join(outline(to_html(Document("x", "T", (Block("a", "paragraph", "b"),)))).words)


def test_block_ids_do_not_meet_those_of_the_page() -> None:
    names = ("main", "inhoud", "colofon", "noten", "nota.main", "nota-main", "één")
    blocks = tuple(Block(name, "heading", "Kop " + name, level=2) for name in names)
    found = outline(to_html(Document("x", "T", (*blocks, Block("p", "paragraph", "a[^b]"))), options=Look(toc=True)))
    ids = [a["id"] for _, a in found.tags if "id" in a]
    assert len(set(ids)) == len(ids)


@given(st.text(max_size=60))
def test_no_text_becomes_markup(text: str) -> None:
    def tags(words: str) -> list[str]:
        blocks = (
            Block("a", "paragraph", words),
            Block("t", "table", words, rows=(("Kop " + words, "Twee"), (words or "x", words))),
            Block("q", "quote", "x" + words, by=f"c01/{words}"),
        )
        document = Document("x", "T" + words, blocks, meta=((words, words),))
        return [tag for tag, _ in outline(to_html(document, options=Look(reference=words, subtitle="s" + words))).tags]

    plain = re.sub(r"[*\[\]\\@\n\r\x0b\x0c\x85\u2028\u2029]", "", text)
    if plain.strip():
        assert set(tags(f"{plain}<img src=x onerror=alert(1)>\"'</style></title><script>")) <= set(tags("woorden"))


def test_the_shell_escapes_titles_and_allows_one_script_by_its_digest(study: Study) -> None:
    script = "document.title = 'x';"
    html = page(
        "Een <titel> & meer", "<p>Inhoud</p>", study=study, script=script, lead=("<b>",), css=".x { color: #123; }"
    )
    assert "<h1>Een &lt;titel&gt; &amp; meer</h1>" in html
    assert '<p class="lead">&lt;b&gt;</p>' in html
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in html
    assert INVENTED in html


def _luminance(color: str) -> float:
    parts = [int(color[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Of two colours, by WCAG 2.1."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_every_text_colour_stands_out() -> None:
    grounds = ["paper", "shade", *(f"{name}-tint" for name in CALLOUTS)]
    for ground in grounds:
        for ink in ("ink", "muted", "accent"):
            assert contrast(COLORS[ink], COLORS[ground]) >= 4.5, (ink, ground)
    for name in CALLOUTS:
        assert contrast(COLORS[name], COLORS[f"{name}-tint"]) >= (4.5 if CALLOUTS[name] else 3), name


@pytest.mark.browser
@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("look", LOOKS)
def test_axe_finds_nothing_and_nothing_sticks_out(
    browser: Any, document: Document, study: Study, tmp_path: Path, look: Look, width: int
) -> None:
    path = tmp_path / "proef.html"
    path.write_bytes(to_html(document, study=study, options=look))
    shown = open_page(browser, path, width=width)
    assert axe_violations(shown) == []
    assert sideways(shown) == 0
    assert shown.evaluate("getComputedStyle(document.querySelector('h1')).color") == "rgb(18, 53, 91)"


@pytest.mark.browser
def test_the_skip_link_comes_first_and_leads_to_the_text(
    browser: Any, document: Document, study: Study, tmp_path: Path
) -> None:
    path = tmp_path / "proef.html"
    path.write_bytes(to_html(document, study=study, options=Look(toc=True)))
    shown = open_page(browser, path)
    shown.keyboard.press("Tab")
    assert shown.evaluate("document.activeElement.textContent") == "Naar de inhoud"
    shown.keyboard.press("Enter")
    assert shown.evaluate("document.activeElement.tagName") == "MAIN"


@pytest.mark.browser
def test_every_printed_page_bears_the_marks(browser: Any, document: Document, study: Study, tmp_path: Path) -> None:
    path = tmp_path / "proef.html"
    path.write_bytes(to_html(document, study=study, options=Look(toc=True)))
    data = open_page(browser, path).pdf(prefer_css_page_size=True)
    with pypdfium2.PdfDocument(data) as pdf:
        for number, sheet in enumerate(pdf, 1):
            words = " ".join(sheet.get_textpage().get_text_range().split())
            assert INVENTED in words
            assert f"Pagina {number} van {len(pdf)}" in words
