"""What the contract of generators is tried on: a `Case` for each kind of order of a vendor."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from partners.emulator import KEY, Emulator
from piying.model.brief import Brief
from piying.model.canon import digest_bytes
from piying.model.card import ModelCard
from piying.model.take import MediaFacts
from piying.partners.keys import Keys
from piying.partners.media import media_type


@dataclass(frozen=True)
class Case:
    """One kind of order of one vendor."""

    name: str
    """"google-video": the vendor and what is made."""
    emulator: type[Emulator]
    generator: Callable[[str, Keys], object]
    """(address of the emulator, keys) → the generator, with that address named as local."""
    brief: Brief
    model: str
    at_once: bool = False
    """Whether `submit` answers with what was made."""
    downloads: bool = False
    """Whether what was made is fetched by a link."""
    cancels: bool = False
    moderates: bool = True
    """Whether it looks at what is asked for."""
    key_names: tuple[str, ...] = ()
    """Variables that hold its keys; empty: PIYING_KEY_<NAME>."""
    no_key: bool = False
    """Whether it knows no keys."""
    key_optional: bool = False
    """Whether it may be asked without one."""


class Files:
    """Inputs of a test: bytes by digest."""

    def __init__(self, *files: bytes):
        self.held = {digest_bytes(one): one for one in files}

    def blob(self, digest):
        return self.held[digest]

    def facts(self, digest):
        data = self.held[digest]
        return MediaFacts(media_type(data), len(data))


def keys_of(case: Case, value: str = KEY) -> Keys:
    """Keys as the environment would hold them; the keyring of this machine is not asked."""
    names = case.key_names or (f"PIYING_KEY_{case.name.partition('-')[0].upper()}",)
    return Keys(dict.fromkeys(names, value), ring=lambda _: None)


def card_of(generator, model: str, medium=None) -> ModelCard:
    """The card of `model`."""
    return next(
        card
        for card in generator.cards
        if card.model == model and (medium is None or card.medium is medium)
    )
