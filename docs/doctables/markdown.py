"""Markdown tables, and what the source says of itself in its docstrings."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SRC = ROOT / "src" / "piying"

Rows = Iterable[Sequence[object]]


def table(head: str, rows: Rows) -> str:
    """A Markdown table; `head` names its columns apart by |."""
    columns = [column.strip() for column in head.split("|")]
    lines = [columns, ["---"] * len(columns), *([_cell(cell) for cell in row] for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines) + "\n"


def _cell(value: object) -> str:
    """`value` on one line, with nothing that would end the cell."""
    return str(value).replace("|", "\\|").replace("\n", "<br>")


def code(value: object) -> str:
    """`value` as code."""
    return f"`{value}`" if str(value) else ""


def codes(values: Iterable[object]) -> str:
    """Each of `values` as code."""
    return " ".join(code(value) for value in values)


def first_line(text: str | None) -> str:
    """The first line of a docstring, without its period."""
    return (text or "").strip().split("\n")[0].rstrip(".")


def module_doc(path: Path) -> str:
    """What the module at `path` says it is."""
    return first_line(ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))))


def field_docs(kind: type) -> Mapping[str, str]:
    """The docstrings that stand under the fields of a class of the model."""
    module = SRC.parent.joinpath(*kind.__module__.split(".")).with_suffix(".py")
    tree = ast.parse(module.read_text(encoding="utf-8"))
    body = next(
        node.body
        for node in tree.body
        if isinstance(node, ast.ClassDef) and node.name == kind.__name__
    )
    said: dict[str, str] = {}
    name = ""
    for node in body:
        if isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            name = node.target.id
        elif isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            name = node.targets[0].id
        elif name and isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            said[name], name = first_line(" ".join(str(node.value.value).split())), ""
    return said
