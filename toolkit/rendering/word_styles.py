"""Styles and numbering of every Word file, as XML made from the one design.

Built-in styles carry Word's own English names, so that Word shows them in the reader's language and screen
readers know headings, lists and captions. ECMA-376-1, 17.7 (styles) and 17.9 (numbering). The font is Arial:
every Word has it, and LibreOffice a metric twin (Liberation Sans).
"""

from __future__ import annotations

from .look import CALLOUTS, COLORS, Look

FONT = "Arial"
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
R = 'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
INDENT = 170
"""Twips between the line beside a callout and its words."""
TEXT_WIDTH, TEXT_WIDTH_TURNED = 8787, 13719
"""Twips of a line of text on an A4 page, upright and on its side."""
BULLETS, NUMBERS, CHAPTERS, APPENDICES, PARAGRAPHS = 1, 2, 3, 4, 5
"""Numbering definitions; :func:`numbering_xml` gives each the same number as its first list."""

_EDGES = {
    "bevinding": ("single", 36),
    "toelichting": ("single", 8),
    "tegenvoorbeeld": ("dashed", 24),
    "discussie": ("double", 12),
}
_CALLOUT_NAMES = {name: label or "Kader" for name, label in CALLOUTS.items()}


def callout_style(callout: str) -> str:
    """The style id of a callout's paragraphs."""
    return f"Nota{callout.capitalize()}"


def styles_xml(look: Look) -> str:
    """The whole of ``word/styles.xml``."""
    size = 28 if look.large_print else 21
    step = 4 if look.large_print else 0
    ink, accent, muted = COLORS["ink"], COLORS["accent"], COLORS["muted"]
    line = 340 if look.large_print else 288
    headings = (32 + step, 26 + step, 23 + step, size, size, size)
    made = [
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts()}<w:color w:val="{ink}"/>{_size(size)}'
        '<w:lang w:val="nl-NL" w:eastAsia="nl-NL" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        f'<w:pPrDefault><w:pPr><w:spacing w:after="140" w:line="{line}" w:lineRule="auto"/></w:pPr></w:pPrDefault></w:docDefaults>',
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>',
        '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/>'
        '<w:uiPriority w:val="1"/><w:semiHidden/><w:unhideWhenUsed/></w:style>',
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:top w:w="0" w:type="dxa"/>'
        '<w:left w:w="90" w:type="dxa"/><w:bottom w:w="0" w:type="dxa"/><w:right w:w="90" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>',
        '<w:style w:type="numbering" w:default="1" w:styleId="NoList"><w:name w:val="No List"/><w:uiPriority w:val="99"/>'
        "<w:semiHidden/><w:unhideWhenUsed/></w:style>",
        _paragraph(
            "Title",
            "Title",
            '<w:spacing w:before="0" w:after="160" w:line="240" w:lineRule="auto"/><w:contextualSpacing/>',
            _run(46 + step, accent, bold=True),
        ),
        _paragraph("Subtitle", "Subtitle", '<w:spacing w:after="240"/>', _run(size + 4, muted)),
        _paragraph(
            "Omslagtitel",
            "Omslagtitel",
            '<w:spacing w:before="0" w:after="240" w:line="240" w:lineRule="auto"/>',
            _run(68, accent, bold=True),
            based="Title",
        ),
        _paragraph("Omslagregel", "Omslagregel", '<w:spacing w:after="60"/>', _run(24, muted)),
    ]
    made += [_heading(level, headings[level - 1], look) for level in range(1, 7)]
    made += _lists_and_quotes(muted)
    made += _references(size, accent, muted)
    made += [style for name in CALLOUTS for style in _callout(name)]
    made += _tables(size)
    return f"<w:styles {W}>{''.join(made)}</w:styles>"


