"""The one door to the partners: nothing else imports them by name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from piying.partners import emoji, pricelist
from piying.partners.providers import comfy, compatible, foley, google, kokoro, soundfont

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from piying.partners.keys import Keys
    from piying.partners.outfit import Outfit
    from piying.partners.vendors import Vendors
    from piying.script.casting import CastPreset
    from piying.takes.generator import Generator
    from piying.takes.provider import Provider

OUTFITS: tuple[Outfit, ...] = (kokoro.OUTFIT,)
"""What the partners need in the data folder."""

EMOJI_FONT, EMOJI_LICENCE = emoji.FONT, emoji.LICENCE
"""The font of emoji, and the text of its licence."""


def embedded(data: Path) -> tuple[Provider, ...]:
    """The providers that work on this machine, from what lies in the data folder."""
    return (kokoro.Kokoro(data), soundfont.SoundFont(data), foley.Foley())


def generators(vendors: Vendors, keys: Keys) -> tuple[Generator, ...]:
    """The vendors that may be asked for pay; none of them is asked, and no key is read, here.

    Raises:
        Invalid: a workflow or a card of the operator is wrong.
    """
    cards = pricelist.cards(vendors.models)
    found: list[Generator] = [google.Google(cards, keys)]
    if vendors.compatible_base:
        found.append(
            compatible.Compatible(
                cards, keys, vendors.compatible_base, local=vendors.compatible_local
            )
        )
    if vendors.comfy_origin:
        flows = tuple(
            comfy.workflow(one.told, one.graph, one.file) for one in vendors.comfy_workflows
        )
        found.append(comfy.Comfy(flows, vendors.comfy_origin))
    return tuple(found)


def voice_presets() -> Mapping[str, CastPreset]:
    """The voices that can be cast, by name."""
    return kokoro.voices()
