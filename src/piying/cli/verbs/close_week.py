"""close-week: settle the last whole week, or the one that is named."""

from __future__ import annotations

from piying.cli.verbs.settle import run

__all__ = ["run"]
