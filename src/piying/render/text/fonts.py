"""Faces: the fonts that words are drawn with, opened for shaping and for drawing alike.

Subtitles and labels are set in Noto Sans CJK, a collection with one axis of weight; its third
face is simplified Chinese. Period titles are set in Noto Serif SC. Both come with packages
that set-up installs; none of them lies in the repository.

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

SANS_PACKAGE, SANS_FILE = "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"
SERIF_PACKAGE, SERIF_FILE = "pylopdf_fonts_zh_cn", "NotoSerifSC-Regular.otf"
SANS_FACE_SC = 2
"""The face of simplified Chinese in the collection."""

CAPTION_WEIGHT = 800
TITLE_WEIGHT = 900
LABEL_WEIGHT = 600
RUBY_WEIGHT = 700


@dataclass(frozen=True, slots=True)
class FontBook:
    """Where the font files lie."""

    sans: Path
    serif: Path


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

    def has(self, character: str) -> bool:
        """Whether the face can draw `character`."""
        return bool(self.shaper.get_nominal_glyph(ord(character)))

    def missing(self, text: str) -> tuple[str, ...]:
        """The characters of `text` that the face cannot draw, each once."""
        return tuple(c for c in dict.fromkeys(text) if not _invisible(c) and not self.has(c))

    def shown(self, text: str) -> str:
        """`text` without the characters that the face cannot draw, and without their gaps.

        The board tells a person which they are, so that nobody finds out from the film.
        """
        missing = frozenset(self.missing(text))
        if not missing:
            return text
        kept = "".join(c for c in text if c not in missing and c not in "\u200d\ufe0e\ufe0f")
        return re.sub(" {2,}", " ", kept).strip()

    def require(self, text: str) -> None:
        """Refuse `text` where a box would stand for a character.

        Raises:
            Invalid: the face lacks characters of it; they are named.
        """
        if missing := self.missing(text):
            listed = " ".join(f"{c} (U+{ord(c):04X})" for c in missing)
            raise Invalid("render.glyphs_missing", face=self.name, characters=listed, text=text)


def installed() -> FontBook:
    """The fonts of the installed packages.

    Raises:
        Missing: a package is not installed, or is without its font.
    """
    return FontBook(_member(SANS_PACKAGE, SANS_FILE), _member(SERIF_PACKAGE, SERIF_FILE))


def sans(weight: int, book: FontBook | None = None) -> Face:
    """The face of subtitles at `weight`, 100 to 900."""
    return _sans((book or installed()).sans, weight)


def serif(book: FontBook | None = None) -> Face:
    """The face of period titles; it has one weight, and drawing thickens it."""
    return _serif((book or installed()).serif)


@lru_cache(maxsize=16)
def _sans(path: Path, weight: int) -> Face:
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
    return Face(f"Noto Sans CJK SC {weight}", typeface, shaper, units)


@lru_cache(maxsize=4)
def _serif(path: Path) -> Face:
    typeface = _typeface(path, 0)
    shaper, units = _shaper(path, 0)
    return Face("Noto Serif SC", typeface, shaper, units)


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
