"""``nota measure`` scores the suggestions against coded sentences; ``nota train`` learns from them."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace
from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from ..study import Study
from . import Command

if TYPE_CHECKING:
    from ..coding import Measurement
    from ..coding.scoring import Counts
    from ..records import Codebook

ORDER = 30


def _measure_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("gold", metavar="GOUD.tsv", help="tabel met zinnen die mensen gecodeerd hebben")
    parser.add_argument("--json", metavar="BESTAND", help="bewaar de cijfers ook als JSON")
    parser.add_argument("--page", metavar="BESTAND.html", help="bewaar een verslag met intervallen en de ergste fouten")
    parser.add_argument(
        "--with", dest="parts", metavar="ONDERDELEN", help="meet alleen deze onderdelen, met komma's ertussen"
    )
    parser.add_argument(
        "--local",
        metavar="ADRES",
        help="meet ook een taalmodel op deze computer (onderdeel 'local'): http://127.0.0.1:11434/v1",
    )
    parser.add_argument("--model", metavar="NAAM", default="", help="welk taalmodel daar antwoordt")


def _measure(arguments: Namespace) -> int:
    from ..coding import load_codebook, measure, optional_parts, part_names
    from ..files import write_json

    study = Study.open(arguments.study)
    codebook = load_codebook(study.codebook_path)
    parts = [name.strip() for name in arguments.parts.split(",")] if arguments.parts else [*part_names(study)]
    extra = optional_parts(study, codebook, parts)
    if arguments.local:
        from ..coding.local import local_part, place_of

        place = place_of(arguments.local, arguments.model)
        own = local_part(codebook, place, study.outputs / "local")
        extra = [*(part for part in extra if part.name != own.name), own]
        parts = parts if arguments.parts or own.name in parts else [*parts, own.name]
    result = measure(Path(arguments.gold), codebook, parts=parts, language=study.settings.language, extra=extra)
    if arguments.json:
        write_json(Path(arguments.json), result.as_json())
    if arguments.page:
        _save_page(study, result, codebook, Path(arguments.gold).name, Path(arguments.page))
    print(_table(result, codebook))
    return 0


def _save_page(study: Study, result: Measurement, codebook: Codebook, source: str, path: Path) -> None:
    """The report as one page of HTML that stands by itself."""
    from ..coding import measure_document
    from ..coding.curves import curve_figures, load_curves
    from ..coding.reporting import calibration_figure
    from ..figures import save, style
    from ..files import write_bytes
    from ..rendering import escape, to_html

    with style():
        figures = [calibration_figure(result), *curve_figures(load_curves())]
        images = [
            save(drawn, study.outputs / "figures", prefix="measure")[0]
            .relative_to(study.root)
            .with_suffix("")
            .as_posix()
            for drawn in figures
        ]
    curves = list(zip(figures, images))[1:]
    document = measure_document(result, codebook, source=source, image=images[0], escape=escape, curves=curves)
    write_bytes(path, to_html(document, study=study))


def _table(result: Measurement, codebook: Codebook) -> str:
    width = max(len(codebook.label(code)) for code in codebook.ids) + 2
    head = f"{'':<{width}}{'alfa':>7}{'precisie':>10}{'dekking':>9}{'F1':>7}{'mensen':>8}{'nota':>6}"
    lines = [f"{result.sentences} zinnen, onderdelen: {', '.join(result.parts)}", "", head, "-" * len(head)]
    for theme in codebook.themes:
        lines.append(_line(theme.label, result.scores.themes[theme.id], width))
        for code in codebook.codes:
            if code.theme == theme.id and code.id in result.scores.codes:
                lines.append(_line(f"  {code.label}", result.scores.codes[code.id], width))
    micro = result.scores.micro
    lines += [
        "-" * len(head),
        f"gemiddelde alfa van de thema's: {_number(result.scores.mean_alpha)}",
        f"alle codes samen: precisie {_number(micro.precision)}, dekking {_number(micro.recall)}, F1 {_number(micro.f1)}; "
        f"gemiddelde F1 per code {_number(result.scores.macro_f1)}",
    ]
    held = result.calibration
    if held.error is not None:
        high = f"; van de {held.high} met kans 0,8 of hoger klopten er {held.high_right}" if held.high else ""
        lines.append(
            f"genoemde kans zit er bij suggesties gemiddeld {_number(held.error)} naast, over alles {_number(result.overall.error)}{high}"
        )
    names = {"polarity": "ontkenning", "certainty": "zekerheid", "time": "tijd"}
    counted = [f"{names[name]} {_number(right / n)}" for name, (right, n) in result.qualifiers.items() if n]
    if counted:
        total = max(n for _, n in result.qualifiers.values())
        lines.append(f"goed herkend bij {total} zinnen: {', '.join(counted)}")
    return "\n".join(lines)


def _line(label: str, counts: Counts, width: int) -> str:
    scores = (_number(counts.alpha), _number(counts.precision), _number(counts.recall), _number(counts.f1))
    alpha, precision, recall, f1 = scores
    people, machine = counts.both + counts.people, counts.both + counts.machine
    return f"{label:<{width}}{alpha:>7}{precision:>10}{recall:>9}{f1:>7}{people:>8}{machine:>6}"


def _number(value: float | None) -> str:
    """Two decimals with a comma; a dash where there is nothing to compute."""
    return "–" if value is None else f"{round(value, 2) + 0.0:.2f}".replace(".", ",")


def _train_arguments(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--corpus", metavar="MAP", help="map met tabellen van gecodeerde zinnen (anders: training/ van de studie)"
    )
    parser.add_argument("--out", metavar="MAP", help="waar het model komt (anders: in nota zelf)")
    parser.add_argument(
        "--part", metavar="NAAM", help="leer alleen dit onderdeel, dat bij suggesters in interviews/study.yaml staat"
    )


def _train(arguments: Namespace) -> int:
    from tqdm import tqdm

    from ..coding import load_codebook
    from ..coding.corpus import read_corpus
    from ..coding.learning import learn
    from ..coding.linear import FOLDER, save_model

    study = Study.open(arguments.study)
    codebook = load_codebook(study.codebook_path)
    folder = Path(arguments.corpus) if arguments.corpus else study.root / "training"
    if arguments.part:
        return _train_part(study, codebook, folder, arguments.part)
    rows = read_corpus(folder, codebook)
    model = learn(rows, codebook, progress=lambda items: tqdm(items, desc="trainen", unit="", ncols=78))
    folder = Path(arguments.out) if arguments.out else FOLDER
    paths = save_model(folder, model)
    size = sum(path.stat().st_size for path in paths) / 1e6
    print(
        f"Getraind op {model.about['sentences']} zinnen uit {model.about['docs']} teksten; het model is {size:.1f} MB."
    )
    _print_figures(model.about["figures"])
    print(f"Bewaard in {folder}")
    return 0


def _train_part(study: Study, codebook: Codebook, corpus: Path, name: str) -> int:
    """Learn an optional part; the shipped model stays as it is."""
    from tqdm import tqdm

    from ..coding.corpus import read_corpus
    from ..coding.heads import teach
    from ..coding.suggesters import encoder_of, suggester
    from ..coding.vectors import head_folder, save_head

    encoder = encoder_of(study, suggester(study, name))
    rows = read_corpus(corpus, codebook)
    head = teach(name, encoder, rows, codebook, progress=lambda items: tqdm(items, desc="leren", unit="", ncols=78))
    folder = save_head(head_folder(study.interviews, name), head)[0].parent
    print(
        f"'{name}' leerde {len(head.codes)} codes van {head.about['sentences']} zinnen uit {head.about['docs']} teksten."
    )
    _print_figures(head.about["figures"])
    print(f"Bewaard in {study.shown(folder)}; 'nota code' gebruikt het voortaan.")
    return 0


def _print_figures(found: Mapping[str, Any]) -> None:
    print("Gemiddelde alfa van de thema's op teksten waarvan niet is geleerd (gesproken, geschreven):")
    width = max(22, *(len(parts) for parts in found))
    for parts, figures in found.items():
        spoken, written = (_number(figures[register]["mean_alpha"]) for register in ("spoken", "written"))
        print(f"  {parts:<{width}} {spoken}  {written}")


COMMANDS = (
    Command("measure", "meet de suggesties aan gecodeerde zinnen", _measure_arguments, _measure),
    Command("train", "leer van gecodeerde gesprekken", _train_arguments, _train),
)
