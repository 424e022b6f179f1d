"""Light that shines on parts of a picture: leaks and glows.

How much light falls is said by a plane of eight bits, half as large as the picture: such light
has no edges. A byte holds it as the eye sees it (its square is the light), so that what is
faint falls off without steps. See `light` for the sums.

Light is counted in squares of levels here, so that its sums have 16 bits. A row is worked on
in blocks of fixed length in memory of their own, because the end of a row of any length would
be done pixel by pixel, and roots one at a time take longer than all the rest.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
from llvmlite import ir  # type: ignore[import-untyped]  # comes with numba, without types
from numba import types
from numba.extending import intrinsic

from piying.model.kernel import kernel
from piying.render.light import Level, light_of
from piying.render.planes import Planes
from piying.render.transpose import READ, WRITE, Bytes

BLOCK = 576
"""Pixels of a row of U and V that are taken or passed over together: a multiple of 64."""

WHITE = 219 * 219
"""The light of white, in squares of levels."""

_SQUARE = 255 * 255 / 65536
"""The square of a full byte, of 16 bits."""

_ROW = types.Array(types.uint8, 1, "C")
_ANY_ROW = types.Array(types.uint8, 1, "A")
_READ_ROW = types.Array(types.uint8, 1, "A", readonly=True)
_SUMS = types.Array(types.uint16, 1, "C")
_PAIRS = types.Array(types.uint32, 1, "C")
_SIGNED = types.Array(types.int16, 1, "C")
Sums = npt.NDArray[np.uint16]
Pairs = npt.NDArray[np.uint32]
Signed = npt.NDArray[np.int16]
_U8, _U16, _U32, _I16, _I32, _F = (
    np.uint8, np.uint16, np.uint32, np.int16, np.int32, np.float32,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Shine:
    """A light of one colour."""

    most: float
    """How much of it a byte of 255 means: the share of the mix, or the light added."""
    keeps: float
    """How much of the picture's own light gives way to it: 1 to a leak, 0 to a glow."""
    light: float
    """What it sends itself, 0 … 1."""
    u: float
    """Its U, from 128."""
    v: float


def shine_of(level: Level, *, most: float, covers: bool) -> Shine:
    """A light of this colour.

    Args:
        level: its Y, U and V.
        most: how much of it a byte of 255 means.
        covers: it takes the place of as much of the picture's own light (a leak, through
            which the picture is seen); else it is added (a glow).
    """
    sent = float(light_of(np.array(float(level[0]))))
    return Shine(most, 1.0 if covers else 0.0, sent, level[1] - 128.0, level[2] - 128.0)


def shine_on(target: Planes, light: Bytes, shine: Shine, k: int = 256) -> None:
    """Let light fall on `target`.

    Args:
        target: the picture.
        light: how much falls on each two by two pixels, (height / 2, width / 2).
        shine: the light.
        k: the bytes count for k / 256; their squares are the light.
    """
    if k <= 0 or shine.most <= 0:
        return
    most = shine.most * (k / 256) ** 2
    adds = min(round(most * shine.light * WHITE / _SQUARE / 2), 65535)
    gives = min(round(most * shine.keeps * 65536 / _SQUARE / 2), 65535)
    root = 219 * max(shine.light, 1e-6) ** 0.5
    _shine(target.y, target.u, target.v, light, adds, gives,
           128 / root, round(shine.u), round(shine.v))  # fmt: skip


@intrinsic
def _over_root(typing: Any, light: Any) -> Any:  # noqa: ANN401, ARG001
    """One over the root of a number above 0, to 7 in 10000: the bits halved, and one step."""

    def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        whole, number = ir.IntType(32), ir.FloatType()
        (given,) = arguments
        halved = builder.lshr(builder.bitcast(given, whole), ir.Constant(whole, 1))
        guess = builder.bitcast(builder.sub(ir.Constant(whole, 0x5F1FFFF9), halved), number)
        miss = builder.fmul(builder.fmul(given, guess), guess)
        step = builder.fsub(ir.Constant(number, float(np.float32(2.38924456))), miss)
        scaled = builder.fmul(guess, ir.Constant(number, float(np.float32(0.703952253))))
        return builder.fmul(scaled, step)

    return types.float32(types.float32), code


@kernel([types.void(_ROW, _ANY_ROW), types.void(_ROW, _READ_ROW), types.void(_ANY_ROW, _ROW)])
def _copy(to: Bytes, of: Bytes) -> None:
    """As much as both hold."""
    for x in range(min(to.shape[0], of.shape[0])):
        to[x] = of[x]


@kernel([types.void(_ROW, types.uint16, types.uint16, _SUMS, _PAIRS)])
def _amounts(falls: Bytes, most: int, end: int, of: Sums, twice: Pairs) -> None:
    """The squares of a block of light times `most`, of 15 bits, once and for both columns."""
    for x in range(BLOCK):
        square = _U16(_U16(falls[x]) * _U16(falls[x]))
        part = _U32(_U32(_U32(_U32(square) * _U32(most)) + _U32(16384)) >> _U32(15))
        of[x] = _U16(min(part, _U32(end)))
    for x in range(BLOCK):
        twice[x] = _U32(_U32(of[x]) * _U32(65537))


