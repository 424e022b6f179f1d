"""What is said of decisions, the signed log, takedowns and appeals."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {}
