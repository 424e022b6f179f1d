"""Prefetch: ask the memory for what a loop will soon need, and go on without waiting.

A table of hundreds of megabytes that is looked into here and there costs a wait of some hundred
cycles each time. Asked for a few hundred plays ahead, the waits pass at the same time.
"""

from __future__ import annotations

from typing import Any

from numba.core import types
from numba.core.cgutils import get_or_insert_function, int32_t, ir, voidptr_t
from numba.extending import intrinsic

READ, KEEP, DATA = 0, 3, 1
"""Arguments of `llvm.prefetch`: to read, in all caches, of data.
Source: LLVM Language Reference Manual, "llvm.prefetch" (LLVM 20)."""


@intrinsic
def prefetch(_context: Any, table: Any, _at: Any) -> Any:  # noqa: ANN401 - types of the compiler
    """Ask for the cache line of number `at` of `table`, counted as if it were flat.

    Whether anything is there is not looked at: nothing is read, and a wrong address is ignored.
    """

    def written(context: Any, builder: Any, signature: Any, given: Any) -> Any:  # noqa: ANN401
        made = context.make_array(signature.args[0])(context, builder, given[0])
        place = builder.gep(made.data, [given[1]])
        pointer = builder.bitcast(place, voidptr_t)
        shape = ir.FunctionType(ir.VoidType(), [voidptr_t, int32_t, int32_t, int32_t])
        asked = get_or_insert_function(builder.module, shape, "llvm.prefetch.p0")
        builder.call(asked, [pointer, int32_t(READ), int32_t(KEEP), int32_t(DATA)])
        return context.get_dummy_value()

    return types.void(table, types.int64), written