@kernel([types.void(_SUMS, _SUMS, _SUMS, types.float32, _SIGNED, _SIGNED)])  # fmt: skip
def _shares(
    over: Sums, add: Sums, give: Sums, by_root: float, stays: Signed, comes: Signed
) -> None:
    """How much of its own colour and of the light's each pixel shows, of 128.

    `over` holds levels of Y in pairs, of which the left one counts.
    """
    full, unit = _F(128), _F(1 / 65536)
    for x in range(BLOCK):
        level = _U16(max(over[x] & _U16(255), _U16(16)) - _U16(16))
        own = _U16(level * level)
        kept = _U16(own - _U16(_U32(_U32(own) * _U32(give[x])) >> _U32(16)))
        lit = max(_U16(min(kept, _U16(_U16(WHITE) - add[x])) + add[x]), _U16(1))
        by = _over_root(_F(_I32(lit)))
        left = _F(_F(_I32(level)) * _F(_F(1) - _F(_F(_I32(give[x])) * unit)))
        stays[x] = _I16(_I32(min(_F(_F(left * by) * full) + _F(0.5), full)))
        comes[x] = _I16(_I32(min(_F(_F(_F(_I32(add[x])) * by_root) * by) + _F(0.5), full)))


@kernel([types.void(_ROW, _SIGNED, _SIGNED, types.int16)])
def _mix_colour(line: Bytes, stays: Signed, comes: Signed, own: int) -> None:
    """Mix a difference of colour with the light's."""
    middle, half, bits, most = _I16(128), _I16(64), _I16(7), _I16(112)
    for x in range(BLOCK):
        far = _I16(_I16(line[x]) - middle)
        both = _I16(_I16(far * stays[x]) + _I16(own * comes[x]))
        mixed = _I16(_I16(both + half) >> bits)
        line[x] = _U8(_I16(min(max(mixed, _I16(-most)), most) + middle))


@kernel([types.void(_ROW, _SUMS)])
def _add_light(line: Bytes, add: Sums) -> None:
    """Add to the light of two blocks of Y."""
    half = _F(0.5)
    for x in range(2 * BLOCK):
        level = _U16(max(line[x], _U8(16)) - _U8(16))
        black = min(line[x], _U8(16))
        lit = _U16(min(_U16(level * level), _U16(_U16(WHITE) - add[x])) + add[x])
        line[x] = _U8(_U16(_I32(_F(np.sqrt(_F(_I32(lit)))) + half)) + _U16(black))


@kernel([types.void(_ROW, _SUMS, _SUMS)])
def _take_light(line: Bytes, add: Sums, give: Sums) -> None:
    """`_add_light` where as much of the picture's own gives way."""
    half = _F(0.5)
    for x in range(2 * BLOCK):
        level = _U16(max(line[x], _U8(16)) - _U8(16))
        black = min(line[x], _U8(16))
        own = _U16(level * level)
        kept = _U16(own - _U16(_U32(_U32(own) * _U32(give[x])) >> _U32(16)))
        lit = _U16(min(kept, _U16(_U16(WHITE) - add[x])) + add[x])
        line[x] = _U8(_U16(_I32(_F(np.sqrt(_F(_I32(lit)))) + half)) + _U16(black))


@kernel(
    [
        types.void(
            WRITE, WRITE, WRITE, READ, types.uint16, types.uint16, types.float32, types.int16,
            types.int16,
        )
    ],
)  # fmt: skip
def _shine(
    luma: Bytes,
    u: Bytes,
    v: Bytes,
    light: Bytes,
    adds: int,
    gives: int,
    by_root: float,
    own_u: int,
    own_v: int,
) -> None:
    """Add light to U and V and the two rows of Y over them, block by block."""
    add, give = np.empty(BLOCK, np.uint16), np.empty(BLOCK, np.uint16)
    adds2, gives2 = np.empty(BLOCK, np.uint32), np.empty(BLOCK, np.uint32)
    falls, colours = np.zeros(BLOCK, np.uint8), np.zeros(BLOCK, np.uint8)
    levels = np.zeros(2 * BLOCK, np.uint8)
    stays, comes = np.empty(BLOCK, np.int16), np.empty(BLOCK, np.int16)
    for y in range(u.shape[0]):
        for start in range(0, u.shape[1], BLOCK):
            falls[:] = 0
            _copy(falls, light[y, start : start + BLOCK])
            some = _U8(0)
            for x in range(BLOCK):
                some = max(some, falls[x])
            if not some:
                continue
            _amounts(falls, adds, WHITE, add, adds2)
            _amounts(falls, gives, 65535, give, gives2)
            _copy(levels, luma[2 * y, 2 * start : 2 * start + 2 * BLOCK])
            _shares(levels.view(np.uint16), add, give, by_root, stays, comes)
            for plane, own in ((u, own_u), (v, own_v)):
                line = plane[y, start : start + BLOCK]
                _copy(colours, line)
                _mix_colour(colours, stays, comes, own)
                _copy(line, colours)
            for row in range(2 * y, 2 * y + 2):
                line = luma[row, 2 * start : 2 * start + 2 * BLOCK]
                _copy(levels, line)
                if gives:
                    _take_light(levels, adds2.view(np.uint16), gives2.view(np.uint16))
                else:
                    _add_light(levels, adds2.view(np.uint16))
                _copy(line, levels)
