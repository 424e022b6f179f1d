"""The live figures are a fold over what is durable."""

from __future__ import annotations

import threading
import time

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from piying.model.errors import Outside
from piying.model.figures import Sight
from piying.model.release import Right
from piying.store.plays.names import register
from piying.studio.channel import live as module
from piying.studio.channel.folding import Folding
from piying.studio.channel.live import Live
from studio.channel.cinema import Cinema
from studio.channel.figured import Watched, bare, cells, told

ALL = Sight(None)
LAMP = Sight(frozenset({"lamp"}), "lamp")


@pytest.fixture
def watched(desk):
    found = Watched(desk.house, desk.clock)
    found.at(10)
    found.open()
    yield found
    found.intake.close()


def test_what_is_acknowledged_is_told(watched):
    live = watched.live()
    first = live.snapshot(LAMP)
    watched.send(watched.row(user=1), watched.row(user=1, watch=50_000), watched.row(user=2))
    assert live.pull()
    (message,) = live.since(LAMP, first.id)
    found = told(message)

    assert (found["kind"], found["after"], found["id"] > first.id) == ("delta", first.id, True)
    assert found["cells"]["lamp:day"] == {
        "plays": 3, "finished": 2, "watch_ms": 240_000, "viewers": 2,
    }  # fmt: skip
    assert found["cells"]["lamp/1:day"] == found["cells"]["lamp:day"]
    assert found["cells"]["lamp:h10"]["plays"] == 3
    assert found["cells"]["total:week"] == {"plays": 3, "finished": 2, "watch_ms": 240_000}
    assert found["came_ms"] == watched.clock.at


def test_nothing_new_is_no_message(watched):
    live = watched.live()
    first = live.snapshot(ALL)

    assert not live.pull()
    assert live.since(ALL, first.id) == ()


def test_a_copy_changes_nothing(watched):
    live = watched.live()
    row = watched.row()
    watched.send(row)
    live.pull()
    seen = cells(live, ALL)
    watched.send(row)
    live.pull()

    assert cells(live, ALL) == seen


def test_unlocks_and_what_ended_are_told_by_their_way(watched):
    live = watched.live()
    first = live.snapshot(LAMP)
    one = watched.give("lamp", 4, Right.COINS, 50)
    watched.give("lamp", 0, Right.SERIES, 1800, "bo")
    watched.give("", 0, Right.MEMBER, account="li")
    watched.end(one)
    live.pull()
    (message,) = live.since(LAMP, first.id)
    found = told(message)["cells"]

    assert found["lamp:day"]["unlocks"] == {"coins": 1, "series": 1}
    assert (found["lamp:day"]["coins"], found["lamp:day"]["ended"]) == (1850, 1)
    assert found["lamp/4:day"]["unlocks"] == {"coins": 1}
    assert "unlocks" not in cells(live, Sight(frozenset({"key"}))).get("total:day")
    assert cells(live, ALL)["total:day"]["unlocks"] == {"coins": 1, "series": 1, "member": 1}


def test_a_party_is_told_of_its_own_series_alone(watched):
    live = watched.live()
    own = Sight(frozenset({"lamp"}))
    first = live.snapshot(own)
    watched.play("key")
    watched.give("moon", 1, Right.COINS, 50)
    live.pull()

    assert live.since(own, first.id) == ()
    assert not [name for name in cells(live, own) if not name.startswith("total")]
    assert cells(live, own)["total:day"]["plays"] == 0


def test_without_a_close_look_no_episodes_and_hours_of_series_are_told(watched):
    watched.play("lamp", 3)
    live = watched.live()

    assert sorted(cells(live, ALL)) == [
        "lamp:day", "lamp:week", "total:compare", "total:day", "total:h10",
        "total:week",
    ]  # fmt: skip
    assert "lamp/3:day" in cells(live, Sight(None, "lamp"))


def test_today_is_compared_with_the_same_whole_hours_of_last_week(watched):
    for hour, plays in ((8, 3), (9, 2), (10, 9), (8 - 168, 1), (9 - 168, 4), (10 - 168, 7)):
        watched.send(*(watched.row(hour=hour) for _ in range(plays)))
    found = cells(watched.live(), LAMP)

    assert found["lamp:compare"]["day"]["hours"] == 10
    assert found["lamp:compare"]["day"]["now"]["plays"] == 5
    assert found["lamp:compare"]["day"]["before"]["plays"] == 5
    assert found["lamp:h09"]["plays"], found["lamp:h09"]["before"]["plays"] == (2, 4)
    assert found["lamp:week"]["plays"] == 14


