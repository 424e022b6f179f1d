"""Every kind of picture that a shot can be: a table from media type to what draws it.

A new kind is one file of this folder, which keeps the port in `shown`, and one line here.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from piying.model.composite import COMPOSITE_TYPE
from piying.model.cut import PictureClip
from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.model.joined import JOINED_TYPE
from piying.model.stage import STAGE_TYPE
from piying.render.jobs import ShotJob
from piying.render.media.heads import CLIP_TYPES, ORA_TYPE, STILL_TYPES

if TYPE_CHECKING:
    from piying.render.media.clip import show_clip
    from piying.render.media.composite import show_composite
    from piying.render.media.joined import show_joined
    from piying.render.media.shown import Show, Shown
    from piying.render.media.stage import show_stage
    from piying.render.media.still import show_layered, show_still
else:
    show_clip = deferred("piying.render.media.clip:show_clip")
    show_composite = deferred("piying.render.media.composite:show_composite")
    show_joined = deferred("piying.render.media.joined:show_joined")
    show_stage = deferred("piying.render.media.stage:show_stage")
    show_layered = deferred("piying.render.media.still:show_layered")
    show_still = deferred("piying.render.media.still:show_still")

KINDS: Mapping[str, Show] = {
    STAGE_TYPE: show_stage,
    ORA_TYPE: show_layered,
    COMPOSITE_TYPE: show_composite,
    JOINED_TYPE: show_joined,
    **dict.fromkeys(STILL_TYPES, show_still),
    **dict.fromkeys(CLIP_TYPES, show_clip),
}
"""What shows a picture, by the media type of its take."""


def picture_of(job: ShotJob, clip: PictureClip) -> Shown:
    """The picture of `clip`, which is the clip of `job` or the one before it.

    Raises:
        Invalid: nothing draws this kind of picture, or the file cannot be drawn.
    """
    show = KINDS.get(clip.media_type)
    if show is None:
        raise Invalid("render.unknown_media", media=clip.media_type, shot=clip.shot)
    return show(job, clip)
