"""The door: the verbs for a terminal."""

from __future__ import annotations

from piying.cli.door import main

__all__ = ["main"]
