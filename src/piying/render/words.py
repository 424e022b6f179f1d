"""Words over the picture: captions, cards and the AI label as layers, each rastered once.

Lettering is kept by its content, so equal words in different shots are one texture.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from pathlib import Path

from piying.model.cut import Caption, Card
from piying.model.errors import Missing
from piying.model.master import Profile
from piying.model.people import Style
from piying.render.jobs import EMOJI_FONT, ShotJob
from piying.render.kernels import BoxCache, draw_texture
from piying.render.lay import Area, area_of, whole
from piying.render.layer import Layer, Piece
from piying.render.planes import Planes, Texture, texture_of
from piying.render.text.draw import caption_of, label_image
from piying.render.text.fonts import installed, needs_emoji
from piying.render.text.titles import card_of

CARD_FADE_FRAMES = 9
"""A card comes and goes softly; captions and the label are there at once."""

LETTERING_COUNT_MAX = 24
"""So many pieces of lettering are kept; most take less than a megabyte."""

_boxes = BoxCache(64 << 20)
"""Lettering set upright: it stands on whole pixels, so that laying it is one blend."""


@dataclass(frozen=True, slots=True)
class Lettered:
    """Lettering ready to be drawn, and where it stands."""

    texture: Texture
    x: int
    y: int


@dataclass(slots=True)
class Words:
    """Lettering that stands for a stretch of the clip."""

    make: Callable[[], Lettered]
    start: int
    length: int
    fade: int = 0
    _held: list[Lettered] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the words if it is their time."""
        self.draw_within(target, frame, None)

    def draw_within(self, target: Planes, frame: int, area: Area | None) -> None:
        """`draw`, but nothing outside of `area`."""
        share = self._share(frame)
        seen = whole(target).meet(area or whole(target))
        if share <= 0 or seen is None:
            return
        held = self._lettered()
        place = float(held.x - seen.left), float(held.y - seen.top)
        draw_texture(target.part(seen), held.texture, *place, opacity=share, cache=_boxes)

    def pieces(self, frame: int) -> tuple[Piece, ...]:
        """The words where they stand, while it is their time."""
        share = self._share(frame)
        if share <= 0:
            return ()
        held = self._lettered()
        return (Piece(share, area_of(held.texture, held.x, held.y, 1.0)),)

    def state(self, frame: int) -> Hashable:
        """How clearly they are seen, and where."""
        return self.pieces(frame)

    def _lettered(self) -> Lettered:
        if not self._held:
            self._held.append(self.make())
        return self._held[0]

    def _share(self, frame: int) -> float:
        at = frame - self.start
        if not 0 <= at < self.length:
            return 0.0
        if not self.fade:
            return 1.0
        return min(1.0, (at + 1) / self.fade, (self.length - at) / self.fade)


def word_layers(job: ShotJob, style: Style) -> tuple[Layer, ...]:
    """The words of `job`, lettered for a film of `style`: captions, cards, then the label.

    Raises:
        Missing: there are emoji among the words, and the font of emoji is not set up.
    """
    profile, emoji = job.profile, job.blobs.get(EMOJI_FONT)
    layers: list[Layer] = [
        Words(_made(caption, style, profile, emoji), caption.start, caption.length)
        for caption in job.captions
    ]
    layers += [
        Words(_made(card, style, profile, emoji), card.start, card.length, CARD_FADE_FRAMES)
        for card in job.cards
    ]
    if job.label is not None:
        label = job.label
        layers.append(Words(lambda: _label(label.text, profile), label.start, label.length))
    return tuple(layers)


def _made(
    words: Caption | Card, style: Style, profile: Profile, emoji: Path | None
) -> Callable[[], Lettered]:
    """Letters `words`, whose time and place in the film are no part of their content."""
    texts = words.lines if isinstance(words, Card) else (words.text,)
    needed = any(map(needs_emoji, texts))
    if needed and emoji is None:
        raise Missing("render.emoji_missing", text=texts[0])
    content = (
        replace(words, start=0, length=0)
        if isinstance(words, Card)
        else replace(words, start=0, length=0, shot="")
    )
    shape = replace(profile, name="")
    font = emoji if needed else None
    return lambda: _lettered(content, style, shape, font)


@lru_cache(maxsize=LETTERING_COUNT_MAX)
def _lettered(
    words: Caption | Card, style: Style, profile: Profile, emoji: Path | None
) -> Lettered:
    book = installed(emoji)
    if isinstance(words, Card):
        drawn = card_of(words, style, profile, book)
    else:
        drawn = caption_of(words, profile, book)
    key = repr((words, style, profile, emoji))
    return Lettered(texture_of(drawn.rgba, key, premultiplied=False), drawn.x, drawn.y)


@lru_cache(maxsize=2)
def _label(text: str, profile: Profile) -> Lettered:
    drawn = label_image(text, profile)
    key = repr((text, profile))
    return Lettered(texture_of(drawn.rgba, key, premultiplied=False), drawn.x, drawn.y)
