"""Stand-ins for paid models: drawn, hummed and written on this machine, for trying a chain."""

from __future__ import annotations

from piying.partners.providers.placeholder.provider import Placeholder

__all__ = ["Placeholder"]
