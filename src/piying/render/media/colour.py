"""Colour: whatever a clip was coded in becomes BT.709 of limited range, over black.

What the tags of a frame say is believed; where they say nothing, a picture larger than
standard definition is BT.709 and a smaller one BT.601, as players take it. A change of
primaries, high dynamic range and transparency are worked out in light, pixel by pixel;
everything else is a change of matrix and range that the scaler does in one go.

High dynamic range (BT.2100, PQ and HLG) is brought down so that what is as bright as paper,
203 cd/m2 (ITU-R BT.2408), comes to five sixths of the screen's light, darker light stays as it
is up to three fifths, and highlights bend softly toward full white.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import av
import numpy as np
import numpy.typing as npt
from av.video.reformatter import ColorRange, Colorspace, Interpolation, VideoReformatter
from numba import types

from piying.model.kernel import kernel

SD_WIDTH_MAX, SD_HEIGHT_MAX = 1024, 576
"""Up to this size an untagged picture is BT.601."""

_MATRICES = {
    1: Colorspace.ITU709, 4: Colorspace.FCC, 5: Colorspace.ITU601, 6: Colorspace.ITU601,
    7: Colorspace.SMPTE240M, 9: Colorspace.BT2020, 10: Colorspace.BT2020,
}  # fmt: skip
"""By their numbers in ITU-T H.273, table 4."""

_D65 = (0.3127, 0.3290)
_PRIMARIES = {
    1: ((0.640, 0.330), (0.300, 0.600), (0.150, 0.060), _D65),
    4: ((0.670, 0.330), (0.210, 0.710), (0.140, 0.080), (0.310, 0.316)),
    5: ((0.640, 0.330), (0.290, 0.600), (0.150, 0.060), _D65),
    6: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070), _D65),
    7: ((0.630, 0.340), (0.310, 0.595), (0.155, 0.070), _D65),
    8: ((0.681, 0.319), (0.243, 0.692), (0.145, 0.049), (0.310, 0.316)),
    9: ((0.708, 0.292), (0.170, 0.797), (0.131, 0.046), _D65),
    11: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), (0.314, 0.351)),
    12: ((0.680, 0.320), (0.265, 0.690), (0.150, 0.060), _D65),
    22: ((0.630, 0.340), (0.295, 0.605), (0.155, 0.077), _D65),
}
"""Red, green, blue and white by their numbers in H.273, table 2."""

PQ, HLG = 16, 18
"""Transfers of high dynamic range, H.273, table 3; every other is taken as SDR."""

PAPER_NITS, HLG_NITS = 203.0, 1000.0
SDR_GAMMA = 2.4
"""Of the screen (ITU-R BT.1886)."""
KNEE = 0.6

_SCALE = Interpolation.BICUBIC | Interpolation.ACCURATE_RND | Interpolation.FULL_CHR_H_INT


@dataclass(frozen=True, slots=True)
class Coding:
    """How the numbers of a frame stand for colours."""

    matrix: Colorspace
    full: bool
    """Full range."""
    primaries: int
    transfer: int
    alpha: bool

    @property
    def plain(self) -> bool:
        """A change of matrix and range is all that is needed."""
        return self.primaries == 1 and self.transfer not in (PQ, HLG) and not self.alpha


def coding(frame: av.VideoFrame) -> Coding:
    """How `frame` is coded: what its tags say, or what players take it for."""
    name = frame.format.name
    matrix = _MATRICES.get(int(frame.colorspace))
    primaries = int(frame.color_primaries)
    if matrix is None and primaries == 9:
        matrix = Colorspace.BT2020
    if matrix is None:
        small = frame.width <= SD_WIDTH_MAX and frame.height <= SD_HEIGHT_MAX
        matrix = Colorspace.ITU601 if small else Colorspace.ITU709
    tagged = int(frame.color_range)
    full = tagged == 2 or (tagged == 0 and (name.startswith("yuvj") or frame.format.is_rgb))
    return Coding(
        matrix,
        full,
        primaries if primaries in _PRIMARIES else 1,
        int(frame.color_trc),
        has_alpha(name),
    )


def has_alpha(name: str) -> bool:
    """Whether the pixel format `name` carries transparency."""
    return name.startswith(("yuva", "ya", "gbrap", "rgba", "bgra", "argb", "abgr", "pal8"))


def converted(
    scaler: VideoReformatter, frame: av.VideoFrame, width: int, height: int
) -> av.VideoFrame:
    """`frame` at this size as yuv420p, BT.709 of limited range, laid over black."""
    found = coding(frame)
    if found.plain:
        return _scaled(scaler, frame, (width, height, "yuv420p"), found)
    deep = _scaled(scaler, frame, (width, height, "rgba64le"), found)
    pixels = np.ascontiguousarray(deep.to_ndarray())
    shown = np.empty((height, width, 4), np.uint8)
    light, matrix = _light(found.transfer), _to_709(found.primaries)
    moves = found.primaries != 1 or found.transfer in (PQ, HLG)
    _grade(pixels, light, matrix, moves, found.transfer == HLG,
           found.transfer in (PQ, HLG), shown)  # fmt: skip
    flat = av.VideoFrame.from_ndarray(shown, format="rgba")
    return scaler.reformat(
        flat, width, height, "yuv420p",
        src_color_range=ColorRange.JPEG, dst_color_range=ColorRange.MPEG,
        src_colorspace=Colorspace.ITU709, dst_colorspace=Colorspace.ITU709,
        interpolation=_SCALE,
    )  # fmt: skip


def _scaled(
    scaler: VideoReformatter, frame: av.VideoFrame, shape: tuple[int, int, str], found: Coding
) -> av.VideoFrame:
    width, height, name = shape
    return scaler.reformat(
        frame, width, height, name,
        src_colorspace=found.matrix,
        dst_colorspace=Colorspace.ITU709,
        src_color_range=ColorRange.JPEG if found.full else ColorRange.MPEG,
        dst_color_range=ColorRange.MPEG if name == "yuv420p" else ColorRange.JPEG,
        interpolation=_SCALE,
    )  # fmt: skip


@lru_cache(maxsize=4)
def _light(transfer: int) -> npt.NDArray[np.float32]:
    """The light of every level of 16 bits, 1 being that of paper; for HLG of the scene."""
    level = np.arange(65536) / 65535
    if transfer == PQ:  # SMPTE ST 2084
        root = level ** (1 / 78.84375)
        part = np.maximum(root - 0.8359375, 0) / (18.8515625 - 18.6875 * root)
        light = 10000 / PAPER_NITS * part ** (1 / 0.1593017578125)
    elif transfer == HLG:  # ARIB STD-B67
        a, b, c = 0.17883277, 0.28466892, 0.55991073
        light = np.where(level <= 0.5, level**2 / 3, (np.exp((level - c) / a) + b) / 12)
    else:
        light = level**SDR_GAMMA
    return light.astype(np.float32)


@lru_cache(maxsize=16)
def _to_709(primaries: int) -> npt.NDArray[np.float32]:
    """From light of these primaries to light of BT.709; white stays white."""
    return (np.linalg.inv(_to_xyz(1)) @ _to_xyz(primaries)).astype(np.float32)


def _to_xyz(primaries: int) -> npt.NDArray[np.float64]:
    """From light of these primaries to X, Y and Z, whose white is scaled to that of D65."""
    *corners, white = _PRIMARIES[primaries]
    columns = np.array([[x / y, 1.0, (1 - x - y) / y] for x, y in corners]).T
    own = np.array([white[0] / white[1], 1.0, (1 - white[0] - white[1]) / white[1]])
    shared = np.array([_D65[0] / _D65[1], 1.0, (1 - _D65[0] - _D65[1]) / _D65[1]])
    scaled: npt.NDArray[np.float64] = columns * np.linalg.solve(columns, own)
    return scaled * (shared / own)[:, None]


_LIGHT = types.Array(types.float32, 1, "C")
_MATRIX = types.Array(types.float32, 2, "C")
_GRADE = [
    types.void(
        types.Array(types.uint16, 3, "C"), _LIGHT, _MATRIX, types.boolean, types.boolean,
        types.boolean, types.Array(types.uint8, 3, "C"),
    )
]  # fmt: skip


@kernel(_GRADE, fastmath=True)
def _grade(
    pixels: npt.NDArray[np.uint16],
    light: npt.NDArray[np.float32],
    matrix: npt.NDArray[np.float32],
    moves: bool,  # noqa: FBT001
    scene: bool,  # noqa: FBT001
    bright: bool,  # noqa: FBT001
    shown: npt.NDArray[np.uint8],
) -> None:
    """R G B A of 16 bits to R G B of 8, over black.

    `moves`: through light; `scene`: the light is the scene's; `bright`: bring it down.
    """
    f = np.float32
    to_level = f(1 / 2.4)
    for row in range(pixels.shape[0]):
        for x in range(pixels.shape[1]):
            red, green, blue, cover = pixels[row, x]
            alpha = f(cover) * f(1 / 65535)
            if not moves:
                k = alpha * f(255 / 65535)
                shown[row, x, 0] = np.uint8(f(red) * k + f(0.5))
                shown[row, x, 1] = np.uint8(f(green) * k + f(0.5))
                shown[row, x, 2] = np.uint8(f(blue) * k + f(0.5))
                shown[row, x, 3] = 255
                continue
            r, g, b = light[red], light[green], light[blue]
            if scene:  # the system's gamma of 1.2 on the scene's luminance, BT.2100
                luma = f(0.2627) * r + f(0.6780) * g + f(0.0593) * b
                k = f(HLG_NITS / PAPER_NITS) * max(luma, f(1e-6)) ** f(0.2)
                r, g, b = r * k, g * k, b * k
            red_, green_, blue_ = (
                max(matrix[0, 0] * r + matrix[0, 1] * g + matrix[0, 2] * b, f(0)),
                max(matrix[1, 0] * r + matrix[1, 1] * g + matrix[1, 2] * b, f(0)),
                max(matrix[2, 0] * r + matrix[2, 1] * g + matrix[2, 2] * b, f(0)),
            )
            if bright:
                most = max(red_, green_, blue_)
                if most > f(KNEE):
                    rest = f(1 - KNEE)
                    bent = f(KNEE) + rest * (f(1) - np.exp(-(most - f(KNEE)) / rest))
                    k = bent / most
                    red_, green_, blue_ = red_ * k, green_ * k, blue_ * k
            k = alpha * f(255)
            shown[row, x, 0] = np.uint8(min(red_, f(1)) ** to_level * k + f(0.5))
            shown[row, x, 1] = np.uint8(min(green_, f(1)) ** to_level * k + f(0.5))
            shown[row, x, 2] = np.uint8(min(blue_, f(1)) ** to_level * k + f(0.5))
            shown[row, x, 3] = 255