def test_a_late_play_of_an_hour_that_is_over_changes_the_comparison(watched):
    live = watched.live()
    first = live.snapshot(LAMP)
    watched.play(hour=9)
    live.pull()
    (message,) = live.since(LAMP, first.id)

    assert told(message)["cells"]["lamp:compare"]["day"]["now"]["plays"] == 1


def test_a_new_hour_is_told_as_a_snapshot_and_a_new_day_forgets_viewers(watched):
    watched.play()
    live = watched.live()
    first = live.snapshot(LAMP)
    watched.at(24)
    live.pull()
    (message,) = live.since(LAMP, first.id)
    found = told(message)

    assert (message.kind, found["today"], found["hour"]) == ("snapshot", "2027-01-03", 0)
    assert found["cells"]["lamp:day"] == {"plays": 0, "finished": 0, "watch_ms": 0}
    assert found["cells"]["lamp:week"]["plays"] == 1


def test_a_new_week_keeps_the_last_one_for_comparison(watched):
    watched.play()
    live = watched.live()
    watched.at(2 * 24 + 11)
    live.pull()

    assert cells(live, LAMP)["lamp:week"]["plays"] == 0
    assert cells(live, LAMP) == cells(watched.live(), LAMP)


def test_whoever_missed_too_much_gets_a_snapshot(watched, monkeypatch):
    monkeypatch.setattr(module, "KEPT_MESSAGES_MAX", 3)
    live = watched.live()
    seen = [live.snapshot(ALL).id]
    for _ in range(5):
        watched.play()
        live.pull()
        seen.append(live.snapshot(ALL).id)
    kinds = [[one.kind for one in live.since(ALL, at)] for at in seen]

    assert kinds == [["snapshot"], ["snapshot"], ["delta"] * 3, ["delta"] * 2, ["delta"], []]


def test_an_id_of_another_run_gets_a_snapshot(watched):
    live = watched.live()
    old = live.snapshot(ALL).id
    watched.clock.pass_by(seconds=1)
    again = watched.live()
    for seen in (old, 0, again.snapshot(ALL).id + 5, -3):
        assert [one.kind for one in again.since(ALL, seen)] == ["snapshot"]


def test_deltas_upon_a_snapshot_are_the_next_snapshot(watched):
    live = watched.live()
    sights = (ALL, LAMP, Sight(None, "key"))
    held = {sight: told(live.snapshot(sight)) for sight in sights}
    for at in range(12):
        watched.play(("lamp", "key")[at % 2], 1 + at % 3, user=at % 4, hour=10 - at % 5)
        if at % 3 == 0:
            watched.give("key", 2, Right.COINS, 5, f"a{at}")
        live.pull()
        for sight, state in held.items():
            for message in live.since(sight, state["id"]):
                state["cells"] |= told(message)["cells"]
                state["id"] = message.id

    for sight, state in held.items():
        assert state["cells"] == cells(live, sight)


def test_sights_that_nobody_asks_for_are_let_go(watched):
    live = watched.live()
    live.snapshot(LAMP)
    watched.clock.pass_by(seconds=61)
    watched.play()
    live.pull()

    assert live.health.sights == 0


def test_a_sight_that_is_asked_for_while_plays_are_read_stays(watched, monkeypatch):
    live = watched.live()
    more = Folding.more

    def slowly(folding, now_ms):
        watched.clock.pass_by(seconds=1)
        seen.append(live.snapshot(ALL).id)
        return more(folding, now_ms)

    seen = []
    watched.play()
    monkeypatch.setattr(Folding, "more", slowly)
    live.pull()

    assert [one.kind for one in live.since(ALL, seen[0])] == ["delta"]


def test_before_everything_was_read_it_says_so(watched):
    live = Live(watched.house)
    with pytest.raises(Outside) as caught:
        live.snapshot(ALL)

    assert (caught.value.code, caught.value.retryable) == ("figures.reading", True)


def test_after_a_failure_everything_is_read_anew(watched, monkeypatch):
    live = watched.live()
    watched.play()
    with monkeypatch.context() as patched:
        patched.setattr(
            "piying.store.plays.tail.Tail.more",
            lambda *_: (_ for _ in ()).throw(Outside("store.disk_full", path="x")),
        )
        with pytest.raises(Outside):
            live.pull()
        with pytest.raises(Outside) as caught:
            live.snapshot(ALL)
        assert caught.value.code == "figures.unreadable"
    live.pull()

    assert cells(live, ALL)["lamp:day"]["plays"] == 1
    assert live.health.error is None


