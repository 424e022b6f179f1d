"""The mix: every clip and tone of a cut laid on one film, piece by piece.

Positions are whole samples of the film, so nothing can drift. Speech is known from the
timeline, so music goes down before a line begins and not after it was heard. Only what
sounds in a piece is held, so an hour takes no more memory than a minute.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Protocol

import numpy as np
import numpy.typing as npt

from piying.cut.levels import DUCK_DOWN, DUCK_UP
from piying.model.canon import Digest
from piying.model.clock import SAMPLE_RATE
from piying.model.cut import Cut, Manner, RoomTone, SoundClip, Space, TrackKind
from piying.model.errors import Invalid, Missing
from piying.model.master import Flaw
from piying.render.sound.echo import answer, convolved, phoned
from piying.render.sound.faults import Note, SourceWatch
from piying.render.sound.source import Sound, Source, opened
from piying.render.sound.tone import PERIOD, tone

PIECE = 2 * SAMPLE_RATE
"""Samples that are mixed at a time: whole steps of the meter, whole blocks of the limiter."""

TONE = "tone"
STEMS = frozenset({*(kind.value for kind in TrackKind), TONE})
"""What a mix is the sum of."""


class _Layer(Protocol):
    """Something that is heard from a sample of the film to another."""

    @property
    def start(self) -> int: ...

    @property
    def stop(self) -> int: ...

    def add(self, total: Sound, at: int) -> None:
        """Add what is heard of it to `total`, which begins at sample `at` of the film."""
        ...


def mix(cut: Cut, blobs: Mapping[Digest, Path], stems: Collection[str] = STEMS) -> Sound:
    """Everything that is heard in `cut`, from its first frame to its last, (samples, 2)."""
    made = list(pieces(cut, blobs, _unheard, stems))
    return np.concatenate([*made, np.zeros((0, 2), np.float32)])


def _unheard(_flaw: Flaw) -> None:
    """Nobody asked."""


def pieces(
    cut: Cut,
    blobs: Mapping[Digest, Path],
    note: Note = _unheard,
    stems: Collection[str] = STEMS,
) -> Iterator[Sound]:
    """The mix of `cut` in pieces of `PIECE` samples, the last one shorter.

    Args:
        cut: the cut.
        blobs: where the blob of every clip lies.
        note: called with every fault of a source that a person should look at.
        stems: what is mixed; without all of them, what is left out still ducks the rest.

    Raises:
        Missing: a clip's blob is not in `blobs`.
        Invalid: a source cannot be read, is too short for its clip, or is a silent voice.
    """
    length = cut.rate.samples_at(cut.length_frames)
    waiting = sorted(_layers(cut, blobs, note, stems), key=lambda layer: -layer.start)
    sounding: list[_Layer] = []
    for at in range(0, length, PIECE):
        total = np.zeros((min(PIECE, length - at), 2), np.float32)
        while waiting and waiting[-1].start < at + len(total):
            sounding.append(waiting.pop())
        for layer in sounding:
            layer.add(total, at)
        sounding = [layer for layer in sounding if layer.stop > at + len(total)]
        yield total


def _layers(
    cut: Cut, blobs: Mapping[Digest, Path], note: Note, stems: Collection[str]
) -> Iterator[_Layer]:
    spoken = [
        (clip.start, clip.start + clip.length)
        for track in cut.sounds
        if track.track is TrackKind.DIALOGUE
        for clip in track.clips
    ]
    held: dict[Digest, Source] = {}
    for track in cut.sounds:
        duck = Duck.of(spoken, track.duck_mb) if track.duck_mb and spoken else None
        for clip in track.clips:
            if clip.blob not in blobs:
                raise Missing("render.sound_missing", shot=clip.shot, blob=clip.blob[:12])
            if track.track.value not in stems:
                continue
            watch = SourceWatch(clip.shot, clip.blob, blobs[clip.blob])
            play = _Play(clip, watch, note, held, track.track is TrackKind.DIALOGUE)
            if clip.manner is not Manner.PLAIN or clip.space is not Space.NONE:
                yield _Housed(play, duck)
            else:
                yield _Plain(play, duck)
    if TONE in stems:
        yield from (_Toned(one) for one in cut.tones)


@dataclass(slots=True)
class _Play:
    """The stretch of its source that a clip plays, with its gain and its fades."""

    clip: SoundClip
    watch: SourceWatch
    note: Note
    held: dict[Digest, Source]
    voice: bool
    _source: Source | None = None

    def heard(self, first: int, after: int) -> Sound:
        """The samples of the clip from `first` to before `after`."""
        clip = self.clip
        begin = clip.source_start + first
        piece = self._opened().take(begin, clip.source_start + after)
        self.watch.see(piece)
        if after == clip.length:
            self.watch.end(self.note, start=clip.start, voice=self.voice)
        if clip.gain_mb:
            piece *= np.float32(10 ** (clip.gain_mb / 2000))
        fade(piece, first, clip.length, clip.fade_in, clip.fade_out)
        return piece

    def _opened(self) -> Source:
        if self._source is None:
            clip = self.clip
            source = self.held.get(clip.blob) or opened(self.watch.path, clip.shot)
            # files that are mapped cost nothing; what had to be decoded is kept for others
            self.held[clip.blob] = self._source = source
            needed = clip.source_start + clip.length
            if clip.source_start < 0 or source.length < needed:
                raise Invalid("render.sound_short", shot=clip.shot, path=self.watch.path,
                              held=source.length, needed=needed)  # fmt: skip
        return self._source


@dataclass(slots=True)
class _Plain:
    """A clip as it lies in its source."""

    play: _Play
    duck: Duck | None

    @property
    def start(self) -> int:
        return self.play.clip.start

    @property
    def stop(self) -> int:
        return self.start + self.play.clip.length

    def add(self, total: Sound, at: int) -> None:
        first, after = max(at, self.start), min(at + len(total), self.stop)
        if first < after:
            piece = self.play.heard(first - self.start, after - self.start)
            if self.duck is not None:
                self.duck.lay(piece, first)
            total[first - at : after - at] += piece


@dataclass(slots=True)
class _Housed:
    """A clip that is heard in a place or through a telephone; rendered when it begins."""

    play: _Play
    duck: Duck | None
    _made: Sound | None = None

    @property
    def start(self) -> int:
        return self.play.clip.start

    @property
    def stop(self) -> int:
        return self.start + (self.play.clip.length if self._made is None else len(self._made))

    def add(self, total: Sound, at: int) -> None:
        if self._made is None:
            self._made = housed(self.play.heard(0, self.play.clip.length), self.play.clip)
            if self.duck is not None:
                self.duck.lay(self._made, self.start)
        first, after = max(at, self.start), min(at + len(total), self.stop)
        if first < after:
            total[first - at : after - at] += self._made[
                first - self.start : after - self.start
            ]


def housed(dry: Sound, clip: SoundClip) -> Sound:
    """`dry` as it is heard by the manner and in the space of `clip`, with its echo's tail."""
    if clip.manner is Manner.PHONE:
        heard = phoned(dry)
        fade(heard, 0, len(heard), clip.fade_in, clip.fade_out)
        return heard
    if clip.manner is not Manner.INNER and clip.space is Space.NONE:
        return dry
    echo = convolved(dry.mean(1), answer(clip.space, clip.manner))
    echo *= np.float32(10 ** (clip.echo_mb / 2000))
    echo[: len(dry)] += dry
    return echo


