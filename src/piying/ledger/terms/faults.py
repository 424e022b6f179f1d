"""Faults: everything that is wrong with a file, told at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import ParamSpec, TypeVar

from piying.model.errors import Invalid

FAULTS_MAX = 50
"""No more are told at once."""

P = ParamSpec("P")
T = TypeVar("T")


class Faults:
    """Collects refusals, so that a person mends a file once."""

    def __init__(self) -> None:
        self.found: list[Invalid] = []

    def got(self, fallback: T, read: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> T:
        """What `read` gives; `fallback`, and one fault more, where it refuses."""
        try:
            return read(*args, **kwargs)
        except Invalid as error:
            self.found.append(error)
            return fallback

    def add(self, faults: Iterable[Invalid]) -> None:
        """Put `faults` with the others."""
        self.found.extend(faults)

    def stop(self) -> None:
        """Refuse, if anything is wrong.

        Raises:
            Invalid: the one fault, or `deals.faults` with all of them.
        """
        if len(self.found) == 1:
            raise self.found[0]
        if self.found:
            raise Invalid(
                "deals.faults", count=len(self.found), faults=tuple(self.found[:FAULTS_MAX])
            )
