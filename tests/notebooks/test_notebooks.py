"""Notebooks hold prose and calls: no logic, no outputs, each call explained."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

import nbformat
import pytest

import toolkit

FOLDER = Path(__file__).parents[2] / "notebooks"
PATHS = sorted(FOLDER.glob("*.ipynb"))
NAMES = [
    "1_inlezen", "2_pseudonimiseren", "3_coderen", "4_overeenstemming", "5_analyse", "6_casebeschrijvingen", "7_akkoord",
    "8_discussienota", "9_delen",
]  # fmt: skip
LOGIC = (
    ast.FunctionDef,
    ast.AsyncFunctionDef,
    ast.ClassDef,
    ast.For,
    ast.While,
    ast.Try,
    ast.Lambda,
    ast.If,
    ast.comprehension,
)


def read(path: Path) -> Any:
    return nbformat.read(path, as_version=4)


def test_there_are_nine_in_the_order_of_the_way() -> None:
    assert [path.stem for path in PATHS] == NAMES


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_is_committed_without_outputs(path: Path) -> None:
    notebook = read(path)
    nbformat.validate(notebook)
    for cell in notebook.cells:
        if cell.cell_type == "code":
            assert cell.outputs == []
            assert cell.execution_count is None
    assert "widgets" not in notebook.metadata


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_notebook_is_thin(path: Path) -> None:
    code = [cell for cell in read(path).cells if cell.cell_type == "code"]
    assert sum("parameters" in cell.metadata.get("tags", []) for cell in code) == 1
    for number, cell in enumerate(code):
        tree = ast.parse(cell.source)
        assert len(tree.body) <= 5
        assert len(cell.source.splitlines()) <= 8
        assert not any(isinstance(node, LOGIC) for node in ast.walk(tree))
        imports = [node for node in ast.walk(tree) if isinstance(node, (ast.Import, ast.ImportFrom))]
        assert [ast.unparse(node) for node in imports] == (["from toolkit import *"] if number == 0 else [])


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_call_is_explained_and_exists(path: Path) -> None:
    cells = read(path).cells
    for before, cell in zip(cells, cells[1:]):
        if cell.cell_type == "code":
            assert before.cell_type == "markdown"
            called = {
                node.func.id
                for node in ast.walk(ast.parse(cell.source))
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)
            }
            assert called <= set(toolkit.__all__)


def test_every_name_that_notebooks_may_use_loads() -> None:
    assert [name for name in toolkit.__all__ if not callable(getattr(toolkit, name))] == []
