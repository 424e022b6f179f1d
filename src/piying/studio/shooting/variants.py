"""Variants: the takes of one need, the same recipe with one seed after another.

What a board asks for is the recipe with seed 0, and choices are kept under its digest. Each
further performance has the next seed and so a recipe of its own. Nothing is ever replaced:
takes and choices are only added, and the newest choice holds.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import count

from piying.cut.rolls import Chosen
from piying.model.canon import Digest, digest
from piying.model.take import Recipe, Take
from piying.store.jobs import Jobs
from piying.studio.house import House
from piying.takes.choose import chosen


@dataclass(frozen=True, slots=True)
class Variant:
    """One performance that was asked for: its recipe and every attempt at it."""

    recipe: Recipe
    key: Digest
    takes: tuple[Take, ...]


def variants(house: House, recipe: Recipe) -> tuple[Variant, ...]:
    """Every variant of `recipe` that was tried, by seed; one may have a job and no take yet."""
    found: list[Variant] = []
    jobs = Jobs(house.store).rows
    for seed in count(recipe.seed):
        one = replace(recipe, seed=seed)
        key = digest(one)
        takes = house.store.takes(key)
        if not takes and not jobs.of(key):
            return tuple(found)
        found.append(Variant(one, key, takes))
    raise AssertionError  # pragma: no cover - count() has no end


def in_use(house: House, recipe: Recipe) -> tuple[Recipe, Take | None]:
    """The variant of `recipe` that the film uses, and its take if it was made."""
    pointer = house.store.choice(digest(recipe))
    if pointer is None:
        return recipe, chosen(house.store.takes(digest(recipe)), None)
    key = house.store.take(pointer).recipe
    for variant in variants(house, recipe):
        if variant.key == key:
            return variant.recipe, chosen(variant.takes, pointer)
    # what another model made in its place has a recipe of its own
    return house.store.get(key, Recipe), chosen(house.store.takes(key), pointer)


def held_take(house: House, recipe: Recipe) -> Chosen | None:
    """The take of `recipe` that the film uses, if the house holds it and its bytes."""
    _, take = in_use(house, recipe)
    if take is None or take.blob is None or take.facts is None:
        return None
    if not house.store.blobs.has(take.blob):
        return None
    return Chosen(take.recipe, take.blob, take.facts)


def use_instead(house: House, recipe: Recipe, take: Take) -> None:
    """Let `take` stand for the chosen one of `recipe` if the bytes of that one are lost.

    A provider that makes the same thing twice has brought them back by itself.
    """
    _, before = in_use(house, recipe)
    if before is None or before.id == take.id or before.blob is None:
        return
    if not house.store.blobs.has(before.blob):
        why = f"the bytes of {before.id} are lost"
        house.store.choose(digest(recipe), take.id, by="piying", why=why, at_ms=take.at_ms)
