"""The puppet kit as a provider of pictures: a shot and its voice become a stage.

It keeps the port that cloud providers keep. What it makes is a stage, data that is drawn when
the film is mastered, so a take costs nothing and serves every size of film.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.model.money import NOTHING, Money
from piying.model.take import Recipe, TakeKind
from piying.takes.provider import Ability, Inputs, Made, refuse_foreign

if TYPE_CHECKING:
    from piying.render.puppet.playing import play
else:
    play = deferred("piying.render.puppet.playing:play")


@dataclass(frozen=True, slots=True)
class PuppetKit:
    """Plays a shot with the figures and sets that ship with piying."""

    name: str = "puppet"
    abilities: tuple[Ability, ...] = (
        Ability(TakeKind.PICTURE, models=("puppet-kit-1",), offline=True, seeded=True),
    )

    def quote(self, recipe: Recipe) -> Money:  # noqa: ARG002 - the port's signature
        """Nothing: the kit draws on this machine."""
        return NOTHING

    def make(self, recipe: Recipe, inputs: Inputs) -> Made:
        """The stage of the recipe's shot.

        Raises:
            Invalid: the recipe asks for another kind or model, names no shot, rate or length,
                or its shot names what the kit cannot draw.
        """
        refuse_foreign(self, recipe)
        if recipe.shot is None or recipe.rate is None or recipe.length_frames <= 0:
            raise Invalid("takes.recipe_unfit", provider=self.name, want=recipe.want.value)
        return play(recipe, recipe.shot, recipe.rate, inputs)
