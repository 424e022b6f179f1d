"""What a partner needs in the data folder before it can work."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from piying.model.asset import Asset


@dataclass(frozen=True, slots=True)
class Outfit:
    """The assets of one partner, how they are made, and the proof that they work."""

    name: str
    assets: tuple[Asset, ...]
    make: Callable[[Asset, Sequence[bytes]], bytes]
    """The bytes of an asset from the bytes of its sources, in order."""
    prove: Callable[[Path], None]
    """Tries the partner on the data folder; raises Outside when it does not do its work."""
