"""What is said of briefs, prices, routes and budgets."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {}
