"""The vendors of a house that are paid."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from piying.partners.keys import Keys
from piying.partners.paid import generators
from piying.partners.vendors import vendors_from
from piying.takes.generator import Generator


def all_generators(folder: Path, environment: Mapping[str, str]) -> tuple[Generator, ...]:
    """Every vendor that may be asked for pay, as `folder`/vendors.toml says; asks none.

    Raises:
        Invalid: that file, a workflow or a card of the operator is wrong.
    """
    return generators(vendors_from(folder), Keys(environment))
