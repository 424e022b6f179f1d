"""The one door to partners: which providers there are, in order of preference."""

from __future__ import annotations

from pathlib import Path

from piying.partners.providers.foley import Foley
from piying.partners.providers.kokoro import Kokoro
from piying.partners.providers.soundfont import SoundFont
from piying.takes.provider import Provider


def embedded(data: Path) -> tuple[Provider, ...]:
    """The providers that need no network; `data` is the folder of fetched models."""
    return (Kokoro(data), SoundFont(data), Foley())
