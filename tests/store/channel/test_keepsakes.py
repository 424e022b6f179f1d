"""Where viewers are, what they follow and like, in both databases."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy.exc import IntegrityError

from piying.model.viewer import Progress
from piying.store.channel.keepsakes import AGE_MS_MAX, Favourite, Keepsakes


@pytest.fixture
def kept(store):
    return Keepsakes(store.database)


def at(position_ms, moment_ms, episode=1, series="lamp", account="mei"):
    return Progress(account, series, episode, position_ms, moment_ms)


def test_the_newest_moment_stays(kept):
    assert kept.keep(at(10, 100))
    assert not kept.keep(at(20, 99))
    assert kept.keep(at(5, 101))
    assert kept.places("mei", "lamp") == (at(5, 101),)


@settings(deadline=None, max_examples=20,
          suppress_health_check=[HealthCheck.function_scoped_fixture])  # fmt: skip
@given(
    st.lists(st.tuples(st.integers(0, 9), st.integers(1, 9)), min_size=1, max_size=8),
    st.randoms(use_true_random=False),
    st.integers(0, 10**12),
)
def test_the_same_places_in_any_order_leave_the_same(kept, told, chance, run):
    mixed = list(told)
    chance.shuffle(mixed)
    for account, order in ((f"a{run}", told), (f"b{run}", mixed)):
        for position_ms, moment_ms in order:
            kept.keep(at(position_ms, moment_ms, account=account))
    one, other = (kept.places(f"{name}{run}", "lamp")[0] for name in "ab")

    assert (one.position_ms, one.at_ms) == (other.position_ms, other.at_ms)
    assert one.at_ms == max(moment for _, moment in told)
    for name in "ab":
        kept.drop(f"{name}{run}")


def test_history_has_each_series_once_and_goes_on_behind_a_row(kept):
    for number in range(5):
        kept.keep(at(1, 100 + number, series=f"s{number}"))
        kept.keep(at(1, 90 + number, episode=2, series=f"s{number}"))
    kept.keep(at(1, 104, series="s3", episode=3))
    first = kept.history("mei", None, 2)
    second = kept.history("mei", (first[-1].at_ms, first[-1].series), 9)

    assert [(one.series, one.episode) for one in (*first, *second)] == [
        ("s4", 1), ("s3", 3), ("s2", 1), ("s1", 1), ("s0", 1),
    ]  # fmt: skip


def test_what_was_forgotten_does_not_come_back_from_before(kept):
    kept.keep(at(1, 100))
    kept.keep(at(1, 100, series="key"))

    assert kept.forget("mei", "lamp", 200) == 1
    assert not kept.keep(at(1, 200))
    assert kept.keep(at(1, 201))
    assert kept.forget("mei", "", 300) == 2
    assert not kept.keep(at(1, 300, series="another"))


def test_what_can_no_longer_matter_is_not_kept(kept):
    kept.forget("mei", "lamp", 100)
    kept.forget("mei", "key", 100 + AGE_MS_MAX + 1)
    with kept.database.reading() as connection:
        rows = connection.exec_driver_sql("SELECT series FROM channel_forgotten").all()

    assert [series for (series,) in rows] == ["key"]


def test_looking_never_goes_back(kept):
    kept.follow("mei", "lamp", 100)
    kept.looked("mei", "lamp", 300)
    kept.looked("mei", "lamp", 200)

    assert kept.favourite("mei", "lamp") == Favourite("lamp", 100, 300)
    assert kept.following("mei") == 1


def test_likes_are_as_many_as_there_are_rows_of_them(kept):
    for name in ("a", "b", "c"):
        kept.like(name, "lamp", 1, 5)
        kept.like(name, "lamp", 1, 6)
    kept.unlike("b", "lamp", 1)
    kept.unlike("b", "lamp", 1)
    kept.drop("a")

    assert kept.likes("c", "lamp", 1) == (1, True)
    assert kept.likes("a", "lamp", 1) == (1, False)


def test_a_count_below_nothing_is_refused_by_the_database(kept):
    kept.like("a", "lamp", 1, 1)
    kept._one_less("lamp", 1)
    with pytest.raises(IntegrityError):
        kept._one_less("lamp", 1)


def test_what_was_watched_adds_up_by_day(kept):
    assert [kept.watch("child", day, 5) for day in (1, 1, 2)] == [5, 10, 5]
    assert kept.watched("child", 3) == 0
