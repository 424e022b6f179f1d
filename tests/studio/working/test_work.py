from __future__ import annotations

import collections
import importlib.util
import os
import pkgutil
import random
import signal
import sys
import time
import uuid
import warnings
from contextlib import closing
from pathlib import Path

import pytest
from sqlalchemy import create_engine, text

from piying.model.budget import Caps
from piying.model.canon import digest
from piying.model.errors import Invalid, Missing, Outside
from piying.model.job import Charge, JobState
from piying.model.money import Money
from piying.model.take import Outcome
from piying.store.engine import server_url
from piying.store.jobs import Bill, Jobs
from piying.store.leases import Leases
from piying.store.store import open_store
from piying.studio.config import SystemClock
from piying.studio.working.work import Ways, work
from piying.takes.generator import Ended, NotTaken, Pace, Pending, Receipt, Used

PROGRAM = Path(__file__).parents[1] / "vendor.py"


def _vendor():
    spec = importlib.util.spec_from_file_location("piying_vendor", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    sys.modules["piying_vendor"] = module
    spec.loader.exec_module(module)
    return module


vendors = _vendor()


@pytest.fixture
def store(tmp_path):
    opened = open_store(tmp_path / "house")
    yield opened
    opened.close()


@pytest.fixture
def jobs(store):
    return Jobs(store)


@pytest.fixture
def vendor(tmp_path):
    return vendors.Vendor(tmp_path / "books")


def reserve(jobs, *numbers, **given):
    return [jobs.reserve(vendors.asked(number, **given), Caps(), 1).id for number in numbers]


def run(jobs, *generators, prove=vendors.plain, **given):
    ways = Ways(
        prove, **{key: given.pop(key) for key in ("told", "exchange", "meter") if key in given}
    )
    return work(jobs.store, generators, SystemClock(), ways, **given)


def sums(jobs):
    (found,) = jobs.rows.sums()
    return found.reserved_minor, found.settled_minor


def all_right(store, books, count, unknown=0):
    """Nothing paid twice, nothing lost, and the sums are those of the books."""
    jobs = Jobs(store)
    paid = collections.Counter(one["n"] for one in vendors.charges(books))
    states = collections.Counter(job.state for job in jobs.rows.jobs())
    assert not [number for number, times in paid.items() if times > 1], "paid twice"
    assert states == +collections.Counter(
        {JobState.DONE: count - unknown, JobState.UNKNOWN: unknown}
    )
    for job in jobs.rows.jobs(states=(JobState.DONE,)):
        (take,) = [one for one in store.takes(job.recipe) if one.outcome is Outcome.MADE]
        assert store.blobs.get(take.blob).startswith(b"made ")
        assert (take.id, take.cost) == (job.take, Money(vendors.CHARGE))
    assert sums(jobs) == (unknown * vendors.PRICE, (count - unknown) * vendors.CHARGE)


class TestTheWay:
    def test_many_jobs_become_takes_and_cost_what_the_vendor_charged(self, jobs, vendor):
        vendor.polls = 3
        reserve(jobs, *range(30))
        told = []
        worked = run(jobs, vendor, told=told.append)

        assert worked.count(JobState.DONE) == len(told) == 30
        all_right(jobs.store, vendor.books, 30)

    def test_a_vendor_that_answers_at_once_is_not_asked_again(self, jobs, tmp_path):
        vendor = vendors.Vendor(tmp_path / "books", at_once=True)
        reserve(jobs, 1, 2)
        run(jobs, vendor)

        assert vendor.asked == {}
        all_right(jobs.store, vendor.books, 2)

    def test_no_more_are_open_than_the_vendor_takes(self, jobs, tmp_path):
        vendor = vendors.Vendor(
            tmp_path / "books", at_once=True, delay=0.004, pace=Pace(3, 1000, 1)
        )
        reserve(jobs, *range(12))
        run(jobs, vendor)

        assert vendor.most_at_once <= 3
        all_right(jobs.store, vendor.books, 12)

    def test_files_of_the_order_are_read_and_proved(self, jobs, vendor):
        blob = jobs.store.blobs.put(b"\x89PNG\r\n\x1a\nsheet")
        (name,) = reserve(jobs, 1, blobs=(blob,))
        jobs.store.blobs.path(blob).write_bytes(b"another")
        worked = run(jobs, vendor)

        assert (worked.ended, len(worked.waiting)) == ((), 1)
        assert "damaged" in str(worked.refusals[0])
        assert jobs.rows.job(name).state is JobState.QUEUED, "nothing was sent"
        jobs.store.blobs.path(blob).write_bytes(b"\x89PNG\r\n\x1a\nsheet")
        assert run(jobs, vendor).count(JobState.DONE) == 1


class TestWhatVendorsAnswer:
    def test_not_taken_for_now_is_sent_again_later(self, jobs, vendor, monkeypatch):
        left = [NotTaken("studio.made_empty", wanted="x", retryable=True, again_ms=5)] * 2
        sent = vendor.submit

        def busy(*given):
            if left:
                raise left.pop()
            return sent(*given)

        monkeypatch.setattr(vendor, "submit", busy)
        (name,) = reserve(jobs, 1)
        run(jobs, vendor)

        assert jobs.rows.job(name).attempts == 3
        all_right(jobs.store, vendor.books, 1)

    def test_not_taken_for_good_costs_nothing(self, jobs, vendor, monkeypatch):
        def refuse(*_):
            raise NotTaken("studio.made_empty", wanted="x")

        monkeypatch.setattr(vendor, "submit", refuse)
        (name,) = reserve(jobs, 1)
        run(jobs, vendor)

        assert jobs.rows.job(name).state is JobState.FAILED
        assert sums(jobs) == (0, 0)

    @pytest.mark.parametrize(
        ("ended", "cost"),
        [
            (Ended("studio.made_empty", wanted="x"), 0),
            (Ended("studio.made_empty", wanted="x", owed=True), vendors.PRICE),
            (Ended("studio.made_empty", wanted="x", charged=Money(7)), 7),
        ],
    )
    @pytest.mark.parametrize("call", ["submit", "poll"])
    def test_a_job_that_came_to_nothing_costs_what_it_costs(
        self, jobs, vendor, monkeypatch, ended, cost, call
    ):
        def end(*_):
            raise ended

        monkeypatch.setattr(vendor, call, end)
        (name,) = reserve(jobs, 1)
        run(jobs, vendor)
        job = jobs.rows.job(name)
        (take,) = jobs.store.takes(job.recipe)

        assert (job.state, job.settled) == (JobState.FAILED, Money(cost))
        assert (take.outcome, take.cost, take.why) == (Outcome.FAILED, Money(cost), job.why)

    @pytest.mark.parametrize("error", [Outside("studio.made_empty", wanted="x"), OSError("no")])
    def test_if_nobody_can_tell_a_person_decides(self, jobs, vendor, monkeypatch, error):
        def lost(*_):
            raise error

        monkeypatch.setattr(vendor, "submit", lost)
        (name,) = reserve(jobs, 1)
        run(jobs, vendor)
        run(jobs, vendor)

        assert jobs.rows.job(name).state is JobState.UNKNOWN
        assert jobs.rows.job(name).attempts == 1, "never sent again unasked"
        assert sums(jobs) == (vendors.PRICE, 0)

    def test_an_order_with_a_key_is_sent_again(self, jobs, tmp_path, monkeypatch):
        vendor = vendors.Vendor(tmp_path / "books", keys=True)
        sent, keys = vendor.submit, []

        def lossy(order, inputs, key):
            keys.append(key)
            receipt = sent(order, inputs, key)
            if len(keys) == 1:
                raise Outside("studio.made_empty", wanted="x")
            return receipt

        monkeypatch.setattr(vendor, "submit", lossy)
        monkeypatch.setattr("piying.studio.working.errand.again_after_ms", lambda _: 1)
        (name,) = reserve(jobs, 1)
        run(jobs, vendor)

        assert keys == [name, name]
        all_right(jobs.store, vendor.books, 1)

    def test_without_a_key_of_the_vendor_nothing_is_sent(self, jobs, vendor, monkeypatch):
        def no_key(*_):
            raise Missing("store.package_missing", package="key")

        monkeypatch.setattr(vendor, "submit", no_key)
        monkeypatch.setattr(vendor, "pace", Pace(1, 100, 1))
        reserve(jobs, 1, 2, 3)
        worked = run(jobs, vendor)

        assert (len(worked.waiting) in {1, 2}, len(worked.refusals)) == (True, 1)
        assert {job.state for job in jobs.rows.jobs()} == {JobState.QUEUED}

    def test_a_vendor_that_cannot_be_asked_just_now_is_asked_later(
        self, jobs, vendor, monkeypatch
    ):
        left, asked = [1, 2], vendor.poll

        def down(*given):
            if left:
                left.pop()
                raise Outside("studio.made_empty", wanted="x")
            return asked(*given)

        monkeypatch.setattr(vendor, "poll", down)
        monkeypatch.setattr("piying.studio.working.errand.again_after_ms", lambda _: 1)
        reserve(jobs, 1)
        run(jobs, vendor)

        all_right(jobs.store, vendor.books, 1)

    def test_one_broken_adapter_does_not_stop_the_others(self, jobs, vendor, monkeypatch):
        first = []

        def broken(order, job):
            if not first:
                first.append(job)
                raise ZeroDivisionError
            return asked(order, job)

        asked = vendor.poll
        monkeypatch.setattr(vendor, "poll", broken)
        reserve(jobs, 1, 2)
        worked = run(jobs, vendor)

        assert worked.count(JobState.DONE) == len(worked.waiting) == 1
        assert "ZeroDivisionError" in str(worked.refusals[0])
        run(jobs, vendor)
        all_right(jobs.store, vendor.books, 2)

    def test_an_id_that_cannot_be_kept_is_told_and_never_asked_for(
        self, jobs, vendor, monkeypatch
    ):
        def full(*_):
            raise Outside("store.disk_full", path="house")

        (name,) = reserve(jobs, 1)
        with monkeypatch.context() as patch:
            patch.setattr(Jobs, "sent", full)
            with pytest.raises(Outside) as failed:
                run(jobs, vendor)

        assert failed.value.code == "studio.id_not_kept"
        assert f"v-{name}" in str(failed.value)
        assert vendor.asked == {}
        run(jobs, vendor)
        assert jobs.rows.job(name).state is JobState.UNKNOWN, "not sent again"


class TestWhatCame:
    def test_what_fails_the_proof_is_kept_and_paid(self, jobs, vendor):
        def prove(_data, order):
            raise Invalid("studio.made_foreign", wanted=order.media_type, found="a page")

        (name,) = reserve(jobs, 1)
        run(jobs, vendor, prove=prove)
        job = jobs.rows.job(name)
        (take,) = jobs.store.takes(job.recipe)

        assert (job.state, job.settled) == (JobState.FAILED, Money(vendors.CHARGE))
        assert "a page" in job.why
        assert take.outcome is Outcome.FAILED
        assert jobs.store.blobs.get(take.blob) == b"made 1"

    def test_a_charge_in_another_currency_is_brought_into_ours(self, jobs, vendor, monkeypatch):
        monkeypatch.setattr(
            vendor, "poll",
            lambda *_: Receipt(made=vendors.made(1), charged=Money(10, "USD")),
        )  # fmt: skip
        (name,) = reserve(jobs, 1)
        run(jobs, vendor, exchange=lambda money, to: Money(money.minor * 7, to))

        assert jobs.rows.job(name).settled == Money(70)

    @pytest.mark.parametrize(
        ("listed", "settled", "original"),
        [(Money(9, "USD"), Money(63), Money(9, "USD")), (None, Money(100), Money(100))],
    )
    def test_what_the_vendor_counted_is_settled_by_the_list_and_the_rest_is_given_back(
        self, jobs, vendor, monkeypatch, listed, settled, original
    ):
        used = Used(read=3000, written=120)
        monkeypatch.setattr(vendor, "poll", lambda *_: Receipt(made=vendors.made(1), used=used))
        (name,) = reserve(jobs, 1)
        asked = []
        run(
            jobs, vendor, exchange=lambda money, to: Money(money.minor * 7, to),
            meter=lambda order, used: asked.append((order.provider, used)) or listed,
        )  # fmt: skip
        job = jobs.rows.job(name)

        assert asked == [(vendor.name, used)]
        assert (job.settled, job.charge) == (settled, Charge.LISTED)
        assert sums(jobs) == (0, settled.minor)
        assert jobs.store.take(job.take).cost == settled
        if listed is not None:
            assert job.original == original


class TestCancelling:
    def test_a_vendor_is_told_and_nothing_is_owed(self, jobs, vendor, monkeypatch):
        (name,) = reserve(jobs, 1)

        def cancel_first(*_):
            if jobs.rows.job(name).state is JobState.POLLING:
                jobs.cancel(name, 5, "me")
            return Pending()

        monkeypatch.setattr(vendor, "poll", cancel_first)
        run(jobs, vendor)

        assert vendor.cancelled == [f"v-{name}"]
        assert jobs.rows.job(name).state is JobState.CANCELLED
        assert sums(jobs) == (0, 0)

    def test_what_the_vendor_cannot_cancel_counts_as_spent(self, jobs, vendor, monkeypatch):
        name = orphan(jobs)
        jobs.sent(name, "v-1", 3)
        jobs.cancel(name, 4, "me")
        monkeypatch.setattr(vendor, "cancel", lambda *_: False)
        run(jobs, vendor)

        assert vendor.asked == {}, "what is being cancelled is not asked for"
        assert jobs.rows.job(name).state is JobState.CANCELLED
        assert sums(jobs) == (0, vendors.PRICE)


def orphan(jobs, number=1):
    """A job that an ended run was sending."""
    (name,) = reserve(jobs, number)
    mine = Leases(jobs.store.database, "gone", 60_000)
    now = SystemClock().now_ms()
    (one,) = mine.claim(now, {"fake": 99})
    jobs.submitting(name, one.fence, now)
    return name


class TestOrphans:
    """The recovery rule, row by row."""

    def test_queued_nothing_was_sent_and_it_goes_on(self, jobs, vendor):
        reserve(jobs, 1)
        Leases(jobs.store.database, "gone", 60_000).claim(SystemClock().now_ms(), {"fake": 9})
        run(jobs, vendor)

        all_right(jobs.store, vendor.books, 1)

    def test_submitting_without_an_id_is_unknown(self, jobs, vendor):
        name = orphan(jobs)
        run(jobs, vendor)

        assert vendors.charges(vendor.books) == []
        assert jobs.rows.job(name).state is JobState.UNKNOWN
        assert jobs.rows.job(name).why == "studio.submit_outcome_unknown"

    def test_a_key_is_trusted_only_for_a_while(self, jobs, tmp_path, monkeypatch):
        vendor = vendors.Vendor(tmp_path / "books", keys=True)
        name = orphan(jobs)
        monkeypatch.setattr("piying.studio.working.orphans.KEY_MS_MAX", -1)
        run(jobs, vendor)

        assert jobs.rows.job(name).state is JobState.UNKNOWN

    def test_with_an_id_it_is_asked_for_and_not_sent(self, jobs, vendor):
        name = orphan(jobs)
        vendor.submit(vendors.asked(1).order, None, name)
        jobs.sent(name, f"v-{name}", 3)
        run(jobs, vendor)

        all_right(jobs.store, vendor.books, 1)

    @pytest.mark.parametrize(
        ("why", "change"),
        [
            ("studio.provider_changed", lambda vendor: setattr(vendor, "cards", ())),
            ("studio.resume_unsupported", lambda vendor: setattr(vendor, "resumes", False)),
        ],
    )
    def test_what_cannot_be_asked_for_is_a_persons(self, jobs, vendor, why, change):
        name = orphan(jobs)
        jobs.sent(name, "v-1", 3)
        change(vendor)
        run(jobs, vendor)
        job = jobs.rows.job(name)

        assert (job.state, job.why, job.vendor_job) == (JobState.UNKNOWN, why, "v-1")
        assert sums(jobs) == (vendors.PRICE, 0)

    def test_an_order_that_cannot_be_read_is_a_persons(self, jobs, vendor):
        name = orphan(jobs)
        jobs.sent(name, "v-1", 3)
        with jobs.store.database.writing() as connection:
            connection.exec_driver_sql("DELETE FROM object WHERE kind = 'order.1'")
        run(jobs, vendor)
        job = jobs.rows.job(name)

        assert (job.state, job.why) == (JobState.UNKNOWN, "studio.identity_unusable")
        assert job.vendor_job == "v-1", "the id stays on record"

    def test_the_vendor_says_that_it_has_expired(self, jobs, vendor, monkeypatch):
        name = orphan(jobs)
        jobs.sent(name, "v-1", 3)

        def expired(*_):
            raise Ended("studio.made_empty", wanted="expired")

        monkeypatch.setattr(vendor, "poll", expired)
        run(jobs, vendor)

        assert jobs.rows.job(name).state is JobState.FAILED

    def test_a_vendor_that_is_not_here_leaves_its_jobs_alone(self, jobs):
        name = orphan(jobs)
        jobs.sent(name, "v-1", 3)
        worked = run(jobs)

        assert [job.id for job in worked.waiting] == [name]
        assert jobs.rows.job(name).state is JobState.POLLING

    def test_adopted_it_is_asked_for(self, jobs, vendor):
        name = orphan(jobs)
        vendor.submit(vendors.asked(1).order, None, name)
        run(jobs, vendor)
        jobs.adopt(name, f"v-{name}", 5, "me")
        run(jobs, vendor)

        all_right(jobs.store, vendor.books, 1)


STEPS = ["claim", "submitting", "submit", "submitted", "sent", "poll", "polled", "kept",
         "proved", "done"]  # fmt: skip


def child(tmp_path, before, *arguments):
    """A worker in a process of its own, after `before` was done there."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # threads of the test runner
        pid = os.fork()
    if pid == 0:
        try:
            before()
            vendors.main([str(tmp_path / "house"), str(tmp_path / "books"), *arguments])
            os._exit(0)
        finally:
            os._exit(1)
    return pid


def ended(pid):
    _, status = os.waitpid(pid, 0)
    return os.waitstatus_to_exitcode(status)


def decide(store, books):
    """What a person does who looks into the vendor's books; how many jobs that was for."""
    jobs = Jobs(store)
    paid = {one["key"] for one in vendors.charges(books)}
    unknown = jobs.rows.jobs(states=(JobState.UNKNOWN,))
    for job in unknown:
        if job.id in paid:
            jobs.adopt(job.id, f"v-{job.id}", 9, "me")
        else:
            jobs.pay_again(job.id, Caps(), 9, "me", Bill(Money(0)))
    return len(unknown)


def each_once(store, books, count):
    """Each thing was paid once, came once, and the sums are those of the books."""
    paid = collections.Counter(one["n"] for one in vendors.charges(books))
    assert paid == dict.fromkeys(range(count), 1)
    for number in range(count):
        takes = store.takes(digest(vendors.asked(number).recipe))
        assert [store.blobs.get(one.blob) for one in takes] == [f"made {number}".encode()]
    assert sums(Jobs(store)) == (0, count * vendors.CHARGE)


def dies_in(monkeypatch, target, number):
    """Make the process end when `target` is called for the Nth time."""
    dying = vendors.Dying(target, number)
    owner, _, name = target.rpartition(".")
    whole = pkgutil.resolve_name(owner)
    was = getattr(whole, name)

    def dead(*given, **words):
        dying(target)
        return was(*given, **words)

    monkeypatch.setattr(whole, name, dead)


class TestADeathAtEveryStep:
    """A worker that is gone between one step and the next, as by a power cut."""

    @pytest.mark.parametrize("keys", [False, True])
    @pytest.mark.parametrize("step", STEPS)
    def test_between_two_steps(self, tmp_path, step, keys):
        with closing(open_store(tmp_path / "house")) as store:
            reserve(Jobs(store), 0, 1, 2)
        flags = ["--keys"] * keys
        number = "1" if step == "claim" else "2"
        assert ended(child(tmp_path, int, "--die", step, number, *flags)) == 9
        vendor = vendors.Vendor(tmp_path / "books", keys=keys)
        with closing(open_store(tmp_path / "house")) as store:
            run(Jobs(store), vendor)
            unknown = decide(store, vendor.books)
            run(Jobs(store), vendor)

            assert not (keys and unknown), "an order with a key is simply sent again"
            assert keys or unknown or step not in {"submit", "submitted"}
            each_once(store, vendor.books, 3)

    @pytest.mark.parametrize(
        ("target", "number"),
        [
            ("piying.store.jobs._moved", 1),
            ("piying.store.jobs._remember", 1),
            ("piying.store.jobs._remember", 2),
            ("piying.store.jobs._remember", 3),
            ("piying.store.store.Store.add_take", 1),
            ("piying.store.blobs.write_file", 1),
            ("piying.store.leases.Leases.beat", 1),
        ],
    )
    def test_within_a_transaction(self, tmp_path, monkeypatch, target, number):
        with closing(open_store(tmp_path / "house")) as store:
            reserve(Jobs(store), 0)
        with monkeypatch.context() as patch:
            pid = child(tmp_path, lambda: dies_in(patch, target, number), "--lease-ms", "1")
            code = ended(pid)
        vendor = vendors.Vendor(tmp_path / "books")
        with closing(open_store(tmp_path / "house")) as store:
            run(Jobs(store), vendor)
            decide(store, vendor.books)
            run(Jobs(store), vendor)

            assert code == 9
            each_once(store, vendor.books, 1)

    @pytest.mark.parametrize(
        "target",
        ["piying.store.jobs.check_caps", "piying.store.store.Store.put",
         "piying.store.jobs._remember"],
    )  # fmt: skip
    def test_while_money_is_reserved(self, tmp_path, monkeypatch, target):
        open_store(tmp_path / "house").close()

        def before():
            dies_in(patch, target, 1)
            with closing(open_store(tmp_path / "house")) as store:
                reserve(Jobs(store), 0)

        with monkeypatch.context() as patch:
            assert ended(child(tmp_path, before)) == 9
        with closing(open_store(tmp_path / "house")) as store:
            assert Jobs(store).rows.jobs() == ()
            assert Jobs(store).rows.sums() == ()
            reserve(Jobs(store), 0)
            vendor = vendors.Vendor(tmp_path / "books")
            run(Jobs(store), vendor)
            each_once(store, vendor.books, 1)


def test_stopped_by_a_person_it_leaves_everything_to_the_next_run(tmp_path):
    with closing(open_store(tmp_path / "house")) as store:
        reserve(Jobs(store), *range(40))
    pid = child(tmp_path, int, "--crowd", "--delay", "0.2")
    while not (tmp_path / "books").exists() or len(vendors.charges(tmp_path / "books")) < 3:
        time.sleep(0.01)
    os.kill(pid, signal.SIGINT)
    assert ended(pid) == 1
    vendor = vendors.Vendor(tmp_path / "books")
    with closing(open_store(tmp_path / "house")) as store:
        states = {job.state for job in Jobs(store).rows.jobs()}
        assert states <= {JobState.QUEUED, JobState.POLLING, JobState.DONE}, "nothing unknown"
        run(Jobs(store), vendor, alone=False)
        each_once(store, vendor.books, 40)


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request):
    """The address of an empty database of either kind; empty for SQLite in the house."""
    if request.param == "sqlite":
        yield ""
        return
    server = os.environ.get("PIYING_TEST_POSTGRES")
    if not server:
        pytest.skip("PIYING_TEST_POSTGRES names no database that may be written")
    name = f"t{uuid.uuid4().hex}"
    engine = create_engine(server_url(server))
    with engine.begin() as connection:
        connection.execute(text(f"CREATE SCHEMA {name}"))
    yield f"{server}?options=-csearch_path%3D{name}"
    with engine.begin() as connection:
        connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
    engine.dispose()


