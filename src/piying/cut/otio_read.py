"""OpenTimelineIO in: the cut that a timeline holds, as piying or another tool wrote it.

What piying wrote is found again in the metadata and comes back without loss. Where another
tool threw metadata away, a clip is known by its name or its file (`Known`). Times may come
back in another rate, if they are whole frames and samples of ours. What a cut cannot do is
refused by the name of its clip: other speeds, black between shots, a second picture over the
first, clips inside clips.
"""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import TYPE_CHECKING, Any, TypeVar

import msgspec
import opentimelineio as otio

from piying.cut.conform import (
    Known,
    MovedPicture,
    MovedSound,
    Placed,
    Words,
    plain,
    recognised,
    settled,
    trimmed,
)
from piying.cut.otio import SPACE
from piying.model.clock import SAMPLE_RATE, Rate
from piying.model.cut import AiLabel, Caption, Card, Cut, PictureClip, SoundClip, SoundTrack
from piying.model.errors import Invalid
from piying.model.shot import Transition

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_Marked = TypeVar("_Marked", Caption, Card, AiLabel)

_NEAR = Fraction(1, 50)
"""A time this part of a frame or sample beside a whole one is that one: other tools keep
times as decimal seconds."""


def from_otio(text: str, known: Known | None = None) -> Cut:
    """The cut that the text of an .otio file holds.

    Args:
        text: the file.
        known: the film that was exported, by whose names a clip is known that came back
            without what piying wrote into it; without it such a clip is foreign.

    Raises:
        Invalid: it is no timeline, holds what is not of this film, or what a cut cannot do.
    """
    try:
        timeline = otio.core.deserialize_json_from_string(text)
    except (otio.exceptions.OTIOError, ValueError, KeyError) as error:
        raise Invalid("cut.otio_unreadable", why=str(error)) from error
    if isinstance(timeline, otio.schema.SerializableCollection) and len(timeline) == 1:
        timeline = timeline[0]
    if not isinstance(timeline, otio.schema.Timeline):
        raise Invalid("cut.otio_unreadable", why="it holds no timeline")
    if known is None and SPACE not in timeline.metadata:
        raise Invalid("cut.otio_unreadable", why="it holds no timeline of piying")
    try:
        return _Reader(timeline, known).cut()
    except (msgspec.ValidationError, KeyError, TypeError, AttributeError) as error:
        raise Invalid("cut.otio_unreadable", why=f"{type(error).__name__}: {error}") from error


