"""The providers that a house has."""

from __future__ import annotations

from pathlib import Path

from piying.partners.registry import embedded
from piying.render.puppet.provider import PuppetKit
from piying.takes.provider import Provider


def all_providers(data: Path) -> tuple[Provider, ...]:
    """Every provider: the kit first, then those of the registry."""
    return (PuppetKit(), *embedded(data))
