"""What is said of vendors: keys, addresses, answers."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {}
