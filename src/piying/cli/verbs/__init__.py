"""The verbs, a file each: what it calls and what it tells.

The file of a verb is loaded when the verb is typed, so that nobody waits for what another
verb needs: its `run` does the work in an open house, and may give back what is to be done
when the house is closed again.
"""

from __future__ import annotations

from importlib import import_module
from types import ModuleType

VERBS = (
    "make", "write", "comic", "adapt", "board", "shoot", "takes", "edit", "play", "master",
    "frames", "show", "costs", "jobs", "count", "settle", "close-week", "statement",
    "explain", "reconcile", "what-if", "export", "review", "decide", "file-number", "seal",
    "release", "serve", "takedown", "appeal", "audit", "verify", "account",
    "simulate-viewers", "demo", "keep", "setup",
)  # fmt: skip
"""Every verb, in the order of the help."""


def verb_module(verb: str) -> ModuleType:
    """The file of `verb`."""
    return import_module(f"{__name__}.{verb.replace('-', '_')}")
