"""The fonts of films: those of the installed packages, and emoji from the data folder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.errors import Missing
from piying.render.jobs import EMOJI_FONT
from piying.store.assets import Assets, State
from piying.studio.installing.assets import FONT_EMOJI

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from piying.model.canon import Digest
    from piying.model.cut import Cut
    from piying.render.text.fonts import FontBook, installed, needs_emoji
else:
    installed = deferred("piying.render.text.fonts:installed")
    needs_emoji = deferred("piying.render.text.fonts:needs_emoji")


def book_of(data: Path) -> FontBook:
    """The fonts that words are drawn with; without the font of emoji if it is not set up."""
    return installed(font_places(data).get(EMOJI_FONT))


def require_emoji(cut: Cut, data: Path) -> None:
    """Refuse to begin a film whose words have emoji where their font is not set up.

    Raises:
        Missing: it is not; the first such words are named.
    """
    if font_places(data):
        return
    texts = [
        *(caption.text for caption in cut.captions),
        *(line for card in cut.cards for line in card.lines),
    ]
    if text := next(filter(needs_emoji, texts), None):
        raise Missing("render.emoji_missing", text=text)


def font_places(data: Path) -> Mapping[Digest, Path]:
    """Where the fonts lie that a job is given among its blobs."""
    assets = Assets(data)
    if assets.state(FONT_EMOJI) is not State.READY:
        return {}
    return {EMOJI_FONT: assets.path(FONT_EMOJI)}
