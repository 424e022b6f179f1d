"""Aliyun Model Studio (百炼): CosyVoice voices, with the times of characters."""

from __future__ import annotations

from piying.partners.providers.aliyun.provider import ORIGIN, Aliyun

__all__ = ["ORIGIN", "Aliyun"]
