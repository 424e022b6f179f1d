"""Masters: the profile a cut is mastered with, and what was measured in the finished file."""

from __future__ import annotations

from dataclasses import dataclass, field

from piying.model.canon import Digest
from piying.model.clock import Rate


@dataclass(frozen=True, slots=True)
class SafeArea:
    """Where words may stand, in thousandths of the frame's width or height."""

    caption_top_permille: int = 680
    caption_bottom_permille: int = 760
    left_permille: int = 60
    right_permille: int = 120
    """Kept free at the right for the player's buttons."""


@dataclass(frozen=True, slots=True)
class Profile:
    """How a cut becomes a file."""

    name: str
    width: int
    height: int
    rate: Rate
    encoder: str = "libx264"
    """The encoder of the picture, as FFmpeg calls it."""
    preset: str = "veryfast"
    crf: int = 20
    """The quality, on the encoder's own scale; smaller is better."""
    audio_bit_rate: int = 192_000
    loudness_lufs_milli: int = -16_000
    """Programme loudness in thousandths of a LUFS."""
    loudness_tolerance_milli: int = 500
    true_peak_dbtp_milli: int = -1_000
    """The highest true peak allowed, thousandths of a dBTP."""
    label_height_permille: int = 60
    """Height of the AI label in thousandths of the short side."""
    safe: SafeArea = field(default_factory=SafeArea)
    kind: str = field(default="profile.1", kw_only=True)


@dataclass(frozen=True, slots=True)
class Measurement:
    """One figure measured in the finished file, with the tool that measured it."""

    name: str
    value_milli: int
    unit: str
    tool: str


@dataclass(frozen=True, slots=True)
class Flaw:
    """Something in a source of sound that a person should look at; the film was made."""

    code: str
    """A code of the message catalogue."""
    shot: str
    blob: Digest
    at_ms: int
    """Where in the film it is heard."""


@dataclass(frozen=True, slots=True)
class Master:
    """A finished file."""

    cut: Digest
    profile: Digest
    renderer: str
    blob: Digest
    measurements: tuple[Measurement, ...]
    flaws: tuple[Flaw, ...] = ()
    kind: str = field(default="master.1", kw_only=True)
