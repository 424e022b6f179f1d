from __future__ import annotations

import threading

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis.strategies import integers, lists

from piying.store.channel.throttle import DELAY_MS_MAX, Rate, Throttle, delay_ms

NOW = 1_800_000_000_000


@pytest.fixture
def throttle(store):
    return Throttle(store.database)


def test_a_full_bucket_lets_so_many_through_and_then_one_each_period(throttle):
    rate = Rate(3, 1_000)
    at_once = [throttle.take("a", rate, NOW) for _ in range(4)]

    assert at_once == [0, 0, 0, 1_000]
    assert throttle.take("a", rate, NOW + 999) == 1
    assert throttle.take("a", rate, NOW + 1_000) == 0
    assert throttle.take("a", rate, NOW + 1_000) == 1_000
    assert throttle.take("b", rate, NOW) == 0


def test_of_many_at_once_exactly_so_many_get_through(throttle):
    came = []

    def go():
        came.extend(throttle.take("a", Rate(5, 60_000), NOW) for _ in range(3))

    threads = [threading.Thread(target=go) for _ in range(6)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()

    assert len(came) == 18
    assert came.count(0) == 5


def test_a_try_that_is_given_back_can_be_taken_again(store):
    throttle, rate = Throttle(store.database), Rate(2, 1_000)
    assert [throttle.take("k", rate, 5) for _ in range(3)] == [0, 0, 1_000]
    throttle.give_back("k", rate)

    assert [throttle.take("k", rate, 5) for _ in range(2)] == [0, 1_000]


def test_failures_delay_and_success_forgets(throttle):
    delays = [throttle.failed("a", NOW) for _ in range(6)]

    assert delays == [0, 0, 0, 1_000, 2_000, 4_000]
    assert throttle.take("a", Rate(9, 1), NOW + 3_999) == 1
    throttle.succeeded("a")
    assert throttle.take("a", Rate(9, 1), NOW) == 0


def test_what_is_full_and_free_is_forgotten(throttle):
    throttle.take("a", Rate(3, 1_000), NOW)
    throttle.failed("b", NOW)

    assert throttle.sweep(NOW) == 0
    assert throttle.sweep(NOW + 2_000) == 2


def test_a_delay_grows_to_its_limit():
    delays = [delay_ms(failures) for failures in range(100)]

    assert delays == sorted(delays)
    assert delays[-1] == DELAY_MS_MAX


@pytest.mark.property
@given(steps=lists(integers(0, 3_000), max_size=40))
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_in_no_time_more_pass_than_the_bucket_holds_and_gains(throttle, steps):
    rate, now, passed = Rate(3, 1_000), NOW, []
    throttle.sweep(NOW * 2)
    for step in steps:
        now += step
        if throttle.take("p", rate, now) == 0:
            passed.append(now)

    for first, begin in enumerate(passed):
        for last, end in enumerate(passed[first:], 1):
            assert last <= rate.tries + (end - begin) // rate.period_ms