def _heading(level: int, size: int, look: Look) -> str:
    before, after = {1: (480, 160), 2: (360, 120), 3: (280, 100)}.get(level, (240, 80))
    number = f'<w:numPr><w:ilvl w:val="{level - 1}"/><w:numId w:val="{CHAPTERS}"/></w:numPr>' if look.numbered else ""
    return _paragraph(
        f"Heading{level}", f"heading {level}",
        f'<w:keepNext/><w:keepLines/>{number}<w:spacing w:before="{before}" w:after="{after}" w:line="252" w:lineRule="auto"/>'
        f'<w:outlineLvl w:val="{level - 1}"/>',
        _run(size, COLORS["accent"], bold=True, italic=level == 4), following="Normal",
    )  # fmt: skip


def _lists_and_quotes(muted: str) -> list[str]:
    rule = COLORS["rule"]
    side = f'<w:pBdr><w:left w:val="single" w:sz="24" w:space="10" w:color="{rule}"/></w:pBdr>'
    return [
        _paragraph(
            "ListBullet", "List Bullet", f'<w:numPr><w:numId w:val="{BULLETS}"/></w:numPr><w:spacing w:after="70"/>', ""
        ),
        _paragraph(
            "ListNumber", "List Number", f'<w:numPr><w:numId w:val="{NUMBERS}"/></w:numPr><w:spacing w:after="70"/>', ""
        ),
        _paragraph(
            "Quote",
            "Quote",
            f'{side}<w:spacing w:before="200" w:after="60"/><w:ind w:left="340" w:right="284"/>',
            "<w:i/><w:iCs/>",
        ),
        _paragraph(
            "Spreker",
            "Spreker",
            f'{side}<w:spacing w:after="200"/><w:ind w:left="340" w:right="284"/>',
            f'<w:color w:val="{muted}"/>',
            following="Normal",
        ),
        _paragraph(
            "NaTabel", "Na tabel", '<w:spacing w:before="0" w:after="120" w:line="120" w:lineRule="exact"/>', _size(8)
        ),
    ]


