"""OpenTimelineIO: a cut as a timeline that other tools open, and back without loss.

The library `opentimelineio` only computes here (allowed in this room for this module): it
is given and gives text, never a path. Clips, gaps, transitions and markers are ordinary OTIO
objects; what OTIO has no word for stands in their metadata under "piying". On the way back
the order and the lengths come from the tracks, so that a trim made elsewhere is kept, and the
rest from the metadata. Times are whole: frames at the film's rate, samples at 48 kHz.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import msgspec
import opentimelineio as otio

from piying.model.clock import SAMPLE_RATE
from piying.model.cut import AiLabel, Caption, Card, Cut, PictureClip, SoundClip, SoundTrack
from piying.model.errors import Invalid
from piying.model.shot import Transition

if TYPE_CHECKING:
    from collections.abc import Iterator

SPACE = "piying"
_SCALARS = ("kind", "board", "series", "episode", "title", "language", "rate")
_MARK_COLOURS = {"caption": "CYAN", "card": "ORANGE", "label": "RED"}


def to_otio(cut: Cut) -> str:
    """`cut` as the text of an .otio file."""
    rate = cut.rate.num / cut.rate.den
    timeline = otio.schema.Timeline(f"{cut.series} {cut.episode}".strip())
    scalars = {
        name: msgspec.to_builtins(getattr(cut, name))
        for name in (*_SCALARS, "tones")
    }
    timeline.metadata[SPACE] = scalars
    timeline.tracks.append(_picture_track(cut, rate))
    for number, track in enumerate(cut.sounds):
        timeline.tracks.extend(_sound_tracks(number, track))
    for kind, values in (
        ("caption", cut.captions),
        ("card", cut.cards),
        ("label", (cut.label,) if cut.label else ()),
    ):
        timeline.tracks.markers.extend(_marker(kind, value, rate) for value in values)
    return str(timeline.to_json_string(indent=2))


def from_otio(text: str) -> Cut:
    """The cut that the text of an .otio file holds.

    Raises:
        Invalid: it is not a timeline that piying wrote, or a clip of another hand is in it.
    """
    try:
        timeline = otio.core.deserialize_json_from_string(text)
    except (otio.exceptions.OTIOError, ValueError, KeyError) as error:
        raise Invalid("cut.otio_unreadable", why=str(error)) from error
    if not isinstance(timeline, otio.schema.Timeline) or SPACE not in timeline.metadata:
        raise Invalid("cut.otio_unreadable", why="it holds no timeline of piying")
    try:
        return _cut(timeline)
    except (msgspec.ValidationError, KeyError, TypeError) as error:
        raise Invalid("cut.otio_unreadable", why=f"{type(error).__name__}: {error}") from error


def _cut(timeline: Any) -> Cut:  # noqa: ANN401 - the library carries no types
    values = _own(timeline)
    values["pictures"] = []
    lanes: dict[int, dict[str, Any]] = {}
    for track in timeline.tracks:
        if track.kind == otio.schema.TrackKind.Video:
            values["pictures"].extend(_pictures(track))
        else:
            head = _own(track)
            lane = lanes.setdefault(head.pop("number"), {**head, "clips": []})
            lane["clips"].extend(_sounds(track))
    for lane in lanes.values():
        lane["clips"].sort(key=lambda clip: clip.pop("place"))
    values["sounds"] = [lane for _, lane in sorted(lanes.items())]
    marks: dict[str, list[Any]] = {"caption": [], "card": [], "label": []}
    for marker in timeline.tracks.markers:
        if SPACE in marker.metadata:
            own = _own(marker)
            span = {"start": _whole(marker.marked_range.start_time)}
            length = {"length": _whole(marker.marked_range.duration)}
            marks[own.pop("marker")].append({**own, **span, **length})
    values["captions"], values["cards"] = marks["caption"], marks["card"]
    values["label"] = marks["label"][0] if marks["label"] else None
    return msgspec.convert(values, Cut)


def _pictures(track: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - as above
    """The clips of the picture track, as long and as covered as the track has them."""
    entry = None
    for item in track:
        if isinstance(item, otio.schema.Transition):
            entry = item
            continue
        own = _own(item)
        span = item.trimmed_range()
        own["source_start_frames"] = _whole(span.start_time)
        own["length_frames"] = _whole(span.duration)
        if entry is not None:
            covered = _whole(entry.in_offset) + _whole(entry.out_offset)
            own["transition_frames"] = min(covered, own["length_frames"])
        elif own["transition_frames"]:
            own["transition"], own["transition_frames"] = Transition.CUT.value, 0
        entry = None
        yield own


def _sounds(track: Any) -> Iterator[dict[str, Any]]:  # noqa: ANN401 - as above
    """The clips of one lane of sound, where the lane has them."""
    now = 0
    for item in track:
        span = item.trimmed_range()
        length = _whole(span.duration)
        if not isinstance(item, otio.schema.Gap):
            source_start = _whole(span.start_time)
            yield {**_own(item), "start": now, "length": length, "source_start": source_start}
        now += length


def _own(thing: Any) -> dict[str, Any]:  # noqa: ANN401 - as above
    """What piying wrote into the metadata of `thing`, as plain values."""
    if SPACE not in thing.metadata:
        raise Invalid("cut.otio_foreign", name=thing.name)
    plain = _plain(thing.metadata[SPACE])
    if not isinstance(plain, dict):
        raise Invalid("cut.otio_foreign", name=thing.name)
    return plain


def _plain(value: Any) -> Any:  # noqa: ANN401 - as above
    """The library's dictionaries and vectors as those of the language."""
    if hasattr(value, "items"):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, str | int) or value is None:
        return value
    return [_plain(inner) for inner in value]


