"""Memory that one thread works with: it grows to what is needed, and is kept.

A fresh array of some megabytes is a page fault for every four kilobytes of it, and more time
goes into those than into what is drawn.
"""

from __future__ import annotations

import threading

import numpy as np
import numpy.typing as npt

KEPT_BYTES_MAX = 16 << 20
"""More than this at once is for a set, which is seldom painted: it goes back."""


class Scratch(threading.local):
    """The calling thread's own memory, by name."""

    def __init__(self) -> None:
        self._held: dict[str, npt.NDArray[np.uint8]] = {}

    def take(self, name: str, byte_count: int) -> npt.NDArray[np.uint8]:
        """That many bytes, uninitialised, good until `name` is taken again."""
        if byte_count > KEPT_BYTES_MAX:
            return np.empty(byte_count, np.uint8)
        held = self._held.get(name)
        if held is None or held.size < byte_count:
            held = self._held[name] = np.empty(byte_count, np.uint8)
        return held[:byte_count]

    def plane(self, name: str, height: int, width: int) -> npt.NDArray[np.uint8]:
        """A plane of (height, width) bytes."""
        return self.take(name, height * width).reshape(height, width)


SCRATCH = Scratch()
"""One for every thread."""
