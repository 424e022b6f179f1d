"""Volcengine Ark (火山方舟): Seedream pictures, Seedance clips, Doubao texts."""

from __future__ import annotations

from piying.partners.providers.ark.provider import ORIGIN, Ark

__all__ = ["ORIGIN", "Ark"]
