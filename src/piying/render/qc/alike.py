"""How much of a film is also in a registered work, by the names of its pictures.

A film is a bag of pictures, each with the frames that it stands for: order is not looked at,
so a film that was cut anew is still found. A picture is the same as another when at most
`BITS_APART` of their 64 bits differ, in a mirror too; pictures of low quality are left out of
both sides. Two shares are given: how much of this film is in the other, and how much of the
other is in this one. A collage of many works has high shares of them and a low one of itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from piying.model.review import Figure, Inspection
from piying.render.qc.hashes import QUALITY_MIN, mirrored

BITS_APART = 10
"""Two unrelated pictures differ by 32 of 64 bits, give or take 4."""

Bits = npt.NDArray[np.uint64]


@dataclass(frozen=True, slots=True)
class Bag:
    """The pictures of a film that are worth comparing."""

    hashes: tuple[int, ...]
    frame_counts: tuple[int, ...]
    """For how many frames each stands."""


@dataclass(frozen=True, slots=True)
class Alike:
    """How far two films share their pictures, in thousandths."""

    name: str
    """The registered work."""
    of_this_permille: int
    of_other_permille: int
    mirrored: bool
    """Most of what is shared is seen in a mirror."""


def bag_of(inspection: Inspection) -> Bag:
    """The pictures of an inspected film."""
    kept = [
        (int(span.note, 16), span.end_frame - span.start_frame)
        for span in inspection.spans
        if span.measure == "hash" and (span.value_milli or 0) >= round(QUALITY_MIN * 1000)
    ]
    return Bag(tuple(bits for bits, _ in kept), tuple(count for _, count in kept))


def compare(this: Bag, others: Mapping[str, Bag]) -> tuple[Alike, ...]:
    """Every registered work that shares a picture with `this`, most shared first."""
    found = [_alike(this, name, other) for name, other in others.items()]
    shared = [one for one in found if one.of_this_permille or one.of_other_permille]
    return tuple(
        sorted(
            shared,
            key=lambda one: (-one.of_this_permille, -one.of_other_permille, one.name),
        )
    )


def share_of(this: Bag, alike: Iterable[Alike]) -> Figure:
    """The figure `duplicate.share`: the greatest share of this film in one other work."""
    if not this.hashes:
        return Figure("duplicate.share", None, "1", "render.qc_why_no_hashes")
    most = max((one.of_this_permille for one in alike), default=0)
    return Figure("duplicate.share", most, "1")


def _alike(this: Bag, name: str, other: Bag) -> Alike:
    if not this.hashes or not other.hashes:
        return Alike(name, 0, 0, mirrored=False)
    ours = np.array(this.hashes, np.uint64)
    theirs = np.array(other.hashes, np.uint64)
    turned = np.array([mirrored(bits) for bits in this.hashes], np.uint64)
    plain, glass = _near(ours, theirs), _near(turned, theirs)
    same = plain | glass
    here = np.array(this.frame_counts)
    there = np.array(other.frame_counts)
    seen_plain = int(here[plain.any(1)].sum())
    seen_glass = int(here[glass.any(1)].sum())
    return Alike(
        name,
        round(int(here[same.any(1)].sum()) * 1000 / int(here.sum())),
        round(int(there[same.any(0)].sum()) * 1000 / int(there.sum())),
        mirrored=seen_glass > seen_plain,
    )


def _near(a: Bits, b: Bits) -> npt.NDArray[np.bool_]:
    """Which of `a` are the same pictures as which of `b`."""
    return np.bitwise_count(a[:, None] ^ b[None, :]) <= BITS_APART
