"""Conforming: a cut as another tool left it, from what its timeline says and what we know.

The rules, in the order in which they apply:

- A picture is known by what piying wrote into it; where another tool threw that away, by its
  name or the name of its file, which are those of its shot. Anything else is foreign.
- Where and how long pictures stand is the timeline's. Sounds stand where the timeline has
  them; where it has none, they go with their shots, and music and tones stay where they are.
- A caption that was moved stays where it was put. One that was not goes with its voice, and
  on-screen words go with their picture. What its shot took along is gone with the shot.
- The end card lies at the end, the title and the label where they lay.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import accumulate
from typing import TYPE_CHECKING, TypeVar

from piying.cut.media import plan_media
from piying.model.clock import Rate
from piying.model.cut import (
    AiLabel,
    Caption,
    CaptionKind,
    Card,
    CardKind,
    Cut,
    PictureClip,
    RoomTone,
    SoundClip,
    SoundTrack,
    TrackKind,
)
from piying.model.errors import Invalid
from piying.model.shot import Transition

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_Timed = TypeVar("_Timed", Caption, Card, AiLabel)

_SUFFIXES = (".mp4", ".mov", ".wav", ".mxf", ".png")


@dataclass(frozen=True, slots=True)
class Placed:
    """One picture of a timeline, as another tool left it."""

    name: str
    source_start: int
    length: int
    transition: Transition = Transition.CUT
    transition_frames: int = 0
    also: tuple[str, ...] = ()
    """Other names it goes by: its reel, its file."""


@dataclass(frozen=True, slots=True)
class MovedPicture:
    """A picture before and after; `was_at` is its first frame in the film that was exported."""

    was: PictureClip
    was_at: int
    now: PictureClip


@dataclass(frozen=True, slots=True)
class MovedSound:
    """A sound before and after, with its track and its place in it."""

    track: int
    place: int
    was: SoundClip
    now: SoundClip


@dataclass(frozen=True, slots=True)
class Words:
    """Captions, cards and label, each before and after."""

    captions: tuple[tuple[Caption, Caption], ...]
    cards: tuple[tuple[Card, Card], ...]
    label: tuple[AiLabel, AiLabel] | None

    @classmethod
    def of(cls, cut: Cut) -> Words:
        """Those of `cut`, where they are."""
        return cls(
            tuple((one, one) for one in cut.captions),
            tuple((one, one) for one in cut.cards),
            (cut.label, cut.label) if cut.label else None,
        )


@dataclass(frozen=True, slots=True)
class Known:
    """What a timeline may hold: the film that was exported, and other takes of its shots."""

    cut: Cut
    takes: tuple[tuple[PictureClip, str], ...] = ()
    """Pictures that the house holds of shots, beside those of the cut, each with the name of
    the file that a person brought, or an empty one."""

    def pictures(self) -> dict[str, tuple[PictureClip, int]]:
        """Every picture by each of its names, with where it first stood in the film."""
        found: dict[str, tuple[PictureClip, int]] = {}
        at = starts(self.cut.pictures)
        for clip, start in zip(self.cut.pictures, at, strict=False):
            reel = clip.shot.rpartition("-")[2]
            for name in (clip.shot, clip.blob, reel):
                found.setdefault(plain(name), (clip, start))
        held = {clip.shot: start for clip, start in found.values()}
        for clip, file in self.takes:
            for name in (clip.shot, clip.blob, *((file,) if file else ())):
                found.setdefault(plain(name), (clip, held.get(clip.shot, 0)))
        return found

    def sounds(self) -> dict[str, MovedSound]:
        """Every sound by its blob and by the name of its file."""
        found: dict[str, MovedSound] = {}
        every = {clip.blob: (0, 0) for track in self.cut.sounds for clip in track.clips}
        files = plan_media(self.cut, every).sounds
        for number, track in enumerate(self.cut.sounds):
            for place, clip in enumerate(track.clips):
                one = MovedSound(number, place, clip, clip)
                found.setdefault(plain(clip.blob), one)
                found.setdefault(plain(files[clip.blob].file), one)
        return found


def plain(name: str) -> str:
    """A name as it is compared: without folders, ending and capitals."""
    last = name.replace("\\", "/").rpartition("/")[2].rpartition(":")[2].casefold()
    for suffix in _SUFFIXES:
        last = last.removesuffix(suffix)
    return last.strip()


def recognised(placed: Placed, known: Mapping[str, tuple[PictureClip, int]]) -> MovedPicture:
    """What `placed` is, by its names.

    Raises:
        Invalid: no shot goes by any of them, or it begins before its first frame.
    """
    for name in (placed.name, *placed.also):
        if name and (held := known.get(plain(name))):
            was, at = held
            return MovedPicture(was, at, trimmed(was, placed))
    raise Invalid("cut.otio_foreign", name=placed.name or "-")


def trimmed(was: PictureClip, placed: Placed) -> PictureClip:
    """`was` as long as the timeline has it and led into as the timeline leads."""
    if placed.source_start < 0 or placed.length < 1:
        raise Invalid("cut.before_first_frame", name=placed.name, frame=placed.source_start)
    covered = min(placed.transition_frames, placed.length)
    return replace(
        was,
        source_start_frames=placed.source_start,
        length_frames=placed.length,
        transition=placed.transition if covered else Transition.CUT,
        transition_frames=covered,
    )


def conform(placed: Iterable[Placed], known: Known) -> Cut:
    """The film of `known` with its pictures as `placed`, all else going with its shot.

    Raises:
        Invalid: a picture is foreign, or there is none.
    """
    names = known.pictures()
    moved = tuple(recognised(one, names) for one in placed)
    return settled(known.cut, moved, None, Words.of(known.cut), known.cut.length_frames)


def settled(
    cut: Cut,
    pictures: Sequence[MovedPicture],
    sounds: Sequence[MovedSound] | None,
    words: Words,
    was_frames: int,
) -> Cut:
    """The film of `cut` with what moved; without `sounds` they go with their shots.

    Args:
        cut: gives the tracks, the tones and whatever does not move.
        pictures: in their new order.
        sounds: where the timeline has them, or None.
        words: as they were and as the timeline has them.
        was_frames: how long the film was when it was exported.

    Raises:
        Invalid: no picture is left.
    """
    if not pictures:
        raise Invalid("cut.empty")
    now = tuple(_first(one.now, index) for index, one in enumerate(pictures))
    length = sum(clip.length_frames for clip in now)
    spans = _spans(pictures)
    laid = tuple(_followed(cut, spans)) if sounds is None else sounds
    end = cut.rate.samples_at(length) if length < was_frames else None
    laid = [replace(one, now=kept) for one in laid if (kept := _kept(one, end))]
    voices = [one for one in laid if cut.sounds[one.track].track is TrackKind.DIALOGUE]
    moved = _Moved(spans, voices, cut.rate, length)
    cards = (_card(was, card, length - was_frames) for was, card in words.cards)
    return replace(
        cut,
        pictures=now,
        sounds=tuple(_tracks(cut.sounds, laid)),
        captions=tuple(moved.captions(words.captions)),
        cards=tuple(fit for card in cards if (fit := _fitting(card, 0, length))),
        label=_fitting(words.label[1], 0, length) if words.label else None,
        tones=tuple(_tone(tone, end) for tone in cut.tones if end is None or tone.start < end),
    )


def starts(pictures: Iterable[PictureClip]) -> tuple[int, ...]:
    """The first frame of every picture and, last, the length of all."""
    return (0, *accumulate(clip.length_frames for clip in pictures))


def _first(clip: PictureClip, index: int) -> PictureClip:
    """The first picture of a film has nothing to come from: it fades in."""
    if index == 0 and clip.transition.shows_before and clip.transition is not Transition.FLASH:
        return replace(clip, transition=Transition.FADE)
    return clip


@dataclass(frozen=True, slots=True)
class _Span:
    """Where a shot is seen now, and by how many frames what belongs to it has moved."""

    shift: int
    first: int | None
    """Its first frame in the film if its head was trimmed."""
    last: int | None
    """The frame after it if its tail was trimmed."""


def _spans(pictures: Sequence[MovedPicture]) -> dict[str, _Span]:
    """By shot, where it is first seen now."""
    found: dict[str, _Span] = {}
    for one, start in zip(pictures, starts(one.now for one in pictures), strict=False):
        was, now = one.was, one.now
        head = now.source_start_frames - was.source_start_frames
        stop = now.source_start_frames + now.length_frames
        tail = stop < was.source_start_frames + was.length_frames
        span = _Span(
            start - head - one.was_at,
            start if head > 0 else None,
            start + now.length_frames if tail else None,
        )
        found.setdefault(was.shot, span)
    return found


def _followed(cut: Cut, spans: Mapping[str, _Span]) -> Iterator[MovedSound]:
    """The sounds of `cut` where their shots went; a line is heard only while its shot is."""
    rate = cut.rate
    for number, track in enumerate(cut.sounds):
        for place, clip in enumerate(track.clips):
            span = spans.get(clip.shot)
            if track.track is TrackKind.MUSIC:
                yield MovedSound(number, place, clip, clip)
            if span is None or track.track is TrackKind.MUSIC:
                continue
            kept: SoundClip | None = replace(
                clip, start=clip.start + _samples(span.shift, rate)
            )
            if kept and track.track is TrackKind.DIALOGUE:
                begin = None if span.first is None else rate.samples_at(span.first)
                end = None if span.last is None else rate.samples_at(span.last)
                kept = _cropped(kept, begin, end)
            if kept:
                yield MovedSound(number, place, clip, kept)


def _samples(frames: int, rate: Rate) -> int:
    """So many frames in samples, also backwards."""
    return rate.samples_at(frames) if frames >= 0 else -rate.samples_at(-frames)


def _kept(one: MovedSound, end: int | None) -> SoundClip | None:
    """What of a sound lies in the film; one that did not move is cropped only by its end."""
    moved = one.now.start != one.was.start
    return _cropped(one.now, 0, end) if moved or end is not None else one.now


def _cropped(clip: SoundClip, begin: int | None, end: int | None) -> SoundClip | None:
    """`clip` between two samples of the film, or None if nothing is left of it."""
    early = 0 if begin is None else max(0, begin - clip.start)
    late = 0 if end is None else max(0, clip.start + clip.length - end)
    length = clip.length - early - late
    if early == late == 0:
        return clip
    if length <= 0:
        return None
    return replace(
        clip,
        start=clip.start + early,
        source_start=clip.source_start + early,
        length=length,
        fade_in=min(clip.fade_in, length),
        fade_out=min(clip.fade_out, length),
    )


def _tone(tone: RoomTone, end: int | None) -> RoomTone:
    """`tone` as far as the film goes."""
    if end is None or tone.start + tone.length <= end:
        return tone
    length = end - tone.start
    return replace(
        tone,
        length=length,
        fade_in=min(tone.fade_in, length),
        fade_out=min(tone.fade_out, length),
    )


def _tracks(tracks: Sequence[SoundTrack], sounds: Iterable[MovedSound]) -> Iterator[SoundTrack]:
    """Every track with its clips in the order that they had."""
    rows: dict[int, list[MovedSound]] = {}
    for one in sounds:
        rows.setdefault(one.track, []).append(one)
    for number, track in enumerate(tracks):
        row = sorted(rows.get(number, ()), key=lambda one: one.place)
        yield replace(track, clips=tuple(one.now for one in row))


@dataclass(frozen=True, slots=True)
class _Moved:
    """Carries captions to where their voices and pictures went."""

    spans: Mapping[str, _Span]
    voices: Sequence[MovedSound]
    rate: Rate
    length: int

    def captions(self, captions: Iterable[tuple[Caption, Caption]]) -> Iterator[Caption]:
        """The captions of the film in the order of their beginnings."""
        heard: dict[str, MovedSound] = {}
        for voice in self.voices:
            heard.setdefault(voice.was.shot, voice)
        found = []
        for was, now in captions:
            placed: Caption | None = now
            if (was.start, was.length) == (now.start, now.length) and was.shot:
                placed = self._carried(now, heard.get(was.shot))
            if placed is not None and (fit := _fitting(placed, 0, self.length)):
                found.append(fit)
        yield from sorted(found, key=lambda one: (one.start, one.role))

    def _carried(self, caption: Caption, voice: MovedSound | None) -> Caption | None:
        """`caption` where it was taken, or None if what it belongs to is gone."""
        span = self.spans.get(caption.shot)
        if caption.role is CaptionKind.SUPER or voice is None:
            if span is None:
                return None
            moved = replace(caption, start=caption.start + span.shift)
            return _fitting(moved, span.first, span.last)
        was, now = voice.was, voice.now
        samples = (now.start - now.source_start) - (was.start - was.source_start)
        moved = replace(caption, start=caption.start + self._frames(samples))
        head = now.source_start > was.source_start
        tail = now.source_start + now.length < was.source_start + was.length
        first = self.rate.floor_frames(now.start) if head else None
        last = self.rate.ceil_frames(now.start + now.length) if tail else None
        return _fitting(moved, first, last)

    def _frames(self, samples: int) -> int:
        """Samples as the nearest number of frames, also backwards."""
        half = self.rate.samples_at(1) // 2
        return self.rate.floor_frames(abs(samples) + half) * (1 if samples >= 0 else -1)


def _card(was: Card, now: Card, grown: int) -> Card:
    """A card where it was put; an end card that nobody moved goes with the end."""
    if was.role is CardKind.END and (was.start, was.length) == (now.start, now.length):
        return replace(now, start=max(0, now.start + grown))
    return now


def _fitting(words: _Timed, first: int | None, last: int | None) -> _Timed | None:
    """`words` from frame `first` to before `last`, or None if nothing is left of them."""
    start = words.start if first is None else max(words.start, first)
    stop = words.start + words.length
    length = (stop if last is None else min(stop, last)) - start
    return replace(words, start=start, length=length) if length > 0 else None