@pytest.mark.slow
@pytest.mark.parametrize("keys", [True, False])
def test_a_storm_of_kills_pays_nothing_twice(tmp_path, keys, address):
    count, kills, crew = 600, 25, 3
    with closing(open_store(tmp_path / "house", address)) as store:
        reserve(Jobs(store), *range(count))
    chance = random.Random(7)  # noqa: S311 - a storm, not a secret
    given = [
        "--crowd",
        "--delay",
        "0.25",
        "--lease-ms",
        "1500",
        "--address",
        address,
        *["--keys"] * keys,
    ]
    workers = [child(tmp_path, int, *given) for _ in range(crew)]
    for _ in range(kills):
        time.sleep(0.1 + 0.3 * chance.random())
        gone = chance.randrange(crew)
        os.kill(workers[gone], signal.SIGKILL)
        assert ended(workers[gone]) == -signal.SIGKILL, "there was still work to do"
        workers[gone] = child(tmp_path, int, *given)
    assert [ended(pid) for pid in workers] == [0] * crew
    vendor = vendors.Vendor(tmp_path / "books", keys=keys)
    with closing(open_store(tmp_path / "house", address)) as store:
        unknown = decide(store, vendor.books)
        run(Jobs(store), vendor, alone=False)

        assert not (keys and unknown)
        assert unknown or keys
        each_once(store, vendor.books, count)