@dataclass(slots=True)
class _Toned:
    """The tone of a place; it goes on where it was when the place is seen again."""

    tone: RoomTone

    @property
    def start(self) -> int:
        return self.tone.start

    @property
    def stop(self) -> int:
        return self.tone.start + self.tone.length

    def add(self, total: Sound, at: int) -> None:
        first, after = max(at, self.start, 0), min(at + len(total), self.stop)
        if first >= after:
            return
        whole = tone(self.tone.space, self.tone.night)
        begin = first % PERIOD
        piece = whole[begin : begin + after - first]
        if len(piece) < after - first:
            piece = np.concatenate([piece, whole[: after - first - len(piece)]])
        piece = piece * np.float32(10 ** (self.tone.gain_mb / 2000))
        fade(piece, first - self.start, self.tone.length, self.tone.fade_in,
             self.tone.fade_out)  # fmt: skip
        total[first - at : after - at] += piece


def fade(piece: Sound, first: int, length: int, fade_in: int, fade_out: int) -> None:
    """Fade the samples from `first` on of a clip of `length`, with constant power, in place.

    A crossing of two clips so keeps its loudness.
    """
    fade_in, fade_out = min(fade_in, length), min(fade_out, length)
    into = min(len(piece), fade_in - first)
    if into > 0:
        piece[:into] *= _slope(np.arange(first, first + into), fade_in)[:, None]
    begin = max(first, length - fade_out)
    if begin < first + len(piece):
        left = length - 1 - np.arange(begin, first + len(piece))
        piece[begin - first :] *= _slope(left, fade_out)[:, None]


def _slope(at: npt.NDArray[np.int64], length: int) -> npt.NDArray[np.float32]:
    """The gain at samples `at` of a fade of `length`, from 0 to 1."""
    return np.sin(at.astype(np.float32) * np.float32(np.pi / 2 / max(1, length - 1)))


@dataclass(frozen=True, slots=True)
class Duck:
    """How far a track has gone down at every sample: straight lines between points."""

    samples: npt.NDArray[np.float64]
    shares: npt.NDArray[np.float64] = field(repr=False)
    """0 untouched, 1 down by all of `duck_mb`."""
    duck_mb: int

    @classmethod
    def of(cls, spoken: Sequence[tuple[int, int]], duck_mb: int) -> Duck:
        """The ducking under speech that is heard in these stretches."""
        points: list[tuple[float, float]] = []
        level, now = 0.0, -float("inf")
        for start, stop in _joined([(a - DUCK_DOWN, b) for a, b in spoken]):
            if level:
                reached = now + level * DUCK_UP
                level = max(0.0, level - (start - now) / DUCK_UP)
                points.append((min(reached, start), level))
            points.append((start, level))
            down = min(float(stop), start + (1 - level) * DUCK_DOWN)
            level = min(1.0, level + (down - start) / DUCK_DOWN)
            points += [(down, level), (stop, level)]
            now = stop
        points.append((now + level * DUCK_UP, 0.0))
        samples, shares = zip(*points, strict=True)
        return cls(np.array(samples, float), np.array(shares, float), duck_mb)

    def lay(self, piece: Sound, at: int) -> None:
        """Turn down `piece`, which begins at sample `at` of the film, in place."""
        inner = (self.samples > at) & (self.samples < at + len(piece))
        ends = np.interp([at, at + len(piece)], self.samples, self.shares)
        factor = -self.duck_mb / 2000 * np.log(10)
        if not inner.any() and ends[0] == ends[1]:
            if ends[0]:
                piece *= np.float32(np.exp(factor * ends[0]))
            return
        here = np.arange(at, at + len(piece))
        share = np.interp(here, self.samples, self.shares).astype(np.float32)
        piece *= np.exp(np.float32(factor) * share)[:, None]


def _joined(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans in order, those that touch each other as one."""
    joined: list[tuple[int, int]] = []
    for start, stop in sorted(spans):
        if joined and start <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(stop, joined[-1][1]))
        else:
            joined.append((start, stop))
    return joined
