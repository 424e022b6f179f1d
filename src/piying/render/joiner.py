"""The provider that puts the parts of a shot together, as clips came from a model.

What is kept is one archive with all the parts as they are; `piying.render.media.joined` plays
them.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.canon import Digest, canonical
from piying.model.errors import Invalid
from piying.model.joined import JOINED_TYPE, Joined, JoinedPart
from piying.model.money import NOTHING, Money
from piying.model.take import MediaFacts, Recipe, TakeKind
from piying.render.archive import archived
from piying.takes.provider import Ability, Inputs, Made, refuse_foreign

PROVIDER, MODEL = "joiner", "joiner-1"
REPEATED_FRAMES = 1
"""A part begins with the picture that ended the one before; it is shown once."""
TOLD = "joined.json"
"""Where in the archive it is told which parts there are."""


@dataclass(frozen=True, slots=True)
class Joiner:
    """Puts the parts of a shot together, on this machine and for nothing."""

    name: str = PROVIDER
    abilities: tuple[Ability, ...] = (Ability(TakeKind.PICTURE, (MODEL,), offline=True),)

    def quote(self, recipe: Recipe) -> Money:  # noqa: ARG002 - the port's signature
        """Nothing: nothing is asked of anybody."""
        return NOTHING

    def make(self, recipe: Recipe, inputs: Inputs) -> Made:
        """The parts that the recipe names after its brief, joined.

        Raises:
            Invalid: the recipe is of another kind, or names no two parts.
        """
        refuse_foreign(self, recipe)
        blobs = recipe.inputs[1:]
        if len(blobs) < 2:
            raise Invalid("takes.recipe_unfit", provider=self.name, want=recipe.want.value)
        facts = [inputs.facts(blob) for blob in blobs]
        parts = tuple(
            JoinedPart(blob, one.media_type, one.frame_count, REPEATED_FRAMES if at else 0)
            for at, (blob, one) in enumerate(zip(blobs, facts, strict=True))
        )
        files = {blob: inputs.blob(blob) for blob in blobs}
        data = archived(JOINED_TYPE, (TOLD, canonical(Joined(parts))), files)
        count = sum(one.length_frames - one.start_frames for one in parts)
        first = facts[0]
        return Made(
            data,
            MediaFacts(
                JOINED_TYPE, len(data), frame_count=count, width=first.width,
                height=first.height,
            ),
        )  # fmt: skip


def joined_recipe(brief: Digest, parts: tuple[Digest, ...]) -> Recipe:
    """The recipe of a shot in parts: the brief of the first, and the clips in order."""
    return Recipe(TakeKind.PICTURE, PROVIDER, MODEL, inputs=(brief, *parts))
