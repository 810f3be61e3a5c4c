"""Step ``show``: run the notebooks headless, and keep each as an accessible page with the code hidden."""

from __future__ import annotations

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .errors import InputError

if TYPE_CHECKING:
    from .steps import Progress
    from .study import Study

NOTEBOOK_ONLY = "alleen-notebook"
"""Tag of cells that speak of the code, which the page does not show."""
SECONDS = 600
"""How long one cell may take."""


def run(study: Study, progress: Progress) -> list[Path]:
    """Run every notebook of the study and write ``outputs/notebooks/<name>.html``.

    Raises InputError that names the notebook and shows the failing cell. The notebooks themselves are not written.
    """
    from .files import write_bytes

    paths = sorted((study.root / "notebooks").glob("*.ipynb"))
    workers = min(2, os.cpu_count() or 1)
    written = []
    with ThreadPoolExecutor(workers) as pool:
        jobs = [(path, pool.submit(_page, study, path)) for path in paths]
        for path, job in progress(jobs):
            target = study.outputs / "notebooks" / f"{path.stem}.html"
            write_bytes(target, job.result())
            written.append(target)
    return written


def execute(study: Study, path: Path) -> Any:
    """A notebook with its outputs, run top to bottom in the study's folder. Raises InputError."""
    import nbformat
    from nbclient import NotebookClient
    from nbclient.exceptions import CellExecutionError
    from nbconvert.filters import strip_ansi

    try:
        notebook = nbformat.read(path, as_version=4)
    except (nbformat.reader.NotJSONError, nbformat.validator.NotebookValidationError) as error:
        raise InputError("dit notebook is beschadigd.", path=path, fix="haal het opnieuw op.") from error
    client = NotebookClient(
        notebook,
        timeout=SECONDS,
        kernel_name="python3",
        record_timing=False,
        store_widget_state=False,  # a widget's state holds the whole transcript
        extra_arguments=["--log-level=ERROR"],
        resources={"metadata": {"path": str(study.root)}},
    )
    try:
        return client.execute(env={**os.environ, "NOTA_HEADLESS": "1", "PYTHONWARNINGS": "ignore"})
    except CellExecutionError as error:
        last = strip_ansi(f"{error.ename}: {error.evalue}").strip().splitlines()[0]
        raise InputError(f"een cel van dit notebook liep vast: {last}", path=path) from error


def _page(study: Study, path: Path) -> bytes:
    from nbconvert import HTMLExporter
    from traitlets.config import Config

    from .rendering import page

    notebook = execute(study, path)
    config = Config()
    config.HTMLExporter.exclude_input = True
    config.HTMLExporter.exclude_input_prompt = True
    config.HTMLExporter.exclude_output_prompt = True
    config.HTMLExporter.exclude_anchor_links = True
    config.TagRemovePreprocessor.enabled = True
    config.TagRemovePreprocessor.remove_cell_tags = (NOTEBOOK_ONLY,)
    config.HTMLExporter.preprocessors = ["nbconvert.preprocessors.TagRemovePreprocessor"]
    exporter = HTMLExporter(config=config, template_name="basic", language_code="nl")
    title = _take_title(notebook) or path.stem
    body, _ = exporter.from_notebook_node(notebook)
    return page(title, body, study=study, classes=("wide", "notebook")).encode("utf-8")


def _take_title(notebook: Any) -> str:
    """The first heading, taken out of its cell: the page has it above the text."""
    for cell in notebook.cells:
        lines = cell.source.split("\n")
        number = next((n for n, line in enumerate(lines) if line.startswith("# ")), None)
        if cell.cell_type == "markdown" and number is not None:
            title = str(lines.pop(number)[2:].strip())
            cell.source = "\n".join(lines).strip()
            return title
    return ""
