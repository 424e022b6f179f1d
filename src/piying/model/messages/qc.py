"""What is said of measuring finished films, of their labels and of their seals."""

from __future__ import annotations

from piying.model.messages.said import Said

SAID: dict[str, Said] = {}
