"""What is said of adapting novels and comics."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {}
