"""What is said of paid jobs and of the database that keeps them."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {}
