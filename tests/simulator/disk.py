"""A disk that fails when it is told to, and forgets what was not flushed when power is lost."""

from __future__ import annotations

import errno
import os
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.engine.default import DefaultDialect


class Died(OSError):
    """The process is gone: from here on nothing reaches the disk."""


class Disk:
    """Counts what reaches the disk, and dies at the `at`-th of it.

    `how` is "before" (it did not happen), "torn" (a write happened by half) or "after" (it
    happened and nobody was told).
    """

    def __init__(self, rng, at=0, how="before"):
        self.rng, self.at, self.how = rng, at, how
        self.passed, self.dead = 0, False
        self._unflushed = {}
        self._renamed = []

    @contextmanager
    def used(self):
        """Everything that the block writes goes to this disk."""
        real = {name: getattr(os, name) for name in ("write", "fsync", "fdatasync", "replace",
                                                     "unlink")}  # fmt: skip
        commit = DefaultDialect.do_commit
        os.write = lambda handle, data: self._write(real["write"], handle, data)
        os.fsync = lambda handle: self._flush(real["fsync"], handle)
        os.fdatasync = lambda handle: self._flush(real["fdatasync"], handle)
        os.replace = lambda one, other, **more: self._replace(real["replace"], one, other, more)
        os.unlink = lambda path, **more: self._unlink(real["unlink"], path, more)
        DefaultDialect.do_commit = lambda dialect, connection: self._point(
            lambda: commit(dialect, connection)
        )
        try:
            yield self
        finally:
            for name, function in real.items():
                setattr(os, name, function)
            DefaultDialect.do_commit = commit

    def lose_power(self):
        """Forget of what was written and not flushed as much as chance will have it."""
        for path, (flushed, written) in self._unflushed.items():
            if path.exists() and written > flushed and self.rng.random() < 0.7:
                os.truncate(path, self.rng.randint(flushed, written))
        for path, before in reversed(self._renamed):
            if self.rng.random() < 0.5:
                if before is None:
                    path.unlink(missing_ok=True)
                else:
                    path.write_bytes(before)

    def _point(self, function):
        if self.dead:
            raise Died(errno.EIO, "dead")
        self.passed += 1
        if self.passed != self.at:
            return function()
        if self.how == "after":
            function()
        self.dead = True
        raise Died(errno.EIO, "dead")

    def _write(self, real, handle, data):
        if self.dead:
            raise Died(errno.EIO, "dead")
        path = Path(f"/proc/self/fd/{handle}").readlink()
        if path.suffix != ".plays":
            return real(handle, data)
        self.passed += 1
        size = os.fstat(handle).st_size
        flushed = self._unflushed.get(path, (size, size))[0]
        dies = self.passed == self.at
        if dies and self.how == "before":
            data = b""
        elif dies and self.how == "torn":
            data = data[: self.rng.randrange(len(data))]
        written = real(handle, data) if len(data) else 0
        self._unflushed[path] = (flushed, size + written)
        if dies:
            self.dead = True
            raise Died(errno.EIO, "dead")
        return written

    def _flush(self, real, handle):
        path = Path(f"/proc/self/fd/{handle}").readlink()
        is_folder = path.is_dir()
        result = self._point(lambda: real(handle))
        if path in self._unflushed:
            size = os.fstat(handle).st_size
            self._unflushed[path] = (size, size)
        if is_folder:
            self._renamed = [one for one in self._renamed if one[0].parent != path]
        return result

    def _replace(self, real, one, other, more):
        path = Path(other)
        before = path.read_bytes() if path.exists() else None

        def rename():
            real(one, other, **more)
            self._renamed.append((path.absolute(), before))

        return self._point(rename)

    def _unlink(self, real, path, more):
        if self.dead:
            raise Died(errno.EIO, "dead")
        return real(path, **more)
