"""The music of the house as a provider that keeps the port."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.errors import Invalid, Missing
from piying.model.money import NOTHING, Money
from piying.model.take import Recipe, TakeKind
from piying.partners.providers.soundfont.moods import MOODS
from piying.takes.provider import Ability, Inputs, Made, refuse_foreign

if TYPE_CHECKING:
    from piying.partners.providers.soundfont.play import played
else:
    played = deferred("piying.partners.providers.soundfont.play:played")

BANK = Path("sounds") / "FluidR3Mono_GM.sf3"
LENGTH_MS_MAX = 600_000


@dataclass(frozen=True, slots=True)
class SoundFont:
    """Plays mood cues with the fetched sound bank."""

    data: Path
    name: str = "soundfont"
    abilities: tuple[Ability, ...] = (
        Ability(TakeKind.MUSIC, models=("fluid-r3-mono/moods-2",), offline=True, seeded=True),
    )

    def quote(self, recipe: Recipe) -> Money:  # noqa: ARG002 - the port's signature
        """Nothing: the music is played on this machine."""
        return NOTHING

    def make(self, recipe: Recipe, inputs: Inputs) -> Made:  # noqa: ARG002 - needs none
        """The cue of the recipe's mood, exactly as long as asked."""
        brief = recipe.music
        refuse_foreign(self, recipe)
        if brief is None or not 0 < brief.length_ms <= LENGTH_MS_MAX:
            raise Invalid("takes.recipe_unfit", provider=self.name, want=recipe.want.value)
        if brief.mood not in MOODS:
            known = ", ".join(MOODS)
            raise Invalid("takes.unknown_mood", mood=brief.mood, known=known)
        bank = self.data / BANK
        if not bank.is_file():
            raise Missing("store.asset_missing", name=BANK.name, path=bank)
        return played(MOODS[brief.mood], brief.length_ms, recipe.seed, bank)
