"""Time inside a film: whole frames at a rational rate, whole samples at a whole rate."""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.errors import Invalid

SAMPLE_RATE = 48_000
"""Samples a second of every sound inside piying."""


@dataclass(frozen=True, slots=True)
class Rate:
    """Frames a second as a fraction: 25/1, 30000/1001."""

    num: int = 25
    den: int = 1

    def __post_init__(self) -> None:
        if self.num <= 0 or self.den <= 0:
            raise Invalid("cut.rate", num=self.num, den=self.den)

    def floor_frames(self, samples: int) -> int:
        """The whole frames that fit into `samples` at `SAMPLE_RATE`."""
        return samples * self.num // (SAMPLE_RATE * self.den)

    def ceil_frames(self, samples: int) -> int:
        """The fewest frames that hold `samples` at `SAMPLE_RATE`."""
        return -(-samples * self.num // (SAMPLE_RATE * self.den))

    def frames_of_ms(self, ms: int) -> int:
        """`ms` milliseconds in frames, rounded half up."""
        return (2 * ms * self.num + 1000 * self.den) // (2000 * self.den)

    def samples_at(self, frame: int) -> int:
        """The first sample (at `SAMPLE_RATE`) of `frame`, rounded down."""
        return frame * SAMPLE_RATE * self.den // self.num

    def ms_at(self, frame: int) -> int:
        """The start of `frame` in milliseconds, rounded half up."""
        return (2 * frame * 1000 * self.den + self.num) // (2 * self.num)
