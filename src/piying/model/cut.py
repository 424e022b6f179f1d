"""The cut: the timeline of one episode as a value, in whole frames and samples.

A cut knows no pixels: captions, titles and labels are placed by the profile that masters it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest
from piying.model.clock import Rate
from piying.model.shot import Transition


class TrackKind(StrEnum):
    """What a track of sound carries."""

    DIALOGUE = "dialogue"
    MUSIC = "music"
    EFFECTS = "effects"


@dataclass(frozen=True, slots=True)
class PictureClip:
    """One shot in the film. Clips follow each other without gap."""

    shot: str
    take: Digest
    """The recipe whose chosen take it is."""
    blob: Digest
    media_type: str
    length_frames: int
    source_start_frames: int = 0
    transition: Transition = Transition.CUT
    """How it begins; a transition other than a cut covers its first `transition_frames`."""
    transition_frames: int = 0
    effects: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class SoundClip:
    """A stretch of sound, in samples at 48 kHz from the start of the film."""

    shot: str
    blob: Digest
    start: int
    length: int
    source_start: int = 0
    gain_mb: int = 0
    """Gain in hundredths of a decibel (millibel)."""
    fade_in: int = 0
    fade_out: int = 0


@dataclass(frozen=True, slots=True)
class SoundTrack:
    """A track of sound."""

    track: TrackKind
    clips: tuple[SoundClip, ...]
    duck_mb: int = 0
    """How far the track goes down under speech, hundredths of a decibel (0: not at all)."""


class CaptionKind(StrEnum):
    """What a caption is."""

    SPEECH = "speech"
    """A spoken line."""
    INNER = "inner"
    """A line of an inner or off-screen voice, or the narrator's."""
    SUPER = "super"
    """On-screen text."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words on the screen from frame `start` for `length` frames."""

    start: int
    length: int
    text: str
    speaker: str = ""
    role: CaptionKind = CaptionKind.SPEECH
    shot: str = ""


class CardKind(StrEnum):
    """What a card is."""

    TITLE = "title"
    """The name of the series and the episode, laid over the picture."""
    END = "end"
    """The end card: to be continued, with the question that stays open."""


@dataclass(frozen=True, slots=True)
class Card:
    """A title laid over the film from frame `start` for `length` frames."""

    role: CardKind
    start: int
    length: int
    lines: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AiLabel:
    """The explicit label that says the film is made by AI, from frame `start` on."""

    text: str
    start: int
    length: int


@dataclass(frozen=True, slots=True)
class Cut:
    """The timeline of one episode."""

    board: Digest
    series: str
    episode: int
    title: str
    language: str
    rate: Rate
    pictures: tuple[PictureClip, ...]
    sounds: tuple[SoundTrack, ...]
    captions: tuple[Caption, ...]
    cards: tuple[Card, ...] = ()
    label: AiLabel | None = None
    kind: str = field(default="cut.1", kw_only=True)

    @property
    def length_frames(self) -> int:
        """The length of the film in frames."""
        return sum(clip.length_frames for clip in self.pictures)
