"""Devices: what a browser says of itself, in two words that its owner knows again.

Nothing more of it is kept: the whole text of a browser tells people apart.
"""

from __future__ import annotations

DEVICE_CHARACTERS_MAX = 100
BROWSER = "Mozilla/"
"""What every browser begins with."""
BROWSERS = (
    ("Edg", "Edge"), ("Firefox", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"),
    ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
"""The first that is found: most call themselves by the names of others too, behind theirs."""
SYSTEMS = (
    ("iPhone", "iPhone"), ("iPad", "iPad"), ("OpenHarmony", "HarmonyOS"),
    ("HarmonyOS", "HarmonyOS"), ("Android", "Android"), ("Windows", "Windows"),
    ("CrOS", "ChromeOS"), ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(told: str) -> str:
    """A device as its owner knows it, "Chrome · Android"; empty where nobody can say."""
    if not told.startswith(BROWSER):
        return "".join(one for one in told if one.isprintable())[:DEVICE_CHARACTERS_MAX]
    return " · ".join(one for one in (_first(told, BROWSERS), _first(told, SYSTEMS)) if one)


def _first(told: str, known: tuple[tuple[str, str], ...]) -> str:
    return next((name for mark, name in known if mark in told), "")
