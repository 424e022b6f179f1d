"""Workers on other machines: the shots of a film are drawn by a cluster of dask.

Only drawing goes there. Sound, cover, joining and proving are done by the workers of this
machine, at the same time. What is drawn from and what is drawn lies in the house, which all
machines find under the same path; a segment gets its name when it is whole, wherever it was
drawn, so whatever becomes of a run, its finished segments count.
"""

from __future__ import annotations

import asyncio
import logging
import re
import secrets
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import Any

from piying.model.errors import Invalid, Missing, Outside, PiyingError
from piying.render.afar import (
    Fitness,
    Meeting,
    differences,
    draw_afar,
    everywhere,
    refusal,
    stand,
)
from piying.render.parts import finished
from piying.render.program import drawn_with
from piying.render.segments import DRAW
from piying.render.workers import Errand, Heard, Workers

TRIED = "piying.render.perform:ready"
"""Tries an encoder: it has to work wherever shots are drawn."""

REQUIREMENTS = "requirements/cluster.txt"

ADDRESS = re.compile(
    r"dask(?P<tls>\+tls)?://(?P<host>[\w.-]+|\[[0-9A-Fa-f:.]+\]):(?P<port>\d{1,5})"
)

CONNECT_SECONDS = 10
"""How long a scheduler may take to answer."""

EMPTY_SECONDS = 60
"""How long a run waits for a worker where there is none."""

SEEN_SECONDS = 90
"""How long a file written elsewhere may take to be seen here: shared folders remember for a
while that a name was not there."""

LOOK_SECONDS = 2
"""How often it is looked whether there are workers, while nothing is heard."""


def cluster_address(text: str) -> str:
    """Where the scheduler listens, as dask writes it, from dask://host:port.

    dask+tls://host:port asks for a connection that both sides prove themselves on.

    Raises:
        Invalid: it is not written so.
    """
    found = ADDRESS.fullmatch(text)
    if found is None or not 0 < int(found["port"]) < 65_536:
        raise Invalid("render.cluster_address", value=text)
    return f"{'tls' if found['tls'] else 'tcp'}://{found['host']}:{found['port']}"


