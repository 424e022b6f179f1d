"""Endings: the picture with which a clip ends, so that what goes on from it can begin there.

It is taken out of the clip once and kept under the clip's digest. The same clip gives the same
picture, so it is a link and never a choice of its own.
"""

from __future__ import annotations

from piying.cut.rolls import Chosen
from piying.model.brief import Reference, Role
from piying.model.joined import Ending
from piying.render.workers import function_named
from piying.studio.house import House

SLOT = "ending"
LAST_PICTURE = "piying.render.media.moment:last_picture"
"""What takes it out; it is loaded only where there is something to take out."""


def ending_of(house: House, shot: str, clip: Chosen) -> Reference:
    """The picture with which `clip` of `shot` ends, as the first frame of what goes on.

    Raises:
        Missing: the clip's bytes are lost.
        Invalid: the clip is damaged.
    """
    store = house.store
    head = store.head(clip.blob, SLOT)
    if head is not None:
        frame = store.get(head.digest, Ending).frame
        if store.blobs.has(frame.blob):
            return frame
    path = store.blobs.proved((clip.blob,))[clip.blob]
    data: bytes = function_named(LAST_PICTURE)(path, shot)
    facts = clip.facts
    frame = Reference(
        store.blobs.put(data), Role.FIRST_FRAME, "image/png", "", facts.width, facts.height,
        len(data),
    )  # fmt: skip
    to = store.put(Ending(clip.blob, frame))
    store.move_head(clip.blob, SLOT, to, (), house.clock.now_ms())
    return frame
