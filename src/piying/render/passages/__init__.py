"""The gallery of passages: how one picture becomes the next, one file each.

A new passage is a file here, a line in `MADE` and the lines that name its class, a transition
of the same name in `piying.model.shot` and a test of the same name; the table of
docs/effects.md follows. Its file is loaded when a shot asks for it.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache, partial
from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.render.effect import Passage
from piying.render.way import Way

if TYPE_CHECKING:
    from piying.render.passages.dissolve import Dissolve
    from piying.render.passages.fade import Fade
    from piying.render.passages.flash import Flash
    from piying.render.passages.ink import Ink
    from piying.render.passages.push import Push
    from piying.render.passages.wipe import Wipe
else:
    Dissolve = deferred("piying.render.passages.dissolve:Dissolve")
    Fade = deferred("piying.render.passages.fade:Fade")
    Flash = deferred("piying.render.passages.flash:Flash")
    Ink = deferred("piying.render.passages.ink:Ink")
    Push = deferred("piying.render.passages.push:Push")
    Wipe = deferred("piying.render.passages.wipe:Wipe")

MADE: Mapping[str, Callable[[], Passage]] = {
    "dissolve": Dissolve,
    "fade": Fade,
    "flash": Flash,
    "ink": Ink,
    "wipe": Wipe,
    "wipe_right": partial(Wipe, "wipe_right", Way.RIGHT),
    "wipe_up": partial(Wipe, "wipe_up", Way.UP),
    "wipe_down": partial(Wipe, "wipe_down", Way.DOWN),
    "push": Push,
    "push_right": partial(Push, "push_right", Way.RIGHT),
    "push_up": partial(Push, "push_up", Way.UP),
    "push_down": partial(Push, "push_down", Way.DOWN),
}
"""What makes each passage, by its name, in the order of the documentation."""


@cache
def passage(name: str) -> Passage:
    """The passage called `name`."""
    if name not in MADE:
        raise Invalid("render.unknown_passage", name=name, known=", ".join(MADE))
    return MADE[name]()


def all_passages() -> tuple[Passage, ...]:
    """Every passage."""
    return tuple(passage(name) for name in MADE)
