"""Speech as a provider: a recipe with a line in, a WAV file with marks out."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING

from piying.model.deferred import deferred
from piying.model.errors import Invalid
from piying.model.money import NOTHING, Money
from piying.model.take import Recipe, TakeKind
from piying.partners.providers.kokoro.build import MODEL_NAME
from piying.takes.provider import Ability, Inputs, Made, refuse_foreign

if TYPE_CHECKING:
    from pathlib import Path

    from piying.model.shot import Speech
    from piying.partners.providers.kokoro.speaking import Speaker
else:
    Speaker = deferred("piying.partners.providers.kokoro.speaking:Speaker")

LANGUAGES = ("zh", "en")


class Kokoro:
    """Kokoro-82M with pitch control, in Chinese and English, without a network."""

    name = "kokoro"
    abilities: tuple[Ability, ...] = (
        Ability(TakeKind.VOICE, (MODEL_NAME,), LANGUAGES, offline=True),
    )

    def __init__(self, data: Path) -> None:
        """`data` is the data folder; nothing is read before the first line is spoken."""
        self._data = data
        self._lock = Lock()
        self._speaker: Speaker | None = None

    def quote(self, recipe: Recipe) -> Money:
        """Nothing: it runs on this machine."""
        self._speech(recipe)
        return NOTHING

    def make(self, recipe: Recipe, inputs: Inputs) -> Made:  # noqa: ARG002 - a voice needs none
        """The line of `recipe`, spoken: 48 kHz mono 16-bit WAV with marks at 48 kHz.

        Raises:
            Invalid: the recipe asks for another kind, model, language or voice, or its line
                cannot be read aloud.
            Missing: the model is not in the data folder.
        """
        speech = self._speech(recipe)
        with self._lock:  # lines are spoken side by side, by one model
            self._speaker = self._speaker or Speaker(self._data)
        return self._speaker.say(speech)

    def _speech(self, recipe: Recipe) -> Speech:
        """What `recipe` wants said, if this provider can say it."""
        speech = recipe.speech
        refuse_foreign(self, recipe)
        if speech is None:
            raise Invalid("takes.recipe_unfit", provider=self.name, want=recipe.want.value)
        if speech.language not in LANGUAGES:
            raise Invalid(
                "takes.language_not_spoken",
                provider=self.name,
                language=speech.language,
                known=", ".join(LANGUAGES),
            )
        return speech
