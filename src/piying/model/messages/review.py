"""What the room `review` says."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {}
