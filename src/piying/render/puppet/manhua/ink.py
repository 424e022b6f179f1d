"""Colours of a figure in the light of a set: lit, shaded, deep, bright and the line around.

Nothing is drawn over the finished figure to light it: every colour is worked out before it is
laid down, so that a figure costs the same at noon and at night.
"""

from __future__ import annotations

from colorsys import hls_to_rgb, rgb_to_hls
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from piying.model.people import Age, Look
from piying.render.puppet.art import Light


class Colour(NamedTuple):
    """Red, green and blue, 0 … 1."""

    red: float
    green: float
    blue: float

    def packed(self, alpha: float = 1.0) -> int:
        """As 0xAARRGGBB."""
        return (
            (int(min(1.0, max(0.0, alpha)) * 255 + 0.5) << 24)
            | (int(min(1.0, max(0.0, self.red)) * 255 + 0.5) << 16)
            | (int(min(1.0, max(0.0, self.green)) * 255 + 0.5) << 8)
            | int(min(1.0, max(0.0, self.blue)) * 255 + 0.5)
        )

    def times(self, other: Colour) -> Colour:
        """The light of `other` on this."""
        return Colour(self.red * other.red, self.green * other.green, self.blue * other.blue)

    def toward(self, other: Colour, share: float) -> Colour:
        """`share` of the way to `other`."""
        keep = 1.0 - share
        return Colour(
            self.red * keep + other.red * share,
            self.green * keep + other.green * share,
            self.blue * keep + other.blue * share,
        )

    def shifted(self, hue: float = 0.0, light: float = 1.0, strength: float = 1.0) -> Colour:
        """With its hue turned (0 … 1 is once around), lightness and saturation multiplied."""
        h, lightness, saturation = rgb_to_hls(*(min(1.0, max(0.0, c)) for c in self))
        return Colour(
            *hls_to_rgb(
                (h + hue) % 1.0, min(1.0, lightness * light), min(1.0, saturation * strength)
            )
        )

    @property
    def value(self) -> float:
        """How light it looks, 0 … 1."""
        return 0.299 * self.red + 0.587 * self.green + 0.114 * self.blue


WHITE = Colour(1.0, 1.0, 1.0)
BLACK = Colour(0.0, 0.0, 0.0)
_MAN = Colour(0.985, 0.955, 0.93)
_OLD_MAN = Colour(0.97, 0.92, 0.885)
_OLD_WOMAN = Colour(0.975, 0.94, 0.915)
_RED_SHADE = Colour(0.965, 0.775, 0.745)


@lru_cache(maxsize=512)
def hexed(text: str) -> Colour:
    """The colour written "#rrggbb"."""
    return Colour(*(int(text[i : i + 2], 16) / 255 for i in (1, 3, 5)))


class Tones(NamedTuple):
    """One material in the light."""

    base: Colour
    shade: Colour
    deep: Colour
    bright: Colour
    line: Colour


@lru_cache(maxsize=512)
def tones_of(base: Colour, light: Light) -> Tones:
    """A material of that local colour in that light."""
    air = hexed(light.ambient)
    shadow = hexed(light.shade).toward(WHITE, 0.12)
    lit = base.times(air).times(hexed(light.key))
    shade = lit.times(shadow)
    dark = base.value < 0.3
    bright = lit.toward(hexed(light.key).times(air), 0.22 if dark else 0.32)
    deep = shade.times(shadow.toward(Colour(0.5, 0.45, 0.6), 0.35))
    line = lit.shifted(light=0.42, strength=1.1).toward(
        Colour(0.10, 0.05, 0.12).times(air), 0.45
    )
    return Tones(lit, shade, deep, bright, line)


@lru_cache(maxsize=256)
def skin_of(base: Colour, light: Light) -> Tones:
    """Skin in that light: its shadows turn to red, never to grey."""
    air = hexed(light.ambient)
    lit = base.times(air).times(hexed(light.key).toward(WHITE, 0.45))
    shadow = hexed(light.shade).toward(_RED_SHADE, 0.72)
    shade = base.times(air).times(shadow)
    deep = shade.times(Colour(0.86, 0.66, 0.66))
    line = lit.times(Colour(0.52, 0.29, 0.31))
    return Tones(lit, shade, deep, lit.toward(WHITE.times(air), 0.5), line)


@dataclass(frozen=True, slots=True)
class Ink:
    """Every colour of one figure in one light."""

    skin: Tones
    hair: Tones
    cloth: Tones
    accent: Tones
    white: Tones
    dark: Tones
    gold: Tones
    eye: Tones
    blush: Colour
    lip: Colour
    mouth: Colour
    tongue: Colour
    tooth: Colour
    lash: Colour
    brow: Colour
    eye_white: Colour
    eye_white_shade: Colour
    rim: Colour | None
    rim_side: float
    key_side: float
    """-1 the key light comes from the left of the screen … 1 from the right."""
    air: Colour
    light: Light

    def tones(self, colour: Colour) -> Tones:
        """Another material in the same light."""
        return tones_of(colour, self.light)


def _weather(look: Look) -> Colour:
    """What years and sun do to a skin."""
    if look.age is Age.ELDER:
        return _OLD_MAN if look.sex != "female" else _OLD_WOMAN
    return _MAN if look.sex != "female" and look.age is Age.YOUNG else WHITE


@lru_cache(maxsize=128)
def ink_of(look: Look, light: Light) -> Ink:
    """The colours of `look` in `light`."""
    air = hexed(light.ambient)
    skin = skin_of(hexed(look.skin).times(_weather(look)), light)
    hair_colour = hexed(look.hair_colour)
    hair = tones_of(hair_colour, light)
    lash = hair_colour.toward(Colour(0.14, 0.06, 0.09), 0.72).times(air)
    female = look.sex == "female"
    lip = hexed(look.skin).times(
        Colour(0.93, 0.50, 0.50) if female else Colour(0.88, 0.6, 0.56)
    )
    return Ink(
        skin=skin,
        hair=hair,
        cloth=tones_of(hexed(look.outfit_colour), light),
        accent=tones_of(hexed(look.accent_colour), light),
        white=tones_of(Colour(0.965, 0.965, 0.98), light),
        dark=tones_of(Colour(0.17, 0.17, 0.22), light),
        gold=tones_of(Colour(0.93, 0.74, 0.36), light),
        eye=tones_of(hexed(look.eye_colour), light),
        blush=Colour(0.96, 0.38, 0.38).times(air),
        lip=lip.times(air),
        mouth=Colour(0.46, 0.13, 0.17).times(air),
        tongue=Colour(0.90, 0.45, 0.46).times(air),
        tooth=Colour(0.99, 0.975, 0.96).times(air),
        lash=lash,
        brow=hair_colour.toward(
            Colour(0.24, 0.13, 0.1), 0.35 + 0.3 * hair_colour.value * (hair_colour.value < 0.72)
        ).times(air),
        eye_white=Colour(0.985, 0.985, 0.99).times(air),
        eye_white_shade=Colour(0.80, 0.78, 0.87).times(air),
        rim=hexed(light.rim) if light.rim else None,
        rim_side=1.0 if light.rim_x >= 0 else -1.0,
        key_side=max(-1.0, min(1.0, light.key_x)),
        air=air,
        light=light,
    )
