"""Doors: what is open is remembered, and forgotten the moment that a right ends."""

from __future__ import annotations

import pytest

from piying.model.release import Right
from piying.studio.channel import doors as room
from piying.studio.channel.doors import Ring


@pytest.fixture
def door(cinema):
    """Asks whether somebody may play the fourth episode, which is sold."""
    release = cinema.season()[3]
    by = cinema.viewer()
    title = cinema.channel.shelf("CN", cinema.clock.now_ms()).titles["lamp"]

    def ask(now_ms=None):
        now_ms = cinema.clock.now_ms() if now_ms is None else now_ms
        return cinema.channel.doors.is_open(by.account.id, title, release, now_ms)

    ask.by, ask.doors, ask.title = by, cinema.channel.doors, title
    return ask


def looks(monkeypatch):
    """How often rights were read."""
    found, read = [], room.Doors.ring
    monkeypatch.setattr(
        room.Doors, "ring", lambda self, account: found.append(1) or read(self, account)
    )
    return found


def test_what_is_open_is_looked_up_once(cinema, door, monkeypatch):
    cinema.give(door.by, "lamp", 4, Right.COINS)
    read = looks(monkeypatch)

    assert [door(), door(), door()] == [True] * 3
    assert len(read) == 1


def test_what_is_locked_is_asked_each_time_so_a_right_opens_at_once(cinema, door):
    assert not door()
    cinema.give(door.by, "lamp", 4, Right.COINS)

    assert door()


def test_a_right_that_ends_while_it_is_read_is_not_remembered(cinema, door, monkeypatch):
    grant = cinema.give(door.by, "lamp", 4, Right.COINS)
    read = room.Doors.ring

    def slow(self, account):
        ring = read(self, account)
        cinema.rights.end(grant.id, by="王", why="", at_ms=1)
        self.forget([account])
        return ring

    monkeypatch.setattr(room.Doors, "ring", slow)
    assert door()  # it was asked before the right ended
    monkeypatch.undo()

    assert not door()


def test_of_several_rights_the_last_to_end_counts(cinema, door):
    now = cinema.clock.now_ms()
    for until_ms in (now + 10, now + 30, now + 20):
        cinema.give(door.by, "", 0, Right.MEMBER, until_ms)

    assert [door(now + at) for at in (0, 29, 30)] == [True, True, False]


def test_a_bought_episode_stays_open_though_the_membership_ends(cinema, door):
    now = cinema.clock.now_ms()
    cinema.give(door.by, "", 0, Right.MEMBER, now + 10)
    cinema.give(door.by, "lamp", 4, Right.COINS)

    assert door(now)
    assert door(now + 10)


def test_the_memory_of_doors_is_bounded(cinema, door, monkeypatch):
    monkeypatch.setattr(room, "DOORS_MAX", 2)
    cinema.give(door.by, "lamp", 4, Right.COINS)
    for name in "abc":
        door.doors._until[name, "x"] = 1
    assert door()

    assert len(door.doors._until) <= 2


def test_a_ring_tells_the_price_of_the_plan_that_was_begun(cinema, door):
    cinema.rights.begin(door.by.account.id, "lamp", door.title.plan, 1)
    ring = door.doors.ring(door.by.account.id)

    assert isinstance(ring, Ring)
    assert ring.begun == {"lamp": door.title.plan}
    assert ring.price(door.title, 4, cinema.clock.now_ms()).coins == 30
    assert ring.price(door.title, 1, cinema.clock.now_ms()) is None
