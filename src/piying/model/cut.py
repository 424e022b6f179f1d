"""The cut: the timeline of one episode as a value, in whole frames and samples.

A cut knows no pixels: captions, titles and labels are placed by the profile that masters it.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest
from piying.model.clock import Rate
from piying.model.people import Style
from piying.model.script import Place
from piying.model.shot import Move, Size, Transition, Weather


class TrackKind(StrEnum):
    """What a track of sound carries."""

    DIALOGUE = "dialogue"
    MUSIC = "music"
    EFFECTS = "effects"


@dataclass(frozen=True, slots=True)
class Direction:
    """How a picture that is no stage is shown: what a stage says of itself."""

    style: Style = Style.MANHUA
    """Of the words over it."""
    size: Size = Size.WIDE
    move: Move = Move.DRIFT
    """Of the camera over a still; a moving picture keeps its own camera."""
    place: Place = Place.EXTERIOR
    weather: Weather = Weather.CLEAR
    flashback: bool = False
    held_frames: int = 0
    """How many frames at the end only hold the last picture, under the end card."""


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
    direction: Direction | None = None
    """None for a stage, which directs itself."""


class Space(StrEnum):
    """A kind of place as it is heard: how it echoes, and what hums in it when nobody speaks."""

    NONE = "none"
    """No place: a voice over the film, music."""
    ROOM = "room"
    """A furnished room of a home."""
    OFFICE = "office"
    CLASSROOM = "classroom"
    WARD = "ward"
    """A room of a hospital."""
    RESTAURANT = "restaurant"
    HALL = "hall"
    """A great hall of stone and wood."""
    INN = "inn"
    CAR = "car"
    STREET = "street"
    ALLEY = "alley"
    YARD = "yard"
    """An open place between walls."""
    PARK = "park"
    FOREST = "forest"
    HEIGHT = "height"
    """A roof, a cliff: wind and no walls."""
    VOID = "void"
    """The underworld, a dream."""


class Manner(StrEnum):
    """How a clip of sound reaches the listener."""

    PLAIN = "plain"
    INNER = "inner"
    """A thought: near, and in a space of its own."""
    PHONE = "phone"
    """Through a telephone or a recording: without lows and highs."""


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
    space: Space = Space.NONE
    """Whose echo is heard behind it."""
    echo_mb: int = 0
    """The level of the echo against the clip itself, in hundredths of a decibel."""
    manner: Manner = Manner.PLAIN


@dataclass(frozen=True, slots=True)
class SoundTrack:
    """A track of sound."""

    track: TrackKind
    clips: tuple[SoundClip, ...]
    duck_mb: int = 0
    """How far the track goes down under speech, hundredths of a decibel (0: not at all)."""


@dataclass(frozen=True, slots=True)
class RoomTone:
    """What a place sounds like when nobody speaks, for a stretch of samples at 48 kHz."""

    shot: str
    """The first shot it is heard in."""
    space: Space
    night: bool
    start: int
    length: int
    gain_mb: int
    """Its level, hundredths of a decibel against full scale."""
    fade_in: int = 0
    fade_out: int = 0


class CaptionKind(StrEnum):
    """What a caption is."""

    SPEECH = "speech"
    """A spoken line."""
    INNER = "inner"
    """A line of an inner or off-screen voice, or the narrator's."""
    SUPER = "super"
    """On-screen text."""


@dataclass(frozen=True, slots=True)
class Ruby:
    """A reading above the characters of a text from `start` to before `end`."""

    start: int
    end: int
    reading: str
    """As it is shown: "cháng"."""


@dataclass(frozen=True, slots=True)
class Caption:
    """Words on the screen from frame `start` for `length` frames."""

    start: int
    length: int
    text: str
    speaker: str = ""
    role: CaptionKind = CaptionKind.SPEECH
    shot: str = ""
    ruby: tuple[Ruby, ...] = ()
    """Readings that are shown, in the order of the text."""
    keep: tuple[str, ...] = ()
    """Names in the text that no line break divides."""
    vertical: bool = False
    """Set in columns from right to left; on-screen words only."""


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
    tones: tuple[RoomTone, ...] = ()
    """The room tone of every place; where it is laid, the film is never wholly silent."""
    kind: str = field(default="cut.1", kw_only=True)

    @property
    def length_frames(self) -> int:
        """The length of the film in frames."""
        return sum(clip.length_frames for clip in self.pictures)
