"""Releases: what goes out, where, until when, and for what price.

A release binds exact bytes to a cleared dossier. What a person sees of it is a listing; how it
is unlocked is a plan that never changes for whoever has begun the series.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from piying.model.canon import Digest

EVERYWHERE = "*"


class Age(StrEnum):
    """For whom a work is, as its listing hints."""

    ALL = "all"
    TWELVE = "12"
    SIXTEEN = "16"
    EIGHTEEN = "18"


@dataclass(frozen=True, slots=True)
class Window:
    """Where and when something may be seen."""

    territories: tuple[str, ...]
    """ISO 3166-1 codes of two letters, or `EVERYWHERE` alone."""
    since_ms: int
    until_ms: int | None = None
    """The first millisecond at which it may not; None: no end."""

    def open_at(self, territory: str, at_ms: int) -> bool:
        """Whether it may be seen in `territory` then."""
        there = self.territories == (EVERYWHERE,) or territory in self.territories
        return there and self.since_ms <= at_ms and not self.ended(at_ms)

    def ended(self, at_ms: int) -> bool:
        """Whether it is over."""
        return self.until_ms is not None and self.until_ms <= at_ms


@dataclass(frozen=True, slots=True)
class UnlockPlan:
    """How the episodes of a series are unlocked; its digest is its version."""

    free_episodes: int
    """Of the first so many, nobody pays."""
    coins: int | None
    """For one episode; None: not sold one by one."""
    series_coins: int | None
    """For all of it; None: not sold whole."""
    ads: int | None
    """Rewarded ads for one episode; None: not unlocked by ads."""
    ads_after_days: int = 0
    """Days after the first release from which ads unlock (paid first, then by ads)."""
    members: bool = False
    """A membership unlocks it."""
    territories: tuple[str, ...] = (EVERYWHERE,)
    kind: str = "unlock_plan.1"


@dataclass(frozen=True, slots=True)
class Cover:
    """One picture of a listing."""

    use: str
    """"feed" (9:16), "card" (3:4), "wide" (16:9), "square"."""
    width: int
    height: int
    blob: Digest


@dataclass(frozen=True, slots=True)
class Listing:
    """What a person sees of a series before playing it."""

    series: str
    title: str
    synopsis: str
    cast: tuple[tuple[str, str], ...]
    """(character, who they are)."""
    tags: tuple[str, ...]
    age: Age
    language: str
    numbers: tuple[tuple[str, str], ...]
    """(sort of filing number, number), shown wherever the work is."""
    episodes_planned: int
    updates: str
    """When new episodes come, in words of the catalogue's calendar: "mon,wed,fri 18:00"."""
    covers: tuple[Cover, ...]
    kind: str = "listing.1"


@dataclass(frozen=True, slots=True)
class File:
    """One file of a package."""

    path: str
    """Inside the package, with "/" between its parts."""
    blob: Digest
    bytes: int


@dataclass(frozen=True, slots=True)
class Rung:
    """One size of the picture, in pieces of two seconds."""

    name: str
    """"1080p" after the shorter side."""
    width: int
    height: int
    peak_bits: int
    average_bits: int
    codecs: str
    source: Digest
    """The digest of all that it was made from: film, size, settings; the same is not redone."""
    files: tuple[File, ...]


@dataclass(frozen=True, slots=True)
class Strip:
    """Thumbnails for scrubbing, in one picture."""

    file: File
    columns: int
    width: int
    height: int
    every_ms: int
    count: int


@dataclass(frozen=True, slots=True)
class Ladder:
    """A film packed for the channel: rungs, subtitles, pictures."""

    film: Digest
    duration_ms: int
    rungs: tuple[Rung, ...]
    """From the smallest to the film's own size."""
    main: File
    """The multivariant playlist."""
    subtitles: tuple[tuple[str, File], ...]
    """(language, WebVTT)."""
    poster: File
    strip: Strip
    label: str
    """The AI label that every rung was proved to carry."""
    begin: int
    """When the film begins on the clock of its pieces, in ticks of 90,000 a second."""
    lists: tuple[File, ...] = ()
    """The playlists of the subtitles, which the main one names."""
    kind: str = "ladder.1"


@dataclass(frozen=True, slots=True)
class Release:
    """An episode that is out."""

    id: str
    series: str
    episode: int
    version: int
    """Of the episode's dossier."""
    film: Digest
    dossier: Digest
    decision: str
    """The entry of the log that cleared it."""
    ladder: Digest
    listing: Digest
    plan: Digest
    window: Window
    contract: str
    """Under which its plays are paid; "own" where nobody else is."""
    by: str
    at_ms: int
    kind: str = "release.1"


class Right(StrEnum):
    """Why somebody may play an episode."""

    FREE = "free"
    COINS = "coins"
    ADS = "ads"
    SERIES = "series"
    """The whole series was bought."""
    MEMBER = "member"
    STAFF = "staff"


@dataclass(frozen=True, slots=True)
class Locked:
    """What it takes one person to unlock an episode: every price before the first payment."""

    episode: int
    coins: int | None
    ads: int | None
    ads_from_ms: int | None
    """When ads begin to unlock it; None: never, or already."""
    members: bool
    series_coins: int | None
    """For all that is left, less nothing: the price of the whole."""
    left: int
    """Locked episodes of the series, this one among them."""
    left_coins: int | None
    """What they cost one by one."""
