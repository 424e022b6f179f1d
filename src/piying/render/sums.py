"""The sums of blending, as LLVM vectors: in words, or by pairs of bytes where that can be.

Two bytes are mixed as (a * to_a + b * to_b + 128) / 256, and laid over a third as what `lay`
says. Most processors of today multiply bytes in pairs and add the two products, with one factor
signed: eight instructions mix 64 bytes that take twenty in words. So there the bytes are taken
128 lower, and what comes out is raised again. No sum leaves 16 bits, so both ways give the same
to the bit, and a test holds them to it.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from llvmlite import ir  # type: ignore[import-untyped]  # comes with numba, without types

Pair = tuple[Any, Any]

_BYTE, _WORD, _PLACE = ir.IntType(8), ir.IntType(16), ir.IntType(32)
_LANE = 16
"""Bytes of a vector that instructions of whole vectors keep together."""

_NAMED = {
    16: ("ssse3.pmadd.ub.sw.128", "ssse3.pmul.hr.sw.128", "sse2.packsswb.128", "sse2.pmulhu.w"),
    32: ("avx2.pmadd.ub.sw", "avx2.pmul.hr.sw", "avx2.packsswb", "avx2.pmulhu.w"),
    64: ("avx512.pmaddubs.w.512", "avx512.pmul.hr.sw.512", "avx512.packsswb.512",
         "avx512.pmulhu.w.512"),
}  # fmt: skip
"""For vectors of so many bytes: pairs of bytes multiplied and added; words multiplied, the
product rounded and divided by 32768; words made bytes; the upper half of a product."""


def widest(context: Any) -> int:  # noqa: ANN401 - numba's contexts have no type
    """The longest vector whose bytes are multiplied in pairs; 0 where no vector's are."""
    features = context.codegen().magic_tuple()[2].split(",")
    if "+avx512bw" in features:
        return 64
    return 32 if "+avx2" in features else 0


def parts_of(context: Any, count: int) -> list[tuple[int, int]]:  # noqa: ANN401
    """Where the vectors of a row of `count` bytes begin, and how long they are."""
    most = widest(context) or count
    return [(begin, end - begin) for begin, end in pairwise([*range(0, count, most), count])]


def mixed(context: Any, builder: Any, pair: Pair, weights: Pair) -> Any:  # noqa: ANN401
    """Two rows of bytes mixed, as bytes; the weights are words whose sum is 256."""
    count = pair[0].type.count
    if count in _NAMED and widest(context):
        words = _paired(builder, pair, _both(builder, weights, count))
        return _raised(builder, _call(builder, 2, count, words))
    return _narrow(builder, _mixed(builder, pair, weights, count), count)


def laid(
    context: Any,  # noqa: ANN401
    builder: Any,  # noqa: ANN401
    below: Any,  # noqa: ANN401
    pair: Pair,
    covers: Pair,
    weights: Pair,
) -> Any:  # noqa: ANN401
    """A mix of premultiplied bytes over others, where it is covered by a mix of covers."""
    count = below.type.count
    if count not in _NAMED or not widest(context):
        cover = _mixed(builder, covers, weights, count)
        kept = _kept(
            builder, _wide(builder, below, count), builder.sub(_all(255, count), cover)
        )
        total = builder.add(_mixed(builder, pair, weights, count), kept)
        full = _all(255, count)
        least = builder.select(builder.icmp_unsigned("<", total, full), total, full)
        return _narrow(builder, least, count)
    both, half = _both(builder, weights, count), count // 2
    shade = _paired(builder, pair, both)
    cover = _paired(builder, covers, both)
    clear = ir.Constant(below.type, [0] * count)
    words = []
    for side in (0, 1):
        bytes_ = _interleaved(builder, below, clear, side)
        under = builder.bitcast(bytes_, ir.VectorType(_WORD, half))
        rest = builder.sub(_all(127, half), cover[side])
        product = builder.add(builder.mul(under, rest), _all(128, half))
        # A 256th and a 65536th of it is a 255th.
        kept = _call(builder, 3, count, (product, _all(257, half)))
        words.append(builder.add(shade[side], kept))
    return _raised(builder, _call(builder, 2, count, words))


# --- in words -------------------------------------------------------------------------------


