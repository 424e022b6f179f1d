"""Edit decision lists (CMX 3600) out: the picture as events, the sound as stems.

What a machine reads is ASCII: event lines, reels, names of files. Comments carry the words
of the film in UTF-8. Record times count from the first frame of the film, source times from
the first frame of the file, both without dropping frames; a list names no rate of its own,
so the reader has to be told it.

    001  1F2E3D4C V     C        00:00:00:00 00:00:02:11 00:00:00:00 00:00:02:11
    002  1F2E3D4C V     C        00:00:02:11 00:00:02:11 00:00:02:11 00:00:02:11
    002  5A6B7C8D V     D    012 00:00:00:00 00:00:03:00 00:00:02:11 00:00:05:11

An event that leads over has two lines: the shot before, of no length, and the one it brings
in, with the length of the dissolve. Lists know little of transitions: fades come out of
black (reel BL), and whatever else leads over is written as a dissolve with a comment.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from piying.cut.media import TONE, Media, Medium, reels
from piying.cut.timecode import counted, timecode
from piying.model.cut import CaptionKind, Cut, PictureClip
from piying.model.errors import Invalid
from piying.model.shot import Transition

if TYPE_CHECKING:
    from collections.abc import Iterator

EVENT_COUNT_MAX = 999
"""An event has a number of three digits."""
DISSOLVE_FRAMES_MAX = 255
BLACK = "BL"
PASSAGE_NOTE = "PIYING TRANSITION"

_CHANNELS = {"dialogue": "A", "music": "A2", "effects": "A3", TONE: "A4"}
"""The four channels of sound that a list has, by stem."""


def to_edl(cut: Cut, media: Media) -> str:
    """`cut` as the text of an .edl file whose events play `media`.

    Raises:
        Invalid: it has more events than a list can number, or too long a transition.
    """
    count = len(cut.pictures) + len(media.stems)
    if count > EVENT_COUNT_MAX:
        raise Invalid("cut.edl_long", count=count, most=EVENT_COUNT_MAX)
    lines = [f"TITLE: PIYING EPISODE {cut.episode:02d}", "FCM: NON-DROP FRAME", ""]
    number = 0
    for number, event in enumerate(_picture_events(cut, media), 1):
        lines += [f"{number:03}  {line}" for line in event[0]]
        if number == 1:
            lines += _head(cut)
        lines += [*event[1], ""]
    for kind, stem in media.stems.items():
        number += 1
        lines += [f"{number:03}  {_stem_line(cut, kind)}", *_files("FROM", media, stem), ""]
    return "\n".join(lines)


def _head(cut: Cut) -> list[str]:
    """What is said once; it stands at the first event, for nothing may stand before it."""
    frames, base = f"{cut.rate.num}/{cut.rate.den}", counted(cut.rate)
    return [
        f"* COMMENT: {_line(f'{cut.series} {cut.episode:02d} {cut.title}')}",
        f"* COMMENT: RATE {frames}, {base} FRAMES COUNTED A SECOND",
    ]


def _picture_events(cut: Cut, media: Media) -> Iterator[tuple[list[str], list[str]]]:
    """Every clip as its event lines and its comments."""
    named = reels(media)
    begins = [0, *accumulate(clip.length_frames for clip in cut.pictures)]
    for index, clip in enumerate(cut.pictures):
        medium = media.pictures[index]
        record = (begins[index], begins[index + 1])
        source = media.source_start(clip)
        covered = media.passage(clip)
        kind = f"D    {_length(clip, covered):03}" if covered else "C       "
        event = _event(named[medium.stem], "V", kind, cut, (source, clip.length_frames, record))
        notes = list(_notes(cut, record))
        if not covered:
            yield [event], [*_files("FROM", media, medium), *notes]
            continue
        edge = (record[0], record[0])
        if index and clip.transition.shows_before:
            left = cut.pictures[index - 1]
            old = media.pictures[index - 1]
            out = media.source_start(left) + left.length_frames
            before = _event(named[old.stem], "V", "C       ", cut, (out, 0, edge))
            files = [*_files("FROM", media, old), *_files("TO", media, medium)]
        else:
            before = _event(BLACK, "V", "C       ", cut, (0, 0, edge))
            files = _files("TO", media, medium)
        if clip.transition is not Transition.DISSOLVE:
            files.append(f"* {PASSAGE_NOTE}: {clip.transition.value.upper()}")
        yield [before, event], [*files, *notes]


def _length(clip: PictureClip, covered: int) -> int:
    if covered > DISSOLVE_FRAMES_MAX:
        raise Invalid(
            "cut.edl_dissolve", shot=clip.shot, frames=covered, most=DISSOLVE_FRAMES_MAX
        )
    return covered


def _event(
    reel: str, channel: str, kind: str, cut: Cut, at: tuple[int, int, tuple[int, int]]
) -> str:
    """One line without its number: source start, length, and record from and to."""
    source, length, (begin, end) = at
    times = " ".join(
        timecode(frame, cut.rate) for frame in (source, source + length, begin, end)
    )
    return f"{reel:8} {channel:5} {kind} {times}"


def _stem_line(cut: Cut, kind: str) -> str:
    whole = (0, cut.length_frames, (0, cut.length_frames))
    return _event(kind.upper(), _CHANNELS[kind], "C       ", cut, whole)


def _files(side: str, media: Media, medium: Medium) -> list[str]:
    """The name by which a tool finds the file, and where it lies."""
    return [f"* {side} CLIP NAME:  {medium.file}", f"* {side} FILE: {media.url(medium)}"]


def _notes(cut: Cut, record: tuple[int, int]) -> Iterator[str]:
    """What is said and shown in the event, with its record times."""
    begin, end = record
    for caption in cut.captions:
        if begin <= caption.start < end:
            stop = timecode(caption.start + caption.length, cut.rate)
            who = f"{caption.speaker}：" if caption.speaker else ""
            role = "" if caption.role is CaptionKind.SPEECH else f"[{caption.role.value}] "
            start = timecode(caption.start, cut.rate)
            yield f"* COMMENT: {start} - {stop} {role}{who}{_line(caption.text)}"


def _line(text: str) -> str:
    """`text` on one line."""
    return " ".join(text.split())
