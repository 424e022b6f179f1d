from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.canon import Digest
from piying.model.errors import Invalid
from piying.model.job import Charge, Job, JobState, Place
from piying.model.money import Money
from piying.takes.costs import By, Cost, Paid, a_minute, costs

DAY_MS = 86_400_000


def paid(  # noqa: PLR0917 - each is one column of the tests
    take="01A",
    shot="a",
    episode=1,
    settled=300,
    state=JobState.DONE,
    model="clip-1",
    currency="CNY",
    day=0,
):
    job = Job(
        "01",
        Digest("aa"),
        Digest("bb"),
        Place("moon", episode, shot, "2026-11"),
        state,
        Money(500, currency),
        settled=None if settled is None else Money(settled, currency),
        take=take,
        at_ms=day * DAY_MS,
    )
    return Paid(job, "acme", model)


ROWS = (
    paid("01A", "a"),
    paid("01B", "a", settled=200, day=1),
    paid("01C", "b", episode=2, model="clip-2"),
    paid("", "b", settled=None, state=JobState.POLLING),
    paid("", "b", settled=50, state=JobState.FAILED),
    paid("", "c", settled=None, state=JobState.FAILED),
)


@pytest.mark.parametrize(
    ("by", "keys"),
    [
        (By.TAKE, ["01A", "01B", "01C"]),
        (By.SHOT, ["moon/001/a", "moon/001/b", "moon/001/c", "moon/002/b"]),
        (By.EPISODE, ["moon/001", "moon/002"]),
        (By.SERIES, ["moon"]),
        (By.MODEL, ["acme/clip-1", "acme/clip-2"]),
        (By.DAY, ["1970-01-01", "1970-01-02"]),
        (By.MONTH, ["2026-11"]),
    ],
)
def test_costs_are_rolled_up_by(by, keys):
    assert [cost.key for cost in costs(ROWS, by)] == keys


def test_a_shot_counts_its_takes_its_open_jobs_and_what_failed_and_was_charged():
    found = {cost.key: cost for cost in costs(ROWS, By.SHOT, {"01A"})}

    assert found["moon/001/a"] == Cost(
        "moon/001/a", "CNY", settled=500, used=300, jobs=2, takes=2
    )
    assert found["moon/001/a"].unused == 200
    assert found["moon/001/b"] == Cost("moon/001/b", "CNY", settled=50, reserved=500, jobs=2)
    assert found["moon/001/c"].settled == 0


def test_currencies_are_never_added():
    found = costs([paid(), paid(currency="USD")], By.SERIES)

    assert [(cost.currency, cost.settled) for cost in found] == [("CNY", 300), ("USD", 300)]


def test_a_finished_minute():
    assert a_minute(Cost("moon/001", "CNY", settled=1000), 90_000) == Money(667)
    with pytest.raises(Invalid, match="no length"):
        a_minute(Cost("moon/001", "CNY"), 0)


@given(
    st.lists(
        st.builds(
            paid,
            st.sampled_from(["", "01A", "01B"]),
            st.sampled_from("ab"),
            st.integers(1, 3),
            st.none() | st.integers(0, 1000),
            st.sampled_from(JobState),
            st.sampled_from(["clip-1", "clip-2"]),
            st.sampled_from(["CNY", "USD"]),
            st.integers(0, 3),
        )
    )
)
def test_every_way_of_rolling_up_has_the_same_sum(rows):
    sums = set()
    for by in set(By) - {By.TAKE}:
        found = costs(rows, by, {"01A"})
        sums.add(
            tuple(
                sum(getattr(cost, part) for cost in found if cost.currency == currency)
                for currency in ("CNY", "USD")
                for part in ("settled", "reserved", "used", "jobs")
            )
        )

    assert len(sums) == 1


def test_what_nobody_told_or_knows_is_counted_apart():
    told = replace(paid().job, charge=Charge.KNOWN, original=Money(40, "USD"))
    listed = replace(paid("01B").job, charge=Charge.LISTED, original=Money(2, "USD"))
    unknown = replace(paid("", settled=None).job, state=JobState.UNKNOWN)
    rows = [Paid(job, "acme", "clip-1") for job in (told, listed, unknown)]
    (line,) = costs(rows, By.SERIES)

    assert (line.settled, line.listed) == (600, 300)
    assert line.reserved == line.unknown == 500
    assert line.originals == (Money(42, "USD"),)
