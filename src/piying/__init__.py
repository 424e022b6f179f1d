"""piying 皮影: an animated short drama from its screenplay to its finished vertical episode."""

from __future__ import annotations

__version__ = "0.1.0"