class Cluster(Workers):
    """Workers of this machine that leave drawing to those of a cluster; use it as a context.

    Raises:
        Invalid: the address is none.
        Missing: the package that knows how to reach a cluster is not installed.
    """

    def __init__(self, address: str, folder: Path, count: int = 0) -> None:
        """A cluster at `address` for the house in `folder`; see `Workers` for `count`."""
        super().__init__(count)
        self.address = cluster_address(address)
        self.folder = folder
        self._client: Any = None
        if find_spec("distributed") is None:
            raise Missing("render.cluster_absent", requirements=REQUIREMENTS)

    def warm(self) -> None:
        """Reach the cluster, and let what the workers of this machine need be loaded.

        Raises:
            Outside: nobody answers at the address.
        """
        super().warm()
        self._reach()

    def close(self) -> None:
        """Leave the cluster and end the workers of this machine."""
        super().close()
        client, self._client = self._client, None
        if client is not None:
            with suppress(OSError, TimeoutError):  # it is gone already
                client.close(timeout=CONNECT_SECONDS)

    def run(
        self, errands: Sequence[Errand], heard: Heard = lambda _number, _done: None
    ) -> tuple[Any, ...]:
        """Do `errands` as `Workers.run` does, but draw on the cluster.

        Raises:
            Outside: the cluster cannot be reached, has no worker, or one that may not draw.
        """
        numbered = list(enumerate(errands))
        drawn = [pair for pair in numbered if pair[1].function == DRAW]
        tried = [pair for pair in numbered if pair[1].function == TRIED]
        near = [pair for pair in numbered if pair[1].function not in (DRAW, TRIED)]
        results: dict[int, Any] = {}
        with ThreadPoolExecutor(1, "cluster") as pool:
            news: SimpleQueue[Any] = SimpleQueue()
            afar = pool.submit(self._afar, (tried, drawn), heard, news)
            try:
                done = super().run(
                    [errand for _, errand in near],
                    lambda place, much: heard(near[place][0], much),
                )
                results.update(zip((number for number, _ in near), done, strict=True))
                results.update(afar.result())
            finally:
                news.put(None)  # also where a person interrupts
        return tuple(results[number] for number, _ in numbered)

    def _afar(
        self,
        pairs: tuple[Sequence[tuple[int, Errand]], Sequence[tuple[int, Errand]]],
        heard: Heard,
        news: SimpleQueue[Any],
    ) -> dict[int, Any]:
        """What is tried everywhere, and then what is drawn; the results by number."""
        tried, drawn = pairs
        if not tried and not drawn:
            return {}
        client = self._reach()
        with self._met(drawn) as meeting:
            _prove(client, meeting, self.address)
            for _, errand in tried:
                for said in client.run(everywhere, meeting, errand).values():
                    _given(said)
            results: dict[int, Any] = dict.fromkeys(number for number, _ in tried)
            return results | _Drawing(client, meeting, drawn, heard, news).results()

    def _reach(self) -> Any:  # noqa: ANN401 - dask's own
        """The way to the cluster."""
        if self._client is not None:
            return self._client
        from distributed import Client  # noqa: PLC0415 - optional, and loaded only to draw

        logging.getLogger("distributed").setLevel(logging.CRITICAL)  # what matters is raised
        try:
            asyncio.run(_greet(self.address))
            self._client = Client(self.address, timeout=CONNECT_SECONDS, set_as_default=False)
        except (OSError, ValueError, TypeError) as error:  # the last two: TLS without its keys
            raise Outside(
                "render.cluster_unreachable", address=self.address, why=str(error)
            ) from error
        return self._client

    @contextmanager
    def _met(self, drawn: Sequence[tuple[int, Errand]]) -> Iterator[Meeting]:
        """A meeting of whoever draws for this house; nothing half written is left."""
        name = f"cluster-{secrets.token_hex(8)}.part"
        meeting = Meeting(
            self.folder / name, secrets.token_hex(16), drawn_with(), self._outside(drawn)
        )
        meeting.path.write_text(meeting.word, "utf-8")
        try:
            yield meeting
        finally:
            meeting.path.unlink(missing_ok=True)
            wanted = {errand.path for _, errand in drawn if errand.path is not None}
            for folder in {path.parent for path in wanted}:
                for part in folder.glob("*.part"):
                    if finished(part) in wanted:
                        part.unlink(missing_ok=True)

    def _outside(self, drawn: Sequence[tuple[int, Errand]]) -> tuple[tuple[Path, int], ...]:
        """What is drawn from and does not lie in the house, with its size."""
        needed = {path for _, errand in drawn for path in errand.arguments[0].blobs.values()}
        outside = sorted(path for path in needed if not path.is_relative_to(self.folder))
        return tuple((path, path.stat().st_size) for path in outside)


async def _greet(address: str) -> None:
    """Find out whether dask answers, before a client that would try again and again."""
    from distributed.comm import connect  # noqa: PLC0415 - optional
    from distributed.security import Security  # noqa: PLC0415 - optional

    given = Security().get_connection_args("client")
    comm = await connect(address, timeout=CONNECT_SECONDS, **given)
    await comm.close()


def _prove(client: Any, meeting: Meeting, address: str) -> None:  # noqa: ANN401 - dask's own
    """Refuse a cluster with a worker that may not draw for this house."""
    until = time.monotonic() + EMPTY_SECONDS
    while not client.nthreads():
        if time.monotonic() > until:
            raise Outside("render.cluster_empty", address=address, seconds=EMPTY_SECONDS)
        time.sleep(LOOK_SECONDS)
    said = {"scheduler": _asked(lambda: client.run_on_scheduler(drawn_with))}
    answers = {
        at: Fitness(at, differences(dict(one), dict(meeting.program), 1))
        if isinstance(one, tuple)
        else _stranger(one)
        for at, one in said.items()
    }
    answers |= {
        at: one if isinstance(one, Fitness) else _stranger(one)
        for at, one in client.run(stand, meeting, on_error="return").items()
    }
    names = [one.name for one in answers.values()]
    for at, one in answers.items():
        if one.fit and names.count(one.name) > 1:
            answers[at] = Fitness(one.name, (f"name {one.name} × {names.count(one.name)}",))
    refused = {at: one for at, one in answers.items() if not one.fit}
    if refused:
        raise refusal(refused)


