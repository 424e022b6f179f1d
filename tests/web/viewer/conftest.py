"""The film that tests of the player show."""

from __future__ import annotations

from screening import ladder, packed  # noqa: F401 - fixtures
