"""Plays on disk: the raw log, hours, what a day is held against, its counting, its roll-ups."""

from __future__ import annotations
