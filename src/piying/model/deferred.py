"""Deferred: what is loaded when it is called, so that nobody waits for what others need.

A verb that shows a table must not load what draws films. Where a light module names something
heavy, it names it twice: for whoever checks types and floors, and for whoever runs it.

    if TYPE_CHECKING:
        from piying.render.puppet.playing import play
    else:
        play = deferred("piying.render.puppet.playing:play")

`tests/test_startup.py` holds the two to be the same, and says which libraries a light verb may
not have loaded.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import Any


def deferred(name: str) -> Callable[..., Any]:
    """The function or class "module:name", whose module is loaded when it is called."""
    module, _, attribute = name.partition(":")

    def called(*given: Any, **named: Any) -> Any:  # noqa: ANN401 - whatever it takes and gives
        return getattr(import_module(module), attribute)(*given, **named)

    return called
