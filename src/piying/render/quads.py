"""Sixteen pixels of a small drawing laid at once, each a mix of four that are neighbours.

A raindrop is some eight pixels wide and a hundred high. Left to itself the compiler asks of
each of its rows whether it overlaps the picture and how it is divided into vectors, which
takes longer than the row does. Here a row is one vector of which only the first places count.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]  # comes with numba, without types
from numba import types
from numba.extending import intrinsic

LANES = 16
_BYTE, _INT = ir.IntType(8), ir.IntType(32)
_BYTES, _INTS = ir.VectorType(_BYTE, LANES), ir.VectorType(_INT, LANES)
Four = tuple[Any, Any, Any, Any]


def _all(number: int) -> Any:  # noqa: ANN401 - llvmlite has no types
    return ir.Constant(_INTS, [number] * LANES)


def _every(builder: Any, number: Any) -> Any:  # noqa: ANN401
    """One number in all places."""
    first = builder.insert_element(ir.Constant(_INTS, ir.Undefined), number, _INT(0))
    return builder.shuffle_vector(first, first, _all(0))


def _read(builder: Any, address: Any) -> Any:  # noqa: ANN401
    return builder.load(builder.inttoptr(address, _BYTES.as_pointer()), align=1)


def _mixed(builder: Any, place: Any, width: Any, weights: Four) -> Any:  # noqa: ANN401
    """The four neighbours of every place, each times its weight, and 32768, over 65536."""
    one = ir.Constant(place.type, 1)
    above = builder.sub(place, width)
    total = _all(32768)
    for address, weight in zip(
        (builder.add(place, one), place, builder.add(above, one), above), weights, strict=True
    ):
        row = builder.zext(_read(builder, address), _INTS)
        total = builder.add(total, builder.mul(row, _every(builder, weight)))
    return builder.lshr(total, _all(16))


@intrinsic
def quads_over(
    typing: Any,  # noqa: ANN401, ARG001
    to: Any,  # noqa: ANN401, ARG001
    colours: Any,  # noqa: ANN401, ARG001
    covers: Any,  # noqa: ANN401, ARG001
    width: Any,  # noqa: ANN401, ARG001
    weights: Any,  # noqa: ANN401, ARG001
    count: Any,  # noqa: ANN401, ARG001
) -> Any:  # noqa: ANN401
    """Lay `count` pixels of a drawing, at most 16, over as many bytes.

    `to`, `colours` and `covers` are addresses; 16 bytes may be read and written back there. A
    pixel is its own place and the next one in a row of `width` and in the row above; `weights`
    are those of the next place, its own, and of the two above, 65536 in all at full opacity.
    """

    def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        to, colours, covers, width, packed, count = arguments
        weights = tuple(builder.extract_value(packed, k) for k in range(4))
        cover = _mixed(builder, covers, width, weights)
        shade = _mixed(builder, colours, width, weights)
        held = _read(builder, to)
        below = builder.zext(held, _INTS)
        rest = builder.sub(_all(255), cover)
        product = builder.add(builder.mul(below, rest), _all(128))
        more = builder.add(product, builder.lshr(product, _all(8)))
        total = builder.add(shade, builder.lshr(more, _all(8)))
        full = _all(255)
        least = builder.select(builder.icmp_unsigned("<", total, full), total, full)
        places = ir.Constant(_INTS, list(range(LANES)))
        counted = builder.icmp_unsigned("<", places, _every(builder, count))
        row = builder.select(counted, builder.trunc(least, _BYTES), held)
        builder.store(row, builder.inttoptr(to, _BYTES.as_pointer()), align=1)
        return context.get_dummy_value()

    four = types.UniTuple(types.uint32, 4)
    place = types.int64
    return types.void(place, place, place, place, four, types.int32), code
