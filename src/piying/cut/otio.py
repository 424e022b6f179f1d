"""OpenTimelineIO out: a cut as a timeline that other tools open and `otio_read` reads back.

The library `opentimelineio` only computes here (allowed in this room for this module): it
is given and gives text, never a path. Clips, gaps, transitions and markers are ordinary OTIO
objects; what OTIO has no word for stands in their metadata under "piying". Times are whole:
frames at the film's rate, samples at 48 kHz.
"""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING, Any

import msgspec
import opentimelineio as otio

from piying.cut.media import Media, Medium, lanes
from piying.model.clock import SAMPLE_RATE
from piying.model.cut import AiLabel, Caption, Card, Cut, PictureClip, SoundClip, SoundTrack
from piying.model.shot import Transition

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACE = "piying"
BLOB = "piying:"
"""Begins the address of a clip whose file was not written: the digest of its blob follows."""
APART = ("pictures", "sounds", "captions", "cards")
"""What of a cut stands in the tracks and markers; all else stands in the head."""

_MARK_COLOURS = {"caption": "CYAN", "card": "ORANGE", "label": "RED"}


def to_otio(cut: Cut, media: Media | None = None) -> str:
    """`cut` as the text of an .otio file whose clips play `media`, or name blobs without."""
    rate = cut.rate.num / cut.rate.den
    timeline = otio.schema.Timeline(f"{cut.series} {cut.episode}".strip())
    head = msgspec.to_builtins(cut)
    timeline.metadata[SPACE] = {
        **{name: value for name, value in head.items() if name not in APART},
        "length_frames": cut.length_frames,
    }
    timeline.tracks.append(_picture_track(cut, rate, media))
    for number, track in enumerate(cut.sounds):
        timeline.tracks.extend(_sound_tracks(number, track, media))
    for kind, values in (
        ("caption", cut.captions),
        ("card", cut.cards),
        ("label", (cut.label,) if cut.label else ()),
    ):
        timeline.tracks.markers.extend(_marker(kind, value, rate) for value in values)
    return str(timeline.to_json_string(indent=2))


def _picture_track(cut: Cut, rate: float, media: Media | None) -> Any:  # noqa: ANN401 - the library carries no types
    track = otio.schema.Track("pictures", kind=otio.schema.TrackKind.Video)
    begins = accumulate((clip.length_frames for clip in cut.pictures), initial=0)
    for index, (clip, begin) in enumerate(zip(cut.pictures, begins, strict=False)):
        covered = media.passage(clip) if media else clip.transition_frames
        if covered:
            track.append(_transition(clip, rate))
        start = media.source_start(clip) if media else clip.source_start_frames
        medium = media.pictures[index] if media else None
        made = _clip(clip, start, clip.length_frames, rate, (media, medium))
        made.metadata[SPACE]["start"] = begin
        made.metadata[SPACE]["baked"] = bool(media and media.baked)
        track.append(made)
    return track


def _transition(clip: PictureClip, rate: float) -> Any:  # noqa: ANN401 - as above
    """Over the head of the clip that follows, so the outgoing side is empty."""
    dissolve = clip.transition is Transition.DISSOLVE
    kind = otio.schema.TransitionTypes.SMPTE_Dissolve if dissolve else "Custom_Transition"
    return otio.schema.Transition(
        name=clip.transition.value,
        transition_type=kind,
        in_offset=otio.opentime.RationalTime(0, rate),
        out_offset=otio.opentime.RationalTime(clip.transition_frames, rate),
    )


def _sound_tracks(number: int, track: SoundTrack, media: Media | None) -> Iterator[Any]:
    """`track` as one OTIO track, or as many as its overlapping clips need."""
    rows = lanes(track)
    for row_number, row in enumerate(rows):
        name = f"{track.track.value} {row_number + 1}" if len(rows) > 1 else track.track.value
        made = otio.schema.Track(name, kind=otio.schema.TrackKind.Audio)
        own = msgspec.to_builtins(track)
        del own["clips"]
        made.metadata[SPACE] = {"number": number, **own}
        now = 0
        for place, clip in row:
            if clip.start > now:
                gap = span(0, clip.start - now, SAMPLE_RATE)
                made.append(otio.schema.Gap(source_range=gap))
            medium = media.sounds[clip.blob] if media else None
            item = _clip(clip, clip.source_start, clip.length, SAMPLE_RATE, (media, medium))
            item.metadata[SPACE]["place"] = place
            made.append(item)
            now = clip.start + clip.length
        yield made


def _clip(
    value: PictureClip | SoundClip,
    start: int,
    length: int,
    rate: float,
    plays: tuple[Media | None, Medium | None],
) -> Any:  # noqa: ANN401 - the library carries no types
    media, medium = plays
    if media is None or medium is None:
        reference = otio.schema.ExternalReference(target_url=f"{BLOB}{value.blob}")
    else:
        reference = otio.schema.ExternalReference(
            target_url=media.url(medium), available_range=span(0, medium.length, rate)
        )
        reference.name = medium.stem
    clip = otio.schema.Clip(
        name=value.shot, media_reference=reference, source_range=span(start, length, rate)
    )
    clip.metadata[SPACE] = msgspec.to_builtins(value)
    return clip


def _marker(kind: str, value: Caption | Card | AiLabel, rate: float) -> Any:  # noqa: ANN401
    words = " / ".join(value.lines) if isinstance(value, Card) else value.text
    marker = otio.schema.Marker(
        name=words,
        marked_range=span(value.start, value.length, rate),
        color=_MARK_COLOURS[kind],
    )
    marker.metadata[SPACE] = {"marker": kind, **msgspec.to_builtins(value)}
    return marker


def span(start: int, length: int, rate: float) -> Any:  # noqa: ANN401 - the library carries no types
    """A range of the library: `start` and `length` in units of `rate`."""
    return otio.opentime.TimeRange(
        otio.opentime.RationalTime(start, rate), otio.opentime.RationalTime(length, rate)
    )
