"""Words over the picture: captions, cards and the AI label as layers, each rastered once."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field

from piying.model.cut import Caption, Card
from piying.model.master import Profile
from piying.model.people import Style
from piying.render.jobs import ShotJob
from piying.render.kernels import draw_texture
from piying.render.layer import Layer
from piying.render.planes import Planes, Texture, texture_of
from piying.render.text.draw import caption_of, label_image
from piying.render.text.lettering import Drawn
from piying.render.text.titles import card_of

CARD_FADE_FRAMES = 9
"""A card comes and goes softly; captions and the label are there at once."""


@dataclass(slots=True)
class Words:
    """Lettering that stands for a stretch of the clip."""

    make: Callable[[], Drawn]
    start: int
    length: int
    fade: int = 0
    _held: list[tuple[Texture, Drawn]] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw the words if it is their time."""
        share = self._share(frame)
        if share <= 0:
            return
        if not self._held:
            drawn = self.make()
            self._held.append((texture_of(drawn.rgba, premultiplied=False), drawn))
        texture, drawn = self._held[0]
        draw_texture(target, texture, float(drawn.x), float(drawn.y), opacity=share)

    def state(self, frame: int) -> Hashable:
        """How clearly they are seen."""
        return self._share(frame)

    def _share(self, frame: int) -> float:
        at = frame - self.start
        if not 0 <= at < self.length:
            return 0.0
        if not self.fade:
            return 1.0
        return min(1.0, (at + 1) / self.fade, (self.length - at) / self.fade)


def word_layers(job: ShotJob, style: Style) -> tuple[Layer, ...]:
    """The words of `job`, lettered for a film of `style`: captions, cards, then the label."""
    profile = job.profile
    layers: list[Layer] = [
        Words(_caption(caption, profile), caption.start, caption.length)
        for caption in job.captions
    ]
    layers += [
        Words(_card(card, style, profile), card.start, card.length, CARD_FADE_FRAMES)
        for card in job.cards
    ]
    if job.label is not None:
        label = job.label
        layers.append(
            Words(lambda: label_image(label.text, profile), label.start, label.length)
        )
    return tuple(layers)


def _caption(caption: Caption, profile: Profile) -> Callable[[], Drawn]:
    return lambda: caption_of(caption, profile)


def _card(card: Card, style: Style, profile: Profile) -> Callable[[], Drawn]:
    return lambda: card_of(card, style, profile)
