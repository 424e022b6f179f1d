"""Cells are what somebody may see, by name."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from piying.audience.cells import Picture, Sight, rows, value
from piying.audience.live import Now, Running, Touched, first_hour_of
from piying.model.figures import Gain

HOUR = first_hour_of(20_820) + 10
SIGHTS = st.builds(
    Sight,
    st.one_of(st.none(), st.frozensets(st.sampled_from(("lamp", "key", "moon")))),
    st.sampled_from(("", "lamp", "key")),
)
GAINS = st.lists(
    st.tuples(
        st.sampled_from(("lamp", "key", "moon")),
        st.builds(
            Gain,
            drama=st.just(1),
            episode=st.integers(1, 2),
            hour=st.integers(HOUR - 200, HOUR),
            plays=st.integers(1, 9),
            finished=st.integers(0, 5),
            watch_ms=st.integers(0, 9_000),
        ),
    ),
    max_size=9,
)


def test_a_name_with_dots_lies_deeper():
    counts = {"money.CNY.fee": 2, "money.CNY.episode": 7, "money.USD.ad": 1, "unlocks.ads": 3}

    assert value({"plays": 4, **counts}) == {
        "plays": 4, "finished": 0, "watch_ms": 0,
        "money": {"CNY": {"fee": 2, "episode": 7}, "USD": {"ad": 1}}, "unlocks": {"ads": 3},
    }  # fmt: skip


def test_without_a_length_nobody_knows_who_finished():
    assert value({"plays": 4}, measured=False)["finished"] is None


@given(GAINS, GAINS, SIGHTS)
def test_what_changed_put_over_what_was_is_what_is(before, after, sight):
    running, now = Running(), Now(HOUR)
    running.gain(before)
    held = Picture(running, now).all(sight)
    running.taken()
    running.gain(after)
    changed = Picture(running, now).changed(sight, running.taken())

    assert held | changed == Picture(running, now).all(sight)


@given(GAINS, SIGHTS)
def test_nothing_is_told_of_a_series_that_is_not_seen(gains, sight):
    running = Running()
    running.gain(gains)
    names = {name.rpartition(":")[0].partition("/")[0] for name in
             Picture(running, Now(HOUR)).all(sight)}  # fmt: skip

    assert all(name == "total" or sight.sees(name) for name in names)
    assert not Picture(running, Now(HOUR)).changed(sight, Touched())


@given(GAINS)
def test_the_total_of_a_sight_is_the_sum_of_its_series(gains):
    running = Running()
    running.gain(gains)
    sight = Sight(frozenset({"lamp", "key"}))
    cells = Picture(running, Now(HOUR)).all(sight)
    parts = [cells.get(f"{one}:week", {}).get("plays", 0) for one in sight.series]

    assert cells["total:week"]["plays"] == sum(parts)


def test_rows_are_cells_without_comparisons():
    cells = {"total:day": {"a": 1}, "lamp:compare": {}, "a/b/3:week": {"b": 2}, "#7:h09": {}}

    assert list(rows(cells)) == [
        ("total", "", "day", {"a": 1}), ("a/b", "3", "week", {"b": 2}), ("#7", "", "h09", {}),
    ]  # fmt: skip
