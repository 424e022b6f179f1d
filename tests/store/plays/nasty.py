"""One day on which everything happens that may happen to a play."""

from __future__ import annotations

from piying.model.play import HOUR_MS
from store.plays.days_of_plays import FOREVER, T0

A, B, C = 5, (1 << 55) + 5, (250 << 55) + 9
"""People in different buckets; the last one's pseudonym is near the highest."""
LOW = -(1 << 63)

SCREENING = [
    (1, 1, 90_000, T0 - 1),
    (1, 2, 60_000, T0 + HOUR_MS),  # released in mid-day
    (1, 4, 60_000, T0 - 1),  # there is no third episode
    (2, 1, 100_000, T0 - 1),
    (3, 1, 50_000, T0 - 1),  # no contract covers it
]
COUNTING = [
    (1, 0, 7, T0 - HOUR_MS, T0 + 2 * HOUR_MS, 3_000, 2, 1),  # taken down in mid-day
    (1, 1, 7, T0 - HOUR_MS, FOREVER, 3_000, 2, 1),  # the same contract on another platform
    (2, 1, 4, T0 + 10, FOREVER, 0, 1, 3),
]


def play(viewing, n, user, at, where, watch):
    """A play of (drama, episode, platform) `where`, `at` ms into the day."""
    return (LOW + viewing, LOW, n, user, T0 + at, *where, watch)


PLAYS = [
    play(1, 0, A, 100, (1, 1, 0), 5_000),
    play(1, 0, A, 100, (1, 1, 0), 9_000),  # a copy that watched longer
    play(1, 0, A, HOUR_MS + 5, (1, 1, 0), 4_000),  # a copy in another hour
    play(1, 64, A, 200, (1, 1, 0), 80_000),  # a second play: over the cap of watch
    play(1, 65, A, 300, (1, 1, 0), 70_000),  # a third one: over the cap of plays
    play(1, 66, A, 400, (1, 1, 1), 70_000),  # on the other platform, with caps of its own
    play(2, 0, B, 100, (1, 1, 0), 3_000),  # exactly long enough
    play(2, 1, B, 100, (1, 1, 0), 2_999),  # not quite
    play(2, 2, B, 2 * HOUR_MS - 1, (1, 1, 0), 5_000),  # the last moment
    play(2, 3, B, 2 * HOUR_MS, (1, 1, 0), 5_000),  # taken down
    play(2, 4, B, HOUR_MS - 1, (1, 2, 1), 5_000),  # not yet released
    play(2, 5, B, HOUR_MS, (1, 2, 1), 5_000),
    play(2, 6, B, HOUR_MS, (1, 3, 1), 5_000),  # no such episode
    play(2, 7, B, HOUR_MS, (9, 1, 1), 5_000),  # no such drama
    play(2, 8, B, HOUR_MS, (3, 1, 1), 5_000),  # no contract
    play(2, 9, B, HOUR_MS, (1, 1, 9), 5_000),  # no such platform
    play(2, 10, B, 9, (2, 1, 1), 0),  # before the contract
    play(2, 11, B, 10, (2, 1, 1), 0),  # a deal that counts everything
    play(3, 0, A, 500, (1, 1, 0), 5_000),  # two people claim it, in two buckets,
    play(3, 0, C, 500, (1, 1, 0), 5_000),  # and neither gets it
    play(3, 0, C, 501, (1, 1, 0), 6_000),  # nor a copy
    play(3, 1, C, 500, (1, 1, 0), 5_000),  # the rest of that viewing counts
    play(4, 0, B, 600, (1, 1, 0), 5_000),  # one person, two platforms at once
    play(4, 0, B, 600, (1, 1, 1), 5_000),
    play(5, 0, B, 700, (1, 1, 1), 5_000),  # one person, two episodes at once
    play(5, 0, B, 700, (1, 4, 1), 5_000),
    play(6, 0, B, HOUR_MS + 5, (1, 2, 1), 5_000),  # a copy that tells an earlier time
    play(6, 0, B, HOUR_MS - 5, (1, 2, 1), 5_000),
    *(play(7, n, C, n * 1_000, (1, 1, 1), 100_000) for n in range(200)),  # a bot
]
