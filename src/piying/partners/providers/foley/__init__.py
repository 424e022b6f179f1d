"""Effects of sound, synthesised: no recording, no licence, repeatable from a seed."""

from __future__ import annotations

from piying.partners.providers.foley.provider import Foley

__all__ = ["Foley"]
