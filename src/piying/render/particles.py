"""Things that fall or drift through a picture: small sprites whose place is a function of time.

No particle remembers anything: where it is at frame n follows from its own numbers and n,
so a film can be drawn in any order.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field, fields

import numpy as np
import numpy.typing as npt
import skia

from piying.render.effect import View
from piying.render.planes import Planes, Texture, texture_of
from piying.render.sheet import STEPS, Sheet, draw_sheet, sheet_of
from piying.render.surface import painted

DESIGN_WIDTH = 1080

NEAR_FEWER, NEAR_LARGER = 0.35, 0.45
"""By how much a close-up shows fewer particles, and larger ones."""


@dataclass(frozen=True, slots=True)
class Mote:
    """One particle; lengths in design pixels of a frame 1080 wide."""

    sprite: int
    """Which of the effect's drawings it is; it turns through `turns` more."""
    x: float
    y: float
    speed_x: float
    """Design pixels a second."""
    speed_y: float
    sway: float
    sway_s: float
    phase: float
    scale: float
    opacity: float
    turns: int = 1
    turn_s: float = 1.0
    flicker: float = 0.0
    """How much of its opacity comes and goes."""
    flicker_s: float = 1.0


@dataclass(frozen=True, slots=True)
class Drawing:
    """A small picture that particles show, drawn round the canvas's origin."""

    width: float
    """Design pixels."""
    height: float
    draw: Callable[[skia.Canvas], None]
    key: str
    """Equal keys promise equal drawings."""


@dataclass(slots=True)
class MoteLayer:
    """Particles over a picture."""

    view: View
    drawings: tuple[Drawing, ...]
    motes: tuple[Mote, ...]
    margin: float
    """Design pixels beyond the frame in which a particle is still on its way."""
    _held: list[_Crowd] = field(default_factory=list)

    def draw(self, target: Planes, frame: int) -> None:
        """Draw every particle where it is at `frame`."""
        if not self._held:
            self._held.append(_crowd(self.view, self.drawings, self.motes))
        crowd = self._held[0]
        draw_sheet(target, crowd.sheet, crowd.shown(self.view, self.margin, frame))

    def state(self, frame: int) -> Hashable:
        """Every frame is another picture."""
        return frame


@dataclass(frozen=True, slots=True, eq=False)
class _Crowd:
    """All particles of a shot as columns of numbers, and their drawings at their sizes."""

    sheet: Sheet
    numbers: dict[str, npt.NDArray[np.float64]]
    """Each field of the motes, a number for each mote."""
    cells: npt.NDArray[np.int64]
    """The first cell of each mote; it turns through `turns` more."""

    def shown(self, view: View, margin: float, frame: int) -> npt.NDArray[np.int64]:
        """Cell, place in sixteenths of a pixel and opacity of 256 of every mote at `frame`."""
        unit = view.width / DESIGN_WIDTH
        wide, high = DESIGN_WIDTH + 2 * margin, view.height / unit + 2 * margin
        seconds = frame / view.rate
        at = self.numbers
        swing = at["sway"] * np.sin(2 * np.pi * (seconds / at["sway_s"] + at["phase"]))
        x = (at["x"] + at["speed_x"] * seconds + swing) % wide - margin
        y = (at["y"] + at["speed_y"] * seconds) % high - margin
        turns = at["turns"]
        turn = (seconds / at["turn_s"] * turns + at["phase"] * turns).astype(np.int64)
        cells = self.cells + turn % turns.astype(np.int64)
        sizes = self.sheet.sizes[cells]
        glow = 1 - at["flicker"] * (0.5 + 0.5 * np.sin(2 * np.pi * (
            seconds / at["flicker_s"] + 3 * at["phase"])))  # fmt: skip
        shown = np.empty((len(cells), 4), np.int64)
        shown[:, 0] = cells
        shown[:, 1] = np.rint((x * unit - sizes[:, 0] / 2) * STEPS)
        shown[:, 2] = np.rint((y * unit - sizes[:, 1] / 2) * STEPS)
        shown[:, 3] = np.rint(at["opacity"] * glow * 256)
        return shown


def _crowd(view: View, drawings: tuple[Drawing, ...], motes: tuple[Mote, ...]) -> _Crowd:
    # near the camera there are fewer of them in the frame, and each is larger
    near = view.near
    motes = motes[: max(1, round(len(motes) * (1 - NEAR_FEWER * near)))]
    larger = view.width / DESIGN_WIDTH * (1 + NEAR_LARGER * near)
    first: dict[tuple[int, int, float], int] = {}
    textures: list[Texture] = []
    for mote in motes:
        kind = (mote.sprite, mote.turns, mote.scale)
        if kind not in first:
            first[kind] = len(textures)
            shapes = drawings[mote.sprite : mote.sprite + mote.turns]
            textures += [_raster(shape, mote.scale * larger) for shape in shapes]
    cells = [first[mote.sprite, mote.turns, mote.scale] for mote in motes]
    names = [item.name for item in fields(Mote)]
    numbers = {
        name: np.array([getattr(mote, name) for mote in motes], np.float64) for name in names
    }
    return _Crowd(sheet_of(textures), numbers, np.array(cells, np.int64))


def _raster(drawing: Drawing, scale: float) -> Texture:
    """The drawing at one size, its middle in the middle."""
    width = 2 * math.ceil(drawing.width * scale / 2 + 1)
    height = 2 * math.ceil(drawing.height * scale / 2 + 1)

    def paint(canvas: skia.Canvas) -> None:
        canvas.translate(width / 2, height / 2)
        canvas.scale(scale, scale)
        drawing.draw(canvas)

    return texture_of(painted(width, height, paint), f"{drawing.key}/{scale:.4f}")


def scattered(view: View, name: str) -> random.Random:
    """The chance of one effect in one shot."""
    return random.Random(f"{name}/{view.seed}")  # noqa: S311 - drops of rain, not secrets
