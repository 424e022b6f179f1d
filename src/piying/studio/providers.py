"""The providers that a house has."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from piying.partners.keys import Keys
from piying.partners.registry import embedded, generators
from piying.partners.vendors import vendors_from
from piying.render.puppet.provider import PuppetKit
from piying.takes.generator import Generator
from piying.takes.provider import Provider


def all_providers(data: Path) -> tuple[Provider, ...]:
    """Every provider: the kit first, then those of the registry."""
    return (PuppetKit(), *embedded(data))


def all_generators(folder: Path, environment: Mapping[str, str]) -> tuple[Generator, ...]:
    """Every vendor that may be asked for pay, as `folder`/vendors.toml says; asks none.

    Raises:
        Invalid: that file, a workflow or a card of the operator is wrong.
    """
    return generators(vendors_from(folder), Keys(environment))
