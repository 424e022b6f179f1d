"""The door to the partners that work on this machine: nothing else imports them by name.

Vendors that are paid have a door of their own, `piying.partners.paid`, so that nobody waits for
what only they need.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.partners import browser, emoji
from piying.partners.providers import foley, kokoro, soundfont

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from piying.partners.outfit import Outfit
    from piying.script.casting import CastPreset
    from piying.takes.provider import Provider

OUTFITS: tuple[Outfit, ...] = (kokoro.OUTFIT, browser.OUTFIT)
"""What the partners need in the data folder."""

BROWSER_FOLDER = browser.FOLDER
"""Where in the data folder the files of the pages lie."""

EMOJI_FONT, EMOJI_LICENCE = emoji.FONT, emoji.LICENCE
"""The font of emoji, and the text of its licence."""


def embedded(data: Path) -> tuple[Provider, ...]:
    """The providers that work on this machine, from what lies in the data folder."""
    return (kokoro.Kokoro(data), soundfont.SoundFont(data), foley.Foley())


def voice_presets() -> Mapping[str, CastPreset]:
    """The voices that can be cast, by name."""
    return kokoro.voices()
