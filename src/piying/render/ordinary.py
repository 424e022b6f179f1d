"""Keeps an ordinary process ordinary while an encoder is opened.

SVT-AV1 (4.1, as PyAV 18.1 brings it) gives whoever opens it as root the policy SCHED_FIFO at
priority 99. The threads that it makes inherit that, and so does every program that is started
afterwards: together they leave the processor to nobody.
"""

from __future__ import annotations

import os
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TASKS = Path("/proc/self/task")
"""A folder for each thread of this process."""


@contextmanager
def ordinary() -> Iterator[None]:
    """After the block this thread is scheduled as before it, and so are threads begun in it."""
    if sys.platform != "linux":
        yield
        return
    before = _schedule(0)
    old = _threads()
    try:
        yield
    finally:
        if _schedule(0) != before:
            policy, priority = before
            for thread in (0, *(_threads() - old)):
                _set(thread, policy, priority)


def _threads() -> set[int]:
    return {int(one.name) for one in TASKS.iterdir()}


def _schedule(thread: int) -> tuple[int, int]:
    return os.sched_getscheduler(thread), os.sched_getparam(thread).sched_priority


def _set(thread: int, policy: int, priority: int) -> None:
    try:
        os.sched_setscheduler(thread, policy, os.sched_param(priority))
    except ProcessLookupError:  # it has ended meanwhile
        return
