"""Releases in the database: what is out, and how it ends."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import DatabaseError

from piying.model.canon import Digest
from piying.model.errors import Conflict, Missing
from piying.model.release import Release, Window
from piying.store.channel.releases import Cause, Releases, Told

FIRST = Release(
    "r-1", "lamp", 1, 1, Digest("f" * 64), Digest("d" * 64), "h", Digest("1" * 64),
    Digest("2" * 64), Digest("3" * 64), Window(("CN",), 100, 900), "own", "王", 50,
)  # fmt: skip
NOTICE = Told(Cause.NOTICE, "n-1", "", "order", 200)


@pytest.fixture
def releases(store):
    return Releases(store.database)


def test_a_release_is_seen_in_its_window_and_territory_and_nowhere_else(releases):
    releases.add(FIRST)
    held = releases.release("r-1")

    assert [held.open_at("CN", at) for at in (99, 100, 899, 900)] == [False, True, True, False]
    assert not held.open_at("US", 100)


def test_a_newer_release_takes_the_place_of_the_one_before(releases):
    releases.add(FIRST)
    newer = replace(FIRST, id="r-2", version=2, window=Window(("CN", "SG"), 100))

    assert releases.add(newer) == (FIRST,)
    assert [held.out for held in releases.of("lamp", 1)] == [False, True]


def test_releases_of_other_territories_stand_beside_each_other(releases):
    releases.add(FIRST)
    releases.add(replace(FIRST, id="r-2", window=Window(("US",), 100)))

    assert [held.out for held in releases.all()] == [True, True]


def test_a_release_that_would_leave_a_territory_dark_is_refused(releases):
    releases.add(replace(FIRST, window=Window(("CN", "SG"), 100)))
    with pytest.raises(Conflict, match="only a part"):
        releases.add(replace(FIRST, id="r-2"))

    assert [held.out for held in releases.all()] == [True]


def test_a_reinstatement_undoes_the_notice_and_nothing_else(releases):
    releases.add(FIRST)
    releases.withdraw(["r-1"], NOTICE)
    releases.withdraw(["r-1"], replace(NOTICE, cause=Cause.HAND, reference="x"))
    releases.restore(["r-1"], replace(NOTICE, reference="n-2"))

    assert [told.cause for told in releases.release("r-1").withdrawn] == [Cause.HAND]


def test_a_notice_that_comes_twice_changes_nothing_even_after_its_end(releases):
    releases.add(FIRST)
    releases.withdraw(["r-1"], NOTICE)
    releases.restore(["r-1"], replace(NOTICE, reference="n-2"))
    releases.withdraw(["r-1"], NOTICE)

    assert releases.release("r-1").out


def test_nothing_is_withdrawn_if_one_of_them_is_unknown(releases):
    releases.add(FIRST)
    with pytest.raises(Missing):
        releases.withdraw(["r-1", "r-9"], NOTICE)

    assert releases.release("r-1").out


def test_a_key_is_withheld_the_moment_a_release_is_dark(releases):
    releases.add(FIRST)
    releases.keep_key(FIRST.ladder, b"k" * 16, 1)
    releases.keep_key(FIRST.ladder, b"other" * 4, 2)
    assert releases.key("r-1", "CN", 150) == b"k" * 16

    for where, at in (("US", 150), ("CN", 99), ("CN", 900)):
        with pytest.raises(Missing, match="not out"):
            releases.key("r-1", where, at)
    releases.withdraw(["r-1"], NOTICE)
    with pytest.raises(Missing, match="not out"):
        releases.key("r-1", "CN", 150)


@pytest.mark.parametrize(
    "change", ["UPDATE channel_release SET at_ms = 0", "DELETE FROM channel_step"]
)
def test_the_database_refuses_to_change_what_was_released(store, releases, change):
    releases.add(FIRST)
    releases.withdraw(["r-1"], NOTICE)
    with pytest.raises(DatabaseError), store.database.writing() as connection:
        connection.exec_driver_sql(change)
