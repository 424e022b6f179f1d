"""Faces: the fonts that words are drawn with, opened for shaping and for drawing alike.

Subtitles and labels are set in Noto Sans CJK, a collection with one axis of weight; its third
face is simplified Chinese. Period titles are set in Noto Serif SC. Both come with packages
that set-up installs. Emoji are drawn in colour from Noto Color Emoji, which set-up brings
into the data folder. None of them lies in the repository.

A face knows the faces that help it out: what the serif lacks the sans draws, and what is an
emoji the emoji face.

A face is opened twice: by uharfbuzz, which places glyphs, and by skia, which draws them. Two
traps would make every letter a hairline without a word: the axis stands at 100 where no
weight is asked for, and skia borrows the objects that describe the weight, so each of them
is named here and lives until the clone is made.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import skia
import uharfbuzz as hb

from piying.model.errors import Invalid, Missing, Outside
from piying.render.text.emoji import clusters, is_emoji, may_be_emoji

SANS_PACKAGE, SANS_FILE = "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"
SERIF_PACKAGE, SERIF_FILE = "pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"
SANS_FACE_SC = 2
"""The face of simplified Chinese in the collection."""
EMOJI_SCALE = 0.86
"""Emoji fill their square; so much smaller they are as large as the characters beside them."""
EMOJI_LIFT = 0.1
"""And so many ems higher they stand in the middle of the line."""

CAPTION_WEIGHT = 800
TITLE_WEIGHT = 900
LABEL_WEIGHT = 600


@dataclass(frozen=True, slots=True)
class FontBook:
    """Where the font files lie."""

    sans: Path
    serif: Path
    emoji: Path | None = None
    """None where words have no emoji."""


@dataclass(frozen=True, slots=True, eq=False)
class Face:
    """One font at one weight; equal glyph numbers in both of its halves are equal glyphs.

    A face is equal to itself only: each is opened once.
    """

    name: str
    typeface: Any
    """Of skia."""
    shaper: Any
    """Of uharfbuzz."""
    units: int
    """Font units an em."""
    scale: float = 1.0
    """How large its glyphs are set beside those of the face that it helps out."""
    lift: float = 0.0
    """And how many ems higher."""
    coloured: bool = False
    """Its glyphs are pictures: no ink colours them, no stroke goes round them."""
    helpers: tuple[Face, ...] = ()
    """Who draws what this face cannot, in this order."""

    @property
    def chain(self) -> tuple[Face, ...]:
        """This face and those that help it out; a glyph names its face by its place here."""
        return (self, *self.helpers)

    def has(self, character: str) -> bool:
        """Whether this face alone can draw `character`."""
        return bool(self.shaper.get_nominal_glyph(ord(character)))

    def draws(self, cluster: str) -> bool:
        """Whether this face alone has a glyph for everything visible in `cluster`."""
        return all(self.has(c) for c in cluster if not _invisible(c))

    def place_of(self, cluster: str) -> int | None:
        """Which face of the chain draws `cluster`, one visible sign; None if there is none.

        An emoji is drawn in colour; a sign that may be one and that no other face has, too.
        """
        return _place_of(self, cluster)

    def missing(self, text: str) -> tuple[str, ...]:
        """The signs of `text` that neither this face nor a helper can draw, each once."""
        return tuple(
            dict.fromkeys(
                sign
                for sign in clusters(text)
                if not all(map(_invisible, sign)) and self.place_of(sign) is None
            )
        )

    def shown(self, text: str) -> str:
        """`text` without the signs that cannot be drawn, and without their gaps.

        The board and the master tell a person which they are, so that nobody finds out from
        the film.
        """
        missing = frozenset(self.missing(text))
        if not missing:
            return text
        kept = "".join(sign for sign in clusters(text) if sign not in missing)
        return re.sub(" {2,}", " ", kept).strip()

    def require(self, text: str) -> None:
        """Refuse `text` where a box would stand for a character.

        Raises:
            Invalid: the face lacks signs of it; they are named.
        """
        if missing := self.missing(text):
            listed = " ".join(map(named, missing))
            raise Invalid("render.glyphs_missing", face=self.name, characters=listed, text=text)


@lru_cache(maxsize=16_384)
def _place_of(face: Face, cluster: str) -> int | None:
    chain = face.chain
    colour = is_emoji(cluster)
    wanted = [at for at, one in enumerate(chain) if one.coloured is colour]
    if colour or may_be_emoji(cluster):
        wanted += [at for at in range(len(chain)) if at not in wanted]
    return next((at for at in wanted if chain[at].draws(cluster)), None)


def named(sign: str) -> str:
    """A sign with its code points, for a person: ❤ (U+2764)."""
    return f"{sign} ({' '.join(f'U+{ord(c):04X}' for c in sign)})"


def needs_emoji(text: str) -> bool:
    """Whether `text` has a sign that only the font of emoji draws."""
    face = sans(CAPTION_WEIGHT)
    return any(
        is_emoji(sign) or (may_be_emoji(sign) and face.place_of(sign) is None)
        for sign in clusters(text)
    )


def installed(emoji: Path | None = None) -> FontBook:
    """The fonts of the installed packages, and the font of emoji at `emoji`.

    Raises:
        Missing: a package is not installed, or is without its font.
    """
    return FontBook(_member(SANS_PACKAGE, SANS_FILE), _member(SERIF_PACKAGE, SERIF_FILE), emoji)


@lru_cache(maxsize=32)
def sans(weight: int, book: FontBook | None = None) -> Face:
    """The face of subtitles at `weight`, 100 to 900."""
    book = book or installed()
    return _sans(book.sans, weight, book.emoji)


@lru_cache(maxsize=8)
def serif(book: FontBook | None = None) -> Face:
    """The face of period titles; it has one weight, and drawing thickens it."""
    return _serif(book or installed())


@lru_cache(maxsize=16)
def _sans(path: Path, weight: int, emoji: Path | None) -> Face:
    base = _typeface(path, SANS_FACE_SC)
    position = skia.FontArguments.VariationPosition
    coordinate = position.Coordinate(int.from_bytes(b"wght", "big"), float(weight))
    coordinates = position.Coordinates([coordinate])
    design = position(coordinates)
    arguments = skia.FontArguments()
    arguments.setVariationDesignPosition(design)
    typeface = base.makeClone(arguments)
    if typeface is None:
        raise Outside("render.font_broken", path=str(path))
    shaper, units = _shaper(path, SANS_FACE_SC)
    shaper.set_variations({"wght": weight})
    helpers = () if emoji is None else (_emoji(emoji),)
    return Face(f"Noto Sans CJK SC {weight}", typeface, shaper, units, helpers=helpers)


@lru_cache(maxsize=4)
def _serif(book: FontBook) -> Face:
    typeface = _typeface(book.serif, 0)
    shaper, units = _shaper(book.serif, 0)
    plain = _sans(book.sans, TITLE_WEIGHT, None)
    helpers = (plain,) if book.emoji is None else (plain, _emoji(book.emoji))
    return Face("Noto Serif SC", typeface, shaper, units, helpers=helpers)


@lru_cache(maxsize=4)
def _emoji(path: Path) -> Face:
    typeface = _typeface(path, 0)
    shaper, units = _shaper(path, 0)
    return Face(
        "Noto Color Emoji", typeface, shaper, units, EMOJI_SCALE, EMOJI_LIFT, coloured=True
    )


def _typeface(path: Path, index: int) -> Any:  # noqa: ANN401 - skia carries no types
    # the fonts of the system are not looked at, so fontconfig is never asked
    fonts = skia.FontMgr.New_Custom_Empty()
    typeface = fonts.makeFromFile(str(path), index) if path.is_file() else None
    if typeface is None:
        raise Missing("render.font_missing", path=str(path))
    return typeface


def _shaper(path: Path, index: int) -> tuple[Any, int]:
    face = hb.Face(hb.Blob.from_file_path(str(path)), index)
    return hb.Font(face), face.upem


def _member(package: str, name: str) -> Path:
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise Missing("render.font_missing", path=f"{package}/{name}")
    path = Path(spec.submodule_search_locations[0]) / name
    if not path.is_file():
        raise Missing("render.font_missing", path=str(path))
    return path


def _invisible(character: str) -> bool:
    """Whether a character needs no glyph: spaces, line ends, joiners, variation selectors."""
    return (
        character.isspace()
        or unicodedata.category(character) in ("Cc", "Cf")
        or "\ufe00" <= character <= "\ufe0f"
    )
