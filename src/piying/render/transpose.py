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
from numba import njit, types
from numba.extending import intrinsic

Bytes = npt.NDArray[np.uint8]
"""A plane: (height, width) uint8."""

READ = types.Array(types.uint8, 2, "A", readonly=True)
"""A plane that a kernel only reads; rows may lie apart."""
WRITE = types.Array(types.uint8, 2, "A")
"""A plane that a kernel writes."""

BLOCK = 16
"""Both sides of the block that is turned at once."""
COLUMN = 4 * BLOCK


@intrinsic
def turn_block(typing: Any, source: Any, step: Any, target: Any, target_step: Any) -> Any:  # noqa: ANN401, ARG001
    """Transpose one block: addresses of its corners, and bytes from row to row."""
    signature = types.void(types.uintp, types.intp, types.uintp, types.intp)

    def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        from_, from_step, to, to_step = arguments
        row = ir.VectorType(ir.IntType(8), BLOCK)
        mask = ir.VectorType(ir.IntType(32), BLOCK)
        half = BLOCK // 2
        low = ir.Constant(mask, [x for k in range(half) for x in (k, k + BLOCK)])
        high = ir.Constant(mask, [x for k in range(half, BLOCK) for x in (k, k + BLOCK)])

        def at(base: Any, step: Any, k: int) -> Any:  # noqa: ANN401
            offset = builder.mul(step, ir.Constant(step.type, k))
            return builder.inttoptr(builder.add(base, offset), row.as_pointer())

        rows = [builder.load(at(from_, from_step, k), align=1) for k in range(BLOCK)]
        for _ in range(4):
            rows = [
                builder.shuffle_vector(rows[k], rows[k + half], side)
                for k in range(half)
                for side in (low, high)
            ]
        for k in range(BLOCK):
            builder.store(rows[k], at(to, to_step, k), align=1)
        return context.get_dummy_value()

    return signature, code


@njit([types.void(READ, WRITE)], nogil=True, cache=True)
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