def test_a_length_that_becomes_known_makes_the_figures_anew(watched):
    watched.play("lamp", 20)
    live = watched.live()
    first = live.snapshot(Sight(None, "lamp"))
    assert told(first)["cells"]["lamp/20:day"]["finished"] is None
    Cinema(watched.house, watched.clock).out("lamp", 20)
    live.pull()
    live.pull()
    (message,) = live.since(Sight(None, "lamp"), first.id)

    assert message.kind == "snapshot"
    assert told(message)["cells"]["lamp/20:day"]["finished"] == 1


def test_a_number_without_a_name_is_shown_as_a_number_until_it_has_one(watched):
    watched.play(77)
    live = watched.live()

    assert cells(live, ALL)["#77:day"]["plays"] == 1
    assert not [name for name in cells(live, Sight(frozenset({"lamp"}))) if "#" in name]
    more = [f"s{number}" for number in range(100)]
    register(watched.house.store, "drama", more, 0)
    watched.clock.pass_by(seconds=2)
    live.pull()
    live.pull()

    assert cells(live, ALL)["s73:day"]["plays"] == 1
    assert "#77:day" not in cells(live, ALL)


def test_the_thread_reads_and_tells(watched):
    live = Live(watched.house)
    woken = threading.Event()
    stop = live.listen(woken.set)
    live.start()
    try:
        assert woken.wait(20)
        first = live.snapshot(ALL)
        woken.clear()
        watched.play()
        assert woken.wait(20)
        deadline = time.monotonic() + 20
        while not live.since(ALL, first.id) and time.monotonic() < deadline:
            time.sleep(0.01)
        assert live.since(ALL, first.id)
        stop()
    finally:
        live.close()


BEGUN = {1: -170, 2: -100, 3: -9, 4: -60}
"""The hour with which each viewing begins; all of it lies within a day."""
STEPS = st.lists(
    st.one_of(
        st.tuples(
            st.just("play"),
            st.lists(
                st.tuples(
                    st.sampled_from(("lamp", "key", 77)),
                    st.integers(1, 2),
                    st.integers(1, 3),
                    st.integers(0, 100_000),
                    st.integers(0, 20),
                    st.integers(1, 4),
                    st.integers(0, 1),
                ),
                min_size=1,
                max_size=4,
            ),
        ),
        st.tuples(st.just("give"), st.sampled_from(("lamp", "key")), st.integers(0, 2)),
        st.tuples(st.just("compact")),
        st.tuples(st.just("wait"), st.integers(1, 40)),
        st.tuples(st.just("restart")),
        st.tuples(st.just("pull")),
    ),
    max_size=14,
)


LATE = ("play", [("lamp", 1, 1, 1, 0, 1, 0)])


@given(steps=STEPS)
@example(steps=[("wait", 38), LATE, ("pull",), ("play", [("lamp", 1, 1, 9, 0, 1, 0)])])
@settings(
    deadline=None,
    max_examples=10,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
def test_a_run_that_stopped_is_a_run_that_never_did(tmp_path_factory, monkeypatch, steps):
    monkeypatch.setattr("piying.store.plays.tail.OLD_EVERY", 1)
    house, clock = bare(tmp_path_factory.mktemp("world"))
    watched = Watched(house, clock)
    watched.at(10)
    watched.open()
    always, often = watched.live(), watched.live()
    for step, *rest in steps:
        if step == "play":
            watched.send(
                *(
                    watched.row(series, episode, user, watch, BEGUN[viewing] + hour, viewing, n)
                    for series, episode, user, watch, hour, viewing, n in rest[0]
                )
            )
        elif step == "give":
            watched.give(*rest, Right.COINS, 5)
        elif step == "compact":
            watched.compact()
        elif step == "wait":
            watched.clock.pass_by(hours=rest[0])
        elif step == "restart":
            often = watched.live()
        else:
            always.pull()
            often.pull()
    always.pull()
    often.pull()
    fresh = watched.live()
    for sight in (ALL, LAMP):
        assert cells(always, sight) == cells(often, sight) == cells(fresh, sight)
    watched.intake.close()
    house.store.close()
