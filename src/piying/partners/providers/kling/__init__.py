"""Kling (可灵): pictures and clips, of one shot or of several."""

from __future__ import annotations

from piying.partners.providers.kling.provider import ORIGIN, Kling

__all__ = ["ORIGIN", "Kling"]
