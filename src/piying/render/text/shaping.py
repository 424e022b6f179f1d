"""Shaping: from signs to placed glyphs, with the spacing of Chinese marks (CLREQ).

Each stretch of a text is shaped with the face that draws it. A mark loses its blank half at
the edge of a line and beside another mark (`halt` along a row, `vhal` down a column), quotes
in Latin words are Latin, and an eighth of an em stands between Chinese and Latin.
"""

from __future__ import annotations

from functools import lru_cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

import uharfbuzz as hb

from piying.model.errors import Invalid
from piying.render.text.emoji import clusters

if TYPE_CHECKING:
    from collections.abc import Iterator

    from piying.render.text.fonts import Face

OPENERS = "“‘「『（【《〈〔［｛﹁﹃"
CLOSERS = "”’」』）】》〉〕］｝﹂﹄"
STOPS = "，。、；：！？．"
CLOSING = STOPS + CLOSERS
GAP = 0.125
"""Between Chinese and Latin letters or digits, in ems; CLREQ asks for at most a quarter."""
_DOWN = str.maketrans("“”‘’", "『』「」")
"""GB/T 15834-2011: in vertical text the quotes are ﹃﹄ and ﹁﹂."""


class Shaped(NamedTuple):
    """A glyph of a line; lengths are in ems."""

    number: int
    at: int
    """The character it comes from."""
    advance: float
    x: float
    y: float
    """Downwards."""
    face: int
    """Its place in the face's chain."""
    scale: float


@lru_cache(maxsize=4096)
def shape(text: str, face: Face) -> tuple[Shaped, ...]:
    """`text` along a row.

    Raises:
        Invalid: no face of the chain has glyphs for all of it.
    """
    half, latin = squeezed(text), latin_marks(text)
    features: dict[str, list[tuple[int, int, int]]] = {}
    if ranges := [(i, i + 1, 1) for i in sorted(half - latin)]:
        features["halt"] = ranges
    if ranges := [(i, i + 1, 1) for i in sorted(latin)]:
        features["pwid"] = ranges
    shaped = _shaped(text, face, "ltr", features)
    gaps = gapped(text)
    if not gaps:
        return shaped
    after = [*(glyph.at for glyph in shaped[1:]), len(text)]
    return tuple(
        glyph._replace(advance=glyph.advance + GAP)
        if following in gaps and following > glyph.at
        else glyph
        for glyph, following in zip(shaped, after, strict=True)
    )


@lru_cache(maxsize=1024)
def shape_down(text: str, face: Face) -> tuple[Shaped, ...]:
    """`text` down a column, every sign upright, marks in their vertical forms.

    Raises:
        Invalid: no face of the chain has glyphs for all of it.
    """
    features: dict[str, list[tuple[int, int, int]]] = {"vert": [(0, len(text), 1)]}
    if half := squeezed(text):
        features["vhal"] = [(i, i + 1, 1) for i in sorted(half)]
    return _shaped(text.translate(_DOWN), face, "ttb", features)


def squeezed(text: str) -> frozenset[int]:
    """The marks that lose their blank half: at the edges, and beside other marks."""
    framed = f"“{text}”"
    return frozenset(
        i
        for i, c in enumerate(text)
        if (c in OPENERS and framed[i] in OPENERS)
        or (c in CLOSING and framed[i + 2] in CLOSING + OPENERS)
    )


def latin_marks(text: str) -> frozenset[int]:
    """The quotes and dots that belong to Latin words."""
    return frozenset(i for i, c in enumerate(text) if c in "“”‘’…" and _in_latin(text, i))


def gapped(text: str) -> frozenset[int]:
    """The places between Chinese and a Latin letter or digit."""
    return frozenset(
        i
        for i in range(1, len(text))
        if (is_han(text[i]) and _is_western(text[i - 1]))
        or (is_han(text[i - 1]) and _is_western(text[i]))
    )


def is_han(character: str) -> bool:
    """Whether `character` is a Chinese character."""
    return (
        "\u4e00" <= character <= "\u9fff"
        or "\u3400" <= character <= "\u4dbf"
        or "\U00020000" <= character <= "\U000323af"
        or character in "〇々"
    )


def _is_western(character: str) -> bool:
    return character.isalnum() and ord(character) < 0x0530


def _in_latin(text: str, at: int) -> bool:
    """Whether a mark belongs to Latin words: the nearest letter before it, or after it."""
    letters = [c for c in reversed(text[:at]) if c.isalnum()][:1]
    letters = letters or [c for c in text[at:] if c.isalnum()][:1]
    if text[at] == "“":
        letters = [c for c in text[at:] if c.isalnum()][:1] or letters
    return bool(letters) and ord(letters[0]) < 0x2E80


def _shaped(
    text: str, face: Face, direction: str, features: dict[str, list[tuple[int, int, int]]]
) -> tuple[Shaped, ...]:
    made: list[Shaped] = []
    for start, end, place in _stretches(text, face):
        one = face.chain[place]
        buffer = hb.Buffer()
        buffer.add_codepoints([ord(c) for c in text], start, end - start)
        buffer.direction = direction
        if not one.coloured:
            buffer.script, buffer.language = "Hani", "zh-Hans"
        else:
            buffer.script = "Zyyy"
        # uharfbuzz stumbles over a feature without a range
        own = {} if one.coloured else features
        hb.shape(one.shaper, buffer, own)
        for info, place_of in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
            step = place_of.x_advance if direction == "ltr" else -place_of.y_advance
            if one.coloured and not step:
                # a joiner or a selector that is already in the picture
                continue
            unit = one.scale / one.units
            made.append(
                Shaped(
                    info.codepoint,
                    info.cluster,
                    step * unit,
                    place_of.x_offset * unit,
                    -place_of.y_offset * unit - one.lift,
                    place,
                    one.scale,
                )
            )
    return tuple(made)


def _stretches(text: str, face: Face) -> Iterator[tuple[int, int, int]]:
    """Maximal stretches that one face of the chain draws: start, end, place in the chain."""
    places: list[tuple[int, int]] = []
    for sign in clusters(text):
        place = face.place_of(sign)
        if place is None:
            face.require(text)
            raise Invalid("render.glyphs_missing", face=face.name, characters=sign, text=text)
        places.append((place, len(sign)))
    start = 0
    for place, group in groupby(places, key=lambda one: one[0]):
        length = sum(size for _, size in group)
        yield start, start + length, place
        start += length
