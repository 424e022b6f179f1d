"""What the verbs ask for that generate, or look at what was generated."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path

from piying.studio.config import GENERATING, PURPOSES

Text = Callable[[str], str]

GENERATING_VERBS = (
    "make", "adapt", "shoot", "takes", "edit", "play", "master", "frames", "show", "costs",
    "jobs", "export",
)  # fmt: skip
"""The verbs that need to know what is asked of models."""


def files(group: argparse._ArgumentGroup, text: Text) -> None:
    """Where the operator's files lie, and what is generated for."""
    for name in GENERATING:
        group.add_argument(
            f"--{name}", type=Path, default=None, metavar="FILE", help=text(f"help_{name}")
        )
    group.add_argument("--purpose", choices=PURPOSES, default="", help=text("help_purpose"))
