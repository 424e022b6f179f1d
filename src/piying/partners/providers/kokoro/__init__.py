"""Speech without a network: the Kokoro model, its voices and its phonemes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.partners.outfit import Outfit
from piying.partners.providers.kokoro import build
from piying.partners.providers.kokoro.provider import Kokoro
from piying.partners.providers.kokoro.voices import voices

if TYPE_CHECKING:
    from piying.partners.providers.kokoro.engine import prove
else:
    prove = deferred("piying.partners.providers.kokoro.engine:prove")

__all__ = ["OUTFIT", "Kokoro", "voices"]

OUTFIT = Outfit("kokoro", build.ASSETS, build.make, prove)
