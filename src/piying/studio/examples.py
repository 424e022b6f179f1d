"""The series that ships with piying."""

from __future__ import annotations

from pathlib import Path

from piying.model.errors import Missing

ROOT = Path(__file__).resolve().parents[3]
DEMO = Path("examples") / "caller-is-me" / "script.txt"
CHANNEL = "channel"
"""Beside the screenplay: what an operator writes for the channel."""


def example_script() -> Path:
    """The screenplay of the demonstration."""
    path = ROOT / DEMO
    if not path.is_file():
        raise Missing("cli.no_example", path=path)
    return path


def example_channel() -> Path:
    """The folder of what the operator of the demonstration writes.

    Raises:
        Missing: it is not in this checkout.
    """
    path = ROOT / DEMO.parent / CHANNEL
    if not path.is_dir():
        raise Missing("cli.no_example", path=path)
    return path
