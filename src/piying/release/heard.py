"""What a player tells of a play, held to the capability it was opened with and to the clock.

    {"batch": "01K…", "reports": [{"viewing": "UUID", "n": 0, "release": "01K…",
      "token": "…", "at_ms": …, "watched_ms": 9000, "position_ms": 9000, "rung": "720p",
      "stalls": 0, "stalled_ms": 0, "ended": false}, …]}

A play is one time through an episode: it is told again and again under the same viewing and
`n`, each time with all that was watched of it, and counts once, with the longest. Nobody can
have watched more than three times the time that has passed since it was told last, so nothing
that is made up is worth more than the time it takes to tell it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from typing import Annotated

import msgspec
from msgspec import Meta

from piying.model.errors import Invalid
from piying.model.play import DAY_MS, Reason
from piying.release.capability import Pass, account_of, check, life_ms

BODY_BYTES_MAX = 64 << 10
REPORTS_MAX = 200
GRACE_MS = 3_600_000
"""So long after its end a capability is still good for telling what was watched by it."""
SPEED_MAX = 3
"""Films are played three times as fast at most."""
SLACK_MS = 2_000
"""What may be told too much: reports are on the way for different times."""
SKEW_MS = 60_000
"""So far the clock of a player, which goes by the server's, may be off."""
CREDIT_MS_MAX = 3_600_000
"""What may have been watched and not yet told: an hour without a network."""
DARK_MS = 5_000
"""So long after a takedown a player that has something in hand may begin."""
VIEWINGS_MAX = 100_000
TEXT_CHARACTERS_MAX = 500