def _all(number: int, count: int) -> Any:  # noqa: ANN401
    return ir.Constant(ir.VectorType(_WORD, count), [number] * count)


def _every(builder: Any, word: Any, count: int) -> Any:  # noqa: ANN401
    """One word in all places."""
    row = ir.VectorType(_WORD, count)
    first = builder.insert_element(ir.Constant(row, ir.Undefined), word, _PLACE(0))
    zeros = ir.Constant(ir.VectorType(_PLACE, count), [0] * count)
    return builder.shuffle_vector(first, ir.Constant(row, ir.Undefined), zeros)


def _wide(builder: Any, row: Any, count: int) -> Any:  # noqa: ANN401
    return builder.zext(row, ir.VectorType(_WORD, count))


def _narrow(builder: Any, row: Any, count: int) -> Any:  # noqa: ANN401
    return builder.trunc(row, ir.VectorType(_BYTE, count))


def _mixed(builder: Any, pair: Pair, weights: Pair, count: int) -> Any:  # noqa: ANN401
    one, other = (
        builder.mul(_wide(builder, row, count), _every(builder, weight, count))
        for row, weight in zip(pair, weights, strict=True)
    )
    total = builder.add(builder.add(one, other), _all(128, count))
    return builder.lshr(total, _all(8, count))


def _kept(builder: Any, below: Any, rest: Any) -> Any:  # noqa: ANN401
    """Below * rest / 255, rounded."""
    count = below.type.count
    product = builder.add(builder.mul(below, rest), _all(128, count))
    more = builder.add(product, builder.lshr(product, _all(8, count)))
    return builder.lshr(more, _all(8, count))


# --- by byte pairs --------------------------------------------------------------------------


def _call(builder: Any, which: int, count: int, arguments: Any) -> Any:  # noqa: ANN401
    """What one of the instructions in `_NAMED` gives."""
    name = f"llvm.x86.{_NAMED[count][which]}"
    bytes_, words = ir.VectorType(_BYTE, count), ir.VectorType(_WORD, count // 2)
    takes, gives = (bytes_ if which == 0 else words), (bytes_ if which == 2 else words)
    module = builder.module
    called = module.globals.get(name) or ir.Function(
        module, ir.FunctionType(gives, [takes, takes]), name
    )
    return builder.call(called, arguments)


def _interleaved(builder: Any, one: Any, other: Any, side: int) -> Any:  # noqa: ANN401
    """Bytes of two rows by turns, of the lower or upper half of every lane."""
    count, half = one.type.count, _LANE // 2
    places = [
        which * count + lane + side * half + k
        for lane in range(0, count, _LANE)
        for k in range(half)
        for which in (0, 1)
    ]
    mask = ir.Constant(ir.VectorType(_PLACE, count), places)
    return builder.shuffle_vector(one, other, mask)


def _both(builder: Any, weights: Pair, count: int) -> Any:  # noqa: ANN401
    """The weights of a pair in all places, as bytes: 256 and 0 are given as 255 and 1."""
    to_a, to_b = weights
    none = builder.icmp_unsigned("==", to_b, _WORD(0))
    low = builder.select(none, _WORD(255), to_a)
    high = builder.shl(builder.select(none, _WORD(1), to_b), _WORD(8))
    words = _every(builder, builder.or_(low, high), count // 2)
    return none, builder.bitcast(words, ir.VectorType(_BYTE, count))


def _paired(builder: Any, pair: Pair, both: Pair) -> list[Any]:  # noqa: ANN401
    """The mix, 128 too low, as words: those of the lower halves and those of the upper."""
    none, weights = both
    one, other = pair
    count = one.type.count
    other = builder.select(none, one, other)  # 255 and 1 parts of the same are all of it
    lower = ir.Constant(one.type, [128] * count)
    one, other = builder.xor(one, lower), builder.xor(other, lower)
    words = []
    for side in (0, 1):
        bytes_ = _interleaved(builder, one, other, side)
        product = _call(builder, 0, count, (weights, bytes_))
        words.append(_call(builder, 1, count, (product, _all(128, count // 2))))
    return words


def _raised(builder: Any, row: Any) -> Any:  # noqa: ANN401
    count = row.type.count
    return builder.xor(row, ir.Constant(row.type, [128] * count))
