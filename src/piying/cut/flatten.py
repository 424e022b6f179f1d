"""What is on the screen and what is heard at one frame of a cut."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass
from itertools import accumulate

from piying.model.cut import AiLabel, Caption, Card, Cut, PictureClip, SoundClip, TrackKind
from piying.model.errors import Invalid


@dataclass(frozen=True, slots=True)
class Outgoing:
    """The picture that a transition covers, held on its last frame."""

    clip: PictureClip
    frame: int
    """The frame of its source."""


@dataclass(frozen=True, slots=True)
class Heard:
    """A stretch of sound that is heard during a frame."""

    track: TrackKind
    clip: SoundClip


@dataclass(frozen=True, slots=True)
class Moment:
    """Everything that a cut shows and sounds during one frame."""

    frame: int
    index: int
    """The place of the clip in the film, from 0."""
    clip: PictureClip
    clip_frame: int
    """How many frames of the clip have passed."""
    source_frame: int
    """The frame of its source."""
    outgoing: Outgoing | None = None
    """During a transition that shows it: the picture that it leads away from."""
    transition_frame: int = 0
    """How far the transition is, of `clip.transition_frames`; that many when it is over."""
    captions: tuple[Caption, ...] = ()
    cards: tuple[Card, ...] = ()
    label: AiLabel | None = None
    sounds: tuple[Heard, ...] = ()


def starts(cut: Cut) -> tuple[int, ...]:
    """The first frame of every picture, in order."""
    return (0, *accumulate(clip.length_frames for clip in cut.pictures))[:-1]


def at(cut: Cut, frame: int) -> Moment:
    """What `cut` shows and sounds during `frame`, counted from 0.

    Raises:
        Invalid: the film has no such frame.
    """
    length = cut.length_frames
    if not 0 <= frame < length:
        raise Invalid("cut.frame_outside", frame=frame, length=length)
    begins = starts(cut)
    index = bisect_right(begins, frame) - 1
    clip = cut.pictures[index]
    passed = frame - begins[index]
    return Moment(
        frame=frame,
        index=index,
        clip=clip,
        clip_frame=passed,
        source_frame=clip.source_start_frames + passed,
        outgoing=_outgoing(cut, index, passed),
        transition_frame=min(passed, clip.transition_frames),
        captions=tuple(c for c in cut.captions if c.start <= frame < c.start + c.length),
        cards=tuple(c for c in cut.cards if c.start <= frame < c.start + c.length),
        label=_label(cut, frame),
        sounds=_sounds(cut, frame),
    )


def _outgoing(cut: Cut, index: int, passed: int) -> Outgoing | None:
    clip = cut.pictures[index]
    covers = clip.transition.shows_before
    if index == 0 or not covers or passed >= clip.transition_frames:
        return None
    before = cut.pictures[index - 1]
    return Outgoing(before, before.source_start_frames + before.length_frames - 1)


def _label(cut: Cut, frame: int) -> AiLabel | None:
    label = cut.label
    if label is None or not label.start <= frame < label.start + label.length:
        return None
    return label


def _sounds(cut: Cut, frame: int) -> tuple[Heard, ...]:
    first, after = cut.rate.samples_at(frame), cut.rate.samples_at(frame + 1)
    return tuple(
        Heard(track.track, clip)
        for track in cut.sounds
        for clip in track.clips
        if clip.start < after and first < clip.start + clip.length
    )
