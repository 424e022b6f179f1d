"""How much of a film somebody has watched: what was shown, and no faster than it can be."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from piying.studio.channel.attention import GRACE_MS, KEPT_MAX, SLOT_MS, SPEED_MAX, Attention

FILM, LENGTH_MS = "ab" * 32, 80_000


def test_a_film_that_was_shown_whole_was_watched_whole():
    attention = Attention()
    attention.open("lin", FILM, LENGTH_MS, 0)
    for second in range(0, 80, 2):
        told = (second * 1000, second * 1000 + 2000, second * 1000 + 2000)
        look = attention.saw("lin", FILM, LENGTH_MS, told)

    assert look.share == 1000
    assert look.opened_ms == 0


def test_dragging_through_a_film_is_not_watching_it():
    attention = Attention()
    attention.open("lin", FILM, LENGTH_MS, 0)
    look = attention.saw("lin", FILM, LENGTH_MS, (0, LENGTH_MS, 1_000))

    assert look.share <= (SPEED_MAX * 1_000 + GRACE_MS) * 1000 // LENGTH_MS


def test_the_same_minute_watched_twice_counts_once():
    attention = Attention()
    attention.open("lin", FILM, LENGTH_MS, 0)
    once = attention.saw("lin", FILM, LENGTH_MS, (0, 20_000, 20_000)).share

    assert attention.saw("lin", FILM, LENGTH_MS, (0, 20_000, 40_000)).share == once == 250


def test_everybody_watches_for_themselves_and_every_film_anew():
    attention = Attention()
    attention.open("lin", FILM, LENGTH_MS, 0)
    attention.saw("lin", FILM, LENGTH_MS, (0, LENGTH_MS, 80_000))

    assert attention.open("chen", FILM, LENGTH_MS, 80_000).share == 0
    assert attention.open("lin", "cd" * 32, LENGTH_MS, 80_000).share == 0
    assert attention.open("lin", FILM, LENGTH_MS, 90_000).share == 1000


def test_what_was_not_looked_at_longest_is_forgotten():
    attention = Attention()
    for number in range(KEPT_MAX + 1):
        attention.open("lin", f"{number:064x}", LENGTH_MS, number)

    assert attention.open("lin", f"{1:064x}", LENGTH_MS, 5_000).opened_ms == 1
    assert attention.open("lin", f"{0:064x}", LENGTH_MS, 6_000).opened_ms == 6_000


@given(
    st.lists(st.tuples(st.integers(0, 90_000), st.integers(0, 90_000), st.integers(0, 5_000))),
    st.integers(1, LENGTH_MS),
)
def test_nobody_has_watched_longer_than_they_had_time_for(told, length_ms):
    attention, now = Attention(), 0
    attention.open("lin", FILM, length_ms, now)
    for start, end, later in told:
        now += later
        look = attention.saw("lin", FILM, length_ms, (start, end, now))
        watched = sum(look.seen) * SLOT_MS

        assert 0 <= look.share <= 1000
        assert watched <= now * SPEED_MAX + len(told) * (GRACE_MS + SLOT_MS)
