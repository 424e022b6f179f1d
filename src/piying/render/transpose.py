"""Turn a plane of bytes on its side, fast enough to do it for every plane of every frame.

A block of 16 x 16 bytes is sixteen vectors; interleaving vector k with vector k + 8 four
times over leaves the block transposed. numba has no shuffle of its own, so the block is
written as LLVM instructions, which every processor has in some form. Blocks are walked in
columns of four, so that what is written stays in cache until its lines are full.
"""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from llvmlite import ir  # type: ignore[import-untyped]  # comes with numba, without types
from numba import types
from numba.extending import intrinsic

from piying.model.kernel import kernel

Bytes = npt.NDArray[np.uint8]
"""A plane: (height, width) uint8."""

READ = types.Array(types.uint8, 2, "A", readonly=True)
"""A plane that a kernel only reads; rows may lie apart."""
WRITE = types.Array(types.uint8, 2, "A")
"""A plane that a kernel writes."""

BLOCK = 16
"""Both sides of the block that is turned at once."""
COLUMN = 4 * BLOCK


def _turner(count: int) -> Any:  # noqa: ANN401 - numba's intrinsics have no type
    """What transposes `count` blocks side by side, in vectors as wide as all of them."""

    @intrinsic
    def turn(typing: Any, source: Any, step: Any, target: Any, target_step: Any) -> Any:  # noqa: ANN401, ARG001
        """Addresses of the corners, and bytes from row to row."""
        signature = types.void(types.uintp, types.intp, types.uintp, types.intp)

        def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
            from_, from_step, to, to_step = arguments
            wide = count * BLOCK
            row, block = (ir.VectorType(ir.IntType(8), size) for size in (wide, BLOCK))
            mask, part = (ir.VectorType(ir.IntType(32), size) for size in (wide, BLOCK))
            half = BLOCK // 2
            # Blocks are interleaved each in itself, so that no byte leaves its lane.
            low, high = (
                ir.Constant(
                    mask,
                    [
                        lane * BLOCK + x
                        for lane in range(count)
                        for k in range(first, first + half)
                        for x in (k, k + wide)
                    ],
                )
                for first in (0, half)
            )

            def at(base: Any, step: Any, k: int, kind: Any) -> Any:  # noqa: ANN401
                offset = builder.mul(step, ir.Constant(step.type, k))
                return builder.inttoptr(builder.add(base, offset), kind.as_pointer())

            rows = [builder.load(at(from_, from_step, k, row), align=1) for k in range(BLOCK)]
            for _ in range(4):
                rows = [
                    builder.shuffle_vector(rows[k], rows[k + half], side)
                    for k in range(half)
                    for side in (low, high)
                ]
            for lane in range(count):
                own = ir.Constant(part, list(range(lane * BLOCK, lane * BLOCK + BLOCK)))
                for k in range(BLOCK):
                    line = (
                        builder.shuffle_vector(rows[k], rows[k], own) if count > 1 else rows[k]
                    )
                    builder.store(line, at(to, to_step, lane * BLOCK + k, block), align=1)
            return context.get_dummy_value()

        return signature, code

    return turn


turn_block, turn_pair = _turner(1), _turner(2)
"""Transpose a block, and two of them side by side, which come to lie one below the other."""


@kernel([types.void(READ, WRITE)])
def transpose(source: Bytes, target: Bytes) -> None:
    """Write the transpose of `source` into `target`; pixels of a row are neighbours in both."""
    height, width = source.shape
    whole_height, whole_width = height // BLOCK * BLOCK, width // BLOCK * BLOCK
    start, end = source.ctypes.data, target.ctypes.data
    step, end_step = source.strides[0], target.strides[0]
    for top in range(0, whole_height, COLUMN):
        for x in range(0, whole_width, BLOCK):
            for y in range(top, min(top + COLUMN, whole_height), BLOCK):
                turn_block(start + y * step + x, step, end + x * end_step + y, end_step)
    for y in range(height):
        for x in range(whole_width if y < whole_height else 0, width):
            target[x, y] = source[y, x]
