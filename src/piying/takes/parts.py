"""Lengths: a shot in clips that a model makes, longer ones in parts, shorter ones trimmed."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import combinations_with_replacement

from piying.model.card import ModelCard, Size
from piying.model.errors import Invalid
from piying.takes.fitting import length_made, lengths_at, longest_ms

PARTS_MAX = 8


@dataclass(frozen=True, slots=True)
class Part:
    """One clip of a shot."""

    used_ms: int
    """How much of it the cut shows, from its beginning."""
    made_ms: int
    """How long it is made; the cut trims what is over."""


def parts(
    length_ms: int, card: ModelCard, size: Size | None, *, referenced: bool = False
) -> tuple[Part, ...]:
    """The clips that `card` makes at `size` for a shot of `length_ms`.

    As few as can be; of these the ones that are together the shortest; and of these the most
    even. A shot that is shorter than the shortest clip is made longer and trimmed.
    `referenced`: there are references that are no frames, for which some models make fewer
    lengths.

    Raises:
        Invalid: it would need more than `PARTS_MAX`, or has no length.
    """
    if length_ms <= 0:
        raise Invalid("takes.length_missing", provider=card.provider, model=card.model)
    only = lengths_at(card, size, referenced=referenced)
    longest = longest_ms(card, size, referenced=referenced)
    if card.step_ms and not only:
        longest = longest // card.step_ms * card.step_ms
    count = -(-length_ms // longest) if longest else 1
    if count > PARTS_MAX:
        raise Invalid(
            "takes.parts_too_many",
            provider=card.provider,
            model=card.model,
            length=length_ms,
            found=count,
            most=PARTS_MAX,
        )
    made = _chosen(length_ms, only, count) if only else _even(length_ms, card, size, count)
    before = sum(made[:-1])
    return (*(Part(each, each) for each in made[:-1]), Part(length_ms - before, made[-1]))


def _chosen(length_ms: int, only: tuple[int, ...], count: int) -> list[int]:
    """`count` of the lengths `only`, the longest first."""
    long_enough = [
        lengths
        for lengths in combinations_with_replacement(sorted(only), count)
        if sum(lengths) >= length_ms
    ]
    best = min(long_enough, key=lambda lengths: (sum(lengths), max(lengths) - min(lengths)))
    return sorted(best, reverse=True)


def _even(length_ms: int, card: ModelCard, size: Size | None, count: int) -> list[int]:
    """`count` lengths that differ by a step at most, the longest first."""
    step = card.step_ms or 1
    steps = -(-length_ms // step)
    each, over = divmod(steps, count)
    lengths = []
    for place in range(count):
        wanted = (each + (place < over)) * step
        made = length_made(wanted, card, size)
        if made is None:
            # No whole number of steps is both long and short enough for the card.
            raise Invalid(
                "takes.length_too_long",
                provider=card.provider,
                model=card.model,
                most=card.longest_ms,
                found=wanted,
            )
        lengths.append(made)
    return lengths
