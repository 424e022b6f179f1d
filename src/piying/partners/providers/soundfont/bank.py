"""The sound bank: loaded once for all threads that play, gone when the last of them ends.

Loading takes a second and the loaded bank 270 MB. A synth of it costs nothing: it shares the
bank and has voices and channels of its own, as new as if the bank had just been loaded.
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from weakref import WeakValueDictionary

import tinysoundfont

from piying.model.clock import SAMPLE_RATE

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

GAIN_DB = -3.0


@dataclass(frozen=True, weakref_slot=True, slots=True, eq=False)
class Bank:
    """A loaded bank."""

    font: Any
    """The library's own object, which its synths are made of."""


class _Mine(threading.local):
    """What one thread holds on to; it goes when the thread does."""

    bank: Bank | None = None


_mine = _Mine()
_loaded: WeakValueDictionary[Path, Bank] = WeakValueDictionary()
# neither loading a bank nor counting its synths is safe from two threads at once
_lock = threading.Lock()


@contextmanager
def synth(path: Path) -> Iterator[tuple[tinysoundfont.Synth, int]]:
    """A synth that has played nothing yet, and the number of its bank `path`."""
    made = tinysoundfont.Synth(gain=GAIN_DB, samplerate=SAMPLE_RATE)
    with _lock:
        number = made.sfload(_bank(path).font)
    try:
        yield made, number
    finally:
        with _lock:
            made.sfunload(number)


def _bank(path: Path) -> Bank:
    bank = _loaded.get(path)
    if bank is None:
        bank = _loaded[path] = _load(path)
    _mine.bank = bank
    return bank


def _load(path: Path) -> Bank:
    loader = tinysoundfont.Synth()
    return Bank(loader.soundfonts[loader.sfload(str(path))])
