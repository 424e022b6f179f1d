"""How a feeling and a way of speaking change a voice, as data."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.script import Delivery
from piying.model.shot import Emotion


@dataclass(frozen=True, slots=True)
class Manner:
    """A change of a voice: factors for pace and pitch, decibels for loudness, room."""

    speed: float = 1.0
    gain: float = 1.0
    """Of the pitch."""
    range: float = 1.0
    """Of the pitch around the voice's own middle, as an exponent."""
    level_db: float = 0.0
    reverb: float = 0.0
    """How much of the sound is the room, 0 … 1."""

    def then(self, other: Manner) -> Manner:
        """Both changes together."""
        return Manner(
            self.speed * other.speed,
            self.gain * other.gain,
            self.range * other.range,
            self.level_db + other.level_db,
            max(self.reverb, other.reverb),
        )


EMOTIONS = {
    Emotion.NEUTRAL: Manner(),
    Emotion.HAPPY: Manner(speed=1.08, gain=1.08, range=1.35, level_db=0.5),
    Emotion.ANGRY: Manner(speed=1.12, gain=1.08, range=1.65, level_db=2.0),
    Emotion.SAD: Manner(speed=0.86, gain=0.94, range=0.6, level_db=-2.0),
    Emotion.AFRAID: Manner(speed=1.1, gain=1.1, range=1.2, level_db=-1.0),
    Emotion.SHOCKED: Manner(speed=1.06, gain=1.14, range=1.55, level_db=1.5),
    Emotion.SMUG: Manner(speed=0.94, gain=0.97, range=1.3),
    Emotion.TENDER: Manner(speed=0.92, gain=0.98, range=0.8, level_db=-2.0),
}
DELIVERIES = {
    Delivery.SPOKEN: Manner(),
    Delivery.OS: Manner(speed=0.96, range=0.9, level_db=-2.0, reverb=0.14),
    Delivery.VO: Manner(),
    Delivery.NARRATION: Manner(),
}
