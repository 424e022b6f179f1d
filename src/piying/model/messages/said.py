"""One message in both languages."""

from __future__ import annotations

from typing import NamedTuple


class Said(NamedTuple):
    """One message in Chinese and in English, with the same `str.format` fields in both."""

    zh: str
    en: str
