"""Memory that goes back to the system when a picture or a sound is done with."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

MMAP_THRESHOLD, MMAP_BYTES = -3, 8 << 20
"""glibc's M_MMAP_THRESHOLD, and the size from which memory goes back when it is freed.

Cels are smaller: fetched anew from the system, each would cost hundreds of page faults.
"""
TRIM_THRESHOLD, TRIM_BYTES = -1, 64 << 20
"""glibc's M_TRIM_THRESHOLD, and how much of what is free is kept for the next cels."""


def give_back() -> None:
    """Give what is free back to the system, in whatever hole it lies: after every shot."""
    if not sys.platform.startswith("linux"):
        return
    with suppress(AttributeError):  # another C library has no malloc_trim
        ctypes.CDLL(None).malloc_trim(0)


def keep_memory_flat() -> None:
    """Give large arrays of this process back to the system as soon as they are freed.

    Left to itself glibc raises the size from which it does so, and the pictures of every
    shot leave holes that nothing else fits into.
    """
    if not sys.platform.startswith("linux"):
        return
    with suppress(AttributeError):  # another C library has no mallopt and no such habit
        library = ctypes.CDLL(None)
        library.mallopt(MMAP_THRESHOLD, MMAP_BYTES)
        library.mallopt(TRIM_THRESHOLD, TRIM_BYTES)
