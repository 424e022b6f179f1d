from __future__ import annotations

from dataclasses import replace
from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from piying.model.budget import Caps
from piying.model.canon import Digest
from piying.model.dated import Source, Term
from piying.model.errors import Invalid
from piying.model.job import Job, JobState, Place
from piying.model.money import Money
from piying.takes.budget import (
    Ledger,
    Scope,
    Tally,
    Want,
    admit,
    budget,
    day_of,
    ledger_of,
    passed,
    release,
    settle,
)
from piying.takes.exchange import Rate

DAY = date(2026, 11, 22)
DAY_MS = 1_795_305_600_000
PLACE = Place("moon", 1, "e01s01-aa", "2026-11")
RATE = Rate(
    "usd-cny", "USD", "CNY", Fraction(7), Term(date(2026, 1, 1)), Source("bank", "", DAY)
)
CAPS = Caps(shot=Money(1000), episode=Money(3000), series=Money(9000), month=Money(5000))
TEXT = """
[budget]
currency = "CNY"
shot = 10
episode = 30.505
series = 90
month = "none"
[[rate]]
id = "usd-cny"
from = "USD"
to = "CNY"
value = 7.0
since = 2026-01-01
source = { title = "bank", url = "", read_on = 2026-11-22, confidence = "A" }
"""


def want(minor, shot="e01s01-aa", episode=1, currency="CNY"):
    return Want(replace(PLACE, shot=shot, episode=episode), Money(minor, currency))


def judged(*wants, caps=CAPS, ledger=None):
    return admit(caps, ledger or Ledger("CNY"), wants, (RATE,), DAY)


def test_a_file_of_budgets_is_read_and_a_cap_is_never_rounded_up():
    found = budget(TEXT, "budget.toml")

    assert found.caps == Caps(shot=Money(1000), episode=Money(3050), series=Money(9000))
    assert found.rates[0].value == 7


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('month = "none"', "", "month"),
        ("shot = 10", 'shot = "unknown"', "shot"),
        ("shot = 10", "shot = 10\nday = 3", "day"),
        ("[budget]", "[budgets]", "budgets"),
        ("[budget]\n", "[[budget]]\n", "budget"),
    ],
)
def test_every_cap_is_said(old, new, key):
    with pytest.raises(Invalid) as caught:
        budget(TEXT.replace(old, new), "budget.toml")

    assert caught.value.data["key"] == key


def test_a_batch_that_fits_is_reserved_whole():
    found = judged(want(600), want(400), want(1000, "e01s01-bb"))

    assert found.admitted
    assert found.insist().tally(Scope.EPISODE, PLACE) == Tally(0, 2000)


def test_one_want_that_does_not_fit_keeps_the_whole_batch_from_beginning():
    found = judged(want(600), want(500), want(1000, "e01s01-bb"))

    assert [verdict.fits for verdict in found.verdicts] == [True, False, True]
    assert found.ledger == Ledger("CNY")
    assert found.verdicts[1].scope is Scope.SHOT
    assert found.verdicts[1].over == Money(100)
    with pytest.raises(Invalid) as caught:
        found.insist()
    for language in ("zh", "en"):
        said = caught.value.said(language)
        assert "e01s01-aa" in said
        assert "10.00 CNY" in said
        assert "1.00 CNY" in said


@pytest.mark.parametrize(
    ("scope", "episodes"), [(Scope.EPISODE, [1, 1, 1, 1]), (Scope.MONTH, [1, 2, 3, 4, 5, 6])]
)
def test_the_cap_that_is_passed_is_named(scope, episodes):
    wants = [want(1000, f"shot-{n}", episode) for n, episode in enumerate(episodes)]

    last = judged(*wants).verdicts[-1]

    assert last.scope is scope
    assert last.over == Money(1000)


def test_months_count_for_the_house_and_not_for_a_series():
    other = replace(PLACE, series="sun")
    ledger = judged(want(1000), want(1000, "b"), want(1000, "c")).ledger

    assert ledger.tally(Scope.MONTH, other).used == 3000
    assert ledger.tally(Scope.SERIES, other).used == 0


def test_no_cap_is_no_limit():
    assert judged(want(10**9), caps=Caps()).admitted


def test_a_want_in_another_currency_is_converted_and_rounded_up():
    found = judged(want(143, currency="USD")).verdicts[0]

    assert found.money == Money(1001)
    assert found.over == Money(1)


def test_a_want_without_a_rate_does_not_fit():
    found = admit(CAPS, Ledger("CNY"), [want(1, currency="USD")], (), DAY)

    assert found.verdicts[0].why
    assert found.verdicts[0].why.code == "takes.rate_missing"
    assert not found.admitted


def test_a_cap_in_another_currency_than_the_ledger_is_refused():
    with pytest.raises(Invalid, match="USD"):
        judged(want(1), caps=Caps(shot=Money(1, "USD")))


