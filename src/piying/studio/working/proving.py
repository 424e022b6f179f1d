"""Proving what a vendor sent: that it is of the kind that was ordered, whole, and long enough.

What it is, its bytes say. Everything is decoded from end to end, or unpacked and
checked where that tells as much: a page that says what went wrong, an empty file and one that
was cut off are no takes.
"""

from __future__ import annotations

import tempfile
from fractions import Fraction
from pathlib import Path

from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.errors import Invalid
from piying.model.job import Order
from piying.model.take import MediaFacts
from piying.render.media.heads import STILL_TYPES, media_type_of
from piying.render.media.moving import frames_at, look_through
from piying.render.media.pngwhole import png_is_whole
from piying.render.media.stills import Still
from piying.render.media.voice import media_type_of_sound
from piying.render.sound.source import opened

SLACK_MS = 100
"""A clip or a sound may be this much shorter: frames and packets of sound are whole."""
STREAMED = (0, 0xFFFFFFFF)
"""What a WAV that was sent while it was made says of its length."""


def prove(data: bytes, order: Order, rate: Rate | None = None) -> MediaFacts:
    """What `data`, which came for `order`, is; frames are counted at `rate`, else its own.

    Raises:
        Invalid: it is empty, damaged, cut off, too short or something else.
    """
    wanted = order.media_type
    if not data:
        raise Invalid("studio.made_empty", wanted=wanted)
    if wanted.startswith("text/") or wanted == "application/json":
        return _text(data, wanted)
    with tempfile.TemporaryDirectory(prefix="piying-") as folder:
        path = Path(folder) / "made"
        path.write_bytes(data)
        found = _kind(path, wanted)
        # a vendor chooses the format of a still, and every one of them can be shown
        if found != wanted and not {found, wanted} <= set(STILL_TYPES):
            raise Invalid("studio.made_foreign", wanted=wanted, found=found)
        if found in STILL_TYPES:
            return _still(data, found)
        if found.startswith("audio/"):
            return _sound(path, data, order)
        return _clip(path, data, order, rate)


def _kind(path: Path, wanted: str) -> str:
    if wanted.startswith("audio/"):
        try:
            return media_type_of_sound(path, wanted)
        except Invalid:
            return _begins(path)
    return media_type_of(path) or _begins(path)


def _begins(path: Path) -> str:
    """What a person sees of a file that is none of ours: how it begins."""
    with path.open("rb") as file:
        return repr(file.read(32).decode("utf-8", "replace"))


def _text(data: bytes, wanted: str) -> MediaFacts:
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        raise Invalid("studio.made_foreign", wanted=wanted, found="bytes") from error
    if not text.strip():
        raise Invalid("studio.made_empty", wanted=wanted)
    return MediaFacts(wanted, len(data))


def _still(data: bytes, found: str) -> MediaFacts:
    still = Still(data, "-", found)
    if found != "image/png" or not png_is_whole(data, "-", found):
        still.pixels()
    return MediaFacts(found, len(data), width=still.width, height=still.height)


def _sound(path: Path, data: bytes, order: Order) -> MediaFacts:
    if data[:4] == b"RIFF":
        said = int.from_bytes(data[4:8], "little")
        if said not in STREAMED and said + 8 > len(data) + 1:
            raise Invalid("studio.made_cut_off", found=len(data), wanted=said + 8)
    source = opened(path, "-")
    _long_enough(Fraction(source.length, SAMPLE_RATE), order)
    return MediaFacts(
        order.media_type, len(data), sample_count=source.length, sample_rate=SAMPLE_RATE,
        channels=source.samples.shape[1],
    )  # fmt: skip


def _clip(path: Path, data: bytes, order: Order, rate: Rate | None) -> MediaFacts:
    length, width, height = look_through(path, "-")
    _long_enough(length.seconds, order)
    count = frames_at(length.seconds, rate) if rate else length.frame_count
    return MediaFacts(
        order.media_type, len(data),
        frame_count=count, width=width, height=height,
    )  # fmt: skip


def _long_enough(seconds: Fraction, order: Order) -> None:
    found = int(seconds * 1000)
    if found + SLACK_MS < order.length_ms:
        raise Invalid("studio.made_short", found=found, wanted=order.length_ms)
