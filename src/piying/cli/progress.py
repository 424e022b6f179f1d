"""Progress bars with what is done, how long it took and what is left, on standard error."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    TextColumn,
    TimeElapsedColumn,
    TimeRemainingColumn,
)
from rich.progress import Progress as RichProgress

from piying.model.messages import say
from piying.studio.progress import Step


class _Bar:
    def __init__(self, bars: RichProgress, total: int, name: str) -> None:
        self._bars = bars
        self._task = bars.add_task(name, total=total)

    def advance(self, count: int = 1) -> None:
        """`count` more are done."""
        self._bars.advance(self._task, count)


class Bars:
    """Draws a bar for each step and remembers how long each took."""

    def __init__(self, console: Console, language: str) -> None:
        self._console = console
        self._language = language
        self.seconds: list[tuple[str, float]] = []

    @contextmanager
    def step(self, code: str, total: int) -> Iterator[Step]:
        """A step named by `code`, of `total` parts."""
        name = say(code, self._language)
        begun = time.monotonic()
        with RichProgress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            TimeRemainingColumn(),
            console=self._console,
            transient=True,
        ) as bars:
            yield _Bar(bars, total, name)
        took = time.monotonic() - begun
        self.seconds.append((code, took))
        self._console.print(f"  {name}  {total}  {took:.1f} s", highlight=False)
