"""The fonts of films: those of the installed packages, and emoji from the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.render.jobs import EMOJI_FONT
from piying.render.text.fonts import FontBook, installed
from piying.store.assets import Assets, State
from piying.studio.assets import FONT_EMOJI

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from piying.model.canon import Digest


def book_of(data: Path) -> FontBook:
    """The fonts that words are drawn with; without the font of emoji if it is not set up."""
    return installed(font_places(data).get(EMOJI_FONT))


def font_places(data: Path) -> Mapping[Digest, Path]:
    """Where the fonts lie that a job is given among its blobs."""
    assets = Assets(data)
    if assets.state(FONT_EMOJI) is not State.READY:
        return {}
    return {EMOJI_FONT: assets.path(FONT_EMOJI)}