class _Reader:
    """One timeline on its way back."""

    def __init__(self, timeline: Any, known: Known | None) -> None:  # noqa: ANN401 - the library carries no types
        self.timeline = timeline
        self.known = known
        self.names = known.pictures() if known else {}
        self.heard = known.sounds() if known else {}
        self.head, self.was_frames = self._head()
        self.rate = self.head.rate

    def cut(self) -> Cut:
        """The cut."""
        shown, heard = [], []
        for track in self.timeline.tracks:
            if track.kind != otio.schema.TrackKind.Video:
                heard.append(track)
            elif len(track) and track.enabled:
                shown.append(track)
        if len(shown) > 1:
            raise Invalid("cut.two_pictures", name=shown[1].name or "-")
        pictures = tuple(one for track in shown for one in self._pictures(track))
        tracks, sounds = self._sounds(heard)
        head = replace(self.head, sounds=tracks)
        return settled(head, pictures, sounds, self._words(), self.was_frames)

    def _head(self) -> tuple[Cut, int]:
        """What does not lie in time, and how long the film was."""
        own = _own(self.timeline)
        if own is None:
            if self.known is None:
                raise Invalid("cut.otio_foreign", name=self.timeline.name)
            return self.known.cut, self.known.cut.length_frames
        frames = own.pop("length_frames", 0)
        values = {**own, "pictures": [], "sounds": [], "captions": [], "cards": []}
        return msgspec.convert(values, Cut), frames

    # --- the picture ------------------------------------------------------------------------

    def _pictures(self, track: Any) -> Iterator[MovedPicture]:  # noqa: ANN401 - as above
        """The clips of the picture track, as long and as covered as the track has them."""
        entry = None
        for item in track:
            if isinstance(item, otio.schema.Transition):
                entry = item
                continue
            self._refuse(item)
            span = _span(item)
            placed = Placed(
                item.name,
                self._whole(span.start_time, self.rate, item) - self._source_zero(item),
                self._whole(span.duration, self.rate, item),
                *self._passage(entry, item),
                also=(_file(item),),
            )
            entry = None
            own = _own(item)
            if own is None:
                yield recognised(placed, self.names)
                continue
            was_at, baked = own.pop("start", 0), own.pop("baked", False)
            was = msgspec.convert(own, PictureClip)
            if baked:  # the file holds the transition and begins where the clip does
                placed = replace(
                    placed,
                    source_start=placed.source_start + was.source_start_frames,
                    transition=was.transition,
                    transition_frames=was.transition_frames,
                )
            elif placed.transition is Transition.CUT and was.transition_frames == 0:
                placed = replace(placed, transition=was.transition)
            yield MovedPicture(was, was_at, _like(trimmed(was, placed), was))
        if entry is not None:
            raise Invalid("cut.transition_at_end", name=entry.name or "-")

    def _passage(self, entry: Any, item: Any) -> tuple[Transition, int]:  # noqa: ANN401 - as above
        """How a clip is led into: by the name of the transition, or dissolving."""
        if entry is None:
            return Transition.CUT, 0
        covered = self._whole(entry.in_offset, self.rate, item)
        covered += self._whole(entry.out_offset, self.rate, item)
        named = (entry.name or "").casefold()
        if named in {kind.value for kind in Transition}:
            return Transition(named), covered
        return Transition.DISSOLVE, covered

    def _source_zero(self, item: Any) -> int:  # noqa: ANN401 - as above
        """The frame with which the file begins: tools may count from its timecode."""
        reference = item.media_reference
        begins = getattr(reference, "available_range", None)
        if begins is None or _own(item) is None:
            return 0
        return self._whole(begins.start_time, self.rate, item)

    def _refuse(self, item: Any) -> None:  # noqa: ANN401 - as above
        """Say no to what a cut cannot do."""
        if isinstance(item, otio.schema.Gap) or not item.enabled:
            length = self._whole(_span(item).duration, self.rate, item)
            raise Invalid("cut.gap", name=item.name or "-", frames=length)
        if not isinstance(item, otio.schema.Clip):
            raise Invalid("cut.otio_foreign", name=item.name or type(item).__name__)
        if any(isinstance(one, otio.schema.TimeEffect) for one in item.effects):
            raise Invalid("cut.speed_changed", name=item.name)

    # --- the sound --------------------------------------------------------------------------

    def _sounds(
        self, tracks: list[Any]
    ) -> tuple[tuple[SoundTrack, ...], tuple[MovedSound, ...] | None]:
        """The tracks of sound without clips, and the clips; None if the timeline has none."""
        if not tracks and self.known is not None:
            return self.known.cut.sounds, None
        heads: dict[int, SoundTrack] = {}
        moved: list[MovedSound] = []
        for track in tracks:
            own = _own(track)
            number = None
            if own is not None:
                number = own.pop("number")
                heads.setdefault(number, msgspec.convert({**own, "clips": []}, SoundTrack))
            if track.enabled:
                moved.extend(self._lane(track, number))
        if self.known is not None:
            for number, track in enumerate(self.known.cut.sounds):
                heads.setdefault(number, track)
        order = sorted(heads)
        places = {number: place for place, number in enumerate(order)}
        found = tuple(replace(one, track=places[one.track]) for one in moved)
        return tuple(heads[number] for number in order), found

    def _lane(self, track: Any, number: int | None) -> Iterator[MovedSound]:  # noqa: ANN401 - as above
        """The clips of one lane of sound, where the lane has them."""
        now = Fraction(0)
        for item in track:
            if isinstance(item, otio.schema.Transition):
                continue
            span = _span(item)
            start, now = now, now + _seconds(span.duration)
            if isinstance(item, otio.schema.Gap) or not item.enabled:
                continue
            self._refuse(item)
            at = _nearest(start * SAMPLE_RATE)
            length = _nearest(now * SAMPLE_RATE) - at
            source = _nearest(_seconds(span.start_time) * SAMPLE_RATE)
            yield self._heard(item, number, {"start": at, "length": length,
                                             "source_start": source})  # fmt: skip

    def _heard(self, item: Any, number: int | None, at: Mapping[str, int]) -> MovedSound:  # noqa: ANN401 - as above
        own = _own(item)
        if own is not None and number is not None:
            place = own.pop("place", 0)
            was = msgspec.convert(own, SoundClip)
            return MovedSound(number, place, was, msgspec.convert({**own, **at}, SoundClip))
        one = self.heard.get(plain(_file(item) or item.name))
        if one is not None:
            now = replace(
                one.was,
                start=at["start"],
                length=at["length"],
                source_start=at["source_start"],
            )
            return replace(one, now=now)
        raise Invalid("cut.otio_foreign", name=item.name or "-")

    # --- words ------------------------------------------------------------------------------

    def _words(self) -> Words:
        """Captions, cards and label by their markers; those that we know if none is left."""
        marks: dict[str, list[dict[str, Any]]] = {"caption": [], "card": [], "label": []}
        spans: dict[str, list[tuple[int, int]]] = {"caption": [], "card": [], "label": []}
        for marker in self._markers():
            own = _own(marker)
            if own is not None:
                kind = own.pop("marker")
                marks[kind].append(own)
                at = marker.marked_range
                start = self._whole(at.start_time, self.rate, marker)
                spans[kind].append((start, self._whole(at.duration, self.rate, marker)))
        if not any(marks.values()) and self.known is not None:
            return Words.of(self.known.cut)
        labels = _moved(marks["label"], spans["label"], AiLabel)
        kept = self.head.label
        # a film made by AI says so: the label may be moved and not thrown away
        return Words(
            _moved(marks["caption"], spans["caption"], Caption),
            _moved(marks["card"], spans["card"], Card),
            labels[0] if labels else (kept, kept) if kept else None,
        )

    def _markers(self) -> Iterator[Any]:
        yield from self.timeline.tracks.markers
        for track in self.timeline.tracks:
            yield from track.markers

    def _whole(self, time: Any, rate: Rate, item: Any) -> int:  # noqa: ANN401 - as above
        """A time as the whole number of frames that it is at `rate`."""
        exact = _seconds(time, rate) * rate.num / rate.den
        whole = round(exact)
        if abs(exact - whole) > _NEAR:
            said = f"{time.value:g}/{time.rate:g}"
            raise Invalid("cut.not_whole", name=item.name or "-", time=said,
                          rate=f"{rate.num}/{rate.den}")  # fmt: skip
        return whole


