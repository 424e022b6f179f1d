"""The series that ships with piying."""

from __future__ import annotations

from pathlib import Path

from piying.model.errors import Missing

ROOT = Path(__file__).resolve().parents[3]
DEMO = Path("examples") / "caller-is-me" / "script.txt"


def example_script() -> Path:
    """The screenplay of the demonstration."""
    path = ROOT / DEMO
    if not path.is_file():
        raise Missing("cli.no_example", path=path)
    return path
