"""Blending many bytes at once, written as LLVM vectors: rows of a length that is known.

Left to itself the compiler asks of every row whether it overlaps another and how long it is,
which for rows of 64 bytes takes as long as the work. Here a row is one vector; every processor
has it in some form. Sums are in 16 bits, weights run from 0 to 256, and what comes out is, to
the bit, what the loops of `kernels` and `lay` give; how they are summed up stands in `sums`.

All arguments are addresses of bytes and weights; nothing is aligned.
"""

from __future__ import annotations

from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]  # comes with numba, without types
from numba import types
from numba.core.cgutils import raw_memcpy
from numba.extending import intrinsic

from piying.render.sums import laid, mixed, parts_of

_BYTE, _WORD = ir.IntType(8), ir.IntType(16)


def _place(builder: Any, address: Any, at: int, count: int) -> Any:  # noqa: ANN401 - llvmlite has no types
    """Where `count` bytes lie, `at` bytes beyond an address."""
    if at:
        address = builder.add(address, ir.Constant(address.type, at))
    return builder.inttoptr(address, ir.VectorType(_BYTE, count).as_pointer())


def _read(builder: Any, address: Any, at: int, count: int) -> Any:  # noqa: ANN401
    return builder.load(_place(builder, address, at, count), align=1)


def _write(builder: Any, row: Any, address: Any, at: int, count: int) -> None:  # noqa: ANN401
    builder.store(row, _place(builder, address, at, count), align=1)


def _lerp(count: int) -> Any:  # noqa: ANN401 - numba's intrinsics have no type
    @intrinsic
    def lerp(typing: Any, to: Any, a: Any, b: Any, to_a: Any, to_b: Any) -> Any:  # noqa: ANN401, ARG001
        """Set `to` to the mix of `a` and `b` with weights whose sum is 256."""

        def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
            to, *rows, to_a, to_b = arguments
            for at, size in parts_of(context, count):
                pair = tuple(_read(builder, row, at, size) for row in rows)
                _write(builder, mixed(context, builder, pair, (to_a, to_b)), to, at, size)
            return context.get_dummy_value()

        place, weight = types.uintp, types.uint16
        return types.void(place, place, place, weight, weight), code

    return lerp


def _over(count: int) -> Any:  # noqa: ANN401 - numba's intrinsics have no type
    @intrinsic
    def over(
        typing: Any,  # noqa: ANN401, ARG001
        to: Any,  # noqa: ANN401, ARG001
        a: Any,  # noqa: ANN401, ARG001
        b: Any,  # noqa: ANN401, ARG001
        cover_a: Any,  # noqa: ANN401, ARG001
        cover_b: Any,  # noqa: ANN401, ARG001
        to_a: Any,  # noqa: ANN401, ARG001
        to_b: Any,  # noqa: ANN401, ARG001
    ) -> Any:  # noqa: ANN401
        """Lay the mix of `a` and `b` over `to`, where it is covered by the mix of covers."""

        def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
            to, *rows, to_a, to_b = arguments
            for at, size in parts_of(context, count):
                below = _read(builder, to, at, size)
                a, b, cover_a, cover_b = (_read(builder, row, at, size) for row in rows)
                row = laid(context, builder, below, (a, b), (cover_a, cover_b), (to_a, to_b))
                _write(builder, row, to, at, size)
            return context.get_dummy_value()

        place, weight = types.uintp, types.uint16
        return types.void(place, place, place, place, place, weight, weight), code

    return over


@intrinsic
def fill32(typing: Any, to: Any, level: Any) -> Any:  # noqa: ANN401, ARG001
    """Set 32 bytes to one."""

    def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        to, level = arguments
        row = ir.VectorType(_BYTE, 32)
        first = builder.insert_element(ir.Constant(row, ir.Undefined), level, ir.IntType(32)(0))
        zeros = ir.Constant(ir.VectorType(ir.IntType(32), 32), [0] * 32)
        _write(builder, builder.shuffle_vector(first, first, zeros), to, 0, 32)
        return context.get_dummy_value()

    return types.void(types.uintp, types.uint8), code


@intrinsic
def copy32(typing: Any, to: Any, of: Any) -> Any:  # noqa: ANN401, ARG001
    """Set 32 bytes to others."""

    def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        to, of = arguments
        _write(builder, _read(builder, of, 0, 32), to, 0, 32)
        return context.get_dummy_value()

    return types.void(types.uintp, types.uintp), code


@intrinsic
def copy_row(typing: Any, to: Any, of: Any, count: Any) -> Any:  # noqa: ANN401, ARG001
    """Set so many bytes to others that lie elsewhere."""

    def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        to, of, count = arguments
        raw_memcpy(builder, *(_place(builder, row, 0, 1) for row in (to, of)), count, 1)
        return context.get_dummy_value()

    return types.void(types.uintp, types.uintp, types.int64), code


@intrinsic
def put_int(typing: Any, address: Any, number: Any) -> Any:  # noqa: ANN401, ARG001
    """Write a whole number of 32 bits to an address."""

    def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        address, number = arguments
        builder.store(number, builder.inttoptr(address, ir.IntType(32).as_pointer()), align=4)
        return context.get_dummy_value()

    return types.void(types.uintp, types.int32), code


def _number(kind: types.Integer) -> Any:  # noqa: ANN401 - numba's intrinsics have no type
    @intrinsic
    def number_at(typing: Any, address: Any) -> Any:  # noqa: ANN401, ARG001
        """The whole number at an address."""

        def code(_context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
            (address,) = arguments
            held = ir.IntType(kind.bitwidth).as_pointer()
            return builder.load(builder.inttoptr(address, held), align=kind.bitwidth // 8)

        return kind(types.uintp), code

    return number_at


@intrinsic
def ask_for(typing: Any, address: Any) -> Any:  # noqa: ANN401, ARG001
    """Have the bytes at an address fetched, because they are wanted soon; it may be any."""

    def code(context: Any, builder: Any, _signature: Any, arguments: Any) -> Any:  # noqa: ANN401
        (address,) = arguments
        pointer, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        kind = ir.FunctionType(ir.VoidType(), [pointer, number, number, number])
        module = builder.module
        name = "llvm.prefetch.p0"
        asked = module.globals.get(name) or ir.Function(module, kind, name)
        builder.call(
            asked, [builder.inttoptr(address, pointer), number(0), number(2), number(1)]
        )
        return context.get_dummy_value()

    return types.void(types.uintp), code


lerp1, lerp16, lerp32, lerp64 = _lerp(1), _lerp(16), _lerp(32), _lerp(64)
over16, over32, over64 = _over(16), _over(32), _over(64)
word_at, int_at, long_at = _number(types.uint16), _number(types.int32), _number(types.int64)
