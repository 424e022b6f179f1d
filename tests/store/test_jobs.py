from __future__ import annotations

import threading

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from piying.model.budget import Caps
from piying.model.canon import Digest, digest, digest_bytes
from piying.model.errors import Conflict, Invalid, Missing
from piying.model.job import Charge, JobState, Order, Place
from piying.model.money import Money
from piying.model.take import Outcome, Recipe, Take, TakeKind
from piying.store.jobs import ALIVE, Asked, Bill, Jobs, month_of
from piying.store.leases import Leases
from piying.store.store import open_store

PLACE = Place("戏", 1, "s001", "2026-11")
NONE = Caps()
FREE = {"fake": 100}


def asked(number=1, price=100, place=PLACE, variant=0, currency="CNY", blobs=()):
    recipe = Recipe(TakeKind.PICTURE, "fake", "m-1", seed=number)
    order = Order("fake", "m-1", "https://x/y", f'{{"n":{number}}}', blobs, "image/png")
    return Asked(recipe, order, place, Money(price, currency), variant)


def take(name, recipe):
    return Take(name, digest(recipe), Outcome.MADE, None, None, "fake", 9, 1, Money(80))


@pytest.fixture
def jobs(store):
    return Jobs(store)


def leases(jobs, owner="me", length_ms=1000):
    return Leases(jobs.store.database, owner, length_ms)


def sending(jobs, number=1, owner="me"):
    """A job whose order may have reached the vendor, and its fence."""
    name = jobs.reserve(asked(number), NONE, 1).id
    (one,) = [one for one in leases(jobs, owner).claim(1, FREE) if one.job.id == name]
    jobs.submitting(name, one.fence, 2)
    return name, one.fence


def unknown(jobs):
    name, fence = sending(jobs)
    jobs.unknown(name, fence, 3, "who knows")
    return name


class TestAsking:
    def test_money_is_reserved_and_the_order_frozen(self, jobs):
        want = asked()
        job = jobs.reserve(want, NONE, 7)

        assert (job.state, job.reserved, job.settled) == (JobState.QUEUED, Money(100), None)
        assert jobs.store.get(job.order, Order) == want.order
        assert jobs.store.get(job.recipe, Recipe) == want.recipe
        (sums,) = jobs.rows.sums(series="戏")
        assert (sums.reserved_minor, sums.settled_minor) == (100, 0)

    def test_the_same_is_asked_for_once(self, jobs):
        first = jobs.reserve(asked(), NONE, 1)

        assert jobs.reserve(asked(), NONE, 2) == first
        assert jobs.reserve(asked(variant=1), NONE, 2).id != first.id

    def test_a_failed_one_is_made_anew_only_if_that_is_said(self, jobs):
        name, fence = sending(jobs)
        jobs.not_taken(name, fence, 3, "no", wait=False)

        assert jobs.reserve(asked(), NONE, 4).id == name
        again = jobs.reserve(asked(), NONE, 4, again=True)
        assert (again.id != name, again.state) == (True, JobState.QUEUED)

    def test_a_file_that_is_missing_reserves_nothing(self, jobs):
        with pytest.raises(Missing):
            jobs.reserve(asked(blobs=(Digest("ab" * 32),)), NONE, 1)
        assert jobs.rows.jobs() == ()

    def test_an_order_names_files_by_digest(self, jobs):
        blob = jobs.store.blobs.put(b"sheet")

        assert jobs.reserve(asked(blobs=(blob,)), NONE, 1).state is JobState.QUEUED


