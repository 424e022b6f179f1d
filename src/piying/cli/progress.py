"""How far a step is, how long it took and what is left, on standard error."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import TYPE_CHECKING

from piying.cli.table import padded
from piying.model.deferred import deferred
from piying.model.messages import say
from piying.studio.progress import Step

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress as RichProgress

    from piying.cli.bars import drawn
else:
    drawn = deferred("piying.cli.bars:drawn")

NEWS_SECONDS = 15
"""Where there is no terminal to draw in, a line at most this often."""

NAME_CELLS = 20


class _Bar:
    def __init__(self, bars: RichProgress, total: int, name: str) -> None:
        self._bars = bars
        self._task = bars.add_task(name, total=total)

    def advance(self, count: int = 1) -> None:
        """`count` more are done."""
        self._bars.advance(self._task, count)


class _Lines:
    def __init__(self, console: Console, language: str, total: int, name: str) -> None:
        self._console = console
        self._language = language
        self._name = name
        self._total = total
        self._done = 0
        self._begun = self._told = time.monotonic()

    def advance(self, count: int = 1) -> None:
        """`count` more are done."""
        self._done += count
        now = time.monotonic()
        if now - self._told >= NEWS_SECONDS and 0 < self._done < self._total:
            self._told = now
            left = (now - self._begun) * (self._total - self._done) / self._done
            said = say("cli.left", self._language, seconds=f"{left:.0f}")
            self._console.print(
                f"  {self._name} {self._done}/{self._total}  {said}",
                highlight=False,
                soft_wrap=True,
            )


class Bars:
    """Draws a bar for each step and remembers how long each took."""

    def __init__(self, console: Callable[[], Console], language: str) -> None:
        """`console` gives where they are drawn, once the first of them is."""
        self._opened = console
        self._language = language
        self.seconds: list[tuple[str, float]] = []

    @cached_property
    def _console(self) -> Console:
        return self._opened()

    @contextmanager
    def step(self, code: str, total: int) -> Iterator[Step]:
        """A step named by `code`, of `total` parts."""
        name = padded(say(code, self._language), NAME_CELLS)
        begun = time.monotonic()
        if self._console.is_terminal:
            with drawn(self._console) as bars:
                yield _Bar(bars, total, name)
        else:
            yield _Lines(self._console, self._language, total, name)
        took = time.monotonic() - begun
        self.seconds.append((code, took))
        said = say("cli.seconds", self._language, seconds=f"{took:.1f}")
        self._console.print(f"  {name} {total:>11}  {said}", highlight=False, soft_wrap=True)
