"""The providers that a house has."""

from __future__ import annotations

from pathlib import Path

from piying.partners.registry import embedded
from piying.render.joiner import Joiner
from piying.render.puppet.provider import PuppetKit
from piying.takes.provider import Provider


def all_providers(data: Path) -> tuple[Provider, ...]:
    """Every provider: the kit first, then those of the registry, then what joins parts."""
    return (PuppetKit(), *embedded(data), Joiner())
