"""Watching: what a viewer is shown of a series, and what opens or does not open for them.

These are answers, ready to be written as JSON: whole numbers, words and lists of them. Paths
begin with "/" and stand behind the address of the site.
"""

from __future__ import annotations

from dataclasses import dataclass

from piying.model.release import Age, Locked, Right


@dataclass(frozen=True, slots=True)
class Picture:
    """One cover, for whoever may see the listing."""

    use: str
    """"feed" (9:16), "card" (3:4), "wide" (16:9), "square"."""
    width: int
    height: int
    path: str


@dataclass(frozen=True, slots=True)
class Card:
    """A series in a row of series."""

    series: str
    title: str
    synopsis: str
    tags: tuple[str, ...]
    age: Age
    out: int
    """Episodes that can be seen here now."""
    planned: int
    free: int
    """The first so many cost nothing, for whoever begins now."""
    first_ms: int
    newest_ms: int
    """When the newest of its episodes could first be seen."""
    pictures: tuple[Picture, ...]


@dataclass(frozen=True, slots=True)
class Door:
    """An episode in a list of episodes."""

    episode: int
    why: Right | None
    """Why it is open; None: it is locked."""
    release: str


@dataclass(frozen=True, slots=True)
class Coming:
    """An episode that the calendar says will come."""

    series: str
    title: str
    episode: int
    at_ms: int


@dataclass(frozen=True, slots=True)
class SeriesPage:
    """Everything that is shown of one series."""

    card: Card
    cast: tuple[tuple[str, str], ...]
    """(character, who they are)."""
    language: str
    numbers: tuple[tuple[str, str], ...]
    """(sort of filing number, number), to be shown always."""
    doors: tuple[Door, ...]
    coming: tuple[Coming, ...]
    episode: int
    """Where to begin or go on."""
    position_ms: int


@dataclass(frozen=True, slots=True)
class Rail:
    """A row of series with its name."""

    id: str
    """"hot", "new", "because" or the id of a list of the editors."""
    title_zh: str
    title_en: str
    cards: tuple[Card, ...]


@dataclass(frozen=True, slots=True)
class GoingOn:
    """A series that somebody goes on with."""

    card: Card
    episode: int
    position_ms: int
    duration_ms: int


@dataclass(frozen=True, slots=True)
class Home:
    """The first page."""

    going_on: tuple[GoingOn, ...]
    rails: tuple[Rail, ...]


@dataclass(frozen=True, slots=True)
class RungShown:
    """One size of the picture."""

    name: str
    width: int
    height: int
    peak_bits: int
    average_bits: int
    codecs: str


@dataclass(frozen=True, slots=True)
class Thumbs:
    """Thumbnails for scrubbing: one picture, row by row."""

    path: str
    columns: int
    width: int
    height: int
    every_ms: int
    count: int


@dataclass(frozen=True, slots=True)
class Told:
    """What is always shown with an episode, open or not."""

    series: str
    title: str
    episode: int
    release: str
    age: Age
    label: str
    """The AI label that the film carries."""
    numbers: tuple[tuple[str, str], ...]
    duration_ms: int
    planned: int
    pictures: tuple[Picture, ...]
    previous: Door | None
    following: Door | None


@dataclass(frozen=True, slots=True)
class Opened:
    """An episode that may be played, with everything a player needs."""

    told: Told
    why: Right
    base: str
    """Of every file: it ends with "/" and carries the capability."""
    token: str
    """The capability, for the reports of the player; no login."""
    main: str
    rungs: tuple[RungShown, ...]
    subtitles: tuple[tuple[str, str], ...]
    """(language, path)."""
    poster: str
    thumbs: Thumbs
    encrypted: bool
    position_ms: int
    """Where to go on; 0: at the beginning."""
    now_ms: int
    """By the clock of the server, which the reports of the player go by."""
    renew_ms: int
    """From when on it should be opened anew if it is still being watched."""
    expires_ms: int


@dataclass(frozen=True, slots=True)
class Shut:
    """An episode that is locked, with the whole price."""

    told: Told
    price: Locked


@dataclass(frozen=True, slots=True)
class Quality:
    """How it played in one hour at one size of the picture."""

    hour_ms: int
    """When the hour began."""
    rung: str
    reports: int
    watched_ms: int
    stalls: int
    stalled_ms: int
