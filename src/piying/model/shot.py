"""The storyboard: what each shot shows, for how long at least, and what is said in it."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from piying.model.canon import Digest
from piying.model.people import Look, Style, Voice
from piying.model.script import DayTime, Delivery, Place


class Size(StrEnum):
    """The size of a shot 景别."""

    EXTREME_WIDE = "extreme_wide"
    """大远景: the place alone or tiny figures."""
    WIDE = "wide"
    """全景: whole figures."""
    MEDIUM = "medium"
    """中景: to the knee or the waist."""
    CLOSE = "close"
    """近景: head and shoulders."""
    CLOSEUP = "closeup"
    """特写: the face."""
    EXTREME_CLOSEUP = "extreme_closeup"
    """大特写: the eyes, a hand, a thing."""


class Framing(StrEnum):
    """Who is arranged how in the frame."""

    EMPTY = "empty"
    """空镜: nobody."""
    SINGLE = "single"
    """One figure."""
    TWO = "two"
    """双人: two figures stacked in depth."""
    OVER = "over"
    """过肩: over the listener's shoulder."""
    GROUP = "group"
    """Three or more."""
    INSERT = "insert"
    """插入: a thing or a hand."""


class Move(StrEnum):
    """The move of the camera 运镜."""

    STATIC = "static"
    DRIFT = "drift"
    """A slow drift, so that the picture breathes."""
    PUSH = "push"
    """推: nearer."""
    PULL = "pull"
    """拉: farther."""
    PAN_LEFT = "pan_left"
    PAN_RIGHT = "pan_right"
    TILT_UP = "tilt_up"
    TILT_DOWN = "tilt_down"
    WHIP = "whip"
    """甩."""
    SHAKE = "shake"
    """震."""
    FOLLOW = "follow"
    """跟."""


class Angle(StrEnum):
    """The height of the camera 机位."""

    EYE = "eye"
    LOW = "low"
    """仰."""
    HIGH = "high"
    """俯."""


class Emotion(StrEnum):
    """What a face shows."""

    NEUTRAL = "neutral"
    HAPPY = "happy"
    ANGRY = "angry"
    SAD = "sad"
    AFRAID = "afraid"
    SHOCKED = "shocked"
    SMUG = "smug"
    TENDER = "tender"


class Weather(StrEnum):
    """What falls or drifts through a set."""

    CLEAR = "clear"
    RAIN = "rain"
    SNOW = "snow"
    PETALS = "petals"
    EMBERS = "embers"
    FOG = "fog"


class Transition(StrEnum):
    """How a shot begins."""

    CUT = "cut"
    DISSOLVE = "dissolve"
    """叠化: time passes."""
    FADE = "fade"
    """From black."""
    FLASH = "flash"
    """闪白: smash to white."""
    INK = "ink"
    """墨染: into the past."""
    WIPE = "wipe"
    """划变: an edge goes over the picture, to the left; meanwhile, elsewhere."""
    WIPE_RIGHT = "wipe_right"
    """右划."""
    WIPE_UP = "wipe_up"
    """上划."""
    WIPE_DOWN = "wipe_down"
    """下划."""
    PUSH = "push"
    """推出: the new picture pushes the old one out, to the left."""
    PUSH_RIGHT = "push_right"
    """右推."""
    PUSH_UP = "push_up"
    """上推."""
    PUSH_DOWN = "push_down"
    """下推."""

    @property
    def shows_before(self) -> bool:
        """Whether the picture before is seen in it: in all but a cut and a fade from black."""
        return self not in (Transition.CUT, Transition.FADE)


@dataclass(frozen=True, slots=True)
class Subject:
    """One figure in a shot."""

    character: str
    look: Look
    side: int = 0
    """Where it stands on the line of action: -1 left, 0 middle, 1 right."""
    depth: int = 0
    """0 at the plane of the action, 1 nearer to the camera (foreground)."""
    yaw_degrees: int = 0
    """Where it faces: 0 the camera, +90 the right edge of the screen."""
    emotion: Emotion = Emotion.NEUTRAL
    gesture: str = ""
    """A gesture of the kit: point, fist, phone, slap, pray, cover_mouth, wave, … or empty."""


@dataclass(frozen=True, slots=True)
class Speech:
    """What is said in a shot."""

    character: str
    """Empty for the narrator."""
    text: str
    """The words as shown, letter for letter."""
    aloud: str
    """The words with reading overrides."""
    voice: Voice
    delivery: Delivery = Delivery.SPOKEN
    emotion: Emotion = Emotion.NEUTRAL
    language: str = "zh"
    ruby: bool = False
    """Whether the readings in `aloud` are shown above their characters."""


@dataclass(frozen=True, slots=True)
class ShotSpec:
    """Everything that is decided about one shot before anything is made."""

    scene: int
    """The number of the scene in the episode, from 1."""
    size: Size
    framing: Framing
    set_name: str
    """A set of the kit."""
    day_time: DayTime
    place: Place
    weather: Weather
    style: Style
    subjects: tuple[Subject, ...] = ()
    speech: Speech | None = None
    action: str = ""
    """The words of the action that is shown, letter for letter."""
    insert: str = ""
    """What an insert shows: phone, letter, door, ring, knife, cup, blood_drop, … or empty."""
    onscreen: str = ""
    """Words that appear on the screen 字幕."""
    onscreen_vertical: bool = False
    """Whether they stand in columns."""
    move: Move = Move.DRIFT
    angle: Angle = Angle.EYE
    length_ms: int = 2000
    """The planned length; a spoken line may make it longer, never shorter than it needs."""
    length_fixed: bool = False
    """A person asked for exactly this length."""
    transition: Transition = Transition.CUT
    mood: str = "calm"
    """The music it wants: calm, tender, sorrow, suspense, tension, triumph, comic, silence."""
    effects: tuple[str, ...] = ()
    """Effects of the picture: flash, shake, speed_lines, light_leak, vignette, ink, …"""
    sounds: tuple[str, ...] = ()
    """Effects of sound: rain, impact, whoosh, heartbeat, door, footsteps, crowd, ding, …"""
    flashback: bool = False
    element: int = 0
    """The element of the script that the shot comes from."""


@dataclass(frozen=True, slots=True)
class Shot:
    """A shot of the board: a name that stays when the spec is revised, and the spec."""

    id: str
    """"e01s02-1f2e3d4c": episode, scene, and a mark of its content; a second that is equal
    ends in "-2"."""
    spec: ShotSpec


@dataclass(frozen=True, slots=True)
class Board:
    """The shots of one episode in order."""

    script: Digest
    episode: int
    title: str
    series: str
    language: str
    shots: tuple[Shot, ...]
    kind: str = field(default="board.1", kw_only=True)
