"""Bringing: a person's own file looked at from end to end before it becomes a take.

What it is, its bytes say and not its name. Everything that could fail when the film is drawn
is tried here: every pixel of a still, every layer, every frame of a clip.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from piying.model.clock import Rate
from piying.model.composite import COMPOSITE_TYPE
from piying.model.errors import Invalid
from piying.model.take import MediaFacts
from piying.render.media import openraster
from piying.render.media.compositefile import ENDING, pack
from piying.render.media.depth import layered
from piying.render.media.heads import ORA_TYPE, media_type_of
from piying.render.media.moving import frames_at, look_through
from piying.render.media.stills import Still

PICTURE_BYTES_MAX = 400_000_000
"""Of a still or a layered picture."""
COMPOSITE_FILE_TYPE = "application/toml"

Puppets = Callable[[], tuple[bytes, str]]
"""Gives the stage of a shot and its media type."""

_DEPTH_ENDS = (".depth.png", "_depth.png", "-depth.png")


@dataclass(frozen=True, slots=True)
class Picture:
    """A file that can be the picture of a shot."""

    facts: MediaFacts
    data: bytes | None
    """The bytes of the take; None if they are those of the file."""
    files: tuple[tuple[Path, str], ...]
    """Every file that was used, with its media type."""


def depth_beside(path: Path) -> Path | None:
    """The depth map that lies beside a still: its name with .depth.png, _depth or -depth."""
    return next((p for end in _DEPTH_ENDS if (p := path.with_name(path.stem + end)).is_file()
                 and p != path), None)  # fmt: skip


def picture(path: Path, shot: str, rate: Rate, puppets: Puppets) -> Picture:
    """The file `path` as the picture of `shot`, looked through from end to end.

    A file whose name ends with `.composite.toml` puts a picture together; `puppets` gives the
    stage of the shot and its media type, for a composite that has it as a layer.

    Raises:
        Invalid: it is no picture, or one that cannot be drawn; shot and file are named.
    """
    if path.name.endswith(ENDING):
        return _mixed(path, shot, rate, puppets)
    media_type = media_type_of(path)
    if media_type is None:
        raise Invalid("render.picture_kind", shot=shot, path=path)
    size = path.stat().st_size
    if media_type.startswith("video/"):
        return _clip(path, shot, rate, media_type)
    if size > PICTURE_BYTES_MAX:
        raise Invalid("render.picture_heavy", shot=shot, path=path,
                      most=PICTURE_BYTES_MAX // 1_000_000)  # fmt: skip
    data = path.read_bytes()
    if media_type == ORA_TYPE:
        whole = openraster.read(data, shot, path)
        for plane in whole.planes:
            plane.painted()
        facts = MediaFacts(media_type, len(data), width=whole.width, height=whole.height)
        return Picture(facts, None, ((path, media_type),))
    return _still(path, shot, data)


def _mixed(path: Path, shot: str, rate: Rate, puppets: Puppets) -> Picture:
    packed = pack(path, shot, media_type_of, puppets)
    lengths: list[int] = []
    for file, media_type in packed.files:
        one = picture(file, shot, rate, puppets)
        if media_type.startswith("video/"):
            lengths.append(one.facts.frame_count)
    facts = MediaFacts(COMPOSITE_TYPE, len(packed.data), frame_count=min(lengths, default=0))
    return Picture(facts, packed.data, ((path, COMPOSITE_FILE_TYPE), *packed.files))


def _still(path: Path, shot: str, data: bytes) -> Picture:
    still = Still(data, shot, path)
    still.pixels()
    beside = depth_beside(path)
    size = {"width": still.width, "height": still.height}
    own = (path, still.media_type)
    if beside is None:
        return Picture(MediaFacts(still.media_type, len(data), **size), None, (own,))
    depth = Still(beside.read_bytes(), shot, beside)
    planes = layered(still, depth, shot, (path, beside))
    facts = MediaFacts(ORA_TYPE, len(planes), **size)
    return Picture(facts, planes, (own, (beside, depth.media_type)))


def _clip(path: Path, shot: str, rate: Rate, media_type: str) -> Picture:
    length, width, height = look_through(path, shot)
    facts = MediaFacts(
        media_type,
        path.stat().st_size,
        frame_count=frames_at(length.seconds, rate),
        width=width,
        height=height,
    )
    return Picture(facts, None, ((path, media_type),))
