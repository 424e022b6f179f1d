"""Following releases: what is held is what the rows come to, whatever happens between looks."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from piying.model.canon import Digest
from piying.model.release import Release, Right, Window
from piying.model.right import Grant
from piying.store.channel.following import Following, News
from piying.store.channel.releases import Cause, Releases, Told
from piying.store.channel.rights import Rights
from piying.store.store import open_store

FIRST = Release(
    "r-0", "lamp", 1, 1, Digest("f" * 64), Digest("d" * 64), "h", Digest("1" * 64),
    Digest("2" * 64), Digest("3" * 64), Window(("CN",), 100, 900), "own", "王", 50,
)  # fmt: skip
GRANT = Grant("g-0", "mei", "lamp", 1, Right.COINS, "t-0", None, 30, 0)


def test_a_look_reads_what_is_new_and_the_next_one_nothing(store):
    releases, following = Releases(store.database), Following(store.database)
    assert following.look() == News()
    releases.add(FIRST)
    assert following.look() == News(releases=True)
    held = following.held
    assert following.look() == News()

    assert following.held is held
    assert held["r-0"].out


def test_who_holds_what_was_held_sees_one_state(store):
    releases, following = Releases(store.database), Following(store.database)
    releases.add(FIRST)
    following.look()
    before = following.held
    releases.withdraw(["r-0"], Told(Cause.HAND, "x", "王", "", 60))
    following.look()

    assert before["r-0"].out
    assert not following.held["r-0"].out


def test_an_end_tells_whose_right_it_was_once(store):
    rights, following = Rights(store.database), Following(store.database)
    for name, account in (("g-1", "mei"), ("g-2", "li"), ("g-3", "mei")):
        rights.give(replace(GRANT, id=name, account=account, transaction=name))
    rights.end("g-1", by="王", why="", at_ms=1)
    assert following.look().accounts == {"mei"}
    rights.end("g-2", by="王", why="", at_ms=1)
    assert following.look().accounts == {"li"}

    assert following.look().accounts == frozenset()


def test_series_to_which_nothing_happened_stay_the_same_objects(store):
    releases, following = Releases(store.database), Following(store.database)
    releases.add(FIRST)
    releases.add(replace(FIRST, id="r-1", series="key"))
    following.look()
    before = following.series
    releases.withdraw(["r-1"], Told(Cause.HAND, "x", "王", "", 60))
    following.look()

    assert following.series["lamp"] is before["lamp"]
    assert following.series["key"] != before["key"]


happenings = st.lists(
    st.one_of(
        st.tuples(st.just("out"), st.integers(1, 3)),
        st.tuples(st.sampled_from(["withdraw", "restore"]), st.integers(0, 6)),
        st.just(("look", 0)),
    ),
    max_size=14,
)


@settings(
    deadline=None, max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(happenings, st.data())
def test_whatever_happens_in_whatever_order_it_holds_what_the_rows_come_to(
    tmp_path_factory, told, data
):
    store = open_store(tmp_path_factory.mktemp("house"))
    try:
        releases, following = Releases(store.database), Following(store.database)
        names = []
        for number, (what, which) in enumerate(told):
            if what == "out":
                names.append(f"r-{number}")
                series = data.draw(st.sampled_from(["lamp", "key"]))
                releases.add(replace(FIRST, id=names[-1], episode=which, series=series))
            elif what == "look":
                following.look()
            elif names:
                cause = data.draw(st.sampled_from(Cause))
                step = Told(cause, f"{cause} {which}", "王", "", number)
                act = releases.withdraw if what == "withdraw" else releases.restore
                act([names[which % len(names)]], step)
        following.look()

        assert tuple(following.held.values()) == releases.all()
        assert {name: releases.of(name) for name in following.series} == following.series
        assert {one.release.series for one in releases.all()} == set(following.series)
    finally:
        store.close()
