"""The port that every provider keeps: what it can make, what that costs, and how it is asked.

A provider is asked only with a recipe that it `accepts`; it returns bytes and facts, or
raises `Outside`. It never falls back to something else and never returns less than asked.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from piying.model.canon import Digest
from piying.model.errors import Invalid
from piying.model.money import NOTHING, Money
from piying.model.take import MediaFacts, Recipe, TakeKind


@dataclass(frozen=True, slots=True)
class Made:
    """What a provider made: the bytes, what they are, and what was charged."""

    data: bytes
    facts: MediaFacts
    cost: Money = NOTHING


@dataclass(frozen=True, slots=True)
class Ability:
    """What a provider can make, as data, so that a recipe is checked before it is sent."""

    makes: TakeKind
    models: tuple[str, ...]
    """The first is the default; each with its version."""
    languages: tuple[str, ...] = ()
    offline: bool = False
    seeded: bool = False
    """Whether another seed gives another take; without, the same recipe is always the same."""


class Inputs(Protocol):
    """Reads the blobs and the takes' facts that a recipe names."""

    def blob(self, digest: Digest) -> bytes:
        """The bytes of `digest`."""

    def facts(self, digest: Digest) -> MediaFacts:
        """What is known of the blob `digest`."""


class Provider(Protocol):
    """Makes takes of one or more kinds."""

    @property
    def name(self) -> str:
        """What recipes and casts call it."""

    @property
    def abilities(self) -> tuple[Ability, ...]:
        """What it can make."""

    def quote(self, recipe: Recipe) -> Money:
        """What making `recipe` will cost at most."""

    def make(self, recipe: Recipe, inputs: Inputs) -> Made:
        """The thing that `recipe` asks for.

        Raises:
            Invalid: the recipe asks for what the provider cannot make.
            Missing: a model or file that it needs is not installed.
            Outside: the attempt failed.
        """


def refuse_foreign(provider: Provider, recipe: Recipe) -> None:
    """Refuse a recipe of a kind or for a model that `provider` does not make.

    Raises:
        Invalid: it names the kind, or the models that there are.
    """
    models = [m for a in provider.abilities if a.makes is recipe.want for m in a.models]
    if not models:
        raise Invalid("takes.kind_not_made", provider=provider.name, want=recipe.want.value)
    if recipe.model not in models:
        known = ", ".join(models)
        raise Invalid("takes.model_unknown", model=recipe.model, known=known)
