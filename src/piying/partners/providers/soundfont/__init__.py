"""Music of the house: mood cues composed from a chord plan and played with a sound bank."""

from __future__ import annotations

from piying.partners.providers.soundfont.provider import SoundFont

__all__ = ["SoundFont"]
