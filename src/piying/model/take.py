"""Takes: what a shot needs is a recipe, what came of it is a take, and one take is chosen."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest
from piying.model.clock import Rate
from piying.model.money import NOTHING, Money
from piying.model.shot import ShotSpec, Speech


class TakeKind(StrEnum):
    """What a take is."""

    VOICE = "voice"
    """A spoken line: 48 kHz mono 16-bit WAV, with marks."""
    PICTURE = "picture"
    """What is seen in a shot: a stage of the puppet kit, a still or a clip."""
    MUSIC = "music"
    """A cue: 48 kHz stereo 16-bit WAV."""
    SOUND = "sound"
    """An effect: 48 kHz stereo 16-bit WAV."""
    TEXT = "text"
    """What a text model wrote, in UTF-8."""


@dataclass(frozen=True, slots=True)
class MusicBrief:
    """What a cue of music has to be."""

    mood: str
    length_ms: int


@dataclass(frozen=True, slots=True)
class SoundBrief:
    """What an effect of sound has to be."""

    name: str
    length_ms: int


@dataclass(frozen=True, slots=True)
class Recipe:
    """Everything that decides a take; its digest is the key under which the take is found.

    Exactly one of `speech`, `shot`, `music` and `sound` is filled, by `want`; none of them
    where the provider is `HAND`: there the files that were brought decide, as `inputs`.
    """

    want: TakeKind
    provider: str
    model: str
    """The provider's model with its version; a new version is a new recipe."""
    seed: int = 0
    speech: Speech | None = None
    shot: ShotSpec | None = None
    music: MusicBrief | None = None
    sound: SoundBrief | None = None
    length_frames: int = 0
    """For pictures: how long the shot is at `rate`."""
    rate: Rate | None = None
    inputs: tuple[Digest, ...] = ()
    """What it is made from, in order: for a talking picture, the voice; for what a model
    generates, its `Brief` and then the files that the brief refers to."""
    speech_at_frame: int = 0
    """For a talking picture: the frame at which the voice begins."""
    kind: str = field(default="recipe.1", kw_only=True)


@dataclass(frozen=True, slots=True)
class Mark:
    """A stretch of a voice: which sound is heard from when to when, in samples at 48 kHz."""

    start: int
    end: int
    text: str
    """The phoneme, in the provider's alphabet."""
    viseme: str
    """The mouth: rest, closed, teeth, open, mid, spread, round, half."""


@dataclass(frozen=True, slots=True)
class MediaFacts:
    """What a probe found in the blob."""

    media_type: str
    """"audio/wav", "application/vnd.piying.stage+json", "image/png", "video/mp4"."""
    byte_count: int
    sample_count: int = 0
    sample_rate: int = 0
    channels: int = 0
    frame_count: int = 0
    width: int = 0
    height: int = 0
    marks: tuple[Mark, ...] = ()


class Outcome(StrEnum):
    """How an attempt ended."""

    MADE = "made"
    REFUSED = "refused"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class Take:
    """What came of one attempt at a recipe; never changed, never deleted."""

    id: str
    """A ULID: sorts by time."""
    recipe: Digest
    outcome: Outcome
    blob: Digest | None
    facts: MediaFacts | None
    provider: str
    at_ms: int
    took_ms: int
    cost: Money = NOTHING
    why: str = ""
    """For a take that was not made: the reason."""
    kind: str = field(default="take.1", kw_only=True)


class FlagWord(StrEnum):
    """What a person should look at in a take."""

    WRITING = "writing"
    """Words that have to stand in the picture are not read there exactly."""
    DRIFT = "drift"
    """A figure is more like somebody else's sheet than like its own."""
    FALLBACK = "fallback"
    """Another model made it than the one that was to."""


@dataclass(frozen=True, slots=True)
class Flag:
    """Something that a person should look at; a flag never refuses a take."""

    word: FlagWord
    said: str
    """What was found: names, words as they were read, measures, a vendor's reason."""


@dataclass(frozen=True, slots=True)
class Flags:
    """The flags of one take."""

    flags: tuple[Flag, ...] = ()
    kind: str = field(default="flags.1", kw_only=True)


HAND = "hand"
"""The provider of what a person brings."""


@dataclass(frozen=True, slots=True)
class BroughtFile:
    """A file as a person brought it."""

    name: str
    """Without its folder."""
    sha256: Digest
    media_type: str
    byte_count: int


@dataclass(frozen=True, slots=True)
class Brought:
    """A take that was made of what a person brought."""

    take: str
    """The id of the take."""
    files: tuple[BroughtFile, ...]
    """The one that was named, and any that lay beside it and were used."""
    at_ms: int


@dataclass(frozen=True, slots=True)
class Shelf:
    """What a person brought for one need of one shot, oldest first.

    It belongs to the shot and not to a recipe, so it stays when the line of the shot gets
    another voice, and no other shot that happens to look alike takes it.
    """

    shot: str
    want: TakeKind
    brought: tuple[Brought, ...] = ()
    used: str = ""
    """The take that the film uses; empty: the film uses none of these."""
    kind: str = field(default="shelf.1", kw_only=True)
