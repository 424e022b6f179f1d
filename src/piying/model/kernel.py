"""Kernels: loops that are compiled once, and kept until anything they are made of changes.

Machine code holds more than the loop it is made from: the kernels that are called there, and
the numbers that are named there, come from other files as well. numba asks only whether the
file of the loop is as it was. Here kept code bears the name of everything it is made of: the
code in memory of every function of ours that it reaches, the values of the names they use, the
options, the processor and the compiler. So what has changed is not found under its old name,
and two programs that compile at once write different files, or the same.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from hashlib import sha256
from types import CodeType, FunctionType, ModuleType
from typing import Any

import llvmlite  # type: ignore[import-untyped]  # comes with numba, without types
import numba
from numba.core import caching, config
from numba.core.dispatcher import Dispatcher
from numba.core.registry import cpu_target

from piying.model.errors import Outside

_MADE = "__made_of__"
_DIGITS = 24
_FOUND: dict[str, Any] = {}
"""The place of the kernels of a file: whether it may be written to is asked once."""
_PLACES = (
    caching.UserProvidedCacheLocator, caching.InTreeCacheLocator, caching.UserWideCacheLocator,
)  # fmt: skip
"""Where numba looks for a folder: NUMBA_CACHE_DIR, beside the source, in the user's own."""


def kernel(signatures: Any, **options: Any) -> Callable[[Callable[..., Any]], Any]:  # noqa: ANN401 - numba has no types
    """Compile a function for `signatures` when it is defined, or load what was kept of it.

    Without signatures it would be compiled when it is called, and the names that it uses could
    by then be others. What is inlined everywhere is no code of its own and is not kept.
    """

    def compiled(function: Callable[..., Any]) -> Any:  # noqa: ANN401
        vars(function)[_MADE] = made_of(function, signatures, sorted(options.items()))
        kept = "inline" not in options
        return numba.njit(signatures, nogil=True, cache=kept, **options)(function)

    return compiled


def made_of(function: Callable[..., Any], *ways: object) -> str:
    """A digest of everything that decides what a function becomes in machine code."""
    hasher = sha256()
    hasher.update(repr((_compiler(), ways)).encode())
    for told in _told(function, function.__module__.partition(".")[0], {}):
        hasher.update(told.encode() + b"\0")
    return hasher.hexdigest()[:_DIGITS]


@cache
def _compiler() -> tuple[Any, ...]:
    processor = cpu_target.target_context.codegen().magic_tuple()
    ways = (config.OPT, config.BOUNDSCHECK, config.DEBUGINFO_DEFAULT, config.LOOP_VECTORIZE,
            config.SLP_VECTORIZE, config.USING_SVML)  # fmt: skip
    return (numba.__version__, llvmlite.__version__, *processor, *ways)


def _told(thing: Any, ours: str, seen: dict[int, int]) -> Iterator[str]:  # noqa: ANN401
    """What is to be said of a value that a function of the package `ours` uses."""
    if isinstance(thing, tuple | list | dict):
        yield f"{type(thing).__name__} of {len(thing)}"
        for one in thing.items() if isinstance(thing, dict) else thing:
            yield from _told(one, ours, seen)
        return
    home = getattr(thing, "__name__" if isinstance(thing, ModuleType) else "__module__", "")
    own = f"{home}.".startswith(f"{ours}.")
    if own and hasattr(thing, _MADE):
        yield getattr(thing, _MADE)
    elif own and hasattr(thing, "__wrapped__") and not isinstance(thing, Dispatcher):
        yield from _told(thing.__wrapped__, ours, seen)  # an intrinsic, or what is remembered
    elif own and isinstance(thing, FunctionType):
        new = id(thing) not in seen
        yield f"{seen.setdefault(id(thing), len(seen))} {thing.__qualname__}"
        if new:
            yield from _function(thing, ours, seen)
    elif own:
        raise TypeError(f"a kernel may not use {thing!r}: what it is made of cannot be told")
    else:
        yield _foreign(thing)


def _foreign(thing: Any) -> str:  # noqa: ANN401
    """What is to be said of a number, or of what another package has."""
    if isinstance(thing, ModuleType | FunctionType):
        return f"{getattr(thing, '__module__', '')} {thing.__name__}"
    if hasattr(thing, "tobytes") and not isinstance(thing, type):  # of numpy
        return f"{thing.dtype.str} {thing.shape} {thing.tobytes().hex()}"
    text = repr(thing)
    if " at 0x" in text:  # it would be another in every process
        raise TypeError(f"a kernel may not use {text}: what it is made of cannot be told")
    return text


def _function(function: FunctionType, ours: str, seen: dict[int, int]) -> Iterator[str]:
    """The code of a function, and the values of the names in it."""
    yield from _told((function.__defaults__, function.__kwdefaults__), ours, seen)
    names: dict[str, None] = {}
    for code in _codes(function.__code__):
        constants = [
            sorted(map(repr, one)) if isinstance(one, frozenset) else one  # in no certain order
            for one in code.co_consts
            if not isinstance(one, CodeType)
        ]
        yield repr((
            code.co_code, code.co_names, code.co_varnames, code.co_cellvars, code.co_freevars,
            code.co_argcount, code.co_kwonlyargcount, code.co_flags, constants,
        ))  # fmt: skip
        names.update(dict.fromkeys(code.co_names))
    known = function.__globals__
    found = [(name, known[name]) for name in names if name in known]
    cells = zip(function.__code__.co_freevars, function.__closure__ or (), strict=True)
    for name, value in [*found, *((name, cell.cell_contents) for name, cell in cells)]:
        yield name
        yield from _told(value, ours, seen)


def _codes(code: CodeType) -> Iterator[CodeType]:
    """The code of a function and of those that are written inside of it."""
    yield code
    for one in code.co_consts:
        if isinstance(one, CodeType):
            yield from _codes(one)


class _Kept(caching._CacheLocator):  # type: ignore[misc]  # noqa: SLF001 - numba's way in, untyped
    """Where numba would keep a kernel, under a name that says what it is made of."""

    def __init__(self, place: Any, made: str, path: str) -> None:  # noqa: ANN401
        self._place, self._made = place, made
        self._py_file = path  # numba names it where it warns

    @classmethod
    def from_function(cls, function: FunctionType, path: str) -> _Kept | None:
        """Where a kernel is kept; none for what others compile."""
        made = getattr(function, _MADE, None)
        if made and path not in _FOUND:
            places = (place.from_function(function, path) for place in _PLACES)
            _FOUND[path] = next(filter(None, places), None)
        if made and _FOUND[path] is None:
            raise Outside("render.kernels_unkept", path=path)
        return cls(_FOUND[path], made, path) if made else None

    def get_cache_path(self) -> str:
        return str(self._place.get_cache_path())

    def get_source_stamp(self) -> str:
        return self._made

    def get_disambiguator(self) -> str:
        return self._made


caching.CacheImpl._locator_classes.insert(0, _Kept)  # noqa: SLF001 - as above
