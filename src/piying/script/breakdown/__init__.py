"""From a screenplay to a storyboard: a director whose every choice is a rule or a table."""

from __future__ import annotations

from piying.script.breakdown.director import direct

__all__ = ["direct"]
