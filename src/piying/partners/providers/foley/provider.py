"""The effects of sound as a provider that keeps the port."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.model.money import NOTHING, Money
from piying.model.take import Recipe, TakeKind
from piying.takes.provider import Ability, Inputs, Made, refuse_foreign

if TYPE_CHECKING:
    from piying.partners.providers.foley.sounding import sounded
else:
    sounded = deferred("piying.partners.providers.foley.sounding:sounded")

LENGTH_MS_MAX = 600_000


@dataclass(frozen=True, slots=True)
class Foley:
    """Synthesises effects of sound."""

    name: str = "foley"
    abilities: tuple[Ability, ...] = (
        Ability(TakeKind.SOUND, models=("foley-2",), offline=True, seeded=True),
    )

    def quote(self, recipe: Recipe) -> Money:  # noqa: ARG002 - the port's signature
        """Nothing: the sound is made on this machine."""
        return NOTHING

    def make(self, recipe: Recipe, inputs: Inputs) -> Made:  # noqa: ARG002 - needs none
        """The effect that the recipe names, exactly as long as asked."""
        brief = recipe.sound
        refuse_foreign(self, recipe)
        if brief is None or not 0 < brief.length_ms <= LENGTH_MS_MAX:
            raise Invalid("takes.recipe_unfit", provider=self.name, want=recipe.want.value)
        return sounded(brief, recipe.seed)
