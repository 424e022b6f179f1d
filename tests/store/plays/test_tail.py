"""A tail reads all that is durable, and nothing twice."""

from __future__ import annotations

from piying.store.plays.hours import compact
from piying.store.plays.intake import Intake
from piying.store.plays.packed import count_of
from piying.store.plays.tail import Tail
from store.plays.reports import NOW, Clock, batch, row, rows_of

HOUR = NOW // 3_600_000


def viewings(came):
    return [one["viewing_hi"] for some in came for one in rows_of(some.rows)]


def test_what_is_acknowledged_comes_once(tmp_path):
    tail = Tail(tmp_path)
    assert list(tail.past(0)) == []
    assert list(tail.more(NOW)) == []
    with Intake(tmp_path, Clock()) as intake:
        intake.take(batch("a", [row(viewing_hi=1), row(viewing_hi=2)]))
        first = viewings(tail.more(NOW))
        intake.take(batch("b", [row(viewing_hi=3)]))

        assert (first, viewings(tail.more(NOW)), viewings(tail.more(NOW))) == ([1, 2], [3], [])


def test_several_writers_are_read(tmp_path):
    tail = Tail(tmp_path)
    with Intake(tmp_path, Clock()) as one, Intake(tmp_path, Clock()) as other:
        for at in range(6):
            (one, other)[at % 2].take(batch(f"b{at}", [row(viewing_hi=at)]))

        assert sorted(viewings(tail.more(NOW))) == list(range(6))


def test_a_restart_reads_hours_and_what_came_since(tmp_path):
    with Intake(tmp_path, Clock()) as intake:
        intake.take(batch("a", [row(viewing_hi=1), row(viewing_hi=1, user_hash=9)]))
        compact(tmp_path, NOW)
        intake.take(batch("b", [row(viewing_hi=3)]))
    tail = Tail(tmp_path)

    assert viewings(tail.past(HOUR)) == [1, 1]
    assert viewings(tail.more(NOW)) == [3]
    assert viewings(Tail(tmp_path).past(HOUR + 1)) == []


def test_hours_that_are_made_meanwhile_bring_nothing_again(tmp_path):
    tail = Tail(tmp_path)
    with Intake(tmp_path, Clock()) as intake:
        intake.take(batch("a", [row(viewing_hi=1)]))
        assert viewings(tail.more(NOW)) == [1]
        compact(tmp_path, NOW)
        intake.take(batch("b", [row(viewing_hi=2)]))

        assert viewings(tail.more(NOW)) == [2]


def test_a_frame_that_is_still_being_written_waits(tmp_path):
    with Intake(tmp_path, Clock()) as intake:
        intake.take(batch("a", [row(viewing_hi=1)]))
    (path,) = (tmp_path / "raw").glob("*.plays")
    whole = path.read_bytes()
    path.write_bytes(whole[:-1])
    tail = Tail(tmp_path)
    assert viewings(tail.more(NOW)) == []
    path.write_bytes(whole)

    assert viewings(tail.more(NOW)) == [1]


def test_an_old_segment_that_grows_is_found_later(tmp_path):
    clock = Clock()
    tail = Tail(tmp_path)
    with Intake(tmp_path, clock) as intake:
        intake.take(batch("a", [row(viewing_hi=1)]))
        list(tail.more(NOW))
        later = NOW + 3 * 86_400_000
        list(tail.more(later))
        intake.take(batch("b", [row(viewing_hi=2)]))
        found = [one for _ in range(60) for one in viewings(tail.more(later))]

        assert found == [2]


def test_portions_are_bounded(tmp_path, monkeypatch):
    monkeypatch.setattr("piying.store.plays.tail.CHUNK_ROWS", 2)
    with Intake(tmp_path, Clock()) as intake:
        for at in range(5):
            intake.take(batch(f"b{at}", [row(viewing_hi=at)]))

    assert [count_of(one.rows) for one in Tail(tmp_path).more(NOW)] == [2, 2, 1]
