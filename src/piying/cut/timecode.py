"""Timecode: whole frames as hours, minutes, seconds and frames, counted without dropping."""

from __future__ import annotations

import re

from piying.model.clock import Rate
from piying.model.errors import Invalid

_WRITTEN = re.compile(r"(\d{1,2}):(\d{2}):(\d{2})([:;.])(\d{2,3})")
HOURS_MAX = 24


def counted(rate: Rate) -> int:
    """The whole number of frames that a second of timecode counts: 30 at 30000/1001."""
    return -(-rate.num // rate.den)


def timecode(frame: int, rate: Rate) -> str:
    """`frame` as HH:MM:SS:FF, non-drop: the count of frames, not the time on a wall."""
    seconds, frames = divmod(frame, counted(rate))
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}:{frames:02}"


def frame_of(text: str, rate: Rate) -> int:
    """The frame that non-drop timecode `text` counts.

    Raises:
        Invalid: it is no timecode, counts more frames than a second has, or drops frames.
    """
    found = _WRITTEN.fullmatch(text)
    base = counted(rate)
    if found is None:
        raise Invalid("cut.timecode", text=text, base=base)
    hours, minutes, seconds, frames = (int(found[place]) for place in (1, 2, 3, 5))
    fits = hours < HOURS_MAX and minutes < 60 and seconds < 60 and frames < base
    if found[4] != ":" or not fits:
        raise Invalid("cut.timecode", text=text, base=base)
    return ((hours * 60 + minutes) * 60 + seconds) * base + frames
