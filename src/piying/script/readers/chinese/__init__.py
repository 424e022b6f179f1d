"""The reader of scripts as they are written in China."""

from __future__ import annotations

from piying.script.readers.chinese.reader import read_chinese

__all__ = ["read_chinese"]
