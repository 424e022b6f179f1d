"""jobs: paid jobs as they stand, and what a person decides about one."""

from __future__ import annotations

import pytest

from piying.model.errors import Conflict, Invalid, Missing, Outside
from piying.model.job import Charge, JobState
from piying.model.money import Money
from piying.store.jobs import Jobs
from piying.studio.shooting.held import current_board
from piying.studio.shooting.shoot import shoot
from piying.studio.shooting.takes import Signed
from piying.studio.spending.jobs import (
    abandon,
    adopt,
    cancel,
    confirm,
    job_called,
    jobs,
    money_of,
    pay_again,
    resume,
)

NAME = "小戏"
ME = Signed("Lin", "the line broke")


@pytest.fixture
def unknown(paid, acme):
    """The jobs of an episode whose orders were sent and of which nobody knows more."""
    acme.silent = True
    with pytest.raises(Outside, match="--adopt"):
        shoot(paid, NAME, 1)
    acme.silent = False
    return jobs(paid, NAME).jobs


@pytest.fixture
def polling(unknown, paid):
    """A job that its vendor has."""
    return adopt(paid, unknown[0].id, "v-7", ME).job


class TestSeeing:
    def test_what_has_not_ended_is_listed_and_the_rest_counted(self, shot):
        count = len(current_board(shot, NAME, 1)[0].shots)
        found = jobs(shot, NAME)

        assert (found.jobs, found.ended_count) == ((), count)
        assert len(jobs(shot, NAME, ended=True).jobs) == count
        assert jobs(shot, "another").ended_count == 0

    def test_one_is_shown_with_every_step_and_who_made_it(self, unknown, paid):
        abandon(paid, unknown[0].id, ME)
        job, steps = job_called(paid, unknown[0].id[-8:])

        assert job.state is JobState.CANCELLED
        assert [step.state.value for step in steps] == [
            "queued", "submitting", "unknown", "cancelled",
        ]  # fmt: skip
        assert (steps[-1].by, steps[-1].why) == ("Lin", "the line broke")
        assert {step.by for step in steps[:-1]} == {"worker"}

    def test_one_that_is_not_there_is_said(self, paid):
        with pytest.raises(Missing):
            job_called(paid, "ZZZ")


