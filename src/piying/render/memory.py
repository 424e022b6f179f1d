"""Memory that goes back to the system when a picture or a sound is done with."""

from __future__ import annotations

import ctypes
import sys
from contextlib import suppress

MMAP_THRESHOLD, MMAP_BYTES = -3, 2 << 20
"""glibc's M_MMAP_THRESHOLD, and the size from which memory goes back when it is freed."""


def keep_memory_flat() -> None:
    """Give large arrays of this process back to the system as soon as they are freed.

    Left to itself glibc raises the size from which it does so, and the pictures of every
    shot leave holes that nothing else fits into.
    """
    if not sys.platform.startswith("linux"):
        return
    with suppress(AttributeError):  # another C library has no mallopt and no such habit
        ctypes.CDLL(None).mallopt(MMAP_THRESHOLD, MMAP_BYTES)
