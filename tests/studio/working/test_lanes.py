from __future__ import annotations

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from piying.model.errors import Outside
from piying.studio.working.lanes import AGAIN_MS_MAX, Lane, again_after_ms, poll_after_ms
from piying.takes.generator import Pace


def lane(at_once=10, per_minute=3, poll_ms=500):
    return Lane(SimpleNamespace(name="fake", pace=Pace(at_once, per_minute, poll_ms)))


def test_so_many_are_sent_in_a_minute_and_no_more():
    one = lane()
    for second in range(3):
        assert one.may_send(second) == 0
        one.sends(str(second), second)

    assert one.may_send(3.0) == 57.0
    assert one.may_send(60.0) == 0
    one.sends("4", 60.0)
    assert one.may_send(60.0) == 1.0


@given(moments=st.lists(st.floats(0, 300), min_size=1, max_size=60), most=st.integers(1, 9))
def test_no_minute_ever_holds_more(moments, most):
    one, sent = lane(at_once=1000, per_minute=most), []
    for moment in sorted(moments):
        if one.may_send(moment) == 0:
            one.sends(str(len(sent)), moment)
            sent.append(moment)

    for moment in sent:
        assert len([other for other in sent if moment - 60 < other <= moment]) <= most


def test_so_many_are_open_and_no_more():
    one = lane(at_once=2, per_minute=100)
    one.sends("a", 0.0)
    one.sends("b", 0.0)

    assert one.is_full
    one.open.discard("a")
    assert not one.is_full


def test_as_many_wait_as_may_be_open_and_they_are_taken_in_bulk():
    assert [lane(at_once=8).room(waiting) for waiting in (0, 4, 5, 8)] == [8, 4, 0, 0]


def test_a_vendor_that_asks_to_wait_is_sent_nothing_meanwhile():
    one = lane()
    one.hold(7.0)

    assert one.may_send(5.0) == 2.0
    assert one.may_send(7.0) == 0


def test_of_a_vendor_that_refuses_nothing_more_is_taken():
    one = lane()
    one.refused = Outside("studio.no_vendor_job")

    assert one.room(0) == 0


def test_questions_become_rarer():
    assert [poll_after_ms(1000, count) for count in (0, 10, 11, 14, 99)] == [
        1000, 1000, 1250, 2000, 4000,
    ]  # fmt: skip
    assert [again_after_ms(count) for count in (1, 2, 3)] == [2000, 4000, 8000]
    assert again_after_ms(50) == AGAIN_MS_MAX
