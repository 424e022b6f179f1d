"""How a verb tells what it is doing; a face draws it, a test ignores it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Protocol


class Step(Protocol):
    """One running step."""

    def advance(self, count: int = 1) -> None:
        """`count` more of the step's total are done."""


class Progress(Protocol):
    """Draws steps."""

    def step(self, code: str, total: int) -> AbstractContextManager[Step]:
        """A step named by a code of the catalogue, of `total` parts, as a context."""


class _Nothing:
    def advance(self, count: int = 1) -> None:
        """Nobody looks."""


class Silent:
    """Draws nothing."""

    @contextmanager
    def step(self, code: str, total: int) -> Iterator[Step]:  # noqa: ARG002 - the port
        """A step that nobody sees."""
        yield _Nothing()