class TestCaps:
    @pytest.mark.parametrize("scope", ["shot", "episode", "series", "month"])
    def test_what_is_reserved_never_passes_a_cap(self, jobs, scope):
        caps = Caps(**{scope: Money(250)})
        jobs.reserve(asked(1), caps, 1)
        jobs.reserve(asked(2), caps, 1)
        with pytest.raises(Conflict) as refused:
            jobs.reserve(asked(3), caps, 1)

        assert refused.value.code == f"store.cap_{scope}"
        assert len(jobs.rows.jobs()) == 2
        jobs.reserve(asked(4, price=50), caps, 1)

    def test_a_cap_counts_only_its_own(self, jobs):
        caps = Caps(shot=Money(100))
        jobs.reserve(asked(1), caps, 1)

        jobs.reserve(asked(2, place=Place("戏", 1, "s002", "2026-11")), caps, 1)
        jobs.reserve(asked(3, place=Place("戏", 2, "s001", "2026-11")), caps, 1)

    def test_what_was_given_back_may_be_spent_again(self, jobs):
        caps = Caps(series=Money(100))
        first = jobs.reserve(asked(1), caps, 1)
        jobs.cancel(first.id, 2, "me")

        assert jobs.reserve(asked(2), caps, 3).state is JobState.QUEUED

    def test_another_currency_is_refused(self, jobs):
        with pytest.raises(Invalid):
            jobs.reserve(asked(currency="USD"), Caps(month=Money(1000)), 1)

    def test_many_at_once_get_exactly_what_the_cap_allows(self, jobs):
        got, codes, start = [], set(), threading.Barrier(4)

        def reserve(part):
            start.wait()
            for number in range(part * 5, part * 5 + 5):
                try:
                    got.append(jobs.reserve(asked(number, 30), Caps(month=Money(250)), 1))
                except Conflict as refused:
                    codes.add(refused.code)

        threads = [threading.Thread(target=reserve, args=(part,)) for part in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(got) == len(jobs.rows.jobs()) == 8
        assert codes == {"store.cap_month"}

    def test_the_same_asked_for_by_many_at_once_is_one_job(self, jobs):
        got, start = [], threading.Barrier(4)

        def reserve():
            start.wait()
            got.append(jobs.reserve(asked(), NONE, 1).id)

        threads = [threading.Thread(target=reserve) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()

        assert len(got) == 4
        assert len(set(got)) == 1

    @settings(max_examples=8)
    @given(
        prices=st.lists(st.integers(1, 60), min_size=4, max_size=24), cap=st.integers(1, 400)
    )
    @pytest.mark.property
    def test_threads_together_never_pass_a_cap(self, tmp_path_factory, prices, cap):
        store = open_store(tmp_path_factory.mktemp("house"))
        one, refused, start = Jobs(store), [], threading.Barrier(4)

        def reserve(part):
            start.wait()
            for index in range(part, len(prices), 4):
                try:
                    one.reserve(asked(index, prices[index]), Caps(episode=Money(cap)), 1)
                except Conflict:
                    refused.append(prices[index])

        threads = [threading.Thread(target=reserve, args=(part,)) for part in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        counted = sum(sums.counted.minor for sums in one.rows.sums())
        store.close()

        assert counted + sum(refused) == sum(prices)
        assert counted <= cap
        assert all(price > cap - counted for price in refused), "each refusal was needed"


class TestDone:
    def test_take_price_and_rest_come_together(self, jobs):
        name, _ = sending(jobs)
        jobs.sent(name, "v-1", 3)
        recipe = asked().recipe

        assert jobs.done(name, take("01A", recipe), Bill(Money(80)), 4)
        job = jobs.rows.job(name)
        assert (job.state, job.settled, job.take) == (JobState.DONE, Money(80), "01A")
        assert [held.id for held in jobs.store.takes(digest(recipe))] == ["01A"]
        (sums,) = jobs.rows.sums()
        assert (sums.reserved_minor, sums.settled_minor) == (0, 80)

    def test_a_second_result_adds_nothing(self, jobs):
        name, _ = sending(jobs)
        recipe = asked().recipe
        jobs.done(name, take("01A", recipe), Bill(Money(80)), 4)

        assert not jobs.done(name, take("01B", recipe), Bill(Money(80)), 5)
        assert len(jobs.store.takes(digest(recipe))) == 1

    def test_without_a_charge_the_price_list_decides(self, jobs):
        name, _ = sending(jobs)
        jobs.done(name, take("01A", asked().recipe), Bill(None), 4)

        assert jobs.rows.job(name).settled == Money(100)

    def test_a_charge_in_another_currency_is_kept_in_words(self, jobs):
        name, _ = sending(jobs)
        jobs.done(name, take("01A", asked().recipe), Bill(Money(14, "USD")), 4)
        job = jobs.rows.job(name)

        assert (job.settled, job.why) == (Money(100), "charged 0.14 USD")

    @pytest.mark.parametrize("way", ["unknown", "abandoned", "cancelling"])
    def test_a_late_result_is_kept_for_it_is_paid(self, jobs, way):
        if way == "cancelling":
            name, _ = sending(jobs)
            jobs.cancel(name, 3, "me")
        else:
            name = unknown(jobs)
        if way == "abandoned":
            jobs.abandon(name, 3, "me", Bill(Money(0)))

        assert jobs.done(name, take("01A", asked().recipe), Bill(Money(70)), 9)
        assert jobs.rows.job(name).state is JobState.DONE
        assert jobs.rows.sums()[0].counted == Money(70)


class TestFences:
    def test_a_lease_that_ran_out_goes_to_another(self, jobs):
        name = jobs.reserve(asked(), NONE, 1).id
        (first,) = leases(jobs, "a").claim(10, FREE)
        assert leases(jobs, "b").claim(1010, FREE) == ()
        (second,) = leases(jobs, "b").claim(1011, FREE)

        assert second.fence == first.fence + 1
        with pytest.raises(Conflict):
            jobs.submitting(name, first.fence, 1012)
        assert jobs.submitting(name, second.fence, 1012).attempts == 1

    def test_beating_keeps_it(self, jobs):
        jobs.reserve(asked(), NONE, 1)
        mine = leases(jobs, "a")
        (one,) = mine.claim(10, FREE)

        assert mine.beat(1000) == {one.job.id}
        assert leases(jobs, "b").claim(1500, FREE) == ()
        mine.let_go()
        assert len(leases(jobs, "b").claim(1500, FREE)) == 1
        assert mine.beat(1600) == frozenset()

    def test_an_earlier_worker_decides_nothing(self, jobs):
        name, fence = sending(jobs, owner="a")
        leases(jobs, "b").claim(5000, FREE)

        assert not jobs.unknown(name, fence, 5001, "lost")
        jobs.not_taken(name, fence, 5001, "no", wait=True)
        assert jobs.rows.job(name).state is JobState.FAILED, "nothing is owed: a fact"

    def test_facts_about_money_are_kept_whoever_brings_them(self, jobs):
        name, _ = sending(jobs, owner="a")
        (other,) = leases(jobs, "b").claim(5000, FREE)
        jobs.unknown(name, other.fence, 5001, "who knows")

        assert jobs.sent(name, "v-9", 5002), "the earlier worker wakes up"
        job = jobs.rows.job(name)
        assert (job.state, job.vendor_job) == (JobState.POLLING, "v-9")
        assert not jobs.sent(name, "v-10", 5003), "one job has one id"

    def test_a_claim_takes_no_more_of_the_queue_than_it_may(self, jobs):
        for number in range(5):
            jobs.reserve(asked(number), NONE, number)

        assert len(leases(jobs).claim(10, {"fake": 2})) == 2
        assert len(leases(jobs).claim(10, {"other": 2})) == 0


class TestWhatAPersonDecides:
    def test_unknown_keeps_its_money(self, jobs):
        name = unknown(jobs)

        assert jobs.rows.sums()[0].reserved_minor == 100
        assert leases(jobs).claim(9999, FREE) == (), "no worker touches it"
        assert jobs.rows.job(name).state is JobState.UNKNOWN

    def test_adopt_asks_for_the_id_that_was_found(self, jobs):
        name = unknown(jobs)
        job = jobs.adopt(name, "v-7", 5, "me")

        assert (job.state, job.vendor_job) == (JobState.POLLING, "v-7")

    @pytest.mark.parametrize(("charged", "counts"), [(None, 100), (Money(0), 0)])
    def test_abandon_counts_what_the_bill_shows_else_all(self, jobs, charged, counts):
        name = unknown(jobs)
        jobs.abandon(name, 5, "me", charged and Bill(charged))

        assert jobs.rows.job(name).state is JobState.CANCELLED
        assert jobs.rows.sums()[0].settled_minor == counts

    def test_pay_again_is_a_new_job_under_the_caps(self, jobs):
        name = unknown(jobs)
        with pytest.raises(Conflict, match="too much"):
            jobs.pay_again(name, Caps(series=Money(150)), 5, "me")
        assert jobs.rows.job(name).state is JobState.UNKNOWN, "nothing of it happened"
        new = jobs.pay_again(name, NONE, 5, "me")

        assert (new.id != name, new.state, new.vendor_job) == (True, JobState.QUEUED, "")
        assert jobs.reserve(asked(), NONE, 6) == new
        assert jobs.rows.sums()[0].counted == Money(200)

    @pytest.mark.parametrize("verb", ["adopt", "abandon", "pay_again"])
    def test_of_another_job_nothing_is_decided(self, jobs, verb):
        name = jobs.reserve(asked(), NONE, 1).id
        with pytest.raises(Conflict):
            {
                "adopt": lambda: jobs.adopt(name, "v", 2, "me"),
                "abandon": lambda: jobs.abandon(name, 2, "me"),
                "pay_again": lambda: jobs.pay_again(name, NONE, 2, "me"),
            }[verb]()

    def test_a_late_bill_is_settled(self, jobs):
        name = unknown(jobs)
        jobs.abandon(name, 5, "me", Bill(Money(0)))

        assert jobs.correct(name, Bill(Money(60)), 6, "me").settled == Money(60)
        assert [step.counted_minor for step in jobs.rows.steps(name)] == [100, 100, 100, 0, 60]

    def test_what_waits_is_cancelled_at_once_what_was_sent_when_the_vendor_knows(self, jobs):
        waiting = jobs.reserve(asked(2), NONE, 1).id
        sent, _ = sending(jobs)

        assert jobs.cancel(waiting, 3, "me").settled == Money(0)
        assert jobs.cancel(sent, 3, "me").state is JobState.CANCELLING
        assert jobs.cancelled(sent, None, 4, "")
        assert jobs.rows.job(sent).settled == Money(100), "it may be on the bill"
        with pytest.raises(Conflict):
            jobs.cancel(sent, 5, "me")


class TestHowCertainTheMoneyIs:
    def test_it_is_open_until_the_job_ends(self, jobs):
        want = asked()
        job = jobs.reserve(
            Asked(want.recipe, want.order, PLACE, Money(100), original=Money(14, "USD")),
            NONE,
            1,
        )

        assert (job.charge, job.original) == (Charge.OPEN, Money(14, "USD"))

    def test_what_the_vendor_says_is_known_with_its_own_currency(self, jobs):
        name, _ = sending(jobs)
        jobs.done(name, take("01A", asked().recipe), Bill(Money(80), Money(11, "USD")), 4)
        job = jobs.rows.job(name)

        assert (job.charge, job.settled, job.original) == (
            Charge.KNOWN, Money(80), Money(11, "USD"),
        )  # fmt: skip

    @pytest.mark.parametrize("charged", [None, Money(14, "USD")])
    def test_what_nobody_says_is_the_price_list_s(self, jobs, charged):
        name, _ = sending(jobs)
        jobs.done(name, take("01A", asked().recipe), Bill(charged), 4)
        job = jobs.rows.job(name)

        assert (job.charge, job.settled, job.original) == (Charge.LISTED, Money(100), charged)

    def test_a_person_confirms_it_and_the_reason_of_the_end_stays(self, jobs):
        name, _ = sending(jobs)
        jobs.failed(name, take("01A", asked().recipe), Bill(None), 4, "moderated")
        job = jobs.correct(name, Bill(Money(60), Money(8, "USD"), read=True), 6, "me", "bill 7")

        assert (job.charge, job.settled, job.original) == (
            Charge.CONFIRMED, Money(60), Money(8, "USD"),
        )  # fmt: skip
        assert (job.why, job.state) == ("moderated", JobState.FAILED)
        assert [(step.by, step.why) for step in jobs.rows.steps(name)][-1] == ("me", "bill 7")

    def test_a_late_result_without_a_charge_leaves_what_a_person_read(self, jobs):
        name = unknown(jobs)
        jobs.abandon(name, 5, "me", Bill(Money(60), read=True))
        jobs.done(name, take("01A", asked().recipe), Bill(None), 9)
        job = jobs.rows.job(name)

        assert (job.state, job.charge, job.settled) == (
            JobState.DONE, Charge.CONFIRMED, Money(60),
        )  # fmt: skip

    def test_another_currency_is_not_confirmed(self, jobs):
        name, _ = sending(jobs)
        jobs.done(name, take("01A", asked().recipe), Bill(None), 4)
        with pytest.raises(Invalid, match="CNY"):
            jobs.correct(name, Bill(Money(8, "USD"), read=True), 6, "me")

        assert jobs.rows.job(name).charge is Charge.LISTED

    def test_paying_again_reserves_at_the_price_that_it_had(self, jobs):
        name = unknown(jobs)
        new = jobs.pay_again(name, NONE, 5, "me", Bill(Money(60), read=True), "found none")

        assert (new.charge, new.original) == (Charge.OPEN, None)
        assert jobs.rows.job(name).charge is Charge.CONFIRMED

    @settings(max_examples=30)
    @given(
        deeds=st.lists(
            st.tuples(
                st.sampled_from(("cancel", "adopt", "abandon", "pay_again", "correct", "done")),
                st.one_of(st.none(), st.integers(0, 500)),
            ),
            max_size=8,
        ),
        begin=st.sampled_from(("queued", "sent", "unknown")),
    )
    @pytest.mark.property
    def test_whatever_people_decide_every_job_counts_once_and_each_deed_is_signed(
        self, tmp_path_factory, deeds, begin
    ):
        store = open_store(tmp_path_factory.mktemp("house"))
        one = Jobs(store)
        caps = Caps(series=Money(300))
        name = begun(one, begin)
        done = 0
        for at_ms, (deed, minor) in enumerate(deeds, start=10):
            bill = None if minor is None else Bill(Money(minor), read=True)
            before = len(one.rows.jobs())
            try:
                after = decided(one, name, deed, bill, at_ms, caps)
            except (Conflict, Invalid):
                assert len(one.rows.jobs()) == before, "what was refused made nothing"
                continue
            done += deed != "done"
            assert len(one.rows.jobs()) - before == (deed == "pay_again"), "unasked"
            name = after if deed == "pay_again" else name
        jobs = one.rows.jobs()
        signed = sum(step.by == "me" for job in jobs for step in one.rows.steps(job.id))
        counted = sum(sums.counted.minor for sums in one.rows.sums())
        store.close()

        assert signed == done + len(jobs) - 1, "and a job that was paid again says by whom"
        assert counted == sum(
            (job.reserved if job.state in ALIVE else job.settled).minor for job in jobs
        )
        assert all((job.charge is Charge.OPEN) == (job.state in ALIVE) for job in jobs)


def begun(jobs, how):
    if how == "queued":
        return jobs.reserve(asked(), NONE, 1).id
    return unknown(jobs) if how == "unknown" else sending(jobs)[0]


def decided(jobs, name, deed, bill, at_ms, caps):
    """What a person does to the job, or what comes of it meanwhile."""
    if deed == "done":
        jobs.done(name, take(f"T{at_ms}{name}", asked().recipe), Bill(None), at_ms)
        return name
    if deed == "correct":
        return jobs.correct(name, bill or Bill(None), at_ms, "me").id
    if deed == "cancel":
        return jobs.cancel(name, at_ms, "me", "enough").id
    if deed == "adopt":
        return jobs.adopt(name, f"v-{at_ms}", at_ms, "me").id
    if deed == "abandon":
        return jobs.abandon(name, at_ms, "me", bill).id
    return jobs.pay_again(name, caps, at_ms, "me", bill).id


class TestFinding:
    def test_a_job_is_found_by_the_end_of_its_name(self, jobs):
        job = jobs.reserve(asked(), NONE, 1)

        assert jobs.rows.called(job.id[-6:].lower()) == job
        assert jobs.rows.of(digest(asked().recipe)) == (job,)
        with pytest.raises(Missing):
            jobs.rows.called("%")
        with pytest.raises(Missing):
            jobs.rows.called("")

    def test_an_end_that_several_have_is_refused(self, jobs):
        for number in range(40):
            jobs.reserve(asked(number), NONE, 1)
        ends = [job.id[-1] for job in jobs.rows.jobs()]
        twice = next(end for end in ends if ends.count(end) > 1)

        with pytest.raises(Invalid, match="More than one"):
            jobs.rows.called(twice)


def test_every_step_is_remembered(jobs):
    name, _ = sending(jobs)
    jobs.sent(name, "v-1", 3)
    jobs.done(name, take("01A", asked().recipe), Bill(Money(80)), 4)

    assert [step.state for step in jobs.rows.steps(name)] == [
        JobState.QUEUED, JobState.SUBMITTING, JobState.POLLING, JobState.DONE,
    ]  # fmt: skip


def test_months_are_those_of_utc():
    assert month_of(1_793_491_199_000) == "2026-10"
    assert month_of(1_793_491_200_000) == "2026-11"
    assert digest_bytes(b"") != asked().key
