"""Plays: what a player reports, what is set aside, and what a day of them comes to.

A house has more plays in a day than values it could make, so a play is a row of columns of
whole numbers, never an object. Dramas, platforms and contracts go by small numbers in those
columns; `Names` says which.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS
BUCKETS = 256
"""Row groups of an hour: a play lies in group `user_hash >> 55`."""

VIEWING_HI, VIEWING_LO, N = "viewing_hi", "viewing_lo", "n"
USER, TS = "user_hash", "ts_ms"
DRAMA, EPISODE, PLATFORM, WATCH = "drama_id", "episode", "platform", "watch_ms"

COLUMNS: dict[str, int] = {
    VIEWING_HI: 64,
    VIEWING_LO: 64,
    N: 32,
    USER: 64,
    TS: 64,
    DRAMA: 32,
    EPISODE: 16,
    PLATFORM: 16,
    WATCH: 32,
}
"""The columns of a play, in order, with the bits of each; all are signed whole numbers.

`viewing_hi` and `viewing_lo` are the two halves of the UUID of one continuous viewing in one
player; `n` counts its reports from 0; `user_hash` is a keyed pseudonym of 63 bits; `ts_ms` is
when it began, in milliseconds since 1970, fixed before it is first sent; `episode` begins at
1; `watch_ms` is how long was really watched.
"""

KEY = (VIEWING_HI, VIEWING_LO, N, USER, DRAMA, EPISODE, PLATFORM)
"""What makes two rows one play: copies that agree in it are one, with the longest watch and the
earliest time. Rows that agree in viewing and `n` alone contradict each other; none counts."""


class Reason(StrEnum):
    """Why a play that was received does not count, or not wholly; each is counted by itself."""

    UNREADABLE = "unreadable"
    """The row is not what a play is: a field is missing, unknown, or no whole number."""
    OUT_OF_RANGE = "out_of_range"
    """A field is a number that it cannot be: a negative watch time, an episode 0."""
    CLOCK = "clock"
    """Its time is years away from when it was received."""
    UNPROVED = "unproved"
    """The player that tells it has no capability for it."""
    TOO_FAST = "too_fast"
    """More was watched than time has passed, three times as fast as the film."""
    TOO_LATE = "too_late"
    """Received after the cut-off of its day; it becomes an adjustment of a later period."""
    DUPLICATE = "duplicate"
    """A copy of a play that is counted."""
    CONFLICT = "conflict"
    """Rows of one viewing and counter that differ in more than watch and time."""
    UNKNOWN_EPISODE = "unknown_episode"
    """No such drama or episode."""
    UNRELEASED = "unreleased"
    """It was played before the episode was released there, or after it was taken down."""
    UNMATCHED = "unmatched"
    """No contract covers the drama on that platform on that day."""
    BELOW = "below"
    """Watched for less than the contract counts."""
    CAPPED = "capped"
    """Above the most plays that the contract counts of one person, episode and day."""


@dataclass(frozen=True, slots=True)
class Intake:
    """What became of a batch: `accepted` and the sum of `rejected` are what was received."""

    batch: str
    received: int
    accepted: int
    rejected: tuple[tuple[Reason, int], ...] = ()
    again: bool = False
    """This batch was here before; nothing was added."""


@dataclass(frozen=True, slots=True)
class Name:
    """What a small number in the columns stands for."""

    sort: str
    """"drama", "platform" or "contract"."""
    number: int
    name: str
    """The slug of the series, the name of the platform, the id of the contract."""


SCREENING = ("drama_id", "episode", "duration_ms", "since_ms")
"""The columns of what can be played: how long an episode is, and when it was first released."""
COUNTING = (
    "drama_id", "platform", "contract_id", "since_ms", "until_ms", "min_ms", "cap_plays",
    "cap_watch_x",
)  # fmt: skip
"""The columns of how plays count: one row at most for each drama and platform of a day.

From `since_ms` until before `until_ms` (takedown) `contract_id` covers the drama there; a watch
shorter than `min_ms` does not count; of one person, episode and day at most `cap_plays` plays
and `cap_watch_x` times the length of the episode.
"""


@dataclass(frozen=True, slots=True)
class DayRow:
    """One row of a daily roll-up; the only thing that money is ever made from."""

    contract_id: int
    drama_id: int
    episode: int
    platform: int
    plays: int
    """Matched plays, without copies."""
    below: int
    """Of these, too short to count."""
    effective_plays: int
    capped: int
    """`plays` = `below` + `effective_plays` + `capped`."""
    watch_ms: int
    """Of the plays that are long enough, before the cap."""
    effective_ms: int
    users: int
    """People who have at least one effective play of the episode."""


ROW_COLUMNS = (
    "contract_id", "drama_id", "episode", "platform", "plays", "below", "effective_plays",
    "capped", "watch_ms", "effective_ms", "users",
)  # fmt: skip
"""The columns of a daily roll-up, 64 bits each; rows are sorted by the first four."""


@dataclass(frozen=True, slots=True)
class Day:
    """A daily roll-up as it is kept: never changed, only followed by another version."""

    day: str
    version: int
    """1, and one more each time that late plays opened it again."""
    rows_sha256: str
    """Of all rows as 64-bit little-endian numbers, row by row; every engine gives the same."""
    file: str
    file_sha256: str
    rows: int
    received: int
    """Rows that lie in the hours of the day."""
    counted: int
    """The sum of `effective_plays`."""
    refused: tuple[tuple[Reason, int], ...]
    """`received` = `counted` + these, always."""
    hours: tuple[tuple[str, str], ...]
    """The hours that it was made from, each with the SHA-256 of its file."""
    world: str
    """The SHA-256 of the screenings and countings that it was held against."""
    kind: str = "day.1"
