"""Acoustics: the figures of every space that its echo and its tone are made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from piying.model.cut import Space


@dataclass(frozen=True, slots=True)
class Acoustics:
    """How a space answers, and what is heard in it when nobody speaks."""

    decay_s: tuple[float, float, float]
    """Seconds to fall by 60 dB: below 400 Hz, in the middle, above 3 kHz."""
    before_ms: float
    """From the sound to the first wall's answer."""
    early_ms: float
    """How long single walls are heard."""
    early_count: int
    tail_db: float
    """The level of the diffuse tail against the single walls; very low where there is none."""
    colour: tuple[tuple[float, float], ...]
    """The tone: points (Hz, dB), joined by straight lines over octaves."""
    hums: tuple[tuple[float, float], ...] = ()
    """Tones in it: (Hz, dB against the whole)."""
    gusts: tuple[float, float] = (0.0, 7.0)
    """How far it swells, in dB up and down, and about how long one swell lasts, seconds."""
    insects: bool = False
    """Crickets at night."""


_INDOORS = ((40.0, -2.0), (100.0, 0.0), (400.0, -9.0), (2000.0, -24.0), (10000.0, -42.0))
_AIR = ((40.0, -4.0), (120.0, 0.0), (500.0, -3.0), (2500.0, -14.0), (10000.0, -32.0))
_CITY = ((40.0, 2.0), (90.0, 3.0), (300.0, -3.0), (1200.0, -10.0), (5000.0, -26.0),
         (12000.0, -44.0))  # fmt: skip
_LEAVES = ((60.0, -14.0), (300.0, -6.0), (1500.0, 0.0), (4500.0, -3.0), (12000.0, -16.0))
_WIND = ((40.0, 0.0), (150.0, 2.0), (600.0, -3.0), (2000.0, -16.0), (9000.0, -40.0))

ACOUSTICS: Mapping[Space, Acoustics] = {
    Space.ROOM: Acoustics(
        (0.45, 0.38, 0.26), 4, 26, 10, -2, _INDOORS, hums=((100.0, -24.0), (200.0, -32.0))
    ),
    Space.OFFICE: Acoustics(
        (0.55, 0.50, 0.36), 6, 34, 12, -1,
        ((40.0, -3.0), (120.0, 0.0), (500.0, -5.0), (2000.0, -15.0), (9000.0, -36.0)),
        hums=((100.0, -20.0), (200.0, -26.0), (300.0, -34.0)),
    ),
    Space.CLASSROOM: Acoustics((0.8, 0.75, 0.5), 8, 42, 12, 1, _INDOORS),
    Space.WARD: Acoustics(
        (0.7, 0.68, 0.5), 6, 34, 12, 0,
        ((40.0, -6.0), (150.0, 0.0), (600.0, -3.0), (2500.0, -12.0), (9000.0, -32.0)),
        hums=((100.0, -22.0), (120.0, -28.0)),
    ),
    Space.RESTAURANT: Acoustics((0.7, 0.6, 0.42), 7, 40, 14, 0, _AIR, gusts=(1.0, 3.0)),
    Space.HALL: Acoustics(
        (2.0, 1.7, 0.9), 18, 80, 14, 4,
        ((40.0, 0.0), (110.0, 1.0), (400.0, -6.0), (1500.0, -16.0), (8000.0, -42.0)),
        gusts=(1.5, 6.0),
    ),
    Space.INN: Acoustics((0.6, 0.5, 0.32), 6, 36, 12, -1, _AIR, gusts=(1.0, 5.0)),
    Space.CAR: Acoustics(
        (0.14, 0.10, 0.07), 1.5, 9, 8, -6,
        ((35.0, 6.0), (80.0, 5.0), (250.0, -6.0), (1000.0, -16.0), (6000.0, -36.0)),
        hums=((52.0, -8.0), (104.0, -14.0), (156.0, -20.0)), gusts=(1.0, 4.0),
    ),
    Space.STREET: Acoustics((0.5, 0.6, 0.4), 28, 130, 7, -9, _CITY, gusts=(2.5, 6.0)),
    Space.ALLEY: Acoustics((0.7, 0.7, 0.5), 12, 90, 11, -3, _CITY, gusts=(1.5, 7.0)),
    Space.YARD: Acoustics((0.5, 0.5, 0.35), 20, 110, 8, -7, _AIR, gusts=(2.0, 6.0),
                          insects=True),
    Space.PARK: Acoustics((0.3, 0.35, 0.25), 32, 120, 4, -12, _LEAVES, gusts=(3.0, 5.0),
                          insects=True),
    Space.FOREST: Acoustics((0.5, 0.8, 0.45), 24, 160, 16, -4, _LEAVES, gusts=(3.5, 5.0),
                            insects=True),
    Space.HEIGHT: Acoustics((0.3, 0.4, 0.3), 90, 340, 3, -14, _WIND, gusts=(4.0, 3.5)),
    Space.VOID: Acoustics(
        (3.0, 2.4, 1.2), 24, 120, 12, 6,
        ((30.0, 4.0), (70.0, 6.0), (200.0, -2.0), (700.0, -14.0), (4000.0, -34.0)),
        hums=((55.0, -14.0), (82.5, -18.0)), gusts=(4.0, 4.0),
    ),
}  # fmt: skip

INNER = Acoustics((0.9, 1.1, 0.9), 22, 60, 10, 4, _AIR)
"""Where a thought is heard: no place, but wide and bright."""