def _asked(ask: Callable[[], Any]) -> Any:  # noqa: ANN401 - what was asked for, or the error
    """What comes of asking, or why nothing does."""
    try:
        return ask()
    except Exception as error:  # noqa: BLE001 - another program may raise whatever it likes
        return error


def _stranger(error: object) -> Fitness:
    """Whoever cannot even say how it stands: another program, or none."""
    return Fitness("?", (str(error).strip() or type(error).__name__,))


def _given(said: object) -> Any:  # noqa: ANN401 - the result of an errand
    """The result that a worker sent, or what it raised."""
    if isinstance(said, tuple):
        return said[0]
    if isinstance(said, PiyingError):
        raise said
    raise Outside("render.cluster_differs", workers=str(said))


class _Drawing:
    """The segments that are drawn on a cluster, and what is heard of them."""

    def __init__(
        self,
        client: Any,  # noqa: ANN401 - dask's own
        meeting: Meeting,
        drawn: Sequence[tuple[int, Errand]],
        heard: Heard,
        news: SimpleQueue[Any],
    ) -> None:
        self._client, self._meeting, self._heard, self._news = client, meeting, heard, news
        self._address = client.scheduler.address
        self._errands = dict(drawn)
        self._waiting: dict[str, int] = {}

    def results(self) -> dict[int, Any]:
        """Draw them all; the results by number."""
        results: dict[int, Any] = {}
        topic = self._meeting.topic
        self._client.subscribe_topic(topic, lambda event: self._news.put(tuple(event[1])))
        futures = [self._submit(number) for number in self._errands]
        try:
            while self._waiting:
                said = self._next()
                if said is None:
                    break
                if not isinstance(said, tuple):
                    number = self._waiting.pop(said.key)
                    results[number] = self._ended(number, said)
                elif said[0] in self._waiting.values():
                    self._heard(*said)
        finally:
            self._meeting.path.unlink(missing_ok=True)  # whoever is drawing stops
            with suppress(OSError, TimeoutError, RuntimeError):  # the cluster is gone
                self._client.cancel(futures, force=True)
                self._client.unsubscribe_topic(topic)
        return results

    def _submit(self, number: int) -> Any:  # noqa: ANN401 - dask's own
        """Ask for one segment; the first ones are begun first."""
        key = f"{self._meeting.topic}-{number}"
        self._waiting[key] = number
        future = self._client.submit(
            draw_afar, self._meeting, number, self._errands[number],
            key=key, pure=False, priority=-number,
        )  # fmt: skip
        future.add_done_callback(self._news.put)
        return future

    def _next(self) -> Any:  # noqa: ANN401 - a future, what is told, or that it is over
        """What is heard next; it is refused to wait for workers that never come."""
        empty_since = None
        while True:
            try:
                return self._news.get(timeout=LOOK_SECONDS)
            except Empty:
                now = time.monotonic()
                if self._has_workers():
                    empty_since = None
                    continue
                empty_since = empty_since or now
                if now - empty_since > EMPTY_SECONDS:
                    raise Outside(
                        "render.cluster_empty",
                        address=self._address,
                        seconds=EMPTY_SECONDS,
                    ) from None

    def _has_workers(self) -> bool:
        try:
            return bool(self._client.nthreads())
        except (OSError, TimeoutError, RuntimeError) as error:
            raise Outside("render.cluster_lost", address=self._address) from error

    def _ended(self, number: int, future: Any) -> Any:  # noqa: ANN401 - dask's own
        """What came of one segment, which is there."""
        errand = self._errands[number]
        if future.status == "cancelled":
            raise Outside("render.cluster_lost", address=self._address)
        if future.status == "error":
            error = future.exception()
            if type(error).__name__ == "KilledWorker":
                deaths = error.allowed_failures + 1
                raise Outside("render.cluster_killed", about=errand.about, deaths=deaths)
            raise Outside("render.cluster_differs", workers=str(error))
        result = _given(future.result())
        if errand.path is not None:
            _see(errand.path)
        self._heard(number, errand.arguments[0].length_frames)
        return result


def _see(path: Path) -> None:
    """Wait until a file that another machine has written is seen here."""
    until = time.monotonic() + SEEN_SECONDS
    while not path.exists():
        if time.monotonic() > until:
            raise Outside("render.cluster_unseen", path=path, seconds=SEEN_SECONDS)
        time.sleep(LOOK_SECONDS / 4)