class TestDeciding:
    def test_nothing_of_it_sends_anything(self, unknown, paid, acme):
        sent = len(acme.sent)
        adopt(paid, unknown[0].id, "v-7", ME)
        pay_again(paid, unknown[1].id, ME)
        abandon(paid, unknown[2].id, ME)

        assert len(acme.sent) == sent

    def test_paying_again_is_one_new_job_that_is_sent_once(self, unknown, paid, acme):
        sent = len(acme.sent)
        done = pay_again(paid, unknown[0].id, ME)
        resume(paid, NAME)

        assert done.job.state is JobState.CANCELLED
        assert done.job.settled == done.job.reserved, "it may be on the bill"
        assert len(acme.sent) == sent + 1
        assert Jobs(paid.store).rows.job(done.new.id).state is JobState.DONE

    def test_paying_again_is_refused_over_a_cap_and_changes_nothing(self, unknown, paid):
        path = paid.settings.house / "budget.toml"
        path.write_text(path.read_text("utf-8").replace("shot = 30", "shot = 1"), "utf-8")
        with pytest.raises(Conflict):
            pay_again(paid, unknown[0].id, ME)

        assert job_called(paid, unknown[0].id)[0].state is JobState.UNKNOWN

    def test_paying_again_needs_a_budget(self, unknown, paid):
        (paid.settings.house / "budget.toml").unlink()
        with pytest.raises(Invalid, match="budget"):
            pay_again(paid, unknown[0].id, ME)

    def test_what_the_bill_shows_counts_in_the_currency_of_the_budget(self, unknown, paid):
        nothing = abandon(paid, unknown[0].id, ME, "0").job
        dollars = abandon(paid, unknown[1].id, ME, "0.05 usd").job

        assert (nothing.settled, nothing.charge) == (Money(0), Charge.CONFIRMED)
        assert (dollars.settled, dollars.original) == (Money(35), Money(5, "USD"))

    def test_an_adopted_one_is_asked_for_and_never_sent(self, polling, paid, acme):
        sent = len(acme.sent)
        worked = resume(paid, NAME)

        assert [job.id for job in worked.ended] == [polling.id]
        assert len(acme.sent) == sent
        assert job_called(paid, polling.id)[0].state is JobState.DONE

    def test_adopting_needs_an_id(self, unknown, paid):
        with pytest.raises(Invalid, match="id that the vendor gave"):
            adopt(paid, unknown[0].id, " ", ME)

    def test_a_cancelled_one_is_told_to_its_vendor_and_given_back(self, polling, paid, acme):
        done = cancel(paid, polling.id, ME)

        assert (done.job.state, done.untold) == (JobState.CANCELLED, None)
        assert acme.cancelled == ["v-7"]
        assert done.job.settled == Money(0)

    def test_one_that_the_vendor_does_not_give_up_counts_in_full(self, polling, paid, acme):
        acme.gives_up = False
        done = cancel(paid, polling.id, ME)

        assert (done.job.settled, done.job.charge) == (polling.reserved, Charge.LISTED)

    def test_a_vendor_that_cannot_be_told_is_told_by_the_next_run(self, polling, paid, acme):
        acme.unreachable = True
        done = cancel(paid, polling.id, ME)
        acme.unreachable = False

        assert done.job.state is JobState.CANCELLING
        assert done.untold.code == "studio.no_vendor_job"
        resume(paid, NAME)
        assert job_called(paid, polling.id)[0].state is JobState.CANCELLED
        assert acme.cancelled == ["v-7"]

    def test_what_is_unknown_is_not_cancelled(self, unknown, paid):
        with pytest.raises(Conflict, match="decide"):
            cancel(paid, unknown[0].id, ME)

    def test_a_charge_is_confirmed_once_the_job_has_ended(self, polling, paid):
        with pytest.raises(Invalid, match="once it has ended"):
            confirm(paid, polling.id, "0.70 CNY", ME)
        resume(paid, NAME)
        done = confirm(paid, polling.id, "0.66", ME).job

        assert (done.settled, done.charge) == (Money(66), Charge.CONFIRMED)
        assert job_called(paid, polling.id)[1][-1].by == "Lin"

    def test_a_charge_without_a_rate_is_refused(self, polling, paid):
        resume(paid, NAME)
        with pytest.raises(Invalid, match="CNY"):
            confirm(paid, polling.id, "0.70 GBP", ME)


class TestResuming:
    def test_nothing_open_asks_no_vendor(self, shot, acme):
        worked = resume(shot)

        assert (worked.ended, worked.waiting, acme.sent) == ((), (), [])

    @pytest.mark.usefixtures("polling")
    def test_what_is_not_made_yet_is_not_asked_for(self, paid, acme):
        shots = len(current_board(paid, NAME, 1)[0].shots)
        resume(paid)

        assert len(acme.sent) == shots, "each once, by shoot"


@pytest.mark.parametrize(
    ("text", "money"),
    [
        ("12.50 CNY", Money(1250)), ("12.5", Money(1250)), ("0", Money(0)),
        ("7usd", Money(700, "USD")), ("300 JPY", Money(300, "JPY")),
    ],
)  # fmt: skip
def test_amounts_are_read_exactly(text, money):
    assert money_of(text, "CNY") == money


@pytest.mark.parametrize(
    "text", ["", "-1", "1,50", "1.234 CNY", "1.5 JPY", "CNY", "1e3", "NaN"]
)
def test_what_is_no_amount_is_refused(text):
    with pytest.raises(Invalid):
        money_of(text, "CNY")
