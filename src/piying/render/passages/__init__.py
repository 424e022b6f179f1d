"""The gallery of passages: how one picture becomes the next, one file each.

A new passage is a file here, a line in `PASSAGES`, a transition of the same name in
`piying.model.shot` and a test of the same name; the table of docs/effects.md follows.
"""

from __future__ import annotations

from piying.model.errors import Invalid
from piying.render.effect import Passage
from piying.render.passages.dissolve import Dissolve
from piying.render.passages.fade import Fade
from piying.render.passages.flash import Flash
from piying.render.passages.ink import Ink
from piying.render.passages.push import Push
from piying.render.passages.wipe import Wipe
from piying.render.way import Way

PASSAGES: tuple[Passage, ...] = (
    Dissolve(),
    Fade(),
    Flash(),
    Ink(),
    Wipe(),
    Wipe("wipe_right", Way.RIGHT),
    Wipe("wipe_up", Way.UP),
    Wipe("wipe_down", Way.DOWN),
    Push(),
    Push("push_right", Way.RIGHT),
    Push("push_up", Way.UP),
    Push("push_down", Way.DOWN),
)


def passage(name: str) -> Passage:
    """The passage called `name`."""
    for item in PASSAGES:
        if item.name == name:
            return item
    known = ", ".join(item.name for item in PASSAGES)
    raise Invalid("render.unknown_passage", name=name, known=known)