def _like(now: PictureClip, was: PictureClip) -> PictureClip:
    """`now`, its transition as it was where nothing about it changed."""
    if now.transition_frames == was.transition_frames == 0:
        return replace(now, transition=was.transition)
    return now


def _moved(
    values: list[dict[str, Any]], spans: list[tuple[int, int]], kind: type[_Marked]
) -> tuple[tuple[_Marked, _Marked], ...]:
    """Each marked thing as it was and as its marker lies now."""
    found = []
    for own, (start, length) in zip(values, spans, strict=True):
        was = msgspec.convert(own, kind)
        now = msgspec.convert({**own, "start": start, "length": length}, kind)
        found.append((was, now))
    return tuple(found)


def _seconds(time: Any, rate: Rate | None = None) -> Fraction:  # noqa: ANN401 - as above
    """A time of the library in seconds; its decimal rate as the fraction that it stands for."""
    if rate is not None and abs(time.rate - rate.num / rate.den) < 1e-6:
        return Fraction(time.value) * rate.den / rate.num
    return Fraction(time.value) / _fraction(time.rate)


def _fraction(rate: float) -> Fraction:
    """29.97… as 30000/1001, whole rates as they are."""
    whole = round(rate)
    if abs(rate - whole) < 1e-6:
        return Fraction(whole)
    ntsc = Fraction(round(rate * 1.001) * 1000, 1001)
    return ntsc if abs(float(ntsc) - rate) < 1e-2 else Fraction(rate).limit_denominator(100_000)


def _span(item: Any) -> Any:  # noqa: ANN401 - as above
    """What an item plays of its source."""
    try:
        return item.trimmed_range()
    except (otio.exceptions.OTIOError, NotImplementedError) as error:
        raise Invalid("cut.otio_foreign", name=item.name or "-") from error


def _nearest(samples: Fraction) -> int:
    return round(samples)


def _file(item: Any) -> str:  # noqa: ANN401 - as above
    """The address of the file that a clip plays."""
    return str(getattr(item.media_reference, "target_url", "") or "")


def _own(thing: Any) -> dict[str, Any] | None:  # noqa: ANN401 - as above
    """What piying wrote into the metadata of `thing`, as plain values; None if it is gone."""
    if SPACE not in thing.metadata:
        return None
    found = _plain(thing.metadata[SPACE])
    if not isinstance(found, dict):
        raise Invalid("cut.otio_foreign", name=thing.name)
    return found


def _plain(value: Any) -> Any:  # noqa: ANN401 - as above
    """The library's dictionaries and vectors as those of the language."""
    if hasattr(value, "items"):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, str | int) or value is None:
        return value
    return [_plain(inner) for inner in value]
