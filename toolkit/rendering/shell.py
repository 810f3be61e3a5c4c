"""The shell of every HTML page that the toolkit makes: landmarks, skip link, marks, strict content security."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from html import escape
from importlib.resources import files

from ..study import Study
from .inline import clean
from .look import COLORS, Look, marks


def page(
    title: str,
    body: str,
    *,
    study: Study | None = None,
    look: Look | None = None,
    lead: tuple[str, ...] = (),
    nav: str = "",
    foot: str = "",
    css: str = "",
    script: str = "",
    classes: tuple[str, ...] = (),
    title_id: str = "",
) -> str:
    """One self-contained HTML page around ``body`` (HTML, already safe: no heading above ``<h2>``).

    ``title`` and ``lead`` are words and are escaped; ``nav`` is a ``<nav>`` or empty, ``foot`` the inside of the
    footer. Styles and the one script, when there is one, are allowed by their sha256 alone: attributes
    ``style`` and ``on...`` do not work, and nothing can be fetched or sent.
    """
    look = look or Look()
    invented, concept = marks(study, look)
    reference = f"Kenmerk {clean(look.reference)}" if look.reference else ""
    style = f"{base_css()}{css}\n{_margins(invented, ' · '.join(line for line in (clean(title), concept, reference) if line))}"
    heading = f' id="{escape(title_id)}"' if title_id else ""
    inside = [f'<p class="stamp">{concept}</p>' if concept else "", f"<h1{heading}>{escape(clean(title))}</h1>"]
    inside += [f'<p class="lead">{escape(clean(line))}</p>' for line in lead]
    bottom = foot + "".join(f"<p>{escape(line)}</p>" for line in (invented and f"{invented}.", reference) if line)
    band = f'<div class="band"><p>{escape(invented)}</p></div>\n' if invented else ""
    return (
        '<!DOCTYPE html>\n<html lang="nl-NL">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{_policy(style, script)}">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{escape(clean(title))}{escape(f' – {concept}') if concept else ''}</title>\n"
        f"<style>{style}</style>\n</head>\n"
        f'<body{_class(classes)}>\n<a class="skip" href="#nota.main">Naar de inhoud</a>\n'
        f'<header>\n{band}<div class="head">\n{"".join(inside)}\n</div>\n</header>\n'
        f'<div class="frame{" with-toc" if nav else ""}">\n{nav}\n'
        f'<main id="nota.main" tabindex="-1">\n{body}\n</main>\n</div>\n'
        + (f'<footer class="foot">\n{bottom}\n</footer>\n' if bottom else "")
        + (f"<script>{script}</script>\n" if script else "")
        + "</body>\n</html>\n"
    )


@cache
def base_css() -> str:
    """The style sheet with the colours of the design."""
    colors = "".join(f"--{name}:#{value};" for name, value in COLORS.items())
    return f":root{{{colors}}}\n{files(__package__).joinpath('style.css').read_text(encoding='utf-8')}"


def _class(classes: tuple[str, ...]) -> str:
    return f' class="{escape(" ".join(classes))}"' if classes else ""


def _policy(style: str, script: str) -> str:
    rules = [
        "default-src 'none'",
        f"style-src '{_sha256(style)}'",
        "img-src data:",
        "base-uri 'none'",
        "form-action 'none'",
    ]
    if script:
        rules.insert(2, f"script-src '{_sha256(script)}'")
    return "; ".join(rules)


def _sha256(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode("ascii")


def _margins(left: str, right: str) -> str:
    """Marks and page numbers in the margins of every printed page."""
    small = "font: 8.5pt Arial, sans-serif; color: #4a4f55;"
    return (
        f"@page {{ @top-left {{ content: {_css_string(right)}; {small} }}\n"
        f"@bottom-left {{ content: {_css_string(left)}; {small} font-weight: bold; }}\n"
        f'@bottom-right {{ content: "Pagina " counter(page) " van " counter(pages); {small} }} }}\n'
    )


def _css_string(text: str) -> str:
    """Words as a CSS string: all but ASCII letters and digits as code points, so that nothing can end it."""
    return '"' + "".join(char if char.isalnum() and char.isascii() else f"\\{ord(char):x} " for char in text) + '"'