def test_a_negative_want_is_refused():
    with pytest.raises(Invalid, match="negative"):
        judged(want(-1))


def test_settling_and_releasing_give_back_what_was_reserved():
    held = judged(want(1000)).ledger

    assert settle(held, PLACE, Money(1000), Money(300)).tally(Scope.SHOT, PLACE) == Tally(300)
    assert release(held, PLACE, Money(1000)).tally(Scope.MONTH, PLACE) == Tally()


def test_settling_twice_is_refused():
    once = settle(judged(want(1000)).ledger, PLACE, Money(1000), Money(300))

    with pytest.raises(Invalid, match=r"only 0\.00 CNY is reserved"):
        settle(once, PLACE, Money(1000), Money(300))


def test_settling_in_another_currency_is_refused():
    with pytest.raises(Invalid, match="USD"):
        settle(judged(want(1000)).ledger, PLACE, Money(1000), Money(300, "USD"))


def test_what_a_vendor_charges_too_much_is_counted_and_told():
    held = settle(judged(want(1000)).ledger, PLACE, Money(1000), Money(1200))

    assert passed(CAPS, held, PLACE) == ((Scope.SHOT, Money(200)),)


def job(state, reserved=700, settled=None, currency="CNY"):
    return Job(
        "01",
        Digest("aa"),
        Digest("bb"),
        PLACE,
        state,
        Money(reserved, currency),
        settled=settled,
        at_ms=DAY_MS,
    )


def test_the_ledger_of_jobs_counts_what_is_open_and_what_is_settled():
    jobs = [job(state) for state in JobState]
    paid = job(JobState.DONE, settled=Money(50, "USD"))

    found = ledger_of([*jobs, paid], "CNY", (RATE,))

    open_jobs = 5  # queued, submitting, polling, unknown, cancelling
    assert found.tally(Scope.SHOT, PLACE) == Tally(350, 700 * open_jobs)


def test_a_job_whose_outcome_nobody_knows_keeps_its_money():
    assert ledger_of([job(JobState.UNKNOWN)], "CNY").tally(Scope.MONTH, PLACE).reserved == 700


def test_days_are_counted_in_utc():
    assert day_of(DAY_MS) == DAY
    assert day_of(DAY_MS - 1) == date(2026, 11, 21)


PLACES = [
    Place(series, episode, shot, month)
    for series in ("moon", "sun")
    for episode in (1, 2)
    for shot in ("a", "b")
    for month in ("2026-11", "2026-12")
]
STEP = st.tuples(
    st.sampled_from(["batch", "settle", "release"]),
    st.lists(st.tuples(st.sampled_from(PLACES), st.integers(0, 700)), min_size=1, max_size=4),
    st.integers(0, 100),
)
CAP = st.none() | st.integers(0, 3000).map(Money)


@given(
    caps=st.builds(Caps, CAP, CAP, CAP, CAP),
    steps=st.lists(STEP, max_size=25),
)
def test_no_interleaving_of_reserving_settling_and_releasing_passes_a_cap(caps, steps):
    ledger, held = Ledger("CNY"), []
    for action, batch, percent in steps:
        if action == "batch":
            wants = [Want(place, Money(minor)) for place, minor in batch]
            verdicts = admit(caps, ledger, wants, (), DAY)
            held += wants if verdicts.admitted else []
            ledger = verdicts.ledger
        elif held:
            done = held.pop(percent % len(held))
            real = Money(done.money.minor * percent // 100 if action == "settle" else 0)
            ledger = settle(ledger, done.place, done.money, real)
        for place in PLACES:
            assert passed(caps, ledger, place) == ()
            assert ledger.tally(Scope.SHOT, place).reserved == sum(
                each.money.minor
                for each in held
                if (each.place.series, each.place.episode, each.place.shot)
                == (place.series, place.episode, place.shot)
            )


@given(
    wants=st.lists(
        st.tuples(st.sampled_from(PLACES), st.integers(0, 900)), min_size=1, max_size=6
    )
)
def test_a_batch_is_admitted_whole_or_not_at_all(wants):
    batch = [Want(place, Money(minor)) for place, minor in wants]

    found = admit(CAPS, Ledger("CNY"), batch, (), DAY)

    total = sum(
        found.ledger.tally(Scope.SERIES, Place(series, 1, "", "")).reserved
        for series in ("moon", "sun")
    )
    assert total == (sum(minor for _, minor in wants) if found.admitted else 0)


def test_a_reason_that_holds_for_several_is_said_once():
    verdicts = admit(CAPS, Ledger("CNY"), [want(1, currency="EUR")] * 3, (RATE,), DAY)

    with pytest.raises(Invalid) as caught:
        verdicts.insist()

    assert caught.value.data["blocked"] == 3
    assert len(caught.value.data["reasons"]) == 1
