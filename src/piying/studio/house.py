"""The house: everything a verb may reach, built once and passed explicitly."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from piying.model.clock import Rate
from piying.model.deferred import deferred
from piying.model.errors import Missing, Outside
from piying.store.bucket.address import Stored
from piying.store.disk import sweep
from piying.studio.progress import Progress
from piying.takes.generator import Generator
from piying.takes.provider import Provider
from piying.takes.recipe import Sources, default_sources

if TYPE_CHECKING:
    from piying.render.cluster import Cluster
    from piying.render.workers import Workers
    from piying.store.bucket.room import make_room
    from piying.store.store import Store, held, open_store  # noqa: TC004 - a type alone
else:
    Cluster = deferred("piying.render.cluster:Cluster")
    Workers = deferred("piying.render.workers:Workers")
    open_store = deferred("piying.store.store:open_store")
    held = deferred("piying.store.store:held")
    make_room = deferred("piying.store.bucket.room:make_room")


class Clock(Protocol):
    """The only place that knows what time it is."""

    def now_ms(self) -> int:
        """Milliseconds since 1970 in UTC."""


@dataclass(frozen=True, slots=True)
class Generating:
    """Where the operator's files of generating lie, and what is generated for."""

    routes: Path | None = None
    """None: `routes.toml` in the house, if there is one; likewise the others."""
    budget: Path | None = None
    prices: Path | None = None
    looks: Path | None = None
    purpose: str = "final"
    """"draft" or "final"."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What an operator decides."""

    house: Path
    """The folder of the store."""
    data: Path
    """The folder of fetched models, voices, fonts and sound banks."""
    out: Path
    """Where finished films are put."""
    database: str = field(default="", kw_only=True, repr=False)
    """The address of a PostgreSQL database; empty where it is SQLite in the house."""
    stored: Stored | None = field(default=None, kw_only=True)
    """The bucket that keeps blobs durably; None: the house alone keeps them."""
    language: str = "zh"
    """The language that piying speaks to its user."""
    workers: int = 2
    """How many processes of this machine draw, mix and join."""
    cluster: str = ""
    """dask://host:port of a cluster that draws in place of them; empty where there is none."""
    rate: Rate = field(default_factory=lambda: Rate(25))
    """Frames a second of every cut and film."""
    encoder: str = ""
    """The encoder of the picture in place of the profile's own; empty leaves it to that."""
    producer: str = "piying"
    """Who made the film, as the AI metadata names it: a code without spaces."""
    signing_key: Path = field(default=Path("signing.pem"), kw_only=True)
    """The file of the key that signs the log; never inside the house."""
    seal_certificate: Path = field(default=Path("seal.pem"), kw_only=True)
    """The file of the certificate that seals films, a chain in PEM."""
    seal_key: Path = field(default=Path("seal.key"), kw_only=True)
    """The file of its private key; never inside the house."""
    generating: Generating = field(default_factory=Generating, kw_only=True)


Vendors = Callable[[], tuple[Generator, ...]]
"""Gives the vendors that may be asked for pay; called only where something is generated."""


@dataclass(frozen=True, slots=True)
class House:
    """Everything a verb may reach."""

    store: Store
    providers: tuple[Provider, ...]
    clock: Clock
    settings: Settings
    progress: Progress
    workers: Workers
    """Whoever draws, mixes and joins."""
    vendors: Vendors = tuple

    @property
    def sources(self) -> Sources:
        """Where takes come from by default."""
        return default_sources(self.providers)

    def provider(self, name: str) -> Provider:
        """The provider called `name`."""
        for provider in self.providers:
            if provider.name == name:
                return provider
        known = ", ".join(provider.name for provider in self.providers)
        raise Missing("takes.unknown_provider", name=name, known=known)


@contextmanager
def opened(
    settings: Settings,
    providers: tuple[Provider, ...],
    clock: Clock,
    progress: Progress,
    vendors: Vendors = tuple,
) -> Iterator[House]:
    """The house for the block, held so that no second run works in it."""
    if settings.cluster:  # paths are sent to machines with other current folders
        house, data = settings.house.absolute(), settings.data.absolute()
        settings = replace(settings, house=house, data=data)
    with held(settings.house, settings.database), _hired(settings) as workers:
        sweep(settings.house)
        store = opened_store(settings)
        try:
            yield House(store, providers, clock, settings, progress, workers, vendors)
            with suppress(Outside):  # what was asked is done; the next run makes the room
                keep_room(store, settings, clock)
        finally:
            store.close()


def opened_store(settings: Settings) -> Store:
    """The store of the house, with the bucket that it has."""
    address = None if settings.stored is None else settings.stored.address
    return open_store(settings.house, settings.database, address)


def keep_room(store: Store, settings: Settings, clock: Clock) -> None:
    """Remove from the disk what the bucket has, where blobs take more room than they may."""
    if settings.stored is not None and settings.stored.cache_bytes:
        make_room(store.blobs, settings.stored.cache_bytes, clock.now_ms())


def _hired(settings: Settings) -> Workers:
    """Whoever draws, mixes and joins, as the operator decides."""
    if settings.cluster:
        return Cluster(settings.cluster, settings.house, settings.workers)
    return Workers(settings.workers)


def plays_of(house: House) -> Path:
    """The folder of plays of a house."""
    return house.settings.house / "plays"