def _references(size: int, accent: str, muted: str) -> list[str]:
    small = size - 3
    tab = f'<w:tabs><w:tab w:val="right" w:pos="{TEXT_WIDTH}"/></w:tabs>'
    link = f'<w:color w:val="{accent}"/><w:u w:val="single"/>'
    return [
        _paragraph("Caption", "caption", '<w:keepLines/><w:spacing w:before="80" w:after="120"/>', _size(size - 2)),
        _paragraph(
            "TOCHeading",
            "TOC Heading",
            '<w:keepNext/><w:spacing w:before="240" w:after="120"/>',
            _run(30, accent, bold=True),
        ),
        _paragraph("TOC1", "toc 1", f'{tab}<w:spacing w:before="120" w:after="40"/>', "<w:b/><w:bCs/>"),
        _paragraph("TOC2", "toc 2", f'{tab}<w:spacing w:after="40"/><w:ind w:left="284"/>', ""),
        _paragraph("TOC3", "toc 3", f'{tab}<w:spacing w:after="40"/><w:ind w:left="567"/>', ""),
        _paragraph("Header", "header", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', _run(17, muted)),
        _paragraph("Footer", "footer", '<w:spacing w:after="0" w:line="240" w:lineRule="auto"/>', _run(17, muted)),
        _paragraph(
            "FootnoteText",
            "footnote text",
            '<w:spacing w:after="60" w:line="240" w:lineRule="auto"/>',
            _size(max(small - 1, 17)),
        ),
        _paragraph(
            "Colofon",
            "Colofon",
            '<w:tabs><w:tab w:val="left" w:pos="3402"/></w:tabs><w:spacing w:after="80"/><w:ind w:left="3402" w:hanging="3402"/>',
            "",
        ),
        '<w:style w:type="character" w:styleId="FootnoteReference"><w:name w:val="footnote reference"/><w:rPr><w:vertAlign w:val="superscript"/></w:rPr></w:style>',
        f'<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/><w:rPr>{link}</w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="Strong"><w:name w:val="Strong"/><w:qFormat/><w:rPr><w:b/><w:bCs/></w:rPr></w:style>',
        '<w:style w:type="character" w:styleId="Emphasis"><w:name w:val="Emphasis"/><w:qFormat/><w:rPr><w:i/><w:iCs/></w:rPr></w:style>',
        f'<w:style w:type="character" w:styleId="PlaceholderText"><w:name w:val="Placeholder Text"/><w:rPr><w:color w:val="{muted}"/></w:rPr></w:style>',
        f'<w:style w:type="character" w:customStyle="1" w:styleId="Merkteken"><w:name w:val="Merkteken"/><w:rPr>{_bold_color(accent)}</w:rPr></w:style>',
    ]


def _callout(name: str) -> list[str]:
    """Two styles a callout: its label and its words. Equal borders and indents make Word draw them as one box."""
    color, tint = COLORS[name], COLORS[f"{name}-tint"]
    if name == "kader":
        edges = "".join(
            f'<w:{side} w:val="single" w:sz="6" w:space="6" w:color="{color}"/>'
            for side in ("top", "left", "bottom", "right")
        )
    else:
        kind, width = _EDGES[name]
        pad = {side: f'<w:{side} w:val="single" w:sz="4" w:space="5" w:color="{tint}"/>' for side in ("top", "bottom")}
        edges = f'{pad["top"]}<w:left w:val="{kind}" w:sz="{width}" w:space="8" w:color="{color}"/>{pad["bottom"]}'
    shade = f'<w:shd w:val="clear" w:color="auto" w:fill="{tint}"/>' if tint != COLORS["paper"] else ""
    box = f"<w:pBdr>{edges}</w:pBdr>{shade}"
    indent = f'<w:ind w:left="{INDENT}" w:right="{INDENT}"/>'
    cue = COLORS["muted"] if name == "toelichting" else color
    body = callout_style(name)
    return [
        _paragraph(body, _CALLOUT_NAMES[name], f'{box}<w:spacing w:before="0" w:after="120"/>{indent}', "", custom=True),
        _paragraph(
            f"{body}Kop", f"{_CALLOUT_NAMES[name]} label", f'<w:keepNext/>{box}<w:spacing w:before="200" w:after="60"/>{indent}',
            _bold_color(cue), custom=True, following=body,
        ),
    ]  # fmt: skip


def _tables(size: int) -> list[str]:
    accent, rule, tint = COLORS["accent"], COLORS["rule"], COLORS["bevinding-tint"]
    border = f'<w:bottom w:val="single" w:sz="4" w:space="0" w:color="{rule}"/><w:insideH w:val="single" w:sz="4" w:space="0" w:color="{rule}"/>'
    head = "".join(f'<w:{side} w:val="single" w:sz="8" w:space="0" w:color="{accent}"/>' for side in ("top", "bottom"))
    return [
        _paragraph(
            "Tabeltekst",
            "Tabeltekst",
            '<w:spacing w:before="40" w:after="40" w:line="252" w:lineRule="auto"/>',
            _size(size - 3),
            custom=True,
        ),
        '<w:style w:type="table" w:customStyle="1" w:styleId="NotaTabel"><w:name w:val="Nota tabel"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{border}</w:tblBorders></w:tblPr>"
        '<w:tblStylePr w:type="firstRow"><w:rPr><w:b/><w:bCs/></w:rPr>'
        f'<w:tcPr><w:tcBorders>{head}</w:tcBorders><w:shd w:val="clear" w:color="auto" w:fill="{tint}"/><w:vAlign w:val="bottom"/></w:tcPr></w:tblStylePr></w:style>',
    ]


def _paragraph(
    style: str,
    name: str,
    properties: str,
    run: str,
    *,
    based: str = "Normal",
    following: str = "",
    custom: bool | None = None,
) -> str:
    if custom is None:
        custom = name in ("Omslagtitel", "Omslagregel", "Spreker", "Na tabel", "Colofon")
    own = ' w:customStyle="1"' if custom else ""
    return (
        f'<w:style w:type="paragraph"{own} w:styleId="{style}"><w:name w:val="{name}"/>'
        f'<w:basedOn w:val="{based}"/>' + (f'<w:next w:val="{following}"/>' if following else "") + "<w:qFormat/>"
        f"<w:pPr>{properties}</w:pPr>" + (f"<w:rPr>{run}</w:rPr>" if run else "") + "</w:style>"
    )


def _fonts() -> str:
    return f'<w:rFonts w:ascii="{FONT}" w:hAnsi="{FONT}" w:eastAsia="{FONT}" w:cs="{FONT}"/>'


def _size(half_points: int) -> str:
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _run(half_points: int, color: str, *, bold: bool = False, italic: bool = False) -> str:
    return (
        ("<w:b/><w:bCs/>" if bold else "")
        + ("<w:i/><w:iCs/>" if italic else "")
        + f'<w:color w:val="{color}"/>'
        + _size(half_points)
    )


def _bold_color(color: str) -> str:
    return f'<w:b/><w:bCs/><w:color w:val="{color}"/>'


def numbering_xml(look: Look) -> str:
    """The whole of ``word/numbering.xml``: bullets, numbers, chapters, appendices, numbered paragraphs."""
    chapters = [("decimal", ".".join(f"%{n}" for n in range(1, level + 1)), f"Heading{level}") for level in range(1, 7)]
    if not look.numbered:
        chapters = [(form, text, "") for form, text, _ in chapters]
    appendices = [
        (
            "upperLetter" if level == 1 else "decimal",
            "Bijlage %1" if level == 1 else ".".join(f"%{n}" for n in range(1, level + 1)),
            "",
        )
        for level in range(1, 7)
    ]
    lists = [
        _abstract(BULLETS, "hybridMultilevel", [("bullet", "•", "")], 340),
        _abstract(NUMBERS, "hybridMultilevel", [("decimal", "%1.", "")], 397),
        _abstract(CHAPTERS, "multilevel", chapters, 0),
        _abstract(APPENDICES, "multilevel", appendices, 0),
        _abstract(PARAGRAPHS, "hybridMultilevel", [("decimal", "%1", "")], -1),
    ]
    used = "".join(
        f'<w:num w:numId="{n}"><w:abstractNumId w:val="{n}"/></w:num>'
        for n in (BULLETS, NUMBERS, CHAPTERS, APPENDICES, PARAGRAPHS)
    )
    return f"<w:numbering {W}>{''.join(lists)}{used}</w:numbering>"


def _abstract(number: int, kind: str, levels: list[tuple[str, str, str]], hanging: int) -> str:
    rows = []
    for level, (form, text, style) in enumerate(levels):
        link = f'<w:pStyle w:val="{style}"/>' if style else ""
        if hanging > 0:
            place, gap = f'<w:pPr><w:ind w:left="{hanging}" w:hanging="{hanging}"/></w:pPr>', "tab"
        elif hanging < 0:  # in the margin: the paragraph itself keeps its place
            place, gap = (
                '<w:pPr><w:tabs><w:tab w:val="num" w:pos="0"/></w:tabs><w:ind w:left="0" w:hanging="567"/></w:pPr>',
                "tab",
            )
        else:
            place, gap = '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr>', "space"
        look = (
            f'<w:rPr><w:b w:val="0"/><w:i w:val="0"/><w:color w:val="{COLORS["muted"]}"/><w:sz w:val="17"/></w:rPr>'
            if hanging < 0
            else ""
        )
        rows.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{link}<w:suff w:val="{gap}"/>'
            f'<w:lvlText w:val="{text}{"  " if gap == "space" else ""}"/><w:lvlJc w:val="left"/>{place}{look}</w:lvl>'
        )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="{kind}"/>{"".join(rows)}</w:abstractNum>'
    )
