"""Speech without a network: the Kokoro model, its voices and its phonemes."""

from __future__ import annotations

from piying.partners.outfit import Outfit
from piying.partners.providers.kokoro import build
from piying.partners.providers.kokoro.engine import prove
from piying.partners.providers.kokoro.provider import Kokoro
from piying.partners.providers.kokoro.voices import voices

__all__ = ["OUTFIT", "Kokoro", "voices"]

OUTFIT = Outfit("kokoro", build.ASSETS, build.make, prove)