_BATCH = re.compile(r"[A-Za-z0-9_-]{16,64}")
_VIEWING = re.compile(r"[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_CAPABILITY = re.compile(r"\d+\.[\w-]{22}\.[\w-]{22}", re.ASCII)
_N_MAX = (1 << 31) - 1
_MS_MAX = 1 << 53


class _Batch(msgspec.Struct, forbid_unknown_fields=True):
    batch: str
    reports: list[msgspec.Raw]


class _Report(msgspec.Struct, forbid_unknown_fields=True, frozen=True):
    viewing: str
    n: int
    release: str
    token: str
    at_ms: int
    watched_ms: int
    position_ms: int
    rung: Annotated[str, Meta(max_length=12)]
    stalls: int
    stalled_ms: int
    ended: bool


_batches = msgspec.json.Decoder(_Batch)
_reports = msgspec.json.Decoder(_Report)


@dataclass(frozen=True, slots=True)
class Screen:
    """A release as far as reports of it need it."""

    series: str
    episode: int
    duration_ms: int
    dark_ms: int | None
    """Since when it is withdrawn; None: it is not."""


@dataclass(frozen=True, slots=True)
class Gain:
    """What is new of a time through, or all that was told of it."""

    watched_ms: int
    stalls: int
    stalled_ms: int

    def less(self, before: Gain) -> Gain:
        """What came to it since `before`; what is told less than before is nothing new."""
        return Gain(
            max(0, self.watched_ms - before.watched_ms),
            max(0, self.stalls - before.stalls),
            max(0, self.stalled_ms - before.stalled_ms),
        )

    def most(self, other: Gain) -> Gain:
        """The more of both."""
        return Gain(
            max(self.watched_ms, other.watched_ms),
            max(self.stalls, other.stalls),
            max(self.stalled_ms, other.stalled_ms),
        )


NOTHING = Gain(0, 0, 0)


@dataclass(frozen=True, slots=True)
class Heard:
    """One good report."""

    viewing: int
    """128 bits."""
    n: int
    account: str
    release: str
    screen: Screen
    at_ms: int
    watched_ms: int
    """All of this time through."""
    gain: Gain
    """What is new of it."""
    position_ms: int
    rung: str
    ended: bool


@dataclass(frozen=True, slots=True)
class Aside:
    """A report that does not count: its place in the batch from 0, why, and what it was."""

    row: int
    reason: Reason
    text: str
    """JSON as it came, without its capability."""


@dataclass(frozen=True, slots=True)
class Listened:
    """A batch with its good reports apart from the rest."""

    batch: str
    received: int
    good: tuple[Heard, ...]
    aside: tuple[Aside, ...]


@dataclass(frozen=True, slots=True)
class Listener:
    """Who tells, and against what it is held."""

    key: bytes
    account: str
    """Whoever sends the batch: a capability of somebody else proves nothing."""
    screen: Callable[[str], Screen | None]
    now_ms: int


@dataclass(frozen=True, slots=True)
class _Watched:
    n: int
    told: Gain
    credit_ms: int
    """What may have been watched since, in milliseconds of film."""
    at_ms: int


class Pace:
    """How much of each viewing was told, for the last so many; nobody watches faster."""

    def __init__(self, most: int = VIEWINGS_MAX) -> None:
        self._most = most
        self._held: dict[tuple[str, int], _Watched] = {}

    def gained(
        self, who: tuple[str, int], n: int, told: Gain, at_ms: int, now_ms: int
    ) -> Gain | None:
        """What is new of a play; None: nobody can have watched so much.

        Args:
            who: the account, and the UUID of the viewing.
            n: which time through.
            told: all of it.
            at_ms: when it began.
            now_ms: when it was told.
        """
        before = self._held.pop(who, None)
        if before is None:
            before = _Watched(n, NOTHING, SLACK_MS, min(at_ms, now_ms))
        credit_ms = before.credit_ms + SPEED_MAX * max(0, now_ms - before.at_ms)
        credit_ms = min(credit_ms, CREDIT_MS_MAX)
        known = before.told if n == before.n else NOTHING
        gain = told.less(known)
        fair = gain.watched_ms <= credit_ms
        if fair:
            credit_ms -= gain.watched_ms
        if fair and n >= before.n:
            after = _Watched(n, told.most(known), credit_ms, now_ms)
        else:
            after = _Watched(before.n, before.told, credit_ms, now_ms)
        while len(self._held) >= self._most:
            self._held.pop(next(iter(self._held)), None)
        self._held[who] = after
        return gain if fair else None


def listen(body: bytes, by: Listener, pace: Pace) -> Listened:
    """The batch of `body`, every report judged by itself.

    Raises:
        Invalid: it is no batch, or too large; nothing of it was taken.
    """
    if len(body) > BODY_BYTES_MAX:
        raise _too_large()
    try:
        batch = _batches.decode(body)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise Invalid("watching.batch_unreadable", why=str(error)) from error
    if not _BATCH.fullmatch(batch.batch):
        raise Invalid("audience.batch_id", name=batch.batch[:80])
    if len(batch.reports) > REPORTS_MAX:
        raise _too_large()
    good: list[Heard] = []
    aside: list[Aside] = []
    proved: dict[tuple[str, str], Pass | None] = {}
    by = replace(by, screen=cache(by.screen))  # most of a batch is of one film
    for row, raw in enumerate(batch.reports):
        found = _judged(bytes(raw), by, pace, proved)
        if isinstance(found, Heard):
            good.append(found)
        else:
            aside.append(Aside(row, found, _told(bytes(raw))))
    return Listened(batch.batch, len(batch.reports), tuple(good), tuple(aside))


def _judged(
    raw: bytes, by: Listener, pace: Pace, proved: dict[tuple[str, str], Pass | None]
) -> Heard | Reason:
    """A good report, or why it is none; of several reasons the first that is asked for."""
    told = _read(raw)
    if isinstance(told, Reason):
        return told
    key = (told.release, told.token)
    if key not in proved:
        proved[key] = _proved(by, *key)
    passed = proved[key]
    if passed is None:
        return Reason.UNPROVED
    screen = by.screen(told.release)
    if screen is None:
        return Reason.UNKNOWN_EPISODE
    reason = _out_of_time(told, passed, screen, by.now_ms)
    if reason is not None:
        return reason
    viewing = int(told.viewing.replace("-", ""), 16)
    whole = Gain(told.watched_ms, told.stalls, told.stalled_ms)
    gain = pace.gained((by.account, viewing), told.n, whole, told.at_ms, by.now_ms)
    if gain is None:
        return Reason.TOO_FAST
    return Heard(
        viewing, told.n, by.account, told.release, screen, told.at_ms, told.watched_ms, gain,
        told.position_ms, told.rung, told.ended,
    )  # fmt: skip


def _proved(by: Listener, release: str, token: str) -> Pass | None:
    """What the capability says, if it is of whoever sends it and not over for too long."""
    passed = check(by.key, release, token, by.now_ms - GRACE_MS)
    good = passed is not None and account_of(by.key, passed) == by.account
    return passed if good else None


def _read(raw: bytes) -> _Report | Reason:
    try:
        told = _reports.decode(raw)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return Reason.UNREADABLE
    if not _VIEWING.fullmatch(told.viewing):
        return Reason.UNREADABLE
    return told if _in_range(told) else Reason.OUT_OF_RANGE


def _in_range(told: _Report) -> bool:
    return (
        0 <= told.n <= _N_MAX
        and 0 <= told.watched_ms <= DAY_MS
        and 0 <= told.stalled_ms <= DAY_MS
        and 0 <= told.position_ms <= DAY_MS
        and 0 <= told.stalls <= _N_MAX
        and 0 <= told.at_ms <= _MS_MAX
    )


def _out_of_time(told: _Report, passed: Pass, screen: Screen, now_ms: int) -> Reason | None:
    """Why it cannot have begun then, or None.

    It began while the capability was good, or the one that it renewed, and before the dark.
    """
    first_ms = passed.expires_ms - 2 * life_ms(screen.duration_ms) - SKEW_MS
    last_ms = min(now_ms, passed.expires_ms) + SKEW_MS
    if not first_ms <= told.at_ms <= last_ms:
        return Reason.CLOCK
    if screen.dark_ms is not None and told.at_ms >= screen.dark_ms + DARK_MS:
        return Reason.UNRELEASED
    return None


def _told(raw: bytes) -> str:
    text = _CAPABILITY.sub("…", raw.decode("utf-8", "replace"))
    return text[:TEXT_CHARACTERS_MAX]


def _too_large() -> Invalid:
    return Invalid("watching.batch_too_large", bytes=BODY_BYTES_MAX, rows=REPORTS_MAX)
