"""Proofs that the studio's own assets do what they are for, not only that they open."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

import numpy as np
import skia

from piying.model.errors import Missing, Outside
from piying.store.assets import Assets
from piying.studio.installing.assets import FONT_EMOJI, FONT_SANS, FONT_SERIF, SOUND_BANK

if TYPE_CHECKING:
    from pathlib import Path

SANS_FACE_SC = 2
"""The face of simplified Chinese in the collection."""


def prove_fonts(data: Path) -> None:
    """A heavier weight gives more ink, both faces draw Chinese, and emoji have colours."""
    assets = Assets(data)
    sans = assets.path(FONT_SANS)
    regular, bold = (ink(weighted(sans, weight)) for weight in (400, 700))
    if not 0 < regular < bold:
        raise Outside(
            "store.asset_useless",
            name=FONT_SANS.name,
            why=f"ink {regular} at 400, {bold} at 700",
        )
    # as when drawing, the fonts of the system are not looked at
    serif = skia.FontMgr.New_Custom_Empty().makeFromFile(str(assets.path(FONT_SERIF)))
    if serif is None or ink(serif) == 0:
        raise Outside("store.asset_useless", name=FONT_SERIF.name, why="no ink")
    emoji = skia.FontMgr.New_Custom_Empty().makeFromFile(str(assets.path(FONT_EMOJI)))
    if emoji is None or not coloured(emoji):
        raise Outside("store.asset_useless", name=FONT_EMOJI.name, why="no colour")


def weighted(path: Path, weight: int) -> skia.Typeface:
    """The simplified Chinese face of the collection at `path`, at `weight` (100-900)."""
    position = skia.FontArguments.VariationPosition
    # skia borrows these: each needs a name that lives until the clone is made
    coordinates = position.Coordinates(
        [position.Coordinate(int.from_bytes(b"wght", "big"), float(weight))]
    )
    design = position(coordinates)
    arguments = skia.FontArguments()
    arguments.setVariationDesignPosition(design)
    fonts = skia.FontMgr.New_Custom_Empty()
    return fonts.makeFromFile(str(path), SANS_FACE_SC).makeClone(arguments)


def ink(face: skia.Typeface) -> int:
    """The ink of 三 at 100 pixels: the sum of its coverage, 0-255 a pixel."""
    surface = skia.Surface(128, 128)
    with surface as canvas:
        canvas.clear(skia.ColorBLACK)
        canvas.drawString(
            "三", 10, 105, skia.Font(face, 100), skia.Paint(Color=skia.ColorWHITE)
        )
    return int(np.asarray(surface.toarray())[:, :, 0].sum(dtype=np.int64))


def coloured(face: skia.Typeface) -> bool:
    """Whether a red heart that is drawn in black comes out red."""
    surface = skia.Surface(128, 128)
    with surface as canvas:
        canvas.clear(skia.ColorBLACK)
        canvas.drawString("\u2764", 0, 105, skia.Font(face, 100), skia.Paint())
    pixels = surface.toarray(colorType=skia.kRGBA_8888_ColorType).astype(int)
    return bool((pixels[..., 0] - pixels[..., 2] > 100).sum() > 1000)


def prove_sound_bank(data: Path) -> None:
    """A piano key gives sound."""
    path = Assets(data).path(SOUND_BANK)
    try:
        library = importlib.import_module("tinysoundfont")
    except ModuleNotFoundError as error:
        raise Missing("store.package_missing", package="tinysoundfont") from error
    synth = library.Synth(gain=0, samplerate=48000)
    bank = synth.sfload(str(path))
    synth.program_select(0, bank, 0, 0)
    synth.noteon(0, 60, 100)
    heard = np.frombuffer(bytes(synth.generate(24000)), np.float32)
    if not np.isfinite(heard).all() or float(np.abs(heard).max()) < 1e-3:
        raise Outside("store.asset_useless", name=SOUND_BANK.name, why="silence")