def _whole(time: Any) -> int:  # noqa: ANN401 - as above
    """The whole number of a time, in its own rate."""
    return round(time.value)


def _span(start: int, length: int, rate: float) -> Any:  # noqa: ANN401 - as above
    return otio.opentime.TimeRange(
        otio.opentime.RationalTime(start, rate), otio.opentime.RationalTime(length, rate)
    )


def _stop(clip: SoundClip) -> int:
    return clip.start + clip.length


def _picture_track(cut: Cut, rate: float) -> Any:  # noqa: ANN401 - the library carries no types
    track = otio.schema.Track("pictures", kind=otio.schema.TrackKind.Video)
    for clip in cut.pictures:
        if clip.transition_frames:
            track.append(_transition(clip, rate))
        span = _span(clip.source_start_frames, clip.length_frames, rate)
        track.append(_clip(clip.shot, clip.blob, span, clip))
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


def _sound_tracks(number: int, track: SoundTrack) -> Iterator[Any]:
    """`track` as one OTIO track, or as many as its overlapping clips need."""
    lanes: list[list[tuple[int, SoundClip]]] = [[]]
    for place, clip in sorted(enumerate(track.clips), key=lambda pair: pair[1].start):
        free = (lane for lane in lanes if not lane or _stop(lane[-1][1]) <= clip.start)
        lane = next(free, None)
        if lane is None:
            lanes.append(lane := [])
        lane.append((place, clip))
    for lane_number, lane in enumerate(lanes):
        name = f"{track.track.value} {lane_number + 1}" if len(lanes) > 1 else track.track.value
        made = otio.schema.Track(name, kind=otio.schema.TrackKind.Audio)
        made.metadata[SPACE] = {
            "number": number,
            "track": track.track.value,
            "duck_mb": track.duck_mb,
        }
        now = 0
        for place, clip in lane:
            if clip.start > now:
                made.append(
                    otio.schema.Gap(source_range=_span(0, clip.start - now, SAMPLE_RATE))
                )
            span = _span(clip.source_start, clip.length, SAMPLE_RATE)
            item = _clip(clip.shot, clip.blob, span, clip)
            item.metadata[SPACE]["place"] = place
            made.append(item)
            now = _stop(clip)
        yield made


def _clip(
    name: str,
    blob: str,
    span: Any,  # noqa: ANN401 - the library carries no types
    value: PictureClip | SoundClip,
) -> Any:  # noqa: ANN401 - as above
    reference = otio.schema.ExternalReference(target_url=f"piying:{blob}")
    clip = otio.schema.Clip(name=name, media_reference=reference, source_range=span)
    clip.metadata[SPACE] = msgspec.to_builtins(value)
    return clip


def _marker(kind: str, value: Caption | Card | AiLabel, rate: float) -> Any:  # noqa: ANN401
    words = " / ".join(value.lines) if isinstance(value, Card) else value.text
    marker = otio.schema.Marker(
        name=words,
        marked_range=_span(value.start, value.length, rate),
        color=_MARK_COLOURS[kind],
    )
    marker.metadata[SPACE] = {"marker": kind, **msgspec.to_builtins(value)}
    return marker
