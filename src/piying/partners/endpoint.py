"""Endpoints: what every vendor has that is asked at one address: cards, keys and a door."""

from __future__ import annotations

import re
from typing import ClassVar

from piying.model.brief import Brief
from piying.model.card import ModelCard
from piying.model.errors import Invalid
from piying.model.job import Order
from piying.model.people import Voice
from piying.partners.answers import Asked, Step
from piying.partners.guard import door
from piying.partners.keys import Keys


class Endpoint:
    """A vendor at one address; a class of its own gives the rest of `takes.generator`."""

    name: ClassVar[str]
    usual: ClassVar[str]
    """The address, where the operator names no other."""
    job_id: ClassVar[re.Pattern[str]] = re.compile(r"(?!)")
    """What the ids of its jobs look like; nothing, where it answers at once."""

    def __init__(
        self, cards: tuple[ModelCard, ...], keys: Keys, origin: str = "", *, local: bool = False
    ) -> None:
        """`local`: `origin` is a machine of our own."""
        self.cards = tuple(card for card in cards if card.provider == self.name)
        self._keys, self._origin = keys, (origin or self.usual).rstrip("/")
        self._own = door(self._origin, local=local)

    def cancel(self, order: Order, job: str) -> bool:  # noqa: ARG002 - the vendor cannot
        """False: what was taken is made."""
        return False

    def _known(self, order: Order, job: str) -> None:
        """Go on only if `job` is an id that the vendor may have given.

        Raises:
            Ended: it is none.
        """
        if not self.job_id.fullmatch(job):
            asked = Asked(self.name, Step.POLL, order.model)
            raise asked.end("partners.job_forgotten", owed=True)

    def _voice(self, brief: Brief, card: ModelCard) -> Voice:
        """The voice that is asked for.

        Raises:
            Invalid: it is another vendor's, or none.
        """
        if brief.voice is None or brief.voice.provider != self.name:
            raise Invalid("partners.voice_foreign", provider=self.name, model=card.model)
        return brief.voice
