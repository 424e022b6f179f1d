"""Azure AI Speech: voices by batch synthesis, with the times of words."""

from __future__ import annotations

from piying.partners.providers.azure.provider import ORIGIN, Azure

__all__ = ["ORIGIN", "Azure"]
